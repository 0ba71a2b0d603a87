/** The calls of a seat's page. */

import { encodeFunctionData } from "viem";
import { partnershipAbi } from "../../generated/abi";
import type { Offer } from "../../generated/views";
import { increasing } from "../../model/leaving";
import type { Partner, Snapshot } from "../../model/partnership";
import { ETHER, type Address } from "../../types";
import type { Call } from "../../wallet";

function call(seen: Snapshot, functionName: string, ...args: readonly unknown[]): Call {
  return { to: seen.place.partnership, value: 0n, data: encodeFunctionData({ abi: partnershipAbi, functionName, args }) };
}

export const seatCalls = {
  represent: (seen: Snapshot, to: Address | undefined) => call(seen, "name_representative", to ?? ETHER),
  offer: (seen: Snapshot, to: Address) => call(seen, "offer_seat", to),
  keep: (seen: Snapshot) => call(seen, "keep_seat"),
  take: (seen: Snapshot, partner: Partner, conditions: Offer) => call(seen, "take_seat", partner.account, conditions),
  refuse: (seen: Snapshot, partner: Partner) => call(seen, "refuse_move", partner.account),
  ask: (seen: Snapshot, partner: Partner) => call(seen, "call_partner", partner.account),
  answer: (seen: Snapshot) => call(seen, "answer"),
  lapse: (seen: Snapshot, partner: Partner) => call(seen, "lapse", partner.account),
  giveNotice: (seen: Snapshot) => call(seen, "give_notice"),
  leave: (seen: Snapshot, named: readonly Address[]) => call(seen, "leave", increasing(named)),
  leaveOver: (seen: Snapshot, id: bigint, named: readonly Address[]) => call(seen, "leave_dissenting", id, increasing(named)),
  endNotice: (seen: Snapshot, partner: Partner) => call(seen, "end_notice", partner.account),
  endProbation: (seen: Snapshot, partner: Partner) => call(seen, "end_probation", partner.account),
  endSuspension: (seen: Snapshot, partner: Partner) => call(seen, "end_suspension", partner.account),
  payOwed: (seen: Snapshot, token: Address, account: Address) => call(seen, "pay_owed", token, account),
} as const;
