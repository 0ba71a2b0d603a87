/** The reader's wallet, as the views use it. */

import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { t } from "../text";
import { discover, SAFE_RDNS } from "./discovery";
import { Journal, openTabs } from "./journal";
import { openFrame, type Frame, type SafeApp } from "./safeapp";
import { openSender, type Sender } from "./sending";
import { openSession, type Place, type Session } from "./session";
import { kept } from "./store";

export type { About, Act, ActState } from "./acts";
export { current, hasMore, isOpen, isOver } from "./acts";
export { addingOf, coinOf, type ChainFacts } from "./chains";
export type { WalletOffer } from "./discovery";
export type { Call } from "./eip1193";
export type { Frame } from "./safeapp";
export type { Shown } from "./confirming";
export type { Sender, Sending } from "./sending";
export type { Change, Place, Session } from "./session";
export type { Account } from "./signers";
export type { Trouble } from "./troubles";
export type { Fee, Trial } from "./trying";
export { accountText, isOurs, refusalText, troubleText, type Around } from "./words";

export interface Wallet {
  readonly session: Session;
  readonly sender: Sender;
  /** Whether another page shows this one, and which. */
  readonly frame: ReadonlySignal<Frame>;
  /** Begins to look at the chain. @param parents Origins of Safes that may show this page, by the page's own server. */
  start(parents: readonly string[]): void;
}

/** Devnets have blocks only when somebody sends something; elsewhere two epochs of Ethereum are waited for. */
const DEVNETS: readonly number[] = [1_337, 31_337];
const FINAL_AFTER = 64;

export function openWallet(place: ReadonlySignal<Place | undefined>): Wallet {
  const { wallets } = discover(window, () => t.peek().wallet.browser);
  const frame = signal<Frame>({ kind: window.parent === window ? "none" : "asking" });
  const safeApp = computed<SafeApp | undefined>(() => (frame.value.kind === "safe" ? frame.value.app : undefined));
  const store = kept(window);
  const session = openSession(wallets, place, store);
  const journal = new Journal(store, openTabs(window), Math.floor(Date.now() / 1000));
  const sender = openSender({ session, place, journal, safeApp, finalAfter: (chain) => (DEVNETS.includes(chain) ? 2 : FINAL_AFTER) });

  // Some wallets tell nobody that they changed; they are asked when the reader comes back from them.
  window.addEventListener("focus", () => void session.refresh());
  return {
    session,
    sender,
    frame,
    start: (parents) => {
      const found = openFrame(window, parents);
      effect(() => {
        frame.value = found.value;
        // Inside of a Safe it is the Safe that signs, whatever other wallets this browser has.
        if (found.value.kind !== "safe") return;
        const { provider } = found.value.app;
        const offer = { uuid: SAFE_RDNS, rdns: SAFE_RDNS, name: t.peek().wallet.safe, provider, isDoubtful: false };
        queueMicrotask(() => void session.connect(offer));
      });
      sender.start();
    },
  };
}
