/**
 * What of one proposal is not in the snapshot: the weights that count, whose ballot may still be overruled, who was asked for a
 * yes and what was said. Read at the snapshot's block, in one request.
 */

import { Batch } from "../chain/batch";
import { askEscrow, askPartnership } from "../chain/contracts";
import { RefusedError, UnreadableError } from "../chain/errors";
import type { Rpc } from "../chain/rpc";
import type { Times } from "../chain/times";
import { partnershipAbi } from "../generated/abi";
import { STATE } from "../generated/enums";
import { ETHER, type Address } from "../types";
import { ballotsOf, eventsOf, hasOrHadSeat, maybeLent } from "./ballots";
import { type Answer, dealsAbout, linkKey } from "./needs";
import type { Proposal, Snapshot } from "./partnership";

export interface Facts {
  readonly id: bigint;
  readonly block: bigint;
  readonly account: Address | undefined;
  /** By seat: the weight that counts; that of now, as long as it is not counted yet. */
  readonly weights: ReadonlyMap<number, bigint>;
  readonly isCounted: boolean;
  /** Seats whose ballot a representative cast, so that the partner's own may take its place. */
  readonly lent: ReadonlySet<number>;
  readonly answers: ReadonlyMap<Address, Answer>;
  readonly steering: { readonly agreeing: number; readonly refusing: number };
  /** Links that do not run, with which matters end; see `linkKey`. */
  readonly unlinked: ReadonlySet<string>;
  /** Of the account that looks. */
  readonly mayObjectUntil: number;
  readonly hasStanding: boolean;
  readonly isNotedFor: boolean;
  readonly timeOf: (block: number) => number | undefined;
}

export interface Source {
  readonly rpc: Rpc;
  readonly times: Times;
}

/** @param account Of whoever looks, if somebody is connected. */
export async function readFacts(source: Source, snapshot: Snapshot, proposal: Proposal, account?: Address): Promise<Facts> {
  const { partnership } = snapshot.place;
  const batch = new Batch(source.rpc, snapshot.block.number);
  const isCounted = snapshot.block.time > proposal.snapshot;
  const seated = snapshot.roster.filter(hasOrHadSeat);
  const weights = seated.map((partner) =>
    isCounted ? askPartnership(batch, partnership, "getPastVotes", partner.account, BigInt(proposal.snapshot)) : Promise.resolve(partner.weight),
  );

  const cast = ballotsOf(snapshot, proposal.id);
  const isOpen = proposal.state === STATE.ACTIVE && snapshot.block.time <= proposal.deadline;
  const maybe = isOpen ? seated.filter(({ seat }) => cast.has(seat) && maybeLent(snapshot, proposal).has(seat)) : [];
  // A partner's own ballot counts a second time only over one that its representative cast.
  const overrules = maybe.map(({ account: own, seat }) =>
    succeeds(batch.call(partnership, partnershipAbi, "castVote", [proposal.id, cast.get(seat)?.support ?? 0], { from: own })),
  );

  const holders = askedHolders(snapshot, proposal, account);
  const answers = holders.map((holder) => askPartnership(batch, partnership, "consent_of", proposal.id, holder));
  const steering = askPartnership(batch, partnership, "steering_answers", proposal.id);
  const linked = snapshot.matters.filter((matter) => matter.link !== 0n);
  const runs = linked.map((matter) => askEscrow(batch, snapshot.escrow, "is_linked", matter.link, matter.holder));
  const mine = account
    ? {
        objects: askPartnership(batch, partnership, "may_object_until", account),
        standing: askPartnership(batch, partnership, "has_standing", account),
        noted: askPartnership(batch, partnership, "voted_for", proposal.id, account),
      }
    : undefined;
  const blocks = [proposal.block, ...eventsOf(snapshot, proposal.id).map((event) => event.block), ...reserving(snapshot, proposal)];
  await Promise.all([batch.run(), source.times.load(blocks)]);

  const found = await Promise.all(weights);
  const lent = await Promise.all(overrules);
  const said = await Promise.all(answers);
  const running = await Promise.all(runs);
  const [agreeing, refusing] = await steering;
  return {
    id: proposal.id,
    block: snapshot.block.number,
    account,
    weights: new Map(seated.map((partner, at) => [partner.seat, found[at] ?? 0n])),
    isCounted,
    lent: new Set(maybe.filter((_, at) => lent[at]).map((partner) => partner.seat)),
    answers: new Map(holders.map((holder, at) => [holder, Number(said[at] ?? 0n) as Answer])),
    steering: { agreeing: Number(agreeing), refusing: Number(refusing) },
    unlinked: new Set(linked.filter((_, at) => !running[at]).map(linkKey)),
    mayObjectUntil: Number((await mine?.objects) ?? 0n),
    hasStanding: (await mine?.standing) ?? false,
    isNotedFor: (await mine?.noted) ?? false,
    timeOf: (block) => source.times.of(block),
  };
}

/** Everybody whose yes or no may matter, or who said something. */
function askedHolders(snapshot: Snapshot, proposal: Proposal, account: Address | undefined): Address[] {
  const found = new Set<Address>(dealsAbout(proposal.actions, snapshot.place.partnership, snapshot.escrow).values());
  for (const { holder } of [...snapshot.matters, ...snapshot.floors]) if (holder !== ETHER) found.add(holder);
  for (const { name, args } of eventsOf(snapshot, proposal.id)) if (name === "ConsentGiven") found.add(args.holder as Address);
  if (account) found.add(account);
  return [...found];
}

/** Blocks in which something was reserved when the proposal was there already. */
function reserving(snapshot: Snapshot, proposal: Proposal): number[] {
  return snapshot.events.filter((event) => event.name === "MatterReserved" && event.block >= proposal.block).map((event) => event.block);
}

async function succeeds(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof RefusedError || error instanceof UnreadableError) return false;
    throw error;
  }
}
