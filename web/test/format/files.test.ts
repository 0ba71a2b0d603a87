import { describe, expect, test } from "vitest";

import { calendarFile, cell, csvFile, readLink } from "../../src/format";

describe("tables for spreadsheets", () => {
  test("nothing of a stranger's becomes a formula", () => {
    for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u200B=1", "\uFEFF=1", "\u00A0=cmd", "＝1", "|calc", "\u0000=1"]) {
      const written = cell(text);
      expect(written.replace(/^"/, "").startsWith("'"), JSON.stringify(text)).toBe(true);
    }
    expect(cell('=HYPERLINK("https://x","a")')).toBe(`"'=HYPERLINK(""https://x"",""a"")"`);
  });

  test("what is ours stays a number", () => {
    expect(cell(-5n)).toBe("-5");
    expect(cell({ number: "-1.5" })).toBe("-1.5");
    expect(cell(2n ** 256n)).toBe((2n ** 256n).toString());
    expect(cell(Number.NaN)).toBe("");
    expect(cell(null)).toBe("");
    expect(() => cell({ number: "=1" })).toThrow("not a number");
  });

  test("quotes, commas, breaks", () => {
    expect(csvFile([["a", 'b "c"', "d,e", "f\ng"], [1n, undefined]])).toBe('\ufeffa,"b ""c""","d,e","f\ng"\r\n1,\r\n');
  });
});

describe("dates for calendars", () => {
  const event = { id: "11155111-0x14dC-proposal-2-closes", at: 1_796_987_182, title: "Vote on proposal 2, closes; now\\", text: "Line one\nline two" };
  const file = calendarFile([event], "Harbour", 1_796_000_000);

  test("are in UTC, with a name that stays", () => {
    expect(file).toContain("UID:11155111-0x14dC-proposal-2-closes@polypact\r\n");
    expect(file).toMatch(/\r\nDTSTART:\d{8}T\d{6}Z\r\n/);
    expect(file).toContain(`DTSTART:${new Date(event.at * 1000).toISOString().replace(/[-:]|\.000/g, "")}\r\n`);
    expect(calendarFile([event], "Harbour", 1_796_000_000)).toBe(file);
  });

  test("what means something in the format is escaped", () => {
    expect(file).toContain("SUMMARY:Vote on proposal 2\\, closes\\; now\\\\\r\n");
    expect(file).toContain("DESCRIPTION:Line one\\nline two\r\n");
  });

  test("nobody's text begins a line of its own", () => {
    const hostile = calendarFile([{ ...event, title: "a\r\nEND:VEVENT\rATTACH:x\u0007", url: "https://x/\r\nATTACH:y" }], "n\nX-EVIL:1", 1);
    expect(hostile.split("\r\n").filter((line) => /^(ATTACH|X-EVIL)/.test(line))).toEqual([]);
    expect(hostile.split("\r\n").filter((line) => line === "END:VEVENT")).toHaveLength(1);
    expect(hostile).not.toMatch(/\u0007|[^\r]\n|\r[^\n]/);
    expect(() => calendarFile([{ ...event, id: "a\nb" }], "n", 1)).toThrow("named by letters");
  });

  test("lines have 75 bytes at most, and no character is split", () => {
    const long = calendarFile([{ ...event, title: "Ü👍".repeat(60) }], "Harbour", 1);
    const lines = long.split("\r\n");
    for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(long.replace(/\r\n /g, "")).toContain(`SUMMARY:${"Ü👍".repeat(60)}\r\n`);
  });

  test("that a calendar has no form for spoil the others not", () => {
    const far = calendarFile([event, { ...event, id: "far", at: 2 ** 40 }, { ...event, id: "long", seconds: 2 ** 40 }, { ...event, id: "never", at: Number.NaN }], "n", 1);
    expect(far.match(/UID:/g)).toHaveLength(1);
    expect(far).not.toMatch(/DTSTART:[+-]/);
  });

  test("no reader's idea of a line break ends one", () => {
    expect(calendarFile([{ ...event, title: "a\u2028ATTACH:x\u2029b\u0085c\u000bd" }], "n", 1)).toContain("SUMMARY:a ATTACH:x b c d\r\n");
  });

  test("remind before", () => {
    expect(calendarFile([{ ...event, remind: [86_400] }], "n", 1)).toContain("TRIGGER:-PT1440M\r\n");
  });
});

describe("links", () => {
  test("three kinds can be opened, and say where they lead", () => {
    expect(readLink("https://example.org/a?b#c")).toEqual({ kind: "link", href: "https://example.org/a?b#c", scheme: "https", host: "example.org" });
    expect(readLink("HTTPS://Example.org:8443/x")).toMatchObject({ kind: "link", host: "example.org:8443" });
    expect(readLink("ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi/terms.md")).toMatchObject({ kind: "link", scheme: "ipfs", host: "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi" });
    expect(readLink("ar://hKMMPNh_emBf8v_at1tFzNYACisyMQNcKzeeE1QE9p8")).toMatchObject({ kind: "link", scheme: "ar" });
  });

  test("a host in other letters is said as the network has it", () => {
    expect(readLink("https://раураl.com/")).toMatchObject({ host: "xn--l-7sba6dbr.com" });
  });

  test.each([
    ["javascript:alert(1)", "scheme"], ["JaVaScRiPt:alert(1)", "scheme"], ["data:text/html,<script>", "scheme"], ["vbscript:x", "scheme"], ["blob:https://x/1", "scheme"],
    ["http://example.org", "scheme"], ["ftp://example.org", "scheme"], ["file:///etc/passwd", "scheme"], ["intent://x#Intent;end", "scheme"], ["ethereum:0x1", "scheme"],
    ["java\tscript:alert(1)", "hidden"], ["https://exa\u202Emple.org", "hidden"], [" https://example.org", "hidden"], ["https://example.org\\@evil.org", "hidden"], ["https://a\u200B.org", "hidden"],
    ["https://northwind.example@evil.org/", "login"], ["https://a:b@evil.org/", "login"],
    ["https:evil.org", "broken"], ["https:///evil.org", "broken"], ["//evil.org", "broken"], ["example.org", "broken"], ["", "broken"], ["https://", "broken"],
    ["ipfs://x", "broken"], ["ipfs://../../x", "broken"], ["ar://", "broken"], [`https://a.org/${"a".repeat(3000)}`, "broken"],
  ])("%j stays text: %s", (uri, why) => {
    expect(readLink(uri)).toMatchObject({ kind: "text", why });
  });

  test("the host of what is not opened is told", () => {
    expect(readLink("http://example.org/x")).toMatchObject({ scheme: "http", host: "example.org" });
    expect(readLink("https://northwind.example@evil.org/")).toMatchObject({ host: "evil.org" });
  });
});
