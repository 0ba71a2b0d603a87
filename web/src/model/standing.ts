/** How a vote stands: which of its tests are met, what each choice of a partner would come to, and whether that decides it. */

import { MODE, SUPPORT } from "../generated/enums";
import type { Rule } from "../generated/views";
import type { Ballot, Recusal, Support } from "./ballots";
import { approvalOf, type Count, isSettled, isTied, passes, quorumOf, wins } from "./measure";

/** One who has weight in the vote. */
export interface Voter {
  readonly seat: number;
  readonly weight: bigint;
  readonly ballot?: Ballot;
  /** A representative cast it, so that the partner's own takes its place. */
  readonly isLent: boolean;
  readonly recusal?: Recusal;
}

export interface Vote {
  readonly rule: Rule;
  readonly count: Count;
  readonly voters: readonly Voter[];
  /** Weight of ballots that their partners may still overrule. */
  readonly lent: bigint;
  /** Weight of recused partners who may still contest that. */
  readonly contestable: bigint;
  /** Of who may break a tie, where that holds for this proposal. */
  readonly tiesBreak: boolean;
  readonly snapshot: number;
  readonly deadline: number;
  /** No ballot is taken any more. */
  readonly isOver: boolean;
}

/** `met`; `open`, as ballots may still come; `lost`, whatever comes. */
export type Outlook = "met" | "open" | "lost";

export type Test =
  /** For and abstain against the quorum. */
  | { readonly kind: "takePart"; readonly outlook: Outlook; readonly have: bigint; readonly needed: bigint; readonly base: bigint }
  /** For against the approval share of for and against, in hundredths of a percent. */
  | { readonly kind: "weight"; readonly outlook: Outlook; readonly favour: bigint; readonly against: bigint; readonly approval: bigint }
  | { readonly kind: "seats"; readonly outlook: Outlook; readonly favour: bigint; readonly against: bigint; readonly approval: bigint }
  /** Lazy consensus: against stays below the bar. */
  | { readonly kind: "fewAgainst"; readonly outlook: Outlook; readonly have: bigint; readonly bar: bigint; readonly base: bigint }
  /** Unanimity. */
  | { readonly kind: "everybody"; readonly outlook: Outlook; readonly have: bigint; readonly base: bigint };

export type Outcome = "passes" | "fails" | "tied";

/** What would come of it if a partner chose so and nobody else after it. */
export interface Result {
  readonly support: Support;
  readonly outcome: Outcome;
  readonly count: Count;
  readonly tests: readonly Test[];
  /** The vote ends with this ballot, as nothing can change the outcome any more. */
  readonly decides: boolean;
  /** Unix seconds; where it turns the outcome late, the vote goes on until then. */
  readonly goesOnUntil?: number;
}

export function outcomeOf(vote: Pick<Vote, "rule" | "tiesBreak">, count: Count): Outcome {
  if (passes(vote.rule, count)) return "passes";
  return vote.tiesBreak && isTied(vote.rule, count) ? "tied" : "fails";
}

/** The tests of the rule, in the order in which they are looked at. */
export function testsOf(vote: Vote, count: Count = vote.count): Test[] {
  const { rule } = vote;
  const mode = Number(rule.mode);
  const left = reach(vote, count);
  const outlook = (isMet: boolean, canBe: boolean): Outlook => (isMet ? "met" : canBe && !vote.isOver ? "open" : "lost");
  const approval = approvalOf(rule, count.isContested);
  const ties = count.tiePasses && count.favour !== 0n;
  const { favour, against, base } = count;
  const weight = (tiesWin: boolean): Test => ({
    kind: "weight",
    favour,
    against,
    approval,
    outlook: outlook(wins(favour, against, approval, tiesWin), wins(left.favour, left.against, approval, tiesWin || vote.tiesBreak)),
  });
  if (mode === MODE.UNANIMOUS) {
    const isMet = favour === base && base !== 0n;
    return [{ kind: "everybody", have: favour, base, outlook: outlook(isMet, left.favour >= base && base !== 0n) }];
  }
  if (mode === MODE.LAZY) {
    const bar = quorumOf(rule, base);
    const few: Test = {
      kind: "fewAgainst",
      have: against,
      bar,
      base,
      outlook: outlook(against < bar, left.against < quorumOf(rule, base + vote.contestable)),
    };
    return count.isContested ? [few, weight(false)] : [few];
  }
  const needed = quorumOf(rule, base);
  const have = favour + count.abstain;
  const takePart: Test = {
    kind: "takePart",
    have,
    needed,
    base,
    outlook: outlook(have >= needed, left.favour + left.abstain >= needed),
  };
  if (mode !== MODE.DUAL) return [takePart, weight(ties)];
  const share = rule.seat_approval_bps;
  const seats: Test = {
    kind: "seats",
    favour: count.seatsFor,
    against: count.seatsAgainst,
    approval: share,
    outlook: outlook(
      wins(count.seatsFor, count.seatsAgainst, share, ties),
      wins(left.seatsFor, left.seatsAgainst, share, ties || vote.tiesBreak),
    ),
  };
  return [takePart, weight(ties), seats];
}

