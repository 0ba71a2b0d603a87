import { isValidElement, type ComponentChildren, type VNode } from "preact";
import { afterEach, describe, expect, test } from "vitest";

import { setLanguage, t } from "../../src/text";
import { fill, fillText, numberTrouble, addressTrouble, localText, secondsOf } from "../../src/ui";
import { readAddress, readSum } from "../../src/format";

/** What a component without state of its own says, its parts included. */
function said(node: ComponentChildren): string {
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (Array.isArray(node)) return node.map((part: ComponentChildren) => said(part)).join("");
  if (!isValidElement(node)) return String(node as string | number | bigint);
  const { type, props } = node as VNode<{ children?: ComponentChildren }>;
  return typeof type === "function" ? said((type as (of: unknown) => ComponentChildren)(props)) : said(props.children);
}

afterEach(() => setLanguage("en"));

test("a sentence with components in its places", () => {
  expect(said(fill("Pay {sum} to {whom}.", { sum: <b>0.5 ETH</b>, whom: "Crane Supplies" }))).toBe("Pay 0.5 ETH to Crane Supplies.");
  expect(said(fill("{a}{a} {unknown}", { a: 1 }))).toBe("11 ");
  expect(fillText("{n} of {all}", { n: 1n, all: 3 })).toBe("1 of 3");
});

describe("what is wrong is said, with what to do", () => {
  test("numbers", () => {
    const read = readSum("12 500,00", 6);
    expect(read.ok ? "" : numberTrouble(read)).toBe("This can be read as 12500.00 or as 1250000. Write one of these.");
    const exact = readSum("1.23", 1);
    expect(exact.ok ? "" : numberTrouble(exact)).toBe("This is too exact: 1 place after the point at most.");
    const whole = readSum("1.5", 0);
    expect(whole.ok ? "" : numberTrouble(whole)).toBe("Give a whole number.");
  });

  test("addresses, in German as well", async () => {
    expect(addressTrouble(readAddress("0x1234"))).toContain("These are 4.");
    await setLanguage("de");
    expect(addressTrouble(readAddress("0x1234"))).toContain("Das sind 4.");
    expect(t.value.common.you).toBe("Sie");
  });
});

test("dates of a form are of the reader's own zone, and come back the same", () => {
  const at = Date.parse("2026-12-11T11:06:00Z") / 1000;
  expect(localText(at)).toBe("2026-12-11T12:06");
  expect(secondsOf(localText(at))).toBe(at);
  expect(secondsOf("")).toBeUndefined();
  expect(secondsOf("soon")).toBeUndefined();
});
