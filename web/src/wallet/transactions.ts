/** What a node says of transactions, read with care: an answer that is not what it should be counts as none. */

import { asAddress, asNumber, asQuantity, isHash, isHex, isRecord, isSame, quantity, type Address, type Hex, type Rpc } from "./eip1193";
import { RefusedError } from "../chain/errors";
import { narrower } from "../chain/history";
import { WalletTrouble } from "./troubles";

export interface Transaction {
  readonly hash: Hex;
  readonly from: Address;
  readonly to: Address | undefined;
  readonly value: bigint;
  readonly data: Hex;
  readonly nonce: number;
}

export interface Log {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly transactionHash: Hex;
}

export interface Receipt {
  readonly hash: Hex;
  readonly block: number;
  readonly blockHash: Hex;
  readonly ok: boolean;
  readonly logs: readonly Log[];
}

export async function transactionOf(rpc: Rpc, hash: Hex): Promise<Transaction | undefined> {
  const read = readTransaction(await rpc.request("eth_getTransactionByHash", [hash]));
  return isSame(read?.hash, hash) ? read : undefined;
}

export async function receiptOf(rpc: Rpc, hash: Hex): Promise<Receipt | undefined> {
  const told = await rpc.request("eth_getTransactionReceipt", [hash]);
  if (!isRecord(told) || typeof told["transactionHash"] !== "string" || !isSame(told["transactionHash"], hash)) return undefined;
  const [block, blockHash, status] = [asNumber(told["blockNumber"]), told["blockHash"], asQuantity(told["status"])];
  if (block === undefined || !isHash(blockHash) || status === undefined) return undefined;
  const logs = Array.isArray(told["logs"]) ? told["logs"].map(readLog).filter((log) => log !== undefined) : [];
  return { hash, block, blockHash, ok: status === 1n, logs };
}

export async function headOf(rpc: Rpc): Promise<number> {
  const head = asNumber(await rpc.request("eth_blockNumber", []));
  if (head === undefined) throw new WalletTrouble({ kind: "nodeDown" });
  return head;
}

/** The newest block that the chain will not take back; undefined where the node has no such thing. */
export async function finalizedOf(rpc: Rpc): Promise<number | undefined> {
  try {
    const told = await rpc.request("eth_getBlockByNumber", ["finalized", false]);
    return isRecord(told) ? asNumber(told["number"]) : undefined;
  } catch {
    return undefined;
  }
}

/** How many transactions the account has in blocks; the next one has this number. */
export async function countOf(rpc: Rpc, account: Address, at: number | "latest" = "latest"): Promise<number> {
  const tag = typeof at === "number" ? quantity(at) : at;
  const count = asNumber(await rpc.request("eth_getTransactionCount", [account, tag]));
  if (count === undefined) throw new WalletTrouble({ kind: "nodeDown" });
  return count;
}

const MAX_SCANNED = 256;

/**
 * The account's transaction with that number, which is in a block after `since`; undefined if the node does not find it.
 *
 * The block is found by halving, which takes a dozen questions; nodes that keep no old states are asked block by block.
 */
export async function transactionAt(
  rpc: Rpc,
  account: Address,
  nonce: number,
  since: number,
  head: number,
): Promise<{ readonly transaction: Transaction; readonly block: number } | undefined> {
  let [low, high] = [Math.max(0, since - 1), head];
  try {
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((await countOf(rpc, account, middle)) > nonce) high = middle;
      else low = middle + 1;
    }
    return await inBlock(rpc, account, nonce, low);
  } catch {
    for (let block = head; block >= since && block > head - MAX_SCANNED; block -= 1) {
      const found = await inBlock(rpc, account, nonce, block);
      if (found) return found;
    }
    return undefined;
  }
}

async function inBlock(
  rpc: Rpc,
  account: Address,
  nonce: number,
  block: number,
): Promise<{ readonly transaction: Transaction; readonly block: number } | undefined> {
  const told = await rpc.request("eth_getBlockByNumber", [quantity(block), true]);
  const all = isRecord(told) && Array.isArray(told["transactions"]) ? told["transactions"] : [];
  const transaction = all.map(readTransaction).find((one) => one && isSame(one.from, account) && one.nonce === nonce);
  return transaction ? { transaction, block } : undefined;
}

function readTransaction(told: unknown): Transaction | undefined {
  if (!isRecord(told)) return undefined;
  const data = told["input"] ?? told["data"];
  const [from, value, nonce] = [asAddress(told["from"]), asQuantity(told["value"]), asNumber(told["nonce"])];
  if (!isHash(told["hash"]) || !from || value === undefined || nonce === undefined || !isHex(data)) return undefined;
  return { hash: told["hash"], from, to: asAddress(told["to"]), value, data, nonce };
}

function readLog(told: unknown): Log | undefined {
  if (!isRecord(told) || !Array.isArray(told["topics"]) || !isHex(told["data"])) return undefined;
  const [address, hash] = [asAddress(told["address"]), told["transactionHash"]];
  const topics = told["topics"].filter(isHash);
  return address && isHash(hash) ? { address, topics, data: told["data"], transactionHash: hash } : undefined;
}

/** Blocks that a node looks through at once, as far as is known. */
const widths = new WeakMap<Rpc, number>();

/** In ranges that the node takes. */
export async function logsOf(rpc: Rpc, address: Address, topics: readonly Hex[], from: number, to: number): Promise<readonly Log[]> {
  const found: Log[] = [];
  for (let start = from; start <= to; ) {
    const width = Math.min(widths.get(rpc) ?? to, to - start + 1);
    const asked = { address, topics: [topics], fromBlock: quantity(start), toBlock: quantity(start + width - 1) };
    try {
      const told = await rpc.request("eth_getLogs", [asked]);
      if (Array.isArray(told)) found.push(...told.map(readLog).filter((log) => log !== undefined));
      start += width;
    } catch (error) {
      if (!(error instanceof RefusedError) || width <= 1) throw error;
      widths.set(rpc, narrower(width, error));
    }
  }
  return found;
}
