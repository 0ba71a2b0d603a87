import { getAddress } from "viem";
import { describe, expect, it } from "vitest";
import type { Floor, Matter } from "../../src/generated/views";
import {
  type Answer,
  floorsTouched,
  type Heard,
  linkKey,
  matterKey,
  mattersAsked,
  needState,
  ownDeals,
  type Promised,
  UNHEARD,
} from "../../src/model/needs";
import type { Action, Address, Hex } from "../../src/types";
import written from "../vectors/needs.json?raw";

type Told = Record<string, string | boolean>;

interface Case {
  readonly actions: readonly Told[];
  readonly matters: readonly Told[];
  readonly floors: readonly Told[];
  readonly limits: Record<string, Told>;
  readonly unlinked: readonly [string, Address][];
  readonly made: number;
  readonly answers: Record<Address, Answer>;
  readonly steering: readonly [number, number];
  readonly since: readonly [Address, Hex, Hex, number][];
  readonly held: Record<Address, string>;
  readonly changes: Record<Address, string> | null;
  readonly now: number;
  readonly house: Address;
  readonly needs: readonly unknown[];
}

/** Written by `tests/kit/page_vectors.py` with `polypact.decisions.needs`, which is held against the contracts. */
const cases = JSON.parse(written) as Case[];

const NUMBERS = new Set(["steering", "days", "ends", "notice_days", "link", "limit", "counted", "maximum", "period_hours", "amount", "left", "value"]);
const ADDRESSES = new Set(["target", "holder", "token"]);

function read(told: Told): unknown {
  const entries = Object.entries(told).map(([name, value]) => {
    if (NUMBERS.has(name)) return [name, BigInt(value)];
    return [name, ADDRESSES.has(name) ? getAddress(String(value)) : value];
  });
  return Object.fromEntries(entries);
}

const sums = (told: Record<Address, string>) =>
  new Map(Object.entries(told).map(([token, amount]) => [getAddress(token), BigInt(amount)]));

function needsOf(one: Case): unknown[] {
  const actions = one.actions.map((told) => read(told) as Action);
  const matters = one.matters.map((told) => read(told) as Matter);
  const floors = one.floors.map((told) => read(told) as Floor);
  const promised: Promised = {
    matters,
    floors,
    limits: new Map(
      Object.entries(one.limits).map(([number, told]) => [Number(number), read(told) as { counted: bigint; left: bigint }]),
    ),
    unlinked: new Set(one.unlinked.map(([link, holder]) => linkKey({ link: BigInt(link), holder }))),
  };
  const heard: Heard = {
    made: one.made,
    answers: new Map(Object.entries(one.answers).map(([holder, answer]) => [getAddress(holder), answer])),
    steering: { agreeing: one.steering[0], refusing: one.steering[1] },
    since: new Map(one.since.map(([target, selector, argument, time]) => [matterKey({ target, selector, argument }), time])),
  };
  const changes = one.changes ? sums(one.changes) : undefined;
  const found = [
    ...mattersAsked(actions, promised, heard, one.now),
    ...floorsTouched(actions, promised, heard, one.now, getAddress(one.house), sums(one.held), changes),
  ];
  return found.map((need) => ({
    action: need.action,
    holder: need.holder.toLowerCase(),
    steering: need.steering,
    answer: need.answer,
    matter: need.matter ? matters.indexOf(need.matter) : null,
    floor: need.floor ? floors.indexOf(need.floor) : null,
    isWithin: need.isWithin,
    left: need.left?.toString() ?? null,
    silentUntil: need.silentUntil,
    letsTake: need.letsTake,
    state: needState(need, one.now),
  }));
}

describe("whose consent actions need", () => {
  it("is what the project's tools say, in every case", () => {
    for (const [at, one] of cases.entries()) expect(needsOf(one), `case ${at}`).toEqual(one.needs);
  });

  it("is looked at with every answer, matters and floors", () => {
    const all = cases.flatMap((one) => one.needs as { state: string; floor: number | null; letsTake: boolean; left: string | null }[]);
    expect(new Set(all.map((need) => need.state))).toEqual(new Set(["free", "met", "stopped", "waits", "needed"]));
    expect(all.some((need) => need.floor !== null && need.letsTake)).toBe(true);
    expect(all.some((need) => need.floor !== null && !need.letsTake)).toBe(true);
    expect(all.some((need) => need.left !== null)).toBe(true);
  });

  it("is the partner's own, where a trial says so", () => {
    const elm: Address = "0x5555555555555555555555555555555555555555";
    const about = new Map([[0, elm], [2, elm]]);
    const reasons = ["roster: without its consent", undefined, "roster: above the units ceiling"];
    const [need, ...others] = ownDeals(about, reasons, { ...UNHEARD, answers: new Map([[elm, 1]]) });
    expect(others).toEqual([]);
    expect(need).toMatchObject({ action: 0, holder: elm, answer: 1 });
    expect(need && needState(need, 1)).toBe("met");
  });
});
