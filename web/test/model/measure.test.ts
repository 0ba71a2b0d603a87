import { describe, expect, it } from "vitest";
import { type Count, isSettled, isTied, type Measure, passes, quorumOf } from "../../src/model/measure";
import { ETHER } from "../../src/types";
import written from "../vectors/outcomes.json?raw";

interface Case {
  readonly rule: {
    readonly mode: number;
    readonly quorum_bps: number;
    readonly approval_bps: number;
    readonly seat_approval_bps: number;
    readonly contested_bps: number;
    readonly has_tie_breaker: number;
  };
  readonly tally: readonly [string, string, string, string, string, string, boolean, boolean];
  readonly lent: string;
  readonly contestable: string;
  readonly quorum: string;
  readonly passes: boolean;
  readonly isTied: boolean;
  readonly isSettled: boolean;
}

/** Written by `tests/kit/page_vectors.py` from `outcome.vy` itself. */
const cases = JSON.parse(written) as Case[];

function read(one: Case): { rule: Measure; count: Count } {
  const { rule, tally } = one;
  return {
    rule: {
      mode: BigInt(rule.mode),
      quorum_bps: BigInt(rule.quorum_bps),
      approval_bps: BigInt(rule.approval_bps),
      seat_approval_bps: BigInt(rule.seat_approval_bps),
      contested_bps: BigInt(rule.contested_bps),
      tie_breaker: rule.has_tie_breaker === 1 ? "0x1111111111111111111111111111111111111111" : ETHER,
    },
    count: {
      favour: BigInt(tally[0]),
      against: BigInt(tally[1]),
      abstain: BigInt(tally[2]),
      seatsFor: BigInt(tally[3]),
      seatsAgainst: BigInt(tally[4]),
      base: BigInt(tally[5]),
      isContested: tally[6],
      tiePasses: tally[7],
    },
  };
}

describe("what a rule makes of a tally", () => {
  it("is what the contract says, in every case", () => {
    for (const [at, one] of cases.entries()) {
      const { rule, count } = read(one);
      const found = {
        quorum: quorumOf(rule, count.base).toString(),
        passes: passes(rule, count),
        isTied: isTied(rule, count),
        isSettled: isSettled(rule, count, BigInt(one.lent), BigInt(one.contestable)),
      };
      expect(found, `case ${at}`).toEqual({
        quorum: one.quorum,
        passes: one.passes,
        isTied: one.isTied,
        isSettled: one.isSettled,
      });
    }
  });

  it("is looked at in every mode, with each answer", () => {
    for (const mode of [0, 1, 2, 3]) {
      const ofMode = cases.filter((one) => one.rule.mode === mode);
      for (const answer of [true, false]) {
        expect(ofMode.some((one) => one.passes === answer)).toBe(true);
        expect(ofMode.some((one) => one.isSettled === answer)).toBe(true);
      }
    }
    expect(cases.some((one) => one.isTied)).toBe(true);
  });
});
