/**
 * What a voting rule makes of a tally, in whole numbers and exactly as `outcome.vy` has it: at the quorum or at the approval
 * is enough, a tie is not, and a share of weight that is no whole number is rounded up.
 */

import { MODE } from "../generated/enums";
import type { Rule } from "../generated/views";
import { ETHER } from "../types";

/** What of a rule says when something passes; its times say nothing of that. */
export type Measure = Pick<
  Rule,
  "mode" | "quorum_bps" | "approval_bps" | "seat_approval_bps" | "contested_bps" | "tie_breaker"
>;

export interface Count {
  readonly favour: bigint;
  readonly against: bigint;
  readonly abstain: bigint;
  /** Counted in dual majority only. */
  readonly seatsFor: bigint;
  readonly seatsAgainst: bigint;
  /** All weight at the snapshot, less that of who is recused. */
  readonly base: bigint;
  /** The contested approval is needed. */
  readonly isContested: boolean;
  /** Who breaks ties is for it. */
  readonly tiePasses: boolean;
}

const WHOLE = 10_000n;
/** The contested approval of a class that names none. */
const TWO_THIRDS = 6_667n;
/** More seats than there can be. */
const ALL_SEATS = 65_535n;

/** The least weight that reaches the quorum share of the base; in lazy consensus the bar for objections. */
export function quorumOf(rule: Measure, base: bigint): bigint {
  return (rule.quorum_bps * base + WHOLE - 1n) / WHOLE;
}

/** The share of for and against that must be for, in hundredths of a percent. */
export function approvalOf(rule: Measure, isContested: boolean): bigint {
  if (!isContested) return rule.approval_bps;
  const contested = rule.contested_bps === 0n ? TWO_THIRDS : rule.contested_bps;
  return contested > rule.approval_bps ? contested : rule.approval_bps;
}

/** Whether so many for win over so many against. */
export function wins(favour: bigint, against: bigint, approval: bigint, tiePasses: boolean): boolean {
  if (favour < against || (favour === against && !tiePasses)) return false;
  return favour * WHOLE >= approval * (favour + against);
}

/** Whether it passes if no further ballot is cast. */
export function passes(rule: Measure, count: Count): boolean {
  const mode = Number(rule.mode);
  const approval = approvalOf(rule, count.isContested);
  const tiePasses = count.tiePasses && count.favour !== 0n;
  if (mode === MODE.LAZY) {
    if (count.isContested && !wins(count.favour, count.against, approval, false)) return false;
    return count.against < quorumOf(rule, count.base);
  }
  if (mode === MODE.UNANIMOUS) return count.favour === count.base && count.base !== 0n;
  if (count.favour + count.abstain < quorumOf(rule, count.base)) return false;
  if (!wins(count.favour, count.against, approval, tiePasses)) return false;
  return mode !== MODE.DUAL || wins(count.seatsFor, count.seatsAgainst, rule.seat_approval_bps, tiePasses);
}

/** Whether it is for who breaks ties to decide. */
export function isTied(rule: Measure, count: Count): boolean {
  return !passes(rule, count) && passes(rule, { ...count, tiePasses: true });
}

/**
 * Whether no ballot that may still come can change the outcome.
 *
 * @param lent Weight in the tally that representatives cast: its owners may still overrule them.
 * @param contestable Weight of recused partners who may still contest that.
 */
export function isSettled(rule: Measure, count: Count, lent: bigint, contestable: bigint): boolean {
  const remaining = count.base + contestable - count.favour - count.against - count.abstain;
  if (remaining === 0n && lent === 0n) return true;
  const mode = Number(rule.mode);
  if (mode === MODE.UNANIMOUS) return count.against + count.abstain > lent;
  // How many seats are still to come is not known there, only how much weight.
  if (mode !== MODE.DUAL) {
    const worst: Count = {
      ...count,
      favour: count.favour - least(count.favour, lent),
      abstain: count.abstain - least(count.abstain, lent),
      against: count.against + remaining + lent,
      base: count.base + contestable,
      isContested: count.isContested || contestable !== 0n,
    };
    if (passes(rule, worst)) return true;
  }
  const best: Count = {
    ...count,
    favour: count.favour + remaining + lent,
    against: count.against - least(count.against, lent),
    base: mode === MODE.LAZY ? count.base + contestable : count.base, // the bar rises with the base
    seatsFor: ALL_SEATS,
    seatsAgainst: 0n,
    tiePasses: rule.tie_breaker !== ETHER,
  };
  return !passes(rule, best);
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
