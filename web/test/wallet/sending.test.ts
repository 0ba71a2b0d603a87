import { signal, type Signal } from "@preact/signals";
import { encodeAbiParameters, toHex } from "viem/utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Act } from "../../src/wallet/acts";
import type { Call, Hex } from "../../src/wallet/eip1193";
import { Journal, type Tabs } from "../../src/wallet/journal";
import { openSender, type Sender } from "../../src/wallet/sending";
import { openSession, type Place, type Session } from "../../src/wallet/session";
import { CHAIN, EASTPORT, fakeTabs, FakeNode, FakeWallet, HARBOUR, held, MemoryStore, NORTHWIND, refuse, settle } from "./fakes";

const VOTE: Call = { to: HARBOUR, data: "0x567813880000", value: 0n };
const APPROVE: Call = { to: EASTPORT, data: "0x095ea7b30001", value: 0n };
const ABOUT = { what: "Vote for proposal 2", subject: "vote:2", scope: HARBOUR };
const SHOWN = { account: NORTHWIND, chain: CHAIN };
const BEAT = 1_000;

interface Tab {
  place: Signal<Place | undefined>;
  session: Session;
  sender: Sender;
  /** As when it is closed: nothing of it runs any more. */
  close: () => void;
}

let wallet: FakeWallet;
let node: FakeNode;
let store: MemoryStore;
let tabs: () => Tabs;
let now: number;
const open: Tab[] = [];

async function tab(finalAfter = 3): Promise<Tab> {
  const place = signal<Place | undefined>({ chain: CHAIN, rpc: node });
  const session = openSession(signal([]), place, new MemoryStore());
  const journal = new Journal(store, tabs(), now);
  const sender = openSender({ session, place, journal, finalAfter: () => finalAfter, beat: BEAT, clock: () => now });
  await session.connect({ uuid: "w", rdns: "io.rabby", name: "Rabby", provider: wallet, isDoubtful: false });
  await settle();
  sender.start();
  const made = {
    place,
    session,
    sender,
    close: () => {
      sender.stop();
      session.stop();
      journal.close();
    },
  };
  open.push(made);
  return made;
}

async function beat(times = 1): Promise<void> {
  for (let one = 0; one < times; one += 1) {
    await vi.advanceTimersByTimeAsync(BEAT);
    await settle();
  }
}

function state(of: Tab): unknown {
  return of.sender.acts.value[0]?.state;
}

/** A wallet that signs what it is asked, and gives it to the node. */
function signs(change: object = {}): void {
  wallet.answers.set("eth_sendTransaction", ([sent]) => node.receive(sent, change));
}

function hashOf(of: Tab): Hex {
  const told = of.sender.acts.value[0]?.state;
  if (!told || !("hash" in told)) throw new Error("no hash");
  return told.hash;
}

beforeEach(() => {
  vi.useFakeTimers();
  wallet = new FakeWallet();
  node = new FakeNode();
  store = new MemoryStore();
  tabs = fakeTabs();
  now = 1_800_000_000;
});

afterEach(() => {
  for (const one of open.splice(0)) one.close();
  vi.useRealTimers();
});

