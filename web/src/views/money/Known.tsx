/** Having a token be known, so that what arrives in it can be split. */

import { useState } from "preact/hooks";
import type { Books } from "../../app/books";
import { SignButton } from "../../app/SignButton";
import { askToken } from "../../chain/contracts";
import { askTokenFacts } from "../../model/tokens";
import { escrowCall } from "../../model/escrow-calls";
import { t } from "../../text";
import type { Address } from "../../types";
import { AddressField, Card, Notice, Panel } from "../../ui";
import { fullText, useChain } from "./use";

export function Known({ books }: { books: Books }) {
  const words = t.value.money.known;
  const { seen } = books;
  const [text, setText] = useState("");
  const [address, setAddress] = useState<Address | undefined>(undefined);
  const found = useChain(address ? `token:${address}` : "", async (batch, now) => {
    if (!address) return undefined;
    const [token, held] = await Promise.all([askTokenFacts(batch, address, false), askToken<bigint>(batch, address, "balanceOf", now.escrow)]);
    return { token, held };
  });
  const isKnown = address !== undefined && seen.tokens.has(address);
  return (
    <>
      <div class="head"><h1 class="plain">{words.title}</h1><p class="lead">{words.lead}</p></div>
      <div class="cols">
        <Card kind="form">
          <AddressField label={words.address} hint={words.hint} value={text} suggestions={[]} onChange={(typed, read) => { setText(typed); setAddress(read); }} />
          {isKnown && <Notice kind="ok">{words.isKnown}</Notice>}
          {found && !isKnown && (found.held === undefined ? <Notice kind="against">{words.strange}</Notice> : <Notice>{words.holds(fullText(found.token, found.held))}</Notice>)}
        </Card>
        <Panel title={t.value.money.pay.panel}>
          <SignButton label={words.button} calls={address === undefined || isKnown ? undefined : [escrowCall(seen.escrow, "know_token", [address])]} why={isKnown ? words.isKnown : t.value.money.payout.fillIn} subject={`know:${address ?? ""}`} connect={words.connect} />
        </Panel>
      </div>
    </>
  );
}
