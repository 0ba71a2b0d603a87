/** Trying a call before it is offered: would it succeed now, and what would it cost. Asked of the chosen node only. */

import { concatHex, encodeAbiParameters } from "viem/utils";
import { asQuantity, isHash, isRecord, quantity, type Address, type Call, type Hex, type Rpc } from "./eip1193";
import { troubleOf, WalletTrouble, type Trouble } from "./troubles";

/** Wei. */
export interface Fee {
  readonly gas: bigint;
  /** At the price of the newest block. */
  readonly likely: bigint;
  /** If the price doubles meanwhile and all gas is used. */
  readonly most: bigint;
}

export type Trial =
  | { readonly ok: true; readonly block: number; readonly fee?: Fee; /** How many of the calls could be tried. */ readonly tried: number }
  | { readonly ok: false; readonly block: number; readonly trouble: Trouble; /** Which of the calls, from 0. */ readonly at: number };

/** Of what the estimate says; the state may change before the transaction is in a block. */
const MARGIN = { of: 5n, per: 4n };

interface Sent {
  readonly from: Address;
  readonly to: Address;
  readonly data: Hex;
  readonly value: Hex;
}

function sent(account: Address, call: Call): Sent {
  return { from: account, to: call.to, data: call.data, value: quantity(call.value) };
}

/**
 * Tries calls of an account on the newest block: what a wallet would be asked to send, to the byte.
 *
 * Several are tried together where the node can (`eth_simulateV1`), as the second often needs the first; else only the
 * first is tried, and `tried` says so.
 *
 * @param paysFee Whether the account itself pays for gas, which a contract wallet does not.
 */
export async function tryCalls(rpc: Rpc, account: Address, calls: readonly Call[], paysFee: boolean): Promise<Trial> {
  const head = asQuantity(await rpc.request("eth_blockNumber", []));
  if (head === undefined) throw new WalletTrouble({ kind: "nodeDown" });
  const block = Number(head);
  const [first] = calls;
  if (!first) throw new Error("nothing to try");

  try {
    await rpc.request("eth_call", [sent(account, first), "latest"]);
  } catch (error) {
    return { ok: false, block, trouble: await withBalance(rpc, account, first, error), at: 0 };
  }
  let tried = 1;
  if (calls.length > 1) {
    const together = await simulate(rpc, account, calls);
    if (together && "trouble" in together) return { ok: false, block, ...together };
    if (together) tried = calls.length;
  }
  if (!paysFee) return { ok: true, block, tried };

  let gas: bigint;
  try {
    gas = await gasOf(rpc, account, first);
  } catch (error) {
    return { ok: false, block, trouble: troubleOf(error), at: 0 };
  }
  const fee = await feeOf(rpc, gas, first);
  const balance = asQuantity(await rpc.request("eth_getBalance", [account, "latest"]));
  if (balance !== undefined && balance < first.value + fee.likely) {
    return { ok: false, block, trouble: { kind: "tooPoor" }, at: 0 };
  }
  return { ok: true, block, fee, tried };
}

/** The gas to send a call with: the node's estimate of exactly it, and a margin. */
async function gasOf(rpc: Rpc, account: Address, call: Call): Promise<bigint> {
  const told = asQuantity(await rpc.request("eth_estimateGas", [sent(account, call)]));
  if (told === undefined) throw new WalletTrouble({ kind: "nodeDown" });
  return (told * MARGIN.of) / MARGIN.per;
}

async function feeOf(rpc: Rpc, gas: bigint, call: Call): Promise<Fee> {
  const [head, tip, posting] = await Promise.all([
    rpc.request("eth_getBlockByNumber", ["latest", false]),
    // Chains without the fee market of EIP-1559 know only a price.
    rpc.request("eth_maxPriorityFeePerGas", []).catch(() => undefined),
    postingOf(rpc, call),
  ]);
  const base = isRecord(head) ? asQuantity(head["baseFeePerGas"]) : undefined;
  const read = asQuantity(tip);
  const used = (gas * MARGIN.per) / MARGIN.of;
  if (base !== undefined && read !== undefined) {
    return { gas, likely: used * (base + read) + posting, most: gas * (2n * base + read) + 2n * posting };
  }
  const price = asQuantity(await rpc.request("eth_gasPrice", [])) ?? 0n;
  return { gas, likely: used * price + posting, most: gas * price + 2n * posting };
}

/** Where chains of the OP Stack say what it costs to have a transaction written on Ethereum; `getL1Fee(bytes)`. */
const ORACLE = "0x420000000000000000000000000000000000000F";
const POSTING = "0x49948e0e";
/** Bytes of a transaction around its calldata: numbers, addresses, signature. */
const AROUND = 180;

/** Wei for that, on top of the gas; nothing on other chains. */
async function postingOf(rpc: Rpc, call: Call): Promise<bigint> {
  const whole: Hex = `0x${"ff".repeat(AROUND)}${call.data.slice(2)}`;
  const data = concatHex([POSTING, encodeAbiParameters([{ type: "bytes" }], [whole])]);
  const told = await rpc.request("eth_call", [{ to: ORACLE, data }, "latest"]).catch(() => undefined);
  return (isHash(told) ? asQuantity(told) : undefined) ?? 0n;
}

/** Nodes call it a revert without words when the account has not what it sends along. */
async function withBalance(rpc: Rpc, account: Address, call: Call, error: unknown): Promise<Trouble> {
  const trouble = troubleOf(error);
  if (call.value === 0n || (trouble.kind === "reverts" && trouble.refusal.kind !== "silent")) return trouble;
  const balance = asQuantity(await rpc.request("eth_getBalance", [account, "latest"]).catch(() => undefined));
  return balance !== undefined && balance < call.value ? { kind: "tooPoor" } : trouble;
}

/** All calls on the state that those before leave behind; undefined if the node cannot. */
async function simulate(
  rpc: Rpc,
  account: Address,
  calls: readonly Call[],
): Promise<{ readonly all: true } | { readonly trouble: Trouble; readonly at: number } | undefined> {
  let answer: unknown;
  try {
    const asked = { blockStateCalls: [{ calls: calls.map((call) => sent(account, call)) }] };
    answer = await rpc.request("eth_simulateV1", [asked, "latest"]);
  } catch {
    return undefined;
  }
  const made = Array.isArray(answer) && isRecord(answer[0]) ? answer[0]["calls"] : undefined;
  if (!Array.isArray(made) || made.length !== calls.length) return undefined;
  for (const [at, one] of made.entries()) {
    if (!isRecord(one) || (one["status"] !== "0x1" && one["status"] !== "0x0")) return undefined;
    if (one["status"] === "0x0") {
      const { error, returnData } = one;
      const inner = isRecord(error) && error["data"] === undefined ? { ...error, data: returnData } : error;
      return { trouble: troubleOf(inner ?? { code: 3, data: returnData, message: "execution reverted" }), at };
    }
  }
  return { all: true };
}
