/** Calls of the revenue escrow, as they are sent: what each act is, to the byte. */

import { type Abi, encodeFunctionData, keccak256, stringToBytes, toHex } from "viem";
import { erc20Abi, escrowAbi } from "../generated/abi";
import type { EscrowCalls } from "../generated/views";
import { ETHER, type Address, type Hex } from "../types";
import type { Call } from "../wallet";

type ArgsOf<N extends keyof EscrowCalls> = EscrowCalls[N]["args"];

/** Bounds of one transaction, see Payouts.vy. */
export const MOST_TOKENS = 16;
export const MOST_ACCOUNTS = 128;

export function escrowCall<N extends keyof EscrowCalls>(escrow: Address, name: N, args: ArgsOf<N>, value = 0n): Call {
  // Checked by our own types: viem cannot, of an ABI that is a value.
  const called: { abi: Abi; functionName: string; args: readonly unknown[] } = { abi: escrowAbi, functionName: name, args };
  return { to: escrow, data: encodeFunctionData(called), value };
}

/** Pays an account what it earned in some tokens: by one call, for as many tokens as that takes. */
export function claimCalls(escrow: Address, tokens: readonly Address[], account: Address): Call[] {
  const [only, ...others] = tokens;
  if (only === undefined) return [];
  if (others.length === 0) return [escrowCall(escrow, "claim", [only, account])];
  return parts(tokens, MOST_TOKENS).map((some) => escrowCall(escrow, "claim_many", [some, account]));
}

/** Pays each of the accounts what it earned in a token. One that takes nothing stops nobody. */
export function claimForCalls(escrow: Address, token: Address, accounts: readonly Address[]): Call[] {
  return parts(accounts, MOST_ACCOUNTS).map((some) => escrowCall(escrow, "claim_for", [token, some]));
}

/** Splits what arrived in these tokens: each by itself, or ether and all that are listed, and one more, together. */
export function splitCalls(escrow: Address, arrived: readonly Address[], listed: readonly Address[]): Call[] {
  const [only] = arrived;
  if (only === undefined) return [];
  if (arrived.length === 1) return [escrowCall(escrow, "distribute", [only])];
  const others = arrived.filter((token) => token !== ETHER && !listed.includes(token));
  const [last = ETHER, ...rest] = others;
  return [escrowCall(escrow, "settle", [last]), ...rest.map((token) => escrowCall(escrow, "distribute", [token]))];
}

/**
 * Lets the escrow take exactly so much of a token. Never more: what is left of an allowance could be taken later. Some tokens
 * refuse to change an allowance that is not nothing, so an old one is taken back first.
 */
export function allowCalls(token: Address, escrow: Address, amount: bigint, allowance: bigint): Call[] {
  if (token === ETHER || allowance >= amount) return [];
  const approve = (to: bigint): Call => ({ to: token, data: encodeFunctionData({ abi: erc20Abi, functionName: "approve", args: [escrow, to] }), value: 0n });
  return allowance > 0n ? [approve(0n), approve(amount)] : [approve(amount)];
}

/** Revenue, with the reference of what it is for. */
export function payCalls(escrow: Address, token: Address, amount: bigint, reference: Hex, allowance: bigint): Call[] {
  const value = token === ETHER ? amount : 0n;
  return [...allowCalls(token, escrow, amount, allowance), escrowCall(escrow, "pay", [token, amount, reference], value)];
}

/** Capital. What had arrived and is not for repaying it is split before. */
export function contributeCalls(escrow: Address, token: Address, amount: bigint, allowance: bigint, splitsFirst: boolean): Call[] {
  const value = token === ETHER ? amount : 0n;
  return [
    ...allowCalls(token, escrow, amount, allowance),
    ...(splitsFirst ? [escrowCall(escrow, "settle", [token])] : []),
    escrowCall(escrow, "contribute", [token, amount], value),
  ];
}

/** A reference as the chain keeps it: a text of up to 31 bytes stays readable, of a longer one its fingerprint is kept. */
export function referenceWord(text: string): { readonly word: Hex; readonly isReadable: boolean } {
  const bytes = stringToBytes(text.trim());
  return bytes.length < 32 ? { word: toHex(bytes).padEnd(66, "0") as Hex, isReadable: true } : { word: keccak256(bytes), isReadable: false };
}

function parts<T>(list: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let at = 0; at < list.length; at += size) found.push(list.slice(at, at + size));
  return found;
}
