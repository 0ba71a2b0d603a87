/**
 * Who has a say in a vote and what it said, from the log: a ballot belongs to a seat, so that of who had it counts for who has
 * it now, and a partner's own takes the place of what its representative cast.
 */

import type { ChainEvent } from "../chain/events";
import { STATUS, SUPPORT } from "../generated/enums";
import type { Address, Hex } from "../types";
import type { Partner, ProposalMade, Snapshot } from "./partnership";

export type Support = 0 | 1 | 2;
export const SUPPORTS: readonly Support[] = [SUPPORT.FOR, SUPPORT.AGAINST, SUPPORT.ABSTAIN];

export interface Ballot {
  readonly voter: Address;
  readonly support: Support;
  readonly weight: bigint;
  readonly reason: string;
  readonly block: number;
  readonly transaction: Hex;
  /** It took the place of one that a representative had cast. */
  readonly overruled: boolean;
}

export interface Recusal {
  readonly seat: number;
  /** The rules did it, and not the partner itself. */
  readonly byClass: boolean;
  /** It may still contest that. */
  readonly mayContest: boolean;
  readonly reason: string;
}

const seatsOf = new WeakMap<Snapshot, ReadonlyMap<Address, number>>();

/** Seats by accounts, also by those that gave theirs away. */
export function seatsByAccount(snapshot: Snapshot): ReadonlyMap<Address, number> {
  const known = seatsOf.get(snapshot);
  if (known) return known;
  const found = new Map<Address, number>(snapshot.roster.map((partner) => [partner.account, partner.seat]));
  for (const { name, args } of snapshot.events) {
    if (name === "SeatMoved" && !found.has(args.partner as Address)) found.set(args.partner as Address, Number(args.seat));
  }
  seatsOf.set(snapshot, found);
  return found;
}

/** The ballots of a proposal that count, by seat. */
export function ballotsOf(snapshot: Snapshot, id: bigint): ReadonlyMap<number, Ballot> {
  const seats = seatsByAccount(snapshot);
  const found = new Map<number, Ballot>();
  const taken = new Set<number>();
  for (const event of eventsOf(snapshot, id)) {
    const { name, args } = event;
    if (name === "VoteReduced") {
      const seat = seats.get(args.delegate as Address);
      if (seat === undefined) continue;
      found.delete(seat);
      taken.add(seat);
    } else if (name === "VoteCast" || name === "VoteCastWithParams") {
      const seat = seats.get(args.voter as Address);
      const support = supportOf(args.support);
      if (seat === undefined || support === undefined) continue;
      found.set(seat, {
        voter: args.voter as Address,
        support,
        weight: args.weight as bigint,
        reason: args.reason as string,
        block: event.block,
        transaction: event.transaction,
        overruled: taken.has(seat),
      });
    }
  }
  return found;
}

/** Who is out of the vote, by seat; `expelled` is the account that the proposal would expel, which is out for good. */
export function recusalsOf(snapshot: Snapshot, id: bigint, recusedSeats: readonly number[], expelled?: Address): ReadonlyMap<number, Recusal> {
  const seats = seatsByAccount(snapshot);
  const gone = expelled === undefined ? undefined : seats.get(expelled);
  const found = new Map<number, Recusal>();
  for (const { name, args } of eventsOf(snapshot, id)) {
    if (name !== "PartnerRecused") continue;
    const seat = seats.get(args.partner as Address);
    if (seat === undefined || !recusedSeats.includes(seat)) continue;
    const byClass = args.by_class as boolean;
    found.set(seat, { seat, byClass, mayContest: byClass && seat !== gone, reason: args.reason as string });
  }
  // A node that has forgotten old logs still says who is out.
  for (const seat of recusedSeats) if (!found.has(seat)) found.set(seat, { seat, byClass: true, mayContest: false, reason: "" });
  return found;
}

const byProposal = new WeakMap<Snapshot, ReadonlyMap<bigint, ChainEvent[]>>();

/** The events about one proposal, oldest first. */
export function eventsOf(snapshot: Snapshot, id: bigint): readonly ChainEvent[] {
  let known = byProposal.get(snapshot);
  if (!known) {
    const found = new Map<bigint, ChainEvent[]>();
    for (const event of snapshot.events) {
      const about = event.args.proposalId;
      if (typeof about !== "bigint") continue;
      const list = found.get(about);
      if (list) list.push(event);
      else found.set(about, [event]);
    }
    known = found;
    byProposal.set(snapshot, known);
  }
  return known.get(id) ?? [];
}

/** Seats whose partner let somebody vote for it when the proposal was there: whose ballot may be a representative's. */
export function maybeLent(snapshot: Snapshot, made: ProposalMade): ReadonlySet<number> {
  const seats = seatsByAccount(snapshot);
  const before = new Map<Address, Address>();
  const found = new Set<number>();
  for (const { name, args, block } of snapshot.events) {
    if (name !== "RepresentativeNamed") continue;
    const partner = args.partner as Address;
    if (block < made.block) before.set(partner, args.representative as Address);
    else found.add(seats.get(partner) ?? -1);
  }
  for (const [partner, representative] of before) if (BigInt(representative) !== 0n) found.add(seats.get(partner) ?? -1);
  found.delete(-1);
  return found;
}

/** Who may have a part in votes: also who is suspended or gone now, since its ballot of before counts. */
export function hasOrHadSeat(partner: Partner): boolean {
  return partner.status !== STATUS.NONE && partner.status !== STATUS.INVITED && partner.status !== STATUS.MOVED;
}

export function supportOf(said: unknown): Support | undefined {
  const number = Number(said);
  return number === 0 || number === 1 || number === 2 ? number : undefined;
}
