/** Paying something in: as a customer pays an invoice, by its number or without. */

import { useState } from "preact/hooks";
import type { Books } from "../../app/books";
import { route } from "../../app/router";
import { SignButton } from "../../app/SignButton";
import { account } from "../../app/wallet";
import { isHex } from "../../format";
import { payCalls, referenceWord } from "../../model/escrow-calls";
import { type Invoice, NO_REFERENCE } from "../../model/statement/entries";
import { t } from "../../text";
import type { Hex } from "../../types";
import { Address as Who, Card, Notice, Panel, Summary, TextField, unitText } from "../../ui";
import { referenceWords } from "../../words/chain_text";
import { allowParts, Parts, payable, TokenSum, useHeld, useSum } from "./sums";
import { dayText, fullText, shortText, tokenAt } from "./use";

export function Pay({ books }: { books: Books }) {
  const words = t.value.money.pay;
  const { seen, ledger } = books;
  const asked = invoiceOf(books, route.value.path[2]);
  const first = asked && tokenAt(seen, asked.invoice.token);
  const [reference, setReference] = useState(asked ? referenceWords(asked.invoice.reference) : (route.value.query.get("reference") ?? ""));
  const tokens = payable(seen);
  const form = useSum(tokens, first, asked?.invoice.open || undefined);
  const held = useHeld(form.token, seen.escrow);
  const { word, isReadable } = wordOf(reference, asked?.invoice);
  const invoice = reference.trim() === "" ? undefined : ledger.replay.invoices.standing.get(word);
  const { amount, token } = form;
  const calls = amount === undefined ? undefined : payCalls(seen.escrow, token.address, amount, reference.trim() === "" ? NO_REFERENCE : word, held?.allowance ?? 0n);
  const parts = amount === undefined ? [] : allowParts(token, amount, held?.allowance ?? 0n, words.then(fullText(token, amount)));
  return (
    <>
      <div class="head"><h1 class="plain">{words.title}</h1><p class="lead">{words.lead}</p></div>
      <div class="cols">
        <Card kind="form">
          <TextField
            label={words.reference} optional value={reference} onChange={setReference}
            hint={isReadable ? words.referenceHint : words.referenceLong}
          />
          {reference.trim() !== "" && <Fits books={books} invoice={invoice} token={token.address} amount={amount} />}
          <TokenSum form={form} tokens={tokens} held={held} label={words.amount} />
        </Card>
        <Panel title={words.panel}>
          <Summary of={[
            { key: "from", term: words.payer, value: account.value ? <Who of={account.value} noCopy /> : t.value.common.none },
            { key: "to", term: words.to, value: <Who of={seen.escrow} full source={false} /> },
          ]} />
          <Parts of={parts} />
          <SignButton
            label={amount === undefined ? words.title : words.button(shortText(token, amount))} calls={calls} parts={parts} why={words.fillIn}
            subject={`pay:${word}`} connect={words.connect} onMined={() => form.set("", undefined)}
          />
        </Panel>
      </div>
    </>
  );
}

function invoiceOf(books: Books, said: string | undefined): { readonly invoice: Invoice } | undefined {
  if (said === undefined || !isHex(said)) return undefined;
  const invoice = books.ledger.replay.invoices.standing.get(said.toLowerCase() as Hex);
  return invoice && { invoice };
}

/** The word of a typed reference; the one of the invoice that the link named, as long as its text stands there. */
function wordOf(text: string, asked: Invoice | undefined): { readonly word: Hex; readonly isReadable: boolean } {
  if (asked && text.trim() === referenceWords(asked.reference)) return { word: asked.reference, isReadable: true };
  const found = /^0x[0-9a-f]{64}$/i.test(text.trim()) ? (text.trim().toLowerCase() as Hex) : undefined;
  return found ? { word: found, isReadable: true } : referenceWord(text);
}

/** How a payment fits the invoices: said before anything is sent, as nobody can take it back. */
function Fits({ books, invoice, token, amount }: { books: Books; invoice: Invoice | undefined; token: string; amount: bigint | undefined }) {
  const words = t.value.money.pay;
  const { seen, ledger } = books;
  if (!invoice) {
    const open = ledger.replay.invoices.issued.filter((each) => each.open > 0n && each.withdrawn === 0).map((each) => referenceWords(each.reference));
    return <Notice kind={open.length > 0 ? "wait" : "plain"}>{open.length > 0 ? words.unknownOpen(open.slice(0, 5).join(", ")) : words.unknown}</Notice>;
  }
  const its = tokenAt(seen, invoice.token);
  if (invoice.token !== token) return <Notice kind="against">{words.otherToken(unitText(its))}</Notice>;
  if (invoice.open === 0n) return <Notice kind="against">{words.paidAlready}</Notice>;
  if (amount !== undefined && amount > invoice.open) return <Notice kind="wait">{words.tooMuch(fullText(its, invoice.open))}</Notice>;
  return <Notice kind="ok">{words.fits(fullText(its, invoice.open), dayText(invoice.due))}</Notice>;
}
