/**
 * The connected wallet: which accounts it lets this page see, which of them is used, and on which chain it is.
 *
 * Whatever it changes by itself counts a `turn`: what was opened to be signed in an earlier turn closes.
 */

import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { addingOf, type ChainFacts } from "./chains";
import { SAFE_RDNS, type WalletOffer } from "./discovery";
import { asAddress, asNumber, ask, isSame, quantity, type Address, type Rpc } from "./eip1193";
import { ChainSigners, type Account } from "./signers";
import { troubleOf, WalletTrouble, type Trouble } from "./troubles";

/** Where the page is: the chain of the partnership that is shown, and the node it is read from. */
export interface Place {
  readonly chain: number;
  readonly rpc: Rpc;
}

export type Change =
  | { readonly kind: "account"; readonly account: Address }
  | { readonly kind: "chain"; readonly chain: number }
  | { readonly kind: "gone" }
  | { readonly kind: "offline" };

/** A small part of `Storage`. */
export interface Store {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

export interface Session {
  readonly wallets: ReadonlySignal<readonly WalletOffer[]>;
  /** The wallet that is connected, or asked to connect. */
  readonly chosen: ReadonlySignal<WalletOffer | undefined>;
  readonly state: ReadonlySignal<"none" | "asking" | "connected">;
  readonly accounts: ReadonlySignal<readonly Address[]>;
  readonly account: ReadonlySignal<Address | undefined>;
  /** What kind of account it is on the chain of the page; undefined until the node has told. */
  readonly kind: ReadonlySignal<Account | undefined>;
  /** The chain the wallet is on. */
  readonly chain: ReadonlySignal<number | undefined>;
  /** Whether that is the page's. */
  readonly chainOk: ReadonlySignal<boolean>;
  readonly trouble: ReadonlySignal<Trouble | undefined>;
  readonly turn: ReadonlySignal<number>;
  /** What the wallet changed last by itself; a person has to look again. */
  readonly change: ReadonlySignal<Change | undefined>;
  connect(wallet: WalletOffer): Promise<boolean>;
  /** Stops waiting for a wallet that does not answer. */
  giveUp(): void;
  choose(account: Address): void;
  disconnect(): Promise<void>;
  switchChain(facts: ChainFacts): Promise<boolean>;
  /** Asks the wallet again where it stands. */
  refresh(): Promise<void>;
  seen(): void;
  stop(): void;
}

const REMEMBERED = "polypact.wallet";

export function openSession(
  wallets: ReadonlySignal<readonly WalletOffer[]>,
  place: ReadonlySignal<Place | undefined>,
  store: Store,
): Session {
  const chosen = signal<WalletOffer | undefined>(undefined);
  const state = signal<"none" | "asking" | "connected">("none");
  const accounts = signal<readonly Address[]>([]);
  const account = signal<Address | undefined>(undefined);
  const kind = signal<Account | undefined>(undefined);
  const chain = signal<number | undefined>(undefined);
  const trouble = signal<Trouble | undefined>(undefined);
  const turn = signal(0);
  const change = signal<Change | undefined>(undefined);
  const chainOk = computed(() => chain.value !== undefined && chain.value === place.value?.chain);

  // An answer counts only if nothing else was begun since it was asked for: wallets may answer late, or twice.
  let attempt = 0;
  let unhear: () => void = () => undefined;

  // The chain that it was asked to go to; wallets tell of the change before they answer.
  let expected: number | undefined;

  const told = (what: Change): void => {
    turn.value += 1;
    change.value = what;
  };

  const setAccounts = (list: readonly Address[], byItself: boolean): void => {
    const before = account.value;
    const first = list[0];
    // A wallet puts first what was chosen in it; only when that changes does the choice made here give way.
    const keep = isSame(first, accounts.value[0]) && before && list.some((one) => isSame(one, before));
    const next = keep ? before : first;
    accounts.value = list;
    if (isSame(next, before)) return;
    account.value = next;
    if (next === undefined) {
      state.value = "none";
      if (byItself) told({ kind: "gone" });
    } else {
      state.value = "connected";
      if (byItself) told({ kind: "account", account: next });
    }
  };

  const setChain = (next: number | undefined, byItself: boolean): void => {
    if (next === chain.value) return;
    chain.value = next;
    if (byItself && next !== undefined) told({ kind: "chain", chain: next });
  };

  const hear = (wallet: WalletOffer): void => {
    unhear();
    const { provider } = wallet;
    const listeners: readonly (readonly [string, (value: unknown) => void])[] = [
      ["accountsChanged", (value) => setAccounts(addresses(value), true)],
      ["chainChanged", (value) => setChain(asNumber(value), asNumber(value) !== expected)],
      [
        "disconnect",
        () => {
          trouble.value = { kind: "offline" };
          told({ kind: "offline" });
        },
      ],
      ["connect", () => void refresh()],
    ];
    for (const [event, listener] of listeners) provider.on?.(event, listener);
    unhear = () => {
      for (const [event, listener] of listeners) provider.removeListener?.(event, listener);
      unhear = () => undefined;
    };
  };

  const forgetAll = (): void => {
    unhear();
    chosen.value = undefined;
    state.value = "none";
    accounts.value = [];
    account.value = undefined;
    chain.value = undefined;
  };

  const open = async (wallet: WalletOffer, method: "eth_requestAccounts" | "eth_accounts"): Promise<boolean> => {
    attempt += 1;
    const own = attempt;
    const silent = method === "eth_accounts";
    if (!silent) {
      forgetAll();
      chosen.value = wallet;
      state.value = "asking";
      trouble.value = undefined;
    }
    try {
      const list = addresses(await ask(wallet.provider, method));
      if (list.length === 0) {
        if (silent) return false;
        throw new WalletTrouble({ kind: "notAllowed" });
      }
      const on = asNumber(await ask(wallet.provider, "eth_chainId"));
      if (own !== attempt) return false;
      chosen.value = wallet;
      setChain(on, false);
      const wanted = remembered(store);
      setAccounts(list, false);
      const same = list.find((one) => wanted?.rdns === wallet.rdns && isSame(one, wanted.account));
      if (same) account.value = same;
      hear(wallet);
      remember(store, wallet, account.value);
      return true;
    } catch (error) {
      if (own !== attempt || silent) return false;
      forgetAll();
      trouble.value = troubleOf(error);
      return false;
    }
  };

  const refresh = async (): Promise<void> => {
    const wallet = chosen.value;
    if (!wallet || state.value !== "connected") return;
    const own = attempt;
    try {
      const [list, on] = await Promise.all([ask(wallet.provider, "eth_accounts"), ask(wallet.provider, "eth_chainId")]);
      if (own !== attempt) return;
      if (trouble.value?.kind === "offline") trouble.value = undefined;
      setAccounts(addresses(list), true);
      setChain(asNumber(on), true);
    } catch (error) {
      if (own === attempt) trouble.value = troubleOf(error);
    }
  };

  // The wallet of the last visit is asked without a window of its own, once it has announced itself, and only if no
  // other goes by the same name.
  let tried = false;
  const stopReconnecting = effect(() => {
    const wanted = remembered(store);
    if (tried || !wanted) return;
    const found = wallets.value.filter((one) => one.rdns === wanted.rdns);
    if (found.length !== 1 || !found[0]) return;
    tried = true;
    const offer = found[0];
    queueMicrotask(() => {
      if (state.value === "none") void open(offer, "eth_accounts");
    });
  });

  const stopReadingKind = effect(() => {
    const address = account.value;
    const at = place.value;
    kind.value = undefined;
    if (!address || !at) return;
    void new ChainSigners(at.rpc, at.chain).lookUp(address).then(
      (read) => {
        if (account.peek() === address && place.peek() === at) kind.value = read;
      },
      () => undefined, // the node's trouble is told where the node is told of; kind stays unknown
    );
  });

  return {
    wallets,
    chosen,
    state,
    accounts,
    account,
    kind,
    chain,
    chainOk,
    trouble,
    turn,
    change,
    refresh,
    connect: (wallet) => {
      tried = true;
      return open(wallet, "eth_requestAccounts");
    },
    giveUp: () => {
      if (state.value !== "asking") return;
      attempt += 1;
      forgetAll();
    },
    choose: (wanted) => {
      const found = accounts.value.find((one) => isSame(one, wanted));
      if (!found || !chosen.value || found === account.value) return;
      account.value = found;
      turn.value += 1;
      remember(store, chosen.value, found);
    },
    disconnect: async () => {
      const wallet = chosen.value;
      attempt += 1;
      forget(store);
      forgetAll();
      turn.value += 1;
      trouble.value = undefined;
      change.value = undefined;
      // Wallets that know no such thing keep the permission; the page forgets it all the same.
      if (wallet) await ask(wallet.provider, "wallet_revokePermissions", [{ eth_accounts: {} }]).catch(() => undefined);
    },
    switchChain: async (facts) => {
      const wallet = chosen.value;
      if (!wallet) return false;
      const own = attempt;
      trouble.value = undefined;
      expected = facts.chain;
      try {
        try {
          await ask(wallet.provider, "wallet_switchEthereumChain", [{ chainId: quantity(facts.chain) }]);
        } catch (error) {
          const adding = addingOf(facts);
          if (troubleOf(error).kind !== "unknownChain" || !adding) throw error;
          await ask(wallet.provider, "wallet_addEthereumChain", [adding]);
          // Some go there at once, others only add it (EIP-3085 leaves it open).
          if (asNumber(await ask(wallet.provider, "eth_chainId")) !== facts.chain) {
            await ask(wallet.provider, "wallet_switchEthereumChain", [{ chainId: quantity(facts.chain) }]);
          }
        }
        // What it answers to a switch says little; what it says of itself afterwards counts.
        const on = asNumber(await ask(wallet.provider, "eth_chainId"));
        if (own !== attempt) return false;
        setChain(on, false);
        return on === facts.chain;
      } catch (error) {
        if (own === attempt) trouble.value = troubleOf(error);
        return false;
      } finally {
        expected = undefined;
      }
    },
    seen: () => {
      change.value = undefined;
    },
    stop: () => {
      stopReconnecting();
      stopReadingKind();
      unhear();
    },
  };
}

function addresses(value: unknown): readonly Address[] {
  if (!Array.isArray(value)) return [];
  const read = value.map(asAddress).filter((one): one is Address => one !== undefined);
  return [...new Set(read)].slice(0, 200);
}

// --- what is remembered over a visit: the wallet and the account, nothing else ---

function remembered(store: Store): { rdns: string; account: Address | undefined } | undefined {
  try {
    const told: unknown = JSON.parse(store.getItem(REMEMBERED) ?? "null");
    if (typeof told !== "object" || told === null) return undefined;
    const { rdns, account } = told as { rdns?: unknown; account?: unknown };
    return typeof rdns === "string" ? { rdns, account: asAddress(account) } : undefined;
  } catch {
    return undefined;
  }
}

function remember(store: Store, wallet: WalletOffer, account: Address | undefined): void {
  if (wallet.rdns === SAFE_RDNS) return; // the page around this one brings it each time
  try {
    store.setItem(REMEMBERED, JSON.stringify({ rdns: wallet.rdns, account }));
  } catch {
    // a browser that keeps nothing: it is asked anew on the next visit
  }
}

function forget(store: Store): void {
  try {
    store.removeItem(REMEMBERED);
  } catch {
    // nothing was kept
  }
}
