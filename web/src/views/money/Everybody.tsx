/** Paying everybody what was credited to them, in one token: anyone may send it. */

import { useState } from "preact/hooks";
import type { Books } from "../../app/books";
import { SignButton } from "../../app/SignButton";
import { claimForCalls } from "../../model/escrow-calls";
import { t } from "../../text";
import { Address as Who, Card, Empty, Panel, Segments, Sum, Table, unitText } from "../../ui";
import { dueOf } from "./AllTable";
import { entriesOf, fullText, tokenAt } from "./use";

const SHOWN = 100;

export function Everybody({ books }: { books: Books }) {
  const words = t.value.money.everybody;
  const { seen, ledger } = books;
  const entries = entriesOf(ledger);
  const [chosen, choose] = useState("");
  const entry = entries.find(({ token }) => token === chosen) ?? entries[0];
  if (!entry) return null;
  const token = tokenAt(seen, entry.token);
  const due = entry.lines.map((line) => ({ account: line.account, amount: dueOf(books, entry, line) })).filter(({ amount }) => amount > 0n);
  const together = due.reduce((sum, { amount }) => sum + amount, 0n);
  const calls = claimForCalls(seen.escrow, entry.token, due.map(({ account }) => account));
  return (
    <>
      <div class="head"><h1 class="plain">{words.title}</h1><p class="lead">{words.lead}</p></div>
      {entries.length > 1 && <Segments label={t.value.money.tokenLabel} value={entry.token} onChange={choose} options={entries.map((each) => ({ value: each.token, text: unitText(tokenAt(seen, each.token)) }))} />}
      <div class="cols key--below">
        {due.length === 0 ? <Empty>{words.nothing(unitText(token))}</Empty> : (
          <Card>
            <Table
              caption={words.caption}
              columns={[{ key: "who", head: words.who }, { key: "sum", head: `${words.sum}, ${unitText(token)}`, label: words.sum, right: true }]}
              rows={due.slice(0, SHOWN).map(({ account, amount }) => ({ key: account, cells: [account === ledger.partnership ? t.value.money.treasury : <Who key="who" of={account} noCopy />, <Sum key="sum" of={{ token, amount }} pad noUnit />] }))}
              foot={[{ key: "all", cells: [t.value.common.together, <Sum key="sum" of={{ token, amount: together }} pad noUnit />] }]}
            />
          </Card>
        )}
        {due.length > 0 && (
          <Panel title={t.value.money.pay.panel}>
            <SignButton label={words.button(due.length, fullText(token, together))} calls={calls} parts={calls.map(() => words.title)} subject={`everybody:${entry.token}`} connect={words.connect} />
          </Panel>
        )}
      </div>
    </>
  );
}
