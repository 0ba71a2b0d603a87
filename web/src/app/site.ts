/** What the server of this page says of the chain that it was started for. */

import { signal } from "@preact/signals";
import { getAddress } from "viem";
import type { Address } from "../types";
import { isAddressText, list, namesOf, record } from "./reading-json";

/** `site-config.json` beside the page, which `polypact page` answers; absent on a static host. */
export interface SiteConfig {
  readonly chainId: number;
  readonly chainName?: string;
  readonly isTest?: boolean;
  readonly node: string;
  /** Scheme and host of the node behind `node`, where the page's own server passes questions on. */
  readonly nodeName?: string;
  readonly names: Readonly<Record<Address, string>>;
  readonly partnerships: readonly { readonly address: Address; readonly name: string; readonly since: number }[];
  readonly ecosystem?: { readonly address: Address; readonly since: number };
  /** Origins that the page may ask, by the policy that its server sent along; absent where that is the page's own. */
  readonly asks?: readonly string[];
  /** Origins of pages that may frame this one as their wallet. */
  readonly parents: readonly string[];
}

export const site = signal<SiteConfig | undefined>(undefined);

/** What the server says; nothing where the page came from a static host. */
export async function loadSite(): Promise<void> {
  try {
    const response = await fetch("site-config.json", { cache: "no-store" });
    if (response.ok) site.value = readSite(await response.json());
  } catch {
    site.value = undefined;
  }
}

/**
 * Has the page's server let these nodes be asked, and begins anew under that policy where it did not before. A page from a
 * static host asks by its own policy, which needs no leave.
 */
export async function letAsk(urls: readonly string[]): Promise<void> {
  const asks = site.value?.asks;
  if (!asks) return;
  const origins = new Set(urls.map((url) => new URL(url, location.href).origin));
  let isNew = false;
  for (const origin of origins) {
    if (origin === location.origin || asks.includes(origin)) continue;
    const headers = { "content-type": "application/json" };
    const answer = await fetch("may-ask", { method: "POST", headers, body: JSON.stringify({ origin }) }).catch(() => undefined);
    isNew ||= answer?.ok === true;
  }
  if (isNew) location.reload();
}

export function readSite(said: unknown): SiteConfig | undefined {
  const given = record(said);
  if (typeof given.chainId !== "number" || typeof given.node !== "string" || !isReference(given.node)) return undefined;
  const ecosystem = record(given.ecosystem);
  return {
    chainId: given.chainId,
    node: given.node,
    names: namesOf(given.names),
    partnerships: list(given.partnerships).flatMap((one) => {
      const { address, name, since } = record(one);
      if (!isAddressText(address)) return [];
      return [{ address: getAddress(address), name: typeof name === "string" ? name : "", since: blockOf(since) }];
    }),
    parents: list(given.parents).filter((one): one is string => typeof one === "string"),
    ...(typeof given.chainName === "string" ? { chainName: given.chainName } : {}),
    ...(typeof given.nodeName === "string" ? { nodeName: given.nodeName } : {}),
    ...(Array.isArray(given.asks) ? { asks: given.asks.filter((one): one is string => typeof one === "string") } : {}),
    ...(typeof given.isTest === "boolean" ? { isTest: given.isTest } : {}),
    ...(isAddressText(ecosystem.address)
      ? { ecosystem: { address: getAddress(ecosystem.address), since: blockOf(ecosystem.since) } }
      : {}),
  };
}

/** The number of a block; the first, where there is none. */
function blockOf(said: unknown): number {
  return typeof said === "number" && Number.isSafeInteger(said) && said > 0 ? said : 0;
}

/** Whether it leads to http or https from a page like this; what does not would stop everything at the first question. */
function isReference(node: string): boolean {
  try {
    const { protocol, username, password } = new URL(node, "https://page.example/");
    return /^https?:$/.test(protocol) && username === "" && password === "";
  } catch {
    return false;
  }
}

/** What a chain is called: by the server, by its usual name, or by its number. */
export function chainName(chainId: number): string {
  const served = site.value;
  if (served?.chainId === chainId && served.chainName) return served.chainName;
  return CHAINS[chainId]?.name ?? `chain ${chainId}`;
}

/** Whether its money is worth nothing, so that nobody takes it for real, or the other way round. */
export function isTestChain(chainId: number): boolean {
  const served = site.value;
  if (served?.chainId === chainId && served.isTest !== undefined) return served.isTest;
  return CHAINS[chainId]?.isTest ?? false;
}

/** The chains that people are likely to meet; others are told by their number. */
const CHAINS: Readonly<Record<number, { readonly name: string; readonly isTest?: true }>> = {
  1: { name: "Ethereum" },
  10: { name: "OP Mainnet" },
  100: { name: "Gnosis" },
  137: { name: "Polygon" },
  1337: { name: "Devnet", isTest: true },
  8453: { name: "Base" },
  31337: { name: "Devnet", isTest: true },
  42161: { name: "Arbitrum One" },
  42220: { name: "Celo" },
  84532: { name: "Base Sepolia", isTest: true },
  421614: { name: "Arbitrum Sepolia", isTest: true },
  11155111: { name: "Sepolia", isTest: true },
  11155420: { name: "OP Sepolia", isTest: true },
  560048: { name: "Hoodi", isTest: true },
};
