/** The calls of this view. */

import { encodeFunctionData } from "viem";
import { erc20Abi, escrowAbi, partnershipAbi } from "../../generated/abi";
import type { Offer } from "../../generated/views";
import type { Snapshot } from "../../model/partnership";
import type { Address, Sum } from "../../types";
import type { Call } from "../../wallet";

export function acceptCall(seen: Snapshot, offer: Offer): Call {
  return { to: seen.place.partnership, value: 0n, data: encodeFunctionData({ abi: partnershipAbi, functionName: "accept", args: [offer] }) };
}

/** What is missing of a contribution: for a token the escrow is first allowed to take it. */
export function contributeCalls(seen: Snapshot, { token, amount }: Sum): Call[] {
  const data = encodeFunctionData({ abi: escrowAbi, functionName: "contribute", args: [token.address, amount] });
  if (token.isEther) return [{ to: seen.escrow, value: amount, data }];
  const allow = encodeFunctionData({ abi: erc20Abi, functionName: "approve", args: [seen.escrow, amount] });
  return [{ to: token.address, value: 0n, data: allow }, { to: seen.escrow, value: 0n, data }];
}

/** Takes an acceptance and all contributions back, while the partnership forms. */
export function withdrawCall(seen: Snapshot, contributed: readonly Sum[]): Call {
  const tokens = contributed.map(({ token }) => token.address);
  return { to: seen.place.partnership, value: 0n, data: encodeFunctionData({ abi: partnershipAbi, functionName: "withdraw", args: [tokens] }) };
}

/** Contributions of a formation that failed go back to who paid them in; anybody may send it. */
export function reclaimCalls(seen: Snapshot, account: Address, contributed: readonly Sum[]): Call[] {
  return contributed.map(({ token }) => ({ to: seen.escrow, value: 0n, data: encodeFunctionData({ abi: escrowAbi, functionName: "reclaim", args: [token.address, account] }) }));
}
