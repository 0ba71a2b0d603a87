/**
 * Markdown of a terms document, as parts that a view lays out. Only what formats text is understood: headings, paragraphs,
 * numbered clauses, lists, quotes, tables, code, rules, emphasis and links. HTML, comments, references and whatever else is
 * not understood stays in the text, letter by letter: nothing that is agreed on may be hidden by how it is shown.
 */

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "strong" | "em"; readonly parts: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly parts: readonly Inline[]; readonly uri: string }
  /** Never fetched: the words that stand for it, and where it would be. */
  | { readonly kind: "picture"; readonly text: string; readonly uri: string }
  | { readonly kind: "break" };

export interface Item {
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly parts: readonly Inline[] }
  | { readonly kind: "paragraph"; readonly parts: readonly Inline[] }
  /** A paragraph that begins with a number of several parts, like 3.1. */
  | { readonly kind: "clause"; readonly number: string; readonly parts: readonly Inline[] }
  | { readonly kind: "list"; readonly start?: number; readonly items: readonly Item[] }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "table"; readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  | { readonly kind: "rule" };

/** Deeper than that is no agreement but an attack on the page. */
const MAX_DEPTH = 8;

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const QUOTE = /^ {0,3}> ?(.*)$/;
const BULLET = /^( {0,3})([-*+])([ \t]+)(\S.*)$/;
const NUMBERED = /^( {0,3})(\d{1,9})([.)])([ \t]+)(\S.*)$/;
const CLAUSE = /^(\d{1,3}(?:\.\d{1,3})+[a-z]?\.?)[ \t]+(?=\S)/;
const DELIMITER = /^ {0,3}\|?[ \t]*:?-{1,}:?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*)*\|?[ \t]*$/;

export function readMarkdown(text: string): Block[] {
  return blocksOf(text.replace(/\r\n?/g, "\n").replace(/^\uFEFF/, "").split("\n"), 0);
}

/** The headings right below the title: what "Read all 14 sections" counts. */
export function sectionsOf(blocks: readonly Block[]): number {
  const levels = blocks.flatMap((block) => (block.kind === "heading" ? [block.level] : []));
  const wanted = [...new Set(levels)].sort((a, b) => a - b);
  const level = levels.filter((each) => each === wanted[0]).length > 1 ? wanted[0] : (wanted[1] ?? wanted[0]);
  return levels.filter((each) => each === level).length;
}

function blocksOf(lines: readonly string[], depth: number): Block[] {
  if (depth > MAX_DEPTH) return [{ kind: "code", text: lines.join("\n") }];
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.trim() === "") {
      at += 1;
      continue;
    }
    const [block, next] = blockAt(lines, at, depth);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

function blockAt(lines: readonly string[], at: number, depth: number): [Block, number] {
  const line = lines[at] ?? "";
  const heading = HEADING.exec(line);
  if (heading) return [{ kind: "heading", level: heading[1]?.length ?? 1, parts: inlineOf(heading[2] ?? "") }, at + 1];
  if (RULE.test(line)) return [{ kind: "rule" }, at + 1];
  const fence = FENCE.exec(line);
  if (fence) return fenced(lines, at, fence[1] ?? "```", fence[2] ?? "");
  if (/^(?: {4}|\t)/.test(line)) return indented(lines, at);
  if (QUOTE.test(line)) return quoted(lines, at, depth);
  if (BULLET.test(line) || NUMBERED.test(line)) return listed(lines, at, depth);
  if (line.includes("|") && DELIMITER.test(lines[at + 1] ?? "") && (lines[at + 1] ?? "").includes("-")) {
    const table = tabled(lines, at);
    if (table) return table;
  }
  return paragraph(lines, at);
}

