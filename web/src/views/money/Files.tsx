/** The statement as files: a table for a spreadsheet, a document. Made here, of what is shown; nothing is sent anywhere. */

import { useState } from "preact/hooks";
import type { Books } from "../../app/books";
import { saveFile } from "../../app/save";
import { chainName } from "../../app/site";
import { csvFile, safeLine } from "../../format";
import type { FileWords } from "../../model/statement/files";
import { invoiceRows, monthRows, paymentRows } from "../../model/statement/files";
import type { Ledger } from "../../model/statement/ledger";
import { utcText } from "../../model/statement/periods";
import { verdict } from "../../model/statement/proof";
import { language, t } from "../../text";
import type { Address } from "../../types";
import { Button, decimalsOf, Notice } from "../../ui";
import { referenceWords } from "../../words/chain_text";
import { nameText, tokenAt } from "./use";

export function Files({ books, ledger, partner = [], isWhole }: { books: Books; ledger: Ledger; partner?: readonly Address[]; isWhole?: boolean }) {
  const words = t.value.money;
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const { seen } = books;
  const file: FileWords = {
    token: (address) => {
      const token = tokenAt(seen, address);
      return { ...token, decimals: decimalsOf(token) };
    },
    name: nameText,
    reference: referenceWords,
  };
  const name = (what: string, end: string) => {
    const whose = partner.at(-1);
    const of = [safeLine(seen.name, 60), ...(whose === undefined ? [] : [nameText(whose)]), what, utcText(ledger.end - 1).slice(0, 10)];
    return `${of.join(" ").replaceAll(" ", "-")}.${end}`;
  };
  const table = (what: string, rows: ReturnType<typeof monthRows>) => saveFile(name(what, "csv"), "text/csv;charset=utf-8", csvFile(rows));
  const paper = async () => {
    setTrouble(undefined);
    try {
      const [{ paperOf }, { makeDocument }] = await Promise.all([import("../../model/statement/paper"), import("../../model/statement/document")]);
      const found = books.proof && verdict(books.ledger, books.proof);
      const doc = paperOf(ledger, books.proof, found, {
        ...file, texts: t.value, language: language.value, partnership: safeLine(seen.name, 100),
        chain: chainName(seen.place.chainId), escrow: seen.escrow, blockHash: seen.block.hash,
      }, partner);
      saveFile(name(t.value.statement.file, "pdf"), "application/pdf", makeDocument(doc));
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      <Button icon="download" onPress={() => table(t.value.statement.file, monthRows(ledger, file, partner))}>{words.csv}</Button>
      <Button icon="download" onPress={() => void paper()}>{words.pdf}</Button>
      {isWhole && <Button icon="download" onPress={() => table(t.value.statement.payments, paymentRows(ledger, file, partner))}>{t.value.statement.paymentsCsv}</Button>}
      {isWhole && partner.length === 0 && <Button icon="download" onPress={() => table(t.value.money.invoices, invoiceRows(ledger, file))}>{t.value.statement.invoicesCsv}</Button>}
      {trouble !== undefined && <Notice kind="against" live>{t.value.statement.fileFailed} {trouble}</Notice>}
    </>
  );
}
