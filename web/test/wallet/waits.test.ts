import { pad } from "viem";
import { expect, it } from "vitest";
import { readFile } from "../../src/wallet/messagefile";
import { Waits } from "../../src/wallet/waits";
import { MemoryStore } from "./fakes";
import kept from "./messages.json";

const text = kept.wallets[0]?.signed ?? "";
const file = readFile(text);
const later = readFile(text.replace("2000000000", "2000000009")).message;
const other = readFile(text.replace('"support": 2', '"support": 1')).message;

it("keeps what waits over a reload, for the same until another moment, and for nothing else", () => {
  const store = new MemoryStore();
  new Waits(store, () => 1).add({ file, messageHash: pad("0x01") });
  const waits = new Waits(store, () => 1_999_999_999);
  expect(waits.find(file.message)).toEqual({ file, messageHash: pad("0x01") });
  expect(waits.find(later)?.messageHash).toBe(pad("0x01"));
  expect(waits.find(other)).toBeUndefined();
  expect(waits.find({ ...file.message, chainId: 5 })).toBeUndefined();
  waits.remove(pad("0x01"));
  expect(waits.find(file.message)).toBeUndefined();
});

it("drops what is too late, and what it did not write", () => {
  const store = new MemoryStore();
  new Waits(store, () => 1).add({ file, messageHash: pad("0x01") });
  store.setItem("polypact.waits.0x02", "{");
  store.setItem("polypact.waits.0x03", JSON.stringify({ messageHash: pad("0x03"), file: text }));
  store.setItem("polypact.settings", "{}");
  expect(new Waits(store, () => 2_000_000_001).find(file.message)).toBeUndefined();
  expect(store.length).toBe(1);
});

it("does without a store", () => {
  const store = new MemoryStore();
  store.isFull = true;
  const waits = new Waits(store, () => 1);
  waits.add({ file, messageHash: pad("0x01") });
  expect(waits.find(file.message)).toBeUndefined();
});
