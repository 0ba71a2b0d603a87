/** The node that a chain is asked at, with what is known of it from one reading to the next. */

import { HttpRpc } from "../chain/rpc";
import { NodeHistory, type Progress } from "../chain/history";
import { type Keep, MemoryKeep, openKeep } from "../chain/keep";
import { Times } from "../chain/times";
import type { Reader } from "../model/reading";
import { settings } from "./settings";
import { site } from "./site";

export interface Connection extends Reader {
  readonly chainId: number;
  readonly rpc: HttpRpc;
  readonly keep: Keep;
  readonly history: NodeHistory;
}

/** The node that the reader chose for a chain, or the one that this page was started for. */
export function nodeOf(chainId: number): string | undefined {
  const chosen = settings.value.nodes[String(chainId)];
  if (chosen) return chosen;
  return site.value?.chainId === chainId ? new URL(site.value.node, location.href).href : undefined;
}

/** Scheme and host of the node behind the page's own server, where that passes questions on. */
function behind(url: string): string | undefined {
  const { node, nodeName } = site.value ?? {};
  if (node === undefined || nodeName === undefined || !URL.canParse(nodeName)) return undefined;
  return new URL(node, location.href).href === url ? nodeName : undefined;
}

let keep: Promise<Keep> | undefined;

/** @throws WrongChainError if the node is of another chain. */
export async function connect(chainId: number, url: string, progress: (at: Progress) => void): Promise<Connection> {
  const rpc = new HttpRpc(url, undefined, behind(url));
  const said = Number(await rpc.request("eth_chainId"));
  if (said !== chainId) throw new WrongChainError(rpc.host, said, chainId);
  keep ??= openKeep().catch(() => new MemoryKeep());
  const kept = await keep;
  return {
    chainId,
    rpc,
    keep: kept,
    // Behind the page's own server there may be another node each time.
    history: new NodeHistory(rpc, kept, chainId, progress, `${url} ${site.value?.nodeName ?? ""}`),
    times: new Times(rpc),
    settled: new Map(),
  };
}

export class WrongChainError extends Error {
  override readonly name = "WrongChainError";
  constructor(
    readonly host: string,
    readonly is: number,
    readonly wanted: number,
  ) {
    super(`${host} is a node of chain ${is}, not of chain ${wanted}`);
  }
}
