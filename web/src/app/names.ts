/**
 * Who an account is: by this page's own contracts, the reader's names, and those of whoever serves the page. The reader's own
 * machine (`polypact page`) serves those of the reader's address book; any other host's are that host's.
 */

import { computed } from "@preact/signals";
import { safeLine, shortAddress } from "../format";
import { t } from "../text";
import { ETHER, type Address, type Name, type Names } from "../types";
import { settings } from "./settings";
import { site } from "./site";
import { place, snapshot } from "./store";

export const names = computed<Names>(() => {
  const own = settings.value.names;
  const served = site.value?.chainId === place.value?.chainId ? (site.value?.names ?? {}) : {};
  const seen = snapshot.value;
  const said = (address: Address): string | undefined => own[address] ?? served[address];
  return {
    of(address: Address): Name | undefined {
      if (seen && address === seen.place.partnership) return { name: seen.name, source: "self" };
      if (seen && address === seen.escrow) return { name: `${seen.name}: escrow`, source: "self" };
      if (address === ETHER) return undefined;
      const name = said(address);
      if (name !== undefined) return { name, source: own[address] !== undefined || site.value?.asks ? "book" : "host" };
      // A seat that moved keeps its partner's name.
      const partner = seen?.roster.find((one) => one.holder === address && one.account !== address && said(one.account) !== undefined);
      const former = partner && said(partner.account);
      return former === undefined ? undefined : { name: former, source: "roster" };
    },
  };
});

/**
 * An account inside a sentence: its name, else its seat, else the whole address. Never a shortened address alone: two whose
 * first and last digits are the same are made in minutes.
 */
export function called(address: Address, longest = 60): string {
  const known = names.value.of(address);
  if (known) return safeLine(known.name, longest);
  const partner = snapshot.value?.roster.find(({ account, holder }) => account === address || holder === address);
  return partner ? `${t.value.seat.number(String(partner.seat))} (${shortAddress(address)})` : address;
}
