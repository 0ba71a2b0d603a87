/** The reader's wallet, on the chain and at the node that the page is at. */

import { computed, effect, signal } from "@preact/signals";
import type { Personal } from "../model/personal";
import { readPersonal } from "../model/personal";
import { openWallet } from "../wallet";
import type { SigningOptions } from "../wallet/signing";
import { hash } from "./router";
import { site } from "./site";
import { connection, snapshot } from "./store";

const place = computed(() => {
  const at = connection.value;
  return at && { chain: at.chainId, rpc: at.rpc };
});

const wallet = openWallet(place);

export const { session, sender } = wallet;
export const account = computed(() => session.account.value);
/** Whether another page shows this one, and which. */
export const shownBy = computed(() => wallet.frame.value.kind);
/** Whether it is a Safe's app, and who looks is no owner of the Safe. */
export const isReadOnly = computed(() => wallet.frame.value.kind === "safe" && wallet.frame.value.app.isReadOnly);

/** What the partnership is to the connected account, at the block that is shown. */
export const personal = signal<Personal | undefined>(undefined);

/** The wallet's turn as the reader knows it: that of when the view was opened, or of when "I have looked" was pressed. */
const seenTurn = signal(session.turn.peek());
/** Whether the wallet changed nothing by itself since. It outlasts what is drawn anew for another account. */
export const isLookedAt = computed(() => seenTurn.value === session.turn.value);

export function lookedAt(): void {
  seenTurn.value = session.turn.peek();
  session.seen();
}

/** After the server has said which pages may show this one. */
export function startWallet(): void {
  wallet.start(site.value?.parents ?? []);
  hash.subscribe(lookedAt);
  effect(() => {
    if (account.value === undefined) lookedAt();
  });
  followPersonal();
}

/** Reads it anew with every block and every change of account. */
function followPersonal(): void {
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

/** What signing needs: the same wallet, at the same node. */
export const signing: SigningOptions = {
  session,
  place,
  safeApp: computed(() => (wallet.frame.value.kind === "safe" ? wallet.frame.value.app : undefined)),
};
