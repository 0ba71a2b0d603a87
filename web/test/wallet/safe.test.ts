import { signal } from "@preact/signals";
import { concatHex, encodeAbiParameters, pad, toHex } from "viem";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RefusedError } from "../../src/chain/errors";
import type { Act } from "../../src/wallet/acts";
import type { Address, Call, Hex } from "../../src/wallet/eip1193";
import { Journal } from "../../src/wallet/journal";
import { openFrame, type SafeApp } from "../../src/wallet/safeapp";
import { EXECUTION_FAILED, EXECUTION_SUCCEEDED, safeTransactionHash } from "../../src/wallet/safehashes";
import { openSender, type Sender } from "../../src/wallet/sending";
import { openSession, type Place } from "../../src/wallet/session";
import { domainOfSafe, selector } from "../../src/wallet/signers";
import { CHAIN, EASTPORT, fakeTabs, FakeNode, FakeWallet, HARBOUR, MemoryStore, NORTHWIND, settle } from "./fakes";

const SAFE: Address = "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955";
const ORIGIN = "https://app.safe.global";
const VOTE: Call = { to: HARBOUR, data: "0x567813880000", value: 0n };
const APPROVE: Call = { to: EASTPORT, data: "0x095ea7b30001", value: 5n };

/** A window inside of another, which answers what the page asks. */
class Framed extends EventTarget {
  readonly posted: { message: { id: string; method: string; params: unknown }; to: string }[] = [];
  parent: unknown = { postMessage: (message: never, to: string) => this.posted.push({ message, to }) };

  say(data: unknown, origin = ORIGIN, source: unknown = this.parent): void {
    this.dispatchEvent(Object.assign(new Event("message"), { data, origin, source }));
  }

  answer(method: string, data: unknown, more: object = {}): void {
    const asked = this.posted.filter((one) => one.message.method === method).at(-1);
    this.say({ id: asked?.message.id, success: true, version: "9.1.0", data, ...more });
  }
}

const INFO = { safeAddress: SAFE, chainId: CHAIN, threshold: 2, owners: [NORTHWIND, EASTPORT], isReadOnly: false };

