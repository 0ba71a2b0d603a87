/** The statement as tables for a spreadsheet: the columns and rows that the package's own statement has, in the same order. */

import { type Cell, exact } from "../../format";
import type { Address, Hex, Token } from "../../types";
import { creditedOf, splitOf } from "./book";
import type { Invoice } from "./entries";
import { NO_REFERENCE } from "./entries";
import { isOfInterest, type Ledger, type Period, periodOfPartner, type TokenLedger } from "./ledger";
import { utcText } from "./periods";

export interface FileWords {
  readonly token: (address: Address) => Token;
  readonly name: (address: Address) => string;
  readonly reference: (reference: Hex) => string;
}

/** docs/statement.md says what each means. */
const SUMS = [
  "received",
  "opening",
  "units_income",
  "sponsor_share",
  "contributions_repaid",
  "treasury_reserve",
  "unvested_income",
  "treasury_part",
  "credited",
  "paid",
  "closing",
] as const;

type Row = readonly Cell[];

/**
 * One row per token, month and account, one for what rounding leaves, a total of all accounts, and one for what waits to be
 * split. Of one partner: its accounts and their total.
 */
export function monthRows(ledger: Ledger, words: FileWords, partner: readonly Address[] = []): Row[] {
  const rows: Row[] = [["token", "symbol", "from", "to", "row", "account", "name", "units", ...both(SUMS)]];
  for (const entry of ledger.tokens.filter(isOfInterest)) {
    const token = words.token(entry.token);
    for (const month of entry.months) {
      const head = [...ofToken(token), utcText(month.start), utcText(month.end - 1)];
      const told = partner.length > 0 ? periodOfPartner(month, partner) : month;
      for (const { cells, sums } of periodRows(told, words, partner.length > 0)) rows.push([...head, ...cells, ...exactly(token, sums)]);
    }
    if (entry.undistributed && ledger.end > ledger.time && partner.length === 0) rows.push(waitingRow(ledger, entry, token));
  }
  return rows;
}

function waitingRow(ledger: Ledger, entry: TokenLedger, token: Token): Row {
  const sums = SUMS.map((what) => (what === "received" ? entry.undistributed : 0n));
  return [...ofToken(token), utcText(ledger.time), utcText(ledger.time), "waiting", "", "", "", ...exactly(token, sums)];
}

/** One row per payment. */
export function paymentRows(ledger: Ledger, words: FileWords, partner: readonly Address[] = []): Row[] {
  const head = ["time", "block", "log", "transaction", "what", "account", "name", "reference", "reference_hex", "token", "symbol"];
  const own = ledger.payments.filter((paid) => partner.length === 0 || (paid.account !== undefined && partner.includes(paid.account)));
  return [
    [...head, ...both(["amount"])],
    ...own.map((paid): Row => {
      const token = words.token(paid.token);
      const who = [paid.what, paid.account ?? "", paid.account === undefined ? "" : words.name(paid.account)];
      const when: Cell[] = [utcText(paid.time), paid.block, paid.index, paid.transaction];
      return [...when, ...who, ...referenceCells(paid.reference, words), ...ofToken(token), ...exactly(token, [paid.amount])];
    }),
  ];
}

/** One row per invoice. */
export function invoiceRows(ledger: Ledger, words: FileWords): Row[] {
  const head = ["reference", "reference_hex", "issued", "due", "status", "token", "symbol"];
  return [
    [...head, ...both(["expected", "paid"])],
    ...ledger.invoices.map((invoice): Row => {
      const token = words.token(invoice.token);
      const when = [utcText(invoice.issued), utcText(invoice.due), statusText(invoice, ledger.end)];
      const sums = exactly(token, [invoice.asked, invoice.paidBefore(ledger.end)]);
      return [...referenceCells(invoice.reference, words), ...when, ...ofToken(token), ...sums];
    }),
  ];
}

function statusText(invoice: Invoice, moment: number): string {
  const { status, isOverdue } = invoice.status(moment);
  return isOverdue ? `${status}, overdue` : status;
}

function referenceCells(reference: Hex, words: FileWords): Cell[] {
  return [reference === NO_REFERENCE ? "" : words.reference(reference), reference];
}

function periodRows(period: Period, words: FileWords, isPartner: boolean): { cells: Cell[]; sums: bigint[] }[] {
  const rows = period.movements.map(({ account, units, opening, change, closing }) => ({
    cells: ["account", account, words.name(account), units] as Cell[],
    sums: [0n, opening, change.units, change.sponsor, change.contributions, change.reserve, change.unvested, change.treasuryPart, creditedOf(change), change.paid, closing],
  }));
  if (!isPartner) {
    const { openingRemainder: before, remainder } = period;
    rows.push({ cells: ["rounding", "", "", ""], sums: [0n, before, 0n, 0n, 0n, 0n, 0n, 0n, remainder, 0n, before + remainder] });
  }
  const { tiers } = period;
  const took = [tiers.partners, tiers.sponsors, tiers.contributions, tiers.reserve, tiers.unvested, tiers.treasuryPart];
  rows.push({
    cells: ["total", "", "", ""],
    sums: [isPartner ? 0n : period.received, period.opening, ...took, splitOf(tiers), period.paid, period.closing],
  });
  return rows;
}

function both(columns: readonly string[]): string[] {
  return [...columns, ...columns.map((column) => `${column}_smallest_unit`)];
}

function ofToken(token: Token): Cell[] {
  return [token.address, token.symbol];
}

function exactly(token: Token, sums: readonly bigint[]): Cell[] {
  return [...sums.map((amount) => ({ number: exact(amount, token.decimals) })), ...sums];
}
