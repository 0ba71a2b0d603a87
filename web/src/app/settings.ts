/** What the reader chose, kept in this browser. */

import { signal } from "@preact/signals";
import { getAddress } from "viem";
import { type Language, languageOf, LANGUAGES } from "../text";
import type { Address } from "../types";
import { isAddressText, list, namesOf, record } from "./reading-json";

export type Theme = "system" | "light" | "dark";

/** Nodes by chain id, names of accounts, and partnerships that were looked at. */
export interface Settings {
  readonly nodes: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<Address, string>>;
  readonly partnerships: readonly { readonly chainId: number; readonly address: Address; readonly name: string }[];
  readonly theme: Theme;
  readonly language: Language;
}

const KEY = "polypact.settings";
const NONE: Settings = { nodes: {}, names: {}, partnerships: [], theme: "system", language: readersOwn() };

export const settings = signal<Settings>(NONE);

export function loadSettings(): void {
  settings.value = kept() ?? NONE;
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) settings.value = kept() ?? settings.value;
  });
}

/** As the browser has them now, whichever tab wrote them last; undefined where it keeps nothing that can be read. */
function kept(): Settings | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? undefined : readSettings(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Changes a part of what is there now; a function gets that, so that a tab takes nothing back that another one wrote. */
export function change(some: Partial<Settings> | ((now: Settings) => Partial<Settings>)): void {
  const now = kept() ?? settings.value;
  settings.value = { ...now, ...(typeof some === "function" ? some(now) : some) };
  try {
    localStorage.setItem(KEY, JSON.stringify(settings.value));
  } catch {
    // A private window keeps nothing; the choice holds until it is closed.
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
    language: typeof given.language === "string" && Object.hasOwn(LANGUAGES, given.language) ? (given.language as Language) : readersOwn(),
  };
}

/** The first language of the browser's that the page has. */
function readersOwn(): Language {
  return languageOf(typeof navigator === "undefined" ? [] : navigator.languages);
}

/** Whether a browser may ask it from a page that came by https, too. With a name and password in it, none asks it at all. */
export function isNodeUrl(said: unknown): said is string {
  if (typeof said !== "string") return false;
  try {
    const { protocol, hostname, username, password } = new URL(said);
    if (username !== "" || password !== "") return false;
    return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname));
  } catch {
    return false;
  }
}
