/** Telling a wallet of a chain that it does not know, without giving away whose node the page reads. */

import { quantity, type Hex } from "./eip1193";

export interface ChainFacts {
  readonly chain: number;
  readonly name: string;
  readonly coin: { readonly name: string; readonly symbol: string };
  /** The node the page reads from. */
  readonly node: string;
}

export interface Adding {
  readonly chainId: Hex;
  readonly chainName: string;
  readonly nativeCurrency: { readonly name: string; readonly symbol: string; readonly decimals: 18 };
  readonly rpcUrls: readonly string[];
}

/** What `wallet_addEthereumChain` takes; undefined if the node's address may hold a key, which stays with the page. */
export function addingOf(facts: ChainFacts): Adding | undefined {
  if (!isPublicNode(facts.node)) return undefined;
  return {
    chainId: quantity(facts.chain),
    chainName: facts.name,
    nativeCurrency: { ...facts.coin, decimals: 18 },
    rpcUrls: [facts.node],
  };
}

/**
 * Whether the address of a node holds no key, as far as that can be seen: nothing before the host, no query, and no
 * part of host or path that looks made up by a machine. In doubt it is taken for a key.
 */
export function isPublicNode(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && local)) return false;
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return false;
  const path = url.pathname.split("/").filter((part) => part !== "");
  if (path.length > 4 || !path.every((part) => /^[a-z0-9][a-z0-9._-]{0,15}$/.test(part) && !looksMade(part))) return false;
  return url.hostname.split(".").every((part) => part.length <= 32 && !looksMade(part));
}

/** Letters and digits mixed at length, as in keys; `sepolia`, `v1`, `arb1` and `base-sepolia` are words. */
function looksMade(part: string): boolean {
  const runs = part.split(/[-_.]/);
  return runs.some((run) => run.length > 10 && /[0-9]/.test(run) && /[a-z]/i.test(run)) || /[0-9a-f]{12,}/i.test(part);
}

const ETHER = { name: "Ether", symbol: "ETH" } as const;
const COINS: Readonly<Record<number, ChainFacts["coin"]>> = {
  100: { name: "xDAI", symbol: "XDAI" },
  137: { name: "POL", symbol: "POL" },
  42_220: { name: "CELO", symbol: "CELO" },
};

/** What fees are paid in. */
export function coinOf(chain: number): ChainFacts["coin"] {
  return COINS[chain] ?? ETHER;
}
