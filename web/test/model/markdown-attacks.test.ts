import { describe, expect, it } from "vitest";
import { type Block, type Inline, readMarkdown } from "../../src/model/markdown";

const SIZE = 200_000;
const many = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length));

/** Documents made to keep a page busy: whoever publishes terms writes them, and everybody has to read them. */
const BUSY: Readonly<Record<string, string>> = {
  "a heading of spaces": `# ${many(" ")}x`,
  "a heading of hashes": `# ${many(" #")}x`,
  "a rule that is none": `${many("* ")}x`,
  "a table that is none": `a|b\n${many("-|")}x`,
  "a table of spaces": `a|b\n|${many(" ")}x`,
  stars: many("*"),
  "stars and letters": many("*a"),
  "stars and spaces": many("* a *"),
  underscores: many("_a_"),
  brackets: many("["),
  "brackets and links": many("[a]("),
  pictures: many("!["),
  "opened links": many("[a](b"),
  ticks: many("`"),
  "ticks of all lengths": Array.from({ length: 600 }, (_, at) => "`".repeat(at)).join(" "),
  quotes: many(">"),
  "quotes in lines": many("> a\n"),
  lists: many("- "),
  "lists in lists": Array.from({ length: 600 }, (_, at) => `${" ".repeat(at)}- a`).join("\n"),
  "lists in lines": many("- a\n"),
  numbers: many("1. "),
  fences: many("```\n"),
  "fences that open": many("```a\n"),
  indents: many("    a\n"),
  "empty lines": many("\n"),
  "items with empty lines": many("- a\n\n"),
  tables: `a|b\n-|-\n${many("a|b\n")}`,
  cells: `a|b\n-|-\n${many("a|")}`,
  backslashes: many("\\"),
  angles: many("<"),
  clauses: many("1.1 a\n"),
  "numbers with points": many("1."),
};

describe("a document that is made to keep the page busy", () => {
  for (const [name, text] of Object.entries(BUSY)) {
    it(name, () => {
      const began = performance.now();
      readMarkdown(text);
      expect(performance.now() - began).toBeLessThan(5_000);
    }, 60_000);
  }
});

const said = (parts: readonly Inline[]): string =>
  parts.map((part) => {
    if (part.kind === "text" || part.kind === "code") return part.text;
    if (part.kind === "break") return "\n";
    if (part.kind === "picture") return part.text + part.uri;
    return part.kind === "link" ? said(part.parts) + part.uri : said(part.parts);
  }).join("");

function whole(blocks: readonly Block[]): string {
  return blocks.map((block) => {
    switch (block.kind) {
      case "rule":
        return "";
      case "code":
        return block.text;
      case "quote":
        return whole(block.blocks);
      case "clause":
        return block.number + said(block.parts);
      case "list":
        return block.items.map((item, at) => (block.start === undefined ? "" : String(block.start + at)) + whole(item.blocks)).join("");
      case "table":
        return [block.head, ...block.rows].flat().map(said).join("");
      default:
        return said(block.parts);
    }
  }).join("");
}

const words = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");
const PIECES = ["a", "B1", "2.", "3.1 ", "1) ", "- ", "* ", "> ", "# ", "## ", "```", "~~~", "`", "``", "**", "_", "[", "](", ")", "![", "|", "-|-", "---", "\n", "\n\n", "\n    ", "\t", " ", "  \n", "\\", "<!-- x -->", "<b>", "&lt;", "[r]: u", "\r\n", "[^1]", "=====", ":-"];

describe("a document", () => {
  it("has none of its letters and numbers hidden or moved by how it is shown, whatever it is made of", () => {
    let state = 7;
    const next = (below: number) => { state = (state * 48_271) % 2_147_483_647; return state % below; };
    for (let round = 0; round < 20_000; round += 1) {
      const text = Array.from({ length: 1 + next(14) }, () => PIECES[next(PIECES.length)] ?? "").join("");
      expect(words(whole(readMarkdown(text))), JSON.stringify(text)).toBe(words(text));
    }
  });
});
