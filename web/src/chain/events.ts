/** Logs of our contracts as events with named arguments. */

import { decodeEventLog, toEventSelector, type Abi, type AbiEvent } from "viem";
import type { Address, Hex } from "../types";
import type { RawLog } from "./batch";
import { hasText, textsIn } from "./texts";

export interface ChainEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly address: Address;
  readonly block: number;
  readonly index: number;
  readonly transaction: Hex;
}

export type Decode = (log: RawLog) => ChainEvent | undefined;

/** Decodes the events of an ABI; undefined for logs that are none of them, or not written as one. */
export function decoder(abi: Abi): Decode {
  const known = new Map<Hex, AbiEvent>();
  for (const entry of abi) if (entry.type === "event") known.set(toEventSelector(entry), entry);
  return (log) => {
    const topic = log.topics[0];
    const entry = topic === undefined ? undefined : known.get(topic);
    if (!entry) return undefined;
    try {
      const { args } = decodeEventLog({ abi: [entry], topics: log.topics as [Hex, ...Hex[]], data: log.data, strict: true });
      const written = entry.inputs.filter((input) => !input.indexed);
      return {
        name: entry.name,
        args: hasText(written) ? { ...args, ...textsIn(written, log.data) } : args,
        address: log.address,
        block: log.block,
        index: log.index,
        transaction: log.transaction,
      };
    } catch {
      return undefined;
    }
  };
}
