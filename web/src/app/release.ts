/**
 * Which build this page is, and whether the files it came from are those of that build. `release.json` beside the page
 * lists them (web/build.mjs writes it). That a page says so of itself proves little: it finds files that were mixed up or
 * changed one by one. Who wants to know asks from outside: `polypact page --verify`.
 */

export interface Release {
  /** Of the program that it belongs to. */
  readonly version: string;
  /** SHA-256 of the lines `<hash>  <path>` of all files, in hex. */
  readonly build: string;
  /** Path below the page's folder => SHA-256, in hex. */
  readonly files: ReadonlyMap<string, string>;
}

/** What a check of the page's own files came to. */
export interface SelfCheck {
  readonly build: string;
  readonly files: number;
  /** Files that are not as they were released. */
  readonly changed: readonly string[];
  /** Files that could not be read again. */
  readonly missing: readonly string[];
  /** What this page loaded from its own folder and the release does not know. */
  readonly strange: readonly string[];
  readonly isWhole: boolean;
}

export const LIST = "release.json";
/** What a server may answer beside the files of the page. */
const BESIDE = new Set([LIST, "site-config.json", "rpc", ""]);

/** How files of the page are read: by their paths below its folder. */
export type Reading = (path: string) => Promise<Uint8Array | undefined>;

export const readOwn: Reading = async (path) => {
  try {
    const response = await fetch(new URL(path, document.baseURI), { cache: "no-cache", credentials: "omit", referrerPolicy: "no-referrer" });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
};

/** What the page's folder says of itself; nothing where it has no list, or one that contradicts itself in its form. */
export async function readRelease(reading: Reading = readOwn): Promise<Release | undefined> {
  const content = await reading(LIST);
  if (!content) return undefined;
  try {
    return parseRelease(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content)));
  } catch {
    return undefined;
  }
}

export function parseRelease(said: unknown): Release | undefined {
  if (typeof said !== "object" || said === null || !("build" in said) || !("files" in said)) return undefined;
  const { build, files } = said;
  const version = "version" in said && typeof said.version === "string" ? said.version : "";
  if (!isHash(build) || typeof files !== "object" || files === null) return undefined;
  const entries: [string, unknown][] = Object.entries(files);
  if (!entries.every((one): one is [string, string] => isHash(one[1]))) return undefined;
  return { version, build, files: new Map(entries) };
}

/** Reads all files of the page again and compares them; what it needs for that is loaded only now. */
export async function checkSelf(release: Release, reading: Reading = readOwn, loaded: readonly string[] = loadedHere()): Promise<SelfCheck> {
  const { hashOf, wholeOf } = await import("./hashes");
  const changed: string[] = [];
  const missing: string[] = [];
  for (const [path, wanted] of release.files) {
    const content = await reading(path);
    if (!content) missing.push(path);
    else if (hashOf(content) !== wanted) changed.push(path);
  }
  if (wholeOf(release.files) !== release.build) changed.push(LIST);
  const strange = loaded.filter((path) => !release.files.has(path) && !BESIDE.has(path));
  const isWhole = changed.length + missing.length + strange.length === 0;
  return { build: release.build, files: release.files.size, changed, missing, strange, isWhole };
}

/** Paths of what this page loaded from its own folder. */
function loadedHere(): string[] {
  const base = new URL(".", document.baseURI).href;
  const all = performance.getEntriesByType("resource").map((entry) => entry.name.replace(/[?#].*$/s, ""));
  return [...new Set(all.filter((url) => url.startsWith(base)).map((url) => url.slice(base.length)))];
}

function isHash(said: unknown): said is string {
  return typeof said === "string" && /^[0-9a-f]{64}$/.test(said);
}
