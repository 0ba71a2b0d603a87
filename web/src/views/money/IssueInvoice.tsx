/** A treasurer's invoice: a payment that is expected, and one that is expected no more. */

import { useState } from "preact/hooks";
import type { Books } from "../../app/books";
import { SignButton } from "../../app/SignButton";
import { chainNow } from "../../app/store";
import { escrowCall, referenceWord } from "../../model/escrow-calls";
import { t } from "../../text";
import { Card, DateField, Panel, SumField, TextField } from "../../ui";
import { referenceWords } from "../../words/chain_text";
import { payable, useSum } from "./sums";

export function IssueInvoice({ books }: { books: Books }) {
  const words = t.value.money.invoice;
  const { seen, ledger } = books;
  const tokens = payable(seen);
  const form = useSum(tokens);
  const [number, setNumber] = useState("");
  const [due, setDue] = useState<number | undefined>(undefined);
  const { word, isReadable } = referenceWord(number);
  const isTaken = number.trim() !== "" && ledger.replay.invoices.standing.has(word);
  const isPast = due !== undefined && due <= chainNow.value;
  const { amount, token } = form;
  const isReady = number.trim() !== "" && !isTaken && amount !== undefined && due !== undefined && !isPast;
  const open = ledger.replay.invoices.issued.filter((invoice) => invoice.open > 0n && invoice.withdrawn === 0);
  return (
    <>
      <div class="head"><h1 class="plain">{words.title}</h1><p class="lead">{words.lead}</p></div>
      <div class="cols">
        <Card kind="form">
          <TextField label={words.number} value={number} onChange={setNumber} hint={isReadable ? words.numberHint : t.value.money.pay.referenceLong} error={isTaken && words.taken} />
          <SumField label={t.value.money.pay.amount} value={form.text} onChange={form.set} token={token} tokens={tokens} />
          <DateField label={words.due} value={due} onChange={setDue} error={isPast && words.duePast} />
        </Card>
        <Panel title={t.value.money.pay.panel}>
          <SignButton
            label={number.trim() === "" ? words.title : words.button(number.trim().slice(0, 40))}
            calls={isReady ? [escrowCall(seen.escrow, "issue_invoice", [word, token.address, amount, BigInt(due)])] : undefined}
            why={words.fillIn} subject="invoice" connect={words.connect} onMined={() => setNumber("")}
          />
        </Panel>
      </div>
      {open.length > 0 && (
        <div class="stack key--below">
          {open.slice(0, 10).map((invoice) => (
            <Card pad key={invoice.reference}>
              <p>{referenceWords(invoice.reference)}</p>
              <SignButton kind="plain" label={words.withdraw} about={referenceWords(invoice.reference)} calls={[escrowCall(seen.escrow, "withdraw_invoice", [invoice.reference])]} subject={`withdraw:${invoice.reference}`} connect={words.connect} isQuiet />
            </Card>
          ))}
        </div>
      )}
    </>
  );
}
