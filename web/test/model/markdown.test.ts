import { describe, expect, it } from "vitest";
import example from "../../../examples/joint-venture-terms.md?raw";
import { type Block, type Inline, inlineOf, readMarkdown, sectionsOf } from "../../src/model/markdown";

/** All that a reader would see, in order. */
function words(blocks: readonly Block[]): string {
  return blocks
    .map((block): string => {
      switch (block.kind) {
        case "heading":
        case "paragraph":
          return said(block.parts);
        case "clause":
          return `${block.number} ${said(block.parts)}`;
        case "list":
          return block.items.map((item, at) => `${block.start === undefined ? "-" : String(block.start + at)} ${words(item.blocks)}`).join("\n");
        case "quote":
          return words(block.blocks);
        case "code":
          return block.text;
        case "table":
          return [block.head, ...block.rows].map((row) => row.map(said).join("|")).join("\n");
        case "rule":
          return "";
      }
    })
    .join("\n");
}

function said(parts: readonly Inline[]): string {
  return parts
    .map((part): string => {
      if (part.kind === "break") return "\n";
      if (part.kind === "picture") return part.text + part.uri;
      if (part.kind === "link") return said(part.parts) + part.uri;
      return "parts" in part ? said(part.parts) : part.text;
    })
    .join("");
}

describe("Markdown of an agreement", () => {
  it("is headings, clauses with their numbers, lists and text", () => {
    const blocks = readMarkdown("# Terms\n\nThese are *one* agreement.\n\n## 1. Purpose\n\n1.1 The partners run\na terminal.\n\n1.2 No more.\n");
    expect(blocks.map((block) => block.kind)).toEqual(["heading", "paragraph", "heading", "clause", "clause"]);
    expect(blocks[3]).toMatchObject({ number: "1.1", parts: [{ kind: "text", text: "The partners run\na terminal." }] });
    expect(blocks[1]).toMatchObject({ parts: [{ text: "These are " }, { kind: "em" }, { text: " agreement." }] });
  });

  it("keeps the numbers that are written: a list that jumps is two lists", () => {
    const blocks = readMarkdown("3. three\n4. four\n7. seven\n");
    expect(blocks).toMatchObject([{ kind: "list", start: 3, items: [{}, {}] }, { kind: "list", start: 7, items: [{}] }]);
  });

  it("nests lists, and tells quotes, tables, code and rules", () => {
    const blocks = readMarkdown("- a\n  - b\n- c\n\n> quoted\n\n| A | B |\n|---|:-:|\n| 1 | x \\| y |\n\n```\ncode\n```\n\n---\n");
    expect(blocks.map((block) => block.kind)).toEqual(["list", "quote", "table", "code", "rule"]);
    expect(blocks[0]).toMatchObject({ items: [{ blocks: [{ kind: "paragraph" }, { kind: "list" }] }, {}] });
    expect(words(blocks.slice(2, 3))).toBe("A|B\n1|x | y");
  });

  it("hides nothing: HTML, comments, references, titles and the uri of a link are all to be read", () => {
    const hidden = [
      "<!-- the supplier pays a penalty -->",
      "<div hidden>secret</div>",
      "[1]: https://example.org 'a title'",
      '[words](https://example.org "and a title")',
      "[words](https://evil.example/path)",
      "![picture](https://tracker.example/a.png)",
      "<script>alert(1)</script>",
      "```penalty: all\ncode\n```",
      "a &nbsp; b",
    ];
    for (const text of hidden) {
      const shown = words(readMarkdown(text)).replace(/\s/g, "");
      for (const word of text.match(/[A-Za-z0-9:/.]{3,}/g) ?? []) expect(shown, text).toContain(word.replace(/\s/g, ""));
    }
  });

  it("fetches no picture and follows no link: they are words with their address", () => {
    expect(inlineOf("![logo](https://x.example/l.png)")).toEqual([{ kind: "picture", text: "logo", uri: "https://x.example/l.png" }]);
    expect(inlineOf("see https://x.example/a, and")).toMatchObject([{ text: "see " }, { kind: "link", uri: "https://x.example/a" }, { text: ", and" }]);
    expect(inlineOf("[a](javascript:alert(1))")).toMatchObject([{ kind: "link", uri: "javascript:alert(1)" }]);
  });

  it("leaves alone what only looks like a mark", () => {
    expect(inlineOf("2 * 3 * 4 and snake_case_name and \\*not\\*")).toEqual([{ kind: "text", text: "2 * 3 * 4 and snake_case_name and *not*" }]);
    expect(inlineOf("**bold** __too__ ***both***")).toMatchObject([{ kind: "strong" }, { text: " " }, { kind: "strong" }, { text: " " }, { kind: "strong", parts: [{ kind: "em" }] }]);
    expect(inlineOf("`a * b`")).toEqual([{ kind: "code", text: "a * b" }]);
  });

  it("is done in no time with what was made to take long", () => {
    const started = performance.now();
    for (const text of ["*".repeat(50_000), "[".repeat(20_000), ">".repeat(50_000), "`".repeat(50_000), "_a ".repeat(20_000), "- ".repeat(20_000), "|-".repeat(20_000)])
      readMarkdown(text);
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it("counts the sections of the example, and loses no word of it", () => {
    const blocks = readMarkdown(example);
    expect(sectionsOf(blocks)).toBe(example.match(/^## /gm)?.length);
    const shown = words(blocks).replace(/\s+/g, " ");
    for (const word of example.match(/\p{L}{4,}/gu) ?? []) expect(shown).toContain(word);
  });
});
