/**
 * One node, asked by JSON-RPC over HTTP. What is asked together goes in one request; a node that refuses so many at once
 * is asked for fewer, down to one (viem's transport would fail them all).
 */

import type { Hex } from "../types";
import { NodeDownError, RefusedError, ThrottledError } from "./errors";

export interface RpcRequest {
  readonly method: string;
  readonly params: readonly unknown[];
}

export type RpcAnswer = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: RefusedError };

/** What the rest of the page sees of a node. */
export interface Rpc {
  /** As people are told: host and port, never a path, which may hold a key. */
  readonly host: string;
  request(method: string, params?: readonly unknown[]): Promise<unknown>;
  batch(requests: readonly RpcRequest[]): Promise<RpcAnswer[]>;
}

/** How many go into one request, at first and after a refusal; go-ethereum takes 1,000 by default. */
const SIZES = [1_000, 100, 10, 1] as const;
const TIMEOUT = 20_000;
/** Milliseconds to wait before asking a throttling node again. */
const PATIENCE = [400, 1_200, 3_000] as const;

interface Said {
  id?: unknown;
  result?: unknown;
  error?: { code?: unknown; message?: unknown; data?: unknown };
}

export class HttpRpc implements Rpc {
  readonly host: string;
  /** Requests over HTTP so far. */
  roundTrips = 0;
  private size: number = SIZES[0];
  private nextId = 1;

  constructor(
    readonly url: string,
    private readonly fetching: typeof fetch = (...args) => fetch(...args),
    /** Where it really is, if the page's own server passes questions on to it. */
    behind?: string,
  ) {
    this.host = new URL(behind ?? url).host;
  }

  async request(method: string, params: readonly unknown[] = []): Promise<unknown> {
    const [answer] = await this.batch([{ method, params }]);
    if (!answer?.ok) throw answer?.error ?? new NodeDownError(this.host, "nothing");
    return answer.result;
  }

  async batch(requests: readonly RpcRequest[]): Promise<RpcAnswer[]> {
    const answers: RpcAnswer[] = [];
    while (answers.length < requests.length) {
      const some = requests.slice(answers.length, answers.length + this.size);
      const found = await this.exchange(some);
      if (found) answers.push(...found);
      else this.size = SIZES.find((size) => size < some.length) ?? 1;
    }
    return answers;
  }

  /** The answers in order; undefined if the node does not take so many at once. */
  private async exchange(requests: readonly RpcRequest[]): Promise<RpcAnswer[] | undefined> {
    const first = this.nextId;
    this.nextId += requests.length;
    const bodies = requests.map(({ method, params }, at) => ({ jsonrpc: "2.0", id: first + at, method, params }));
    const isOne = bodies.length === 1;
    const said = await this.post(isOne ? bodies[0] : bodies, isOne);
    if (isOne) return [read(said)];
    if (!Array.isArray(said)) return undefined;
    const byId = new Map((said as Said[]).map((one) => [Number(one.id), one]));
    const ordered = bodies.map((body) => byId.get(body.id));
    return ordered.every((one) => one !== undefined) ? ordered.map(read) : undefined;
  }

  private async post(body: unknown, isOne: boolean): Promise<unknown> {
    for (let tries = 0; ; tries += 1) {
      this.roundTrips += 1;
      let response: Response;
      try {
        response = await this.fetching(this.url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(TIMEOUT),
          referrerPolicy: "no-referrer",
          credentials: "omit",
        });
      } catch (error) {
        const isLate = error instanceof DOMException && error.name === "TimeoutError";
        throw new NodeDownError(this.host, isLate ? "late" : "unreachable");
      }
      if (response.status === 429 || response.status === 503) {
        const wait = PATIENCE[tries];
        if (wait === undefined) throw new ThrottledError(this.host);
        await new Promise((done) => setTimeout(done, wait));
        continue;
      }
      let said: unknown;
      try {
        said = await response.json();
      } catch {
        if (!isOne) return undefined;
        throw new NodeDownError(this.host, "noJson", response.status);
      }
      return said;
    }
  }
}

function read(said: unknown): RpcAnswer {
  const one = (typeof said === "object" && said !== null ? said : {}) as Said;
  if (!one.error) {
    if ("result" in one) return { ok: true, result: one.result };
    return { ok: false, error: new RefusedError(-32_603, "the node answered neither result nor error") };
  }
  const { code, message, data } = one.error;
  return {
    ok: false,
    error: new RefusedError(
      typeof code === "number" ? code : -32_603,
      typeof message === "string" ? message : "refused without a word",
      revertData(data),
    ),
  };
}

/** Errors around errors, as some nodes have them; deeper ones are nobody's answer to a question. */
const DEEPEST = 8;

/** Nodes put the data of a revert in different places. */
function revertData(said: unknown): Hex | undefined {
  let data = said;
  for (let depth = 0; depth < DEEPEST && typeof data === "object" && data !== null && "data" in data; depth += 1) data = data.data;
  if (typeof data !== "string") return undefined;
  if (/^0x([0-9a-f]{2})*$/i.test(data)) return data as Hex;
  return /0x[0-9a-f]{8,}/i.exec(data)?.[0] as Hex | undefined;
}
