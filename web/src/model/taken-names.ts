/** Names that anybody may take: who is known by one, or says that it has it. */

import { safeLine } from "../format";
import type { Address } from "../types";
import { sameName } from "./founding/findings";

/** Name, as it is the same to the eye => whose it is. */
export type Taken = ReadonlyMap<string, ReadonlySet<Address>>;

export function takenNames(all: Iterable<readonly [string, string]>): Taken {
  const by = new Map<string, Set<Address>>();
  for (const [address, name] of all) {
    const key = keyOf(name);
    by.set(key, (by.get(key) ?? new Set<Address>()).add(address as Address));
  }
  return by;
}

/** A name as it can be shown; with the whole address where somebody else has it, too. */
export function toldApart(name: string, who: Address, taken: Taken): string {
  const said = safeLine(name, 60);
  const others = taken.get(keyOf(name));
  return others && [...others].some((other) => other !== who) ? `${said} (${who})` : said;
}

function keyOf(name: string): string {
  return sameName(safeLine(name, 60));
}
