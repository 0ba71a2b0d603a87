/** What can go wrong between the page and its node, told apart by what the reader can do about it. */

import type { Hex } from "../types";

/** What a node did that does not answer; the page says it in the reader's language. */
export type Silence = "nothing" | "late" | "unreachable" | "noJson";

/** The node does not answer, or answers with something that is no JSON-RPC. */
export class NodeDownError extends Error {
  override readonly name = "NodeDownError";
  constructor(
    readonly host: string,
    readonly why: Silence,
    /** Of the answer that is no JSON. */
    readonly status = 0,
  ) {
    super(`${host}: ${why}${status ? ` (HTTP ${status})` : ""}`);
  }
}

/** The node asks for fewer requests. */
export class ThrottledError extends Error {
  override readonly name = "ThrottledError";
  constructor(readonly host: string) {
    super(`${host} asks for fewer requests`);
  }
}

/** The node answered one request with an error. `data` is what a call reverted with, if that is the reason. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  constructor(
    readonly code: number,
    message: string,
    readonly data?: Hex,
  ) {
    super(message);
  }

  /** Whether the chain refused a call, and not the node a request. */
  get isRevert(): boolean {
    return this.data !== undefined || this.code === 3 || /revert/i.test(this.message);
  }
}

/** An address answers otherwise than a contract of ours. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
}
