import { expect, test } from "vitest";
import { checkSelf, parseRelease, readRelease, type Reading, type Release } from "../../src/app/release";
import { hashOf, wholeOf } from "../../src/app/hashes";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const FILES = new Map([["index.html", bytes("<p>")], ["assets/main.js", bytes("go()")], ["icon.svg", bytes("<svg/>")]]);
const reading = (files: ReadonlyMap<string, Uint8Array>): Reading => (path) => Promise.resolve(files.get(path));

function releaseOf(files: ReadonlyMap<string, Uint8Array>): Release {
  const hashes = new Map([...files].map(([path, content]) => [path, hashOf(content)]));
  return { version: "1.2.3", build: wholeOf(hashes), files: hashes };
}

const RELEASE = releaseOf(FILES);

test("the hash of the whole is that of sha256sum's lines in the order of the paths", () => {
  expect(hashOf(bytes("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const listed = ["assets/main.js", "icon.svg", "index.html"].map((path) => `${RELEASE.files.get(path) ?? "?"}  ${path}\n`);
  expect(RELEASE.build).toBe(hashOf(bytes(listed.join(""))));
});

test("a page whose files are all as released is whole", async () => {
  const loaded = ["", "assets/main.js", "site-config.json", "rpc", "release.json"];
  const found = await checkSelf(RELEASE, reading(FILES), loaded);
  expect(found).toEqual({ build: RELEASE.build, files: 3, changed: [], missing: [], strange: [], isWhole: true });
});

test("what was changed, is missing or was loaded besides is named", async () => {
  const other = new Map([...FILES, ["index.html", bytes("<p> ")]] as [string, Uint8Array][]);
  other.delete("icon.svg");
  const found = await checkSelf(RELEASE, reading(other), ["assets/main.js", "assets/more.js"]);
  expect(found.changed).toEqual(["index.html"]);
  expect(found.missing).toEqual(["icon.svg"]);
  expect(found.strange).toEqual(["assets/more.js"]);
  expect(found.isWhole).toBe(false);
});

test("a list that names another build than its files make is not whole", async () => {
  const found = await checkSelf({ ...RELEASE, build: "0".repeat(64) }, reading(FILES), []);
  expect(found.changed).toEqual(["release.json"]);
  expect(found.isWhole).toBe(false);
});

test("a list is read from the page's folder, and what is no list is nothing", async () => {
  const list = JSON.stringify({ version: "1.2.3", build: RELEASE.build, files: Object.fromEntries(RELEASE.files) });
  expect(await readRelease(reading(new Map([["release.json", bytes(list)]])))).toEqual(RELEASE);
  expect(await readRelease(reading(new Map()))).toBeUndefined();
  expect(await readRelease(reading(new Map([["release.json", bytes("<!doctype html>")]])))).toBeUndefined();
  expect(parseRelease({ build: "abc", files: {} })).toBeUndefined();
  expect(parseRelease({ build: RELEASE.build, files: { "index.html": 7 } })).toBeUndefined();
});
