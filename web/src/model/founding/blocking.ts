/** Which founder alone can keep which class from deciding though all others are for it: may be meant, should be known. */

import { CLASS, MODE } from "../../generated/enums";
import type { Rule } from "../../generated/views";

const ALL = 10_000n;

export interface Blocking {
  /** Places in the list of founders. */
  readonly silent: readonly number[];
  readonly against: readonly number[];
}

/** Nobody of two or more voters, where both lists are empty. */
export function blockingOf(weights: readonly bigint[], decisionClass: number, rule: Rule): Blocking {
  const voters = weights.map((weight, at) => ({ at, weight })).filter(({ weight }) => weight > 0n);
  if (voters.length < 2) return { silent: [], against: [] };
  const silent = voters.filter(({ at }) => blocks(at, voters, decisionClass, rule, false)).map(({ at }) => at);
  const against = voters.filter(({ at }) => !silent.includes(at) && blocks(at, voters, decisionClass, rule, true)).map(({ at }) => at);
  return { silent, against };
}

interface Voter {
  readonly at: number;
  readonly weight: bigint;
}

/** Whose seat it is has no vote on moving it, where the rule says so: it is enough that it can about one other. */
function blocks(one: number, voters: readonly Voter[], decisionClass: number, rule: Rule, isAgainst: boolean): boolean {
  const subjects = decisionClass === CLASS.RECOVERY && rule.recusal ? voters.filter(({ at }) => at !== one).map(({ at }) => at) : [-1];
  return subjects.some((subject) => {
    const there = voters.filter(({ at }) => at !== subject);
    const weight = there.find(({ at }) => at === one)?.weight ?? 0n;
    const total = there.reduce((sum, voter) => sum + voter.weight, 0n);
    return there.length > 1 && !passes(rule, weight, total, BigInt(there.length), isAgainst);
  });
}

/** Whether a proposal passes that all but one are for; that one is against, or stays silent. As outcome.vy counts. */
function passes(rule: Rule, weight: bigint, total: bigint, seats: bigint, isAgainst: boolean): boolean {
  const bar = (rule.quorum_bps * total + ALL - 1n) / ALL;
  const mode = Number(rule.mode);
  if (mode === MODE.LAZY) return !(isAgainst && weight >= bar);
  if (mode === MODE.UNANIMOUS) return false;
  if (total - weight < bar) return false;
  if (isAgainst && BigInt(rule.tie_breaker) !== 0n && mode === MODE.MAJORITY && 2n * weight === total) return true;
  if (!wins(total - weight, isAgainst ? weight : 0n, rule.approval_bps)) return false;
  return mode !== MODE.DUAL || wins(seats - 1n, isAgainst ? 1n : 0n, rule.seat_approval_bps);
}

function wins(inFavour: bigint, against: bigint, approval: bigint): boolean {
  return inFavour > against && inFavour * ALL >= approval * (inFavour + against);
}