describe("trying", () => {
  it("says what it would cost", async () => {
    const { sender } = await tab();
    const gas = 125_000n; // the estimate and a quarter
    expect(await sender.prepare(VOTE)).toEqual({
      ok: true,
      block: 100,
      fee: { gas, likely: 100_000n * 1_000_000_007n, most: gas * 1_000_000_014n },
      tried: 1,
    });
    expect(node.asked.find((one) => one.method === "eth_estimateGas")?.params).toEqual([
      { from: NORTHWIND, to: HARBOUR, data: VOTE.data, value: "0x0" },
    ]);
    expect(wallet.times("eth_sendTransaction")).toBe(0);
  });

  it("counts what a chain of the OP Stack takes for writing to Ethereum", async () => {
    const { sender } = await tab();
    const without = await sender.prepare(VOTE);
    node.answers.set("eth_call", ([asked]) => {
      const { to, data } = asked as { to: string; data: string };
      return to === "0x420000000000000000000000000000000000000F" && data.startsWith("0x49948e0e") ? toHex(7_000, { size: 32 }) : "0x";
    });
    const more = await sender.prepare(VOTE);
    if (!without.ok || !more.ok || !without.fee || !more.fee) throw new Error("no fee");
    expect(more.fee).toEqual({ ...without.fee, likely: without.fee.likely + 7_000n, most: without.fee.most + 14_000n });
  });

  it("gives the reason where it would be refused, and asks no wallet", async () => {
    const { sender } = await tab();
    const data = `0x08c379a0${encodeAbiParameters([{ type: "string" }], ["governor: already voted"]).slice(2)}`;
    node.answers.set("eth_call", () => refuse(3, "execution reverted", data));
    const trouble = { kind: "reverts", refusal: { kind: "reason", reason: "governor: already voted" } };
    expect(await sender.prepare(VOTE)).toEqual({ ok: false, block: 100, trouble, at: 0 });
    expect(await sender.send(VOTE, ABOUT, SHOWN)).toEqual({ ok: false, trouble });
    expect(wallet.times("eth_sendTransaction")).toBe(0);
    expect(sender.acts.value).toEqual([]);
  });

  it("tells an account that cannot pay the fee", async () => {
    const { sender } = await tab();
    node.answers.set("eth_getBalance", () => "0x1");
    expect(await sender.prepare(VOTE)).toMatchObject({ ok: false, trouble: { kind: "tooPoor" } });
    expect(await sender.prepare({ ...VOTE, value: 10n })).toMatchObject({ ok: false, trouble: { kind: "tooPoor" } });
  });

  it("tries several together where the node can, and says so where not", async () => {
    const { sender } = await tab();
    expect(await sender.prepare([APPROVE, VOTE])).toMatchObject({ ok: true, tried: 1 });
    node.answers.set("eth_simulateV1", () => [{ calls: [{ status: "0x1" }, { status: "0x1" }] }]);
    expect(await sender.prepare([APPROVE, VOTE])).toMatchObject({ ok: true, tried: 2 });
    const reason = encodeAbiParameters([{ type: "string" }], ["escrow: too much"]).slice(2);
    const bad = { status: "0x0", returnData: `0x08c379a0${reason}`, error: { code: 3, message: "execution reverted" } };
    node.answers.set("eth_simulateV1", () => [{ calls: [{ status: "0x1" }, bad] }]);
    expect(await sender.prepare([APPROVE, VOTE])).toEqual({
      ok: false,
      block: 100,
      at: 1,
      trouble: { kind: "reverts", refusal: { kind: "reason", reason: "escrow: too much" } },
    });
  });

  it("takes no fee of a contract wallet, which pays none itself", async () => {
    node.answers.set("eth_getCode", () => "0x6001");
    const { sender } = await tab();
    expect(await sender.prepare(VOTE)).toEqual({ ok: true, block: 100, tried: 1 });
    expect(node.times("eth_estimateGas")).toBe(0);
  });
});

