/** The reader's wallet, on the chain and at the node that the page is at. */

import { computed, effect, signal } from "@preact/signals";
import type { Personal } from "../model/personal";
import { readPersonal } from "../model/personal";
import { openWallet } from "../wallet";
import { connection, snapshot } from "./store";

const place = computed(() => {
  const at = connection.value;
  return at && { chain: at.chainId, rpc: at.rpc };
});

/** Discovery, session and what is under way, for the whole page. */
export const wallet = openWallet(place);
export const account = computed(() => wallet.session.account.value);

/** What the partnership is to the connected account, at the block that is shown. */
export const personal = signal<Personal | undefined>(undefined);

/** Reads it anew with every block and every change of account. */
export function followPersonal(): void {
  effect(() => {
    const who = account.value;
    const seen = snapshot.value;
    const from = connection.value;
    if (!who || !seen || !from) {
      personal.value = undefined;
      return;
    }
    if (personal.peek()?.account !== who) personal.value = undefined;
    readPersonal(from.rpc, seen, who).then(
      (found) => {
        if (account.peek() === who && snapshot.peek() === seen) personal.value = found;
      },
      () => undefined, // the store tells that the node is down
    );
  });
}
