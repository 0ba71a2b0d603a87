/** What every account earned, was paid and can claim, token beside token. */

import type { Books } from "../../app/books";
import { hrefOf } from "../../app/router";
import { place } from "../../app/store";
import { bpsText } from "../../format";
import { earnedBy } from "../../model/earnings";
import { creditedOf } from "../../model/statement/book";
import type { Line, TokenLedger } from "../../model/statement/ledger";
import { keyOf } from "../../model/statement/proof";
import { partners } from "../../model/partnership";
import { t } from "../../text";
import type { Address, Token } from "../../types";
import { Address as Who, AllDigits, Sum, Table, type TableRow, unitText, You } from "../../ui";
import { accountsOf } from "./Order";
import { nameText, tokenAt } from "./use";

/** Two tokens stand beside each other on a desk; more are tables of their own. */
const BESIDE = 2;

export function AllTable({ books, entries, me, full, count }: { books: Books; entries: readonly TokenLedger[]; me: Address | undefined; full: boolean; count: number }) {
  const groups: TokenLedger[][] = [];
  const size = full ? 1 : BESIDE;
  for (let at = 0; at < entries.length; at += size) groups.push(entries.slice(at, at + size));
  return <AllDigits.Provider value={full}>{groups.map((group) => <One key={group[0]?.token} books={books} entries={group} me={me} full={full} count={count} />)}</AllDigits.Provider>;
}

function One({ books, entries, me, full, count }: { books: Books; entries: readonly TokenLedger[]; me: Address | undefined; full: boolean; count: number }) {
  const words = t.value.money;
  const tokens = entries.map((entry) => ({ entry, token: tokenAt(books.seen, entry.token) }));
  const accounts = [...(me === undefined ? [] : [me]), ...accountsOf(books).filter((each) => each !== me)].filter((who) => entries.some((entry) => entry.lines.some((line) => line.account === who)));
  const cells = (of: (entry: TokenLedger, token: Token) => readonly [bigint, bigint, bigint]) =>
    tokens.flatMap(({ entry, token }) => of(entry, token).map((amount, at) => <Sum key={`${entry.token}${at}`} of={{ token, amount }} pad noUnit />));
  const rows = accounts.slice(0, count).map((who): TableRow => ({
    key: who,
    me: who === me,
    cells: [<Named key="who" books={books} who={who} isMe={who === me} />, ...cells((entry) => lineCells(books, entry, who))],
  }));
  const rounding: TableRow = {
    key: "rounding",
    cells: [<>{words.rounding}<br /><span class="small soft">{words.roundingWhy}</span></>, ...cells((entry) => [entry.remainder, 0n, 0n])],
  };
  return (
    <Table
      caption={words.allCaption} phone="three" full={full}
      columns={[
        { key: "who", head: words.since },
        ...tokens.flatMap(({ entry, token }) =>
          (["earned", "paidOut", "toClaimShort"] as const).map((what) => ({ key: `${entry.token}${what}`, head: words[what], group: unitText(token), right: true })),
        ),
      ]}
      rows={[...rows, ...(entries.some((entry) => entry.remainder !== 0n) ? [rounding] : [])]}
      foot={[{ key: "all", cells: [t.value.common.together, ...cells((entry) => totals(books, entry))] }]}
    />
  );
}

function lineCells(books: Books, entry: TokenLedger, who: Address): readonly [bigint, bigint, bigint] {
  const line = entry.lines.find((each) => each.account === who);
  return line ? [line.credited, line.sums.paid, dueOf(books, entry, line)] : [0n, 0n, 0n];
}

/** What a claim pays now: by the chain if it was asked, else by the log. */
export function dueOf(books: Books, entry: TokenLedger, line: Line): bigint {
  return earnedBy(books.ledger, entry, line.account, books.ledger.time, books.proof?.claimable.get(keyOf(entry.token, line.account))).due;
}

function totals(books: Books, entry: TokenLedger): readonly [bigint, bigint, bigint] {
  const sum = (of: (line: Line) => bigint) => entry.lines.reduce((all, line) => all + of(line), 0n);
  return [sum((line) => creditedOf(line.sums)) + entry.remainder, entry.paid, sum((line) => dueOf(books, entry, line))];
}

function Named({ books, who, isMe }: { books: Books; who: Address; isMe: boolean }) {
  const words = t.value.money;
  const { ledger, seen } = books;
  const units = ledger.replay.holdings.units.get(who) ?? 0n;
  const isTreasury = who === ledger.partnership;
  const partner = partners(seen).find((each) => each.account === who);
  const small = isTreasury
    ? words.reserveTag(bpsText(ledger.replay.rules.reserveBps))
    : units > 0n ? t.value.common.units(units) : ledger.replay.rules.links.some((link) => link.account === who) ? words.sponsorTag : words.formerTag;
  return (
    <>
      {isTreasury ? words.treasury : partner ? <a href={hrefOf(place.value, "partners", partner.seat)}>{nameText(who)}</a> : <Who of={who} noCopy nameOnly />}
      {isMe && <> <You /></>}
      <br /><span class="small soft">{small}</span>
    </>
  );
}