function fenced(lines: readonly string[], at: number, fence: string, info: string): [Block, number] {
  const inside: string[] = [];
  let next = at + 1;
  while (next < lines.length && !new RegExp(`^ {0,3}\\${fence[0] ?? "`"}{${fence.length},}[ \\t]*$`).test(lines[next] ?? "")) {
    inside.push(lines[next] ?? "");
    next += 1;
  }
  // What stands behind the fence is not for the reader of a program, but part of what is agreed on.
  const named = info.trim();
  return [{ kind: "code", text: [...(named ? [named] : []), ...inside].join("\n") }, next + 1];
}

function indented(lines: readonly string[], at: number): [Block, number] {
  const inside: string[] = [];
  let next = at;
  while (next < lines.length && (/^(?: {4}|\t)/.test(lines[next] ?? "") || (lines[next] ?? "").trim() === "")) {
    inside.push((lines[next] ?? "").replace(/^(?: {4}|\t)/, ""));
    next += 1;
  }
  while (inside.at(-1)?.trim() === "") inside.pop();
  return [{ kind: "code", text: inside.join("\n") }, next];
}

function quoted(lines: readonly string[], at: number, depth: number): [Block, number] {
  const inside: string[] = [];
  let next = at;
  while (next < lines.length) {
    const found = QUOTE.exec(lines[next] ?? "");
    if (!found) break;
    inside.push(found[1] ?? "");
    next += 1;
  }
  return [{ kind: "quote", blocks: blocksOf(inside, depth + 1) }, next];
}

interface Marker {
  readonly isNumbered: boolean;
  readonly mark: string;
  readonly number: number;
  readonly indent: number;
  readonly rest: string;
}

function markerOf(line: string): Marker | undefined {
  if (RULE.test(line)) return undefined;
  const bullet = BULLET.exec(line);
  if (bullet) {
    const [, lead = "", mark = "", space = "", rest = ""] = bullet;
    return { isNumbered: false, mark, number: 0, indent: lead.length + 1 + Math.min(space.length, 4), rest };
  }
  const numbered = NUMBERED.exec(line);
  if (!numbered) return undefined;
  const [, lead = "", digits = "", mark = "", space = "", rest = ""] = numbered;
  return { isNumbered: true, mark, number: Number(digits), indent: lead.length + digits.length + 1 + Math.min(space.length, 4), rest };
}

function listed(lines: readonly string[], at: number, depth: number): [Block, number] {
  const first = markerOf(lines[at] ?? "");
  if (!first) return paragraph(lines, at);
  const items: Item[] = [];
  let next = at;
  while (next < lines.length) {
    const marker = markerOf(lines[next] ?? "");
    // A number that does not follow begins a list of its own: numbers of clauses are referred to, and never made up here.
    if (!marker || marker.mark !== first.mark || marker.isNumbered !== first.isNumbered) break;
    if (marker.isNumbered && marker.number !== first.number + items.length) break;
    const [inside, after] = itemLines(lines, next, marker);
    items.push({ blocks: blocksOf(inside, depth + 1) });
    next = after;
  }
  return [first.isNumbered ? { kind: "list", start: first.number, items } : { kind: "list", items }, next];
}

function itemLines(lines: readonly string[], at: number, marker: Marker): [string[], number] {
  const inside = [marker.rest];
  let next = at + 1;
  while (next < lines.length) {
    const line = lines[next] ?? "";
    if (line.trim() === "") {
      if (!isIndented(lines[next + 1] ?? "", marker.indent)) break;
      inside.push("");
    } else if (isIndented(line, marker.indent)) inside.push(line.slice(marker.indent));
    else if (startsBlock(line)) break;
    else if (inside.at(-1) === "") break;
    else inside.push(line.trimStart());
    next += 1;
  }
  while (next < lines.length && (lines[next] ?? "").trim() === "") next += 1;
  return [inside, next];
}

function isIndented(line: string, by: number): boolean {
  return line.trim() !== "" && line.length - line.trimStart().length >= by;
}

function startsBlock(line: string): boolean {
  return HEADING.test(line) || RULE.test(line) || FENCE.test(line) || QUOTE.test(line) || markerOf(line) !== undefined;
}

function cellsOf(line: string): string[] {
  const cells: string[] = [""];
  const bare = line.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  for (let at = 0; at < bare.length; at += 1) {
    const letter = bare[at] ?? "";
    if (letter === "|") {
      cells.push("");
      continue;
    }
    const isEscaped = letter === "\\" && bare[at + 1] === "|";
    cells[cells.length - 1] = `${cells.at(-1) ?? ""}${isEscaped ? "|" : letter}`;
    if (isEscaped) at += 1;
  }
  return cells.map((cell) => cell.trim());
}

function tabled(lines: readonly string[], at: number): [Block, number] | undefined {
  const head = cellsOf(lines[at] ?? "");
  if (cellsOf(lines[at + 1] ?? "").length !== head.length) return undefined;
  const rows: Inline[][][] = [];
  let next = at + 2;
  while (next < lines.length && (lines[next] ?? "").trim() !== "" && (lines[next] ?? "").includes("|")) {
    rows.push(cellsOf(lines[next] ?? "").map(inlineOf)); // a cell too many is shown, too
    next += 1;
  }
  return [{ kind: "table", head: head.map(inlineOf), rows }, next];
}

function paragraph(lines: readonly string[], at: number): [Block, number] {
  const inside: string[] = [];
  let next = at;
  while (next < lines.length) {
    const line = lines[next] ?? "";
    if (line.trim() === "" || (next > at && (startsBlock(line) || CLAUSE.test(line)))) break;
    inside.push(line);
    next += 1;
  }
  const text = inside.map((line, n) => (n === 0 ? line.trimStart() : line.replace(/^[ \t]+/, ""))).join("\n");
  const clause = CLAUSE.exec(text);
  if (clause) return [{ kind: "clause", number: clause[1] ?? "", parts: inlineOf(text.slice(clause[0].length)) }, next];
  return [{ kind: "paragraph", parts: inlineOf(text) }, next];
}

// --- within a line ---

const ESCAPABLE = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/;
const LINK = /^\[((?:[^[\]\\]|\\.|\[(?:[^[\]\\]|\\.)*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*)>?((?:\s+"[^"]*")?)\s*\)/;
const BARE = /^https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?]/i;

export function inlineOf(text: string, depth = 0): Inline[] {
  const parts: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain) parts.push({ kind: "text", text: plain });
    plain = "";
  };
  const unclosed = new Set<string>();
  let at = 0;
  while (at < text.length) {
    const found = depth > MAX_DEPTH ? undefined : markAt(text, at, depth, unclosed);
    if (found?.part) {
      flush();
      parts.push(found.part);
    } else plain += found ? found.text : (text[at] ?? "");
    at = found ? found.next : at + 1;
  }
  flush();
  return parts;
}

interface Found {
  readonly part?: Inline;
  readonly text: string;
  readonly next: number;
}

/** @param unclosed Marks that nothing closes from here to the end of the text. */
function markAt(text: string, at: number, depth: number, unclosed: Set<string>): Found | undefined {
  const letter = text[at] ?? "";
  if (letter === "\\" && ESCAPABLE.test(text[at + 1] ?? "")) return { text: text[at + 1] ?? "", next: at + 2 };
  if (letter === "\\" && text[at + 1] === "\n") return { part: { kind: "break" }, text: "", next: at + 2 };
  if (letter === " ") {
    const hard = /^ {2,}\n/.exec(text.slice(at, at + 40));
    return hard ? { part: { kind: "break" }, text: "", next: at + hard[0].length } : undefined;
  }
  if (letter === "`") return codeAt(text, at);
  if (letter === "!" && text[at + 1] === "[") return linkAt(text, at + 1, depth, true);
  if (letter === "[") return linkAt(text, at, depth, false);
  if (letter === "<") {
    const link = /^<(https?:\/\/[^\s<>]+)>/i.exec(text.slice(at, at + 2_000));
    return link ? { part: bareLink(link[1] ?? ""), text: "", next: at + link[0].length } : undefined;
  }
  if ((letter === "h" || letter === "H") && !/[A-Za-z0-9]/.test(text[at - 1] ?? "")) {
    const link = BARE.exec(text.slice(at, at + 2_000));
    return link ? { part: bareLink(link[0]), text: "", next: at + link[0].length } : undefined;
  }
  if (letter === "*" || letter === "_") return emphasisAt(text, at, depth, unclosed);
  return undefined;
}

function bareLink(uri: string): Inline {
  return { kind: "link", parts: [{ kind: "text", text: uri }], uri };
}

function codeAt(text: string, at: number): Found | undefined {
  const ticks = /^`+/.exec(text.slice(at))?.[0] ?? "`";
  let from = at + ticks.length;
  for (;;) {
    const end = text.indexOf(ticks, from);
    if (end < 0) return { text: ticks, next: at + ticks.length };
    const run = /^`+/.exec(text.slice(end))?.[0] ?? ticks;
    if (run.length === ticks.length) {
      const inside = text.slice(at + ticks.length, end).replace(/\n/g, " ");
      const padded = /^ .*[^ ].* $/.test(inside);
      return { part: { kind: "code", text: padded ? inside.slice(1, -1) : inside }, text: "", next: end + ticks.length };
    }
    from = end + run.length;
  }
}

function linkAt(text: string, at: number, depth: number, isPicture: boolean): Found | undefined {
  const found = LINK.exec(text.slice(at, at + 4_000));
  if (!found) return undefined;
  const [whole, words = "", uri = "", title = ""] = found;
  // A title shows only under a pointer; so the words of one that has it stay as they are written.
  if (title) return undefined;
  const next = at + whole.length;
  if (isPicture) return { part: { kind: "picture", text: words, uri }, text: "", next };
  return { part: { kind: "link", parts: inlineOf(words, depth + 1), uri }, text: "", next };
}

function emphasisAt(text: string, at: number, depth: number, unclosed: Set<string>): Found | undefined {
  const mark = text[at] ?? "*";
  const run = new RegExp(`^\\${mark}+`).exec(text.slice(at, at + 4))?.[0].length ?? 1;
  const before = text[at - 1] ?? " ";
  for (const size of run >= 2 ? [2, 1] : [1]) {
    const open = at + size;
    if (unclosed.has(mark + String(size)) || /\s/.test(text[open] ?? " ") || (mark === "_" && /[\p{L}\p{N}]/u.test(before))) continue;
    const end = closing(text, open, mark, size);
    if (end === undefined) {
      unclosed.add(mark + String(size));
      continue;
    }
    const parts = inlineOf(text.slice(open, end), depth + 1);
    return { part: { kind: size === 2 ? "strong" : "em", parts }, text: "", next: end + size };
  }
  return { text: mark.repeat(run), next: at + run };
}

/** Where emphasis that was opened ends, within its paragraph. */
function closing(text: string, from: number, mark: string, size: number): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === mark) {
      let run = 1;
      while (text[at + run] === mark) run += 1;
      const after = text[at + run] ?? " ";
      const closes = !/\s/.test(text[at - 1] ?? " ") && (mark === "*" || !/[\p{L}\p{N}]/u.test(after));
      if (closes && at > from && (run === size || run === 3)) return at + (run === 3 ? 3 - size : 0);
      at += run - 1;
    }
  }
  return undefined;
}
