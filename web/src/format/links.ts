/**
 * Links that strangers wrote. Three schemes can be followed; whatever else there is stays text. The host is always
 * said, in the letters that the network sees, because the text of a link is its writer's.
 */

export type LinkRead =
  | { kind: "link"; href: string; scheme: "https" | "ipfs" | "ar"; host: string }
  /** No link: `scheme` is not allowed, it is no address at all, it has a name and password in it, or hidden characters. */
  | { kind: "text"; why: "scheme" | "broken" | "login" | "hidden"; scheme?: string; host?: string };

/** Longer ones are refused: no document needs one, and a browser shows none of it. */
const LONGEST = 2_000;
const NAME = /^[A-Za-z0-9_-]{20,100}$/;

/** What can be done with a URI of a stranger. */
export function readLink(uri: string): LinkRead {
  // Browsers drop tabs and line breaks from addresses, and read `\` as `/`: what we show must be what they open.
  if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029\\\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u.test(uri)) return { kind: "text", why: "hidden" };
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(uri)?.[1]?.toLowerCase();
  if (scheme === undefined || uri.length > LONGEST) return { kind: "text", why: "broken" };
  if (scheme === "ipfs" || scheme === "ar") return contentLink(scheme, uri);
  let url: URL;
  try {
    url = new URL(uri);
  } catch {
    return { kind: "text", why: "broken", scheme };
  }
  if (scheme !== "https") return { kind: "text", why: "scheme", scheme, ...(url.host ? { host: url.host } : {}) };
  if (!/^https:\/\/[^/]/i.test(uri) || !url.hostname) return { kind: "text", why: "broken", scheme };
  if (url.username || url.password) return { kind: "text", why: "login", scheme, host: url.host };
  return { kind: "link", href: url.href, scheme, host: url.host };
}

/** Names its content instead of a place; what follows it is a path inside. */
function contentLink(scheme: "ipfs" | "ar", uri: string): LinkRead {
  const rest = uri.slice(scheme.length + 1).replace(/^\/\//, "");
  const name = rest.split(/[/?#]/)[0] ?? "";
  if (!NAME.test(name)) return { kind: "text", why: "broken", scheme };
  const path = rest.slice(name.length).split("/").map((part) => encodeURIComponent(decode(part))).join("/");
  return { kind: "link", href: `${scheme}://${name}${path}`, scheme, host: name };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
