import { signal } from "@preact/signals";
import { toHex } from "viem/utils";
import { beforeEach, describe, expect, it } from "vitest";
import { SAFE_RDNS, type WalletOffer } from "../../src/wallet/discovery";
import { openSession, type Place, type Session } from "../../src/wallet/session";
import { CHAIN, EASTPORT, FakeNode, FakeWallet, held, MemoryStore, NORTHWIND, refuse, settle } from "./fakes";

const SEPOLIA = { chain: CHAIN, name: "Sepolia", coin: { name: "Ether", symbol: "ETH" }, node: "http://127.0.0.1:8545" };

let wallet: FakeWallet;
let store: MemoryStore;
let node: FakeNode;
const wallets = signal<readonly WalletOffer[]>([]);

function offer(provider: FakeWallet, rdns = "io.rabby", uuid = rdns): WalletOffer {
  return { uuid, rdns, name: "Rabby", provider, isDoubtful: false };
}

function open(): Session {
  return openSession(wallets, signal<Place | undefined>({ chain: CHAIN, rpc: node }), store);
}

async function connected(): Promise<Session> {
  const session = open();
  expect(await session.connect(offer(wallet))).toBe(true);
  await settle();
  return session;
}

beforeEach(() => {
  wallet = new FakeWallet();
  store = new MemoryStore();
  node = new FakeNode();
  wallets.value = [];
});

describe("connecting", () => {
  it("takes account and chain, and what kind of account it is from the node", async () => {
    const session = await connected();
    expect(session.account.value).toBe(NORTHWIND);
    expect(session.chainOk.value).toBe(true);
    expect(session.kind.value).toMatchObject({ address: NORTHWIND, signer: { kind: "key" } });
    expect(session.turn.value).toBe(0);
    expect(wallet.asked.map((one) => one.method)).toEqual(["eth_requestAccounts", "eth_chainId"]);
  });

  it("tells a no in the wallet", async () => {
    wallet.answers.set("eth_requestAccounts", () => refuse(4001, "User rejected the request."));
    const session = open();
    expect(await session.connect(offer(wallet))).toBe(false);
    expect(session.trouble.value).toEqual({ kind: "refused" });
    expect(session.state.value).toBe("none");
  });

  it("does not take a wallet that gives no account, or none that is one", async () => {
    wallet.accounts = ["northwind"];
    const session = open();
    expect(await session.connect(offer(wallet))).toBe(false);
    expect(session.trouble.value).toEqual({ kind: "notAllowed" });
  });

  it("is not moved by an answer that comes after one gave up, or after another wallet was chosen", async () => {
    const late = held<readonly string[]>();
    wallet.answers.set("eth_requestAccounts", () => late.promise);
    const session = open();
    const first = session.connect(offer(wallet));
    expect(session.state.value).toBe("asking");
    session.giveUp();
    expect(session.state.value).toBe("none");
    const other = new FakeWallet();
    other.accounts = [EASTPORT];
    await session.connect(offer(other, "io.frame"));
    late.resolve([NORTHWIND]);
    expect(await first).toBe(false);
    expect(session.account.value).toBe(EASTPORT);
    expect(session.chosen.value?.rdns).toBe("io.frame");
  });

  it.each([["0xaa36a7"], ["11155111"], [11_155_111]])("reads the chain from %j", async (told) => {
    wallet.chain = told;
    expect((await connected()).chain.value).toBe(CHAIN);
  });
});

