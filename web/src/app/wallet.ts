/** The reader's wallet, on the chain and at the node that the page is at. */

import { computed, effect, signal } from "@preact/signals";
import type { Personal } from "../model/personal";
import { readPersonal } from "../model/personal";
import { openWallet } from "../wallet";
import type { SigningOptions } from "../wallet/signing";
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

/** The last change of the wallet that the reader has looked at: until then nothing is offered to be signed. */
const lookedAt = signal(session.turn.peek());
/** How many things that lead to a signature are shown now. */
let shown = 0;

/** Whether the wallet has changed its account or its chain while something was open to be signed. */
export const mustLookAgain = computed(() => lookedAt.value !== session.turn.value);

export function lookedAgain(): void {
  lookedAt.value = session.turn.peek();
}

/** Says that something that leads to a signature is shown; returns what says that it is not any more. */
export function showing(): () => void {
  shown += 1;
  return () => {
    shown -= 1;
  };
}

/** After the server has said which pages may show this one. */
export function startWallet(): void {
  wallet.start(site.value?.parents ?? []);
  followPersonal();
  effect(() => {
    // A change that nothing was open for need not be looked at. It is heard before anything is drawn anew.
    if (session.turn.value > 0 && shown === 0) lookedAgain();
  });
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
