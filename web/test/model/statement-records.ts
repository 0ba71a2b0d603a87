/** Histories of escrows with what the package's own statement says of them (tests/unit/statement/make_page_records.py). */

import { getAddress } from "viem";
import { decoder } from "../../src/chain/events";
import { escrowAbi } from "../../src/generated/abi";
import type { Logged } from "../../src/model/statement/fields";
import { makeLedger, type Ledger } from "../../src/model/statement/ledger";
import type { Answers } from "../../src/model/statement/proof";
import type { Address, Hex } from "../../src/types";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Figures = Readonly<Record<string, Json>>;

export interface Record_ {
  readonly partnership: Address;
  readonly escrow: Address;
  readonly block: number;
  readonly time: number;
  readonly logs: readonly (readonly [block: number, index: number, transaction: Hex, time: number, topics: readonly Hex[], data: Hex])[];
  readonly balances: Readonly<Record<string, string | null>>;
  readonly views: Readonly<Record<string, Json>>;
  readonly statement: Figures;
  readonly tables: { readonly months: string; readonly payments: string; readonly invoices: string };
}

const files = import.meta.glob<Record_>("./records/*.json", { eager: true, import: "default" });

export const records: readonly (readonly [name: string, record: Record_])[] = Object.entries(files).map(
  ([path, record]) => [path.replace(/^.*\/|\.json$/g, ""), record] as const,
);

const decode = decoder(escrowAbi);

export function eventsOf(record: Record_): Logged[] {
  return record.logs.map(([block, index, transaction, time, topics, data]) => {
    const event = decode({ address: record.escrow, topics, data, block, index, transaction, blockHash: transaction });
    if (!event) throw new Error(`log ${index} of block ${block} is no event of the escrow`);
    return { ...event, time };
  });
}

export function answersOf(record: Record_): Answers {
  const held = Object.entries(record.balances).filter((entry): entry is [Address, string] => entry[1] !== null);
  return {
    views: new Map(Object.entries(record.views).map(([call, value]) => [call, revived(value)])),
    balances: new Map(held.map(([token, balance]) => [getAddress(token), BigInt(balance)])),
  };
}

export function ledgerOf(record: Record_, events = eventsOf(record)): Ledger {
  return makeLedger({
    partnership: record.partnership,
    events,
    block: record.block,
    time: record.time,
    listed: record.views.listed_tokens as readonly Address[],
    balances: answersOf(record).balances,
  });
}

/** Numbers as a node's answer is decoded. */
function revived(value: Json): unknown {
  if (typeof value === "string") return /^\d+$/.test(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, revived(each)]));
  }
  return value;
}
