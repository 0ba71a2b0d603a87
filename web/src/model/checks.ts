/**
 * What can be found out without trusting the node: whether what it says fits together. A node that lies about one thing must
 * then lie about everything that follows from it. What is found is shown in the foot; while one check fails, nothing is signed.
 */

import { encodeAbiParameters, keccak256 } from "viem";
import type { ChainEvent } from "../chain/events";
import { escrowOf } from "../chain/contracts";
import { bytesOf } from "../format/bytes";
import type { Address, Hex } from "../types";
import { STATUS } from "../generated/enums";
import { partners, type ProposalMade, type Snapshot } from "./partnership";

export type CheckName = "escrow" | "terms" | "ids" | "count" | "tallies" | "units" | "acceptances" | "code" | "money";

export interface Check {
  readonly name: CheckName;
  readonly outcome: "agrees" | "contradicts" | "unknown";
  /** Numbers of proposals, versions or seats that it is about. */
  readonly about: readonly number[];
}

export interface Checks {
  readonly all: readonly Check[];
  readonly contradictions: readonly Check[];
  readonly unknown: readonly Check[];
}

/** OpenZeppelin's hashProposal: what a proposal's id follows from. */
export function proposalId(made: Pick<ProposalMade, "actions" | "description">): bigint {
  return BigInt(
    keccak256(
      encodeAbiParameters(
        [{ type: "address[]" }, { type: "uint256[]" }, { type: "bytes[]" }, { type: "bytes32" }],
        [
          made.actions.map((action) => action.target),
          made.actions.map((action) => action.value),
          made.actions.map((action) => action.data),
          descriptionHash(made.description),
        ],
      ),
    ),
  );
}

export function descriptionHash(description: string): Hex {
  return keccak256(bytesOf(description));
}

export function check(snapshot: Snapshot): Checks {
  const hasHistory = !snapshot.troubles.some((each) => each.startsWith("history:"));
  return summed([
    told("escrow", snapshot.escrow === escrowOf(snapshot.place.partnership)),
    terms(snapshot, hasHistory),
    ids(snapshot, hasHistory),
    hasHistory ? told("count", snapshot.made.length === snapshot.proposalCount) : unknown("count"),
    tallies(snapshot, hasHistory),
    units(snapshot),
    acceptances(snapshot, hasHistory),
  ]);
}

/** With what the views of money found out, once they did. */
export function withMoney(checks: Checks, agrees: boolean | undefined): Checks {
  return agrees === undefined ? checks : summed([...checks.all, told("money", agrees)]);
}

/** With whether it is our code at all that answers, which is asked for after the first reading. */
export function withCode(checks: Checks, agrees: boolean | undefined): Checks {
  return summed([agrees === undefined ? unknown("code") : told("code", agrees), ...checks.all]);
}

function summed(all: readonly Check[]): Checks {
  return {
    all,
    contradictions: all.filter((each) => each.outcome === "contradicts"),
    unknown: all.filter((each) => each.outcome === "unknown"),
  };
}

function told(name: CheckName, agrees: boolean, about: readonly number[] = []): Check {
  return { name, outcome: agrees ? "agrees" : "contradicts", about };
}

function unknown(name: CheckName): Check {
  return { name, outcome: "unknown", about: [] };
}

/** The version in force is the one that was published last, with the same hash. */
function terms(snapshot: Snapshot, hasHistory: boolean): Check {
  if (!hasHistory) return unknown("terms");
  const newest = snapshot.published.at(-1);
  const agrees = newest?.version === snapshot.terms.version && newest.hash === snapshot.terms.hash;
  return told("terms", agrees, [snapshot.terms.version]);
}

/** Each proposal's id follows from its actions and its text. */
function ids(snapshot: Snapshot, hasHistory: boolean): Check {
  if (!hasHistory) return unknown("ids");
  const wrong = snapshot.made.filter((made) => proposalId(made) !== made.id).map((made) => made.number);
  return told("ids", wrong.length === 0, wrong);
}

/** The tally of each proposal that was looked at is the sum of the ballots in the log. */
function tallies(snapshot: Snapshot, hasHistory: boolean): Check {
  if (!hasHistory) return unknown("tallies");
  const cast = ballotSums(snapshot.events);
  const wrong = [...snapshot.proposals.values()].filter(({ id, tally }) => {
    const [against, favour, abstain] = cast.get(id) ?? [0n, 0n, 0n];
    return against !== tally.votes_against || favour !== tally.votes_for || abstain !== tally.votes_abstain;
  });
  return told("tallies", wrong.length === 0, wrong.map((proposal) => proposal.number));
}

function ballotSums(events: readonly ChainEvent[]): Map<bigint, [bigint, bigint, bigint]> {
  const sums = new Map<bigint, [bigint, bigint, bigint]>();
  for (const { name, args } of events) {
    const sign = name === "VoteCast" || name === "VoteCastWithParams" ? 1n : name === "VoteReduced" ? -1n : 0n;
    if (sign === 0n) continue;
    const id = args.proposalId as bigint;
    const sum = sums.get(id) ?? [0n, 0n, 0n];
    const side = Number(args.support);
    if (side === 0 || side === 1 || side === 2) sum[side] += sign * (args.weight as bigint);
    sums.set(id, sum);
  }
  return sums;
}

/** No partner has units, and none weight, that are not in the totals. */
function units(snapshot: Snapshot): Check {
  const together = partners(snapshot);
  const sum = (of: "units" | "weight") => together.reduce((all, partner) => all + partner[of], 0n);
  return told("units", sum("units") <= snapshot.totalUnits && snapshot.totalWeight <= sum("weight"));
}

/** Who is a partner has accepted, by the log, the version that the roster says, and that version has the hash it accepted. */
function acceptances(snapshot: Snapshot, hasHistory: boolean): Check {
  if (!hasHistory) return unknown("acceptances");
  const accepted = new Map<Address, Map<number, Hex>>();
  for (const { name, args } of snapshot.events) {
    if (name === "TermsAccepted") {
      const own = accepted.get(args.partner as Address) ?? new Map<number, Hex>();
      accepted.set(args.partner as Address, own.set(Number(args.version), args.terms_hash as Hex));
    } else if (name === "SeatMoved") {
      const former = accepted.get(args.partner as Address);
      if (former) accepted.set(args.to as Address, new Map([...former, ...(accepted.get(args.to as Address) ?? [])]));
    }
  }
  const hashes = new Map(snapshot.published.map((each) => [each.version, each.hash]));
  const wrong = snapshot.roster
    .filter((partner) => partner.status === STATUS.ACTIVE)
    .filter((partner) => {
      const hash = accepted.get(partner.account)?.get(partner.acceptedVersion);
      return hash === undefined || hash !== hashes.get(partner.acceptedVersion);
    });
  return told("acceptances", wrong.length === 0, wrong.map((partner) => partner.seat));
}
