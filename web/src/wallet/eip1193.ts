/** What a wallet in the browser speaks (EIP-1193), and the node that everything is read from. */

import { getAddress, isAddress } from "viem/utils";
import type { Address, Hex } from "../types";

export type { Address, Hex };

export interface Provider {
  request(asked: { method: string; params?: readonly unknown[] }): Promise<unknown>;
  on?(event: string, listener: (told: unknown) => void): unknown;
  removeListener?(event: string, listener: (told: unknown) => void): unknown;
}

/** The chosen node. Nothing is ever read through the wallet, which may have another one. */
export interface Rpc {
  request(method: string, params: readonly unknown[]): Promise<unknown>;
}

export interface Call {
  readonly to: Address;
  readonly data: Hex;
  readonly value: bigint;
}

/** A wallet that throws at once, or answers with something that is no promise, is treated like any other. */
export async function ask(provider: Provider, method: string, params?: readonly unknown[]): Promise<unknown> {
  const answer: unknown = await provider.request(params === undefined ? { method } : { method, params });
  // Old wallets hand out the whole JSON-RPC answer.
  if (isRecord(answer) && "jsonrpc" in answer) {
    if (answer["error"] !== undefined) throw new Error("", { cause: answer["error"] });
    return answer["result"];
  }
  return answer;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

export function isHex(value: unknown): value is Hex {
  return typeof value === "string" && /^0x([0-9a-f]{2})*$/i.test(value);
}

export function isHash(value: unknown): value is Hex {
  return isHex(value) && value.length === 66;
}

/** Checksummed; undefined if it is none. */
export function asAddress(value: unknown): Address | undefined {
  return typeof value === "string" && isAddress(value, { strict: false }) ? getAddress(value) : undefined;
}

/** A number as nodes write it (0x…), or as some wallets do (decimal text, numbers). */
export function asQuantity(value: unknown): bigint | undefined {
  if (typeof value === "bigint") return value >= 0n ? value : undefined;
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : undefined;
  if (typeof value === "string" && /^(0x[0-9a-f]+|[0-9]+)$/i.test(value)) return BigInt(value);
  return undefined;
}

export function asNumber(value: unknown): number | undefined {
  const read = asQuantity(value);
  return read !== undefined && read <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(read) : undefined;
}

export function quantity(value: bigint | number): Hex {
  return `0x${value.toString(16)}`;
}

export function isSame(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}
