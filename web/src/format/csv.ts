/** Tables for spreadsheets (RFC 4180), in which no stranger's text becomes a formula. */

/** Text is a stranger's until it says otherwise; `{ number }` is an exact decimal that we made. */
export type Cell = string | bigint | number | { number: string } | null | undefined;

/** Rows as a file: CRLF at their ends, quotes where they are needed, a mark in front so that spreadsheets read UTF-8. */
export function csvFile(rows: Iterable<readonly Cell[]>): string {
  let text = "\ufeff";
  for (const row of rows) text += `${row.map(cell).join(",")}\r\n`;
  return text;
}

/** One cell. */
export function cell(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (typeof value === "object") {
    if (!/^-?\d+(\.\d+)?$/.test(value.number)) throw new Error(`not a number: ${value.number}`);
    return value.number;
  }
  const text = kept(value);
  return /[",\r\n;\t]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** What a spreadsheet would run as a formula is kept a text; full-width signs are run in some languages as well. */
function kept(text: string): string {
  const first = text.replace(/^[\s\p{Cf}\p{Cc}]+/u, "")[0] ?? "";
  return "=+-@＝＋－＠|".includes(first) && first !== "" ? `'${text}` : /^[\t\r\n]/.test(text) ? `'${text}` : text;
}
