/** What is shown now: the partnership that the link names, read anew with every block that its node has. */

import { computed, effect, signal } from "@preact/signals";
import { NodeDownError, type Silence, ThrottledError } from "../chain/errors";
import type { Progress } from "../chain/history";
import { check, type Checks, withCode, withMoney } from "../model/checks";
import type { Snapshot } from "../model/partnership";
import { isFromBeginning, newestBlock, NoPartnershipError, readPartnership } from "../model/reading";
import type { Place } from "../types";
import { type Connection, connect, nodeOf, WrongChainError } from "./connection";
import { route } from "./router";
import { change, settings } from "./settings";
import { site } from "./site";

/** What went wrong, by what the reader can do about it. */
export type Trouble =
  | { readonly kind: "no-node"; readonly chainId: number }
  | { readonly kind: "down"; readonly host: string; readonly why: Silence; readonly status: number }
  | { readonly kind: "throttled"; readonly host: string }
  | { readonly kind: "wrong-chain"; readonly host: string; readonly is: number; readonly wanted: number }
  | { readonly kind: "none-there"; readonly place: Place }
  | { readonly kind: "failed"; readonly why: string };

export const connection = signal<Connection | undefined>(undefined);
export const snapshot = signal<Snapshot | undefined>(undefined);
const checked = signal<Checks | undefined>(undefined);
/** Whether the money adds up and the chain says the same; undefined until a view of money has looked. */
export const moneyAgrees = signal<boolean | undefined>(undefined);
/** Whether it is our code that answers; undefined until the node has told it. */
export const codeAgrees = signal<boolean | undefined>(undefined);
export const checks = computed(() => checked.value && withCode(withMoney(checked.value, moneyAgrees.value), codeAgrees.value));
export const trouble = signal<Trouble | undefined>(undefined);
/** Set while the first reading runs for long, and while history is read. */
export const progress = signal<Progress | undefined>(undefined);
/** Of the reader's clock, every second: for "in 4 days", and to say how old what is shown is. */
export const now = signal(Math.floor(Date.now() / 1000));

let lastPlace: Place | undefined;
/** The same object for as long as it is the same place, whichever view is open. */
export const place = computed<Place | undefined>(() => {
  const at = route.value.place;
  const isSame = at && lastPlace && at.chainId === lastPlace.chainId && at.partnership === lastPlace.partnership;
  if (!isSame) lastPlace = at;
  return lastPlace;
});

/** The partnership that is being founded, at the address that it will have. */
export const founding = signal<Place | undefined>(undefined);
/** Where something is signed: at the partnership of the link, or at the one that is being founded. */
export const actsAt = computed<Place | undefined>(() => place.value ?? founding.value);

/** The chain's time now: that of the newest block, and what has passed since it was read. */
export const chainNow = computed(() => {
  const seen = snapshot.value;
  return seen ? seen.block.time + Math.max(0, now.value - readAt.value) : now.value;
});
const readAt = signal(0);

/** Milliseconds between two looks for a new block, while somebody looks at the page. */
const BEAT = 2_000;
/** Proposals that were looked at and are not among the newest, by number. */
const wanted = new Set<number>();
let reading: Promise<void> | undefined;
let again = false;

export function start(): void {
  setInterval(() => {
    now.value = Math.floor(Date.now() / 1000);
  }, 1_000);
  let current = "";
  effect(() => {
    const at = place.value;
    const key = at ? `${at.chainId}:${at.partnership}:${nodeOf(at.chainId) ?? ""}` : "";
    if (key === current) return;
    current = key;
    connection.value = undefined; // of another chain or node: what it says is nothing of this place's
    snapshot.value = undefined;
    checked.value = undefined;
    codeAgrees.value = undefined;
    trouble.value = undefined;
    wanted.clear();
    if (at) void open(at);
  });
  effect(() => {
    const seen = snapshot.value;
    // Others may call themselves what they like: among those that were looked at they would pass for the real ones.
    if (seen && codeAgrees.value) remember(seen.place, seen.name);
  });
  setInterval(() => {
    if (document.visibilityState === "visible") void beat();
  }, BEAT);
  document.addEventListener("visibilitychange", () => void beat());
}

