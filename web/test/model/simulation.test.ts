import { encodeAbiParameters, pad, toHex } from "viem";
import { describe, expect, it } from "vitest";
import { RefusedError } from "../../src/chain/errors";
import type { Rpc, RpcAnswer, RpcRequest } from "../../src/chain/rpc";
import { simulate } from "../../src/model/simulation";
import type { Hex } from "../../src/types";
import { AGENT, ESCROW, HOUSE } from "./made";

const TRANSFER: Hex = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
const ONE = encodeAbiParameters([{ type: "uint256" }], [1n]);
const house = { partnership: HOUSE, escrow: ESCROW, seats: 3, block: 7n };
const call = { target: AGENT, value: 0n, data: "0x12345678" as Hex };

/** A node on which a stranger's contract logs transfers out of the treasury to so many accounts. */
class Node implements Rpc {
  readonly host = "here";
  reads = 0;
  constructor(
    private readonly transfers: number,
    private readonly most = Number.MAX_SAFE_INTEGER,
  ) {}

  request(): Promise<unknown> {
    return Promise.resolve("0x00");
  }

  batch(requests: readonly RpcRequest[]): Promise<RpcAnswer[]> {
    return Promise.resolve(requests.map((request) => this.answer(request)));
  }

  private answer({ method, params }: RpcRequest): RpcAnswer {
    if (method !== "eth_simulateV1") return { ok: true, result: "0x00" };
    const [{ blockStateCalls }] = params as [{ blockStateCalls: { calls: { input: Hex }[] }[] }];
    const calls = blockStateCalls[0]?.calls ?? [];
    if (calls.length > this.most) return { ok: false, error: new RefusedError(-32_000, "too much") };
    this.reads = Math.max(this.reads, calls.length - 1);
    let seen = 0n;
    const answers = calls.map(({ input }) => {
      if (input !== call.data) return { status: "0x1", returnData: toHex((seen += 1n), { size: 32 }), logs: [] };
      const logs = Array.from({ length: this.transfers }, (_, at) => ({ address: AGENT, topics: [TRANSFER, pad(HOUSE), pad(toHex(at + 1))], data: ONE }));
      return { status: "0x1", returnData: "0x", logs };
    });
    return { ok: true, result: [{ calls: answers }] };
  }
}

describe("what changes by a proposal", () => {
  it("is worked out for everybody whom a token names", async () => {
    const found = await simulate(new Node(5), house, [call]);
    expect(found.areChangesUnknown).toBeUndefined();
    expect(found.changes.length).toBe(8);
  });

  it("is not taken for all where a stranger's token cries out more names than can be looked at; ours are among those that are", async () => {
    const node = new Node(5_000);
    const found = await simulate(node, house, [call]);
    expect(found.areChangesUnknown).toBe(true);
    expect(node.reads).toBeLessThanOrEqual(400);
    expect(found.changes.filter(({ account }) => account === HOUSE).length).toBe(2);
  });

  it("is not taken for nothing where the node refuses to work it out", async () => {
    const found = await simulate(new Node(5, 1), house, [call]);
    expect(found.steps.map((step) => step.refusal)).toEqual([undefined]);
    expect(found).toMatchObject({ changes: [], areChangesUnknown: true });
  });
});
