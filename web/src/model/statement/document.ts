/** The statement as a document: of a period, of all or of one partner, with what it was made at and what was checked. */

import { jsPDF } from "jspdf";
import { Letters } from "./letters";

export interface Column {
  readonly head: string;
  /** Millimetres. */
  readonly width: number;
  readonly right?: boolean;
}

export interface DocTable {
  readonly title: string;
  readonly columns: readonly Column[];
  /** A cell is a text of ours, or a stranger's with what it is of. */
  readonly rows: readonly (readonly DocCell[])[];
  /** How many of the last rows are sums. */
  readonly sums?: number;
}

export type DocCell = string | { readonly text: string; readonly of: string };

export interface Doc {
  readonly title: DocCell;
  readonly subtitle: string;
  /** What it is of: a term and its value a line. */
  readonly facts: readonly (readonly [term: string, value: DocCell])[];
  readonly tables: readonly DocTable[];
  /** What was checked, and what it showed. */
  readonly closing: readonly string[];
  readonly notesTitle: string;
  readonly note: (number: number, codes: string, of: string) => string;
  readonly page: (number: number, of: number) => string;
  readonly foot: string;
  /** Unix seconds, of the block: the same statement is the same file. */
  readonly time: number;
  /** 32 hexadecimal digits, of the same. */
  readonly id: string;
  readonly language: string;
}

const WIDE = 210;
const HIGH = 297;
const MARGIN = 16;
const FOOT = 12;
const LINE = 4.6;

/** A PDF file's content. */
export function makeDocument(doc: Doc): Uint8Array<ArrayBuffer> {
  const writer = new Writer(doc);
  return new Uint8Array(writer.write());
}

class Writer {
  private readonly pdf: jsPDF;
  private readonly letters = new Letters();
  private y = MARGIN;

  constructor(private readonly doc: Doc) {
    this.pdf = new jsPDF({ unit: "mm", format: "a4", compress: false, putOnlyUsedFonts: true });
    this.pdf.setCreationDate(new Date(doc.time * 1000));
    this.pdf.setFileId(doc.id.toUpperCase());
    this.pdf.setLanguage(doc.language === "de" ? "de" : "en");
    this.pdf.setDocumentProperties({ title: this.text(doc.title), creator: "Polypact" });
  }

  write(): ArrayBuffer {
    const { doc } = this;
    this.font(16, true);
    for (const line of this.wrapped(this.text(doc.title), WIDE - 2 * MARGIN)) this.line(line, 7);
    this.font(10);
    this.line(doc.subtitle, 7);
    for (const [term, value] of doc.facts) this.fact(term, this.text(value));
    for (const table of doc.tables) this.table(table);
    this.y += 4;
    this.font(9);
    for (const text of doc.closing) for (const line of this.wrapped(text, WIDE - 2 * MARGIN)) this.line(line);
    this.notes();
    this.feet();
    return this.pdf.output("arraybuffer");
  }

  private fact(term: string, value: string): void {
    this.font(9);
    const lines = this.wrapped(value, WIDE - 2 * MARGIN - 42);
    this.room(lines.length * LINE);
    this.pdf.text(term, MARGIN, this.y);
    for (const line of lines) {
      this.pdf.text(line, MARGIN + 42, this.y);
      this.y += LINE;
    }
  }

  private table(table: DocTable): void {
    this.y += 5;
    this.room(3 * LINE + 8);
    this.font(11, true);
    this.line(table.title, 6);
    this.heads(table.columns);
    const first = table.rows.length - (table.sums ?? 0);
    table.rows.forEach((row, at) => this.row(table, row, at >= first));
    this.y += 1;
  }

  private row(table: DocTable, row: readonly DocCell[], isSum: boolean): void {
    this.font(8, isSum);
    const cells = table.columns.map((column, at) => {
      const text = this.text(row[at] ?? "");
      return column.right ? [text] : this.wrapped(text, column.width - 2);
    });
    const height = Math.max(1, ...cells.map((lines) => lines.length)) * LINE;
    if (this.room(height)) {
      this.heads(table.columns);
      this.font(8, isSum);
    }
    let x = MARGIN;
    table.columns.forEach((column, at) => {
      (cells[at] ?? []).forEach((text, n) => {
        // A sum that is longer than its column is written smaller, never cut.
        this.pdf.setFontSize(this.sized(text, column.width - 1));
        this.pdf.text(text, column.right ? x + column.width : x, this.y + n * LINE, column.right ? { align: "right" } : {});
        this.pdf.setFontSize(8);
      });
      x += column.width;
    });
    this.y += height;
    this.rule(0.1);
  }

  private sized(text: string, width: number): number {
    const wide = this.pdf.getTextWidth(text);
    return wide <= width ? 8 : (8 * width) / wide;
  }

  private heads(columns: readonly Column[]): void {
    this.font(8, true);
    let x = MARGIN;
    for (const column of columns) {
      this.pdf.text(column.head, column.right ? x + column.width : x, this.y, column.right ? { align: "right" } : {});
      x += column.width;
    }
    this.y += LINE;
    this.rule(0.3);
  }

  private rule(width: number): void {
    this.pdf.setLineWidth(width);
    this.pdf.setDrawColor(width > 0.2 ? 90 : 205);
    this.pdf.line(MARGIN, this.y - LINE + 1.3, WIDE - MARGIN, this.y - LINE + 1.3);
  }

  private notes(): void {
    if (this.letters.notes.length === 0) return;
    this.y += 4;
    this.room(3 * LINE);
    this.font(9, true);
    this.line(this.doc.notesTitle);
    this.font(8);
    for (const note of this.letters.notes) {
      for (const line of this.wrapped(this.doc.note(note.number, note.codes, note.of), WIDE - 2 * MARGIN)) this.line(line);
    }
  }

  private feet(): void {
    const count = this.pdf.getNumberOfPages();
    for (let page = 1; page <= count; page += 1) {
      this.pdf.setPage(page);
      this.font(7);
      this.pdf.text(this.doc.foot, MARGIN, HIGH - FOOT);
      this.pdf.text(this.doc.page(page, count), WIDE - MARGIN, HIGH - FOOT, { align: "right" });
    }
  }

  private line(text: string, height = LINE): void {
    this.room(height);
    this.pdf.text(text, MARGIN, this.y);
    this.y += height;
  }

  /** Begins another page if there is no room; says whether it did. */
  private room(height: number): boolean {
    if (this.y + height <= HIGH - FOOT - 6) return false;
    this.pdf.addPage();
    this.y = MARGIN;
    return true;
  }

  private text(cell: DocCell): string {
    return typeof cell === "string" ? this.letters.drawn(cell, "") : this.letters.drawn(cell.text, cell.of);
  }

  private wrapped(text: string, width: number): string[] {
    return this.pdf.splitTextToSize(text, width) as string[];
  }

  private font(size: number, isBold = false): void {
    this.pdf.setFont("helvetica", isBold ? "bold" : "normal");
    this.pdf.setFontSize(size);
  }
}
