/**
 * Text as it stands on a chain, where nothing makes anybody write UTF-8. Bytes that are none become half characters
 * (U+DC80 to U+DCFF), which no true text has; `safePieces` shows them as the bytes they are, and `bytesOf` gives them
 * back unchanged, so that a hash can still be worked out from the text.
 */
import type { Hex } from "../types";

const FIRST_BYTE = 0xdc00;

/** Bytes, or their hexadecimal form, as text. */
export function textOf(raw: Uint8Array | Hex): string {
  const bytes = typeof raw === "string" ? fromHex(raw) : raw;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return piecewise(bytes);
  }
}

/** The bytes of a text: those on chain, if it came from there. */
export function bytesOf(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const out: number[] = [];
  let clean = "";
  const flush = () => {
    for (const byte of encoder.encode(clean)) out.push(byte);
    clean = "";
  };
  for (const letter of text) {
    const byte = byteIn(letter.codePointAt(0) as number);
    if (byte === undefined) clean += letter;
    else {
      flush();
      out.push(byte);
    }
  }
  flush();
  return Uint8Array.from(out);
}

/** The byte that a half character stands for, if it stands for one. */
export function byteIn(code: number): number | undefined {
  return code >= FIRST_BYTE + 0x80 && code <= FIRST_BYTE + 0xff ? code - FIRST_BYTE : undefined;
}

/** Text up to its first zero: a word of 32 bytes filled up with zeros. */
export function wordText(word: Hex): string {
  const bytes = fromHex(word);
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return textOf(bytes.subarray(0, end));
}

function fromHex(hex: Hex): Uint8Array {
  const digits = hex.slice(2);
  const bytes = new Uint8Array(digits.length >> 1);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** Character by character: whatever does not decode is kept byte by byte. */
function piecewise(bytes: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const length = lengthBy(bytes[at] as number);
    let letter: string | undefined;
    if (length > 0 && at + length <= bytes.length) {
      try {
        letter = decoder.decode(bytes.subarray(at, at + length));
      } catch {
        letter = undefined;
      }
    }
    text += letter ?? String.fromCharCode(FIRST_BYTE + (bytes[at] as number));
    at += letter === undefined ? 1 : length;
  }
  return text;
}

function lengthBy(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}
