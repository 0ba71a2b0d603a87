/** Why a contract refused a call: what the chain gave back, read, with the meaning that the project's tools give it. */

import { decodeAbiParameters } from "viem/utils";
import { isHex, isRecord, type Hex } from "./eip1193";

/** What a reason of our contracts means, in the language of the page; undefined for one that is not ours. */
export type Explain = (reason: string) => string | undefined;

export type Refusal =
  | { readonly kind: "reason"; readonly reason: string }
  | { readonly kind: "panic"; readonly code: number }
  /** An error of its own kind, of a contract that is not ours. */
  | { readonly kind: "data"; readonly data: Hex }
  /** Nothing was given back: a bound was overstepped, or the gas ran out. */
  | { readonly kind: "silent" };

const ERROR = "0x08c379a0";
const PANIC = "0x4e487b71";
const MAX_REASON = 2_000;

export function readRefusal(data: Hex): Refusal {
  try {
    if (data.startsWith(ERROR)) {
      const [reason] = decodeAbiParameters([{ type: "string" }], `0x${data.slice(10)}`);
      return { kind: "reason", reason: reason.slice(0, MAX_REASON) };
    }
    if (data.startsWith(PANIC)) {
      const [code] = decodeAbiParameters([{ type: "uint256" }], `0x${data.slice(10)}`);
      return { kind: "panic", code: Number(code) };
    }
  } catch {
    return { kind: "data", data };
  }
  return data === "0x" ? { kind: "silent" } : { kind: "data", data };
}

/**
 * The refusal in what a node or a wallet threw; undefined if it was thrown for another cause.
 *
 * Nodes differ: the data is the error's, or inside its data, or text after "Reverted"; of some only the words remain.
 */
export function refusalIn(error: unknown): Refusal | undefined {
  let spoken: Refusal | undefined;
  for (const one of layers(error)) {
    if (isHex(one) && one.length >= 10) return readRefusal(one.toLowerCase() as Hex);
    if (typeof one === "string") {
      const raw = /^Reverted (0x(?:[0-9a-f]{2})*)$/i.exec(one)?.[1];
      if (raw !== undefined) return readRefusal(raw.toLowerCase() as Hex);
      spoken = better(spoken, inWords(one));
    }
  }
  return spoken;
}

const SPOKEN = /(?:execution reverted|VM Exception while processing transaction: revert(?:ed)?|transaction reverted)/i;

function inWords(text: string): Refusal | undefined {
  const found = SPOKEN.exec(text);
  if (!found) return undefined;
  const rest = text.slice(found.index + found[0].length);
  // `execution reverted: reason`, `execution reverted: revert: reason`, `… with reason string 'reason'`
  const quoted = /with reason string ['"](.*)['"]/.exec(rest)?.[1];
  const reason = (quoted ?? rest.replace(/^\s*:\s*(revert:\s*)?/i, "")).split("\n")[0]?.trim() ?? "";
  if (reason === "" || /^(, data: |with (no|unrecognized) )/i.test(reason)) return { kind: "silent" };
  return { kind: "reason", reason: reason.replace(/, data: "?0x[0-9a-f]*"?$/i, "").slice(0, MAX_REASON) };
}

function better(old: Refusal | undefined, found: Refusal | undefined): Refusal | undefined {
  return found && (!old || (old.kind === "silent" && found.kind === "reason")) ? found : old;
}

const INSIDE = ["data", "originalError", "error", "cause", "info", "result", "message", "details", "reason", "value"];

/** An error and what it wraps, from the outside in; strings and objects, each once. */
export function layers(error: unknown): unknown[] {
  const found: unknown[] = [];
  const seen = new Set<unknown>();
  let next: unknown[] = [error];
  for (let depth = 0; depth < 6 && next.length > 0; depth += 1) {
    const inner: unknown[] = [];
    for (const one of next) {
      if (one === undefined || one === null || seen.has(one) || found.length > 60) continue;
      seen.add(one);
      found.push(one);
      if (isRecord(one)) {
        for (const name of INSIDE) inner.push(read(one, name));
      } else if (typeof one === "string" && one.trimStart().startsWith("{")) {
        inner.push(parsed(one));
      }
    }
    next = inner;
  }
  return found;
}

function read(of: Record<string, unknown>, name: string): unknown {
  try {
    return of[name];
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
