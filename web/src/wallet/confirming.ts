/** That the wallet still has the account and chain that stood on the screen; asked of it, as it may change silently. */

import type { ReadonlySignal } from "@preact/signals";
import { asAddress, asNumber, ask, isSame, type Address } from "./eip1193";
import type { WalletOffer } from "./discovery";
import type { Place, Session } from "./session";
import { WalletTrouble } from "./troubles";

/** The account and chain that stood on the screen when the button was pressed. */
export interface Shown {
  readonly account: Address;
  readonly chain: number;
}

/** Milliseconds for questions that open no window. */
const QUICK = 20_000;

/** @throws WalletTrouble if the wallet is another one by now in any respect. */
export async function confirmShown(session: Session, place: ReadonlySignal<Place | undefined>, shown: Shown): Promise<WalletOffer> {
  const wallet = session.chosen.peek();
  if (!wallet || session.state.peek() !== "connected") throw new WalletTrouble({ kind: "notConnected" });
  const at = place.peek();
  if (at?.chain !== shown.chain) throw new WalletTrouble({ kind: "otherChain", chain: at?.chain });
  const [list, on] = await inTime(Promise.all([ask(wallet.provider, "eth_accounts"), ask(wallet.provider, "eth_chainId")]));
  const accounts = Array.isArray(list) ? list.map(asAddress) : [];
  if (!isSame(session.account.peek(), shown.account) || !accounts.some((one) => isSame(one, shown.account))) {
    throw new WalletTrouble({ kind: "otherAccount", account: accounts.some((one) => isSame(one, shown.account)) ? session.account.peek() : accounts[0] });
  }
  const chain = asNumber(on);
  if (chain !== shown.chain) throw new WalletTrouble({ kind: "otherChain", chain });
  return wallet;
}

/** A wallet that does not answer such a question is not there. */
export async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, no) => {
    timer = setTimeout(() => no(new WalletTrouble({ kind: "silent" })), QUICK);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
