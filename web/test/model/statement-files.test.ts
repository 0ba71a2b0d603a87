import { describe, expect, it } from "vitest";
import { csvFile } from "../../src/format";
import { invoiceRows, monthRows, paymentRows, type FileWords } from "../../src/model/statement/files";
import { referenceWords } from "../../src/words/chain_text";
import { ETHER } from "../../src/types";
import { ledgerOf, records } from "./statement-records";

const words: FileWords = {
  name: (address) => address,
  reference: referenceWords,
  token: (address) => ({
    address,
    symbol: address === ETHER ? "ETH" : address.slice(2, 6),
    decimals: address === ETHER ? 18 : 6,
    isEther: address === ETHER,
    isListed: false,
  }),
};

/** The package writes `0.5` and its sums without a mark for spreadsheets; rows are compared cell by cell. */
function cells(text: string): string[][] {
  return text.replace(/^\ufeff/, "").trim().split("\r\n").map((line) => line.split(","));
}

describe.each(records)("the tables of %s", (_, record) => {
  const ledger = ledgerOf(record);

  it("have the rows of the package's own files", () => {
    expect(cells(csvFile(monthRows(ledger, words)))).toEqual(cells(record.tables.months));
    expect(cells(csvFile(paymentRows(ledger, words)))).toEqual(cells(record.tables.payments));
    expect(cells(csvFile(invoiceRows(ledger, words)))).toEqual(cells(record.tables.invoices));
  });

  it("have a partner's own rows and total for it alone", () => {
    const who = ledger.tokens[0]?.lines[0]?.account ?? ETHER;
    const rows = monthRows(ledger, words, [who]);
    expect(new Set(rows.slice(1).map((row) => row[4]))).toEqual(new Set(["account", "total"]));
    expect(new Set(rows.filter((row) => row[4] === "account").map((row) => row[5]))).toEqual(new Set([who]));
    expect(paymentRows(ledger, words, [who]).slice(1).every((row) => row[5] === who)).toBe(true);
  });
});
