/** What a partnership is at one block: what every view is drawn from. */

import { STATUS } from "../generated/enums";
import type { Capital, Deal, Floor, LimitView, LinkView, Mandate as MandateStruct, Matter, Rule, Tally } from "../generated/views";
import type { ChainEvent } from "../chain/events";
import type { Address, Action, Block, Hex, Place, Token } from "../types";

export interface Partner {
  readonly account: Address;
  /** Who has the seat now. */
  readonly holder: Address;
  readonly seat: number;
  readonly status: number;
  readonly weight: bigint;
  readonly units: bigint;
  readonly role: number;
  readonly roleEnds: number;
  readonly acceptedVersion: number;
  /** When it accepted that version; 0 if it is not known. */
  readonly acceptedAt: number;
  readonly respondBy: number;
  readonly nonce: bigint;
  readonly probationEnds: number;
  readonly leavesAt: number;
  readonly answerBy: number;
  readonly isLapsed: boolean;
  readonly suspendedUntil: number;
  readonly representative?: Address;
}

/** What the log says of a proposal: enough for its place in a list. */
export interface ProposalMade {
  /** In the order in which they were made, from 1. */
  readonly number: number;
  readonly id: bigint;
  readonly proposer: Address;
  readonly actions: readonly Action[];
  /** With the mark of its proposer, as it was hashed. */
  readonly description: string;
  readonly snapshot: number;
  readonly block: number;
  readonly transaction: Hex;
}

/** A proposal as it stands. */
export interface Proposal extends ProposalMade {
  readonly state: number;
  readonly tally: Tally;
  readonly decisionClass: number;
  readonly rule: Rule;
  /** The last second in which ballots are taken. */
  readonly deadline: number;
  readonly executableFrom: number;
  readonly executableUntil: number;
  readonly recusedSeats: readonly number[];
}

export interface Balance {
  readonly token: Token;
  readonly treasury: bigint;
  readonly escrow: bigint;
  /** The part of what the escrow holds that waits for the next split. */
  readonly undistributed: bigint;
}

export interface Mandate {
  readonly number: number;
  readonly mandate: MandateStruct;
  readonly isOver: boolean;
  readonly pausedUntil: number;
  readonly left: bigint;
  readonly nonce: bigint;
  /** The first arguments that it is for; none if it is for any. */
  readonly arguments: readonly Hex[];
}

export interface Snapshot {
  readonly place: Place;
  readonly escrow: Address;
  readonly block: Block;
  /** The code at the partnership's address and at its escrow's: what they run stands behind it. */
  readonly code: { readonly partnership: Hex; readonly escrow: Hex };
  readonly name: string;
  readonly phase: number;
  readonly inForceSince: number;
  readonly formationDeadline: number;
  readonly daoUri: string;
  readonly terms: { readonly version: number; readonly hash: Hex; readonly windowCloses: number; readonly windowIsOpen: boolean };
  /** Where each version is published, newest last, as the log has it. */
  readonly published: readonly { readonly version: number; readonly hash: Hex; readonly uri: string; readonly block: number }[];
  readonly deal: Deal;
  readonly capital: readonly Capital[];
  readonly totalWeight: bigint;
  readonly totalUnits: bigint;
  /** Every seat that was ever given, in order. */
  readonly roster: readonly Partner[];
  readonly rules: ReadonlyMap<number, Rule>;
  readonly classNames: ReadonlyMap<number, string>;
  readonly proposalCount: number;
  /** Every proposal that was ever made, oldest first. */
  readonly made: readonly ProposalMade[];
  /** Those that have been looked at, by number; the newest always are. */
  readonly proposals: ReadonlyMap<number, Proposal>;
  readonly tokens: ReadonlyMap<Address, Token>;
  readonly balances: readonly Balance[];
  readonly order: {
    readonly sponsors: readonly { readonly sponsor: Address; readonly shareBps: number }[];
    readonly recoupment: number;
    readonly reserveBps: number;
  };
  readonly links: readonly LinkView[];
  readonly matters: readonly Matter[];
  readonly floors: readonly Floor[];
  readonly limits: ReadonlyMap<number, LimitView>;
  readonly mandates: readonly Mandate[];
  /** All events of partnership and escrow, oldest first. */
  readonly events: readonly ChainEvent[];
  /** The first block that `events` goes back to. */
  readonly since: number;
  /** What was not told, in words, with what is missing because of it. */
  readonly troubles: readonly string[];
}

const SEATED: readonly number[] = [STATUS.ACTIVE, STATUS.SUSPENDED];

/** Those who have a seat now. */
export function partners(snapshot: Snapshot): Partner[] {
  return snapshot.roster.filter((partner) => SEATED.includes(partner.status));
}

/** The partner whose seat an account has, or is invited to. */
export function partnerOf(snapshot: Snapshot, account: Address | undefined): Partner | undefined {
  if (!account) return undefined;
  return snapshot.roster.find(
    (partner) => partner.holder === account && partner.account === account && partner.status !== STATUS.MOVED && partner.status !== STATUS.NONE,
  );
}

/** The partners that an account represents. */
export function representedBy(snapshot: Snapshot, account: Address | undefined): Partner[] {
  return account ? partners(snapshot).filter((partner) => partner.representative === account) : [];
}

/** A proposal's text without the mark of its proposer. */
export function textOf(proposal: ProposalMade): string {
  return proposal.description.replace(/#proposer=0x[0-9a-fA-F]{40}$/, "").trimEnd();
}

/** Its first line; may be empty. */
export function titleOf(proposal: ProposalMade): string {
  return textOf(proposal).trim().split("\n")[0] ?? "";
}
