/**
 * Digits as they are shown: groups of three with a comma, a point before decimals, a real minus. The same in every
 * language of the page, so that what is read can be typed again and means the same.
 */

/** What stands where digits were left out. It is never left out itself: nothing that was cut looks whole. */
export const CUT = "…";
export const MINUS = "−";

/** `1234567` as `1,234,567`. The text has digits alone. */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A whole number with its groups: `1,234,567`, `−12`. */
export function wholeText(value: bigint | number): string {
  const whole = typeof value === "number" ? BigInt(Math.trunc(value)) : value;
  return whole < 0n ? `${MINUS}${grouped((-whole).toString())}` : grouped(whole.toString());
}

/** `40 of 120`: comes before any percentage, because it is exact. */
export interface Fraction {
  of: bigint;
  all: bigint;
}
