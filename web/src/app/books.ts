/** The statement of the partnership that is shown, made anew when its escrow logs or holds something else. */

import { effect, signal } from "@preact/signals";
import { together } from "../chain/batch";
import type { Snapshot } from "../model/partnership";
import type { Logged } from "../model/statement/fields";
import { type Asked, makeLedger, type Ledger } from "../model/statement/ledger";
import { type Proof, prove, verdict } from "../model/statement/proof";
import type { Address, Block, Token } from "../types";
import type { Connection } from "./connection";
import { connection, moneyAgrees, snapshot } from "./store";
import { account } from "./wallet";

export interface Books {
  readonly seen: Snapshot;
  readonly ledger: Ledger;
  readonly events: readonly Logged[];
  /** What it was made of, for a statement of another period. */
  readonly asked: Asked;
  /** Undefined until the chain has been asked. */
  readonly proof?: Proof;
}

export const books = signal<Books | undefined>(undefined);
/** Why there are none: the log could not be read, or the chain could not be asked. */
export const booksTrouble = signal<string | undefined>(undefined);
/** Whether all accounts are to be compared, and not only those that matter most. */
export const comparesAll = signal(false);

/** More accounts than these are compared when somebody asks for it: one question each, and token. */
const COMPARED = 200;

let isFollowing = false;
let current = "";

/** Keeps `books` up to date from now on. Only views of money need them. */
export function followBooks(): void {
  if (isFollowing) return;
  isFollowing = true;
  effect(() => {
    const seen = snapshot.value;
    const from = connection.value;
    if (!seen || !from) return;
    if (books.peek()?.seen.escrow !== seen.escrow) {
      books.value = undefined;
      booksTrouble.value = undefined;
      moneyAgrees.value = undefined;
    }
    const key = `${keyOf(seen)} ${comparesAll.value}`;
    if (key === current) return;
    current = key;
    make(from, seen, comparesAll.peek(), key).catch((error: unknown) => {
      if (current !== key) return;
      current = "";
      booksTrouble.value = error instanceof Error ? error.message : String(error);
    });
  });
}

async function make(from: Connection, seen: Snapshot, all: boolean, key: string): Promise<void> {
  const own = seen.events.filter((event) => event.address === seen.escrow);
  await from.times.load(own.map((event) => event.block));
  const events = own.map((event): Logged => ({ ...event, time: from.times.of(event.block) ?? 0 }));
  const asked: Asked = {
    partnership: seen.place.partnership,
    events,
    block: Number(seen.block.number),
    time: seen.block.time,
    listed: seen.balances.filter((each) => each.token.isListed).map((each) => each.token.address),
    asked: [...seen.tokens.keys()].filter((token) => seen.tokens.get(token)?.isEther === false && seen.tokens.get(token)?.isListed === false),
    balances: new Map(seen.balances.map((each) => [each.token.address, each.escrow])),
  };
  const ledger = makeLedger(asked);
  if (current !== key) return;
  booksTrouble.value = undefined;
  const old = books.peek()?.proof;
  books.value = { seen, ledger, events, asked, ...(old ? { proof: old } : {}) };
  const proof = await prove(from.rpc, seen.escrow, ledger, all ? undefined : mattering(ledger));
  if (current !== key) return;
  const { isNodesFault } = verdict(ledger, proof);
  if (isNodesFault && !(await isStillThere(from, seen))) {
    current = ""; // the chain was reorganised in between: the next block is read anyway
    return;
  }
  books.value = { seen, ledger, events, asked, proof };
  moneyAgrees.value = !isNodesFault;
}

async function isStillThere(from: Connection, seen: Snapshot): Promise<boolean> {
  const [block] = await together<[Block | undefined]>(from.rpc, (batch) => [batch.block(seen.block.number)]);
  return block?.hash === seen.block.hash;
}

/** The accounts that are compared in any case: the reader's, the treasury, and those who are owed most. */
function mattering(ledger: Ledger): ((who: Address) => boolean) | undefined {
  const owed = new Map<Address, bigint>();
  for (const entry of ledger.tokens) for (const line of entry.lines) owed.set(line.account, (owed.get(line.account) ?? 0n) + line.balance);
  if (owed.size <= COMPARED) return undefined;
  const most = [...owed].sort(([, a], [, b]) => (a < b ? 1 : -1)).slice(0, COMPARED).map(([who]) => who);
  const chosen = new Set<Address | undefined>([...most, account.peek(), ledger.partnership]);
  return (who) => chosen.has(who);
}

/** Changes when the statement does: with a log, a balance, or the end of what was kept back. */
function keyOf(seen: Snapshot): string {
  const own = seen.events.filter((event) => event.address === seen.escrow);
  const last = own.at(-1);
  const held = seen.balances.map((each) => `${each.token.address}=${each.escrow}`).join(",");
  const ended = own.filter((event) => event.name === "Frozen" && Number(event.args.until) <= seen.block.time).length;
  return [seen.escrow, own.length, last?.transaction, last?.index, held, ended].join(" ");
}

/** A token by its address, also one that the partnership does not know. */
export function tokenAt(seen: Snapshot, address: Address): Token {
  const known = seen.tokens.get(address);
  if (known) return known;
  const symbol = `${address.slice(0, 6)}…${address.slice(-4)}`;
  return { address, symbol, decimals: 0, isEther: false, isListed: false, trouble: "it is not known here" };
}
