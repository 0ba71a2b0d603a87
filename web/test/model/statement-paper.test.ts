import { describe, expect, it } from "vitest";
import { makeDocument } from "../../src/model/statement/document";
import type { FileWords } from "../../src/model/statement/files";
import { canDraw, Letters } from "../../src/model/statement/letters";
import { paperOf } from "../../src/model/statement/paper";
import { fingerprintOf } from "../../src/model/statement/paper-fingerprint";
import { agrees, compare, verdict } from "../../src/model/statement/proof";
import { en } from "../../src/text/en";
import { ETHER, type Address } from "../../src/types";
import { referenceWords } from "../../src/words/chain_text";
import { answersOf, ledgerOf, records, type Record_ } from "./statement-records";

const record = records.find(([name]) => name === "joint-venture")?.[1] as Record_;
const ledger = ledgerOf(record);
const comparisons = compare(ledger, answersOf(record));
const proof = { block: BigInt(ledger.block), comparisons, differing: comparisons.filter((each) => !agrees(each)), claimable: new Map<string, bigint>(), accounts: 4, asked: 4 };

function made(name: (address: Address) => string, partner: readonly Address[] = []) {
  const file: FileWords = {
    name,
    reference: referenceWords,
    token: (address) => ({ address, symbol: address === ETHER ? "ETH" : "USDX", decimals: address === ETHER ? 18 : 6, isEther: address === ETHER, isListed: false }),
  };
  const words = { ...file, texts: en, language: "en", partnership: "Harbour Joint Venture", chain: "devnet", escrow: record.escrow, blockHash: `0x${"ab".repeat(32)}` as const };
  const bytes = makeDocument(paperOf(ledger, proof, verdict(ledger, proof), words, partner));
  const raw = new TextDecoder("latin1").decode(bytes);
  // What is drawn stands between brackets, as the document is not compressed.
  const drawn = [...raw.matchAll(/\(((?:[^()\\]|\\.)*)\) Tj/g)].map((found) => (found[1] ?? "").replace(/\\(.)/g, "$1"));
  return { bytes, drawn, fingerprint: fingerprintOf(ledger, file, partner) };
}

describe("the document", () => {
  const plain = made((address) => `Partner ${address.slice(2, 6)}`);

  it("is the same file for the same statement", () => {
    expect(made((address) => `Partner ${address.slice(2, 6)}`).bytes).toEqual(plain.bytes);
  });

  it("says what it is of, what was checked, and numbers its pages", () => {
    const all = plain.drawn.join("\n");
    expect(all).toContain(record.escrow);
    expect(all).toContain(plain.fingerprint);
    expect(all).toContain(`${comparisons.length} numbers, all of them agree`);
    const pages = plain.drawn.filter((text) => text.startsWith("Page "));
    expect(pages.length).toBeGreaterThan(0);
    expect(pages).toEqual(pages.map((_, at) => `Page ${at + 1} of ${pages.length}`));
  });

  it("has every figure with all its digits", () => {
    expect(plain.drawn).toContain("5.216666666666666666");
    expect(plain.drawn).toContain("3,989.683333");
  });

  it("draws no letter that its fonts do not have, and says which ones it left out", () => {
    const who = ledger.tokens[0]?.lines[0]?.account ?? ETHER;
    const greek = made((address) => (address === who ? "Ελλάς Ναυτιλία" : "Łódź Shipping"));
    const all = greek.drawn.join("\n");
    expect(all).toContain("[1]");
    expect(all).toContain("U+0395 U+03BB");
    expect(all).toContain(who);
    expect(Array.from(all).every((letter) => letter === "\n" || letter.charCodeAt(0) < 256)).toBe(true);
    expect(all).not.toContain("Ελλάς");
    expect(all).toContain("U+0141");
  });

  it("of one partner has its lines alone", () => {
    const lines = ledger.tokens[0]?.lines ?? [];
    const [one, other] = [lines[0]?.account ?? ETHER, lines[1]?.account ?? ETHER];
    const own = made((address) => `Partner ${address.slice(2, 8)}`, [one]).drawn.join("\n");
    expect(own).toContain(`Partner ${one.slice(2, 8)}`);
    expect(own).not.toContain(`Partner ${other.slice(2, 8)}`);
  });
});

describe("letters", () => {
  it("are those of Western Europe", () => {
    expect(Array.from("Müller & Söhne – “Ångström” 5 €").every(canDraw)).toBe(true);
    expect(Array.from("Łódź Ελ 日本 \u202e").filter((letter) => !canDraw(letter)).length).toBeGreaterThan(5);
  });

  it("number the same text once", () => {
    const letters = new Letters();
    expect(letters.drawn("日本", "0x1")).toBe("[1]");
    expect(letters.drawn("日本", "0x1")).toBe("[1]");
    expect(letters.drawn("中国", "0x2")).toBe("[2]");
    expect(letters.notes.length).toBe(2);
  });
});
