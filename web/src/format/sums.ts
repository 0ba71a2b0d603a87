/**
 * Sums of money. What is shown is cut, never rounded, and a cut has its mark: nobody reads more than there is, and
 * nobody takes a shortened number for the whole one. All digits stand in `exact`, for what is signed and for machines.
 */
import type { Sum } from "../types";
import { CUT, MINUS, grouped } from "./digits";

export interface SumShown {
  /** With its sign and its groups: `5.2166`. */
  head: string;
  /** The digits that a short form leaves out: `66666666666666`; empty if there are none. */
  tail: string;
  /** Whether the short form needs its mark. */
  cut: boolean;
  /** Nothing at all, not merely too little to be seen. */
  zero: boolean;
}

export interface SumOptions {
  /** Fill up with zeros to the places of the token, so that the points of a column stand under each other. */
  pad?: boolean | undefined;
  /** How many places are shown; by the token, if not given. */
  places?: number | undefined;
}

/** How many places a token shows: 4, or 2 if it has 6 or fewer itself. */
export function placesOf(decimals: number): number {
  return decimals > 6 ? 4 : Math.min(2, decimals);
}

/** The exact value as machines read it: `-1234.5`, without groups and without zeros at the end. */
export function exact(amount: bigint, decimals: number): string {
  const { whole, fraction } = parts(amount, decimals);
  const rest = fraction.replace(/0+$/, "");
  return `${amount < 0n ? "-" : ""}${whole}${rest ? `.${rest}` : ""}`;
}

/** A sum in its short form and what that leaves out. */
export function shownSum(amount: bigint, decimals: number, options: SumOptions = {}): SumShown {
  const places = Math.min(options.places ?? placesOf(decimals), decimals);
  const { whole, fraction } = parts(amount, decimals);
  const tail = fraction.slice(places).replace(/0+$/, "");
  let kept = fraction.slice(0, places);
  // With digits to come, zeros before them are part of the number. Without, they are only there to align.
  if (!tail && !options.pad) kept = kept.replace(/0+$/, "");
  const sign = amount < 0n ? MINUS : "";
  return { head: `${sign}${grouped(whole)}${kept ? `.${kept}` : ""}`, tail, cut: tail !== "", zero: amount === 0n };
}

/** All digits, with groups: `3,989.683333`; filled up to all decimals of the token if `pad`. */
export function fullSum(amount: bigint, decimals: number, pad = false): string {
  const { head, tail } = shownSum(amount, decimals, { places: decimals, pad });
  return head + tail;
}

/** Short, as text: `5.2166…`. */
export function cutSum(amount: bigint, decimals: number, options: SumOptions = {}): string {
  const { head, cut } = shownSum(amount, decimals, options);
  return cut ? head + CUT : head;
}

/**
 * What is not known exactly, as a fee beforehand: two digits that say something, rounded up, so that it is never less
 * than expected. To be told with `about`.
 */
export function roughSum(amount: bigint, decimals: number): string {
  const digits = amount.toString();
  if (amount <= 0n || digits.length <= 2) return fullSum(amount, decimals);
  const step = 10n ** BigInt(digits.length - 2);
  return fullSum(((amount + step - 1n) / step) * step, decimals);
}

/** A sum with its unit as plain text, for sentences, titles and files: `5.2166… ETH`. */
export function sumText(sum: Sum, full = false): string {
  const { symbol, decimals } = sum.token;
  return `${full ? fullSum(sum.amount, decimals) : cutSum(sum.amount, decimals)} ${symbol}`;
}

function parts(amount: bigint, decimals: number): { whole: string; fraction: string } {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  return { whole: digits.slice(0, point), fraction: digits.slice(point) };
}
