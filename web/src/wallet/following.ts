/** One look at the chain: what has become of an act since the last one. Changes nothing but what it returns. */

import { current, hasMore, isSameCall, type Act, type ActState } from "./acts";
import {
  countOf,
  finalizedOf,
  headOf,
  logsOf,
  receiptOf,
  transactionAt,
  transactionOf,
  type Log,
  type Receipt,
  type Transaction,
} from "./transactions";
import { asQuantity, isHash, isSame, quantity, type Address, type Call, type Hex, type Rpc } from "./eip1193";
import { refusalIn, type Refusal } from "./refusals";
import { EXECUTION_FAILED, EXECUTION_SUCCEEDED, nextOfSafe, proveSafeHash, thresholdOf } from "./safehashes";

export interface Followed {
  readonly rpc: Rpc;
  /** Blocks after which a block counts as final where the node does not say which are. */
  readonly finalAfter: number;
  /** Unix seconds. */
  readonly now: number;
  /** What a wallet says of a batch it was given (`wallet_getCallsStatus`); undefined if it is not connected. */
  readonly bundle?: (name: string) => Promise<unknown>;
  /** What the page around this one says of a Safe's transaction, where it is shown in one. */
  readonly safe?: (safeHash: Hex) => Promise<{ readonly hash?: Hex; readonly have?: number; readonly need?: number } | undefined>;
}

/** Seconds without a trace before a transaction is taken for dropped; of one that the node has known less. */
const PATIENCE = 600;
const PATIENCE_SEEN = 30;
/** How many of an account's transactions are looked through at a time. */
const MAX_TRACED = 4;
/** Blocks of logs that are asked for at a time; nodes refuse wide ranges. */
const MAX_RANGE = 2_000;
/** Blocks that are read again, as the chain may have taken some back. */
const OVERLAP = 64;

export async function look(act: Act, by: Followed): Promise<ActState> {
  const { state } = act;
  switch (state.at) {
    case "asked":
    case "unsure":
      return act.way === "together" ? await lookAtBundle(act, act.id, by) : await search(act, by);
    case "sent":
    case "dropped":
      return await lookForSent(act, state, by);
    case "confirming":
      return await lookForSafe(act, state, by);
    case "bundled":
      return await lookAtBundle(act, state.bundle, by);
    case "mined":
      return await lookAtMined(act, state, by);
    default:
      return state;
  }
}

// --- an act of which no hash is known: the account's own transactions since then are looked through ---

async function search(act: Act, by: Followed): Promise<ActState> {
  const { state } = act;
  if (act.isContract || (state.at !== "asked" && state.at !== "unsure")) return state;
  const traced = await trace(act, state.from ?? act.nonce, by);
  if (traced.found) return await inBlock(act, traced.found, by);
  return traced.next === (state.from ?? act.nonce) ? state : { ...state, from: traced.next };
}

/** Looks through the account's transactions from that number on for one that does what was meant. */
async function trace(act: Act, from: number, by: Followed): Promise<{ readonly found?: Transaction; readonly next: number }> {
  const count = await countOf(by.rpc, act.account);
  if (count <= from) return { next: from };
  const head = await headOf(by.rpc);
  const next = Math.min(count, from + MAX_TRACED);
  for (let nonce = from; nonce < next; nonce += 1) {
    const one = await transactionAt(by.rpc, act.account, nonce, act.since, head);
    if (one && isWhatWasMeant(act, one.transaction) === "same") return { found: one.transaction, next };
  }
  return { next };
}

// --- sent ---

async function lookForSent(act: Act, state: ActState & { at: "sent" | "dropped" }, by: Followed): Promise<ActState> {
  const transaction = await transactionOf(by.rpc, state.hash);
  let from = state.at === "sent" ? state.from : undefined;
  if (transaction) {
    const mined = await inBlock(act, transaction, by);
    if (mined.at !== "sent") return mined;
    if (!act.isContract && (await countOf(by.rpc, act.account)) > transaction.nonce) {
      return await whoTook(act, state.hash, transaction.nonce, by);
    }
    // Its words are judged before it is in a block, while it can still be called off.
    return isWhatWasMeant(act, transaction) === "other" ? different(transaction) : keepTakenBack(mined, state);
  }
  const [call] = current(act);
  if (act.isContract && call) {
    const proved = await proveSafeHash(by.rpc, act.chain, act.account, call, state.hash);
    if (proved) {
      const nonce = proved.nonce === undefined ? {} : { nonce: proved.nonce };
      return await lookForSafe(act, { at: "confirming", safeHash: state.hash, ...nonce }, by);
    }
  } else {
    if (state.nonce !== undefined && (await countOf(by.rpc, act.account)) > state.nonce) {
      return await whoTook(act, state.hash, state.nonce, by);
    }
    if (state.nonce === undefined) {
      const traced = await trace(act, from ?? act.nonce, by);
      if (traced.found) return await inBlock(act, traced.found, by);
      if (traced.next !== (from ?? act.nonce)) from = traced.next;
    }
  }
  if (state.at === "dropped") return state;
  // Nodes that stand for several forget one for a moment, and a faster one takes a while to come.
  const missing = state.missing ?? (state.seen ? by.now : act.askedAt);
  if (by.now - missing > (state.seen ? PATIENCE_SEEN : PATIENCE)) {
    return { at: "dropped", hash: state.hash, ...(state.nonce === undefined ? {} : { nonce: state.nonce }) };
  }
  return { ...state, ...(from === undefined ? {} : { from }), ...(state.seen ? { missing } : {}) };
}

