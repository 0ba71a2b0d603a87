import { describe, expect, it } from "vitest";
import { RefusedError } from "../../src/chain/errors";
import { NodeHistory } from "../../src/chain/history";
import { MemoryKeep } from "../../src/chain/keep";
import type { Rpc, RpcAnswer, RpcRequest } from "../../src/chain/rpc";
import type { Address, Block, Hex } from "../../src/types";

const HOUSE: Address = "0x1111111111111111111111111111111111111111";

type Log = Readonly<Record<string, unknown>>;

/** A chain with one log in each block, whose blocks above a fork have other hashes; it takes ranges of `width` at most. */
class Chain implements Rpc {
  readonly host = "here";
  readonly ranges: (readonly [number, number])[] = [];
  fork = 0;
  refused = 0;
  /** What becomes of the logs that are true on the way. */
  more: (logs: Log[]) => Log[] = (logs) => logs;

  constructor(
    public head: number,
    private readonly width = Number.MAX_SAFE_INTEGER,
    private readonly refusal = "query exceeds max block range",
  ) {}

  hash(block: number): Hex {
    return `0x${(this.fork > 0 && block >= this.fork ? block + 1_000_000 : block).toString(16).padStart(64, "0")}`;
  }

  block(number = this.head): Block {
    return { number: BigInt(number), hash: this.hash(number), time: number };
  }

  async request(method: string, params: readonly unknown[] = []): Promise<unknown> {
    const [answer] = await this.batch([{ method, params }]);
    if (!answer?.ok) throw answer?.error ?? new Error("nothing");
    return answer.result;
  }

  batch(requests: readonly RpcRequest[]): Promise<RpcAnswer[]> {
    return Promise.resolve(requests.map((request) => this.answer(request)));
  }

  private answer({ method, params }: RpcRequest): RpcAnswer {
    if (method === "eth_getBlockByNumber") {
      const number = Number(params[0]);
      return { ok: true, result: number > this.head ? null : { number: params[0], hash: this.hash(number), timestamp: "0x1" } };
    }
    const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string };
    const [from, to] = [Number(fromBlock), Number(toBlock)];
    if (to - from + 1 > this.width && ++this.refused > 1_000) throw new Error("asked for the same without end");
    if (to - from + 1 > this.width) return { ok: false, error: new RefusedError(-32_005, this.refusal) };
    this.ranges.push([from, to]);
    const logs = Array.from({ length: to - from + 1 }, (_, at) => ({
      address: HOUSE,
      topics: [],
      data: this.hash(from + at),
      blockNumber: `0x${(from + at).toString(16)}`,
      blockHash: this.hash(from + at),
      logIndex: "0x0",
      transactionHash: this.hash(from + at),
    }));
    return { ok: true, result: this.more(logs) };
  }
}

const read = async (history: NodeHistory, chain: Chain) => (await history.logs([HOUSE], 1, chain.block())).map((log) => log.data);
const wanted = (chain: Chain) => Array.from({ length: chain.head }, (_, at) => chain.hash(at + 1));

