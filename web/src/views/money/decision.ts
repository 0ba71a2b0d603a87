/** Which decision brought something about: the proposal that was carried out in the same transaction. */

import type { Snapshot } from "../../model/partnership";

export function decisionOf(seen: Snapshot, transaction: string | undefined): number | undefined {
  if (transaction === undefined) return undefined;
  const executed = seen.events.find((event) => event.name === "ProposalExecuted" && event.transaction === transaction);
  return executed && seen.made.find((made) => made.id === executed.args.proposalId)?.number;
}
