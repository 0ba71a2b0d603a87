/** The statement of a period, of all or of one partner: month by month, with its payments and its proof; as files, and in print. */

import { useMemo, useState } from "preact/hooks";
import { type Books, tokenAt } from "../../app/books";
import { hrefOf, route } from "../../app/router";
import { place, snapshot } from "../../app/store";
import { account } from "../../app/wallet";
import { shortHash, wholeText } from "../../format";
import { EmptyPeriodError, isOfInterest, type Ledger, makeLedger, periodOfPartner } from "../../model/statement/ledger";
import { fingerprintOf } from "../../model/statement/paper-fingerprint";
import { dayBound } from "../../model/statement/periods";
import { t } from "../../text";
import type { Address } from "../../types";
import { AllDigits, Button, Card, Copy, decimalsOf, ErrorBox, fill, Icon, Loading, Notice, Section, SelectField, TextField, When } from "../../ui";
import { referenceWords } from "../../words/chain_text";
import { Files } from "../money/Files";
import { accountsOf } from "../money/Order";
import { Others, Proof } from "../money/Proof";
import { nameText, useBooks } from "../money/use";
import { Compared } from "./Compared";
import { Payments } from "./Payments";
import { PeriodTable } from "./PeriodTable";

/** Months that are shown at once; the files have all. */
const MONTHS = 12;

export default function Statement() {
  const { books, trouble } = useBooks();
  const seen = snapshot.value;
  if (!seen) return null;
  const history = seen.troubles.find((each) => each.startsWith("history:"));
  if (history !== undefined) return <ErrorBox title={t.value.money.unread} why={history.slice("history:".length)} />;
  if (!books) return trouble === undefined ? <Loading /> : <ErrorBox title={t.value.money.unread} why={trouble} />;
  return <Made books={books} />;
}

function Made({ books }: { books: Books }) {
  const words = t.value.statement;
  const { seen } = books;
  const { query } = route.value;
  const [from, setFrom] = useState(query.get("from") ?? "");
  const [to, setTo] = useState(query.get("to") ?? "");
  const [whose, setWhose] = useState(query.get("of") ?? "");
  const [full, setFull] = useState(true);
  const accounts = accountsOf(books);
  const chosen = accounts.find((each) => each === whose);
  const partner = chosen === undefined ? [] : books.ledger.replay.seats.accounts(chosen);
  const [start, end] = [dayBound(from, false), dayBound(to, true)];
  const isBad = { from: from.trim() !== "" && start === undefined, to: to.trim() !== "" && end === undefined };
  const ledger = useLedger(books, start, end);
  return (
    <>
      <a class="crumb" href={hrefOf(place.value, "money")}><Icon name="left" small />{words.backToMoney}</a>
      <div class="head"><h1 class="plain">{words.title}</h1><p class="lead">{words.lead}</p></div>
      <div class="stack">
        <Card kind="form noprint">
          <div class="trio">
            <TextField label={words.from} optional value={from} onChange={setFrom} isNumber error={isBad.from && words.badDay} hint={words.dayHint} />
            <TextField label={words.to} optional value={to} onChange={setTo} isNumber error={isBad.to && words.badDay} />
            <SelectField label={words.partner} value={chosen ?? ""} onChange={setWhose} options={[{ value: "", text: words.everybody }, ...accounts.map((each) => ({ value: each, text: nameText(each) }))]} />
          </div>
          <p class="dl">
            <Button kind="quiet" small pressed={full} onPress={() => setFull(!full)}>{full ? t.value.common.cutDigits : t.value.common.showDigits}</Button>
            <Button kind="quiet" small onPress={() => print()}>{words.print}</Button>
          </p>
        </Card>
        {ledger === undefined ? <Notice kind="against" live>{words.emptyPeriod}</Notice> : (
          <AllDigits.Provider value={full}>
            <Of books={books} ledger={ledger} partner={partner} full={full} />
            <MadeAt books={books} ledger={ledger} partner={partner} />
            <p class="dl noprint"><Files books={books} ledger={ledger} partner={partner} isWhole /></p>
            <Payments books={books} ledger={ledger} partner={partner} />
            <Section title={words.proof}><Proof books={books} /><Others books={books} /><Compared books={books} /></Section>
          </AllDigits.Provider>
        )}
      </div>
      <p class="vh">{seen.name}</p>
    </>
  );
}

/** Of the same log; undefined if the period is none. */
function useLedger(books: Books, start: number | undefined, end: number | undefined): Ledger | undefined {
  return useMemo(() => {
    if (start === undefined && end === undefined) return books.ledger;
    try {
      return makeLedger({ ...books.asked, ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) });
    } catch (error) {
      if (error instanceof EmptyPeriodError) return undefined;
      throw error;
    }
  }, [books.ledger, start, end]);
}

function Of({ books, ledger, partner, full }: { books: Books; ledger: Ledger; partner: readonly Address[]; full: boolean }) {
  const words = t.value.statement;
  const me = account.value;
  const [count, setCount] = useState(MONTHS);
  const most = Math.max(...ledger.tokens.map((entry) => entry.months.length));
  return (
    <>
      {ledger.tokens.filter(isOfInterest).map((entry) => {
        const token = tokenAt(books.seen, entry.token);
        const months = entry.months.length > 1 ? entry.months.toReversed() : [];
        const periods = [entry.whole, ...months.slice(0, count)];
        return periods.map((period, at) => (
          <PeriodTable
            key={`${entry.token}${at}`} token={token} period={partner.length > 0 ? periodOfPartner(period, partner) : period}
            title={at === 0 ? words.whole : undefined} isPartner={partner.length > 0} me={me} full={full}
          />
        ));
      })}
      {most > count && <p class="dl noprint"><Button kind="quiet" small onPress={() => setCount(most)}>{words.earlier(most - count)}</Button></p>}
    </>
  );
}

function MadeAt({ books, ledger, partner }: { books: Books; ledger: Ledger; partner: readonly Address[] }) {
  const words = t.value.statement;
  const { seen } = books;
  const fingerprint = useMemo(
    () => fingerprintOf(ledger, {
      name: nameText,
      reference: referenceWords,
      token: (address) => {
        const token = tokenAt(seen, address);
        return { ...token, decimals: decimalsOf(token) };
      },
    }, partner),
    [ledger, partner.join()],
  );
  return (
    <p class="small soft">
      {fill(words.madeAt, { block: `${wholeText(ledger.block)} (${shortHash(seen.block.hash)})`, when: <When at={ledger.time} utc />, events: wholeText(ledger.events) })}<br />
      {words.fingerprint}: <span class="hex">{shortHash(fingerprint)}</span> <Copy text={fingerprint} label={`${t.value.copying.copy}: ${words.fingerprint}`} /> {words.fingerprintHint}
    </p>
  );
}

