/**
 * Text as it stands on a chain, where nothing makes anybody write UTF-8. A byte that is none is shown by an escape
 * (`\xff`), so that no bytes pass for others; what is shown is not what is hashed.
 */

import { hexToBytes } from "viem";
import type { Hex } from "../types";

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function textOf(bytes: Uint8Array): string {
  return strictly(bytes) ?? escaped(bytes);
}

/** The text of a word that is filled up with zeros. */
export function wordText(word: Hex): string {
  return textOf(withoutZeros(word));
}

/** The text of an invoice's reference or a milestone, or the hash that stands for a longer one. */
export function referenceWords(reference: Hex): string {
  const text = withoutZeros(reference);
  const said = strictly(text) ?? "";
  return said !== "" && text.length < 32 && isPrintable(said) ? said : reference;
}

/** A text in quotes, as Python shows it: what stands in them is printable. */
export function inQuotes(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text.replaceAll("\\", "\\\\");
  return quote + (quote === "'" ? inner.replaceAll("'", "\\'") : inner) + quote;
}

/** Whether a text has no control, format or separating character but the space. */
export function isPrintable(text: string): boolean {
  return !/[\p{C}\p{Z}]/u.test(text.replaceAll(" ", ""));
}

function withoutZeros(word: Hex): Uint8Array {
  const bytes = hexToBytes(word);
  let size = bytes.length;
  while (size > 0 && bytes[size - 1] === 0) size--;
  return bytes.subarray(0, size);
}

function strictly(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

function escaped(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const size = [1, 2, 3, 4].find((each) => at + each <= bytes.length && strictly(bytes.subarray(at, at + each)) !== undefined);
    text += size ? strict.decode(bytes.subarray(at, at + size)) : `\\x${(bytes[at] ?? 0).toString(16).padStart(2, "0")}`;
    at += size ?? 1;
  }
  return text;
}
