/** Spans of time as they are typed: how many of what. */

export const SPAN_UNITS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400, weeks: 604_800 } as const;

export type SpanUnit = keyof typeof SPAN_UNITS;

export interface TypedSpan {
  readonly count: string;
  readonly unit: SpanUnit;
}

/** Seconds in the largest unit but weeks that has a whole number of them; what cannot be read comes back as it was typed. */
export function typedSpan(seconds: string): TypedSpan {
  const [, typed, named] = /^(.*) (seconds|minutes|hours|days|weeks)$/s.exec(seconds) ?? [];
  if (typed !== undefined) return { count: typed, unit: named as SpanUnit };
  if (seconds === "") return { count: "", unit: "days" };
  const number = Number(seconds);
  const unit = (["days", "hours", "minutes"] as const).find((each) => number % SPAN_UNITS[each] === 0) ?? "seconds";
  return { count: String(number / SPAN_UNITS[unit]), unit };
}

/** The seconds of it, as a whole number; what is none stays as it was typed, so that nobody takes it for seconds. */
export function spanSeconds({ count, unit }: TypedSpan): string {
  const text = count.trim();
  if (text === "") return "";
  const [, whole, places = ""] = /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(text) ?? [];
  if (whole === undefined) return `${text} ${unit}`;
  const scale = 10 ** places.length;
  const scaled = Number(whole + places) * SPAN_UNITS[unit];
  return scaled % scale === 0 ? String(scaled / scale) : `${text} ${unit}`;
}
