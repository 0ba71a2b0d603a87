/** Reads that are collected first and sent together by `run`, all at one block. */

import { decodeFunctionResult, encodeFunctionData, getAbiItem, getAddress, type Abi, type AbiFunction } from "viem";
import type { Address, Block, Hex } from "../types";
import { RefusedError, UnreadableError } from "./errors";
import type { Rpc, RpcAnswer, RpcRequest } from "./rpc";
import { answeringBytes, hasText, withText } from "./texts";

export interface RawLog {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly block: number;
  readonly blockHash: Hex;
  readonly index: number;
  readonly transaction: Hex;
}

export interface LogFilter {
  readonly address?: readonly Address[];
  readonly topics?: readonly (Hex | readonly Hex[] | null)[];
  readonly from: number;
  readonly to: number;
}

/** What a stranger's contract may burn to answer, and by that how much it can answer: some hundred kilobytes, not ten million. */
const STRANGERS_GAS = toHex(500_000);

type Settle = (answer: RpcAnswer) => void;

export class Batch {
  private readonly requests: RpcRequest[] = [];
  private readonly settlers: Settle[] = [];

  /** @param at Block number that views, balances and code are read at; the newest if none is given. */
  constructor(
    private readonly rpc: Rpc,
    private readonly at?: bigint,
  ) {}

  /** What a view answers. Rejects with RefusedError or UnreadableError. */
  call<T>(to: Address, abi: Abi, functionName: string, args: readonly unknown[] = [], more: { readonly from?: Address; readonly gas?: Hex } = {}): Promise<T> {
    const data = encodeFunctionData({ abi, functionName, args });
    const request = { ...more, to, data };
    return this.add("eth_call", [request, this.tag], (result) => {
      if (typeof result !== "string" || result === "0x") throw new UnreadableError(`${to} does not answer ${functionName}()`);
      try {
        return decodeAnswer(abi, functionName, args, result as Hex) as T;
      } catch {
        throw new UnreadableError(`${to} answers ${functionName}() with something else`);
      }
    });
  }

  /** The same of a contract that need not be ours: undefined if it refuses or answers nonsense. */
  callStranger<T>(to: Address, abi: Abi, functionName: string, args: readonly unknown[] = []): Promise<T | undefined> {
    return this.call<T>(to, abi, functionName, args, { gas: STRANGERS_GAS }).catch((error: unknown) => {
      if (error instanceof RefusedError || error instanceof UnreadableError) return undefined;
      throw error;
    });
  }

  code(address: Address): Promise<Hex> {
    return this.add("eth_getCode", [address, this.tag], (result) => result as Hex);
  }

  /** In wei. */
  balance(address: Address): Promise<bigint> {
    return this.add("eth_getBalance", [address, this.tag], (result) => BigInt(result as string));
  }

  block(number?: number | bigint): Promise<Block | undefined> {
    const tag = number === undefined ? "latest" : toHex(number);
    return this.add("eth_getBlockByNumber", [tag, false], blockOf);
  }

  logs(filter: LogFilter): Promise<RawLog[]> {
    const query = {
      ...(filter.address ? { address: filter.address } : {}),
      ...(filter.topics ? { topics: filter.topics } : {}),
      fromBlock: toHex(filter.from),
      toBlock: toHex(filter.to),
    };
    return this.add("eth_getLogs", [query], (result) => (result as NodeLog[]).filter((log) => log.removed !== true).map(logOf));
  }

  /** Any other request. */
  ask<T>(method: string, params: readonly unknown[], read: (result: unknown) => T): Promise<T> {
    return this.add(method, params, read);
  }

  /** Sends what was collected; one request, if the node takes that many. */
  async run(): Promise<void> {
    const requests = this.requests.splice(0);
    const settlers = this.settlers.splice(0);
    if (requests.length === 0) return;
    let answers: RpcAnswer[];
    try {
      answers = await this.rpc.batch(requests);
    } catch (error) {
      for (const settle of settlers) settle({ ok: false, error: error as RefusedError });
      throw error;
    }
    answers.forEach((answer, at) => settlers[at]?.(answer));
    await Promise.resolve();
  }

  private get tag(): string {
    return this.at === undefined ? "latest" : toHex(this.at);
  }

  private add<T>(method: string, params: readonly unknown[], read: (result: unknown) => T): Promise<T> {
    this.requests.push({ method, params });
    const promise = new Promise<T>((resolve, reject) => {
      this.settlers.push((answer) => {
        if (!answer.ok) { reject(answer.error); return; }
        try {
          resolve(read(answer.result));
        } catch (error) {
          reject(error instanceof Error ? error : new UnreadableError(String(error)));
        }
      });
    });
    promise.catch(() => undefined); // who asked is told by the promise itself, also if it looks at it late
    return promise;
  }
}

function decodeAnswer(abi: Abi, functionName: string, args: readonly unknown[], data: Hex): unknown {
  const { outputs } = getAbiItem({ abi, name: functionName, args }) as AbiFunction;
  if (!hasText(outputs)) return decodeFunctionResult({ abi, functionName, args, data });
  const answer: unknown = decodeFunctionResult({ abi: answeringBytes(abi), functionName, args, data });
  const [only] = outputs;
  return outputs.length === 1 && only ? withText(only, answer) : outputs.map((each, at) => withText(each, (answer as unknown[])[at]));
}

/** One batch whose answers are awaited together. */
export async function together<T extends readonly unknown[]>(
  rpc: Rpc,
  ask: (batch: Batch) => { [K in keyof T]: Promise<T[K]> },
  at?: bigint,
): Promise<T> {
  const batch = new Batch(rpc, at);
  const asked = ask(batch);
  await batch.run();
  return await Promise.all(asked);
}

export function toHex(number: number | bigint): Hex {
  return `0x${number.toString(16)}`;
}

interface NodeLog {
  address: string;
  topics: Hex[];
  data: Hex;
  blockNumber: string;
  blockHash: Hex;
  logIndex: string;
  transactionHash: Hex;
  removed?: boolean;
}

function logOf(log: NodeLog): RawLog {
  return {
    address: getAddress(log.address),
    topics: log.topics,
    data: log.data,
    block: Number(log.blockNumber),
    blockHash: log.blockHash,
    index: Number(log.logIndex),
    transaction: log.transactionHash,
  };
}

export function blockOf(result: unknown): Block | undefined {
  if (typeof result !== "object" || result === null) return undefined;
  const { number, hash, timestamp } = result as { number: string; hash: Hex; timestamp: string };
  return { number: BigInt(number), hash, time: Number(timestamp) };
}
