/** What was asked of a wallet and is under way: one act, with everything needed to follow it after a reload. */

import { keccak256, toBytes } from "viem/utils";
import { asAddress, asNumber, asQuantity, isHash, isHex, isRecord, isSame, quantity, type Address, type Call, type Hex } from "./eip1193";
import type { Refusal } from "./refusals";

/** What the views say of an act. */
export interface About {
  /** In the words shown when it was asked for: "Vote for proposal 2". */
  readonly what: string;
  /** Of the calls, where there are several. */
  readonly parts?: readonly string[];
  /** What can be under way once only: "vote:2"; made of the calls if left out. */
  readonly subject?: string;
  /** The partnership it is about. */
  readonly scope: Address;
}

/** How several calls go: as one transaction of the wallet's, or one after the other. */
export type Way = "single" | "together" | "in turn";

export type ActState =
  /** The wallet's window is open. */
  | { readonly at: "asked"; /** The account's transactions before this number were looked through. */ readonly from?: number }
  /** The page was left, or gave up waiting, while the wallet asked: it may have been sent or not. */
  | { readonly at: "unsure"; readonly from?: number }
  /** With a block after it was in one already: the chain took that block back. */
  | { readonly at: "sent"; readonly hash: Hex; readonly nonce?: number; readonly seen: boolean; readonly takenBack?: boolean; readonly from?: number; /** Unix seconds since when the node has not known it. */ readonly missing?: number }
  /** A Safe collects its owners' confirmations. With its number if the hash was worked out here and agrees. */
  | { readonly at: "confirming"; readonly safeHash: Hex; readonly have?: number; readonly need?: number; readonly nonce?: number; /** The block up to which its logs were read. */ readonly read?: number }
  /** Given to the wallet as a batch (EIP-5792), by the name it has there. */
  | { readonly at: "bundled"; readonly bundle: string }
  | { readonly at: "mined"; readonly hash: Hex; readonly nonce?: number; readonly block: number; readonly blockHash: Hex; readonly deep: number }
  | { readonly at: "final"; readonly hash: Hex; readonly block: number }
  /** Of calls in turn: what is done so far is in a block, the next one can be sent. */
  | { readonly at: "next"; readonly hash: Hex }
  | { readonly at: "reverted"; readonly hash: Hex; readonly block: number; readonly refusal: Refusal }
  /** Another transaction took its number, and does something else, or nothing. */
  | { readonly at: "replaced"; readonly hash: Hex; readonly by?: Hex }
  | { readonly at: "calledOff"; readonly hash: Hex; readonly by: Hex }
  /** No node of ours has it any more; its number is still free. */
  | { readonly at: "dropped"; readonly hash: Hex; readonly nonce?: number }
  /** What the wallet sent does something else than what was shown. */
  | { readonly at: "different"; readonly hash: Hex; readonly to?: Address }
  | { readonly at: "failed"; readonly how: "bundle" | "refused" | "lost" };

export interface Act {
  readonly id: string;
  readonly chain: number;
  readonly account: Address;
  readonly isContract: boolean;
  readonly scope: Address;
  readonly what: string;
  readonly parts: readonly string[];
  readonly subject: string;
  readonly calls: readonly Call[];
  readonly way: Way;
  /** Of calls in turn: which one is under way. */
  readonly step: number;
  /** Unix seconds. */
  readonly askedAt: number;
  /** The newest block when it was asked for: it cannot be in an earlier one. */
  readonly since: number;
  /** The account's next number then, without those that wait. */
  readonly nonce: number;
  readonly state: ActState;
}

const OPEN: readonly ActState["at"][] = ["asked", "unsure", "sent", "confirming", "bundled", "next", "dropped"];
const OVER: readonly ActState["at"][] = ["final", "reverted", "replaced", "calledOff", "different", "failed"];

/** Whether the same must not be sent again now. */
export function isOpen(act: Act): boolean {
  return OPEN.includes(act.state.at) || (act.state.at === "mined" && hasMore(act));
}

/** Whether nothing more is going to happen to it. */
export function isOver(act: Act): boolean {
  return OVER.includes(act.state.at);
}

