/** Calls that a partnership makes, by the names of its functions. */

import { encodeFunctionData } from "viem";
import { erc20Abi, escrowAbi, partnershipAbi } from "../../generated/abi";
import { DECIDED } from "../../generated/calls";
import { ETHER, type Action, type Address } from "../../types";
import type { Around } from "./fields";

/** A call of one of the partnership's own contracts, whichever has the function. */
export function own(around: Around, functionName: string, ...args: readonly unknown[]): Action {
  const isEscrow = DECIDED[functionName]?.contract === "escrow";
  const abi = isEscrow ? escrowAbi : partnershipAbi;
  return { target: isEscrow ? around.escrow : around.partnership, value: 0n, data: encodeFunctionData({ abi, functionName, args }) };
}

/** A payment from the treasury, in the token's smallest unit. */
export function pay(to: Address, token: Address, amount: bigint): Action {
  if (token === ETHER) return { target: to, value: amount, data: "0x" };
  return { target: token, value: 0n, data: encodeFunctionData({ abi: erc20Abi, functionName: "transfer", args: [to, amount] }) };
}
