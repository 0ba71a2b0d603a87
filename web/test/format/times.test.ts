import { afterEach, describe, expect, test, vi } from "vitest";

import { dayNumber, momentText, offsetText, relativeText, shownMoment, spanText, zoneName } from "../../src/format";
import { de } from "../../src/text/de";
import { en } from "../../src/text/en";

const words = en.times;
const seconds = (iso: string) => Date.parse(iso) / 1000;
const CLOSES = seconds("2026-12-11T11:06:22Z");
const NOW = seconds("2026-12-07T09:14:00Z");
const BERLIN = { zone: "Europe/Berlin" };

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("a moment that binds", () => {
  test("in local time, in UTC, and how far away", () => {
    expect(momentText(CLOSES, NOW, words, { ...BERLIN, edge: "closing" })).toBe("Fri 11 Dec 2026, 12:06 (11:06 UTC), in 4 days");
  });

  test("closings are cut to the minute, openings rounded up to it", () => {
    expect(shownMoment(CLOSES, words, { ...BERLIN, edge: "closing" }).local).toBe("Fri 11 Dec 2026, 12:06");
    expect(shownMoment(CLOSES, words, { ...BERLIN, edge: "opening" }).local).toBe("Fri 11 Dec 2026, 12:07");
    expect(shownMoment(seconds("2026-12-11T11:06:00Z"), words, { ...BERLIN, edge: "opening" }).local).toBe("Fri 11 Dec 2026, 12:06");
    expect(shownMoment(seconds("2026-12-31T22:59:01Z"), words, { ...BERLIN, edge: "opening" }).local).toBe("Fri 1 Jan 2027, 00:00");
    expect(shownMoment(seconds("2026-12-31T22:59:59Z"), words, { ...BERLIN, edge: "closing" }).local).toBe("Thu 31 Dec 2026, 23:59");
  });

  test("UTC has its date where that is another", () => {
    expect(shownMoment(seconds("2026-12-10T23:30:00Z"), words, BERLIN)).toMatchObject({ local: "Fri 11 Dec 2026, 00:30", utc: "Thu 10 Dec, 23:30 UTC" });
    expect(shownMoment(seconds("2026-12-31T23:30:00Z"), words, BERLIN).utc).toBe("Thu 31 Dec 2026, 23:30 UTC");
  });

  test("where local time is UTC it says so, once", () => {
    expect(shownMoment(CLOSES, words, { zone: "UTC" })).toMatchObject({ local: "Fri 11 Dec 2026, 11:06 UTC", utc: "" });
    expect(shownMoment(seconds("2026-12-11T11:06:00Z"), words, { zone: "Europe/London" }).utc).toBe("");
    expect(shownMoment(seconds("2026-07-11T11:06:00Z"), words, { zone: "Europe/London" }).utc).toBe("11:06 UTC");
  });

  test("without year or weekday in lists", () => {
    expect(shownMoment(CLOSES, words, { ...BERLIN, year: false }).local).toBe("Fri 11 Dec, 12:06");
    expect(shownMoment(CLOSES, words, { ...BERLIN, weekday: false }).date).toBe("11 Dec 2026");
  });

  test("machines read UTC", () => {
    expect(shownMoment(CLOSES, words, BERLIN).iso).toBe("2026-12-11T11:06Z");
  });

  test("in German", () => {
    expect(momentText(CLOSES, NOW, de.times, { ...BERLIN, edge: "closing" })).toBe("Fr, 11. Dez 2026, 12:06 (11:06 UTC), in 4 Tagen");
    expect(relativeText(NOW - 86_400, NOW, de.times)).toBe("vor 1 Tag");
    expect(relativeText(NOW - 3 * 365 * 86_400, NOW, de.times)).toBe("vor 2 Jahren");
  });
});

