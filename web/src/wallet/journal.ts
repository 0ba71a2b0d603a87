/**
 * Acts as this browser keeps them: one entry each, written before anything can be lost, seen by all tabs.
 *
 * Where the browser keeps nothing (private windows, full stores) they live in this tab only, and the page says so.
 */

import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { fromText, isOpen, isOver, toText, type Act } from "./acts";
import { isSame, type Address } from "./eip1193";
import type { Store } from "./session";

export interface KeyedStore extends Store {
  readonly length: number;
  key(index: number): string | null;
}

export interface Tabs {
  /** Called when another tab wrote something. */
  hear(listener: () => void): () => void;
  tell(): void;
  /** Runs alone among all tabs of this page. */
  alone<T>(name: string, run: () => Promise<T>): Promise<T>;
}

const PREFIX = "polypact.act.";
const KEPT_SECONDS = 30 * 86_400;
const MAX_KEPT = 200;

export class Journal {
  private readonly every = signal<ReadonlyMap<string, Act>>(new Map());
  private readonly lost = signal(false);
  private readonly unhear: () => void;

  constructor(
    private readonly store: KeyedStore,
    private readonly tabs: Tabs,
    now: number,
  ) {
    this.read();
    this.prune(now);
    this.unhear = tabs.hear(() => this.read());
  }

  /** All acts, newest first. */
  readonly acts: ReadonlySignal<readonly Act[]> = computed(() =>
    [...this.every.value.values()].sort((a, b) => b.askedAt - a.askedAt || (a.id < b.id ? 1 : -1)),
  );

  /** Whether what is written outlives this tab. */
  readonly isKept: ReadonlySignal<boolean> = computed(() => !this.lost.value);

  get(id: string): Act | undefined {
    return this.every.peek().get(id);
  }

  /** What of the same is still under way. */
  open(chain: number, account: Address, subject: string): Act | undefined {
    return [...this.every.peek().values()].find(
      (act) => act.chain === chain && isSame(act.account, account) && act.subject === subject && isOpen(act),
    );
  }

  /** Writes an act down unless the same is under way, in this tab or another; that is given back then. */
  begin(act: Act): Promise<Act | undefined> {
    return this.tabs.alone(`polypact.act.${act.chain}.${act.account}`, () => {
      this.read();
      const other = this.open(act.chain, act.account, act.subject);
      if (!other) this.write(act);
      return Promise.resolve(other);
    });
  }

  /** Writes what became of an act unless somebody else wrote of it since `before` was read. */
  replace(before: Act, after: Act): boolean {
    this.read();
    const now = this.get(before.id);
    if (!now || toText(now) !== toText(before)) return false;
    if (toText(after) !== toText(before)) this.write(after);
    return true;
  }

  write(act: Act): void {
    this.every.value = new Map(this.every.peek()).set(act.id, act);
    try {
      this.store.setItem(PREFIX + act.id, toText(act));
    } catch {
      this.lost.value = true;
    }
    this.tabs.tell();
  }

  remove(id: string): void {
    const rest = new Map(this.every.peek());
    rest.delete(id);
    this.every.value = rest;
    try {
      this.store.removeItem(PREFIX + id);
    } catch {
      this.lost.value = true;
    }
    this.tabs.tell();
  }

  close(): void {
    this.unhear();
  }

  /** Takes what stands in the store, by whichever tab; who is shown an act is woken only if one has changed. */
  private read(): void {
    const before = this.every.peek();
    const found = new Map<string, Act>();
    let isSame = true;
    try {
      for (let index = 0; index < this.store.length; index += 1) {
        const name = this.store.key(index);
        if (!name?.startsWith(PREFIX)) continue;
        const text = this.store.getItem(name) ?? "";
        const known = before.get(name.slice(PREFIX.length));
        const act = known && toText(known) === text ? known : fromText(text);
        if (!act || PREFIX + act.id !== name) continue;
        found.set(act.id, act);
        isSame &&= act === known;
      }
    } catch {
      this.lost.value = true;
    }
    if (this.lost.peek()) {
      for (const [id, act] of before) if (!found.has(id)) found.set(id, act);
    }
    if (!isSame || found.size !== before.size) this.every.value = found;
  }

  private prune(now: number): void {
    const over = this.acts.peek().filter(isOver);
    over.forEach((act, index) => {
      if (index >= MAX_KEPT || act.askedAt < now - KEPT_SECONDS) this.remove(act.id);
    });
  }
}

/** Tabs of one browser: told by a channel, and by the store itself where there is none. */
export function openTabs(within: Window & typeof globalThis): Tabs {
  const channel = openChannel(within);
  return {
    hear(listener) {
      const onStore = (event: StorageEvent): void => {
        if (event.key === null || event.key.startsWith(PREFIX)) listener();
      };
      within.addEventListener("storage", onStore);
      channel?.addEventListener("message", listener);
      return () => {
        within.removeEventListener("storage", onStore);
        channel?.removeEventListener("message", listener);
      };
    },
    tell() {
      channel?.postMessage("written");
    },
    async alone(name, run) {
      // Absent outside of secure contexts, refused in frames without an origin of their own; there two tabs may begin in
      // the same instant.
      const locks = within.navigator.locks as LockManager | undefined;
      if (!locks) return await run();
      const tried = { hasBegun: false };
      const once = (): ReturnType<typeof run> => {
        tried.hasBegun = true;
        return run();
      };
      try {
        return await locks.request(name, once);
      } catch (error) {
        if (tried.hasBegun) throw error;
        return await run();
      }
    },
  };
}

function openChannel(within: Window & typeof globalThis): BroadcastChannel | undefined {
  try {
    return "BroadcastChannel" in within ? new within.BroadcastChannel("polypact.acts") : undefined;
  } catch {
    return undefined; // a frame that shares nothing
  }
}
