/** Money in and out over time, token by token. */

import { useState } from "preact/hooks";
import type { Books } from "../../app/books";
import { movementsOf } from "../../model/statement/flows";
import { t } from "../../text";
import { MoneyChart, Section, Segments, unitText } from "../../ui";
import { entriesOf, tokenAt } from "./use";

export function Over({ books }: { books: Books }) {
  const words = t.value.money;
  const entries = entriesOf(books.ledger).filter((entry) => movementsOf(books.ledger, entry, books.events).length > 0);
  const [chosen, choose] = useState("");
  const entry = entries.find(({ token }) => token === chosen) ?? entries[0];
  if (!entry) return null;
  const token = tokenAt(books.seen, entry.token);
  const title = words.chart(unitText(token));
  const tokens = entries.length > 1 && (
    <Segments label={words.tokenLabel} value={entry.token} onChange={choose} options={entries.map((each) => ({ value: each.token, text: unitText(tokenAt(books.seen, each.token)) }))} />
  );
  return (
    <Section title={words.over} aside={tokens}>
      <MoneyChart token={token} title={title} movements={movementsOf(books.ledger, entry, books.events)} />
      <p class="small soft key--below">{words.chartNote}</p>
    </Section>
  );
}
