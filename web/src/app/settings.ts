/**
 * What the reader chose, kept in this browser; and what the server of this page says of the chain it was started for.
 * Neither is asked for anywhere else.
 */

import { signal } from "@preact/signals";
import { getAddress, isAddress } from "viem";
import type { Address } from "../types";

export type Theme = "system" | "light" | "dark";
export type Language = "en" | "de";

/** Nodes by chain id, names of accounts, and partnerships that were looked at. */
export interface Settings {
  readonly nodes: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<Address, string>>;
  readonly partnerships: readonly { readonly chainId: number; readonly address: Address; readonly name: string }[];
  readonly theme: Theme;
  readonly language: Language;
}

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

const KEY = "polypact.settings";
const NONE: Settings = { nodes: {}, names: {}, partnerships: [], theme: "system", language: "en" };

export const settings = signal<Settings>(NONE);
export const site = signal<SiteConfig | undefined>(undefined);

export function loadSettings(): void {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    settings.value = readSettings(said);
  } catch {
    settings.value = NONE;
  }
}

export function change(some: Partial<Settings>): void {
  settings.value = { ...settings.value, ...some };
  try {
    localStorage.setItem(KEY, JSON.stringify(settings.value));
  } catch {
    // A private window keeps nothing; the choice holds until it is closed.
  }
}

/** What the server says; nothing where the page came from a static host. */
export async function loadSite(): Promise<void> {
  try {
    const response = await fetch("site-config.json", { cache: "no-store" });
    if (response.ok) site.value = readSite(await response.json());
  } catch {
    site.value = undefined;
  }
}

export function readSettings(said: unknown): Settings {
  const given = record(said);
  const theme = given.theme === "light" || given.theme === "dark" ? given.theme : "system";
  return {
    nodes: Object.fromEntries(Object.entries(record(given.nodes)).filter(([, url]) => isNodeUrl(url))) as Record<string, string>,
    names: namesOf(given.names),
    partnerships: list(given.partnerships).flatMap((one) => {
      const { chainId, address, name } = record(one);
      if (typeof chainId !== "number" || !isAddressText(address)) return [];
      return [{ chainId, address: getAddress(address), name: typeof name === "string" ? name : "" }];
    }),
    theme,
    language: given.language === "de" ? "de" : "en",
  };
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

/** Whether a browser may ask it from a page that came by https, too. */
export function isNodeUrl(said: unknown): said is string {
  if (typeof said !== "string") return false;
  try {
    const { protocol, hostname } = new URL(said);
    return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname));
  } catch {
    return false;
  }
}

function namesOf(said: unknown): Record<Address, string> {
  const found: Record<Address, string> = {};
  for (const [address, name] of Object.entries(record(said))) {
    if (isAddressText(address) && typeof name === "string" && name.trim()) found[getAddress(address)] = name.trim();
  }
  return found;
}

function isAddressText(said: unknown): said is Address {
  return typeof said === "string" && isAddress(said, { strict: false });
}

function record(said: unknown): Record<string, unknown> {
  return typeof said === "object" && said !== null ? (said as Record<string, unknown>) : {};
}

function list(said: unknown): unknown[] {
  return Array.isArray(said) ? said : [];
}
