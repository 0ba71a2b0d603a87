/** Shares: the fraction first, because it is exact; the percentage cut with its mark, never rounded. */
import { CUT, MINUS, type Fraction, grouped, wholeText } from "./digits";

const PLACES = 2;

/** `33.33…%`, `40%`, `0.00…%` for what is more than nothing and less than shows. Of nothing there is no share: undefined. */
export function percentText(of: bigint, all: bigint): string | undefined {
  if (all === 0n) return undefined;
  const negative = of < 0n !== all < 0n && of !== 0n;
  const scaled = magnitude(of) * 100n * 10n ** BigInt(PLACES);
  const units = scaled / magnitude(all);
  const isCut = units * magnitude(all) !== scaled;
  const digits = units.toString().padStart(PLACES + 1, "0");
  const whole = grouped(digits.slice(0, -PLACES));
  let fraction = digits.slice(-PLACES);
  if (!isCut) fraction = fraction.replace(/0+$/, "");
  return `${negative ? MINUS : ""}${whole}${fraction ? `.${fraction}` : ""}${isCut ? CUT : ""}%`;
}

/** A share in hundredths of a percent, as the contracts keep rules: 6667 is `66.67%`. Always exact. */
export function bpsText(bps: bigint | number): string {
  return percentText(BigInt(bps), 10_000n) as string;
}

/** `40 of 120`, in the words of a language: `of` gets both numbers. */
export function partText(part: Fraction, of: (part: string, all: string) => string): string {
  return of(wholeText(part.of), wholeText(part.all));
}

/** A share as a number from 0 to 1 for drawing, never for telling. Shares beyond that are drawn at the edge. */
export function drawn(of: bigint, all: bigint): number {
  if (all <= 0n || of <= 0n) return 0;
  if (of >= all) return 1;
  return Number((of * 1_000_000n) / all) / 1_000_000;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
