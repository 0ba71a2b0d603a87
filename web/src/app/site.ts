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
  readonly names: Readonly<Record<Address, string>>;
  readonly partnerships: readonly { readonly address: Address; readonly name: string; readonly since: number }[];
  readonly ecosystem?: { readonly address: Address; readonly since: number };
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

export function readSite(said: unknown): SiteConfig | undefined {
  const given = record(said);
  if (typeof given.chainId !== "number" || typeof given.node !== "string") return undefined;
  const ecosystem = record(given.ecosystem);
  return {
    chainId: given.chainId,
    node: given.node,
    names: namesOf(given.names),
    partnerships: list(given.partnerships).flatMap((one) => {
      const { address, name, since } = record(one);
      if (!isAddressText(address)) return [];
      return [{ address: getAddress(address), name: typeof name === "string" ? name : "", since: typeof since === "number" ? since : 0 }];
    }),
    parents: list(given.parents).filter((one): one is string => typeof one === "string"),
    ...(typeof given.chainName === "string" ? { chainName: given.chainName } : {}),
    ...(typeof given.isTest === "boolean" ? { isTest: given.isTest } : {}),
    ...(isAddressText(ecosystem.address)
      ? { ecosystem: { address: getAddress(ecosystem.address), since: typeof ecosystem.since === "number" ? ecosystem.since : 0 } }
      : {}),
  };
}
