/** One proposal's vote and what it depends on besides, put together from the snapshot and what was read of it. */

import { decodeFunctionData } from "viem";
import { partnershipAbi } from "../generated/abi";
import { STATE } from "../generated/enums";
import type { Matter } from "../generated/views";
import type { Address } from "../types";
import { ballotsOf, eventsOf, recusalsOf, seatsByAccount } from "./ballots";
import type { Facts } from "./facts";
import { dealsAbout, floorsTouched, type Heard, matterKey, mattersAsked, type Need, ownDeals, type Promised } from "./needs";
import type { Count } from "./measure";
import type { Partner, Proposal, Snapshot } from "./partnership";
import { reasonOf, type Simulation } from "./simulation";
import type { Vote, Voter } from "./standing";

/** Seconds for who breaks a tie, from the end of the vote. */
export const TIE_SECONDS = 7 * 86_400;

export function voteOf(snapshot: Snapshot, proposal: Proposal, facts: Facts): Vote {
  const { tally, rule } = proposal;
  const cast = ballotsOf(snapshot, proposal.id);
  const recusals = recusalsOf(snapshot, proposal.id, proposal.recusedSeats, expelledBy(proposal, snapshot));
  const voters: Voter[] = snapshot.roster.flatMap((partner) => {
    const { seat } = partner;
    const ballot = cast.get(seat);
    const recusal = recusals.get(seat);
    const weight = ballot?.weight ?? facts.weights.get(seat) ?? 0n;
    if (weight === 0n) return [];
    return [{ seat, weight, isLent: facts.lent.has(seat), ...(ballot ? { ballot } : {}), ...(recusal ? { recusal } : {}) }];
  });
  const sum = (some: readonly Voter[]) => some.reduce((all, voter) => all + voter.weight, 0n);
  const out = sum(voters.filter((voter) => voter.recusal !== undefined));
  const count: Count = {
    favour: tally.votes_for,
    against: tally.votes_against,
    abstain: tally.votes_abstain,
    seatsFor: tally.seats_for,
    seatsAgainst: tally.seats_against,
    // Before it is counted, what it would be if it were counted now.
    base: facts.isCounted ? tally.base : snapshot.totalWeight - out,
    isContested: tally.contested,
    tiePasses: eventsOf(snapshot, proposal.id).some((event) => event.name === "TieBroken" && event.args.passes === true),
  };
  return {
    rule,
    count,
    voters,
    lent: sum(voters.filter((voter) => voter.isLent)),
    contestable: sum(voters.filter((voter) => voter.recusal?.mayContest === true)),
    tiesBreak: tally.ties_break,
    snapshot: proposal.snapshot,
    deadline: proposal.deadline,
    isOver: (proposal.state !== STATE.PENDING && proposal.state !== STATE.ACTIVE) || snapshot.block.time > proposal.deadline,
  };
}

export function voterOf(vote: Vote, partner: Partner): Voter | undefined {
  return vote.voters.find((voter) => voter.seat === partner.seat);
}

/** When it was made; up to a second later where that was while the partnership came into force. */
export function madeAt(proposal: Proposal): number {
  return proposal.snapshot - Number(proposal.rule.voting_delay);
}

export function promisedOf(snapshot: Snapshot, facts: Pick<Facts, "unlinked">): Promised {
  return { matters: snapshot.matters, floors: snapshot.floors, limits: snapshot.limits, unlinked: facts.unlinked };
}

export function heardOf(snapshot: Snapshot, proposal: Proposal, facts: Facts): Heard {
  const since = new Map<string, number>();
  for (const { name, args, block } of snapshot.events) {
    if (name !== "MatterReserved") continue;
    const key = matterKey(args.matter as Matter);
    const time = block >= proposal.block ? facts.timeOf(block) : undefined;
    // The last time that it was reserved is the one that holds.
    if (time === undefined) since.delete(key);
    else since.set(key, time);
  }
  return { made: madeAt(proposal), answers: facts.answers, steering: facts.steering, since };
}

/** Whose consent the actions of a proposal need, whose no stops them, and what is there. */
export function needsOf(snapshot: Snapshot, proposal: Proposal, facts: Facts, tried: Simulation | undefined): Need[] {
  const { partnership } = snapshot.place;
  const promised = promisedOf(snapshot, facts);
  const heard = heardOf(snapshot, proposal, facts);
  const now = snapshot.block.time;
  const held = new Map(snapshot.balances.map((balance) => [balance.token.address, balance.treasury]));
  const own = tried
    ? ownDeals(dealsAbout(proposal.actions, partnership, snapshot.escrow), tried.steps.map(reasonOf), heard)
    : [];
  return [
    ...mattersAsked(proposal.actions, promised, heard, now),
    ...own,
    ...floorsTouched(proposal.actions, promised, heard, now, partnership, held, changesOf(snapshot, tried)),
  ];
}

/** How much more the treasury would have, by token, where that was tried. */
export function changesOf(snapshot: Snapshot, tried: Simulation | undefined): ReadonlyMap<Address, bigint> | undefined {
  if (!tried?.isCumulative) return undefined;
  const own = tried.changes.filter((change) => change.account === snapshot.place.partnership);
  return new Map(own.map((change) => [change.token, change.amount]));
}

/** Whom a proposal would expel: out of its vote for good. */
export function expelledBy(proposal: Pick<Proposal, "actions">, snapshot: Snapshot): Address | undefined {
  const [first] = proposal.actions;
  if (!first || first.target !== snapshot.place.partnership) return undefined;
  try {
    const { functionName, args } = decodeFunctionData({ abi: partnershipAbi, data: first.data });
    return functionName === "expel" ? ((args as readonly [Address])[0]) : undefined;
  } catch {
    return undefined;
  }
}

/** What was said besides the ballots: the last yes or no of each seat or account, and what of it counts towards a stop. */
export interface Said {
  readonly holder: Address;
  readonly agrees: boolean;
  /** That counts towards stopping the proposal. */
  readonly weight: bigint;
  readonly block: number;
}

export function saidTo(snapshot: Snapshot, id: bigint): Said[] {
  const seats = seatsByAccount(snapshot);
  const found = new Map<number | Address, Said>();
  for (const { name, args, block } of eventsOf(snapshot, id)) {
    if (name !== "ConsentGiven") continue;
    const holder = args.holder as Address;
    found.set(seats.get(holder) ?? holder, { holder, agrees: args.agrees as boolean, weight: args.weight as bigint, block });
  }
  return [...found.values()];
}

export interface Objection {
  readonly objector: Address;
  readonly reason: string;
  readonly block: number;
}

export function objectionsTo(snapshot: Snapshot, id: bigint): Objection[] {
  return eventsOf(snapshot, id)
    .filter((event) => event.name === "Objected")
    .map(({ args, block }) => ({ objector: args.objector as Address, reason: args.reason as string, block }));
}
