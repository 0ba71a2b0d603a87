/** The same messages, files, questions, joined signatures and calls as the project's commands make, to the byte. */

import { decodeFunctionData, encodeAbiParameters, pad, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { partnershipAbi } from "../../src/generated/abi";
import type { Address, Hex, Rpc } from "../../src/wallet/eip1193";
import { isSame } from "../../src/wallet/eip1193";
import { Joiner } from "../../src/wallet/joining";
import { checked, checkIn, fileOf, merged, pathsOf, questionIn, readFile, withSignatures, writeFile, differsInDeadline } from "../../src/wallet/messagefile";
import { accountOf, digestOf, forWallet, messageOf, typedDataOf, type Value } from "../../src/wallet/messages";
import { questionOf, wrapped } from "../../src/wallet/questions";
import { packed, relayCall, relayCalls, type Ready } from "../../src/wallet/relaying";
import { readSignature, type Signature } from "../../src/wallet/signatures";
import { troubleOf } from "../../src/wallet/troubles";
import kept from "./messages.json";

const keys = new Map(Object.entries(kept.keys).map(([name, { secret }]) => [name, privateKeyToAccount(secret as Hex)]));
const keyOf = (name: string): ReturnType<typeof privateKeyToAccount> => {
  const found = keys.get(name);
  if (!found) throw new Error(`no key of ${name}`);
  return found;
};
const byAddress = (address: string): ReturnType<typeof privateKeyToAccount> | undefined =>
  [...keys.values()].find((one) => isSame(one.address, address));

/** Answers what `seat_conditions` would. */
const node: Rpc = {
  request: () => {
    const [version, hash, ...rest] = kept.conditions;
    const values = [version, ...rest].map((text) => BigInt(text ?? ""));
    const types = ["uint256", "bytes32", ...Array.from({ length: 6 }, () => "uint256")].map((type) => ({ type }));
    return Promise.resolve(encodeAbiParameters(types, [values[0], hash, ...values.slice(1)]));
  },
};

async function fault(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return troubleOf(error);
  }
  return undefined;
}

describe.each(kept.kinds)("$kind", (case_) => {
  const file = readFile(case_.unsigned);
  const { message } = file;

  it("is read and written to the byte", () => {
    expect(writeFile(file)).toBe(case_.unsigned);
    expect(writeFile(readFile(case_.signed))).toBe(case_.signed);
    expect(file.name).toBe("Hafen & Söhne „Nord“");
  });

  it("is made of the values that are shown, in any order", () => {
    const shuffled = Object.fromEntries<Value>(Object.entries(message.values).reverse());
    const made = messageOf(message.kind, message.chainId, message.contract, shuffled);
    expect(writeFile(fileOf(made, file.name, []))).toBe(case_.unsigned);
    expect(() => messageOf(message.kind, message.chainId, message.contract, { ...shuffled, more: 1n })).toThrow();
    const { deadline: _, ...fewer } = shuffled;
    expect(() => messageOf(message.kind, message.chainId, message.contract, fewer)).toThrow();
  });

  it("has the digest, and is asked of a wallet in the same words", () => {
    expect(digestOf(typedDataOf(message))).toBe(case_.digest);
    expect(forWallet(typedDataOf(message))).toEqual(case_.asked);
  });

  it("is signed to the same bytes by the same key, which is verified", async () => {
    const partner = keyOf("partner");
    const raw = await partner.sign({ hash: digestOf(typedDataOf(message)) });
    const whole = withSignatures(file, [await checkIn(file, partner.address, raw)]);
    expect(writeFile(whole)).toBe(case_.signed);
    expect(await fault(() => checkIn(file, keyOf("first").address, raw))).toMatchObject({ kind: "otherSigner" });
    const { bad } = await checked(readFile(case_.signed.replace("2000000000", "2000000001")));
    expect(bad).toHaveLength(1);
  });

  it("is joined and relayed by the same call", async () => {
    const whole = readFile(case_.signed);
    const taken = { approved: () => Promise.resolve(false), takes: () => Promise.resolve(false) };
    const signature = await new Joiner([], whole.signatures, taken).join(accountOf(message), questionOf(typedDataOf(message)));
    expect(signature).toBe(case_.joined);
    const call = await relayCall(node, { message, signature });
    expect(call).toEqual({ to: message.contract, data: case_.call, value: 0n });
    expect(message.kind === "ContributeOn" ? isSame(call.to, kept.escrow) : true).toBe(true);
  });
});