/** Reads again, after something was sent or a node is back. */
export function refresh(): Promise<void> {
  const at = place.value;
  if (!at) return Promise.resolve();
  if (reading) {
    again = true;
    return reading;
  }
  reading = (connection.value ? read(at, connection.value) : open(at)).finally(() => {
    reading = undefined;
    if (again) {
      again = false;
      void refresh();
    }
  });
  return reading;
}

/** Has a proposal that is not among the newest looked at, too. */
export function want(numbers: Iterable<number>): void {
  const missing = [...numbers].filter((number) => !wanted.has(number) && !snapshot.value?.proposals.has(number));
  if (missing.length === 0) return;
  for (const number of missing) wanted.add(number);
  void refresh();
}

async function open(at: Place): Promise<void> {
  const url = nodeOf(at.chainId);
  if (!url) {
    trouble.value = { kind: "no-node", chainId: at.chainId };
    return;
  }
  const isStill = () => place.value === at && nodeOf(at.chainId) === url;
  try {
    connection.value = undefined;
    const found = await connect(at.chainId, url, (step) => {
      progress.value = step.done < step.of ? step : undefined;
    });
    if (!isStill()) return;
    connection.value = found;
    await read(at, found);
  } catch (error) {
    if (isStill()) fail(at, error);
  }
}

async function read(at: Place, from: Connection): Promise<void> {
  try {
    let seen = await readPartnership(from, at, sinceOf(at), wanted);
    if (seen.since > 0 && !isFromBeginning(seen)) {
      // Whoever serves the page said that it began later than it did: that is no fault of the node's.
      const whole = await readPartnership(from, at, 0, wanted);
      if (isFromBeginning(whole)) {
        seen = whole;
        saidTooLate.add(keyOf(at));
      }
    }
    let found = check(seen);
    if (found.contradictions.length > 0 && !checked.value?.contradictions.length) {
      // Before anybody is called a liar: what was kept may be from another one, and a node may be several that are not at
      // the same block. So all of it is asked for once more.
      await from.history.forget([at.partnership, seen.escrow], seen.since);
      from.settled.clear();
      seen = await readPartnership(from, at, seen.since, wanted);
      found = check(seen);
    }
    if (place.value !== at || connection.value !== from) return;
    readAt.value = Math.floor(Date.now() / 1000);
    checked.value = found;
    snapshot.value = seen;
    trouble.value = undefined;
  } catch (error) {
    if (connection.value === from) fail(at, error);
  } finally {
    progress.value = undefined;
  }
}

async function beat(): Promise<void> {
  const from = connection.value;
  if (reading || !place.value) return;
  if (!from) {
    if (trouble.value?.kind === "down" || trouble.value?.kind === "throttled") await refresh();
    return;
  }
  try {
    const block = await newestBlock(from.rpc);
    if (trouble.value || block.hash !== snapshot.value?.block.hash) await refresh();
  } catch (error) {
    if (connection.value === from) fail(place.value, error);
  }
}

function fail(at: Place, error: unknown): void {
  if (place.value !== at) return;
  if (error instanceof NodeDownError) trouble.value = { kind: "down", host: error.host, why: error.why, status: error.status };
  else if (error instanceof ThrottledError) trouble.value = { kind: "throttled", host: error.host };
  else if (error instanceof WrongChainError) trouble.value = { kind: "wrong-chain", host: error.host, is: error.is, wanted: error.wanted };
  else if (error instanceof NoPartnershipError) trouble.value = { kind: "none-there", place: at };
  else trouble.value = { kind: "failed", why: error instanceof Error ? error.message : String(error) };
}

/** Partnerships whose log begins before the block that this page was told. */
const saidTooLate = new Set<string>();

function keyOf(at: Place): string {
  return `${at.chainId}:${at.partnership}`;
}

function sinceOf(at: Place): number {
  if (site.value?.chainId !== at.chainId || saidTooLate.has(keyOf(at))) return 0;
  return site.value.partnerships.find((one) => one.address === at.partnership)?.since ?? 0;
}

function remember(at: Place, name: string): void {
  const known = settings.value.partnerships.find((one) => one.chainId === at.chainId && one.address === at.partnership);
  if (known?.name === name) return;
  change(({ partnerships }) => {
    const others = partnerships.filter((one) => one.chainId !== at.chainId || one.address !== at.partnership);
    return { partnerships: [{ chainId: at.chainId, address: at.partnership, name }, ...others].slice(0, 50) };
  });
}