describe("the reader's own time zone", () => {
  test.each([
    ["Europe/Berlin", "Fri 11 Dec 2026, 12:06"],
    ["America/New_York", "Fri 11 Dec 2026, 06:06"],
    ["Asia/Kolkata", "Fri 11 Dec 2026, 16:36"],
    ["Pacific/Auckland", "Sat 12 Dec 2026, 00:06"],
    ["Pacific/Niue", "Fri 11 Dec 2026, 00:06"],
  ])("%s", (zone, shown) => {
    vi.stubEnv("TZ", zone);
    expect(shownMoment(CLOSES, words).local).toBe(shown);
  });

  test("over the change of the clocks", () => {
    expect(shownMoment(seconds("2026-10-25T00:30:00Z"), words, BERLIN)).toMatchObject({ local: "Sun 25 Oct 2026, 02:30", utc: "00:30 UTC" });
    expect(shownMoment(seconds("2026-10-25T01:30:00Z"), words, BERLIN)).toMatchObject({ local: "Sun 25 Oct 2026, 02:30", utc: "01:30 UTC" });
  });

  test("its offset and its name", () => {
    expect(offsetText(CLOSES, "Europe/Berlin")).toBe("UTC+1");
    expect(offsetText(seconds("2026-07-01T00:00:00Z"), "Europe/Berlin")).toBe("UTC+2");
    expect(offsetText(CLOSES, "Asia/Kolkata")).toBe("UTC+5:30");
    expect(offsetText(CLOSES, "America/St_Johns")).toBe("UTC-3:30");
    expect(offsetText(CLOSES, "UTC")).toBe("UTC");
    expect(zoneName(CLOSES, "en", "Europe/Berlin")).toBe("Central European Standard Time");
  });

  test("days are counted there", () => {
    const late = seconds("2026-12-10T23:30:00Z");
    expect(dayNumber(late, "Europe/Berlin") - dayNumber(late, "UTC")).toBe(1);
  });
});

describe("dates that are none", () => {
  test.each([[0, "no date"], [-5, "no date"], [0n, "no date"], [Number.NaN, "no date"]])("%s", (at, shown) => {
    expect(shownMoment(at, words, BERLIN)).toMatchObject({ kind: "never", local: shown, iso: "" });
  });

  test.each([253_402_300_800, 2n ** 64n, 2n ** 256n - 1n, Number.POSITIVE_INFINITY, 8_640_000_000_001])("%s is later than calendars go", (at) => {
    expect(shownMoment(at, words, BERLIN)).toMatchObject({ kind: "far", local: "after the year 9999" });
    expect(momentText(at, NOW, words, BERLIN)).toBe("after the year 9999");
  });

  test("far, but a date", () => {
    expect(shownMoment(seconds("9999-12-31T12:00:00Z"), words, { zone: "UTC" }).local).toBe("Fri 31 Dec 9999, 12:00 UTC");
  });
});

describe("how far away", () => {
  test.each([
    [0, "now"], [30, "in less than a minute"], [-30, "less than a minute ago"],
    [60, "in 1 minute"], [3599, "in 59 minutes"], [3600, "in 1 hour"], [-7200, "2 hours ago"],
    [86_399, "in 23 hours"], [86_400, "in 1 day"], [4 * 86_400 + 7000, "in 4 days"], [-5 * 86_400, "5 days ago"],
    [400 * 86_400, "in 400 days"], [731 * 86_400, "in 2 years"], [3653 * 86_400, "in 10 years"],
  ])("%i seconds: %s", (away, shown) => {
    expect(relativeText(NOW + away, NOW, words)).toBe(shown);
  });

  test("never more time than there is", () => {
    expect(relativeText(NOW + 2 * 86_400 - 1, NOW, words)).toBe("in 1 day");
  });
});

describe("spans", () => {
  test.each([
    [0, undefined, "0 seconds"], [1, undefined, "1 second"], [90, undefined, "1 minute and 30 seconds"],
    [14 * 86_400, undefined, "14 days"], [93_784, undefined, "1 day, 2 hours, 3 minutes and 4 seconds"],
    [93_784, 2, "1 day and 2 hours"], [86_400 + 59, 2, "1 day"], [86_400 * 1000, undefined, "1,000 days"], [59, 1, "59 seconds"],
  ])("%i with %s units: %s", (span, units, shown) => {
    expect(spanText(span, words, units)).toBe(shown);
  });
});
