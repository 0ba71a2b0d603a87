/**
 * A terms document: bytes that somebody handed over, and whether they are those that the chain names. Nothing of it is shown
 * as the agreement before that is known.
 */

import { keccak256 } from "viem";
import type { Hex } from "../types";

/** What can be made of the bytes. `bytes` is what is neither text in UTF-8 nor a PDF. */
export type DocumentForm = "markdown" | "text" | "pdf" | "bytes";

export interface ReadDocument {
  /** As the file or the last part of its address is called; may be empty. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** keccak-256 of the bytes, worked out here. */
  readonly hash: Hex;
  readonly form: DocumentForm;
  /** Of markdown and text. */
  readonly text?: string;
}

/** More than that is no agreement that anybody reads, and would only make the page wait. */
export const MAX_DOCUMENT_BYTES = 20_000_000;

export function readDocument(bytes: Uint8Array, name: string): ReadDocument {
  const hash = keccak256(bytes);
  if (startsWith(bytes, "%PDF-")) return { name, bytes, hash, form: "pdf" };
  const text = utf8(bytes);
  if (text === undefined) return { name, bytes, hash, form: "bytes" };
  return { name, bytes, hash, form: isMarkdown(name, text) ? "markdown" : "text", text };
}

export function isDocument(document: ReadDocument, named: Hex): boolean {
  return document.hash.toLowerCase() === named.toLowerCase();
}

/** The text, or undefined where a byte is none of UTF-8. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Marks of Markdown are shown as what they mean only where that is surely meant; all else is shown letter by letter. */
function isMarkdown(name: string, text: string): boolean {
  if (/\.(md|markdown)$/i.test(name)) return true;
  if (/\.[a-z0-9]{1,8}$/i.test(name)) return false;
  return /^\s*#{1,6} \S/.test(text);
}

function startsWith(bytes: Uint8Array, mark: string): boolean {
  return mark.split("").every((letter, at) => bytes[at] === letter.charCodeAt(0));
}

/** How a document can be had from where it is published. */
export type Source =
  /** From its own host. */
  | { readonly kind: "web"; readonly url: string; readonly host: string }
  /** Only by somebody who serves that network: the reader says who. */
  | { readonly kind: "gateway"; readonly network: "ipfs" | "ipns" | "ar"; readonly path: string }
  /** Not from here: http is not encrypted, and anything else is unknown. */
  | { readonly kind: "none"; readonly why: "empty" | "http" | "scheme" | "broken" };

export function sourceOf(uri: string): Source {
  if (uri.trim() === "") return { kind: "none", why: "empty" };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase();
  if (scheme === "ipfs" || scheme === "ipns" || scheme === "ar") {
    const path = uri.slice(scheme.length + 1).replace(/^\/+/, "").replace(/^(ipfs|ipns)\//, "");
    return /^[A-Za-z0-9._~/%-]+$/.test(path) ? { kind: "gateway", network: scheme, path } : { kind: "none", why: "broken" };
  }
  if (scheme === "http") return { kind: "none", why: "http" };
  if (scheme !== "https") return { kind: "none", why: scheme ? "scheme" : "broken" };
  try {
    const url = new URL(uri);
    if (url.username || url.password) return { kind: "none", why: "broken" };
    return { kind: "web", url: url.href, host: url.host };
  } catch {
    return { kind: "none", why: "broken" };
  }
}

/** The address of a document at the gateway that the reader named; undefined where that is no https host. */
export function atGateway(source: Extract<Source, { kind: "gateway" }>, gateway: string): { url: string; host: string } | undefined {
  try {
    const base = new URL(/^[a-z]+:\/\//i.test(gateway.trim()) ? gateway.trim() : `https://${gateway.trim()}`);
    const isNear = base.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(base.hostname);
    if ((base.protocol !== "https:" && !isNear) || base.username || base.password) return undefined;
    const root = base.pathname.replace(/\/+$/, "").replace(/\/(ipfs|ipns)$/, "");
    const folder = source.network === "ar" ? "" : `/${source.network}`;
    return { url: `${base.origin}${root}${folder}/${source.path}`, host: base.host };
  } catch {
    return undefined;
  }
}

/** What a file from an address is called. */
export function nameOf(url: string): string {
  const last = url.split(/[?#]/)[0]?.split("/").filter(Boolean).at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
