import { expect, test } from "vitest";

import { type Draft, newDraft } from "../../src/model/founding/draft";
import { OWN, OWN_ESCROW, packed, RESERVABLE, reservedCalls, unpackedMatters } from "../../src/model/founding/reserved";
import { type Address, type Token } from "../../src/types";
import { matterText } from "../../src/views/terms/matterText";

const HOLDER = "0x1111111111111111111111111111111111111111";
const USDX: Token = { address: "0x2222222222222222222222222222222222222222", symbol: "USDX", decimals: 6, isEther: false, isListed: true };

function said(what: string): string[] {
  const draft: Draft = { ...newDraft(), tokens: [USDX.address], reserved: [{ what, holder: HOLDER, days: "7", notice: "" }] };
  const tokens: ReadonlyMap<Address, Token> = new Map([[USDX.address, USDX]]);
  return unpackedMatters(packed(reservedCalls(draft))).map((matter) => matterText(matter, { partnership: OWN, escrow: OWN_ESCROW, tokens }));
}

test("what can be promised is told as people call it, not by names of functions", () => {
  expect(said("payments")).toEqual(["Paying ether", "Payments in USDX"]);
  expect(said("change of rules")).toEqual(["Changing a rule of deciding", "Changing which rule decides on what"]);
  for (const what of RESERVABLE) expect(said(what).join(), what).not.toMatch(/_|Calling|0x/);
});

test("one function that has two names is told by both", () => {
  expect(said("change of terms")).toEqual(["Changing the terms or the business"]);
  expect(said("change of business")).toEqual(said("change of terms"));
});