describe("the next visit", () => {
  it("reconnects without a window, with the account that was chosen", async () => {
    wallet.accounts = [NORTHWIND, EASTPORT];
    const before = await connected();
    before.choose(EASTPORT);
    before.stop();
    const session = open();
    wallets.value = [offer(wallet)];
    await settle();
    expect(session.account.value).toBe(EASTPORT);
    expect(wallet.times("eth_requestAccounts")).toBe(1);
    expect(session.turn.value).toBe(0);
  });

  it("does not where the wallet no longer lets it, or where two go by the name", async () => {
    (await connected()).stop();
    wallet.accounts = [];
    const session = open();
    wallets.value = [offer(wallet)];
    await settle();
    expect(session.state.value).toBe("none");
    expect(session.trouble.value).toBeUndefined();

    wallet.accounts = [NORTHWIND];
    wallets.value = [];
    const again = open();
    wallets.value = [offer(wallet), offer(new FakeWallet(), "io.rabby", "twin")];
    await settle();
    expect(again.state.value).toBe("none");
  });

  it("forgets when told to, and gives the permission back", async () => {
    const session = await connected();
    await session.disconnect();
    expect(session.account.value).toBeUndefined();
    expect(wallet.times("wallet_revokePermissions")).toBe(1);
    const again = open();
    wallets.value = [offer(wallet)];
    await settle();
    expect(again.state.value).toBe("none");
  });

  it("does not remember a Safe that the page around brought", async () => {
    (await connected()).stop();
    const session = open();
    await session.connect(offer(new FakeWallet(), SAFE_RDNS));
    session.stop();
    const again = open();
    wallets.value = [offer(wallet)];
    await settle();
    expect(again.chosen.value?.rdns).toBe("io.rabby");
  });

  it("works in a browser that keeps nothing", async () => {
    store.isFull = true;
    expect((await connected()).account.value).toBe(NORTHWIND);
  });
});

describe("what the wallet does by itself", () => {
  it("counts a turn when the account changes, so that open panels close", async () => {
    const session = await connected();
    wallet.emit("accountsChanged", [EASTPORT]);
    expect(session.account.value).toBe(EASTPORT);
    expect(session.turn.value).toBe(1);
    expect(session.change.value).toEqual({ kind: "account", account: EASTPORT });
    wallet.emit("accountsChanged", [EASTPORT.toLowerCase()]);
    expect(session.turn.value).toBe(1);
    session.seen();
    expect(session.change.value).toBeUndefined();
  });

  it("keeps the account chosen here while the wallet only adds one", async () => {
    wallet.accounts = [NORTHWIND, EASTPORT];
    const session = await connected();
    session.choose(EASTPORT);
    expect(session.turn.value).toBe(1);
    wallet.emit("accountsChanged", [NORTHWIND, EASTPORT, "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65"]);
    expect(session.account.value).toBe(EASTPORT);
    wallet.emit("accountsChanged", [NORTHWIND]);
    expect(session.account.value).toBe(NORTHWIND);
  });

  it("follows the wallet when another account is chosen there", async () => {
    wallet.accounts = [NORTHWIND, EASTPORT];
    const session = await connected();
    wallet.emit("accountsChanged", [EASTPORT, NORTHWIND]);
    expect(session.account.value).toBe(EASTPORT);
    expect(session.turn.value).toBe(1);
  });

  it("is gone when the wallet takes the permission back, and comes again when it gives one", async () => {
    const session = await connected();
    wallet.emit("accountsChanged", []);
    expect(session.state.value).toBe("none");
    expect(session.change.value).toEqual({ kind: "gone" });
    wallet.emit("accountsChanged", [EASTPORT]);
    expect(session.state.value).toBe("connected");
    expect(session.account.value).toBe(EASTPORT);
  });

  it("notices another chain", async () => {
    const session = await connected();
    wallet.emit("chainChanged", "0x1");
    expect(session.chainOk.value).toBe(false);
    expect(session.change.value).toEqual({ kind: "chain", chain: 1 });
    wallet.emit("chainChanged", toHex(CHAIN));
    expect(session.chainOk.value).toBe(true);
  });

  it("tells that it is cut off, and that it is back", async () => {
    const session = await connected();
    wallet.emit("disconnect", { code: 4900 });
    expect(session.trouble.value).toEqual({ kind: "offline" });
    wallet.emit("connect", { chainId: toHex(CHAIN) });
    await settle();
    expect(session.trouble.value).toBeUndefined();
  });

  it("is found out on asking again where the wallet emits nothing", async () => {
    const session = await connected();
    wallet.accounts = [EASTPORT];
    wallet.chain = "0x1";
    await session.refresh();
    expect(session.account.value).toBe(EASTPORT);
    expect(session.chain.value).toBe(1);
    expect(session.turn.value).toBe(2);
  });

  it("does not hear a wallet that was left", async () => {
    const session = await connected();
    await session.disconnect();
    wallet.emit("accountsChanged", [EASTPORT]);
    expect(session.account.value).toBeUndefined();
  });
});

