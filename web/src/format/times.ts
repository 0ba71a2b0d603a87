/**
 * Moments: in local time, in UTC beside it where a moment binds somebody, and how far away. What closes is cut to the
 * minute and what opens is rounded up to it, so that nobody who trusts the screen comes late or too early.
 */

/** `closing` is the last moment at which something can be done, `opening` the first; `at` is what happened. */
export type Edge = "at" | "closing" | "opening";

/** What a language says about time. Names are looked up here and not in the browser, where they differ by version. */
export interface TimeWords {
  weekdays: readonly string[];
  months: readonly string[];
  date: (weekday: string, day: number, month: string, year: number | undefined) => string;
  /** A date and a time of day, as one. */
  moment: (date: string, time: string) => string;
  utc: (time: string) => string;
  /** No date is set. */
  never: string;
  /** Later than any calendar can say. */
  far: (year: string) => string;
  in: (span: string) => string;
  ago: (span: string) => string;
  now: string;
  soon: string;
  justNow: string;
  units: Record<SpanUnit, (count: number) => string>;
  and: (first: string, second: string) => string;
}

export type SpanUnit = "years" | "days" | "hours" | "minutes" | "seconds";

export interface MomentOptions {
  edge?: Edge | undefined;
  /** Time zone, as `Europe/Berlin`; the reader's own if not given. */
  zone?: string | undefined;
  /** Without the year, where a list has many of one year. */
  year?: boolean | undefined;
  /** Without the weekday. */
  weekday?: boolean | undefined;
}

export interface MomentShown {
  /** `date`, or `never` for 0, or `far` for what no calendar can say. */
  kind: "date" | "never" | "far";
  /** `Fri 11 Dec 2026`. */
  date: string;
  /** `Fri 11 Dec 2026, 12:06`. */
  local: string;
  /** `11:06 UTC`, with its date where that differs; empty where local time is UTC, and is said so there. */
  utc: string;
  /** For the `datetime` attribute; empty where there is none. */
  iso: string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
/** The last second of the year 9999: what is later has no date that people or machines write. */
const LAST = 253_402_300_799;

export function shownMoment(seconds: number | bigint, words: TimeWords, options: MomentOptions = {}): MomentShown {
  const given = Number(seconds);
  if (given <= 0 || Number.isNaN(given)) return { kind: "never", date: words.never, local: words.never, utc: "", iso: "" };
  const at = toMinute(Math.floor(given), options.edge ?? "at");
  if (at > LAST) {
    const text = words.far("9999");
    return { kind: "far", date: text, local: text, utc: "", iso: "" };
  }
  const local = clock(at, options.zone);
  const utc = clock(at, "UTC");
  const date = dateText(local, words, options);
  const sameDay = local.day === utc.day && local.month === utc.month;
  const isUtc = sameDay && local.time === utc.time;
  const utcTime = sameDay ? utc.time : words.moment(dateText(utc, words, { ...options, year: local.year !== utc.year }), utc.time);
  return {
    kind: "date",
    date,
    local: words.moment(date, isUtc ? words.utc(local.time) : local.time),
    utc: isUtc ? "" : words.utc(utcTime),
    iso: new Date(at * 1000).toISOString().replace(":00.000Z", "Z"),
  };
}

/** Moment, UTC in brackets, distance: everything that is known, as plain text. */
export function momentText(seconds: number | bigint, now: number, words: TimeWords, options: MomentOptions = {}): string {
  const shown = shownMoment(seconds, words, options);
  if (shown.kind !== "date") return shown.local;
  return `${shown.local}${shown.utc ? ` (${shown.utc})` : ""}, ${relativeText(Number(seconds), now, words)}`;
}

/** `in 4 days`, `3 hours ago`, `now`: cut to its largest unit, so that there is never less time than it says. */
export function relativeText(seconds: number | bigint, now: number, words: TimeWords): string {
  const away = Math.floor(Number(seconds)) - Math.floor(now);
  if (away === 0) return words.now;
  if (Math.abs(away) < MINUTE) return away > 0 ? words.soon : words.justNow;
  const span = spanText(Math.abs(away), words, 1);
  return away > 0 ? words.in(span) : words.ago(span);
}

/**
 * A span of time in its largest units, cut: `3 days and 5 hours` with two, `3 days` with one. All of it without a
 * number of units, exact to the second.
 */
export function spanText(seconds: number | bigint, words: TimeWords, units?: number): string {
  let rest = Math.floor(Number(seconds));
  const said: string[] = [];
  const sizes: [SpanUnit, number][] = [["days", DAY], ["hours", HOUR], ["minutes", MINUTE], ["seconds", 1]];
  // Years are of unequal length: only where a span is so long that days say nothing, and never as an exact span.
  if (units !== undefined && rest >= 2 * YEAR) return words.units.years(Math.floor(rest / (365.25 * DAY)) || 1);
  let left = units ?? sizes.length;
  for (const [unit, size] of sizes) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) said.push(words.units[unit](count));
    // Units that follow the first one are its neighbours: "3 days and 2 seconds" says more than anybody knows.
    if (said.length > 0) left -= 1;
    if (left === 0) break;
  }
  if (said.length === 0) return words.units.seconds(0);
  const last = said.pop() as string;
  return said.length === 0 ? last : words.and(said.join(", "), last);
}

/** The offset of a zone from UTC at a moment: `UTC+1`, `UTC-3:30`, `UTC`. */
export function offsetText(seconds: number, zone?: string): string {
  const local = clock(seconds, zone);
  const minutes = Math.round((Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute) / 1000 - floorTo(seconds, MINUTE)) / 60);
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `UTC${minutes > 0 ? "+" : "-"}${Math.floor(size / 60)}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

/** The zone as its users call it, in a language: `Central European Standard Time`. */
export function zoneName(seconds: number, language: string, zone?: string): string {
  const format = new Intl.DateTimeFormat(language, { timeZoneName: "long", ...(zone ? { timeZone: zone } : {}) });
  return format.formatToParts(new Date(seconds * 1000)).find((part) => part.type === "timeZoneName")?.value ?? "UTC";
}

/** Whole days since 1970 in a zone: two moments of one day have the same. */
export function dayNumber(seconds: number, zone?: string): number {
  const local = clock(seconds, zone);
  return Math.floor(Date.UTC(local.year, local.month - 1, local.day) / 86_400_000);
}

function toMinute(seconds: number, edge: Edge): number {
  const cut = floorTo(seconds, MINUTE);
  return edge === "opening" && cut !== seconds ? cut + MINUTE : cut;
}

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}

interface Clock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
  time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function clock(seconds: number, zone: string | undefined): Clock {
  const key = zone ?? "";
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      ...(zone ? { timeZone: zone } : {}), hourCycle: "h23",
      year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    });
    // The reader's own zone may change while the page is open: it is asked anew.
    if (zone) formats.set(key, format);
  }
  const found: Record<string, number> = {};
  for (const part of format.formatToParts(new Date(seconds * 1000))) found[part.type] = Number(part.value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = found;
  const two = (value: number) => String(value).padStart(2, "0");
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { year, month, day, hour, minute, weekday, time: `${two(hour)}:${two(minute)}` };
}

function dateText(at: Clock, words: TimeWords, options: MomentOptions): string {
  const weekday = options.weekday === false ? "" : (words.weekdays[at.weekday] ?? "");
  return words.date(weekday, at.day, words.months[at.month - 1] ?? "", options.year === false ? undefined : at.year);
}