function keepTakenBack(next: ActState, before: ActState): ActState {
  return next.at === "sent" && before.at === "sent" && before.takenBack ? { ...next, takenBack: true } : next;
}

/** Its number is used up, and not by it. */
async function whoTook(act: Act, hash: Hex, nonce: number, by: Followed): Promise<ActState> {
  const own = await receiptOf(by.rpc, hash); // it may have come into a block between two questions
  const transaction = own && (await transactionOf(by.rpc, hash));
  if (transaction) return await inBlock(act, transaction, by);
  const found = await transactionAt(by.rpc, act.account, nonce, act.since, await headOf(by.rpc));
  if (!found || isSame(found.transaction.hash, hash)) return found ? act.state : { at: "replaced", hash };
  const { transaction: other } = found;
  if (isWhatWasMeant(act, other) === "same") return await inBlock(act, other, by);
  const isNothing = isSame(other.to, act.account) && other.value === 0n && other.data === "0x";
  return { at: isNothing ? "calledOff" : "replaced", hash, by: other.hash };
}

// --- in a block ---

async function inBlock(act: Act, transaction: Transaction, by: Followed): Promise<ActState> {
  const { hash, nonce } = transaction;
  const receipt = await receiptOf(by.rpc, hash);
  if (!receipt) return { at: "sent", hash, nonce, seen: true };
  const meant = isWhatWasMeant(act, transaction);
  if (meant === "other" || receipt.block < act.since - OVERLAP) return different(transaction);
  if (!receipt.ok || (meant === "wrapped" && failedInside(act.account, receipt.logs))) {
    return { at: "reverted", hash, block: receipt.block, refusal: await whyRefused(act, receipt, by) };
  }
  return await settled(act, receipt, nonce, by);
}

async function settled(act: Act, receipt: Receipt, nonce: number | undefined, by: Followed): Promise<ActState> {
  const { hash, block, blockHash } = receipt;
  if (hasMore(act)) return { at: "next", hash };
  const [head, finalized] = await Promise.all([headOf(by.rpc), finalizedOf(by.rpc)]);
  const deep = Math.max(1, head - block + 1);
  if ((finalized !== undefined && finalized >= block) || deep >= by.finalAfter) return { at: "final", hash, block };
  return { at: "mined", hash, ...(nonce === undefined ? {} : { nonce }), block, blockHash, deep };
}

async function lookAtMined(act: Act, state: ActState & { at: "mined" }, by: Followed): Promise<ActState> {
  const receipt = await receiptOf(by.rpc, state.hash);
  if (receipt && receipt.blockHash === state.blockHash) return await settled(act, receipt, state.nonce, by);
  const nonce = state.nonce === undefined ? {} : { nonce: state.nonce };
  const back: ActState = { at: "sent", hash: state.hash, ...nonce, seen: true, takenBack: true };
  const transaction = receipt && (await transactionOf(by.rpc, state.hash));
  return transaction ? await inBlock(act, transaction, by) : back;
}

/** The reason, from trying the same on the state just before; the other transactions of its block are missing there. */
async function whyRefused(act: Act, receipt: Receipt, by: Followed): Promise<Refusal> {
  for (const block of [receipt.block - 1, receipt.block]) {
    for (const { to, data, value } of current(act)) {
      try {
        await by.rpc.request("eth_call", [{ from: act.account, to, data, value: quantity(value) }, quantity(block)]);
      } catch (error) {
        const refusal = refusalIn(error);
        if (refusal) return refusal;
      }
    }
  }
  return { kind: "silent" };
}

/** Whether a transaction does what was shown: to the byte, or inside a contract wallet's own. */
export function isWhatWasMeant(act: Act, transaction: Transaction): "same" | "wrapped" | "other" {
  const calls = current(act);
  const [only] = calls;
  const isOwnToTheByte = calls.length === 1 && only && isSame(transaction.from, act.account) && isSameCall(only, transaction);
  // One with an earlier number was in a block before this was asked for: the wallet handed out an old hash.
  if (isOwnToTheByte) return transaction.nonce < act.nonce ? "other" : "same";
  const isOwn = act.isContract || act.way === "together";
  return isOwn && calls.every((call) => holds(transaction.data, call)) ? "wrapped" : "other";
}

/** Relayed calls stand whole in the calldata of whoever relays: target, and what it is called with. */
function holds(data: Hex, call: Call): boolean {
  const whole = data.toLowerCase();
  return whole.includes(call.to.slice(2).toLowerCase()) && whole.includes(call.data.slice(2).toLowerCase());
}

