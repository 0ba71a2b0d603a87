import { describe, expect, test } from "vitest";

import { bytesOf, isPlain, safeLine, safePieces, safeText, textOf, wordText } from "../../src/format";

const bytes = (...values: number[]) => Uint8Array.from(values);

describe("what cannot be seen, or steers, is shown by its number", () => {
  test.each([
    ["a\u202Eb", "a⟦U+202E⟧b"],
    ["a\u2066b\u2069", "a⟦U+2066⟧b⟦U+2069⟧"],
    ["a\u200Fb\u061C", "a⟦U+200F⟧b⟦U+061C⟧"],
    ["pay\u200Bpal", "pay⟦U+200B⟧pal"],
    ["a\u200Db", "a⟦U+200D⟧b"],
    ["\uFEFFa", "⟦U+FEFF⟧a"],
    ["a\u00ADb", "a⟦U+00AD⟧b"],
    ["a\u0000b\u001B[31m", "a⟦U+0000⟧b⟦U+001B⟧[31m"],
    ["a\u007Fb\u0085", "a⟦U+007F⟧b⟦U+0085⟧"],
    ["a\rb", "a⟦U+000D⟧b"],
    ["a\u2028b\u2029", "a⟦U+2028⟧b⟦U+2029⟧"],
    ["a\u{E0041}\u{E007F}", "a⟦U+E0041⟧⟦U+E007F⟧"],
    ["a\u{E0101}", "a⟦U+E0101⟧"],
    ["a\uFE0F", "a⟦U+FE0F⟧"],
    ["a\u3164b\u115F\uFFA0\u2800", "a⟦U+3164⟧b⟦U+115F⟧⟦U+FFA0⟧⟦U+2800⟧"],
    ["a\u034Fb", "a⟦U+034F⟧b"],
    ["a\u1680b\u2003", "a⟦U+1680⟧b⟦U+2003⟧"],
    ["a\uE000", "a⟦U+E000⟧"],
    ["a\u{10FFFF}", "a⟦U+10FFFF⟧"],
    ["a\uD800b", "a⟦U+D800⟧b"],
    ["a\uFFFDb", "a⟦U+FFFD⟧b"],
    ["⟦U+202E⟧", "⟦U+27E6⟧U+202E⟦U+27E7⟧"],
  ])("%j", (text, shown) => {
    expect(safeText(text)).toBe(shown);
    expect(isPlain(text)).toBe(false);
    expect(safePieces(text).hasHidden).toBe(true);
  });

  test("marks that climb over other lines", () => {
    expect(safeText("Z\u0300\u0301\u0302\u0303\u0304")).toBe("Z\u0300\u0301\u0302⟦U+0303⟧⟦U+0304⟧");
  });
});

describe("what people write stays as it is", () => {
  test.each([
    "Pay Crane Supplies for the first two cranes, invoice CS-0417",
    "Müller & Söhne, Straße 4 – 12 €, “quoted”, l’été, naïve, Ångström",
    "Договор о совместной работе. Сор и рак.",
    "合同 ABC 株式会社 Polypact カタカナ 한국어",
    "第１条　甲は、乙に対し、Ａ社の株式（１０％）を譲渡する。",
    "付款：一百，五十！",
    "שלום עולם",
    "مرحبا بالعالم",
    "می‌خواهم",
    "नमस्ते क्‍ष",
    "e\u0301te\u0301, Vie\u0302\u0323t",
    "👍 👨‍👩‍👧 ❤️ 🏳️‍🌈 1️⃣ 👋🏽",
    "10\u00A0000\u202F€",
    "Ελληνικά και English, Ωμέγα",
    "<script>alert(1)</script> javascript:alert(1) {{x}} ${y}",
  ])("%j", (text) => {
    expect(safeText(text)).toBe(text);
    expect(isPlain(text)).toBe(true);
  });

  test("in a line, breaks are spaces", () => {
    expect(safeText("a\r\nb\nc", { isLine: true })).toBe("a b c");
    expect(safeText("a\rb", { isLine: true })).toBe("a⟦U+000D⟧b");
  });

  test("line breaks and tabs", () => {
    expect(safePieces("a\r\n\tb\nc").pieces.map((piece) => piece.kind)).toEqual(["text", "break", "text", "break", "text"]);
    expect(safeText("a\r\n\tb")).toBe("a\n b");
  });
});

