/** Dates for a calendar (RFC 5545). The same date has the same name in every file, so that a second one replaces it. */

export interface CalendarEvent {
  /** What stays the same about it: chain, partnership, subject. Letters, digits, `-`, `.` and `:` alone. */
  id: string;
  /** Unix seconds; in the file it is UTC. */
  at: number;
  /** Of what length; a moment, if not given. */
  seconds?: number;
  title: string;
  text?: string;
  url?: string;
  /** Seconds before it at which the calendar is to remind. */
  remind?: readonly number[];
}

/** The last second of the year 9999: later dates have no form here, and one of them would spoil the file for all others. */
const LAST = 253_402_300_799;

/** A calendar file of these dates; `stamp` is the time at which they were known to be so. */
export function calendarFile(events: readonly CalendarEvent[], name: string, stamp: number): string {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Polypact//Partners page//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", `X-WR-CALNAME:${escaped(name)}`];
  for (const event of events) if (event.at >= 0 && event.at + (event.seconds ?? 0) <= LAST) lines.push(...eventLines(event, stamp));
  lines.push("END:VCALENDAR");
  return lines.map(folded).join("\r\n") + "\r\n";
}

function eventLines(event: CalendarEvent, stamp: number): string[] {
  if (!/^[A-Za-z0-9.:-]+$/.test(event.id)) throw new Error(`a date is named by letters, digits, "-", "." and ":" alone, not ${JSON.stringify(event.id)}`);
  const lines = [
    "BEGIN:VEVENT",
    `UID:${event.id.replace(/:/g, "-")}@polypact`,
    `DTSTAMP:${utc(stamp)}`,
    // Later files win over earlier ones with the same name.
    `SEQUENCE:${Math.max(0, Math.floor(stamp) % 2_147_483_647)}`,
    `DTSTART:${utc(event.at)}`,
    `DTEND:${utc(event.at + (event.seconds ?? 0))}`,
    `SUMMARY:${escaped(event.title)}`,
    "TRANSP:TRANSPARENT",
  ];
  if (event.text) lines.push(`DESCRIPTION:${escaped(event.text)}`);
  if (event.url) lines.push(`URL:${event.url.replace(/[\r\n]/g, "")}`);
  for (const before of event.remind ?? []) {
    lines.push("BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(event.title)}`, `TRIGGER:-PT${Math.floor(before / 60)}M`, "END:VALARM");
  }
  lines.push("END:VEVENT");
  return lines;
}

/** `20261211T110622Z`. */
function utc(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString().replace(/[-:]|\.000/g, "");
}

/** Text of a field: what has a meaning of its own is escaped, and what no calendar can hold is left out. */
function escaped(text: string): string {
  const clean = text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, " ");
  return clean.replace(/\\/g, "\\\\").replace(/;/g, "\\;").replace(/,/g, "\\,").replace(/\n/g, "\\n");
}

/** Lines have 75 bytes at most; what goes on begins with a space. No character is split. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const out: string[] = [];
  let current = "";
  let size = 0;
  for (const letter of line) {
    const bytes = encoder.encode(letter).length;
    if (size + bytes > 75) {
      out.push(current);
      current = " ";
      size = 1;
    }
    current += letter;
    size += bytes;
  }
  out.push(current);
  return out.join("\r\n");
}
