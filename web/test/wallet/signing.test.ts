import { signal } from "@preact/signals";
import { concatHex, decodeFunctionData, encodeAbiParameters, encodeFunctionResult, pad, toHex, type Abi } from "viem";
import { privateKeyToAccount, type PrivateKeyAccount } from "viem/accounts";
import { beforeEach, describe, expect, it } from "vitest";
import { escrowAbi, partnershipAbi } from "../../src/generated/abi";
import { OF_ESCROWS } from "../../src/generated/messages";
import { checkAgrees } from "../../src/wallet/agreeing";
import { asAddress, type Address, type Hex } from "../../src/wallet/eip1193";
import { readFile, type MessageFile } from "../../src/wallet/messagefile";
import { accountOf, digestOf, typedDataOf, type Message } from "../../src/wallet/messages";
import { askedOfOwners, questionOf } from "../../src/wallet/questions";
import { checkRelay } from "../../src/wallet/relaying";
import type { SafeApp } from "../../src/wallet/safeapp";
import { openSession, type Place, type Session } from "../../src/wallet/session";
import { inOrder } from "../../src/wallet/signatures";
import { domainOfSafe, selector, type Signer } from "../../src/wallet/signers";
import { collect, signTyped, whatIsSigned } from "../../src/wallet/signing";
import { troubleOf } from "../../src/wallet/troubles";
import { FakeNode, FakeWallet, MemoryStore, refuse, settle } from "./fakes";
import kept from "./messages.json";

const partner = privateKeyToAccount(kept.keys.partner.secret as Hex);
const first = privateKeyToAccount(kept.keys.first.secret as Hex);
const second = privateKeyToAccount(kept.keys.second.secret as Hex);
const third = privateKeyToAccount(kept.keys.third.secret as Hex);
const VALID = `0x1626ba7e${"00".repeat(28)}` as const;

