/** Connects the company's wallet; shows which account and chain it is on, and what else there is to choose. */

import { lazy, Suspense } from "preact/compat";
import { useState } from "preact/hooks";
import { initials, safeLine, shortAddress } from "../format";
import { t } from "../text";
import { announce, Button, Count, Dialog, Icon, Notice } from "../ui";
import { accountText, addingOf, type ChainFacts, coinOf, isOpen as isUnderWay, type WalletOffer } from "../wallet";
import { names } from "./names";
import { chainName } from "./site";
import { actsAt, connection, snapshot } from "./store";
import { sender, session, shownBy } from "./wallet";
import { walletTroubleText } from "./troubles";

const Acts = lazy(() => import("./Acts").then(({ Acts: found }) => found));

export function WalletButton() {
  const words = t.value.wallet;
  const [isOpen, setOpen] = useState(false);
  const account = session.account.value;
  const known = account && names.value.of(account);
  const name = account ? (known ? safeLine(known.name, 40) : shortAddress(account)) : "";
  const close = () => setOpen(false);
  const open = () => setOpen(true);
  // Also without a wallet: what was sent goes on.
  const acts = actsAt.value ? sender.actsOf(actsAt.value.chainId, actsAt.value.partnership) : [];
  const underWay = acts.filter(isUnderWay).length;
  return (
    <>
      <button class="who" type="button" aria-haspopup="dialog" aria-expanded={isOpen} onClick={open}>
        {account ? (
          <>
            <span class="vh">{t.value.shell.connectedAs(name)}</span>
            <span class="who__mono" aria-hidden="true">{known ? initials(name) : <Icon name="wallet" />}</span>
            <span class="who__name" aria-hidden="true">{name}</span>
            {known && <span class="hex" aria-hidden="true">{shortAddress(account)}</span>}
          </>
        ) : (
          <><span class="vh">{t.value.shell.connect}</span><span class="who__mono" aria-hidden="true"><Icon name="wallet" /></span><span class="who__name" aria-hidden="true">{t.value.shell.connect}</span></>
        )}
        <Count of={underWay} label={words.underWay} />
      </button>
      {isOpen && (
        <Dialog title={account ? words.yours : words.choose} onClose={close}>
          {account ? <Connected close={close} /> : <Choice close={close} />}
          {acts.length > 0 && <Suspense fallback={null}><Acts of={acts} /></Suspense>}
        </Dialog>
      )}
    </>
  );
}

function Choice({ close }: { close: () => void }) {
  const words = t.value.wallet;
  const offers = session.wallets.value;
  const trouble = session.trouble.value;
  const frame = shownBy.value;
  if (frame === "stranger" || frame === "asking") return <Notice kind={frame === "stranger" ? "against" : "wait"} title={words.frame[frame]} />;
  const connect = async (offer: WalletOffer) => {
    if (await session.connect(offer)) {
      announce(words.connected);
      close();
    }
  };
  return (
    <div class="stack stack--near">
      {offers.length === 0 && <p class="hint">{words.noWallet}</p>}
      <ul class="wallets">
        {offers.map((offer) => (
          <li key={offer.uuid}>
            <button class="btn btn--wide" type="button" onClick={() => void connect(offer)} disabled={session.state.value === "asking"}>
              {offer.icon && <img src={offer.icon} alt="" width={24} height={24} />}
              {safeLine(offer.name, 40)}
              {offer.isDoubtful && <span class="tag">{words.doubtful}</span>}
            </button>
          </li>
        ))}
      </ul>
      {session.state.value === "asking" && <p class="hint" role="status">{words.asking} <Button small kind="quiet" onPress={() => session.giveUp()}>{words.giveUp}</Button></p>}
      {trouble && <Notice kind="wait" live>{walletTroubleText(trouble)}</Notice>}
    </div>
  );
}

function Connected({ close }: { close: () => void }) {
  const words = t.value.wallet;
  const [isSwitching, setSwitching] = useState(false);
  const account = session.account.value;
  const wallet = session.chosen.value;
  const at = actsAt.value;
  if (!account) return null;
  const kind = session.kind.value;
  const leave = async () => {
    await session.disconnect();
    close();
  };
  const toChain = async () => {
    setSwitching(true);
    await switchToPage();
    setSwitching(false);
  };
  return (
    <div class="stack stack--near">
      {wallet && <p class="small soft">{words.by(safeLine(wallet.name, 40))}{kind ? ` ${accountText(words, kind)}` : ""}</p>}
      <ul class="wallets">
        {session.accounts.value.map((one) => {
          const known = names.value.of(one);
          return (
            <li key={one}>
              <button class="btn btn--wide" type="button" aria-pressed={one === account} onClick={() => session.choose(one)}>
                {known ? safeLine(known.name, 40) : ""} <span class="hex">{shortAddress(one)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {at && !session.chainOk.value && (
        <>
          <WrongChain />
          <Button onPress={() => void toChain()} why={isSwitching && words.asking}>{words.chain.change(chainName(at.chainId))}</Button>
          {session.trouble.value && <Notice kind="wait" live>{walletTroubleText(session.trouble.value)}</Notice>}
        </>
      )}
      <Button kind="quiet" onPress={() => void leave()}>{words.disconnect}</Button>
    </div>
  );
}

/** That the wallet is somewhere else than the partnership, noticed before any form; and what it is told if it does not know the chain. */
export function WrongChain() {
  const words = t.value.wallet.chain;
  const at = actsAt.value;
  const facts = chainFacts();
  if (!at) return null;
  const name = safeLine(snapshot.value?.name ?? t.value.shell.partnership, 60);
  const on = session.chain.value;
  const adding = facts && addingOf(facts);
  return (
    <Notice kind="wait" title={on === undefined ? words.unknown(name, chainName(at.chainId)) : words.wrong(name, chainName(at.chainId), chainName(on))}>
      {adding && words.adding(adding.chainName, adding.rpcUrls.join(", "))}
    </Notice>
  );
}

function chainFacts(): ChainFacts | undefined {
  const at = actsAt.value;
  const from = connection.value;
  return at && from && { chain: at.chainId, name: chainName(at.chainId), coin: coinOf(at.chainId), node: from.rpc.url };
}

/** Asks the wallet to go where the page is. */
export async function switchToPage(): Promise<boolean> {
  const facts = chainFacts();
  return facts ? session.switchChain(facts) : false;
}
