import { describe, expect, it, vi } from "vitest";
import { NodeDownError, RefusedError, ThrottledError } from "../../src/chain/errors";
import { HttpRpc } from "../../src/chain/rpc";

interface Asked {
  readonly id: number;
  readonly method: string;
}

/** A node that answers each request by its method's name, in the order that `order` gives the answers. */
function node(answer: (bodies: readonly Asked[], isBatch: boolean) => Response): { rpc: HttpRpc; sizes: number[] } {
  const sizes: number[] = [];
  const fetching = ((_: unknown, init: RequestInit) => {
    const body = JSON.parse(init.body as string) as Asked | Asked[];
    const bodies = Array.isArray(body) ? body : [body];
    sizes.push(bodies.length);
    return Promise.resolve(answer(bodies, Array.isArray(body)));
  }) as typeof fetch;
  return { rpc: new HttpRpc("https://node.example/secret-key", fetching), sizes };
}

const said = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status });
const results = (bodies: readonly Asked[]) => bodies.map(({ id, method }) => ({ jsonrpc: "2.0", id, result: method }));
const three = ["a", "b", "c"].map((method) => ({ method, params: [] }));

describe("a node", () => {
  it("is asked for all at once, and answers in any order", async () => {
    const { rpc, sizes } = node((bodies) => said(results(bodies).reverse()));
    expect(await rpc.batch(three)).toEqual(three.map(({ method }) => ({ ok: true, result: method })));
    expect(sizes).toEqual([3]);
  });

  it("is asked for fewer, down to one, where it refuses several", async () => {
    const { rpc, sizes } = node((bodies, isBatch) => (isBatch ? said({ error: { code: -32_600, message: "no batches" } }) : said(results(bodies)[0])));
    expect(await rpc.batch(three)).toEqual(three.map(({ method }) => ({ ok: true, result: method })));
    expect(sizes).toEqual([3, 1, 1, 1]);
    await rpc.batch(three);
    expect(sizes.slice(4)).toEqual([1, 1, 1]);
  });

  it("is asked for fewer where it answers a batch with no JSON", async () => {
    const { rpc, sizes } = node((bodies, isBatch) => (isBatch ? new Response("<html>", { status: 413 }) : said(results(bodies)[0])));
    expect((await rpc.batch(three)).every((answer) => answer.ok)).toBe(true);
    expect(sizes[0]).toBe(3);
  });

  it("has its refusals told one by one, with what a call reverted with", async () => {
    const { rpc } = node((bodies) =>
      said(bodies.map(({ id, method }) => (method === "b" ? { id, error: { code: 3, message: "execution reverted", data: "0x08c379a0" } } : { id, result: 1 }))),
    );
    const [first, second] = await rpc.batch(three);
    expect(first).toEqual({ ok: true, result: 1 });
    expect(second?.ok === false && second.error.data).toBe("0x08c379a0");
    expect(second?.ok === false && second.error.isRevert).toBe(true);
  });

  it("may put an error into errors as deep as it likes", async () => {
    const nested = (depth: number, inside: string) => `${'{"data":'.repeat(depth)}"${inside}"${"}".repeat(depth)}`;
    const answer = async (data: string) => {
      const { rpc } = node((bodies) => new Response(`{"id":${bodies[0]?.id ?? 0},"error":{"code":3,"message":"reverted","data":${data}}}`));
      const [one] = await rpc.batch([{ method: "a", params: [] }]);
      return one?.ok === false ? one.error.data : undefined;
    };
    expect(await answer(nested(2, "0x08c379a0"))).toBe("0x08c379a0");
    expect(await answer(nested(50_000, "0x08c379a0"))).toBeUndefined();
  });

  it("tells no more of its address than its host: the path may hold a key", async () => {
    const { rpc } = node(() => {
      throw new TypeError("Failed to fetch https://node.example/secret-key");
    });
    const error = await rpc.request("a").catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(NodeDownError);
    expect(String(error)).toContain("node.example");
    expect(String(error)).not.toContain("secret-key");
  });

  it("is waited for while it throttles, and then told of", async () => {
    let asked = 0;
    const { rpc } = node((bodies) => {
      asked += 1;
      return asked < 3 ? new Response("", { status: 429 }) : said(results(bodies)[0]);
    });
    vi.useFakeTimers();
    const patient = rpc.request("a");
    const { rpc: busy } = node(() => new Response("", { status: 429 }));
    const refused = expect(busy.request("a")).rejects.toBeInstanceOf(ThrottledError);
    await vi.runAllTimersAsync();
    expect(await patient).toBe("a");
    await refused;
    vi.useRealTimers();
  });

  it("that answers neither result nor error is told of", async () => {
    const { rpc } = node((bodies) => said({ id: bodies[0]?.id }));
    await expect(rpc.request("a")).rejects.toBeInstanceOf(RefusedError);
  });
});

describe("where a node is", () => {
  it("is told without what comes after the host, and behind the page's own server as it is", () => {
    expect(new HttpRpc("https://node.example:8443/secret-key").host).toBe("node.example:8443");
    expect(new HttpRpc("http://127.0.0.1:4817/rpc", undefined, "https://node.example").host).toBe("node.example");
  });
});