describe("letters that look like others", () => {
  test.each([
    ["N\u043Erthwind", "Nо⟦U+043E⟧rthwind"],
    ["USD\u0422", "USDТ⟦U+0422⟧"],
    ["\u0420aypal", "Р⟦U+0420⟧aypal"],
    ["Pay \u0430\u0441\u0435", "Pay а⟦U+0430⟧с⟦U+0441⟧е⟦U+0435⟧"],
    ["ΕTH", "Ε⟦U+0395⟧TH"],
    ["Ｅ", "Ｅ⟦U+FF25⟧"],
    ["𝐄TH", "𝐄⟦U+1D404⟧TH"],
    ["Ⅰnvoice", "Ⅰ⟦U+2160⟧nvoice"],
    ["ɡreat", "ɡ⟦U+0261⟧reat"],
  ])("%j", (text, shown) => {
    expect(safeText(text)).toBe(shown);
    expect(safePieces(text)).toMatchObject({ hasOdd: true, hasHidden: false });
  });

  test("a word made of look-alikes is none where the text is truly in that script", () => {
    expect(isPlain("рак")).toBe(true);
    expect(isPlain("оса")).toBe(false);
    expect(isPlain("оса и муха")).toBe(true);
  });
});

describe("bytes that are no text", () => {
  test("are shown as bytes, and kept", () => {
    const raw = bytes(0x61, 0xff, 0xc3, 0xa4, 0xc3, 0x28, 0xf0, 0x9f, 0x91);
    const text = textOf(raw);
    expect(safeText(text)).toBe("a⟦FF⟧ä⟦C3⟧(⟦F0⟧⟦9F⟧⟦91⟧");
    expect(safePieces(text).hasBytes).toBe(true);
    expect(bytesOf(text)).toEqual(raw);
  });

  test.each([[0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x80], [0x80], [0xfe], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xed, 0xb3, 0xbf]])("%s is nobody's letter", (...raw: number[]) => {
    const text = textOf(Uint8Array.from(raw));
    expect(safeText(text)).toBe(raw.map((byte) => `⟦${byte.toString(16).toUpperCase()}⟧`).join(""));
    expect(bytesOf(text)).toEqual(Uint8Array.from(raw));
  });

  test("true text comes back the same, its first mark too", () => {
    for (const text of ["", "Müller 👍", "\uFEFFa", "\u0000"]) {
      const raw = new TextEncoder().encode(text);
      expect(textOf(raw)).toBe(text);
      expect(bytesOf(text)).toEqual(raw);
    }
  });

  test("from hexadecimal, and words filled up with zeros", () => {
    expect(textOf("0x4142ff")).toBe("AB\udcff");
    expect(wordText("0x4d4b520000000000000000000000000000000000000000000000000000000000")).toBe("MKR");
  });
});

describe("long texts", () => {
  test("are cut by characters and by lines, and say so", () => {
    expect(safePieces("abcdef", { limit: 3 })).toMatchObject({ pieces: [{ kind: "text", text: "abc" }], isCut: true });
    expect(safePieces("abc", { limit: 3 }).isCut).toBe(false);
    expect(safePieces("a\nb\nc", { lines: 2 })).toMatchObject({ isCut: true });
    expect(safeText("a\nb\nc", { lines: 2 })).toBe("a\nb…");
    expect(safePieces("a\n\n\n", { lines: 1 }).isCut).toBe(false);
  });

  test("no character is split", () => {
    expect(safeText("👍👍👍", { limit: 2 })).toBe("👍👍…");
  });

  test("a great many characters take no great time", () => {
    const start = performance.now();
    safePieces("N\u043E\u202E".repeat(20_000), { limit: 1_000 });
    expect(performance.now() - start).toBeLessThan(1_500);
  });
});

describe("names and titles", () => {
  test("are one line, and stricter", () => {
    expect(safeLine("\n  Pay Crane\nmore")).toBe("Pay Crane");
    expect(safeText("a\nb\tc", { isName: true })).toBe("a⟦U+000A⟧b⟦U+0009⟧c");
    expect(safeText("North\u00A0wind", { isName: true })).toBe("North⟦U+00A0⟧wind");
    expect(safeLine("x".repeat(300))).toHaveLength(201);
  });
});
