import { expect, test } from "vitest";

import { de } from "../../src/text/de";
import { en } from "../../src/text/en";
import { languageOf } from "../../src/text";
import { ROLE_WORDS } from "../../src/generated/enums";
import { roleWords } from "../../src/model/roles";

type Leaf = [string, unknown];

function leaves(node: unknown, path = ""): Leaf[] {
  if (typeof node !== "object" || node === null) return [[path, node]];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, path ? `${path}.${key}` : key));
}

/** How many arguments a function makes something of; the others begin with a line. */
function used(text: unknown): number {
  const head = /^(?:async )?\(?([^)=]*)\)?\s*=>/.exec(String(text))?.[1] ?? "";
  return head.split(",").filter((name) => /^\s*[a-z]/i.test(name)).length;
}

const english = leaves(en);
const german = new Map(leaves(de));

test("every language has the same names, and nothing else", () => {
  expect([...german.keys()]).toEqual(english.map(([path]) => path));
});

test("what is a function in one is a function with as many arguments in the other", () => {
  for (const [path, value] of english) {
    const other = german.get(path);
    expect(typeof other, path).toBe(typeof value);
    if (typeof value === "function") expect(used(other), path).toEqual(used(value));
  }
});

test("places to fill are the same in all languages", () => {
  const places = (text: unknown) => (typeof text === "string" ? [...text.matchAll(/\{\w+\}/g)].map((match) => match[0]).sort() : []);
  for (const [path, value] of english) expect(places(german.get(path)), path).toEqual(places(value));
});

test("nothing is empty, and nothing shouts", () => {
  for (const [path, value] of [...english, ...german]) {
    if (typeof value !== "string") continue;
    expect(value.trim(), path).not.toBe("");
    expect(value, path).not.toMatch(/!|\bplease\b|successfully|\bbitte\b|erfolgreich/i);
  }
});

test("what is German is not English", () => {
  // Words that both languages have.
  const shared = new Set(["Polypact", "Partner", "Partners", "Sponsor", "Block", "Name", "Token", "Text", "Version", "Wallet", "Status"]);
  const same = english.filter(([path, value]) => typeof value === "string" && /[a-z]{4}/.test(value) && german.get(path) === value && !shared.has(value));
  expect(same.filter(([path]) => !path.startsWith("times.")).map(([path, value]) => `${path}: ${String(value)}`)).toEqual([]);
});

test("the first language of the reader that the page has", () => {
  expect(languageOf(["fr-FR", "de-AT", "en"])).toBe("de");
  expect(languageOf(["fr"])).toBe("en");
});

test("roles are called in English what the whole project calls them, and German of each", () => {
  expect(en.roles).toEqual(ROLE_WORDS);
  expect(roleWords(1 | 8, en.roles)).toBe("Proposer, treasurer");
  expect(roleWords(1 | 8, de.roles)).toBe("Antragsteller, Kasse");
  expect(roleWords(0, de.roles)).toBe("");
});