function framed(): { within: Framed; window: Window } {
  const within = new Framed();
  return { within, window: within as unknown as Window };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("openFrame", () => {
  it("is nobody's where the page stands by itself", () => {
    const { within, window } = framed();
    within.parent = within;
    expect(openFrame(window, [ORIGIN]).value).toEqual({ kind: "none" });
  });

  it("trusts no page that is not on the list, and asks it nothing", async () => {
    const { within, window } = framed();
    expect(openFrame(window, []).value).toEqual({ kind: "stranger" });
    expect(openFrame(window, ["*", "https://*.safe.global", "javascript:1", "http://evil.example", `${ORIGIN}/`]).value).toEqual({ kind: "stranger" });
    expect(within.posted).toEqual([]);
    await settle();
  });

  it("speaks to the Safe at its own origin alone", async () => {
    const { within, window } = framed();
    const frame = openFrame(window, [ORIGIN, "https://safe.example"]);
    expect(within.posted.map((one) => one.to)).toEqual([ORIGIN, "https://safe.example"]);
    within.answer("getSafeInfo", INFO);
    await settle();
    expect(frame.value).toMatchObject({ kind: "safe", app: { safe: SAFE, chain: CHAIN, origin: ORIGIN, isReadOnly: false } });
    if (frame.value.kind !== "safe") return;
    void frame.value.app.send([VOTE]);
    expect(within.posted.at(-1)).toMatchObject({ to: ORIGIN, message: { method: "sendTransactions", params: { txs: [{ to: HARBOUR, value: "0", data: VOTE.data }] } } });
    expect(within.posted.filter((one) => one.message.method === "sendTransactions")).toHaveLength(1);
  });

  it.each([
    ["another origin", (within: Framed, said: object) => within.say(said, "https://evil.example")],
    ["another window", (within: Framed, said: object) => within.say(said, ORIGIN, {})],
    ["an unknown question", (within: Framed, said: object) => within.say({ ...said, id: "other" })],
    ["an older protocol", (within: Framed, said: object) => within.say({ ...said, version: "0.4.0" })],
    ["no protocol", (within: Framed, said: object) => within.say({ ...said, version: undefined })],
    ["nothing", (within: Framed) => within.say(null)],
  ])("hears nothing from %s, and gives up", async (_, say) => {
    const { within, window } = framed();
    const frame = openFrame(window, [ORIGIN]);
    say(within, { id: within.posted[0]?.message.id, success: true, version: "9.1.0", data: INFO });
    await settle();
    expect(frame.value).toEqual({ kind: "asking" });
    await vi.advanceTimersByTimeAsync(6_000);
    expect(frame.value).toEqual({ kind: "stranger" });
  });

  it.each([
    ["no address", { ...INFO, safeAddress: "safe" }],
    ["no chain", { ...INFO, chainId: "x" }],
    ["nothing", undefined],
  ])("takes no Safe with %s", async (_, info) => {
    const { within, window } = framed();
    const frame = openFrame(window, [ORIGIN]);
    within.answer("getSafeInfo", info);
    await settle();
    expect(frame.value).toEqual({ kind: "stranger" });
  });

  it("is a wallet of one account, which is asked nothing of the chain", async () => {
    const { within, window } = framed();
    const frame = openFrame(window, [ORIGIN]);
    within.answer("getSafeInfo", INFO);
    await settle();
    if (frame.value.kind !== "safe") throw new Error(frame.value.kind);
    const { app } = frame.value;
    expect(await app.provider.request({ method: "eth_accounts" })).toEqual([SAFE]);
    expect(await app.provider.request({ method: "eth_chainId" })).toBe(toHex(CHAIN));
    await expect(app.provider.request({ method: "eth_call", params: [] })).rejects.toMatchObject({ code: 4200 });
    const sent = app.provider.request({ method: "eth_sendTransaction", params: [{ to: HARBOUR, data: VOTE.data, value: "0x5" }] });
    expect(within.posted.at(-1)?.message.params).toEqual({ txs: [{ to: HARBOUR, data: VOTE.data, value: "5" }] });
    within.answer("sendTransactions", undefined, { success: false, error: "Transaction was rejected" });
    await expect(sent).rejects.toThrow("Transaction was rejected");

    const details = app.transaction(pad("0x01"));
    within.answer("getTxBySafeTxHash", { txHash: null, detailedExecutionInfo: { confirmationsRequired: 2, confirmations: [{}] } });
    expect(await details).toEqual({ need: 2, have: 1 });
    const signed = app.sign({});
    within.answer("signTypedMessage", { messageHash: pad("0x02") });
    expect(await signed).toBe(pad("0x02"));
    const none = app.signatureOf(pad("0x02"));
    within.answer("getOffChainSignature", "0x");
    expect(await none).toBeUndefined();
  });
});

describe("a Safe's transaction", () => {
  let node: FakeNode;
  let wallet: FakeWallet;
  let sender: Sender;
  let next: number;
  let confirmed: { hash?: Hex; have?: number; need?: number };
  const about = { what: "Vote for proposal 2", subject: "vote:2", scope: HARBOUR };

  async function open(app?: Partial<SafeApp>): Promise<void> {
    const place = signal<Place | undefined>({ chain: CHAIN, rpc: node });
    const session = openSession(signal([]), place, new MemoryStore());
    const journal = new Journal(new MemoryStore(), fakeTabs()(), 0);
    const safeApp = signal(app as SafeApp | undefined);
    sender = openSender({ session, place, journal, safeApp, finalAfter: () => 3, beat: 1_000, clock: () => 1_800_000_000 });
    await session.connect({ uuid: "safe", rdns: "safe", name: "Safe", provider: app?.provider ?? wallet, isDoubtful: false });
    await settle();
    sender.start();
  }

  const act = (): Act => sender.acts.value[0] as Act;

  async function beat(): Promise<void> {
    await vi.advanceTimersByTimeAsync(1_000);
    await settle();
  }

  beforeEach(() => {
    node = new FakeNode();
    wallet = new FakeWallet();
    wallet.accounts = [SAFE];
    next = 7;
    confirmed = {};
    node.answers.set("eth_getCode", ([address]) => (address === SAFE ? "0x60" : "0x"));
    node.answers.set("eth_call", ([asked]) => {
      const { to, data } = asked as { to: Address; data: Hex };
      if (to !== SAFE) return "0x";
      if (data === selector("nonce()")) return toHex(next, { size: 32 });
      if (data === selector("getThreshold()")) return toHex(2, { size: 32 });
      if (data === selector("getOwners()")) return encodeAbiParameters([{ type: "address[]" }], [[NORTHWIND, EASTPORT]]);
      if (data === selector("domainSeparator()")) return domainOfSafe(CHAIN, SAFE);
      return "0x";
    });
  });

  afterEach(() => {
    sender.stop();
  });

  /** Carried out by an owner, in the form of either release. */
  function carryOut(hash: Hex, topic = EXECUTION_SUCCEEDED, isIndexed = true, data: Hex = concatHex([pad(VOTE.to), VOTE.data])): Hex {
    const mined = node.receive({ from: NORTHWIND, to: SAFE, data });
    const log = {
      address: SAFE,
      topics: isIndexed ? [topic, hash] : [topic],
      data: isIndexed ? pad("0x") : concatHex([hash, pad("0x")]),
      transactionHash: mined,
    };
    node.mine(mined, { logs: [log] });
    next += 1;
    return mined;
  }

  it.each([true, false])("through its app: confirmations are counted, its hash proved, then it is in a block (topic: %s)", async (isIndexed) => {
    const hash = safeTransactionHash(CHAIN, SAFE, VOTE, 9n);
    const provider = new FakeWallet();
    provider.accounts = [SAFE];
    provider.answers.set("eth_sendTransaction", () => hash);
    await open({ safe: SAFE, chain: CHAIN, provider, send: () => Promise.resolve(hash), transaction: () => Promise.resolve(confirmed) });
    expect((await sender.send(VOTE, about, { account: SAFE, chain: CHAIN })).ok).toBe(true);
    await beat();
    confirmed = { have: 1, need: 2 };
    await beat();
    expect(act().state).toEqual({ at: "confirming", safeHash: hash, nonce: 9, have: 1, need: 2, read: 100 });
    expect((await sender.send(VOTE, about, { account: SAFE, chain: CHAIN })).ok).toBe(false);
    const mined = carryOut(hash, EXECUTION_SUCCEEDED, isIndexed);
    await beat();
    expect(act().state).toMatchObject({ at: "mined", hash: mined });
  });

  it("through an injected wallet, whose answer is the Safe's hash or the chain's", async () => {
    wallet.answers.set("eth_sendTransaction", () => safeTransactionHash(CHAIN, SAFE, VOTE, 7n));
    await open();
    await sender.send(VOTE, about, { account: SAFE, chain: CHAIN });
    await beat();
    expect(act().state).toMatchObject({ at: "confirming", nonce: 7 });
    wallet.answers.set("eth_sendTransaction", () => carryOut(pad("0x01")));
    await sender.send(VOTE, { ...about, subject: "vote:3" }, { account: SAFE, chain: CHAIN });
    await beat();
    expect(sender.acts.value.find((one) => one.subject === "vote:3")?.state).toMatchObject({ at: "mined" });
  });

  it("whose hash is a transaction that comes late is followed as that", async () => {
    let sent: Hex = pad("0x01");
    wallet.answers.set("eth_sendTransaction", () => sent);
    await open();
    sent = node.receive({ from: NORTHWIND, to: EASTPORT, data: concatHex([pad(VOTE.to), VOTE.data]) });
    const kept = node.transactions.get(sent);
    node.forget(sent);
    await sender.send(VOTE, about, { account: SAFE, chain: CHAIN });
    await beat();
    expect(act().state).toMatchObject({ at: "confirming" });
    if (kept) node.transactions.set(sent, kept);
    node.mine(sent);
    await beat();
    expect(act().state).toMatchObject({ at: "mined", hash: sent });
  });

  it("of something else than what was meant is not proved, and found out when it is carried out", async () => {
    const hash = safeTransactionHash(CHAIN, SAFE, { ...VOTE, to: EASTPORT }, 7n);
    wallet.answers.set("eth_sendTransaction", () => hash);
    await open();
    await sender.send(VOTE, about, { account: SAFE, chain: CHAIN });
    await beat();
    expect(act().state).toEqual({ at: "confirming", safeHash: hash, need: 2, read: 100 });
    carryOut(hash, EXECUTION_SUCCEEDED, true, concatHex([pad(EASTPORT), VOTE.data]));
    await beat();
    expect(act().state).toMatchObject({ at: "different" });
  });

  it("that failed inside is told as refused, with its reason", async () => {
    const hash = safeTransactionHash(CHAIN, SAFE, VOTE, 7n);
    wallet.answers.set("eth_sendTransaction", () => hash);
    await open();
    await sender.send(VOTE, about, { account: SAFE, chain: CHAIN });
    await beat();
    carryOut(hash, EXECUTION_FAILED);
    await beat();
    expect(act().state).toMatchObject({ at: "reverted" });
  });

  it("whose number went to another one was replaced", async () => {
    const hash = safeTransactionHash(CHAIN, SAFE, VOTE, 7n);
    wallet.answers.set("eth_sendTransaction", () => hash);
    await open();
    await sender.send(VOTE, about, { account: SAFE, chain: CHAIN });
    await beat();
    carryOut(pad("0x05"));
    await beat();
    expect(act().state).toEqual({ at: "replaced", hash });
    expect((await sender.send(VOTE, about, { account: SAFE, chain: CHAIN })).ok).toBe(true);
  });

  it("that waits for long is looked for in ranges that a node takes", async () => {
    wallet.answers.set("eth_sendTransaction", () => safeTransactionHash(CHAIN, SAFE, VOTE, 7n));
    await open();
    await sender.send(VOTE, about, { account: SAFE, chain: CHAIN });
    node.head += 5_000;
    const mined = carryOut(safeTransactionHash(CHAIN, SAFE, VOTE, 7n));
    const made = (await node.request("eth_getLogs", [])) as unknown[];
    node.answers.set("eth_getLogs", ([asked]) => {
      const { fromBlock, toBlock } = asked as { fromBlock: Hex; toBlock: Hex };
      expect(Number(toBlock) - Number(fromBlock)).toBeLessThanOrEqual(2_000);
      return Number(toBlock) >= 5_101 ? made : [];
    });
    for (let times = 0; times < 5 && act().state.at !== "mined"; times += 1) await beat();
    expect(act().state).toMatchObject({ at: "mined", hash: mined });
  });

  it("is found at a node that looks through ten blocks at once", async () => {
    wallet.answers.set("eth_sendTransaction", () => safeTransactionHash(CHAIN, SAFE, VOTE, 7n));
    await open();
    await sender.send(VOTE, about, { account: SAFE, chain: CHAIN });
    node.head += 100;
    const mined = carryOut(safeTransactionHash(CHAIN, SAFE, VOTE, 7n));
    const made = (await node.request("eth_getLogs", [])) as unknown[];
    node.answers.set("eth_getLogs", ([asked]) => {
      const { fromBlock, toBlock } = asked as { fromBlock: Hex; toBlock: Hex };
      if (Number(toBlock) - Number(fromBlock) >= 10) throw new RefusedError(-32_005, "too many blocks");
      return Number(fromBlock) <= node.head && Number(toBlock) >= node.head ? made : [];
    });
    await beat();
    expect(act().state).toMatchObject({ at: "mined", hash: mined });
  });

  it("that a wallet hands out from long ago is caught", async () => {
    node.head = 200;
    const old = node.receive({ from: EASTPORT, to: NORTHWIND, data: concatHex([pad(VOTE.to), VOTE.data]) });
    node.mine(old);
    node.head = 400;
    wallet.answers.set("eth_sendTransaction", () => old);
    await open();
    await sender.send(VOTE, about, { account: SAFE, chain: CHAIN });
    await beat();
    expect(act().state).toMatchObject({ at: "different", hash: old });
  });

  it("of which one call alone has the hash is not proved", async () => {
    const hash = safeTransactionHash(CHAIN, SAFE, APPROVE, 7n);
    const provider = new FakeWallet();
    provider.accounts = [SAFE];
    await open({ safe: SAFE, chain: CHAIN, provider, send: () => Promise.resolve(hash), transaction: () => Promise.resolve(undefined) });
    await sender.send([APPROVE, VOTE], about, { account: SAFE, chain: CHAIN });
    await beat();
    expect(act().state).toEqual({ at: "confirming", safeHash: hash, need: 2, read: 100 });
    carryOut(hash, EXECUTION_SUCCEEDED, true, concatHex([pad(APPROVE.to), APPROVE.data]));
    await beat();
    expect(act().state).toMatchObject({ at: "different" });
  });

  it.each([
    ["mined", "01"],
    ["reverted", "00"],
  ])("of another contract wallet is %s as its own call was", async (at, success) => {
    const operation = "0x49628fd1471006c1482da88028e9ce4dbb080b815c9b0344d39e5a8e6ec1419f";
    const data = concatHex([pad("0x01"), pad(`0x${success}`), pad("0x03"), pad("0x04")]);
    const hash = node.receive({ from: EASTPORT, to: NORTHWIND, data: concatHex([pad(VOTE.to), VOTE.data]) });
    node.mine(hash, { logs: [{ address: NORTHWIND, topics: [operation, pad("0x01"), pad(SAFE), pad("0x02")], data, transactionHash: hash }] });
    wallet.answers.set("eth_sendTransaction", () => hash);
    await open();
    await sender.send(VOTE, about, { account: SAFE, chain: CHAIN });
    await beat();
    expect(act().state).toMatchObject({ at, hash });
  });

  it("of several calls goes as one", async () => {
    const given: (readonly Call[])[] = [];
    const provider = new FakeWallet();
    provider.accounts = [SAFE];
    await open({
      safe: SAFE,
      chain: CHAIN,
      provider,
      send: (calls) => {
        given.push(calls);
        return Promise.resolve(pad("0x09"));
      },
      transaction: () => Promise.resolve(undefined),
    });
    await sender.send([APPROVE, VOTE], about, { account: SAFE, chain: CHAIN });
    expect(given).toEqual([[APPROVE, VOTE]]);
    await beat();
    expect(act().state).toEqual({ at: "confirming", safeHash: pad("0x09"), need: 2, read: 100 });
    carryOut(pad("0x09"), EXECUTION_SUCCEEDED, true, concatHex([pad(APPROVE.to), APPROVE.data, pad(VOTE.to), VOTE.data]));
    await beat();
    expect(act().state).toMatchObject({ at: "mined" });
  });
});
