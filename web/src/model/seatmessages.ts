/** What is signed about a seat, so that somebody else sends it. Deadlines are unix seconds. */

import type { Offer } from "../generated/views";
import type { Address, Place } from "../types";
import { type Message, messageOf } from "../wallet/messages";
import { dealValues } from "./acceptance";
import type { Partner } from "./partnership";

export function answerMessage(place: Place, partner: Partner, deadline: number): Message {
  const values = { partner: partner.account, answerBy: BigInt(partner.answerBy), deadline: BigInt(deadline) };
  return messageOf("Answer", place.chainId, place.partnership, values);
}

export function refusalMessage(place: Place, partner: Partner, offer: { readonly to: Address; readonly readyAt: number }, refuser: Address, deadline: number): Message {
  const values = { partner: partner.account, to: offer.to, readyAt: BigInt(offer.readyAt), refuser, deadline: BigInt(deadline) };
  return messageOf("SeatRefusal", place.chainId, place.partnership, values);
}

export function takingMessage(place: Place, partner: Partner, account: Address, conditions: Offer, deadline: number): Message {
  const { version, terms_hash: termsHash, weight, units, role, probation_ends: probationEnds, decisions } = conditions;
  const values = { account, partner: partner.account, version, termsHash, deal: dealValues(conditions), weight, units, role, probationEnds, decisions, deadline: BigInt(deadline) };
  return messageOf("SeatAcceptance", place.chainId, place.partnership, values);
}
