import { describe, expect, test } from "vitest";

import { initials, readAddress, readNumber, readShare, readSum, readWhole, shortAddress, shortHash, spacedHash, spelledEnd } from "../../src/format";

describe("numbers as people type them", () => {
  test.each([
    ["1.5", "1.5"], ["1,500", "1,500"], ["1,234,567.89", "1,234,567.89"], ["1'000'000", "1,000,000"], ["1_000", "1,000"], ["1’000", "1,000"],
    ["  12 ", "12"], ["0.50", "0.5"], [".5", "0.5"], ["007", "7"], ["12500", "12,500"], ["1.500", "1.5"], ["1,500.0", "1,500"],
  ])("%j is read as %s", (text, understood) => {
    expect(readNumber(text)).toMatchObject({ ok: true, understood });
  });

  test.each([
    ["12 500,00", ["12500.00", "1250000"]],
    ["1.234,56", ["1234.56", "1.23456"]],
    ["1,5", ["1.5", "15"]],
    ["1,50", ["1.50", "150"]],
    ["12 500", ["12.500", "12500"]],
    ["1.000.000", ["1000.000", "1000000"]],
    ["1,234'567", ["1234.567", "1234567"]],
    ["0,500", ["0.500", "500"]],
  ])("%j is never guessed at", (text, readings) => {
    expect(readNumber(text)).toEqual({ ok: false, why: "ambiguous", readings });
  });

  test.each([
    ["", "empty"], ["  ", "empty"], ["abc", "none"], ["1e18", "none"], ["0x10", "none"], ["1.", "none"], ["½", "none"], ["१२", "none"],
    ["1.5 ETH", "none"], ["-5", "negative"], ["−5", "negative"], ["+5", "none"], ["9".repeat(200), "long"], ["NaN", "none"], ["Infinity", "none"],
  ])("%j is refused: %s", (text, why) => {
    expect(readNumber(text)).toMatchObject({ ok: false, why });
  });
});

describe("sums", () => {
  test("in the token's smallest unit, exactly", () => {
    expect(readSum("0.000000000000000001", 18)).toMatchObject({ ok: true, amount: 1n });
    expect(readSum("12,500.000001", 6)).toMatchObject({ ok: true, amount: 12_500_000_001n, understood: "12,500.000001" });
    expect(readSum("0.1", 18)).toMatchObject({ amount: 100_000_000_000_000_000n });
    expect(readSum("1.10", 1)).toMatchObject({ ok: true, amount: 11n });
  });

  test("what is too exact is refused, not rounded", () => {
    expect(readSum("0.0000001", 6)).toEqual({ ok: false, why: "exact", places: 6 });
    expect(readSum("1.5", 0)).toEqual({ ok: false, why: "exact", places: 0 });
  });

  test("no more than a word holds", () => {
    expect(readSum((2n ** 256n - 1n).toString(), 0)).toMatchObject({ ok: true, amount: 2n ** 256n - 1n });
    expect(readSum((2n ** 256n).toString(), 0)).toEqual({ ok: false, why: "large" });
  });
});

test("whole numbers and shares", () => {
  expect(readWhole("1,000")).toMatchObject({ ok: true, value: 1000n });
  expect(readWhole("1.5")).toEqual({ ok: false, why: "fraction" });
  expect(readShare("66.67%")).toMatchObject({ ok: true, bps: 6667, understood: "66.67%" });
  expect(readShare("40 %")).toMatchObject({ ok: true, bps: 4000 });
  expect(readShare("66.667")).toEqual({ ok: false, why: "exact", places: 2 });
  expect(readShare("100.01")).toEqual({ ok: false, why: "large" });
});

describe("addresses", () => {
  const westgate = "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955";

  test("short, spoken, in groups", () => {
    expect(shortAddress(westgate)).toBe("0x14dC…9955");
    expect(spelledEnd(westgate)).toBe("9 9 5 5");
    expect(shortHash("0x567b41fd222f199dc0b9be8434fc21d952b2a673346366b1448c9394a2212017")).toBe("567b 41fd … 2017");
    expect(shortHash("0x9f2c41ab")).toBe("9f2c 41ab");
    expect(spacedHash("0x9f2c41ab01")).toBe("9f2c 41ab 01");
  });

  test("are read with their checksum", () => {
    expect(readAddress(` ${westgate}\n`)).toEqual({ ok: true, address: westgate });
    expect(readAddress(westgate.toLowerCase())).toEqual({ ok: true, address: westgate });
    expect(readAddress(`0x${westgate.slice(2).toUpperCase()}`)).toEqual({ ok: true, address: westgate });
    expect(readAddress(westgate.replace("dC", "Dc"))).toEqual({ ok: false, why: "checksum" });
  });

  test.each([
    ["", "empty"], ["westgate.eth", "letters"], [westgate.slice(2), "letters"], [`${westgate}0`, "length"], [westgate.slice(0, -1), "length"],
    [`0x${"0".repeat(40)}`, "zero"], ["0x14dC…9955", "letters"],
  ])("%j is refused: %s", (text, why) => {
    expect(readAddress(text)).toMatchObject({ ok: false, why });
  });

  test("letters that stand for a name", () => {
    expect(initials("Northwind Shipping GmbH")).toBe("NS");
    expect(initials("éclair")).toBe("É");
    expect(initials("𝒳 Y")).toBe("𝒳Y");
    expect(initials("…")).toBe("");
  });
});
