/** The reader's wallet, on the chain and at the node that the page is at. */

import { computed, effect, signal } from "@preact/signals";
import type { Personal } from "../model/personal";
import { readPersonal } from "../model/personal";
import { t } from "../text";
import { discover } from "../wallet/discovery";
import { Journal, openTabs } from "../wallet/journal";
import { type Frame, openFrame } from "../wallet/safeapp";
import { openSender } from "../wallet/sending";
import { openSession } from "../wallet/session";
import { kept } from "./kept";
import { isTestChain, site } from "./site";
import { connection, snapshot } from "./store";

const place = computed(() => {
  const at = connection.value;
  return at && { chain: at.chainId, rpc: at.rpc };
});

/** Whether another page shows this one, and which. Told once the server has said whom it trusts. */
const frame = signal<Frame>({ kind: "none" });
export const shownBy = computed(() => frame.value.kind);
const safeApp = computed(() => (frame.value.kind === "safe" ? frame.value.app : undefined));

export const discovery = discover(window, t.peek().wallet.browser);

/** The wallets that can be chosen: inside a Safe's own app that Safe, and nothing at all inside a stranger's page. */
const offers = computed(() => {
  const app = safeApp.value;
  if (app) return [{ uuid: "safe", rdns: "global.safe", name: t.value.wallet.safe, provider: app.provider, isDoubtful: false }];
  return frame.value.kind === "none" ? discovery.wallets.value : [];
});

export const session = openSession(offers, place, kept);
export const sender = openSender({
  session,
  place,
  journal: new Journal(kept, openTabs(window), Math.floor(Date.now() / 1000)),
  finalAfter: (chain) => (isTestChain(chain) ? 2 : 32),
  safeApp,
});
export const account = computed(() => session.account.value);

/** What the partnership is to the connected account, at the block that is shown. */
export const personal = signal<Personal | undefined>(undefined);

/** After the server has said what it has to say. */
export function startWallet(): void {
  const asked = openFrame(window, site.value?.parents ?? []);
  effect(() => {
    frame.value = asked.value;
  });
  effect(() => {
    const app = safeApp.value;
    const [offer] = offers.value;
    if (app && offer && session.state.peek() === "none") void session.connect(offer);
  });
  sender.start();
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
