/** Where a proposal stands, by what a reader can do about it. */

import { STATE } from "../generated/enums";
import { type Count, isTied, passes } from "./measure";
import type { Proposal } from "./partnership";

export type Standing = "waiting" | "open" | "tied" | "delay" | "ready" | "done" | "failed" | "stopped" | "withdrawn" | "lapsed";

/** @param now The chain's time, in unix seconds. */
export function standingOf(proposal: Proposal, now: number): Standing {
  switch (proposal.state) {
    case STATE.PENDING:
      return "waiting";
    case STATE.ACTIVE:
      if (proposal.deadline < now) return ended(proposal, now);
      return proposal.snapshot >= now ? "waiting" : "open";
    case STATE.QUEUED:
      return "delay";
    case STATE.SUCCEEDED:
      return "ready";
    case STATE.EXECUTED:
      return "done";
    case STATE.CANCELED:
      return proposal.tally.stopped ? "stopped" : "withdrawn";
    case STATE.EXPIRED:
      return "lapsed";
    default:
      return proposal.tally.stopped ? "stopped" : "failed";
  }
}

/**
 * The vote is over and the chain still calls it running: it is tied and waits for who breaks ties, or no block has come
 * since it ended, and the state is of the block before.
 */
function ended({ rule, tally, executableFrom }: Proposal, now: number): Standing {
  const count: Count = {
    favour: tally.votes_for,
    against: tally.votes_against,
    abstain: tally.votes_abstain,
    seatsFor: tally.seats_for,
    seatsAgainst: tally.seats_against,
    base: tally.base,
    isContested: tally.contested,
    tiePasses: false,
  };
  if (passes(rule, count)) return executableFrom > now ? "delay" : "ready";
  return tally.ties_break && isTied(rule, count) ? "tied" : "failed";
}

export function isOpen(proposal: Proposal): boolean {
  return proposal.state === STATE.PENDING || proposal.state === STATE.ACTIVE || proposal.state === STATE.QUEUED || proposal.state === STATE.SUCCEEDED;
}