describe("a transaction", () => {
  it("is asked once, sent, in a block, final", async () => {
    signs();
    const one = await tab();
    expect(await one.sender.send(VOTE, ABOUT, SHOWN)).toMatchObject({ ok: true });
    expect(wallet.asked.find((asked) => asked.method === "eth_sendTransaction")?.params).toEqual([
      { from: NORTHWIND, to: HARBOUR, data: VOTE.data, value: "0x0", chainId: toHex(CHAIN), gas: toHex(125_000) },
    ]);
    await beat();
    const hash = hashOf(one);
    expect(state(one)).toEqual({ at: "sent", hash, nonce: 0, seen: true });
    node.mine(hash);
    await beat();
    expect(state(one)).toMatchObject({ at: "mined", hash, block: 101, deep: 1 });
    node.head += 1;
    await beat();
    expect(state(one)).toMatchObject({ at: "mined", deep: 2 });
    node.head += 1;
    await beat();
    expect(state(one)).toEqual({ at: "final", hash, block: 101 });
  });

  it("is final as soon as the node says so", async () => {
    signs();
    const one = await tab(64);
    await one.sender.send(VOTE, ABOUT, SHOWN);
    node.mine(hashOf(one));
    node.finalized = 101;
    await beat();
    expect(state(one)).toMatchObject({ at: "final" });
  });

  it("is the same however its address is spelled", async () => {
    signs();
    const one = await tab();
    await one.sender.send({ ...VOTE, to: VOTE.to.toLowerCase() as Hex, data: VOTE.data.toUpperCase().replace("X", "x") as Hex }, ABOUT, SHOWN);
    node.mine(hashOf(one));
    await beat();
    expect(state(one)).toMatchObject({ at: "mined" });
  });

  it("is written down before the wallet is asked", async () => {
    let kept: number | undefined;
    wallet.answers.set("eth_sendTransaction", ([sent]) => {
      kept = store.length;
      return node.receive(sent);
    });
    await (await tab()).sender.send(VOTE, ABOUT, SHOWN);
    expect(kept).toBe(1);
  });

  it("is not sent a second time while it is under way, by this tab or another, whatever was chosen there", async () => {
    const window = held<Hex>();
    wallet.answers.set("eth_sendTransaction", () => window.promise);
    const [one, two] = [await tab(), await tab()];
    const first = one.sender.send(VOTE, ABOUT, SHOWN);
    await settle();
    expect(two.sender.underWay("vote:2")?.state.at).toBe("asked");
    const against = { ...VOTE, data: "0x567813880001" as Hex };
    expect(await two.sender.send(against, { ...ABOUT, what: "Vote against proposal 2" }, SHOWN)).toMatchObject({
      ok: false,
      trouble: { kind: "underWay" },
      other: { what: "Vote for proposal 2" },
    });
    expect(await one.sender.send(VOTE, ABOUT, SHOWN)).toMatchObject({ ok: false, trouble: { kind: "underWay" } });
    window.resolve(node.receive({ from: NORTHWIND, to: HARBOUR, data: VOTE.data }));
    expect((await first).ok).toBe(true);
    await settle();
    expect(two.sender.acts.value[0]?.state.at).toBe("sent");
    expect(wallet.times("eth_sendTransaction")).toBe(1);
    node.mine(hashOf(one));
    await beat();
    expect(two.sender.underWay("vote:2")).toBeUndefined();
  });

  it("that another tab wrote of meanwhile is not written over by one that looked before", async () => {
    signs();
    const [one, two] = [await tab(), await tab()];
    await one.sender.send(VOTE, ABOUT, SHOWN);
    const window = held<null>();
    node.answers.set("eth_getTransactionByHash", () => window.promise);
    await beat();
    two.sender.forget(two.sender.acts.value[0]?.id ?? "");
    node.answers.delete("eth_getTransactionByHash");
    window.resolve(null);
    await settle();
    expect(one.sender.acts.value).toEqual([]);
    expect(store.length).toBe(0);
  });

  it("is asked once though two tabs press in the same instant", async () => {
    signs();
    const [one, two] = [await tab(), await tab()];
    const answers = await Promise.all([one.sender.send(VOTE, ABOUT, SHOWN), two.sender.send(VOTE, ABOUT, SHOWN)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(wallet.times("eth_sendTransaction")).toBe(1);
  });

  it("of another account or subject does not wait for it", async () => {
    signs();
    wallet.accounts = [NORTHWIND, EASTPORT];
    const one = await tab();
    await one.sender.send(VOTE, ABOUT, SHOWN);
    expect((await one.sender.send(VOTE, { ...ABOUT, subject: "vote:3" }, SHOWN)).ok).toBe(true);
    one.session.choose(EASTPORT);
    expect((await one.sender.send(VOTE, ABOUT, { ...SHOWN, account: EASTPORT })).ok).toBe(true);
  });

  it("leaves nothing behind when a person says no", async () => {
    const one = await tab();
    wallet.answers.set("eth_sendTransaction", () => refuse(4001, "User rejected"));
    expect(await one.sender.send(VOTE, ABOUT, SHOWN)).toEqual({ ok: false, trouble: { kind: "refused" } });
    expect(one.sender.acts.value).toEqual([]);
    expect(store.length).toBe(0);
  });

  it("that lives in a browser which keeps nothing is followed, and that is said", async () => {
    signs();
    store.isFull = true;
    const one = await tab();
    expect((await one.sender.send(VOTE, ABOUT, SHOWN)).ok).toBe(true);
    expect(one.sender.isKept.value).toBe(false);
    expect(await one.sender.send(VOTE, ABOUT, SHOWN)).toMatchObject({ trouble: { kind: "underWay" } });
    node.mine(hashOf(one));
    await beat();
    expect(state(one)).toMatchObject({ at: "mined" });
  });

  it("carries its reason where it reverted, from the state before its block", async () => {
    signs();
    const one = await tab();
    await one.sender.send(VOTE, ABOUT, SHOWN);
    node.mine(hashOf(one), { ok: false });
    node.answers.set("eth_call", ([, block]) => (block === toHex(100) ? refuse(3, "execution reverted: governor: closed") : "0x"));
    await beat();
    expect(state(one)).toMatchObject({ at: "reverted", block: 101, refusal: { kind: "reason", reason: "governor: closed" } });
  });
});

describe("over a reload", () => {
  it.each(["sent", "mined"] as const)("when it is %s", async (at) => {
    signs();
    const before = await tab();
    await before.sender.send(VOTE, ABOUT, SHOWN);
    const hash = hashOf(before);
    if (at === "mined") node.mine(hash);
    await beat();
    before.close();
    const after = await tab();
    expect(state(after)).toMatchObject({ at, hash });
    expect(await after.sender.send(VOTE, ABOUT, SHOWN)).toMatchObject(at === "sent" ? { ok: false } : { ok: true });
    if (at === "sent") node.mine(hash);
    await beat();
    expect(after.sender.acts.value.map((act) => act.state)).toContainEqual(expect.objectContaining({ at: "mined", hash }));
  });

  it("while the wallet asks: it is found on the chain, and not sent anew", async () => {
    wallet.answers.set("eth_sendTransaction", () => held<Hex>().promise);
    const before = await tab();
    void before.sender.send(VOTE, ABOUT, SHOWN);
    await settle();
    before.close();
    const after = await tab();
    expect(state(after)).toEqual({ at: "asked" });
    expect(after.sender.asking.value.size).toBe(0);
    expect(await after.sender.send(VOTE, ABOUT, SHOWN)).toMatchObject({ trouble: { kind: "underWay" } });
    // Another transaction of the account comes in between.
    node.mine(node.receive({ from: NORTHWIND, to: EASTPORT, data: "0x", value: "0x1" }));
    await beat();
    expect(state(after)).toEqual({ at: "asked", from: 1 });
    const hash = node.receive({ from: NORTHWIND, to: HARBOUR, data: VOTE.data });
    node.mine(hash);
    await beat();
    expect(state(after)).toMatchObject({ at: "mined", hash });
  });

  it("can be struck off, for who knows that the wallet did not send it", async () => {
    wallet.answers.set("eth_sendTransaction", () => held<Hex>().promise);
    const before = await tab();
    void before.sender.send(VOTE, ABOUT, SHOWN);
    await settle();
    before.close();
    const after = await tab();
    after.sender.forget(after.sender.acts.value[0]?.id ?? "");
    signs();
    expect((await after.sender.send(VOTE, ABOUT, SHOWN)).ok).toBe(true);
  });

  it("takes nothing from a store that somebody else wrote into", async () => {
    store.setItem("polypact.act.0xab", '{"id":"0xab","state":{"at":"sent","hash":"<b>"}}');
    store.setItem("polypact.act.1", "x");
    store.setItem("polypact.act.2", JSON.stringify({ id: "2", calls: [], state: { at: "__proto__" } }));
    expect((await tab()).sender.acts.value).toEqual([]);
  });
});

describe("a wallet that", () => {
  it("changed account or chain since is not asked", async () => {
    signs();
    const one = await tab();
    wallet.accounts = [EASTPORT]; // and tells nobody
    expect(await one.sender.send(VOTE, ABOUT, SHOWN)).toEqual({ ok: false, trouble: { kind: "otherAccount", account: EASTPORT } });
    wallet.accounts = [NORTHWIND];
    wallet.chain = "0x1";
    expect(await one.sender.send(VOTE, ABOUT, SHOWN)).toEqual({ ok: false, trouble: { kind: "otherChain", chain: 1 } });
    expect(wallet.times("eth_sendTransaction")).toBe(0);
    expect(node.times("eth_estimateGas")).toBe(0);
  });

  it("is asked for nothing once the page shows another chain", async () => {
    signs();
    const one = await tab();
    one.place.value = { chain: 1, rpc: node };
    expect(await one.sender.send(VOTE, ABOUT, SHOWN)).toEqual({ ok: false, trouble: { kind: "otherChain", chain: 1 } });
    one.place.value = undefined;
    expect((await one.sender.send(VOTE, ABOUT, SHOWN)).ok).toBe(false);
    expect(wallet.times("eth_sendTransaction")).toBe(0);
  });

  it("changes chain between the trial and the window is not asked, and nothing stays", async () => {
    signs();
    const one = await tab();
    node.answers.set("eth_maxPriorityFeePerGas", () => {
      wallet.chain = "0x1";
      return "0x1";
    });
    expect(await one.sender.send(VOTE, ABOUT, SHOWN)).toEqual({ ok: false, trouble: { kind: "otherChain", chain: 1 } });
    expect(wallet.times("eth_sendTransaction")).toBe(0);
    expect(one.sender.acts.value).toEqual([]);
  });

  it("switched to another account after the panel was shown is not asked", async () => {
    signs();
    wallet.accounts = [NORTHWIND, EASTPORT];
    const one = await tab();
    one.session.choose(EASTPORT);
    expect(await one.sender.send(VOTE, ABOUT, SHOWN)).toMatchObject({ ok: false, trouble: { kind: "otherAccount" } });
  });

  it("never answers can be left, and what it then sends still counts", async () => {
    const window = held<Hex>();
    wallet.answers.set("eth_sendTransaction", () => window.promise);
    const one = await tab();
    const sending = one.sender.send(VOTE, ABOUT, SHOWN);
    await settle();
    const id = one.sender.acts.value[0]?.id ?? "";
    expect(one.sender.asking.value.has(id)).toBe(true);
    one.sender.stopWaiting(id);
    expect(state(one)).toEqual({ at: "unsure" });
    await beat();
    expect(await one.sender.send(VOTE, ABOUT, SHOWN)).toMatchObject({ trouble: { kind: "underWay" } });
    const hash = node.receive({ from: NORTHWIND, to: HARBOUR, data: VOTE.data });
    window.resolve(hash);
    expect((await sending).ok).toBe(true);
    expect(state(one)).toMatchObject({ at: "sent", hash });
  });

  it("is left, and says no later, leaves nothing", async () => {
    const window = held<Hex>();
    wallet.answers.set("eth_sendTransaction", () => window.promise);
    const one = await tab();
    const sending = one.sender.send(VOTE, ABOUT, SHOWN);
    await settle();
    one.sender.stopWaiting(one.sender.acts.value[0]?.id ?? "");
    window.reject(Object.assign(new Error("no"), { code: 4001 }));
    await sending;
    expect(one.sender.acts.value).toEqual([]);
  });

  it("does not answer quick questions is told to be silent", async () => {
    const one = await tab();
    wallet.answers.set("eth_accounts", () => held().promise);
    const sending = one.sender.send(VOTE, ABOUT, SHOWN);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await sending).toEqual({ ok: false, trouble: { kind: "silent" } });
  });

  it.each([
    ["fails in a way that says nothing", () => refuse(-32603, "Internal JSON-RPC error.")],
    ["answers with no hash", () => "ok"],
    ["answers with nothing", () => undefined],
    ["answers with a hash that is too short", () => "0x1234"],
  ])("%s may have sent it: it is looked for", async (_, answer) => {
    const one = await tab();
    wallet.answers.set("eth_sendTransaction", answer);
    expect((await one.sender.send(VOTE, ABOUT, SHOWN)).ok).toBe(false);
    expect(state(one)).toEqual({ at: "unsure" });
    const hash = node.receive({ from: NORTHWIND, to: HARBOUR, data: VOTE.data });
    node.mine(hash);
    await beat();
    expect(state(one)).toMatchObject({ at: "mined", hash });
  });

  it("sends something else is caught, before it is in a block if the node knows it", async () => {
    const one = await tab();
    wallet.answers.set("eth_sendTransaction", ([sent]) => node.receive(sent, { to: EASTPORT }));
    await one.sender.send(VOTE, ABOUT, SHOWN);
    await beat();
    expect(state(one)).toEqual({ at: "different", hash: expect.any(String) as string, to: EASTPORT });
  });

  it.each([
    ["other data", { data: "0x567813880001" }],
    ["other value", { value: 1n }],
    ["another account", { from: EASTPORT }],
  ])("sends with %s is caught", async (_, change) => {
    signs(change);
    const one = await tab();
    await one.sender.send(VOTE, ABOUT, SHOWN);
    node.mine(hashOf(one));
    await beat();
    expect(state(one)).toMatchObject({ at: "different" });
  });

  it("gives the hash of an old transaction of one’s own is caught", async () => {
    const old = node.receive({ from: NORTHWIND, to: HARBOUR, data: VOTE.data });
    node.mine(old);
    node.head += 3;
    wallet.answers.set("eth_sendTransaction", () => old);
    const one = await tab();
    await one.sender.send(VOTE, ABOUT, SHOWN);
    await beat();
    expect(state(one)).toMatchObject({ at: "different", hash: old });
  });

  it("gives the hash of a stranger’s transaction is caught", async () => {
    const foreign = node.receive({ from: EASTPORT, to: HARBOUR, data: VOTE.data });
    node.mine(foreign);
    wallet.answers.set("eth_sendTransaction", () => foreign);
    const one = await tab();
    await one.sender.send(VOTE, ABOUT, SHOWN);
    await beat();
    expect(state(one)).toMatchObject({ at: "different", hash: foreign });
  });
});

describe("its number is taken", () => {
  async function sentOnce(): Promise<{ one: Tab; hash: Hex }> {
    signs();
    const one = await tab();
    await one.sender.send(VOTE, ABOUT, SHOWN);
    await beat();
    return { one, hash: hashOf(one) };
  }

  it.each([true, false])("by the same at a higher price: it counts (old states kept: %s)", async (kept) => {
    node.keepsOldStates = kept;
    const { one, hash } = await sentOnce();
    const faster = node.receive({ from: NORTHWIND, to: HARBOUR, data: VOTE.data });
    node.forget(hash);
    node.mine(faster);
    node.head += 5;
    await beat();
    expect(state(one)).toMatchObject({ at: "final", hash: faster });
  });

  it("by nothing: it was called off", async () => {
    const { one, hash } = await sentOnce();
    const nothing = node.receive({ from: NORTHWIND, to: NORTHWIND, data: "0x", value: "0x0" });
    node.mine(nothing);
    await beat();
    expect(state(one)).toEqual({ at: "calledOff", hash, by: nothing });
    expect((await one.sender.send(VOTE, ABOUT, SHOWN)).ok).toBe(true);
  });

  it("by something else", async () => {
    const { one, hash } = await sentOnce();
    const other = node.receive({ from: NORTHWIND, to: EASTPORT, data: "0x", value: "0x5" });
    node.mine(other);
    await beat();
    expect(state(one)).toEqual({ at: "replaced", hash, by: other });
  });

  it("by a wallet that gave another hash than it sent", async () => {
    const one = await tab();
    let sent: Hex | undefined;
    wallet.answers.set("eth_sendTransaction", ([asked]) => {
      sent = node.receive(asked);
      return toHex(7, { size: 32 });
    });
    await one.sender.send(VOTE, ABOUT, SHOWN);
    await beat();
    expect(state(one)).toMatchObject({ at: "sent", seen: false });
    node.mine(sent ?? "0x");
    await beat();
    expect(state(one)).toMatchObject({ at: "mined", hash: sent });
  });
});

describe("a transaction that is no longer there", () => {
  it("was dropped if its number is free, and is found again if it comes back", async () => {
    signs();
    const one = await tab();
    await one.sender.send(VOTE, ABOUT, SHOWN);
    await beat();
    const hash = hashOf(one);
    const kept = node.transactions.get(hash);
    node.forget(hash);
    await beat();
    expect(state(one)).toEqual({ at: "sent", hash, nonce: 0, seen: true, missing: now });
    if (kept) node.transactions.set(hash, kept);
    await beat(); // it was away for a moment
    expect(state(one)).toEqual({ at: "sent", hash, nonce: 0, seen: true });
    node.forget(hash);
    await beat();
    now += 31;
    await beat();
    expect(state(one)).toEqual({ at: "dropped", hash, nonce: 0 });
    expect(await one.sender.send(VOTE, ABOUT, SHOWN)).toMatchObject({ trouble: { kind: "underWay" } });
    if (kept) node.transactions.set(hash, kept);
    node.mine(hash);
    await beat();
    expect(state(one)).toMatchObject({ at: "mined", hash });
  });

  it("which the node never saw is given ten minutes", async () => {
    wallet.answers.set("eth_sendTransaction", () => toHex(9, { size: 32 }));
    const one = await tab();
    await one.sender.send(VOTE, ABOUT, SHOWN);
    await beat();
    expect(state(one)).toMatchObject({ at: "sent", seen: false });
    now += 700;
    await beat();
    expect(state(one)).toMatchObject({ at: "dropped" });
  });

  it("goes back to waiting when the chain takes its block back", async () => {
    signs();
    const one = await tab(10);
    await one.sender.send(VOTE, ABOUT, SHOWN);
    const hash = hashOf(one);
    node.mine(hash);
    await beat();
    expect(state(one)).toMatchObject({ at: "mined", block: 101 });
    node.takeBack(101);
    await beat(2);
    expect(state(one)).toEqual({ at: "sent", hash, nonce: 0, seen: true, takenBack: true });
    expect(one.sender.underWay("vote:2")).toBeDefined();
    node.head += 1;
    node.mine(hash);
    await beat();
    expect(state(one)).toMatchObject({ at: "mined", block: 102 });
  });

  it("is in another block after the chain was rebuilt", async () => {
    signs();
    const one = await tab(10);
    await one.sender.send(VOTE, ABOUT, SHOWN);
    const hash = hashOf(one);
    node.mine(hash);
    await beat();
    const before = one.sender.acts.value[0];
    node.takeBack(101);
    node.mine(hash);
    await beat();
    const after = one.sender.acts.value[0];
    expect(after?.state).toMatchObject({ at: "mined", block: 101, deep: 1 });
    expect(after?.state).not.toEqual(before?.state);
  });

  it("can be refused in the block that it comes into then", async () => {
    signs();
    const one = await tab(10);
    await one.sender.send(VOTE, ABOUT, SHOWN);
    const hash = hashOf(one);
    node.mine(hash);
    await beat();
    node.takeBack(101);
    node.mine(hash, { ok: false });
    await beat();
    expect(state(one)).toMatchObject({ at: "reverted", hash });
  });

  it("stays as it was known while the node is down", async () => {
    signs();
    const one = await tab();
    await one.sender.send(VOTE, ABOUT, SHOWN);
    await beat();
    const before = state(one);
    node.answers.set("eth_getTransactionByHash", () => {
      throw new Error("the node is down");
    });
    await beat(3);
    expect(state(one)).toEqual(before);
  });
});

describe("several calls", () => {
  const PAY = { ...ABOUT, what: "Pay 12,500 USDX", subject: "pay:4", parts: ["Let the escrow take it", "Pay"] };

  it("go as one where the wallet does all or none", async () => {
    wallet.answers.set("wallet_getCapabilities", () => ({ [toHex(CHAIN)]: { atomic: { status: "supported" } } }));
    const given: unknown[] = [];
    wallet.answers.set("wallet_sendCalls", ([asked]) => {
      given.push(asked);
      return { id: (asked as { id: string }).id };
    });
    let status: object = { status: 100 };
    wallet.answers.set("wallet_getCallsStatus", () => status);
    const one = await tab();
    expect((await one.sender.send([APPROVE, VOTE], PAY, SHOWN)).ok).toBe(true);
    const act = one.sender.acts.value[0] as Act;
    expect(given).toMatchObject([{ version: "2.0.0", id: act.id, from: NORTHWIND, chainId: toHex(CHAIN), atomicRequired: true }]);
    await beat();
    expect(state(one)).toEqual({ at: "bundled", bundle: act.id });
    const data: Hex = `0xe9ae5c53${APPROVE.to.slice(2)}${APPROVE.data.slice(2)}${VOTE.to.slice(2)}${VOTE.data.slice(2)}`;
    const hash = node.receive({ from: EASTPORT, to: NORTHWIND, data });
    node.mine(hash);
    status = { status: 200, receipts: [{ transactionHash: hash }] };
    await beat();
    expect(state(one)).toMatchObject({ at: "mined", hash });
  });

  it("are found again after a reload by the name they were given", async () => {
    wallet.answers.set("wallet_getCapabilities", () => ({ "0x0": { atomic: { status: "ready" } } }));
    wallet.answers.set("wallet_sendCalls", () => held().promise);
    const before = await tab();
    void before.sender.send([APPROVE, VOTE], PAY, SHOWN);
    await settle();
    before.close();
    wallet.answers.set("wallet_getCallsStatus", ([id]) => (id === before.sender.acts.value[0]?.id ? { status: 100 } : refuse(5730, "x")));
    const after = await tab();
    await beat();
    expect(state(after)).toMatchObject({ at: "bundled" });
  });

  it.each([
    [400, { at: "failed", how: "refused" }],
    [500, { at: "failed", how: "bundle" }],
    [600, { at: "failed", how: "bundle" }],
  ])("that the wallet gave up with status %i", async (status, expected) => {
    wallet.answers.set("wallet_getCapabilities", () => ({ [toHex(CHAIN)]: { atomicBatch: { supported: true } } }));
    wallet.answers.set("wallet_sendCalls", () => "0x77");
    wallet.answers.set("wallet_getCallsStatus", () => ({ status }));
    const one = await tab();
    await one.sender.send([APPROVE, VOTE], PAY, SHOWN);
    await beat();
    expect(state(one)).toEqual(expected);
  });

  it("that the wallet sent and calls a failure were refused, whatever the receipt says", async () => {
    wallet.answers.set("wallet_getCapabilities", () => ({ [toHex(CHAIN)]: { atomic: { status: "supported" } } }));
    wallet.answers.set("wallet_sendCalls", () => ({ id: "0x77" }));
    const data: Hex = `0x${APPROVE.to.slice(2)}${APPROVE.data.slice(2)}${VOTE.to.slice(2)}${VOTE.data.slice(2)}`;
    const hash = node.receive({ from: EASTPORT, to: NORTHWIND, data });
    node.mine(hash);
    wallet.answers.set("wallet_getCallsStatus", () => ({ status: 500, receipts: [{ transactionHash: hash }] }));
    const one = await tab();
    await one.sender.send([APPROVE, VOTE], PAY, SHOWN);
    await beat();
    expect(state(one)).toMatchObject({ at: "reverted", hash });
  });

  it("that the wallet sent without one of them are caught", async () => {
    wallet.answers.set("wallet_getCapabilities", () => ({ [toHex(CHAIN)]: { atomic: { status: "supported" } } }));
    wallet.answers.set("wallet_sendCalls", () => ({ id: "0x77" }));
    const hash = node.receive({ from: EASTPORT, to: NORTHWIND, data: `0x${VOTE.to.slice(2)}${VOTE.data.slice(2)}` });
    node.mine(hash);
    wallet.answers.set("wallet_getCallsStatus", () => ({ status: 200, receipts: [{ transactionHash: hash }] }));
    const one = await tab();
    await one.sender.send([APPROVE, VOTE], PAY, SHOWN);
    await beat();
    expect(state(one)).toMatchObject({ at: "different", hash });
  });

  it("go one after the other elsewhere, each tried and asked by itself, also after a reload", async () => {
    signs();
    const before = await tab();
    expect((await before.sender.send([APPROVE, VOTE], PAY, SHOWN)).ok).toBe(true);
    expect(wallet.asked.filter((one) => one.method === "eth_sendTransaction").map((one) => one.params)).toMatchObject([[{ to: EASTPORT }]]);
    const id = before.sender.acts.value[0]?.id ?? "";
    expect(await before.sender.goOn(id, SHOWN)).toMatchObject({ ok: false, trouble: { kind: "underWay" } });
    node.mine(hashOf(before));
    await beat();
    expect(state(before)).toMatchObject({ at: "next" });
    before.close();

    const after = await tab();
    expect(await after.sender.send([APPROVE, VOTE], PAY, SHOWN)).toMatchObject({ trouble: { kind: "underWay" } });
    wallet.answers.set("eth_sendTransaction", () => refuse(4001, "no"));
    expect(await after.sender.goOn(id, SHOWN)).toEqual({ ok: false, trouble: { kind: "refused" } });
    expect(state(after)).toMatchObject({ at: "next" });
    signs();
    expect((await after.sender.goOn(id, SHOWN)).ok).toBe(true);
    expect(after.sender.acts.value[0]).toMatchObject({ step: 1, state: { at: "sent" } });
    node.mine(hashOf(after));
    await beat();
    expect(state(after)).toMatchObject({ at: "mined" });
    expect(after.sender.underWay("pay:4")).toBeUndefined();
  });

  it("go on in one tab only", async () => {
    signs();
    const [one, two] = [await tab(), await tab()];
    await one.sender.send([APPROVE, VOTE], PAY, SHOWN);
    node.mine(hashOf(one));
    await beat();
    const id = one.sender.acts.value[0]?.id ?? "";
    const window = held<Hex>();
    wallet.answers.set("eth_sendTransaction", () => window.promise);
    const first = one.sender.goOn(id, SHOWN);
    await settle();
    expect(await two.sender.goOn(id, SHOWN)).toMatchObject({ ok: false, trouble: { kind: "underWay" } });
    window.resolve(node.receive({ from: NORTHWIND, to: HARBOUR, data: VOTE.data }));
    expect((await first).ok).toBe(true);
  });

  it("go on once though two tabs press in the same instant", async () => {
    signs();
    const [one, two] = [await tab(), await tab()];
    await one.sender.send([APPROVE, VOTE], PAY, SHOWN);
    node.mine(hashOf(one));
    await beat();
    const id = one.sender.acts.value[0]?.id ?? "";
    const answers = await Promise.all([one.sender.goOn(id, SHOWN), two.sender.goOn(id, SHOWN)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(wallet.times("eth_sendTransaction")).toBe(2);
  });

  it("of somebody else do not go on, nor from a wallet that has changed since", async () => {
    signs();
    wallet.accounts = [NORTHWIND, EASTPORT];
    const one = await tab();
    await one.sender.send([APPROVE, VOTE], PAY, SHOWN);
    node.mine(hashOf(one));
    await beat();
    const id = one.sender.acts.value[0]?.id ?? "";
    one.session.choose(EASTPORT);
    expect(await one.sender.goOn(id, { ...SHOWN, account: EASTPORT })).toMatchObject({ trouble: { kind: "otherAccount" } });
    one.session.choose(NORTHWIND);
    wallet.chain = "0x1";
    const before = node.times("eth_estimateGas");
    expect(await one.sender.goOn(id, SHOWN)).toMatchObject({ trouble: { kind: "otherChain" } });
    expect(node.times("eth_estimateGas")).toBe(before);
    expect(state(one)).toMatchObject({ at: "next" });
  });
});
