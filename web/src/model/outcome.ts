/** Where a proposal stands, by what a reader can do about it. */

import { STATE } from "../generated/enums";
import type { Proposal } from "./partnership";

export type Standing = "waiting" | "open" | "tied" | "delay" | "ready" | "done" | "failed" | "stopped" | "withdrawn" | "lapsed";

/** @param now The chain's time, in unix seconds. */
export function standingOf(proposal: Proposal, now: number): Standing {
  switch (proposal.state) {
    case STATE.PENDING:
      return "waiting";
    case STATE.ACTIVE:
      return proposal.deadline < now ? "tied" : proposal.snapshot >= now ? "waiting" : "open";
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

export function isOpen(proposal: Proposal): boolean {
  return proposal.state === STATE.PENDING || proposal.state === STATE.ACTIVE || proposal.state === STATE.QUEUED || proposal.state === STATE.SUCCEEDED;
}
