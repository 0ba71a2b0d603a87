/**
 * Which open proposals wait for an account's yes or no besides its ballot: by the log and the roster alone, for the list of
 * what is to be done. Whether it is truly needed is tried where the proposal is looked at.
 */

import { decodeFunctionData } from "viem";
import { partnershipAbi } from "../generated/abi";
import { ROLE } from "../generated/enums";
import type { Address } from "../types";
import { seatsByAccount } from "./ballots";
import { type Answer, dealsAbout, floorsTouched, type Heard, mattersAsked, needState } from "./needs";
import { isOpen } from "./outcome";
import { partnerOf, type Proposal, type Snapshot } from "./partnership";
import { madeAt, saidTo } from "./vote";

/** Numbers of proposals => unix seconds, the last moment at which an answer still changes something. */
export function askedOf(snapshot: Snapshot, account: Address): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const proposal of snapshot.proposals.values()) {
    const until = isOpen(proposal) ? askedUntil(snapshot, proposal, account) : undefined;
    if (until !== undefined) found.set(proposal.number, until);
  }
  return found;
}

function askedUntil(snapshot: Snapshot, proposal: Proposal, account: Address): number | undefined {
  const said = saidTo(snapshot, proposal.id);
  const seats = seatsByAccount(snapshot);
  const isMine = (holder: Address) => holder === account || (seats.has(account) && seats.get(holder) === seats.get(account));
  if (said.some((one) => isMine(one.holder))) return undefined;
  const now = snapshot.block.time;
  const heard: Heard = {
    made: madeAt(proposal),
    answers: new Map(said.map((one) => [one.holder, (one.agrees ? 1 : 2) as Answer])),
    steering: { agreeing: 0, refusing: 0 },
    since: new Map(),
  };
  const promised = { matters: snapshot.matters, floors: snapshot.floors, limits: snapshot.limits, unlinked: new Set<string>() };
  const held = new Map(snapshot.balances.map((balance) => [balance.token.address, balance.treasury]));
  const isSteering = ((partnerOf(snapshot, account)?.role ?? 0) & ROLE.STEERING) !== 0;
  const needs = [
    ...mattersAsked(proposal.actions, promised, heard, now),
    ...floorsTouched(proposal.actions, promised, heard, now, snapshot.place.partnership, held),
  ].filter((need) => (need.steering > 0 ? isSteering : isMine(need.holder)) && ["waits", "needed"].includes(needState(need, now)));
  const ends = needs.map((need) => need.silentUntil || proposal.executableUntil);
  if (lowersDeal(snapshot, proposal, isMine)) ends.push(proposal.executableUntil);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** Numbers of open proposals => the last moment at which a holder who has said nothing may still say no: nobody can carry it out before. */
export function silentOf(snapshot: Snapshot): ReadonlyMap<number, number> {
  const open = [...snapshot.proposals.values()].filter((proposal) => isOpen(proposal));
  return new Map(open.map((proposal) => [proposal.number, silentUntil(snapshot, proposal)] as const).filter(([, until]) => until > 0));
}

function silentUntil(snapshot: Snapshot, proposal: Proposal): number {
  const said = saidTo(snapshot, proposal.id);
  const seats = seatsByAccount(snapshot);
  const hasSaid = (holder: Address) => said.some((one) => one.holder === holder || (seats.has(holder) && seats.get(holder) === seats.get(one.holder)));
  const heard: Heard = { made: madeAt(proposal), answers: new Map(), steering: { agreeing: 0, refusing: 0 }, since: new Map() };
  const promised = { matters: snapshot.matters, floors: snapshot.floors, limits: snapshot.limits, unlinked: new Set<string>() };
  const now = snapshot.block.time;
  const waits = mattersAsked(proposal.actions, promised, heard, now).filter((need) => need.steering === 0 && needState(need, now) === "waits" && !hasSaid(need.holder));
  return Math.max(0, ...waits.map((need) => need.silentUntil));
}

/** Whether it would give the account less than it has. */
function lowersDeal(snapshot: Snapshot, proposal: Proposal, isMine: (account: Address) => boolean): boolean {
  const about = dealsAbout(proposal.actions, snapshot.place.partnership, snapshot.escrow);
  return [...about].some(([index, whose]) => {
    const action = proposal.actions[index];
    if (!action || !isMine(whose)) return false;
    try {
      const { functionName, args } = decodeFunctionData({ abi: partnershipAbi, data: action.data });
      if (functionName !== "set_shares") return functionName === "set_probation";
      const [, weight, units] = args as readonly [Address, bigint, bigint];
      const partner = snapshot.roster.find((one) => isMine(one.account));
      return partner !== undefined && (weight < partner.weight || units < partner.units);
    } catch {
      return true; // of the escrow: a vesting
    }
  });
}
