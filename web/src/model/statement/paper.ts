/** What a statement's document says: its words, its tables, and the fingerprint of its figures. */

import { exact, fullSum } from "../../format";
import type { Texts } from "../../text";
import type { Address, Hex, Token } from "../../types";
import { creditedOf, splitOf } from "./book";
import type { Doc, DocCell, DocTable } from "./document";
import type { FileWords } from "./files";
import { fingerprintOf } from "./paper-fingerprint";
import { isOfInterest, type Ledger, type Period, periodOfPartner, type TokenLedger } from "./ledger";
import { utcText } from "./periods";
import type { Proof, Verdict } from "./proof";

export interface PaperWords extends FileWords {
  readonly texts: Texts;
  readonly language: string;
  readonly partnership: string;
  readonly chain: string;
  readonly escrow: Address;
  readonly blockHash: Hex;
}

export function paperOf(ledger: Ledger, proof: Proof | undefined, found: Verdict | undefined, words: PaperWords, partner: readonly Address[] = []): Doc {
  const said = words.texts.statement.paper;
  const fingerprint = fingerprintOf(ledger, words, partner);
  const [whose] = partner.slice(-1);
  const told = (period: Period) => (partner.length > 0 ? periodOfPartner(period, partner) : period);
  const facts: [string, DocCell][] = [
    [said.partnership, { text: words.partnership, of: ledger.partnership }],
    [said.account, ledger.partnership],
    [said.escrow, words.escrow],
    ...(whose === undefined ? [] : [[said.partner, { text: `${words.name(whose)} (${whose})`, of: whose }] as [string, DocCell]]),
    [said.period, `${utcText(ledger.start)} ${said.to} ${utcText(ledger.end - 1)}`],
    [said.chain, words.chain],
    [said.block, `${ledger.block} (${words.blockHash}), ${utcText(ledger.time)}`],
    [said.fingerprint, fingerprint],
  ];
  const entries = ledger.tokens.filter(isOfInterest);
  const tables = entries.flatMap((entry) => {
    const token = words.token(entry.token);
    const moved = (month: Period) => month.movements.some((each) => creditedOf(each.change) || each.change.paid);
    const periods = [entry.whole, ...(entry.months.length > 1 ? entry.months.filter(moved) : [])].map(told);
    return periods.map((period, at) => periodTable(period, token, words, at === 0 ? said.whole : undefined, partner.length > 0));
  });
  return {
    title: { text: `${said.title}: ${words.partnership}`, of: ledger.partnership },
    subtitle: said.subtitle,
    facts,
    tables: [...tables, ...paymentTables(ledger, words, partner)],
    closing: [...entries.filter(() => partner.length === 0).map((entry) => equation(entry, words)), ...checks(proof, found, said)],
    notesTitle: said.notesTitle,
    note: said.note,
    page: said.page,
    foot: `${said.title} · ${said.block} ${ledger.block} · ${fingerprint}`,
    time: ledger.time,
    id: fingerprint.slice(2, 34),
    language: words.language,
  };
}

function periodTable(period: Period, token: Token, words: PaperWords, title: string | undefined, isPartner: boolean): DocTable {
  const said = words.texts.statement.paper;
  const sum = (amount: bigint) => fullSum(amount, token.decimals, true).replaceAll("−", "-");
  const moved = period.movements.filter((each) => each.opening || each.closing || creditedOf(each.change) || each.change.paid || each.units);
  const rows: DocCell[][] = moved.map((each) => [
    { text: words.name(each.account), of: each.account },
    `${each.units}`,
    sum(each.opening),
    sum(creditedOf(each.change)),
    sum(each.change.paid),
    sum(each.closing),
  ]);
  const after = period.openingRemainder + period.remainder;
  if (!isPartner && (period.openingRemainder || after)) rows.push([said.rounding, "", sum(period.openingRemainder), sum(period.remainder), sum(0n), sum(after)]);
  rows.push([said.total, "", sum(period.opening), sum(splitOf(period.tiers)), sum(period.paid), sum(period.closing)]);
  return {
    title: `${token.symbol}, ${title ?? `${utcText(period.start).slice(0, 10)} ${said.to} ${utcText(period.end - 1).slice(0, 10)}`}`,
    columns: [
      { head: said.who, width: 44 },
      { head: said.units, width: 14, right: true },
      { head: said.opening, width: 30, right: true },
      { head: said.credited, width: 30, right: true },
      { head: said.paid, width: 30, right: true },
      { head: said.closing, width: 30, right: true },
    ],
    rows,
    sums: 1,
  };
}

function paymentTables(ledger: Ledger, words: PaperWords, partner: readonly Address[]): DocTable[] {
  const said = words.texts.statement.paper;
  const own = ledger.payments.filter((paid) => partner.length === 0 || (paid.account !== undefined && partner.includes(paid.account)));
  if (own.length === 0) return [];
  return [
    {
      title: said.payments,
      columns: [
        { head: said.when, width: 34 },
        { head: said.what, width: 30 },
        { head: said.who, width: 44 },
        { head: said.reference, width: 30 },
        { head: said.sum, width: 40, right: true },
      ],
      rows: own.map((paid) => {
        const token = words.token(paid.token);
        return [
          utcText(paid.time),
          words.texts.statement.kinds[paid.what],
          paid.account === undefined ? words.texts.money.treasury : { text: words.name(paid.account), of: paid.account },
          BigInt(paid.reference) === 0n ? "" : { text: words.reference(paid.reference), of: paid.reference },
          `${fullSum(paid.amount, token.decimals)} ${token.symbol}`,
        ];
      }),
    },
  ];
}

function equation(entry: TokenLedger, words: PaperWords): string {
  const token = words.token(entry.token);
  const sum = (amount: bigint) => exact(amount, token.decimals);
  const owed = entry.lines.reduce((all, line) => all + line.balance, 0n);
  return words.texts.statement.paper.equation(`${sum(entry.received)} ${token.symbol}`, sum(entry.paid), sum(owed), sum(entry.undistributed), sum(entry.remainder));
}

function checks(proof: Proof | undefined, found: Verdict | undefined, said: Texts["statement"]["paper"]): string[] {
  if (!proof || !found) return [said.unchecked];
  const told = found.addsUp ? said.agrees(proof.comparisons.length) : said.differs(found.differing.length + found.problems.length);
  return [told, ...(proof.asked < proof.accounts ? [said.some(proof.asked, proof.accounts)] : []), said.how];
}
