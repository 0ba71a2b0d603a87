/** What came in, payment by payment, and what is expected. */

import { useState } from "preact/hooks";
import type { Books } from "../../app/books";
import { hrefOf } from "../../app/router";
import { place } from "../../app/store";
import { wholeText } from "../../format";
import { byPlainTransfer } from "../../model/earnings";
import { type Invoice, NO_REFERENCE, type Payment } from "../../model/statement/entries";
import { t } from "../../text";
import type { Address, Hex } from "../../types";
import { Address as Who, Button, Card, Empty, Said, Section, State, Sum, Table, unitText, When } from "../../ui";
import { referenceWords } from "../../words/chain_text";
import { entriesOf, tokenAt } from "./use";

const SHOWN = 8;
/** Columns for tokens that a desk has room for; what came in others has its unit beside it. */
const COLUMNS = 3;

/** The text of a reference, as a stranger's; a fingerprint shortened. */
export function Reference({ of }: { of: Hex }) {
  const text = referenceWords(of);
  return <Said as="inline" text={text.length > 40 ? `${text.slice(0, 12)}…${text.slice(-6)}` : text} limit={40} />;
}

export function CameIn({ books }: { books: Books }) {
  const words = t.value.money;
  const { ledger, seen } = books;
  const [count, setCount] = useState(SHOWN);
  const came = ledger.payments.filter((paid) => paid.what === "received").toReversed();
  const tokens = columnsOf(books, came);
  const rest = entriesOf(ledger).map((entry) => ({ entry, plain: byPlainTransfer(entry) })).filter(({ plain }) => plain > 0n);
  const cells = (token: Address, amount: bigint) =>
    tokens.length > COLUMNS
      ? [<Sum key="sum" of={{ token: tokenAt(seen, token), amount }} pad />]
      : tokens.map((each) => (each === token ? <Sum key={each} of={{ token: tokenAt(seen, each), amount }} pad noUnit /> : null));
  const columns = tokens.length > COLUMNS
    ? [{ key: "sum", head: t.value.common.together, label: "", right: true }]
    : tokens.map((token) => ({ key: token, head: unitText(tokenAt(seen, token)), right: true }));
  return (
    <Section title={words.came} id="came" aside={<a href={hrefOf(place.value, "money", "pay")}>{words.acts.pay}</a>}>
      {came.length === 0 && rest.length === 0 ? <Empty>{words.cameNothing}</Empty> : (
        <Card>
          <Table
            caption={words.cameCaption}
            columns={[{ key: "what", head: words.what }, { key: "when", head: words.when }, { key: "from", head: words.from }, ...columns]}
            rows={[
              ...came.slice(0, count).map((paid) => ({
                key: `${paid.block}.${paid.index}`,
                cells: [<For key="for" paid={paid} books={books} />, <When key="when" at={paid.time} noYear={isThisYear(paid.time, ledger.time)} />, paid.account === undefined ? null : <Who key="who" of={paid.account} />, ...cells(paid.token, paid.amount)],
              })),
              ...rest.map(({ entry, plain }) => ({
                key: `plain ${entry.token}`,
                cells: [words.plain, <span key="when" class="soft">{words.plainWhen}</span>, null, ...cells(entry.token, plain)],
              })),
            ]}
          />
        </Card>
      )}
      {came.length > count && <p class="dl"><Button kind="quiet" onPress={() => setCount(came.length)}>{t.value.common.showMore(came.length - count)}</Button></p>}
      <p class="small soft key--below">{words.escrowAddress} <Who of={seen.escrow} full source={false} /></p>
    </Section>
  );
}

function columnsOf(books: Books, came: readonly Payment[]): Address[] {
  const used = new Set([...came.map((paid) => paid.token), ...entriesOf(books.ledger).map((entry) => entry.token)]);
  return [...used];
}

function For({ paid, books }: { paid: Payment; books: Books }) {
  const words = t.value.money;
  if (paid.reference === NO_REFERENCE) return <>{words.noReference}</>;
  const invoice = books.ledger.replay.invoices.issued.findLast((each) => each.reference === paid.reference && each.token === paid.token && each.issued <= paid.time);
  return (
    <>
      {invoice ? `${words.invoiceWord} ` : `${words.forWord} `}<Reference of={paid.reference} />
      {invoice && <Status invoice={invoice} now={books.ledger.time} inline />}
    </>
  );
}

function isThisYear(time: number, now: number): boolean {
  return new Date(time * 1000).getFullYear() === new Date(now * 1000).getFullYear();
}

export function Status({ invoice, now, inline }: { invoice: Invoice; now: number; inline?: boolean }) {
  const words = t.value.money;
  const { status, isOverdue } = invoice.status(now + 1);
  const kind = status.startsWith("paid") ? "good" : isOverdue ? "bad" : status.includes("withdrawn") ? "done" : "wait";
  return <State kind={kind} inline={inline} icon={inline ? false : undefined}>{isOverdue ? words.overdue : words.status[status]}</State>;
}

export function InvoiceTable({ books }: { books: Books }) {
  const words = t.value.money;
  const { ledger, seen } = books;
  const [count, setCount] = useState(SHOWN);
  const issued = [...ledger.replay.invoices.issued].sort((a, b) => rank(a, ledger.time) - rank(b, ledger.time) || b.issued - a.issued);
  return (
    <Section title={words.invoices} id="invoices" aside={<a href={hrefOf(place.value, "money", "invoice")}>{words.acts.invoice}</a>}>
      {issued.length === 0 ? <Empty>{words.invoicesNone}</Empty> : (
        <Card>
          <Table
            caption={words.invoicesCaption}
            columns={[
              { key: "reference", head: words.reference },
              { key: "due", head: words.due },
              { key: "asked", head: words.asked, right: true },
              { key: "paid", head: words.paidSoFar, right: true },
              { key: "do", head: <span class="vh">{words.payThis}</span>, label: "", right: true },
            ]}
            rows={issued.slice(0, count).map((invoice) => ({
              key: `${invoice.reference} ${invoice.issued}`,
              cells: [
                <><Reference of={invoice.reference} /><Status invoice={invoice} now={ledger.time} inline /></>,
                <When key="due" at={invoice.due} dateOnly noWeekday edge="closing" />,
                <Sum key="asked" of={{ token: tokenAt(seen, invoice.token), amount: invoice.asked }} />,
                <Sum key="paid" of={{ token: tokenAt(seen, invoice.token), amount: invoice.paid }} />,
                invoice.open > 0n && invoice.withdrawn === 0 ? <a key="do" href={hrefOf(place.value, "money", "pay", invoice.reference)}>{words.payThis}</a> : null,
              ],
            }))}
          />
        </Card>
      )}
      {issued.length > count && <p class="dl"><Button kind="quiet" onPress={() => setCount(issued.length)}>{t.value.common.showMore(issued.length - count)} ({wholeText(issued.length)})</Button></p>}
    </Section>
  );
}

/** What is late first, then what is open, then the rest. */
function rank(invoice: Invoice, now: number): number {
  const { status, isOverdue } = invoice.status(now + 1);
  if (isOverdue) return 0;
  return status === "open" || status === "part-paid" ? 1 : 2;
}
