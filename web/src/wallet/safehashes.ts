/** The hash by which a Safe and its owners' devices know a transaction, worked out here from what was meant. */

import { hashTypedData, keccak256, toBytes } from "viem/utils";
import { asNumber, isHash, isSame, type Address, type Call, type Hex, type Rpc } from "./eip1193";
import { refusalIn } from "./refusals";

export const EXECUTION_SUCCEEDED = keccak256(toBytes("ExecutionSuccess(bytes32,uint256)"));
export const EXECUTION_FAILED = keccak256(toBytes("ExecutionFailure(bytes32,uint256)"));

const NONE: Address = "0x0000000000000000000000000000000000000000";
/** Transactions that may wait in a Safe before this one. */
const QUEUE = 32;
const NONCE = "0xaffed0e0";
const THRESHOLD = "0xe75235b8";

const TYPES = {
  SafeTx: [
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "data", type: "bytes" },
    { name: "operation", type: "uint8" },
    { name: "safeTxGas", type: "uint256" },
    { name: "baseGas", type: "uint256" },
    { name: "gasPrice", type: "uint256" },
    { name: "gasToken", type: "address" },
    { name: "refundReceiver", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
} as const;

/** Of a plain call without a refund, by a Safe from 1.3 on. */
export function safeTransactionHash(chain: number, safe: Address, call: Call, nonce: bigint): Hex {
  return hashTypedData({
    domain: { chainId: chain, verifyingContract: safe },
    types: TYPES,
    primaryType: "SafeTx",
    message: {
      to: call.to,
      value: call.value,
      data: call.data,
      operation: 0,
      safeTxGas: 0n,
      baseGas: 0n,
      gasPrice: 0n,
      gasToken: NONE,
      refundReceiver: NONE,
      nonce,
    },
  });
}

export interface SafeProof {
  /** The Safe's number of the call that the hash is of; absent if it is of something else. */
  readonly nonce?: number;
  /** The next number that the Safe carries out. */
  readonly next: number;
}

/** Looks for the number with which a call has that hash; undefined if the account is no Safe. */
export async function proveSafeHash(
  rpc: Rpc,
  chain: number,
  safe: Address,
  call: Call,
  hash: Hex,
): Promise<SafeProof | undefined> {
  const next = await nextOfSafe(rpc, safe);
  if (next === undefined) return undefined;
  // The one before: it may have been carried out between two questions.
  for (let nonce = Math.max(0, next - 1); nonce < next + QUEUE; nonce += 1) {
    if (isSame(safeTransactionHash(chain, safe, call, BigInt(nonce)), hash)) return { nonce, next };
  }
  return { next };
}

export async function nextOfSafe(rpc: Rpc, safe: Address): Promise<number | undefined> {
  return await numberOf(rpc, safe, NONCE);
}

/** How many owners must confirm. */
export async function thresholdOf(rpc: Rpc, safe: Address): Promise<number | undefined> {
  return await numberOf(rpc, safe, THRESHOLD);
}

async function numberOf(rpc: Rpc, safe: Address, data: Hex): Promise<number | undefined> {
  try {
    const told = await rpc.request("eth_call", [{ to: safe, data }, "latest"]);
    return isHash(told) ? asNumber(told) : undefined;
  } catch (error) {
    if (refusalIn(error)) return undefined;
    throw error;
  }
}
