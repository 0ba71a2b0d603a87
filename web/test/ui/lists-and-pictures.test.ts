import { describe, expect, test } from "vitest";

import { periodsOf } from "../../src/ui/periods";
import { type TreeLink, type TreeNode, layTree } from "../../src/ui/treelayout";
import { heightsOf, placeAt, totalOf, windowOf } from "../../src/ui/windowing";

const seconds = (iso: string) => Date.parse(iso) / 1000;
const money = (at: string, income: bigint, out = 0n) => ({ at: seconds(at), in: income, out });

describe("money by period", () => {
  test("nothing", () => {
    expect(periodsOf([])).toEqual({ unit: "month", periods: [] });
  });

  test("days, with those in which nothing moved, in the reader's zone", () => {
    const { unit, periods } = periodsOf([money("2026-12-03T23:30:00Z", 5n), money("2026-12-01T10:00:00Z", 1n, 2n), money("2026-12-01T11:00:00Z", 3n)], "Europe/Berlin");
    expect(unit).toBe("day");
    expect(periods.map((period) => [period.in, period.out])).toEqual([[4n, 2n], [0n, 0n], [0n, 0n], [5n, 0n]]);
    expect(new Date((periods[3]?.at ?? 0) * 1000).toISOString()).toBe("2026-12-04T12:00:00.000Z");
  });

  test("months over the turn of a year, then years", () => {
    const months = periodsOf([money("2026-11-15T00:00:00Z", 1n), money("2027-02-01T00:00:00Z", 2n)], "UTC");
    expect(months.unit).toBe("month");
    expect(months.periods.map((period) => period.in)).toEqual([1n, 0n, 0n, 2n]);
    const years = periodsOf([money("2026-11-15T00:00:00Z", 1n), money("2030-02-01T00:00:00Z", 2n)], "UTC");
    expect(years.unit).toBe("year");
    expect(years.periods.map((period) => period.in)).toEqual([1n, 0n, 0n, 0n, 2n]);
  });

  test("nothing is lost", () => {
    const moves = Array.from({ length: 200 }, (_, at) => ({ at: seconds("2026-01-01T00:00:00Z") + at * 400_000, in: BigInt(at), out: 1n }));
    const { periods } = periodsOf(moves, "Asia/Kolkata");
    expect(periods.reduce((sum, period) => sum + period.in, 0n)).toBe(19_900n);
    expect(periods.reduce((sum, period) => sum + period.out, 0n)).toBe(200n);
  });
});

describe("the picture of the tree", () => {
  const nodes: TreeNode[] = [
    ...["a", "b", "c", "d", "e"].map((key) => ({ key, name: key, lines: ["company"], column: 0 })),
    { key: "us", name: "us", lines: ["in force"], column: 1, isUs: true },
    { key: "other", name: "other", lines: [], column: 1 },
    { key: "p", name: "p", lines: [], column: 2 },
    { key: "q", name: "q", lines: ["x", "y"], column: 2 },
  ];
  const links: TreeLink[] = [
    ...["a", "b", "c", "d", "e"].map((to) => ({ from: "us", to, text: "20 of 100" })),
    { from: "p", to: "us", text: "10% to us" }, { from: "q", to: "us", text: "8% to us" }, { from: "q", to: "other", text: "6% to it" },
    { from: "nobody", to: "us", text: "from nowhere" }, { from: "us", to: "us", text: "itself" },
  ];
  const laid = layTree(nodes, links, 1068);

  test("boxes stand apart, inside the picture", () => {
    expect(laid.boxes).toHaveLength(nodes.length);
    for (const box of laid.boxes) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(laid.width);
      expect(box.y + box.height).toBeLessThanOrEqual(laid.height);
      for (const other of laid.boxes) {
        if (other === box || other.x !== box.x) continue;
        expect(other.y >= box.y + box.height || other.y + other.height <= box.y).toBe(true);
      }
    }
  });

  test("words upon lines do not cover each other", () => {
    expect(laid.lines).toHaveLength(8);
    for (const { pill } of laid.lines) {
      for (const { pill: other } of laid.lines) {
        if (pill === other) continue;
        const isBeside = Math.abs(pill.x - other.x) >= (pill.width + other.width) / 2;
        expect(isBeside || Math.abs(pill.y - other.y) >= 22).toBe(true);
      }
    }
  });

  test("words upon a line leave something of it to be seen", () => {
    const text = "10% + 30 of 100 units until 31 Dec 2028";
    const wide = layTree(nodes, [{ from: "p", to: "us", text }], 1068);
    const at = (key: string) => wide.boxes.find((box) => box.node.key === key);
    const [us, p] = [at("us"), at("p")];
    const gap = (p?.x ?? 0) - (us?.x ?? 0) - (us?.width ?? 0);
    expect(gap - (wide.lines[0]?.pill.width ?? 0)).toBeGreaterThanOrEqual(48);
  });

  test("the arrow is at who is paid", () => {
    const us = laid.boxes.find((box) => box.node.key === "us");
    const line = laid.lines.find(({ link }) => link.from === "p");
    const tip = Number(/^M([\d.]+)/.exec(line?.tip ?? "")?.[1]);
    expect(tip).toBeCloseTo((us?.x ?? 0) + (us?.width ?? 0) + 1, 0);
  });

  test("the same tree is the same picture", () => {
    expect(layTree(nodes, links, 1068)).toEqual(laid);
  });

  test("one box alone, and none", () => {
    expect(layTree([{ key: "us", name: "us", lines: [], column: 4 }], [], 800).boxes[0]).toMatchObject({ x: 1, width: 287 });
    expect(layTree([], [], 800).boxes).toEqual([]);
  });
});

describe("long lists", () => {
  test("rows have a guessed height until they are measured", () => {
    const heights = heightsOf(1000, 50);
    expect(totalOf(heights)).toBe(50_000);
    expect(heights.set(3, 150)).toBe(true);
    expect(heights.set(3, 150)).toBe(false);
    expect(heights.set(2000, 10)).toBe(false);
    expect(heights.set(Number.NaN, 10)).toBe(false);
    expect(heights.set(4, 0)).toBe(false);
    expect(placeAt(heights, 4)).toBe(300);
    expect(totalOf(heights)).toBe(50_100);
  });

  test("what was measured is kept when the list grows", () => {
    const heights = heightsOf(10, 50);
    heights.set(2, 80);
    expect(placeAt(heightsOf(12, 50, heights), 3)).toBe(180);
    expect(totalOf(heightsOf(2, 50, heights))).toBe(100);
  });

  test("the window has every row that is seen, and few others", () => {
    const heights = heightsOf(1000, 50);
    for (let at = 0; at < 1000; at += 7) heights.set(at, 90);
    for (const top of [-400, 0, 777, 20_000, 51_000, 90_000]) {
      const [from, to] = windowOf(heights, top, top + 900);
      for (let at = 0; at < 1000; at += 1) {
        const begins = placeAt(heights, at);
        const isSeen = begins < top + 900 && placeAt(heights, at + 1) > top;
        if (isSeen) expect(at >= from && at < to, `row ${at} at ${top}`).toBe(true);
      }
      expect(to - from).toBeLessThan(25);
    }
    expect(windowOf(heightsOf(0, 50), 0, 900)).toEqual([0, 0]);
  });
});
