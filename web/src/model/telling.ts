/** Which events are worth a line of their own, and of which of their fields its sentence is made. */

import type { ChainEvent } from "../chain/events";
import { ETHER } from "../types";

/** Bookkeeping that goes along with something that is told. */
export const QUIET: ReadonlySet<string> = new Set([
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
  const closed = new Set(events.filter(({ name }) => name === "VotingClosed").map(voteOf));
  // A vote that is over early is announced twice: as closed, and as one with another end.
  return events.filter((event) => !QUIET.has(event.name) && !(event.name === "ProposalExtended" && closed.has(voteOf(event))));
}

const voteOf = (event: ChainEvent): string => `${event.transaction}:${String(event.args.proposalId)}`;

/** The fields that a place in a sentence is filled from: the first that the event has. */
export const FIELDS = {
  by: ["refuser", "tie_breaker", "caller", "by"],
  who: ["partner", "voter", "holder", "proposer", "payer", "contributor", "sponsor", "objector", "account", "by", "creator"],
  to: ["to", "successor", "beneficiary", "credited"],
  when: ["until", "answer_by", "leaves_at", "ready_at", "extendedDeadline", "ends"],
  term: ["ends"],
  name: ["reference", "milestone"],
  proposal: ["proposalId"],
  Proposal: ["proposalId"],
  sum: ["amount"],
  token: ["token"],
  share: ["share_bps"],
  role: ["current"],
  units: ["units"],
  number: ["number"],
  version: ["version"],
  support: ["support"],
  answer: ["agrees"],
  reason: ["reason"],
} as const;

export type Place = keyof typeof FIELDS;

export function fieldOf({ args }: Pick<ChainEvent, "args">, place: Place): unknown {
  const name = FIELDS[place].find((each) => args[each] !== undefined);
  return name === undefined ? undefined : args[name];
}

/** What makes an event say the opposite where it is none. */
export const NONE_IF: Readonly<Record<string, string>> = {
  MessageApproved: "until",
  ObjectorSet: "until",
  RoleChanged: "current",
  PartnerExpelled: "leaves_at",
  ProbationSet: "ends",
  PayoutSet: "to",
  VestingSet: "units",
  SponsorSet: "share_bps",
  MatterReserved: "holder",
};

export function isOfNone({ name, args }: Pick<ChainEvent, "name" | "args">): boolean {
  const field = NONE_IF[name];
  if (field === undefined) return false;
  const value = args[field];
  return value === ETHER || Number(value) === 0;
}
