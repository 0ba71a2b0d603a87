import { describe, expect, test } from "vitest";

import { bpsText, cutSum, drawn, exact, fullSum, partText, percentText, placesOf, roughSum, shownSum, sumText, wholeText } from "../../src/format";
import { token } from "../helpers";

const WEI = 10n ** 18n;
const LARGEST = 2n ** 256n - 1n;

describe("sums are cut, never rounded", () => {
  test.each([
    [5_216666666666666666n, 18, "5.2166…"],
    [1_999999999999999999n, 18, "1.9999…"],
    [10n * WEI, 18, "10"],
    [WEI * 35n / 100n, 18, "0.35"],
    [12599_000001n, 6, "12,599.00…"],
    [3989_683333n, 6, "3,989.68…"],
    [99_999999n, 6, "99.99…"],
    [629_950000n, 6, "629.95"],
    [2n, 18, "0.0000…"],
    [1n, 6, "0.00…"],
    [0n, 18, "0"],
    [1234567n, 0, "1,234,567"],
    [123n, 2, "1.23"],
    [5n, 1, "0.5"],
    [123456789n, 8, "1.2345…"],
    [-2n, 18, "−0.0000…"],
    [-1_500000n, 6, "−1.5"],
    [-1234_567891n, 6, "−1,234.56…"],
  ])("%s with %i decimals is %s", (amount, decimals, shown) => {
    expect(cutSum(amount, decimals)).toBe(shown);
  });

  test("a column is filled up, and keeps the mark of the cut", () => {
    expect(cutSum(WEI * 35n / 100n, 18, { pad: true })).toBe("0.3500");
    expect(cutSum(0n, 18, { pad: true })).toBe("0.0000");
    expect(cutSum(12_500_000000n, 6, { pad: true })).toBe("12,500.00");
    expect(cutSum(6_675000000000000001n, 18, { pad: true })).toBe("6.6750…");
    expect(cutSum(7n, 0, { pad: true })).toBe("7");
  });

  test("all digits are there on demand", () => {
    expect(fullSum(5_216666666666666666n, 18)).toBe("5.216666666666666666");
    expect(fullSum(2n, 18)).toBe("0.000000000000000002");
    expect(fullSum(1_500000n, 6, true)).toBe("1.500000");
    expect(shownSum(3989_683333n, 6)).toEqual({ head: "3,989.68", tail: "3333", cut: true, zero: false });
    expect(shownSum(3989_683000n, 6).tail).toBe("3");
  });

  test("the largest number there is", () => {
    expect(exact(LARGEST, 0)).toBe("115792089237316195423570985008687907853269984665640564039457584007913129639935");
    expect(cutSum(LARGEST, 18)).toBe("115,792,089,237,316,195,423,570,985,008,687,907,853,269,984,665,640,564,039,457.5840…");
    expect(cutSum(LARGEST, 77)).toBe("1.1579…");
    expect(cutSum(LARGEST, 255)).toBe("0.0000…");
  });

  test("machines read the exact value", () => {
    expect(exact(-1234_500000n, 6)).toBe("-1234.5");
    expect(exact(0n, 18)).toBe("0");
    expect(exact(1n, 18)).toBe("0.000000000000000001");
  });

  test("what is shown never says more than there is, and less than one step less", () => {
    let seed = 7n;
    for (let round = 0; round < 400; round += 1) {
      seed = (seed * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
      const decimals = Number(seed % 25n);
      const amount = seed % 10n ** BigInt(1 + (round % 20));
      const { head, tail, cut } = shownSum(amount, decimals);
      const places = Math.min(placesOf(decimals), decimals);
      const [whole = "", fraction = ""] = head.replace(/,/g, "").split(".");
      const read = BigInt(whole + fraction.padEnd(decimals, "0"));
      expect(read <= amount).toBe(true);
      expect(amount - read < 10n ** BigInt(decimals - places)).toBe(true);
      expect(cut).toBe(read !== amount);
      expect(BigInt(whole + (fraction + tail).padEnd(decimals, "0"))).toBe(amount);
    }
  });

  test("what is not known exactly has two digits, and is never less", () => {
    expect(roughSum(123_456_789_012_345n, 18)).toBe("0.00013");
    expect(roughSum(120_000_000_000_000n, 18)).toBe("0.00012");
    expect(roughSum(99_100_000n, 6)).toBe("100");
    expect(roughSum(0n, 18)).toBe("0");
    expect(roughSum(7n, 18)).toBe("0.000000000000000007");
  });

  test("the unit comes after", () => {
    expect(sumText({ token: token("USDX", 6), amount: 12_500_000001n })).toBe("12,500.00… USDX");
    expect(sumText({ token: token("USDX", 6), amount: 12_500_000001n }, true)).toBe("12,500.000001 USDX");
  });
});

describe("shares are cut the same way", () => {
  test.each([
    [40n, 120n, "33.33…%"],
    [40n, 100n, "40%"],
    [25n, 120n, "20.83…%"],
    [1n, 8n, "12.5%"],
    [2n, 3n, "66.66…%"],
    [1n, 100_000n, "0.00…%"],
    [0n, 100n, "0%"],
    [120n, 100n, "120%"],
    [999_999n, 1_000_000n, "99.99…%"],
    [-1n, 3n, "−33.33…%"],
    [LARGEST, LARGEST, "100%"],
    [LARGEST - 1n, LARGEST, "99.99…%"],
    [12_345n, 1n, "1,234,500%"],
  ])("%s of %s is %s", (of, all, shown) => {
    expect(percentText(of, all)).toBe(shown);
  });

  test("of nothing there is no share", () => {
    expect(percentText(0n, 0n)).toBeUndefined();
    expect(percentText(1n, 0n)).toBeUndefined();
  });

  test("rules are exact", () => {
    expect(bpsText(6667)).toBe("66.67%");
    expect(bpsText(4000n)).toBe("40%");
    expect(bpsText(5)).toBe("0.05%");
  });

  test("the fraction has groups", () => {
    expect(partText({ of: 1200n, all: 12_000n }, (part, all) => `${part} of ${all}`)).toBe("1,200 of 12,000");
    expect(wholeText(-1234)).toBe("−1,234");
  });

  test("what is drawn stays inside the picture", () => {
    expect(drawn(1n, 0n)).toBe(0);
    expect(drawn(-1n, 5n)).toBe(0);
    expect(drawn(7n, 5n)).toBe(1);
    expect(drawn(LARGEST / 4n, LARGEST)).toBeCloseTo(0.25, 4);
  });
});
