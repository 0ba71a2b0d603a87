/** One proposal looked at closely: what was read of it beside the snapshot, with every block and every change of account. */

import { useEffect, useState } from "preact/hooks";
import { connection, snapshot } from "../../app/store";
import { account } from "../../app/wallet";
import { STATE } from "../../generated/enums";
import { type Act, actsOf, tryActs } from "../../model/acts";
import { type Facts, readFacts } from "../../model/facts";
import type { Need } from "../../model/needs";
import type { Proposal, Snapshot } from "../../model/partnership";
import { simulate, type Simulation } from "../../model/simulation";
import type { Vote } from "../../model/standing";
import { needsOf, voteOf } from "../../model/vote";
import type { Address } from "../../types";

export interface Close {
  readonly snapshot: Snapshot;
  readonly proposal: Proposal;
  readonly account: Address | undefined;
  readonly facts: Facts;
  readonly vote: Vote;
  readonly needs: readonly Need[];
  /** None of what can no longer happen. */
  readonly tried: Simulation | undefined;
  /** None while nobody is connected. */
  readonly acts: readonly Act[];
}

/** States in which the actions may still be carried out, or the vote on them goes on. */
const ALIVE: readonly number[] = [STATE.PENDING, STATE.ACTIVE, STATE.QUEUED, STATE.SUCCEEDED];
/** Seconds after which actions are tried out again, though nothing about the proposal has changed. */
const FRESH = 12;

interface Tried {
  readonly simulation: Simulation;
  readonly id: bigint;
  readonly state: number;
  readonly time: number;
}

/** Undefined until it was read; what was read before stays while it is read again. */
export function useClose(proposal: Proposal | undefined): { readonly close: Close | undefined; readonly failed: string | undefined } {
  const [close, setClose] = useState<Close | undefined>(undefined);
  const [failed, setFailed] = useState<string | undefined>(undefined);
  const [tried, setTried] = useState<Tried | undefined>(undefined);
  const seen = snapshot.value;
  const from = connection.value;
  const who = account.value;
  useEffect(() => {
    if (!proposal || !seen || !from) return undefined;
    let isGone = false;
    const read = async (): Promise<void> => {
      const known = tried && tried.id === proposal.id && tried.state === proposal.state && seen.block.time - tried.time < FRESH ? tried : undefined;
      const house = { partnership: seen.place.partnership, escrow: seen.escrow, seats: seen.roster.length, block: seen.block.number };
      const [facts, simulation] = await Promise.all([
        readFacts(from, seen, proposal, who),
        known?.simulation ?? (ALIVE.includes(proposal.state) ? simulate(from.rpc, house, proposal.actions) : undefined),
      ]);
      const vote = voteOf(seen, proposal, facts);
      const needs = needsOf(seen, proposal, facts, simulation);
      const acts = who ? await tryActs(from.rpc, seen.block.number, who, actsOf({ snapshot: seen, proposal, facts, vote, needs, account: who })) : [];
      if (isGone) return;
      if (simulation && !known) setTried({ simulation, id: proposal.id, state: proposal.state, time: seen.block.time });
      setFailed(undefined);
      setClose({ snapshot: seen, proposal, account: who, facts, vote, needs, tried: simulation, acts });
    };
    read().catch((error: unknown) => {
      if (!isGone) setFailed(error instanceof Error ? error.message : String(error));
    });
    return () => {
      isGone = true;
    };
  }, [proposal, seen, from, who]);
  // What was read for another account or proposal must not be shown for this one.
  const fits = close && proposal && close.proposal.id === proposal.id && close.account === who;
  return { close: fits ? close : undefined, failed };
}