function example(kind: string): MessageFile {
  const found = kept.kinds.find((one) => one.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return readFile(found.unsigned);
}

let wallet: FakeWallet;
let node: FakeNode;
let place: Place;
/** What contracts answer: address => function => result. A number or text stands for itself. */
let views: Map<string, (name: string, args: readonly unknown[]) => unknown>;
let wallets: Map<string, (data: Hex) => Hex | undefined>;

/** A partnership or an escrow that asks for exactly what the message says. */
function stands(message: Message, change: (name: string, result: unknown) => unknown = (_, result) => result): void {
  const { domain } = typedDataOf(message);
  views.set(message.contract.toLowerCase(), (name) => {
    if (name === "eip712Domain") {
      const told = ["0x0f", domain["name"], domain["version"], domain["chainId"], domain["verifyingContract"], pad("0x"), []];
      return change(name, told);
    }
    if (name.endsWith("_digest")) return change(name, digestOf(typedDataOf(message)));
    return change(name, message.values["nonce"] ?? 0n);
  });
}

beforeEach(() => {
  wallet = new FakeWallet();
  wallet.accounts = [partner.address];
  node = new FakeNode();
  views = new Map();
  wallets = new Map();
  const chain = example("Consent").message.chainId;
  wallet.chain = toHex(chain);
  place = { chain, rpc: node };
  node.answers.set("eth_getCode", ([address]) => (wallets.has(String(address).toLowerCase()) ? "0x60" : "0x"));
  node.answers.set("eth_call", ([asked]) => {
    const { to, data } = asked as { to: Address; data: Hex };
    const code = wallets.get(to.toLowerCase());
    if (code) return code(data) ?? refuse(3, "execution reverted", "0x");
    const view = views.get(to.toLowerCase());
    if (!view) return "0x";
    const isEscrow = OF_ESCROWS.length > 0 && to.toLowerCase() === kept.escrow.toLowerCase();
    const abi: Abi = isEscrow ? escrowAbi : partnershipAbi;
    const { functionName, args = [] } = decodeFunctionData({ abi, data });
    if (functionName === "mandate_of") {
      const nonce = view(functionName, args);
      const entry = abi.find((one) => one.type === "function" && one.name === "mandate_of");
      const [struct] = entry?.type === "function" ? entry.outputs : [];
      const result = { ...(emptyOf(struct ?? { type: "tuple" }) as object), nonce };
      return encodeFunctionResult({ abi, functionName, result });
    }
    return encodeFunctionResult({ abi, functionName, result: view(functionName, args) });
  });
});

interface Typed {
  readonly name?: string | undefined;
  readonly type: string;
  readonly components?: readonly Typed[];
}

function emptyOf({ type, components = [] }: Typed): unknown {
  if (type.endsWith("]")) return [];
  if (type === "tuple") return Object.fromEntries(components.map((one) => [one.name, emptyOf(one)]));
  if (type === "address") return pad("0x", { size: 20 });
  if (type.startsWith("bytes")) return type === "bytes" ? "0x" : pad("0x", { size: Number(type.slice(5)) });
  if (type === "bool") return false;
  return type === "string" ? "" : 0n;
}

async function session(): Promise<Session> {
  const made = openSession(signal([]), signal<Place | undefined>(place), new MemoryStore());
  await made.connect({ uuid: "w", rdns: "io.rabby", name: "Rabby", provider: wallet, isDoubtful: false });
  await settle();
  return made;
}

/** A wallet that signs what it is asked to, by a key. */
function signs(by: PrivateKeyAccount = partner, change: (asked: string) => string = (asked) => asked): void {
  wallet.answers.set("eth_signTypedData_v4", async ([, asked]) => {
    interface Read {
      types: Record<string, { name: string; type: string }[]>;
      domain: Record<string, never>;
      primaryType: string;
      message: Record<string, unknown>;
    }
    const { types, domain, primaryType, message } = JSON.parse(change(String(asked))) as Read;
    const { EIP712Domain: _, ...rest } = types;
    return await by.signTypedData({ types: rest, domain, primaryType, message });
  });
}

async function sign(message: Message, who: Address = partner.address, app?: SafeApp): ReturnType<typeof signTyped> {
  const options = { session: await session(), place: signal<Place | undefined>(place), safeApp: signal(app) };
  return await signTyped(options, { message, name: "Harbour" }, { account: who, chain: place.chain });
}

describe.each(kept.kinds.map((one) => one.kind))("%s", (kind) => {
  const { message } = example(kind);

  it("is signed, verified, and as a file the same that the commands write", async () => {
    stands(message);
    signs();
    const told = await sign(message);
    expect(told).toMatchObject({ kind: "signed", signature: { signer: partner.address, by: "key" } });
    if (told.kind !== "signed") return;
    expect(told.file.signatures).toEqual(readFile(kept.kinds.find((one) => one.kind === kind)?.signed ?? "").signatures);
    expect(told.file.wallets).toEqual([]);
  });

  it("is not put before the wallet if the contract is of another domain", async () => {
    stands(message, (name, result) => (name === "eip712Domain" ? ["0x0f", "Other", "1", 1n, message.contract, pad("0x"), []] : result));
    signs();
    expect(await sign(message)).toMatchObject({ kind: "failed", trouble: { kind: "digestDiffers" } });
    expect(wallet.times("eth_signTypedData_v4")).toBe(0);
  });

  it.each([1, 2, 3, 4])("nor if it is of another one in any part (%i)", async (part) => {
    stands(message, (name, result) => {
      if (name !== "eip712Domain" || !Array.isArray(result)) return result;
      const other = { 1: "Polypact Other", 2: "2", 3: 5n, 4: partner.address }[part];
      return result.map((each: unknown, at) => (at === part ? other : each));
    });
    expect(await sign(message)).toMatchObject({ kind: "failed", trouble: { kind: "digestDiffers" } });
    expect(wallet.times("eth_signTypedData_v4")).toBe(0);
  });

  it("is not put before the wallet if the node knows no such contract", async () => {
    expect(await sign(message)).toMatchObject({ kind: "failed", trouble: { kind: "digestDiffers" } });
  });
});

describe("what the contract asks", () => {
  it.each(["Acceptance", "Renewal", "SeatAcceptance", "SeatRefusal", "Answer"])("differs for %s: nothing is signed", async (kind) => {
    const { message } = example(kind);
    stands(message, (name, result) => (name.endsWith("_digest") ? pad("0x01") : result));
    expect(await sign(message)).toMatchObject({ kind: "failed", trouble: { kind: "digestDiffers", theirs: pad("0x01") } });
  });

  it.each(["Act", "ContributeOn"])("has another number by now for %s", async (kind) => {
    const { message } = example(kind);
    stands(message, (name, result) => (name === "eip712Domain" ? result : 9n));
    expect(await sign(message)).toEqual({ kind: "failed", trouble: { kind: "usedUp" } });
  });

  it("is asked with the values that are shown", async () => {
    const { message } = example("SeatRefusal");
    const asked: unknown[] = [];
    stands(message);
    const view = views.get(message.contract.toLowerCase());
    views.set(message.contract.toLowerCase(), (name, args) => {
      asked.push([name, ...args]);
      return view?.(name, args);
    });
    await checkAgrees(node, message);
    expect(asked).toContainEqual(["refusal_digest", message.values["partner"], message.values["refuser"], message.values["deadline"]]);
  });
});

describe("a wallet that", () => {
  const { message } = example("TimedBallot");

  beforeEach(() => {
    stands(message);
  });

  it("says no", async () => {
    wallet.answers.set("eth_signTypedData_v4", () => refuse(4001, "no"));
    expect(await sign(message)).toEqual({ kind: "failed", trouble: { kind: "refused" } });
  });

  it("signs with another key is caught", async () => {
    signs(first);
    expect(await sign(message)).toMatchObject({ kind: "failed", trouble: { kind: "otherSigner", found: first.address } });
  });

  it("signs something else is caught", async () => {
    signs(partner, (asked) => asked.replace('"support":2', '"support":0'));
    expect(await sign(message)).toMatchObject({ kind: "failed", trouble: { kind: "otherSigner" } });
  });

  it.each([
    ["nothing", undefined, { kind: "badAnswer" }],
    ["no bytes", "0x", { kind: "badAnswer" }],
    ["words", "signed", { kind: "badAnswer" }],
    ["bytes that are none", "0x1234", { kind: "badSignature", bytes: 2 }],
    ["what is for a wallet that is not there yet", `0x${"ab".repeat(96)}${"6492".repeat(16)}`, { kind: "notDeployed" }],
  ])("gives %s", async (_, answer, trouble) => {
    wallet.answers.set("eth_signTypedData_v4", () => answer);
    expect(await sign(message)).toEqual({ kind: "failed", trouble });
  });

  it("changed its account or chain is not asked", async () => {
    const open = await session();
    const options = { session: open, place: signal<Place | undefined>(place) };
    wallet.accounts = [first.address];
    const shown = { account: partner.address, chain: place.chain };
    expect(await signTyped(options, { message, name: "" }, shown)).toMatchObject({ kind: "failed", trouble: { kind: "otherAccount" } });
    wallet.accounts = [partner.address];
    node.answers.set("eth_getCode", () => {
      wallet.chain = "0x5"; // while the node answers
      return "0x";
    });
    expect(await signTyped(options, { message, name: "" }, shown)).toEqual({ kind: "failed", trouble: { kind: "otherChain", chain: 5 } });
    expect(wallet.times("eth_signTypedData_v4")).toBe(0);
  });

  it("is of somebody else is not asked", async () => {
    wallet.accounts = [first.address];
    expect(await sign(message, first.address)).toMatchObject({ kind: "failed", trouble: { kind: "notAnOwner" } });
  });
});

describe("a contract wallet", () => {
  const safe = asAddress(`0x${"5".repeat(40)}`) as Address;
  const owners = [first, second, third].map((one) => one.address);
  const own = { ...example("TimedBallot").message };
  const message: Message = { ...own, values: { ...own.values, voter: safe } };
  const signer: Signer = { address: safe, kind: "safe", version: "1.4.1", owners, threshold: 2 };
  /** What it takes as its signature. */
  let good: (signature: string) => boolean;

  beforeEach(() => {
    stands(message);
    good = () => false;
    const texts = (text: string): Hex => encodeAbiParameters([{ type: "string" }], [text]);
    wallets.set(safe.toLowerCase(), (data) => {
      if (data === selector("getOwners()")) return encodeAbiParameters([{ type: "address[]" }], [owners]);
      if (data === selector("getThreshold()")) return toHex(2, { size: 32 });
      if (data === selector("VERSION()")) return texts("1.4.1");
      if (data === selector("domainSeparator()")) return domainOfSafe(message.chainId, safe);
      if (data.startsWith(selector("approvedHashes(address,bytes32)"))) return toHex(0, { size: 32 });
      if (!data.startsWith("0x1626ba7e")) return undefined;
      return good(data) ? VALID : toHex(0, { size: 32 });
    });
  });

  it("is signed by an owner, with the hash that its device shows, and waits for the others", async () => {
    wallet.accounts = [first.address];
    signs(first);
    const shown = await whatIsSigned(place, message, first.address);
    expect(shown.question.digest).toBe(askedOfOwners(signer, questionOf(typedDataOf(message))).digest);
    expect(shown.isOwner).toBe(true);
    const told = await sign(message, first.address);
    expect(told).toMatchObject({ kind: "signed", signature: { signer: first.address, by: "key", path: [] } });
    if (told.kind !== "signed") return;
    expect(told.file.wallets).toEqual([signer]);
    const here = { rpc: node, chain: place.chain, partnership: message.contract, escrow: safe, now: 1 };
    const missing = await checkRelay(told.file, here).catch((error: unknown) => troubleOf(error));
    expect(missing).toMatchObject({ kind: "missing", have: 1, need: 2 });

    wallet.accounts = [second.address];
    signs(second);
    const options = { session: await session(), place: signal<Place | undefined>(place) };
    const both = await signTyped(options, told.file, { account: second.address, chain: place.chain });
    if (both.kind !== "signed") throw new Error(both.kind);
    const ready = await checkRelay(both.file, here);
    expect(ready.signature).toBe(inOrder(both.file.signatures));
  });

  it("gives a signature of its own, which it takes or not", async () => {
    wallet.accounts = [safe];
    const bytes = `0x${"07".repeat(130)}`;
    wallet.answers.set("eth_signTypedData_v4", () => bytes);
    expect(await sign(message, safe)).toEqual({ kind: "failed", trouble: { kind: "notTaken", wallet: safe } });
    good = (data) => data.includes(bytes.slice(2)) && data.includes(digestOf(typedDataOf(message)).slice(2));
    expect(await sign(message, safe)).toMatchObject({ kind: "signed", signature: { signer: safe, by: "contract", data: bytes } });
    wallet.answers.set("eth_signTypedData_v4", () => `0x${"07".repeat(2_081)}`);
    expect(await sign(message, safe)).toEqual({ kind: "failed", trouble: { kind: "tooLong", bytes: 2_081 } });
  });

  it("inside its own app waits for its owners, and is collected and verified", async () => {
    wallet.accounts = [safe];
    const hash = askedOfOwners(signer, questionOf(typedDataOf(message))).digest;
    const given: Hex[] = [];
    const app = { safe, sign: () => Promise.resolve(hash), signatureOf: () => Promise.resolve(given[0]) } as unknown as SafeApp;
    const told = await sign(message, safe, app);
    expect(told).toMatchObject({ kind: "waits", messageHash: hash, agrees: true });
    if (told.kind !== "waits") return;
    expect(await collect(app, place, told.file, hash)).toBeUndefined();
    given.push(`0x${"09".repeat(130)}`);
    expect(await collect(app, place, told.file, hash)).toEqual({ kind: "failed", trouble: { kind: "notTaken", wallet: safe } });
    good = (data) => data.includes("09".repeat(130));
    expect(await collect(app, place, told.file, hash)).toMatchObject({ kind: "signed", signature: { by: "contract" } });
    const odd = { ...app, sign: () => Promise.resolve(pad("0x01")) } as unknown as SafeApp;
    expect(await sign(message, safe, odd)).toMatchObject({ kind: "waits", agrees: false });
  });
});

describe("a key with added code", () => {
  const { message } = example("TimedBallot");

  beforeEach(() => {
    stands(message);
    const code = concatHex(["0xef0100", `0x${"7".repeat(40)}`]);
    node.answers.set("eth_getCode", ([address]) => (String(address).toLowerCase() === partner.address.toLowerCase() ? code : "0x"));
  });

  it("signs as a key, or as its code does", async () => {
    signs();
    expect(await sign(message)).toMatchObject({ kind: "signed", signature: { by: "key" } });
    wallet.answers.set("eth_signTypedData_v4", () => `0x${"07".repeat(200)}`);
    expect(await sign(message)).toMatchObject({ kind: "failed", trouble: { kind: "notTaken" } });
    wallets.set(partner.address.toLowerCase(), (data) => (data.startsWith("0x1626ba7e") ? VALID : undefined));
    expect(await sign(message)).toMatchObject({ kind: "signed", signature: { by: "contract" } });
  });
});

describe("relaying", () => {
  const whole = readFile(kept.kinds.find((one) => one.kind === "Acceptance")?.signed ?? "");
  const { message } = whole;
  const here = (): Parameters<typeof checkRelay>[1] => ({ rpc: node, chain: place.chain, partnership: message.contract, escrow: message.contract, now: 1_999_999_999 });
  const fault = async (file: MessageFile, where = here()): Promise<unknown> => await checkRelay(file, where).catch((error: unknown) => troubleOf(error));

  it("takes what would count, and says what would not", async () => {
    stands(message);
    expect(await checkRelay(whole, here())).toMatchObject({ message, signature: kept.kinds.find((one) => one.kind === "Acceptance")?.joined });
    expect(await fault({ ...whole, signatures: [] })).toMatchObject({ kind: "missing", owners: [accountOf(message)] });
    expect(await fault(whole, { ...here(), now: 2_000_000_001 })).toEqual({ kind: "expired" });
    expect(await fault(whole, { ...here(), chain: 5 })).toMatchObject({ kind: "elsewhere" });
    expect(await fault(whole, { ...here(), partnership: partner.address })).toMatchObject({ kind: "elsewhere" });
    stands(message, (name, result) => (name === "acceptance_digest" ? pad("0x01") : result));
    expect(await fault(whole)).toMatchObject({ kind: "digestDiffers" });
  });
});
