import { describe, expect, it } from "vitest";
import type { Address } from "../../src/types";
import { exactly, isSaid, joined, moment, parts, plain, said, type Teller } from "../../src/words/parts";

const NORTH: Address = "0x4b4b4B4b4b4B4b4b4B4B4B4B4B4B4B4B4B4B4b4b";
const teller: Teller = {
  name: () => "Northwind",
  amount: (_token, amount) => `${amount} USDX`,
  symbol: () => "USDX",
  moment: (at) => `second ${at}`,
};

describe("parts", () => {
  it("are in order, with neighbouring texts as one and nothing empty", () => {
    const name = { kind: "address", address: NORTH, isExact: false } as const;
    expect(parts(["Pay ", ["1", [" of "], ""], name, [], "!"])).toEqual(["Pay 1 of ", name, "!"]);
    expect(parts("")).toEqual([]);
  });

  it("are text by who tells them", () => {
    const name = { kind: "address", address: NORTH, isExact: false } as const;
    const sum = { kind: "sum", token: NORTH, amount: 3n } as const;
    const words = [sum, " in ", { kind: "token", token: NORTH } as const, " to ", name, " until ", moment(7n), ": ", said("so")];
    expect(plain([words, { kind: "data", data: "0x12" }], teller)).toBe("3 USDX in USDX to Northwind until second 7: so0x12");
    expect(plain(exactly(NORTH), teller)).toBe(NORTH);
  });

  it("are joined with something between every two", () => {
    expect(plain(joined(", ", ["a", ["b", "c"], "d"]), teller)).toBe("a, bc, d");
    expect(parts(joined(", ", []))).toEqual([]);
  });

  it("are said unless nobody wrote anything", () => {
    expect([isSaid(""), isSaid([]), isSaid(["", [said("")]])]).toEqual([false, false, false]);
    expect([isSaid("a"), isSaid(["", ["a"]]), isSaid(moment(0n)), isSaid(said("a"))]).toEqual([true, true, true, true]);
  });
});
