import { describe, expect, it } from "vitest";
import { SENTENCES } from "../../src/generated/words";
import type { Address } from "../../src/types";
import { describe as said, ownCall } from "../../src/words/actions";
import { inQuotes, isPrintable, referenceWords, textOf, wordText } from "../../src/words/chain_text";
import { describeEvent, eventTitle } from "../../src/words/events";
import { exactAmount, formatBps, formatDay, formatDuration, formatPart, formatTimestamp, grouped, roleWords } from "../../src/words/runtime";

const bytes = (...values: number[]) => Uint8Array.from(values);
const around = {
  partnership: "0xaAaAaAaaAaAaAaaAaAAAAAAAAaaaAaAaAaaAaaAa",
  escrow: "0x7777777777777777777777777777777777777777",
  classNames: new Map([[9, "errands"]]),
} as const;
const NORTH: Address = "0x4b4b4B4b4b4B4b4b4B4B4B4B4B4B4B4B4B4B4b4b";

describe("numbers", () => {
  it("are grouped, exact and with units", () => {
    expect([0n, 999n, 1_000n, 12_345_678n].map(grouped)).toEqual(["0", "999", "1,000", "12,345,678"]);
    expect([exactAmount(1_500_000n, 6), exactAmount(10n ** 18n, 18), exactAmount(7n, 0)]).toEqual(["1.5", "1", "7"]);
    expect([0n, 5n, 50n, 6_667n, 10_000n].map(formatBps)).toEqual(["0%", "0.05%", "0.5%", "66.67%", "100%"]);
    expect(formatPart(1n, 3n)).toBe("33.33%");
  });

  it("are spans and moments", () => {
    expect(formatDuration(90_061n)).toBe("1 day 1 hour 1 minute 1 second");
    expect(formatDuration(0n)).toBe("0 seconds");
    expect(formatTimestamp(1_800_000_000n)).toBe("2027-01-15 08:00:00 UTC");
    expect(formatTimestamp(2n ** 200n)).toMatch(/^second \d+ of unix time$/);
    expect([formatDay(0n), formatDay(2n ** 64n)]).toEqual(["1970-01-01", `day ${2n ** 64n} since 1970`]);
  });

  it("are roles", () => {
    expect([roleWords(0n), roleWords(9n), roleWords(16n)]).toEqual(["none", "proposer, treasurer", "none"]);
  });
});

describe("text of a chain", () => {
  it("escapes what is no UTF-8 and nothing else", () => {
    expect(textOf(bytes(0xe2, 0x82, 0xac))).toBe("\u20ac");
    expect(textOf(bytes(0x61, 0xe2, 0x82, 0x62))).toBe("a\\xe2\\x82b");
    expect(textOf(bytes(0xed, 0xa0, 0x80))).toBe("\\xed\\xa0\\x80");
    expect(textOf(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe("\ufeffa");
  });

  it("shows a reference as text, or as what it is", () => {
    expect(referenceWords(`0x${"4142".padEnd(64, "0")}`)).toBe("AB");
    expect(referenceWords(`0x${"410a42".padEnd(64, "0")}`)).toBe(`0x${"410a42".padEnd(64, "0")}`);
    expect(wordText(`0x${"00".repeat(32)}`)).toBe("");
    expect([inQuotes("it's"), inQuotes('"'), inQuotes("a\\b")]).toEqual(['"it\'s"', "'\"'", "'a\\\\b'"]);
    expect([isPrintable("a b"), isPrintable("a\u202eb"), isPrintable("a\u00a0b")]).toEqual([true, false, false]);
  });
});

describe("actions and events", () => {
  it("are said in parts", () => {
    expect(said({ target: NORTH, value: 5n, data: "0x" }, around)).toEqual([
      "Pay ",
      { kind: "sum", token: "0x0000000000000000000000000000000000000000", amount: 5n },
      " to ",
      { kind: "address", address: NORTH, isExact: false },
    ]);
  });

  it("say what a partner wrote as that", () => {
    const data = `0x${"73".repeat(3).padEnd(64, "0")}` as const;
    const event = { name: "ClassNamed", args: { decision_class: 9n, name: data }, address: around.partnership };
    const errands = { kind: "said", text: "errands" };
    expect(describeEvent(event, around)).toEqual(["Class named: decision class ", errands, ", name ", { kind: "said", text: "sss" }]);
    expect(eventTitle("MandateGiven")).toBe("Mandate given");
  });

  it("take a number that was decoded as such", () => {
    const event = { name: "VoteReduced", args: { delegate: NORTH, proposalId: 1n, support: 1, weight: 2n }, address: around.partnership };
    expect(describeEvent(event, around).at(-1)).toBe(", proposalId 1, support 1, weight 2");
  });

  it("find the function of the partnership that is called", () => {
    const data = `0xdbb7c64e${NORTH.slice(2).toLowerCase().padStart(64, "0")}` as const;
    expect(ownCall({ target: around.partnership, value: 0n, data }, around)?.entry.name).toBe("expel");
    expect(ownCall({ target: NORTH, value: 0n, data }, around)).toBeUndefined();
    expect(Object.keys(SENTENCES)).toContain("expel");
  });
});
