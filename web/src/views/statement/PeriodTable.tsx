/** One token in one span of time, account by account, like lines of a bank statement. */

import { useState } from "preact/hooks";
import { shownMoment } from "../../format";
import { creditedOf, splitOf, type Sums } from "../../model/statement/book";
import type { Movement, Period } from "../../model/statement/ledger";
import { t } from "../../text";
import type { Address, Token } from "../../types";
import { Button, Card, Fold, Section, Sum, Table, type TableRow, unitText, You } from "../../ui";
import { fullText, nameText } from "../money/use";

/** Rows that are shown at once; the files have all. */
const ROWS = 60;
const BY = ["units", "sponsor", "contributions", "reserve", "unvested", "treasuryPart"] as const satisfies readonly (keyof Sums)[];

export function PeriodTable({ token, period, title, isPartner, me, full }: { token: Token; period: Period; title: string | undefined; isPartner: boolean; me: Address | undefined; full: boolean }) {
  const words = t.value.statement;
  const span = spanOf(period.start, period.end - 1);
  const heading = `${unitText(token)}, ${title === undefined ? span : `${title}: ${span}`}`;
  const sum = (amount: bigint, key: string) => <Sum key={key} of={{ token, amount }} pad noUnit />;
  const moved = period.movements.filter((each) => each.units || each.opening || each.closing || creditedOf(each.change) || each.change.paid);
  const [count, setCount] = useState(ROWS);
  if (title === undefined && !moved.some((each) => creditedOf(each.change) || each.change.paid)) return null;
  const rows = moved.slice(0, count).map((each): TableRow => ({
    key: each.account,
    me: each.account === me,
    cells: [
      <>{nameText(each.account)}{each.account === me && <> <You /></>}{each.units > 0n && <><br /><span class="small soft">{t.value.common.units(each.units)}</span></>}</>,
      sum(each.opening, "o"), sum(creditedOf(each.change), "c"), sum(each.change.paid, "p"), sum(each.closing, "e"),
    ],
  }));
  const after = period.openingRemainder + period.remainder;
  const rounding: TableRow[] = isPartner || (!period.openingRemainder && !after) ? [] : [{
    key: "rounding",
    cells: [<span key="w" class="soft">{t.value.money.rounding}</span>, sum(period.openingRemainder, "o"), sum(period.remainder, "c"), sum(0n, "p"), sum(after, "e")],
  }];
  return (
    <Section title={heading}>
      <Card>
        <Table
          caption={words.caption(unitText(token), span)} phone="two" full={full}
          columns={[
            { key: "who", head: words.account },
            ...(["opening", "credited", "paid", "closing"] as const).map((what) => ({ key: what, head: words[what], right: true })),
          ]}
          rows={[...rows, ...rounding]}
          foot={[{ key: "all", cells: [t.value.common.together, sum(period.opening, "o"), sum(splitOf(period.tiers), "c"), sum(period.paid, "p"), sum(period.closing, "e")] }]}
        />
      </Card>
      {moved.length > count && <p class="dl noprint"><Button kind="quiet" small onPress={() => setCount(count + 400)}>{t.value.common.showMore(moved.length - count)}</Button></p>}
      {!isPartner && period.received > 0n && <p class="small soft key--below">{words.received(fullText(token, period.received))}</p>}
      <Fold summary={words.why}><Why token={token} moved={moved.slice(0, count)} /></Fold>
    </Section>
  );
}

/** `13 Sep – 27 Nov 2026`, in UTC as its bounds are. */
function spanOf(first: number, last: number): string {
  const day = (at: number, year: boolean) => shownMoment(at, t.value.times, { zone: "UTC", weekday: false, year }).date;
  return `${day(first, new Date(first * 1000).getUTCFullYear() !== new Date(last * 1000).getUTCFullYear())} – ${day(last, true)}`;
}

function Why({ token, moved }: { token: Token; moved: readonly Movement[] }) {
  const words = t.value.statement;
  const used = BY.filter((kind) => moved.some((each) => each.change[kind] !== 0n));
  if (used.length === 0) return <p class="small soft">{words.nothing}</p>;
  return (
    <Table
      caption={words.why} phone="two"
      columns={[{ key: "who", head: words.account }, ...used.map((kind) => ({ key: kind, head: words.by[kind], right: true }))]}
      rows={moved.filter((each) => creditedOf(each.change)).map((each) => ({
        key: each.account,
        cells: [nameText(each.account), ...used.map((kind) => <Sum key={kind} of={{ token, amount: each.change[kind] }} pad noUnit />)],
      }))}
    />
  );
}
