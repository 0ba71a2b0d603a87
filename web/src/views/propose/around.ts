/** What forms are read with: names of the address book and of the roster, the tokens, the chain's time. */

import { names } from "../../app/names";
import { settings } from "../../app/settings";
import { site } from "../../app/site";
import { chainNow } from "../../app/store";
import type { Around } from "../../model/drafts/fields";
import type { Snapshot } from "../../model/partnership";
import type { Address } from "../../types";

export function aroundOf(seen: Snapshot): Around {
  const book = { ...(site.value?.chainId === seen.place.chainId ? site.value.names : {}), ...settings.value.names };
  const byName = new Map<string, Address | undefined>();
  for (const [address, name] of Object.entries(book) as [Address, string][]) {
    const key = name.trim().toLowerCase();
    byName.set(key, byName.has(key) && byName.get(key) !== address ? undefined : address);
  }
  return {
    partnership: seen.place.partnership,
    escrow: seen.escrow,
    tokens: seen.tokens,
    now: chainNow.value,
    named: (name) => {
      const wanted = name.trim().toLowerCase();
      const found = byName.get(wanted);
      if (found) return found;
      return seen.roster.map((partner) => partner.account).find((account) => names.value.of(account)?.name.toLowerCase() === wanted);
    },
  };
}
