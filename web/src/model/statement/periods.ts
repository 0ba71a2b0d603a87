/** From when to when: moments as people write them, and the months between them. All of it is UTC. */

const DAY = 86_400;

/** The first second of the month. */
export function monthOf(time: number): number {
  const at = new Date(time * 1000);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1) / 1000;
}

export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The months from `start` to just before `end`, the first and the last one cut to fit. */
export function months(start: number, end: number): Span[] {
  const cuts = [start];
  for (let month = monthOf(monthOf(start) + 32 * DAY); month < end; month = monthOf(month + 32 * DAY)) cuts.push(month);
  return cuts.map((cut, at) => ({ start: cut, end: cuts[at + 1] ?? end }));
}

/** The first second of a day written like 2026-03-01, or of the day after it; undefined if it is none. */
export function dayBound(text: string, isEnd: boolean): number | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (!found) return undefined;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const time = Date.UTC(year, month - 1, day) / 1000;
  const at = new Date(time * 1000);
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day || year < 1970) return undefined;
  return isEnd ? time + DAY : time;
}

/** ISO 8601, like 2026-03-01T00:00:00Z. */
export function utcText(time: number): string {
  return `${new Date(time * 1000).toISOString().slice(0, 19)}Z`;
}