describe.each(kept.wallets)("$what", (case_) => {
  const file = readFile(case_.signed);
  const account = accountOf(file.message);

  it("is read and written to the byte", () => {
    expect(writeFile(file)).toBe(case_.signed);
  });

  it("asks the same of its owners", () => {
    for (const { path, digest } of case_.asked) expect(questionIn(file, path as Address[]).digest).toBe(digest);
  });

  it("is signed to the same bytes", async () => {
    for (const one of file.signatures) {
      const by = byAddress(one.signer);
      if (one.by !== "key" || !by) continue;
      const question = questionIn(file, one.path);
      expect(pathsOf(file, by.address)).toContainEqual(one.path);
      const isText = ["1f", "20"].includes(one.data.slice(-2));
      const raw = isText
        ? await by.signMessage({ message: { raw: question.digest } })
        : await by.sign({ hash: question.digest });
      const given = isText ? (`${raw.slice(0, -2)}${(Number(`0x${raw.slice(-2)}`) + 4).toString(16)}` as Hex) : raw;
      expect(await readSignature(by.address, given, question, one.path)).toEqual(one);
    }
  });

  it("is joined to the same bytes", async () => {
    const approved = new Set(case_.approved.map((pair) => pair.join().toLowerCase()));
    const chain = {
      approved: (safe: string, owner: string) => Promise.resolve(approved.has([safe, owner].join().toLowerCase())),
      takes: (_: string, __: unknown, signature: Hex) => Promise.resolve(signature !== "0x"),
    };
    const joiner = new Joiner(file.wallets, file.signatures, chain);
    expect(await joiner.join(account, questionOf(typedDataOf(file.message)))).toBe(case_.joined);
    if ("wrapped" in case_) expect(wrapped(questionOf(typedDataOf(file.message)), file.signatures[0]?.data ?? "0x")).toBe(case_.wrapped);
  });
});

it("joins no more than are asked for, and leaves out strangers", async () => {
  const file = readFile(kept.wallets[0]?.signed ?? "");
  const question = questionIn(file);
  const sign = async (name: string): Promise<Signature> => await readSignature(keyOf(name).address, await keyOf(name).sign({ hash: question.digest }), question);
  const all = await Promise.all(["first", "second", "third", "outer"].map(sign));
  const none = { approved: () => Promise.resolve(false), takes: () => Promise.resolve(false) };
  const joined = await new Joiner(file.wallets, all, none).join(accountOf(file.message), questionOf(typedDataOf(file.message)));
  expect(joined.length).toBe(2 + 2 * 2 * 65);
  expect(joined).not.toContain(all[3]?.data.slice(2));
});

it("says who is missing", async () => {
  const file = readFile(kept.wallets[0]?.signed ?? "");
  const none = { approved: () => Promise.resolve(false), takes: () => Promise.resolve(false) };
  const joiner = new Joiner(file.wallets, file.signatures.slice(0, 1), none);
  const told = await fault(() => joiner.join(accountOf(file.message), questionOf(typedDataOf(file.message))));
  expect(told).toMatchObject({ kind: "missing", have: 1, need: 2 });
});

