import { type Edge, relativeText, shownMoment, spanText } from "../format";
import { t } from "../text";
import { now } from "./clock";

export interface WhenProps {
  /** Unix seconds. */
  at: number | bigint;
  /** `closing` is cut to the minute, `opening` rounded up to it. */
  edge?: Edge | undefined;
  /** UTC beside it: where the moment binds somebody. */
  utc?: boolean | undefined;
  /** How far away, after a comma; `below` on a line of its own. */
  away?: boolean | "below" | undefined;
  /** Without the year, where all are of this one. */
  noYear?: boolean | undefined;
  /** The date alone. */
  dateOnly?: boolean | undefined;
  noWeekday?: boolean | undefined;
}

/** A moment in the reader's time: `Fri 11 Dec 2026, 12:06 (11:06 UTC), in 4 days`. */
export function When({ at, edge, utc, away, noYear, dateOnly, noWeekday }: WhenProps) {
  const words = t.value.times;
  const shown = shownMoment(at, words, { edge, year: !noYear, weekday: !noWeekday });
  if (shown.kind !== "date") return <span class="nowrap">{shown.local}</span>;
  const distance = away ? relativeText(at, now.value, words) : "";
  return (
    <>
      <time dateTime={shown.iso}>{dateOnly ? shown.date : shown.local}</time>
      {utc && shown.utc && !dateOnly && <>{" "}<span class="soft nowrap">{`(${shown.utc})`}</span></>}
      {away === "below" ? <span class="when__away">{distance}</span> : away ? <>{", "}<span class="nowrap">{distance}</span></> : null}
    </>
  );
}

/** A span of time in words: exact without `units`, else its largest ones. */
export function Span({ seconds, units }: { seconds: number | bigint; units?: number | undefined }) {
  return <span class="nowrap">{spanText(seconds, t.value.times, units)}</span>;
}
