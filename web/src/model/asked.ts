/**
 * The open proposals that wait for one account's yes or no, by what the snapshot tells without asking more: what was promised to
 * it by name, and whether its own votes or units would be lowered. The proposal's own view tries it out and says more.
 */

import { decodeFunctionData } from "viem";
import { partnershipAbi } from "../generated/abi";
import type { Action, Address } from "../types";
import { floorsTouched, type Heard, mattersAsked, needState, UNHEARD } from "./needs";
import { isOpen } from "./outcome";
import { partnerOf, type Proposal, type Snapshot } from "./partnership";
import { madeAt } from "./vote";

/** @returns Number of a proposal => the last second in which the answer counts. */
export function askedOf(snapshot: Snapshot, account: Address, now: number): Map<number, number> {
  const found = new Map<number, number>();
  for (const proposal of snapshot.proposals.values()) {
    if (!isOpen(proposal) || hasAnswered(snapshot, proposal, account)) continue;
    const by = promisedTo(snapshot, proposal, account, now) ?? (lowers(snapshot, proposal.actions, account) ? proposal.executableUntil : undefined);
    if (by !== undefined) found.set(proposal.number, by);
  }
  return found;
}

function hasAnswered(snapshot: Snapshot, proposal: Proposal, account: Address): boolean {
  return snapshot.events.some(({ name, args }) => name === "ConsentGiven" && args.proposalId === proposal.id && args.holder === account);
}

/** Until when what was promised to the account can still be answered; of a floor silence is no, so that is to the end. */
function promisedTo(snapshot: Snapshot, proposal: Proposal, account: Address, now: number): number | undefined {
  const heard: Heard = { ...UNHEARD, made: madeAt(proposal) };
  const promised = { matters: snapshot.matters, floors: snapshot.floors, limits: snapshot.limits, unlinked: new Set<string>() };
  const held = new Map(snapshot.balances.map(({ token, treasury }) => [token.address, treasury]));
  const needs = [
    ...mattersAsked(proposal.actions, promised, heard, now),
    ...floorsTouched(proposal.actions, promised, heard, now, snapshot.place.partnership, held),
  ].filter((need) => need.holder === account && ["waits", "needed"].includes(needState(need, now)));
  const ends = needs.map((need) => (need.silentUntil > 0 ? need.silentUntil : proposal.executableUntil));
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

function lowers(snapshot: Snapshot, actions: readonly Action[], account: Address): boolean {
  const partner = partnerOf(snapshot, account);
  if (!partner) return false;
  return actions.some((action) => {
    if (action.target !== snapshot.place.partnership) return false;
    try {
      const { functionName, args } = decodeFunctionData({ abi: partnershipAbi, data: action.data });
      const [whose, weight, units] = (args ?? []) as readonly unknown[];
      return functionName === "set_shares" && whose === account && ((weight as bigint) < partner.weight || (units as bigint) < partner.units);
    } catch {
      return false;
    }
  });
}