export function hasMore(act: Act): boolean {
  return act.way === "in turn" && act.step + 1 < act.calls.length;
}

/** The calls that are under way now. */
export function current(act: Act): readonly Call[] {
  return act.way === "in turn" ? act.calls.slice(act.step, act.step + 1) : act.calls;
}

/** What the same calls of the same account have in common, in any tab. */
export function subjectOf(calls: readonly Call[]): string {
  const text = calls.map((call) => `${call.to}:${call.value}:${call.data}`.toLowerCase()).join("|");
  return keccak256(toBytes(text)).slice(0, 18);
}

export function isSameCall(a: Call, b: { to: Address | undefined; value: bigint | undefined; data: string | undefined }): boolean {
  return isSame(a.to, b.to) && a.value === b.value && a.data.toLowerCase() === b.data?.toLowerCase();
}

// --- as they are kept ---

/** The same text for the same act, whoever made it. */
export function toText(act: Act): string {
  const { id, chain, account, isContract, scope, what, parts, subject, way, step, askedAt, since, nonce, state } = act;
  const calls = act.calls.map(({ to, value, data }) => ({ to, value: quantity(value), data }));
  return JSON.stringify({ id, chain, account, isContract, scope, what, parts, subject, calls, way, step, askedAt, since, nonce, state });
}

/** Undefined for what this page did not write, or wrote in an older form. */
export function fromText(text: string): Act | undefined {
  try {
    const told: unknown = JSON.parse(text);
    if (!isRecord(told) || !Array.isArray(told["calls"])) return undefined;
    const calls = told["calls"].map(readCall);
    const [account, scope, state] = [asAddress(told["account"]), asAddress(told["scope"]), readState(told["state"])];
    const { id, what, subject, way, parts } = told;
    const [chain, step, askedAt] = [asNumber(told["chain"]), asNumber(told["step"]), asNumber(told["askedAt"])];
    const [since, nonce] = [asNumber(told["since"]), asNumber(told["nonce"])];
    if (typeof id !== "string" || typeof what !== "string" || typeof subject !== "string" || !isWay(way)) return undefined;
    if (!account || !scope || !state || calls.length === 0 || !calls.every((call) => call !== undefined)) return undefined;
    if (chain === undefined || step === undefined || askedAt === undefined || since === undefined || nonce === undefined) return undefined;
    if (!Array.isArray(parts) || !parts.every((part) => typeof part === "string") || step >= calls.length) return undefined;
    const isContract = told["isContract"] === true;
    return { id, chain, account, isContract, scope, what, parts, subject, calls, way, step, askedAt, since, nonce, state };
  } catch {
    return undefined;
  }
}

function isWay(value: unknown): value is Way {
  return value === "single" || value === "together" || value === "in turn";
}

function readCall(told: unknown): Call | undefined {
  if (!isRecord(told)) return undefined;
  const [to, value, data] = [asAddress(told["to"]), asQuantity(told["value"]), told["data"]];
  return to && value !== undefined && isHex(data) ? { to, value, data } : undefined;
}

const WANTED: Readonly<Record<ActState["at"], readonly string[]>> = {
  asked: [],
  unsure: [],
  sent: ["hash"],
  confirming: ["safeHash"],
  bundled: [],
  mined: ["hash", "blockHash"],
  final: ["hash"],
  next: ["hash"],
  reverted: ["hash"],
  replaced: ["hash"],
  calledOff: ["hash", "by"],
  dropped: ["hash"],
  different: ["hash"],
  failed: [],
};

function readState(told: unknown): ActState | undefined {
  if (!isRecord(told) || typeof told["at"] !== "string" || !Object.hasOwn(WANTED, told["at"])) return undefined;
  const hashes = WANTED[told["at"] as ActState["at"]];
  if (!hashes.every((name) => isHash(told[name]))) return undefined;
  if (told["at"] === "bundled" && typeof told["bundle"] !== "string") return undefined;
  // What is missing beside is asked of the node again, which knows better than this store.
  return told as unknown as ActState;
}
