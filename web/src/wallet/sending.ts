/**
 * Sending: tried first, written down before the wallet is asked, asked once, followed until it is final.
 *
 * A page may be closed, a wallet may never answer, another tab may press the same button: what was asked is in the
 * journal before the wallet knows of it, so that nothing is ever sent twice because it was forgotten.
 */

import { signal, type ReadonlySignal } from "@preact/signals";
import { hasMore, isOpen, isOver, subjectOf, type About, type Act, type ActState, type Way } from "./acts";
import { bundleStatus, canDoTogether, sendTogether } from "./batches";
import { confirmShown, inTime, type Shown } from "./confirming";
import type { WalletOffer } from "./discovery";
import { ask, isHash, isSame, quantity, type Address, type Call, type Hex, type Rpc } from "./eip1193";
import { look } from "./following";
import type { Journal } from "./journal";
import type { SafeApp } from "./safeapp";
import type { Place, Session } from "./session";
import { ChainSigners } from "./signers";
import { countOf, headOf } from "./transactions";
import { troubleOf, WalletTrouble, type Trouble } from "./troubles";
import { tryCalls, type Trial } from "./trying";

export type Sending =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly trouble: Trouble; /** What of the same is under way. */ readonly other?: Act };

export interface Sender {
  /** Newest first, of every partnership and chain. */
  readonly acts: ReadonlySignal<readonly Act[]>;
  actsOf(chain: number, scope: Address): readonly Act[];
  /** What is under way of the same subject, for a button that must wait. */
  underWay(subject: string): Act | undefined;
  /** Whether acts outlive this tab. */
  readonly isKept: ReadonlySignal<boolean>;
  /** Acts whose wallet window was opened by this very page and has not answered. */
  readonly asking: ReadonlySignal<ReadonlySet<string>>;
  /** Tries calls of the connected account on the newest block, without asking the wallet. */
  prepare(calls: Call | readonly Call[]): Promise<Trial>;
  send(calls: Call | readonly Call[], about: About, shown: Shown): Promise<Sending>;
  /** Sends the next of calls that go in turn. */
  goOn(id: string, shown: Shown): Promise<Sending>;
  /** No longer waits for the wallet. It may still send: the act stays and is looked for. */
  stopWaiting(id: string): void;
  /** Strikes an act from the list, so that the same can be sent again. */
  forget(id: string): void;
  start(): void;
  stop(): void;
}

export interface SenderOptions {
  readonly session: Session;
  readonly place: ReadonlySignal<Place | undefined>;
  readonly journal: Journal;
  readonly finalAfter: (chain: number) => number;
  /** Where the page is shown inside a Safe. */
  readonly safeApp?: ReadonlySignal<SafeApp | undefined>;
  /** Milliseconds between two looks at the chain. */
  readonly beat?: number;
  readonly clock?: () => number;
}

const BEAT = 2_000;
/** After these the wallet may have sent it all the same: the act stays and is looked for on the chain. */
const UNSURE: readonly Trouble["kind"][] = ["other", "silent", "badAnswer", "tooBusy", "alreadyKnown", "sameBatch", "offline"];