const USER_OPERATION = "0x49628fd1471006c1482da88028e9ce4dbb080b815c9b0344d39e5a8e6ec1419f";

/** A wallet's call can fail inside a transaction that does not: told by the entry point (ERC-4337) or by the Safe. */
function failedInside(account: Address, logs: readonly Log[]): boolean {
  return logs.some((log) => {
    if (log.topics[0] === EXECUTION_FAILED) return isSame(log.address, account);
    const isOfAccount = log.topics[0] === USER_OPERATION && log.topics[2]?.toLowerCase().endsWith(account.slice(2).toLowerCase());
    return isOfAccount === true && asQuantity(`0x${log.data.slice(66, 130)}`) === 0n;
  });
}

function different(transaction: Transaction): ActState {
  return { at: "different", hash: transaction.hash, ...(transaction.to ? { to: transaction.to } : {}) };
}

// --- a Safe's ---

async function lookForSafe(act: Act, state: ActState & { at: "confirming" }, by: Followed): Promise<ActState> {
  // Some wallets that are no Safes count in the same way, and answer with the hash of a transaction that comes late.
  const plain = await transactionOf(by.rpc, state.safeHash);
  if (plain) return await inBlock(act, plain, by);
  const topics = [EXECUTION_SUCCEEDED, EXECUTION_FAILED] as const;
  const from = Math.max(act.since, (state.read ?? act.since) - OVERLAP);
  const head = await headOf(by.rpc);
  const to = Math.min(head, from + MAX_RANGE);
  const logs = await logsOf(by.rpc, act.account, topics, from, to);
  // The hash is the first word of the data, and a topic from Safe 1.4 on.
  const done = logs.find((log) => isSame(log.topics[1] ?? log.data.slice(0, 66), state.safeHash));
  if (done) {
    const receipt = await receiptOf(by.rpc, done.transactionHash);
    if (!receipt) return state;
    if (done.topics[0] === EXECUTION_FAILED) {
      return { at: "reverted", hash: receipt.hash, block: receipt.block, refusal: await whyRefused(act, receipt, by) };
    }
    if (state.nonce !== undefined) return await settled(act, receipt, undefined, by);
    const transaction = await transactionOf(by.rpc, receipt.hash);
    const isMeant = transaction && current(act).every((call) => holds(transaction.data, call));
    return transaction && !isMeant ? different(transaction) : await settled(act, receipt, undefined, by);
  }
  if (to === head && state.nonce !== undefined && ((await nextOfSafe(by.rpc, act.account)) ?? 0) > state.nonce) {
    // Carried out between the two questions, or another one with its number was.
    const latest = await headOf(by.rpc);
    if (latest === head) return { at: "replaced", hash: state.safeHash };
  }
  const told = await by.safe?.(state.safeHash).catch(() => undefined);
  const have = told?.have ?? state.have;
  const need = told?.need ?? state.need ?? (await thresholdOf(by.rpc, act.account));
  return { ...state, ...(have === undefined ? {} : { have }), ...(need === undefined ? {} : { need }), read: to };
}

// --- a batch of the wallet's (EIP-5792) ---

async function lookAtBundle(act: Act, name: string, by: Followed): Promise<ActState> {
  let told: unknown;
  try {
    told = await by.bundle?.(name);
  } catch {
    return act.state; // the wallet does not know it, or is another one; the act is told as it was
  }
  const status = readStatus(told);
  if (!status) return act.state;
  if (status.code >= 600) return { at: "failed", how: "bundle" };
  const receipt = status.hash && (await receiptOf(by.rpc, status.hash));
  if (receipt) {
    const transaction = await transactionOf(by.rpc, receipt.hash);
    if (transaction && isWhatWasMeant(act, transaction) === "other") return different(transaction);
    if (!receipt.ok || status.code >= 400 || failedInside(act.account, receipt.logs)) {
      return { at: "reverted", hash: receipt.hash, block: receipt.block, refusal: await whyRefused(act, receipt, by) };
    }
    return await settled(act, receipt, undefined, by);
  }
  if (status.code >= 400) return { at: "failed", how: status.code >= 500 ? "bundle" : "refused" };
  return { at: "bundled", bundle: name };
}

function readStatus(told: unknown): { readonly code: number; readonly hash?: Hex } | undefined {
  if (typeof told !== "object" || told === null || !("status" in told)) return undefined;
  const { status, receipts } = told as { status: unknown; receipts?: unknown };
  // Before its final text, EIP-5792 had words for the states.
  const words: Readonly<Record<string, number>> = { PENDING: 100, CONFIRMED: 200 };
  const code = typeof status === "number" ? status : words[String(status)];
  if (code === undefined) return undefined;
  const last: unknown = Array.isArray(receipts) ? receipts.at(-1) : undefined;
  const hash = typeof last === "object" && last !== null ? (last as { transactionHash?: unknown }).transactionHash : undefined;
  return isHash(hash) ? { code, hash } : { code };
}