describe("history", () => {
  it("is read in one range where the node takes it", async () => {
    const chain = new Chain(500);
    expect(await read(new NodeHistory(chain, new MemoryKeep(), 1), chain)).toEqual(wanted(chain));
    expect(chain.ranges).toEqual([[1, 500]]);
  });

  it("is read in ranges that the node takes, whichever way it refuses", async () => {
    for (const refusal of ["query exceeds max block range 100", "Log response size exceeded. up to a 100 block range", "no"]) {
      const chain = new Chain(1_000, 100, refusal);
      expect(await read(new NodeHistory(chain, new MemoryKeep(), 1), chain)).toEqual(wanted(chain));
    }
  });

  it("is read from a node that takes ten blocks at once, ten at a time, or nearly so where it does not say how many", async () => {
    for (const [refusal, most] of [["you can make eth_getLogs requests with up to a 10 block range. This should work: [0x1, 0xa]", 100], ["max is 1k logs in a range of blocks", 150], ["no", 150]] as const) {
      const chain = new Chain(1_000, 10, refusal);
      expect(await read(new NodeHistory(chain, new MemoryKeep(), 1), chain)).toEqual(wanted(chain));
      expect(chain.ranges.length, refusal).toBeLessThanOrEqual(most);
    }
  });

  it("is read from a node that takes one block at once", async () => {
    const chain = new Chain(60, 1, "one block, no more");
    expect(await read(new NodeHistory(chain, new MemoryKeep(), 1), chain)).toEqual(wanted(chain));
  });

  it("is asked for in fewer blocks after each refusal, though that names as many, more, or none at all", async () => {
    for (const said of ["at most 50,000 block range", "retry with the range 205779-205900", "limited to a range of 1000", "0 block range"]) {
      const chain = new Chain(1_000, 100, said);
      expect(await read(new NodeHistory(chain, new MemoryKeep(), 1), chain), said).toEqual(wanted(chain));
      expect(chain.refused, said).toBeLessThan(40);
    }
  });

  it("gives up on a node that takes no range at all, and says why", async () => {
    const chain = new Chain(100, 0, "no logs here");
    await expect(read(new NodeHistory(chain, new MemoryKeep(), 1), chain)).rejects.toThrow("no logs here");
  });

  it("is kept, so that the next time only what is new is asked for", async () => {
    const chain = new Chain(500);
    const keep = new MemoryKeep();
    await read(new NodeHistory(chain, keep, 1), chain);
    chain.head = 520;
    chain.ranges.length = 0;
    expect(await read(new NodeHistory(chain, keep, 1), chain)).toEqual(wanted(chain));
    expect(chain.ranges).toEqual([[469, 520]]);
  });

  it("of which nothing is kept is found in the same ranges, unless there are too many of them", async () => {
    const chain = new Chain(1_000, 10);
    const history = new NodeHistory(chain, new MemoryKeep(), 1);
    const [every = [], same = []] = await history.find([{ address: [HOUSE] }, { topics: [null] }], 1, 1_000);
    expect([every, same].map((logs) => logs.map((log) => log.data))).toEqual([wanted(chain), wanted(chain)]);
    await expect(history.find([{ address: [HOUSE] }], 1, 100_000_000)).rejects.toThrow("blocks at once");
  });

  it("of another chain is another one", async () => {
    const chain = new Chain(500);
    const keep = new MemoryKeep();
    await read(new NodeHistory(chain, keep, 1), chain);
    chain.ranges.length = 0;
    await read(new NodeHistory(chain, keep, 2), chain);
    expect(chain.ranges).toEqual([[1, 500]]);
  });

  it("that one node told is not taken for another's", async () => {
    const [liar, honest, keep] = [new Chain(500), new Chain(500), new MemoryKeep()];
    liar.more = (logs) => logs.map((log) => ({ ...log, data: "0x11e5" }));
    await new NodeHistory(liar, keep, 1, undefined, "https://liar.example").logs([HOUSE], 1, liar.block());
    expect(await read(new NodeHistory(honest, keep, 1, undefined, "https://honest.example"), honest)).toEqual(wanted(honest));
  });

  it("that is doubted is asked for anew, all of it", async () => {
    const chain = new Chain(500);
    const keep = new MemoryKeep();
    const history = new NodeHistory(chain, keep, 1);
    chain.more = () => [];
    expect(await read(history, chain)).toEqual([]);
    chain.more = (logs) => logs;
    await history.forget([HOUSE], 1);
    expect(await read(history, chain)).toEqual(wanted(chain));
  });

  it("is what was asked for, once and in order, whatever a node sends along", async () => {
    const chain = new Chain(60);
    const other = "0x2222222222222222222222222222222222222222";
    chain.more = (logs) => [
      ...[...logs].reverse(),
      ...logs,
      ...logs.map((log) => ({ ...log, address: other, logIndex: "0x1" })),
      ...logs.map((log) => ({ ...log, blockNumber: "0xffff" })),
      ...logs.map((log) => ({ ...log, logIndex: "0x2", removed: true })),
    ];
    expect(await read(new NodeHistory(chain, new MemoryKeep(), 1), chain)).toEqual(wanted(chain));
  });

  it("that an earlier version or somebody else's page kept in another form is read anew", async () => {
    const chain = new Chain(500);
    const part = { from: 1, to: 400, hash: chain.hash(400), logs: [] };
    const damaged: unknown[] = ["text", 7, { logs: [] }, [null], [[]], [{ ...part, logs: undefined }], [{ ...part, logs: [null] }], [{ ...part, logs: [{}] }], [{ ...part, from: 100 }], [part, { ...part, from: 402, to: 450, hash: chain.hash(450) }]];
    for (const said of damaged) {
      const keep = new MemoryKeep();
      keep.get = () => Promise.resolve(said as never);
      expect(await read(new NodeHistory(chain, keep, 1), chain), JSON.stringify(said)).toEqual(wanted(chain));
    }
  });

  it("that was kept is thrown away where the chain was reorganised below it", async () => {
    const chain = new Chain(500);
    const keep = new MemoryKeep();
    await read(new NodeHistory(chain, keep, 1), chain);
    chain.fork = 450;
    expect(await read(new NodeHistory(chain, keep, 1), chain)).toEqual(wanted(chain));
  });

  it("that was kept stays where only unsettled blocks were reorganised", async () => {
    const chain = new Chain(500);
    const keep = new MemoryKeep();
    await read(new NodeHistory(chain, keep, 1), chain);
    chain.fork = 480;
    chain.ranges.length = 0;
    expect(await read(new NodeHistory(chain, keep, 1), chain)).toEqual(wanted(chain));
    expect(chain.ranges).toEqual([[469, 500]]);
  });

  it("is thrown away where the chain has become shorter than what was kept", async () => {
    const chain = new Chain(500);
    const keep = new MemoryKeep();
    await read(new NodeHistory(chain, keep, 1), chain);
    chain.head = 100;
    expect(await read(new NodeHistory(chain, keep, 1), chain)).toEqual(wanted(chain));
  });
});
