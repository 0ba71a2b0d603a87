/** One proposal looked at closely: what was read of it beside the snapshot, with every block and every change of account. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Connection } from "../../app/connection";
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
  /** None of what can no longer happen, while it is tried for the first time, and where the node cannot. */
  readonly tried: Simulation | undefined;
  readonly trying: Trying;
  /** None while nobody is connected. */
  readonly acts: readonly Act[];
}

/** States in which the actions may still be carried out, or the vote on them goes on. */
const ALIVE: readonly number[] = [STATE.PENDING, STATE.ACTIVE, STATE.QUEUED, STATE.SUCCEEDED];
/** Seconds after which actions are tried out again, though nothing about the proposal has changed. */
const FRESH = 12;

export type Trying = "over" | "trying" | "tried" | "unable";

interface Tried {
  /** None if the node could not. */
  readonly simulation: Simulation | undefined;
  readonly id: bigint;
  readonly state: number;
  readonly time: number;
}

/** Undefined until it was read; what was read before stays while it is read again. */
export function useClose(proposal: Proposal | undefined): { readonly close: Close | undefined; readonly failed: string | undefined } {
  const [close, setClose] = useState<Close | undefined>(undefined);
  const [failed, setFailed] = useState<string | undefined>(undefined);
  const seen = snapshot.value;
  const from = connection.value;
  const who = account.value;
  const { tried, trying } = useSimulation(proposal, seen, from);
  useEffect(() => {
    if (!proposal || !seen || !from) return undefined;
    let isGone = false;
    const read = async (): Promise<void> => {
      const facts = await readFacts(from, seen, proposal, who);
      const vote = voteOf(seen, proposal, facts);
      const needs = needsOf(seen, proposal, facts, tried);
      const acts = who ? await tryActs(from.rpc, seen.block.number, who, actsOf({ snapshot: seen, proposal, facts, vote, needs, account: who })) : [];
      if (isGone) return;
      setFailed(undefined);
      setClose({ snapshot: seen, proposal, account: who, facts, vote, needs, tried, trying, acts });
    };
    read().catch((error: unknown) => {
      if (!isGone) setFailed(error instanceof Error ? error.message : String(error));
    });
    return () => {
      isGone = true;
    };
  }, [proposal, seen, from, who, tried, trying]);
  // What was read for another account or proposal must not be shown for this one.
  const fits = close && proposal && close.proposal.id === proposal.id && close.account === who;
  return { close: fits ? close : undefined, failed };
}

/**
 * What the actions would do, tried one time after the other and apart from all else: somebody's contract may take a node as
 * long as it likes, and must not keep anybody from voting against it.
 */
function useSimulation(proposal: Proposal | undefined, seen: Snapshot | undefined, from: Connection | undefined): { readonly tried: Simulation | undefined; readonly trying: Trying } {
  const [found, setFound] = useState<Tried | undefined>(undefined);
  const isRunning = useRef(false);
  const isAlive = proposal !== undefined && ALIVE.includes(proposal.state);
  const isOf = found !== undefined && found.id === proposal?.id && found.state === proposal.state;
  useEffect(() => {
    if (!isAlive || !seen || !from || isRunning.current || (isOf && seen.block.time - found.time < FRESH)) return;
    isRunning.current = true;
    const house = { partnership: seen.place.partnership, escrow: seen.escrow, seats: seen.roster.length, block: seen.block.number };
    const about = { id: proposal.id, state: proposal.state, time: seen.block.time };
    void simulate(from.rpc, house, proposal.actions)
      .catch(() => undefined)
      .then((simulation) => {
        isRunning.current = false;
        setFound({ ...about, simulation });
      });
  }, [proposal, seen, from, found]);
  if (!isAlive) return { tried: undefined, trying: "over" };
  if (!isOf) return { tried: undefined, trying: "trying" };
  return { tried: found.simulation, trying: found.simulation ? "tried" : "unable" };
}