describe("readSignature", () => {
  const ballot = readFile(kept.kinds.find((one) => one.kind === "TimedBallot")?.unsigned ?? "");
  const question = questionOf(typedDataOf(ballot.message));
  const { address } = keyOf("partner");
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

  it("takes every form that wallets give", async () => {
    const raw = await keyOf("partner").sign({ hash: question.digest });
    const v = Number(`0x${raw.slice(-2)}`);
    const s = BigInt(`0x${raw.slice(66, 130)}`);
    const high = `${raw.slice(0, 66)}${(order - s).toString(16).padStart(64, "0")}${(55 - v).toString(16)}` as Hex;
    const without27 = `${raw.slice(0, -2)}0${v - 27}` as Hex;
    const short = `${raw.slice(0, 66)}${(s | (BigInt(v - 27) << 255n)).toString(16).padStart(64, "0")}` as Hex;
    for (const form of [raw, high, without27, short, raw.toUpperCase().replace("0X", "0x") as Hex]) {
      expect(await readSignature(address, form, question)).toEqual({ signer: address, data: raw, by: "key", path: [] });
    }
  });

  it("refuses what is none", async () => {
    const raw = await keyOf("first").sign({ hash: question.digest });
    expect(await fault(() => readSignature(address, raw, question))).toEqual({
      kind: "otherSigner",
      wanted: address,
      found: keyOf("first").address,
    });
    expect(await fault(() => readSignature(address, "0x", question))).toEqual({ kind: "badSignature", bytes: 0 });
    expect(await fault(() => readSignature(address, `0x${"00".repeat(64)}1b`, question))).toEqual({ kind: "badSignature", bytes: 65 });
    expect(await fault(() => readSignature(address, `0x${"ff".repeat(65)}`, question))).toEqual({ kind: "badSignature", bytes: 65 });
    expect(await fault(() => readSignature(address, `0x${"ab".repeat(100)}${"6492".repeat(16)}`, question))).toEqual({ kind: "notDeployed" });
  });
});

describe("files", () => {
  const text = kept.kinds.find((one) => one.kind === "Consent")?.signed ?? "";
  interface Told {
    message: object;
    partnership: object;
    signatures: [object];
  }
  const change = (make: (told: Told) => void): string => {
    const told = JSON.parse(text) as Told;
    make(told);
    return JSON.stringify(told);
  };

  it.each([
    ["no JSON", "{", "json"],
    ["another kind", '{"kind": "spec"}', "kind"],
    ["no object", "[]", "kind"],
    ["a field too many", change((told) => Object.assign(told, { more: 1 })), "damaged"],
    ["an unknown type", change((told) => Object.assign(told.message, { type: "toString" })), "damaged"],
    ["a ballot that is no file", change((told) => Object.assign(told.message, { type: "Ballot" })), "damaged"],
    ["a truth value that is a number", change((told) => Object.assign(told.message, { agrees: 1 })), "damaged"],
    ["a negative number", change((told) => Object.assign(told.message, { proposalId: -1 })), "damaged"],
    ["a fraction", change((told) => Object.assign(told.message, { proposalId: 1.5 })), "damaged"],
    ["a number that JSON cannot hold", change((told) => Object.assign(told.message, { proposalId: 2 ** 60 })), "damaged"],
    ["too large a number", change((told) => Object.assign(told.message, { proposalId: (2n ** 256n).toString() })), "damaged"],
    ["a deadline in 34,000 years", change((told) => Object.assign(told.message, { deadline: (2n ** 40n).toString() })), "damaged"],
    ["an address with a slip", change((told) => Object.assign(told.message, { holder: "0xBF0459726C5A6feadE82143694620a086f2494e9" })), "damaged"],
    ["a chain that is text", change((told) => Object.assign(told.partnership, { chain_id: "1" })), "damaged"],
    ["a wallet twice", change((told) => Object.assign(told, { wallets: [{ address: `0x${"5".repeat(40)}`, kind: "contract" }, { address: `0x${"5".repeat(40)}`, kind: "safe" }] })), "damaged"],
    ["a wallet of no kind", change((told) => Object.assign(told, { wallets: [{ address: `0x${"5".repeat(40)}`, kind: "x" }] })), "damaged"],
    ["more to confirm than owners", change((told) => Object.assign(told, { wallets: [{ address: `0x${"5".repeat(40)}`, kind: "safe", threshold: 1 }] })), "damaged"],
    ["a signature that is too long", change((told) => Object.assign(told.signatures[0], { signature: `0x${"ab".repeat(3_000)}` })), "damaged"],
    ["a signature in no hexadecimal", change((told) => Object.assign(told.signatures[0], { signature: "0xgg" })), "damaged"],
    ["too deep a path", change((told) => Object.assign(told.signatures[0], { for: Array(5).fill(`0x${"5".repeat(40)}`) })), "damaged"],
    ["five hundred and more signatures", change((told) => Object.assign(told, { signatures: Array(513).fill(told.signatures[0]) })), "damaged"],
    ["too many wallets", change((told) => Object.assign(told, { wallets: Array.from({ length: 129 }, (_, at) => ({ address: pad(toHex(at + 1), { size: 20 }), kind: "contract" })) })), "damaged"],
    ["a choice that there is not", (kept.kinds.find((one) => one.kind === "TimedBallot")?.unsigned ?? "").replace('"support": 2', '"support": 3'), "damaged"],
    ["ten thousand brackets", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, "kind"],
  ])("with %s are refused", async (_, given, expected) => {
    expect(await fault(() => readFile(given))).toEqual({ kind: "file", fault: expected });
  });

  it("are not made of what the commands do not read", () => {
    const values = { proposalId: 1n, support: 1n, voter: keyOf("partner").address, nonce: 0n };
    const ballot = messageOf("Ballot", 1, keyOf("first").address, values);
    expect(() => writeFile(fileOf(ballot, "", []))).toThrow("does not travel");
  });

  it("about one message come together, others do not", async () => {
    const ballots = kept.wallets[0]?.signed ?? "";
    const file = readFile(ballots);
    const [one, two] = [{ ...file, signatures: file.signatures.slice(0, 1) }, { ...file, signatures: file.signatures.slice(1) }];
    expect(writeFile(merged(two, one))).toBe(ballots);
    expect(await fault(() => merged(file, readFile(text)))).toEqual({ kind: "file", fault: "other" });
    const later = readFile(ballots.replace("2000000000", "2000000009"));
    expect(differsInDeadline(file.message, later.message)).toBe(true);
    expect(differsInDeadline(file.message, readFile(text).message)).toBe(false);
  });
});