describe("the wrong chain", () => {
  beforeEach(() => {
    wallet.chain = "0x1";
  });

  it("switches", async () => {
    const session = await connected();
    wallet.answers.set("wallet_switchEthereumChain", () => {
      wallet.chain = toHex(CHAIN);
      return null;
    });
    expect(await session.switchChain(SEPOLIA)).toBe(true);
    expect(session.chainOk.value).toBe(true);
  });

  it("does not ask to look again after a switch that was asked for here, whenever the wallet tells of it", async () => {
    const session = await connected();
    const turn = session.turn.value;
    wallet.answers.set("wallet_switchEthereumChain", () => {
      wallet.chain = toHex(CHAIN);
      wallet.emit("chainChanged", toHex(CHAIN));
      return null;
    });
    expect(await session.switchChain(SEPOLIA)).toBe(true);
    wallet.emit("chainChanged", toHex(CHAIN));
    expect(session.turn.value).toBe(turn);
    wallet.emit("chainChanged", "0x1");
    expect(session.turn.value).toBe(turn + 1);
  });

  it("goes to a chain that the wallet has only added", async () => {
    const session = await connected();
    let isKnown = false;
    wallet.answers.set("wallet_switchEthereumChain", () => {
      if (!isKnown) return refuse(4902, "Unrecognized chain");
      wallet.chain = toHex(CHAIN);
      return null;
    });
    wallet.answers.set("wallet_addEthereumChain", () => {
      isKnown = true;
      return null;
    });
    expect(await session.switchChain(SEPOLIA)).toBe(true);
    expect(session.chainOk.value).toBe(true);
  });

  it("believes the chain and not the answer", async () => {
    const session = await connected();
    wallet.answers.set("wallet_switchEthereumChain", () => null);
    expect(await session.switchChain(SEPOLIA)).toBe(false);
    expect(session.chainOk.value).toBe(false);
  });

  it("adds a chain that the wallet does not know, with a public node only", async () => {
    const session = await connected();
    wallet.answers.set("wallet_switchEthereumChain", () => refuse(4902, "Unrecognized chain"));
    wallet.answers.set("wallet_addEthereumChain", () => {
      wallet.chain = toHex(CHAIN);
      return null;
    });
    expect(await session.switchChain({ ...SEPOLIA, node: "https://sepolia.infura.io/v3/0123456789abcdef0123456789abcdef" })).toBe(false);
    expect(session.trouble.value).toEqual({ kind: "unknownChain" });
    expect(wallet.times("wallet_addEthereumChain")).toBe(0);
    expect(await session.switchChain(SEPOLIA)).toBe(true);
    expect(wallet.asked.find((one) => one.method === "wallet_addEthereumChain")?.params).toEqual([
      {
        chainId: toHex(CHAIN),
        chainName: "Sepolia",
        nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
        rpcUrls: ["http://127.0.0.1:8545"],
      },
    ]);
  });

  it("tells a no", async () => {
    const session = await connected();
    wallet.answers.set("wallet_switchEthereumChain", () => refuse(4001, "no"));
    expect(await session.switchChain(SEPOLIA)).toBe(false);
    expect(session.trouble.value).toEqual({ kind: "refused" });
  });
});
