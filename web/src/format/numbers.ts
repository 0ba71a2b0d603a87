/**
 * Numbers as people type them: `1.5`, `1,500`, `1'000'000`. A point stands before decimals, everywhere. A comma, an
 * apostrophe or an underscore stands only between groups of three digits, one kind of them in a number. Half of the
 * world writes it the other way round, so what does not fit is never guessed at: it is refused, and both ways of
 * reading it are named. The same rule as in the spec files.
 */
import { grouped } from "./digits";

export type NumberWhy = "empty" | "none" | "ambiguous" | "long" | "fraction" | "exact" | "negative" | "large";

export interface Refused {
  ok: false;
  why: NumberWhy;
  /** The ways in which it can be read, if there are several. */
  readings?: string[];
  /** The places that there are at most, if it has too many. */
  places?: number;
}

export type NumberRead =
  /** `whole` and `fraction` are digits; `understood` is what it was read as, to be told back: `1,500`. */
  | { ok: true; whole: string; fraction: string; understood: string }
  | Refused;

const LONGEST = 120;
const NUMBER = /^(?:\d+|[1-9]\d{0,2}(?:([,'_’])\d{3})(?:\1\d{3})*)?(\.\d+)?$/;
const MARKS = /[.,'_‘’ʼ´`\s]/;

/** Reads a number without a sign. */
export function readNumber(text: string): NumberRead {
  const bare = text.trim();
  if (bare === "") return { ok: false, why: "empty" };
  if (bare.length > LONGEST) return { ok: false, why: "long" };
  if (/^[-−–][\d.,]/.test(bare)) return { ok: false, why: "negative" };
  const match = NUMBER.exec(bare);
  if (!match) return refusal(bare);
  const decimals = match[2] ?? "";
  const whole = bare.slice(0, bare.length - decimals.length).replace(/[,'_’]/g, "").replace(/^0+(?=\d)/, "") || "0";
  const fraction = decimals.slice(1).replace(/0+$/, "");
  return { ok: true, whole, fraction, understood: grouped(whole) + (fraction ? `.${fraction}` : "") };
}

/** A sum of a token in its smallest unit. What has more places than the token is refused, not rounded. */
export function readSum(text: string, decimals: number): { ok: true; amount: bigint; understood: string } | Refused {
  const read = readNumber(text);
  if (!read.ok) return read;
  if (read.fraction.length > decimals) return { ok: false, why: "exact", places: decimals };
  const amount = BigInt(read.whole + read.fraction.padEnd(decimals, "0"));
  if (amount >= 2n ** 256n) return { ok: false, why: "large" };
  return { ok: true, amount, understood: read.understood };
}

/** A whole number. */
export function readWhole(text: string): { ok: true; value: bigint; understood: string } | Refused {
  const read = readSum(text, 0);
  if (!read.ok) return read.why === "exact" ? { ok: false, why: "fraction" } : read;
  return { ok: true, value: read.amount, understood: read.understood };
}

/** A percentage as hundredths of a percent: `66.67` or `66.67%` is 6667. */
export function readShare(text: string): { ok: true; bps: number; understood: string } | Refused {
  const read = readSum(text.trim().replace(/\s*%$/, ""), 2);
  if (!read.ok) return read;
  if (read.amount > 10_000n) return { ok: false, why: "large" };
  return { ok: true, bps: Number(read.amount), understood: `${read.understood}%` };
}

function refusal(text: string): Refused {
  // "1.234,56" and "1,5" alike: the last mark may stand before decimals, or all of them between groups.
  const groups = text.split(MARKS);
  const last = groups[groups.length - 1] ?? "";
  if (groups.length < 2 || last === "" || !groups.every((group) => /^\d*$/.test(group))) return { ok: false, why: "none" };
  const whole = groups.slice(0, -1).join("").replace(/^0+(?=\d)/, "") || "0";
  let otherwise = `${whole}${last}`.replace(/^0+(?=\d)/, "");
  if (text.split(".").length === 2 && groups.length > 2) {
    otherwise = text.split(".").map((part) => part.replace(new RegExp(MARKS, "g"), "")).join(".");
  }
  return { ok: false, why: "ambiguous", readings: [...new Set([`${whole}.${last}`, otherwise])] };
}
