/** What was compared with the chain, number by number. */

import { type Books, tokenAt } from "../../app/books";
import { safeLine, wholeText } from "../../format";
import { agrees } from "../../model/statement/proof";
import { t } from "../../text";
import type { Address } from "../../types";
import { Fold, Table, unitText } from "../../ui";
import { nameText } from "../money/use";

const SHOWN = 400;

export function Compared({ books }: { books: Books }) {
  const words = t.value.statement;
  const { proof, seen } = books;
  if (!proof) return null;
  const bad = proof.comparisons.filter((each) => !agrees(each));
  const rows = [...bad, ...proof.comparisons.filter(agrees)].slice(0, SHOWN);
  return (
    <Fold summary={words.proofLead(proof.comparisons.length, wholeText(proof.block))}>
      <Table
        caption={words.proofCaption}
        columns={[{ key: "view", head: words.view }, { key: "of", head: words.of }, { key: "log", head: words.byLog, right: true }, { key: "chain", head: words.byChain, right: true }]}
        rows={rows.map((each) => ({
          key: `${each.what} ${each.token ?? ""} ${each.about ?? ""}`,
          cells: [<code key="view">{each.what}</code>, about(books, each.token, each.about), <span key="log" class="tn">{each.byLog}</span>, <span key="chain" class="tn">{each.byChain ?? t.value.money.noAnswer}</span>],
        }))}
      />
      {proof.comparisons.length > SHOWN && <p class="small soft">{t.value.common.rows(1, SHOWN, proof.comparisons.length)} {safeLine(seen.name, 60)}</p>}
    </Fold>
  );
}

function about(books: Books, token: Address | undefined, of: string | undefined): string {
  const unit = token === undefined ? [] : [unitText(tokenAt(books.seen, token))];
  const who = of === undefined ? [] : [/^0x[0-9a-fA-F]{40}$/.test(of) ? nameText(of as Address) : `${of.slice(0, 10)}…`];
  return [...who, ...unit].join(", ");
}
