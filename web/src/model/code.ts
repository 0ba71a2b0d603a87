/**
 * Whether what stands at an address is this release, to the byte. Anybody can deploy something that answers like a
 * partnership and does otherwise: its views may tell what they like, and all other checks believe them. So the proxies, the
 * main contracts, the tables and addresses that those were deployed with, and every facet behind them are hashed here.
 */

import { getAddress, keccak256, slice, size } from "viem";
import { together } from "../chain/batch";
import { implementationOf } from "../chain/contracts";
import type { Rpc } from "../chain/rpc";
import { CODES, type Fixed, FIXED, MAIN_CONTRACTS } from "../generated/code";
import type { Address, Hex } from "../types";
import type { Snapshot } from "./partnership";

const KINDS = ["partnership", "escrow"] as const;
type Kind = (typeof KINDS)[number];

const WORD = 32;

/** Whether a partnership and its escrow run the code of this release, and nothing else. Rejects where the node does not tell. */
export async function isThisRelease(rpc: Rpc, proxies: Snapshot["code"]): Promise<boolean> {
  const [partnership, escrow] = KINDS.map((kind) => implementationOf(proxies[kind]));
  return partnership !== undefined && escrow !== undefined && (await areThisRelease(rpc, { partnership, escrow }));
}

/** The same of the implementations that proxies lead to, at these addresses. */
export async function areThisRelease(rpc: Rpc, at: Readonly<Record<Kind, string>>): Promise<boolean> {
  const mains = KINDS.map((kind) => at[kind]);
  const codes = await codesAt(rpc, mains);
  const facets = new Map<Address, string>();
  for (const [place, kind] of KINDS.entries()) {
    const found = facetsIn(kind, at[kind], codes[place] ?? "0x");
    if (!found) return false;
    for (const [address, name] of found) {
      if ((facets.get(address) ?? name) !== name) return false;
      facets.set(address, name);
    }
  }
  const behind = await codesAt(rpc, [...facets.keys()]);
  return [...facets.values()].every((name, place) => isCodeOf(name, behind[place] ?? "0x"));
}

/** The facets that a main contract hands its calls to, by what it was deployed with; undefined if it is not ours. */
export function facetsIn(kind: Kind, address: string, code: Hex): [Address, string][] | undefined {
  const fixed: Fixed | undefined = FIXED[kind];
  if (!fixed || !isCodeOf(MAIN_CONTRACTS[kind], code)) return undefined;
  if (keccak256(slice(code, fixed.table, fixed.table + tableSize(fixed))) !== fixed.tableHash) return undefined;
  if (fixed.own !== undefined && addressIn(wordAt(code, fixed.own))?.toLowerCase() !== address.toLowerCase()) return undefined;
  const found: [Address, string][] = [];
  for (const [route, name] of fixed.routes.entries()) {
    const word = wordAt(code, fixed.facets + WORD * route);
    const facet = addressIn(word);
    // What stands above an address in its word is ignored when it is called, so nothing may stand there.
    if (facet === undefined) return undefined;
    if (name !== "") found.push([facet, name]);
    else if (BigInt(word) !== 0n) return undefined;
  }
  return found;
}

function tableSize(fixed: Fixed): number {
  return fixed.facets - fixed.table;
}

/** Whether it is the code of one of our contracts; behind it stand immutables, which are of the deployment. */
export function isCodeOf(name: string, code: Hex): boolean {
  const known = CODES[name];
  return known !== undefined && size(code) === known.size + known.immutables && keccak256(slice(code, 0, known.size)) === known.hash;
}

function wordAt(code: Hex, at: number): Hex {
  return slice(code, at, at + WORD);
}

function addressIn(word: Hex): Address | undefined {
  return /^0x0{24}/.test(word) ? getAddress(`0x${word.slice(26)}`) : undefined;
}

function codesAt(rpc: Rpc, addresses: readonly string[]): Promise<readonly Hex[]> {
  return together<Hex[]>(rpc, (batch) => addresses.map((address) => batch.code(address as Address)));
}
