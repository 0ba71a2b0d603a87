import { describe, expect, it } from "vitest";
import type { Deal } from "../../src/generated/views";
import { capitalChanges, dealChanges, floorBps, packDeal, unpackDeal } from "../../src/model/deal";

const DEAL: Deal = {
  notice_seconds: 5_184_000n,
  redeemable_bps: 2_500n,
  ends: 2_114_380_799n,
  max_units: 125n,
  max_weight: 130n,
  max_sponsors_bps: 1_000n,
  max_reserve_bps: 625n,
  move_seconds: 604_800n,
  call_days: 60n,
  deadlock_days: 45n,
};

describe("a deal", () => {
  it("is packed as the contract draws it, and unpacked again", () => {
    expect(unpackDeal(packDeal(DEAL))).toEqual(DEAL);
    expect(packDeal({ ...DEAL, notice_seconds: 1n, redeemable_bps: 0n, ends: 0n, max_units: 0n, max_weight: 0n, max_sponsors_bps: 0n, max_reserve_bps: 0n, move_seconds: 0n, call_days: 0n, deadlock_days: 1n })).toBe((1n << 218n) + 1n);
    expect(packDeal(DEAL)).toBeLessThan(1n << 228n);
  });

  it("says what a newer one makes worse for who is held to it", () => {
    const turns = (after: Partial<Deal>) => Object.fromEntries(dealChanges(DEAL, { ...DEAL, ...after }).map(({ field, turn }) => [field, turn]));
    expect(turns({})).toEqual({});
    expect(turns({ notice_seconds: 0n, redeemable_bps: 2_000n })).toEqual({ notice_seconds: "better", redeemable_bps: "worse" });
    expect(turns({ max_units: 126n, max_weight: 129n, max_sponsors_bps: 1_001n, max_reserve_bps: 0n })).toEqual({
      max_units: "worse",
      max_weight: "better",
      max_sponsors_bps: "worse",
      max_reserve_bps: "better",
    });
    expect(turns({ ends: 0n, move_seconds: 0n, call_days: 30n, deadlock_days: 0n })).toEqual({ ends: "mixed", move_seconds: "mixed", call_days: "worse", deadlock_days: "mixed" });
  });

  it("compares what may be repaid before the partners share", () => {
    const [ether, token] = ["0x0000000000000000000000000000000000000000", "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"] as const;
    expect(capitalChanges([{ token: ether, money: 5n, in_kind: 0n }], [{ token: ether, money: 3n, in_kind: 0n }, { token, money: 0n, in_kind: 7n }])).toEqual([
      { token: ether, kind: "money", before: 5n, after: 3n, turn: "better" },
      { token, kind: "in_kind", before: 0n, after: 7n, turn: "worse" },
    ]);
  });

  it("promises a share of income that whoever joins leaves alone, rounded down", () => {
    expect(floorBps(25n, DEAL)).toBe(2_000);
    expect(floorBps(1n, { ...DEAL, max_units: 3n })).toBe(3_333);
    expect(floorBps(0n, DEAL)).toBeUndefined();
  });
});
