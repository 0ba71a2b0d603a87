/** What somebody would accept now, whether it may, and what it signs. */

import { PHASE, STATUS } from "../generated/enums";
import type { Offer } from "../generated/views";
import type { Address, Place, Sum } from "../types";
import { type Message, messageOf, type Values } from "../wallet/messages";
import { isDealOf, unpackDeal } from "./deal";
import { type Partner, partners, type Snapshot } from "./partnership";

/** What the chain says of one account's acceptance, beside the snapshot and at its block. */
export interface Offered {
  readonly account: Address;
  readonly offer: Offer;
  /** What it has to contribute before its acceptance counts, and what it has. */
  readonly required?: { readonly sum: Sum; readonly made: bigint };
  /** Last moment in which no founder withdraws; 0 if each may. */
  readonly boundUntil: number;
}

export type Standing =
  /** Founder or invited: with the acceptance it becomes a partner. */
  | "joins"
  /** A partner that has not accepted the newest terms. */
  | "renews"
  | "accepted"
  | "gone"
  | "stranger";

export function standingOf(snapshot: Snapshot, partner: Partner | undefined): Standing {
  if (!partner) return "stranger";
  if (partner.status === STATUS.INVITED) return "joins";
  if (partner.status === STATUS.ACTIVE || partner.status === STATUS.SUSPENDED)
    return partner.acceptedVersion < snapshot.terms.version ? "renews" : "accepted";
  return "gone";
}

export interface Founders {
  readonly accepted: readonly Partner[];
  readonly missing: readonly Partner[];
  /** With this one's acceptance it is in force. */
  readonly isLast: boolean;
}

/** While it forms. */
export function foundersOf(snapshot: Snapshot, account: Address | undefined): Founders {
  const missing = snapshot.roster.filter((partner) => partner.status === STATUS.INVITED);
  return {
    accepted: partners(snapshot),
    missing,
    isLast: snapshot.phase === PHASE.FORMING && missing.length === 1 && missing[0]?.account === account,
  };
}

/** Last moment to accept; 0 if there is none. */
export function acceptBy(snapshot: Snapshot, partner: Partner): number {
  if (partner.status === STATUS.INVITED) return snapshot.phase === PHASE.FORMING ? snapshot.formationDeadline : partner.respondBy;
  return snapshot.terms.windowIsOpen ? snapshot.terms.windowCloses : 0;
}

export type Obstacle = "void" | "late" | "windingUp" | "contribute" | "weightCeiling" | "unitsCeiling";

/** Why an acceptance would not count now; in the order in which the contract looks. */
export function obstacleOf(snapshot: Snapshot, partner: Partner, offered: Offered, now: number): Obstacle | undefined {
  const isForming = snapshot.phase === PHASE.FORMING;
  if (snapshot.phase === PHASE.VOID || (isForming && now > snapshot.formationDeadline)) return "void";
  if (partner.status !== STATUS.INVITED) return undefined;
  if (snapshot.phase === PHASE.WINDING_UP) return "windingUp";
  if (!isForming && now > partner.respondBy) return "late";
  if (offered.required && offered.required.made < offered.required.sum.amount) return "contribute";
  if (isForming) return undefined;
  if (snapshot.totalUnits + offered.offer.units > snapshot.deal.max_units) return "unitsCeiling";
  if (snapshot.totalWeight + withheld(snapshot) + offered.offer.weight > snapshot.deal.max_weight) return "weightCeiling";
  return undefined;
}

/** Weight that was given and does not count at the moment: of who is suspended or has lapsed. */
function withheld(snapshot: Snapshot): bigint {
  const given = partners(snapshot).reduce((sum, partner) => sum + partner.weight, 0n);
  return given > snapshot.totalWeight ? given - snapshot.totalWeight : 0n;
}

export type Mismatch = "terms" | "deal" | "shares" | "role" | "probation";

/** What of the offer that would be accepted is not what is shown; empty where all of it is. */
export function mismatches(snapshot: Snapshot, partner: Partner, offer: Offer, deal = snapshot.deal): Mismatch[] {
  const wrong: Mismatch[] = [];
  if (Number(offer.version) !== snapshot.terms.version || offer.terms_hash !== snapshot.terms.hash) wrong.push("terms");
  if (!isDealOf(offer, deal)) wrong.push("deal");
  const joins = partner.status === STATUS.INVITED;
  if (offer.weight !== (joins ? partner.weight : 0n) || offer.units !== (joins ? partner.units : 0n)) wrong.push("shares");
  if (Number(offer.role) !== (joins ? partner.role : 0)) wrong.push("role");
  if (Number(offer.probation_ends) !== (joins ? partner.probationEnds : 0)) wrong.push("probation");
  return wrong;
}

/** What is signed to accept an offer. @param deadline Unix seconds; last moment the signature is good. */
export function acceptanceMessage(place: Place, partner: Partner, offer: Offer, deadline: number): Message {
  const renewal = {
    partner: partner.account,
    version: offer.version,
    termsHash: offer.terms_hash,
    deal: dealValues(offer),
    nonce: partner.nonce,
    deadline: BigInt(deadline),
  };
  const { weight, units, role, probation_ends: probationEnds, decisions } = offer;
  if (partner.status !== STATUS.INVITED) return messageOf("Renewal", place.chainId, place.partnership, renewal);
  return messageOf("Acceptance", place.chainId, place.partnership, { ...renewal, weight, units, role, probationEnds, decisions });
}

/** The packed deal as the struct that is signed. */
export function dealValues(offer: Offer): Values {
  const deal = unpackDeal(offer.deal);
  return {
    noticeSeconds: deal.notice_seconds,
    redeemableBps: deal.redeemable_bps,
    ends: deal.ends,
    maxUnits: deal.max_units,
    maxWeight: deal.max_weight,
    maxSponsorsBps: deal.max_sponsors_bps,
    maxReserveBps: deal.max_reserve_bps,
    moveSeconds: deal.move_seconds,
    callDays: deal.call_days,
    deadlockDays: deal.deadlock_days,
  };
}
