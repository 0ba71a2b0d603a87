/** Fields of events by the kind that they have, and arithmetic that whole numbers need. */

import type { ChainEvent } from "../../chain/events";
import type { Address, Hex } from "../../types";

/** An event of the escrow, with the time of its block. */
export interface Logged extends ChainEvent {
  /** Unix seconds. */
  readonly time: number;
}

/** A sum or another number that may be large. */
export function sum(event: ChainEvent, field: string): bigint {
  const value = event.args[field];
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return BigInt(value);
  throw new TypeError(`${event.name} has no number ${field}`);
}

/** A number that is small by its meaning: a time, a day, an era, a share. */
export function small(event: ChainEvent, field: string): number {
  return Number(sum(event, field));
}

export function account(event: ChainEvent, field: string): Address {
  return event.args[field] as Address;
}

export function word(event: ChainEvent, field: string): Hex {
  return event.args[field] as Hex;
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

export function total(amounts: Iterable<bigint>): bigint {
  let sum_ = 0n;
  for (const amount of amounts) sum_ += amount;
  return sum_;
}

/** Rounded up; both positive. */
export function upwards(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by;
}

export function add<K>(sums: Map<K, bigint>, key: K, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}
