/** A wallet, a node and a browser's store that do what a test tells them. */

import { keccak256, toBytes, toHex } from "viem/utils";
import { asQuantity, isRecord, type Address, type Hex, type Provider, type Rpc } from "../../src/wallet/eip1193";
import type { KeyedStore, Tabs } from "../../src/wallet/journal";

export const NORTHWIND: Address = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
export const EASTPORT: Address = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
export const HARBOUR: Address = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
export const CHAIN = 11_155_111;

export type Answer = (params: readonly unknown[]) => unknown;

/** Thrown like a wallet or a node does. */
export function refuse(code: number, message: string, data?: unknown): never {
  throw Object.assign(new Error(message), data === undefined ? { code } : { code, data });
}

export class FakeWallet implements Provider {
  accounts: readonly string[] = [NORTHWIND];
  chain: unknown = toHex(CHAIN);
  readonly asked: { method: string; params: readonly unknown[] }[] = [];
  readonly answers = new Map<string, Answer>();
  private readonly listeners = new Map<string, Set<(told: unknown) => void>>();

  async request(asked: { method: string; params?: readonly unknown[] }): Promise<unknown> {
    const params = asked.params ?? [];
    this.asked.push({ method: asked.method, params });
    const answer = this.answers.get(asked.method);
    if (answer) return await answer(params);
    switch (asked.method) {
      case "eth_requestAccounts":
      case "eth_accounts":
        return this.accounts;
      case "eth_chainId":
        return this.chain;
      default:
        return refuse(-32601, `the method ${asked.method} does not exist`);
    }
  }

  on(event: string, listener: (told: unknown) => void): void {
    const known = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, known.add(listener));
  }

  removeListener(event: string, listener: (told: unknown) => void): void {
    this.listeners.get(event)?.delete(listener);
  }

  emit(event: string, told: unknown): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener(told);
  }

  times(method: string): number {
    return this.asked.filter((one) => one.method === method).length;
  }
}

export interface FakeTransaction {
  from: string;
  to: string;
  data: Hex;
  value: bigint;
  nonce: number;
  hash: Hex;
  /** Undefined while it waits. */
  block?: number;
  ok: boolean;
  logs: unknown[];
}

/** A chain of one account after the other, with blocks that can be taken back. */
export class FakeNode implements Rpc {
  head = 100;
  finalized: number | undefined;
  keepsOldStates = true;
  readonly transactions = new Map<Hex, FakeTransaction>();
  readonly answers = new Map<string, Answer>();
  readonly asked: { method: string; params: readonly unknown[] }[] = [];
  private fork = 0;
  private made = 0;

  /** Puts a transaction into the pool, as a wallet does that signs what it was asked. */
  receive(sent: unknown, change: Partial<FakeTransaction> = {}): Hex {
    const told = isRecord(sent) ? sent : {};
    this.made += 1;
    const hash = keccak256(toBytes(`transaction ${this.made}`));
    const from = String(told["from"]);
    this.transactions.set(hash, {
      from,
      to: String(told["to"]),
      data: (told["data"] ?? "0x") as Hex,
      value: asQuantity(told["value"]) ?? 0n,
      nonce: this.count(from),
      hash,
      ok: true,
      logs: [],
      ...change,
    });
    return hash;
  }

  mine(hash: Hex, change: Partial<FakeTransaction> = {}): void {
    this.head += 1;
    const found = this.transactions.get(hash);
    if (found) Object.assign(found, { block: this.head }, change);
  }

  /** Forgets everything from that block on; what was in it waits again. */
  takeBack(block: number): void {
    this.fork += 1;
    this.head = block - 1;
    for (const one of this.transactions.values()) if (one.block !== undefined && one.block >= block) delete one.block;
  }

  forget(hash: Hex): void {
    this.transactions.delete(hash);
  }

  count(account: string, block = Infinity): number {
    const own = [...this.transactions.values()].filter((one) => one.from.toLowerCase() === account.toLowerCase());
    return own.filter((one) => one.block !== undefined && one.block <= block).length;
  }

  async request(method: string, params: readonly unknown[]): Promise<unknown> {
    await Promise.resolve();
    this.asked.push({ method, params });
    const answer = this.answers.get(method);
    if (answer) return answer(params);
    const [first, second] = params;
    switch (method) {
      case "eth_blockNumber":
        return toHex(this.head);
      case "eth_getCode":
      case "eth_call":
        return "0x";
      case "eth_estimateGas":
        return toHex(100_000);
      case "eth_maxPriorityFeePerGas":
        return toHex(1_000_000_000);
      case "eth_getBalance":
        return toHex(10n ** 18n);
      case "eth_getTransactionCount": {
        const isNamed = second === "latest" || second === "pending";
        if (!isNamed && !this.keepsOldStates) refuse(-32000, "missing trie node");
        return toHex(this.count(String(first), isNamed ? Infinity : Number(second)));
      }
      case "eth_getTransactionByHash": {
        const found = this.transactions.get(first as Hex);
        return found ? written(found) : null;
      }
      case "eth_getTransactionReceipt": {
        const found = this.transactions.get(first as Hex);
        if (found?.block === undefined) return null;
        return {
          transactionHash: found.hash,
          blockNumber: toHex(found.block),
          blockHash: this.hashOf(found.block),
          status: found.ok ? "0x1" : "0x0",
          logs: found.logs,
        };
      }
      case "eth_getBlockByNumber": {
        if (first === "finalized") return this.finalized === undefined ? null : { number: toHex(this.finalized) };
        const number = first === "latest" ? this.head : Number(first);
        const inside = [...this.transactions.values()].filter((one) => one.block === number).map(written);
        return { number: toHex(number), hash: this.hashOf(number), baseFeePerGas: toHex(7), transactions: inside };
      }
      case "eth_getLogs":
        return [...this.transactions.values()].filter((one) => one.block !== undefined).flatMap((one) => one.logs);
      default:
        return refuse(-32601, `the method ${method} does not exist`);
    }
  }

  times(method: string): number {
    return this.asked.filter((one) => one.method === method).length;
  }

  private hashOf(block: number): Hex {
    return keccak256(toBytes(`block ${block} of fork ${this.fork}`));
  }
}

function written(one: FakeTransaction): unknown {
  const { hash, from, to, data, value, nonce, block } = one;
  return { hash, from, to, input: data, value: toHex(value), nonce: toHex(nonce), blockNumber: block === undefined ? null : toHex(block) };
}

export class MemoryStore implements KeyedStore {
  private readonly kept = new Map<string, string>();
  isFull = false;

  get length(): number {
    return this.kept.size;
  }

  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }

  getItem(name: string): string | null {
    return this.kept.get(name) ?? null;
  }

  setItem(name: string, value: string): void {
    if (this.isFull) throw new DOMException("full", "QuotaExceededError");
    this.kept.set(name, value);
  }

  removeItem(name: string): void {
    this.kept.delete(name);
  }
}

/** Tabs of one browser: each hears the others, and one lock is held by one of them at a time. */
export function fakeTabs(): () => Tabs {
  const listeners = new Set<() => void>();
  const locks = new Map<string, Promise<unknown>>();
  return () => {
    let own: (() => void) | undefined;
    return {
      hear: (listener) => {
        own = listener;
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      tell: () => {
        for (const listener of listeners) if (listener !== own) listener();
      },
      alone: async (name, run) => {
        const before = locks.get(name) ?? Promise.resolve();
        const now = before.then(run, run);
        locks.set(name, now.catch(() => undefined));
        return await now;
      },
    };
  };
}

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
}

/** A promise and what ends it. */
export function held<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (reason: unknown) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