describe("relayCalls", () => {
  const ready = (kind: string, proposal?: bigint, signature: Hex = `0x${"07".repeat(64)}`): Ready => {
    const { message } = readFile(kept.kinds.find((one) => one.kind === kind)?.unsigned ?? "");
    const values = proposal === undefined ? message.values : { ...message.values, proposalId: proposal };
    return { message: { ...message, values }, signature };
  };

  it("puts ballots and answers on one proposal together, and sends the rest alone", async () => {
    const all = [ready("TimedBallot", 1n), ready("Acceptance"), ready("TimedBallot", 1n), ready("TimedBallot", 2n), ready("Consent", 1n)];
    const calls = await relayCalls(node, all);
    expect(calls.map((one) => one.of.map((each) => each.message.kind))).toEqual([["Acceptance"], ["TimedBallot", "TimedBallot"], ["TimedBallot"], ["Consent"]]);
    const together = calls[1]?.call.data ?? "0x";
    // One alone is refused with its reason; of several, those that no longer count are left out.
    const isSkipping = calls.slice(1).map((one) => decodeFunctionData({ abi: partnershipAbi, data: one.call.data }).args?.[2]);
    expect(isSkipping).toEqual([true, false, false]);
    expect(together.split(packed(ready("TimedBallot", 1n)).slice(2))).toHaveLength(3);
  });

  it("takes no more than one transaction does", async () => {
    const many = await relayCalls(node, Array.from({ length: 65 }, () => ready("TimedBallot", 1n)));
    expect(many.map((one) => one.of.length)).toEqual([64, 1]);
    const long = await relayCalls(node, Array.from({ length: 5 }, () => ready("TimedBallot", 1n, `0x${"07".repeat(2_000)}`)));
    expect(long.map((one) => one.of.length)).toEqual([4, 1]);
  });
});
