/** Which events are worth a line of their own: those that are not said by another one of the same transaction. */

import type { ChainEvent } from "../chain/events";

/** Bookkeeping that goes along with something that is told. */
const QUIET: ReadonlySet<string> = new Set([
  "DelegateVotesChanged",
  "UnitsChanged",
  "SharesChanged",
  "VoteReduced",
  "RuleSet",
  "ClassNamed",
  "DealSet",
  "LimitSet",
  "GrainSet",
  "HolderChanged",
  "ContributionRanked",
  "ContributionUnranked",
  "ReserveCredited",
  "SponsorCredited",
  "UnvestedCredited",
  "ContributionsRepaid",
  "TokenListed",
  "RecoupmentSet",
  "ReserveSet",
  "ActionMapped",
  "DAOURIUpdate",
  "ContributionPaid",
]);

export function told(events: readonly ChainEvent[]): ChainEvent[] {
  return events.filter(({ name }) => !QUIET.has(name));
}