export function openSender(options: SenderOptions): Sender {
  const { session, place, journal } = options;
  const clock = options.clock ?? (() => Math.floor(Date.now() / 1000));
  const asking = signal<ReadonlySet<string>>(new Set());
  let timer: ReturnType<typeof setInterval> | undefined;
  let looking = false;

  const setAsking = (id: string, is: boolean): void => {
    const next = new Set(asking.peek());
    if (is) next.add(id);
    else next.delete(id);
    asking.value = next;
  };

  /** Whether the account pays for gas itself; of a contract wallet somebody else does. */
  const paysFee = async (account: Address): Promise<boolean> => {
    const { rpc, chain } = here();
    const known = session.kind.peek();
    const kind = isSame(known?.address, account) ? known : await new ChainSigners(rpc, chain).lookUp(account);
    return kind?.signer.kind === "key";
  };

  const confirm = (shown: Shown): Promise<WalletOffer> => confirmShown(session, place, shown);

  /** The gas to give; undefined for a contract wallet, which burns what its own code says. */
  const gasOfGood = (trial: Trial): bigint | undefined => {
    if (!trial.ok) throw new WalletTrouble(trial.trouble);
    return trial.fee?.gas;
  };

  const here = (): Place => {
    const at = place.peek();
    if (!at) throw new WalletTrouble({ kind: "notConnected" });
    return at;
  };

  const send = async (given: Call | readonly Call[], about: About, shown: Shown): Promise<Sending> => {
    const calls: readonly Call[] = "to" in given ? [given] : given;
    let act: Act;
    let gas: bigint | undefined;
    try {
      const { rpc } = here();
      await confirm(shown);
      const isContract = !(await paysFee(shown.account));
      gas = gasOfGood(await tryCalls(rpc, shown.account, calls, !isContract));
      const way: Way = calls.length === 1 ? "single" : (await together(shown)) ? "together" : "in turn";
      act = {
        id: newId(),
        chain: shown.chain,
        account: shown.account,
        isContract,
        scope: about.scope,
        what: about.what,
        parts: about.parts ?? [],
        subject: about.subject ?? subjectOf(calls),
        calls,
        way,
        step: 0,
        askedAt: clock(),
        since: await headOf(rpc),
        nonce: await countOf(rpc, shown.account),
        state: { at: "asked" },
      };
      const other = await journal.begin(act);
      if (other) return { ok: false, trouble: { kind: "underWay" }, other };
    } catch (error) {
      return { ok: false, trouble: troubleOf(error) };
    }
    return await askWallet(act, gas, shown, undefined);
  };

  const goOn = async (id: string, shown: Shown): Promise<Sending> => {
    const before = journal.get(id);
    if (before?.state.at !== "next" || !hasMore(before)) return { ok: false, trouble: { kind: "underWay" } };
    if (!isSame(before.account, shown.account)) return { ok: false, trouble: { kind: "otherAccount", account: shown.account } };
    let act: Act;
    let gas: bigint | undefined;
    try {
      const { rpc } = here();
      await confirm(shown);
      const step = before.step + 1;
      gas = gasOfGood(await tryCalls(rpc, shown.account, before.calls.slice(step, step + 1), !before.isContract));
      const since = await headOf(rpc);
      const nonce = await countOf(rpc, shown.account);
      act = { ...before, step, since, nonce, askedAt: clock(), state: { at: "asked" } };
      if (!journal.replace(before, act)) return { ok: false, trouble: { kind: "underWay" } };
    } catch (error) {
      return { ok: false, trouble: troubleOf(error) };
    }
    return await askWallet(act, gas, shown, before);
  };

  /** Asks once. A clear no strikes the act, or puts back the one before; anything unclear leaves it, to be looked for. */
  const askWallet = async (act: Act, gas: bigint | undefined, shown: Shown, before: Act | undefined): Promise<Sending> => {
    setAsking(act.id, true);
    try {
      const { provider } = await confirm(shown);
      const state = await handOver(act, gas, provider);
      put(act.id, state);
      void beat();
      return { ok: true, id: act.id };
    } catch (error) {
      const trouble = troubleOf(error);
      const written = journal.get(act.id);
      if (UNSURE.includes(trouble.kind)) {
        if (written?.state.at === "asked") journal.write({ ...written, state: { at: "unsure" } });
      } else if (written && (written.state.at === "asked" || written.state.at === "unsure")) {
        if (before) journal.write(before);
        else journal.remove(act.id);
      }
      return { ok: false, trouble };
    } finally {
      setAsking(act.id, false);
    }
  };

  const handOver = async (act: Act, gas: bigint | undefined, provider: Parameters<typeof ask>[0]): Promise<ActState> => {
    if (act.way === "together") {
      const app = options.safeApp?.peek();
      if (app) return { at: "confirming", safeHash: await app.send(act.calls) };
      return { at: "bundled", bundle: await sendTogether(provider, act) };
    }
    const call = act.calls[act.step];
    if (!call) throw new WalletTrouble({ kind: "badAnswer" });
    // Which chain it is for goes along, so that a wallet that has changed since refuses instead of sending elsewhere.
    const sent: Record<string, unknown> = {
      from: act.account,
      to: call.to,
      data: call.data,
      value: quantity(call.value),
      chainId: quantity(act.chain),
    };
    if (gas !== undefined) sent["gas"] = quantity(gas);
    const hash = await ask(provider, "eth_sendTransaction", [sent]);
    if (!isHash(hash)) throw new WalletTrouble({ kind: "badAnswer" });
    return { at: "sent", hash: hash.toLowerCase() as Hex, seen: false };
  };

  /** The wallet's word of an act, whatever it is called meanwhile; what the chain has told already stands above it. */
  const put = (id: string, state: ActState): void => {
    const written = journal.get(id);
    if (written && (written.state.at === "asked" || written.state.at === "unsure")) journal.write({ ...written, state });
  };

  const together = async (shown: Shown): Promise<boolean> => {
    if (options.safeApp?.peek()) return true;
    const wallet = session.chosen.peek();
    return wallet !== undefined && (await inTime(canDoTogether(wallet.provider, shown.account, shown.chain)));
  };

  const beat = async (): Promise<void> => {
    const at = place.peek();
    if (looking || !at) return;
    looking = true;
    try {
      for (const act of journal.acts.peek()) {
        // What this page is asking for now is answered by the wallet itself.
        if (act.chain !== at.chain || isOver(act) || asking.peek().has(act.id)) continue;
        await follow(act, at.rpc);
      }
    } finally {
      looking = false;
    }
  };

  const follow = async (act: Act, rpc: Rpc): Promise<void> => {
    const wallet = session.chosen.peek();
    const app = options.safeApp?.peek();
    try {
      const state = await look(act, {
        rpc,
        finalAfter: options.finalAfter(act.chain),
        now: clock(),
        ...(wallet ? { bundle: (name: string) => inTime(bundleStatus(wallet.provider, name)) } : {}),
        ...(app ? { safe: (hash: Hex) => app.transaction(hash) } : {}),
      });
      journal.replace(act, { ...act, state });
    } catch {
      // A node that does not answer is told of by the page; the act stays as it was known.
    }
  };

  return {
    acts: journal.acts,
    isKept: journal.isKept,
    asking,
    actsOf: (chain, scope) => journal.acts.value.filter((act) => act.chain === chain && isSame(act.scope, scope)),
    underWay: (subject) => {
      const [account, chain] = [session.account.value, place.value?.chain];
      return journal.acts.value.find(
        (act) => act.subject === subject && act.chain === chain && isSame(act.account, account) && isOpen(act),
      );
    },
    prepare: async (given) => {
      const calls: readonly Call[] = "to" in given ? [given] : given;
      const account = session.account.peek();
      if (!account) throw new WalletTrouble({ kind: "notConnected" });
      return await tryCalls(here().rpc, account, calls, await paysFee(account));
    },
    send,
    goOn,
    stopWaiting: (id) => {
      const act = journal.get(id);
      if (act?.state.at === "asked") journal.write({ ...act, state: { at: "unsure" } });
      setAsking(id, false);
    },
    forget: (id) => journal.remove(id),
    start: () => {
      timer ??= setInterval(() => void beat(), options.beat ?? BEAT);
      void beat();
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `0x${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
