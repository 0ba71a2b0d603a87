/** Money over time, in days, months or years: as many bars as fit the eye. */
import { dayNumber } from "../format";

export interface Movement {
  /** Unix seconds. */
  at: number;
  in: bigint;
  out: bigint;
}

export interface Period {
  /** Unix seconds within it, for its name. */
  at: number;
  in: bigint;
  out: bigint;
}

export type PeriodUnit = "day" | "month" | "year";

/** Up to so many bars of one kind, then the next larger one. */
const MOST = 31;

/** Movements added up by period, with those in which nothing moved between the first and the last. */
export function periodsOf(movements: readonly Movement[], zone?: string): { unit: PeriodUnit; periods: Period[] } {
  const sorted = [...movements].sort((a, b) => a.at - b.at);
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  if (!first || !last) return { unit: "month", periods: [] };
  const days = dayNumber(last.at, zone) - dayNumber(first.at, zone) + 1;
  const months = monthOf(last.at, zone) - monthOf(first.at, zone) + 1;
  const unit: PeriodUnit = days <= MOST ? "day" : months <= MOST ? "month" : "year";
  const numberOf = (at: number) => (unit === "day" ? dayNumber(at, zone) : unit === "month" ? monthOf(at, zone) : Math.floor(monthOf(at, zone) / 12));
  const periods: Period[] = [];
  const begin = numberOf(first.at);
  for (let number = begin; number <= numberOf(last.at); number += 1) periods.push({ at: middleOf(number, unit), in: 0n, out: 0n });
  for (const movement of sorted) {
    const period = periods[numberOf(movement.at) - begin];
    if (!period) continue;
    period.in += movement.in;
    period.out += movement.out;
  }
  return { unit, periods };
}

/** Months since the year 0. */
function monthOf(at: number, zone: string | undefined): number {
  const date = new Date(dayNumber(at, zone) * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Noon of a day in the middle, so that no zone moves it into another period. */
function middleOf(number: number, unit: PeriodUnit): number {
  if (unit === "day") return number * 86_400 + 43_200;
  const month = unit === "month" ? number : number * 12 + 6;
  return Date.UTC(Math.floor(month / 12), month % 12, 15, 12) / 1000;
}