/** The tally if all that is open were for it. */
function reach(vote: Vote, count: Count): Omit<Count, "base" | "isContested" | "tiePasses"> {
  const open = vote.voters.filter((voter) => voter.recusal === undefined && (voter.ballot === undefined || voter.isLent));
  const turned = open.flatMap(({ ballot, weight }) => (ballot ? [{ support: ballot.support, weight }] : []));
  const sum = (support: Support) => turned.reduce((all, one) => (one.support === support ? all + one.weight : all), 0n);
  const seats = (support: Support) => BigInt(turned.filter((one) => one.support === support).length);
  const uncast = open.filter((voter) => voter.ballot === undefined);
  const remaining = count.base + vote.contestable - count.favour - count.against - count.abstain;
  const back = BigInt(vote.voters.filter((voter) => voter.recusal?.mayContest).length);
  return {
    favour: count.favour + remaining + sum(SUPPORT.AGAINST) + sum(SUPPORT.ABSTAIN),
    against: count.against - least(sum(SUPPORT.AGAINST), count.against),
    abstain: count.abstain - least(sum(SUPPORT.ABSTAIN), count.abstain),
    seatsFor: count.seatsFor + BigInt(uncast.length) + back + seats(SUPPORT.AGAINST) + seats(SUPPORT.ABSTAIN),
    seatsAgainst: count.seatsAgainst - least(seats(SUPPORT.AGAINST), count.seatsAgainst),
  };
}

/**
 * What a ballot would come to.
 *
 * @param byRepresentative Whether somebody casts it for the voter.
 * @param now Unix seconds; the second in which it is cast.
 */
export function resultOf(vote: Vote, voter: Voter, support: Support, byRepresentative: boolean, now: number): Result {
  const without = voter.ballot ? withBallot(vote.count, voter.ballot.support, voter.weight, -1n) : vote.count;
  const count = withBallot(without, support, voter.weight, 1n);
  const lent = vote.lent - (voter.isLent ? voter.weight : 0n) + (byRepresentative ? voter.weight : 0n);
  const voters = vote.voters.map((one) => (one === voter ? cast(voter, support, byRepresentative) : one));
  const after: Vote = { ...vote, count, voters, lent };
  const outcome = outcomeOf(vote, count);
  const decides = vote.rule.early_decision && isSettled(vote.rule, count, lent, vote.contestable);
  const until = decides ? undefined : movedEnd(vote, outcome, now);
  return {
    support,
    outcome,
    count,
    tests: testsOf(after),
    decides: decides && now < vote.deadline,
    ...(until === undefined ? {} : { goesOnUntil: until }),
  };
}

function cast(voter: Voter, support: Support, isLent: boolean): Voter {
  const ballot: Ballot = {
    voter: "0x",
    support,
    weight: voter.weight,
    reason: "",
    block: 0,
    transaction: "0x",
    overruled: false,
    ...voter.ballot,
  };
  return { ...voter, ballot: { ...ballot, support }, isLent };
}

/** When the vote ends where its outcome is turned in this second; undefined if that moves nothing. */
function movedEnd(vote: Vote, outcome: Outcome, now: number): number | undefined {
  const extension = Number(vote.rule.extension);
  if (extension === 0 || now + extension <= vote.deadline || now <= vote.snapshot) return undefined;
  const until = Math.min(now + extension, vote.snapshot + 2 * Number(vote.rule.voting_period));
  return until > vote.deadline && outcome !== outcomeOf(vote, vote.count) ? until : undefined;
}

/** Whether one voter alone says what comes of it now. */
export function isDecisive(results: readonly Result[]): boolean {
  return new Set(results.map((result) => result.outcome)).size > 1;
}

function withBallot(count: Count, support: Support, weight: bigint, sign: 1n | -1n): Count {
  const more = sign * weight;
  if (support === SUPPORT.FOR) return { ...count, favour: count.favour + more, seatsFor: count.seatsFor + sign };
  if (support === SUPPORT.AGAINST) return { ...count, against: count.against + more, seatsAgainst: count.seatsAgainst + sign };
  return { ...count, abstain: count.abstain + more };
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
