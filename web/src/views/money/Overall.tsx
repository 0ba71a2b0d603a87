/** The first view of money, in the order of what a partner wants to know. */

import { useState } from "preact/hooks";
import type { Books } from "../../app/books";
import { hrefOf } from "../../app/router";
import { SignButton } from "../../app/SignButton";
import { place } from "../../app/store";
import { PHASE } from "../../generated/enums";
import { escrowCall } from "../../model/escrow-calls";
import { t } from "../../text";
import type { Address } from "../../types";
import { Button, Card, fill, Icon, type IconName, Notice, Section, Sum, unitText } from "../../ui";
import { AllTable } from "./AllTable";
import { CameIn, InvoiceTable } from "./CameIn";
import { Files } from "./Files";
import { Order } from "./Order";
import { Over } from "./Over";
import { Places } from "./Places";
import { Others, Proof } from "./Proof";
import { minesOf, Purse, Waiting } from "./Purse";
import { entriesOf, nameText, tokenAt } from "./use";

/** Rows of a table that are shown at once. */
const ROWS = 50;

export function Overall({ books, me }: { books: Books; me: Address | undefined }) {
  const words = t.value.money;
  const { ledger, seen } = books;
  const isEarner = me !== undefined && ledger.tokens.some((entry) => entry.lines.some((line) => line.account === me));
  const who = isEarner ? me : undefined;
  return (
    <>
      <div class="head">
        <h1 class="plain">{who === undefined ? words.titleAll : words.title(nameText(who))}</h1>
        <p class="lead">{words.lead}</p>
      </div>
      <div class="stack">
        {who === undefined ? me !== undefined && <Notice>{words.noEarner(nameText(me))}</Notice> : <Purse books={books} who={who} />}
        {who === undefined && ledger.tokens.some((entry) => entry.undistributed > 0n) && (
          <Card pad><Waiting seen={seen} mines={minesOf(books, ledger.partnership).map((mine) => ({ ...mine, expected: 0n }))} who={undefined} /></Card>
        )}
        <Capital books={books} me={me} />
        <Order books={books} who={who} me={me} />
        <Over books={books} />
        <CameIn books={books} />
        <InvoiceTable books={books} />
        <All books={books} me={who} />
        <Places books={books} />
        <More isForming={seen.phase === PHASE.FORMING} />
      </div>
    </>
  );
}

function All({ books, me }: { books: Books; me: Address | undefined }) {
  const words = t.value.money;
  const [full, setFull] = useState(false);
  const [count, setCount] = useState(ROWS);
  const accounts = new Set(books.ledger.tokens.flatMap((entry) => entry.lines.map((line) => line.account))).size;
  return (
    <Section title={words.all} aside={<Button kind="quiet" small pressed={full} onPress={() => setFull(!full)}>{full ? t.value.common.cutDigits : t.value.common.showDigits}</Button>}>
      <Card><AllTable books={books} entries={entriesOf(books.ledger)} me={me} full={full} count={count} /></Card>
      {accounts > count && <p class="dl"><Button kind="quiet" onPress={() => setCount(count + 200)}>{t.value.common.showMore(Math.min(200, accounts - count))}</Button></p>}
      <Proof books={books} />
      <Others books={books} />
      <p class="dl"><Files books={books} ledger={books.ledger} /></p>
      <p><a href={hrefOf(place.value, "money", "statement")}>{words.periods}</a></p>
    </Section>
  );
}

/** Capital that waits in the escrow: it belongs in the treasury, or to who paid it in. */
function Capital({ books, me }: { books: Books; me: Address | undefined }) {
  const words = t.value.money;
  const { seen, ledger } = books;
  const held = ledger.tokens.filter((entry) => entry.contributionsHeld > 0n);
  if (held.length === 0) return null;
  if (seen.phase === PHASE.IN_FORCE || seen.phase === PHASE.WINDING_UP) {
    return <>{held.map((entry) => {
      const token = tokenAt(seen, entry.token);
      return (
        <Card pad key={entry.token}>
          <p>{fill(words.releaseWhy, { sum: <Sum of={{ token, amount: entry.contributionsHeld }} /> })}</p>
          <SignButton kind="plain" label={words.release} about={unitText(token)} calls={[escrowCall(seen.escrow, "release", [entry.token])]} subject={`release:${entry.token}`} connect={words.sendConnect} isQuiet />
        </Card>
      );
    })}</>;
  }
  if (seen.phase !== PHASE.VOID || me === undefined) return null;
  return <>{held.map((entry) => {
    const mine = ledger.replay.book(entry.token).recouping.made.get(me) ?? 0n;
    const token = tokenAt(seen, entry.token);
    return mine > 0n && (
      <Card pad key={entry.token}>
        <p>{fill(words.reclaimWhy, { sum: <Sum of={{ token, amount: mine }} /> })}</p>
        <SignButton label={words.reclaim} about={unitText(token)} calls={[escrowCall(seen.escrow, "reclaim", [entry.token, me])]} subject={`reclaim:${entry.token}`} connect={words.sendConnect} />
      </Card>
    );
  })}</>;
}

const ACTS = [
  ["pay", "money", "payWhy"],
  ["contribute", "upload", "contributeWhy"],
  ["payout", "wallet", "payoutWhy"],
  ["invoice", "file", "invoiceWhy"],
  ["everybody", "partners", "everybodyWhy"],
  ["token", "plus", "tokenWhy"],
] as const satisfies readonly (readonly [string, IconName, string])[];

function More({ isForming }: { isForming: boolean }) {
  const words = t.value.money;
  return (
    <Section title={words.more}>
      <Card>
        {ACTS.filter(([act]) => !isForming || act === "contribute" || act === "pay").map(([act, icon, why]) => (
          <div class="row todo" key={act}>
            <span class="todo__ico"><Icon name={icon} /></span>
            <h3><a href={hrefOf(place.value, "money", act)}>{words.acts[act]}</a></h3>
            <p>{words.acts[why]}</p>
          </div>
        ))}
      </Card>
    </Section>
  );
}
