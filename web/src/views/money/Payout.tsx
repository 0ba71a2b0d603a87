/** Where an account is paid: itself, or another one that it names. */

import { useState } from "preact/hooks";
import type { Books } from "../../app/books";
import { names } from "../../app/names";
import { SignButton } from "../../app/SignButton";
import { account } from "../../app/wallet";
import { askEscrow } from "../../chain/contracts";
import { escrowCall } from "../../model/escrow-calls";
import { partners } from "../../model/partnership";
import { t } from "../../text";
import { ETHER, type Address } from "../../types";
import { Address as Who, AddressField, Card, Notice, Panel, type Suggestion, Summary } from "../../ui";
import { useChain } from "./use";

export function Payout({ books }: { books: Books }) {
  const words = t.value.money.payout;
  const { seen } = books;
  const who = account.value;
  const [text, setText] = useState("");
  const [to, setTo] = useState<Address | undefined>(undefined);
  const said = useChain(who ? `payout:${who}` : "", (batch, now) => askEscrow(batch, now.escrow, "payout_of", who ?? ETHER));
  const current = said === ETHER ? who : said;
  const suggestions = partners(seen).flatMap((partner): Suggestion[] => {
    const name = names.value.of(partner.account);
    return name ? [{ address: partner.account, name }] : [];
  });
  const target = to === who ? ETHER : to;
  const isSame = to !== undefined && to === current;
  return (
    <>
      <div class="head"><h1 class="plain">{words.title}</h1><p class="lead">{words.lead}</p></div>
      <div class="cols">
        <Card kind="form">
          <AddressField label={words.to} hint={words.hint} value={text} suggestions={suggestions} onChange={(typed, found) => { setText(typed); setTo(found); }} />
          {to === seen.escrow && <Notice kind="wait">{words.escrow}</Notice>}
        </Card>
        <Panel title={t.value.money.pay.panel}>
          <Summary of={[
            { key: "now", term: words.now, value: current === undefined ? t.value.common.none : current === who ? words.own : <Who of={current} full /> },
            { key: "to", term: words.to, value: to === undefined ? t.value.common.none : to === who ? words.own : <Who of={to} full /> },
          ]} />
          <SignButton label={words.button} calls={target === undefined || isSame ? undefined : [escrowCall(seen.escrow, "set_payout", [target])]} why={isSame ? words.same : words.fillIn} subject="payout" connect={words.connect} />
          {current !== undefined && current !== who && (
            <SignButton kind="plain" label={words.buttonOwn} calls={[escrowCall(seen.escrow, "set_payout", [ETHER])]} subject="payout:own" connect={words.connect} isQuiet />
          )}
        </Panel>
      </div>
    </>
  );
}
