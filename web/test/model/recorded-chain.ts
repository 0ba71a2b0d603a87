/** A node that answers from a record: what was asked when it was made. Counts its requests as a real one would see them. */

import { RefusedError } from "../../src/chain/errors";
import type { Rpc, RpcAnswer, RpcRequest } from "../../src/chain/rpc";
import type { Hex } from "../../src/types";

export interface RecordedLog {
  readonly address: string;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly block: number;
  readonly index: number;
  readonly transaction: Hex;
}

export interface RecordedChain {
  /** `address data` in lower case => what it answers; null if it refuses. */
  readonly calls: Readonly<Record<string, Hex | null>>;
  readonly codes: Readonly<Record<string, Hex>>;
  readonly balances: Readonly<Record<string, string>>;
  readonly logs: readonly RecordedLog[];
}

/** How many go into one request, as of our own client. */
const SIZE = 1_000;

export class RecordedRpc implements Rpc {
  readonly host = "record";
  roundTrips = 0;
  refusesLogs = false;
  /** Blocks that it looks through at once. */
  maxRange = Number.MAX_SAFE_INTEGER;

  constructor(protected readonly chain: RecordedChain) {}

  async request(method: string, params: readonly unknown[] = []): Promise<unknown> {
    const [answer] = await this.batch([{ method, params }]);
    if (!answer?.ok) throw answer?.error ?? new Error("nothing");
    return answer.result;
  }

  batch(requests: readonly RpcRequest[]): Promise<RpcAnswer[]> {
    this.roundTrips += Math.ceil(requests.length / SIZE);
    return Promise.resolve(requests.map((request) => this.answer(request)));
  }

  private answer({ method, params }: RpcRequest): RpcAnswer {
    try {
      return { ok: true, result: this.result(method, params) };
    } catch (error) {
      if (error instanceof RefusedError) return { ok: false, error };
      throw error;
    }
  }

  private result(method: string, params: readonly unknown[]): unknown {
    if (method === "eth_call") {
      const { to, data } = params[0] as { to: string; data: string };
      const answer = this.call(to.toLowerCase(), data.toLowerCase());
      if (answer === null) throw new RefusedError(3, "execution reverted");
      return answer;
    }
    if (method === "eth_getCode") return this.chain.codes[(params[0] as string).toLowerCase()] ?? "0x";
    if (method === "eth_getBalance") return `0x${BigInt(this.chain.balances[(params[0] as string).toLowerCase()] ?? 0).toString(16)}`;
    if (method === "eth_getLogs") return this.logs(params[0] as { address?: string[]; topics?: (Hex | Hex[] | null)[]; fromBlock: Hex; toBlock: Hex });
    throw new Error(`nobody is known to ask ${method}`);
  }

  protected call(to: string, data: string): Hex | null {
    return this.chain.calls[`${to} ${data}`] ?? null;
  }

  private logs(query: { address?: string[]; topics?: (Hex | Hex[] | null)[]; fromBlock: Hex; toBlock: Hex }): unknown {
    if (this.refusesLogs && !query.address) throw new RefusedError(-32_005, "query exceeds max block range");
    if (Number(query.toBlock) - Number(query.fromBlock) + 1 > this.maxRange) throw new RefusedError(-32_005, "too many blocks");
    const wanted = query.address?.map((each) => each.toLowerCase());
    return this.chain.logs
      .filter((log) => (wanted?.includes(log.address.toLowerCase()) ?? true) && Number(query.fromBlock) <= log.block && log.block <= Number(query.toBlock))
      .filter((log) => (query.topics ?? []).every((topic, at) => topic === null || [topic].flat().includes(log.topics[at] ?? "0x")))
      .map((log) => ({
        address: log.address,
        topics: log.topics,
        data: log.data,
        blockNumber: `0x${log.block.toString(16)}`,
        blockHash: log.transaction,
        logIndex: `0x${log.index.toString(16)}`,
        transactionHash: log.transaction,
      }));
  }
}
