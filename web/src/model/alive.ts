/** Which proposals may still be open, by the log alone: so that of thousands only a few need be asked for. */

import type { Rule } from "../generated/views";
import { eventsOf } from "./ballots";
import type { Snapshot } from "./partnership";
import { TIE_SECONDS } from "./vote";

/** Numbers of proposals that were neither carried out nor called off, and whose time need not be over. */
export function maybeOpen(snapshot: Snapshot): number[] {
  const longest = longestTime(snapshot);
  return snapshot.made
    .filter(({ id, snapshot: opens }) => opens + longest >= snapshot.block.time && !eventsOf(snapshot, id).some(({ name }) => name === "ProposalExecuted" || name === "ProposalCanceled"))
    .map(({ number }) => number);
}

/** Seconds from a snapshot to the end of all, under the slowest rule that there ever was; a vote may go on for one period more. */
function longestTime(snapshot: Snapshot): number {
  const rules = [...snapshot.rules.values(), ...snapshot.events.flatMap(({ name, args }) => (name === "RuleSet" ? [args.rule as Rule] : []))];
  const times = rules.map((rule) => 2 * Number(rule.voting_period) + Number(rule.execution_delay) + Number(rule.execution_window));
  return Math.max(0, ...times) + TIE_SECONDS;
}
