/** The draft of a partnership to be, kept in this browser until it is founded or thrown away. */

import { computed, effect, signal } from "@preact/signals";
import { hrefOf, route } from "../../app/router";
import { record } from "../../app/reading-json";
import { settings } from "../../app/settings";
import { site } from "../../app/site";
import { connect, nodeOf } from "../../app/connection";
import { connection, place } from "../../app/store";
import { newestBlock } from "../../model/reading";
import { type Draft, draftFrom, draftText, newDraft, onChain, type Step, STEPS } from "../../model/founding/draft";
import { type Finding, findings, showPath, stepOf } from "../../model/founding/findings";
import type { Block, Hex } from "../../types";

const KEY = "polypact.draft";
const COUNTED = "polypact.draft.counted";

export const draft = signal<Draft>(kept() ?? newDraft());
/** Salt of the address that it will have: zeros, as the commands take. */
export const salt = signal<Hex>(`0x${"00".repeat(32)}`);
/** Steps that were looked at and left: what is missing there is said. */
export const left = signal<ReadonlySet<Step>>(new Set());
/** The newest block when it was last looked at; spans are counted from its time. */
export const block = signal<Block | undefined>(undefined);
export const trouble = signal<string | undefined>(undefined);

export const step = computed<Step>(() => {
  const said = route.value.path[1] ?? "";
  return (STEPS as readonly string[]).includes(said) ? (said as Step) : "who";
});

export const now = computed(() => BigInt(block.value?.time ?? Math.floor(Date.now() / 1_000)));
export const found = computed<readonly Finding[]>(() => findings(draft.value, now.value));

export function change(some: Partial<Draft>): void {
  draft.value = { ...draft.value, ...some };
}

/** When spans of this very draft began to be counted: once, or its address would change under the eye and over a reload. */
export interface Counted {
  readonly of: string;
  readonly from: number;
}

export const counted = signal<Counted | undefined>(keptCount());

export function countFrom(time: number | undefined): void {
  counted.value = time === undefined ? undefined : { of: draftText(draft.peek()), from: time };
  keepText(COUNTED, counted.value ? JSON.stringify(counted.value) : "");
}

function keptCount(): Counted | undefined {
  try {
    const said = record(JSON.parse(localStorage.getItem(COUNTED) ?? "{}"));
    return typeof said.of === "string" && typeof said.from === "number" ? { of: said.of, from: said.from } : undefined;
  } catch {
    return undefined;
  }
}

/** A private window keeps nothing; what is written holds until it is closed. */
function keepText(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // nothing is kept
  }
}

export function throwAway(): void {
  const chain = chainId.peek();
  draft.value = { ...newDraft(), ecosystem: served(), ...(chain === undefined ? {} : { chainId: chain }) };
  left.value = new Set();
}

export function hrefOfStep(to: Step): string {
  return hrefOf(undefined, "found", to);
}

/** What is wrong with a field, once somebody has written something there or has left its step. */
export function errorAt(path: readonly (string | number)[], isWritten: boolean): string | undefined {
  const key = showPath(path);
  const finding = found.value.find((each) => showPath(each.path) === key);
  if (!finding) return undefined;
  return isWritten || left.value.has(stepOf(finding)) || step.value === "check" ? finding.message : undefined;
}

/** The chain that it is founded on: the server's, or the only one that a node was chosen for. */
export const chainId = computed<number | undefined>(() => site.value?.chainId ?? Object.keys(settings.value.nodes).map(Number).find(Number.isSafeInteger));

/** Whether the draft was written for another chain, where its addresses are other contracts. */
export const isElsewhere = computed(() => draft.value.chainId !== undefined && chainId.value !== undefined && draft.value.chainId !== chainId.value);

export function takeHere(): void {
  if (chainId.peek() !== undefined) draft.value = onChain(draft.peek(), chainId.peek() as number, served());
}

/** Asks the node of that chain; a partnership that is opened meanwhile is asked by its own connection. */
export async function reach(): Promise<void> {
  const chain = chainId.value;
  if (place.peek() || chain === undefined) return;
  if (draft.peek().chainId === undefined) change({ chainId: chain });
  if (draft.peek().ecosystem === "" && served() !== "" && !isElsewhere.peek()) change({ ecosystem: served() });
  const url = nodeOf(chain);
  if (!url) return;
  const isStill = () => !place.peek() && chainId.peek() === chain && nodeOf(chain) === url;
  try {
    let from = connection.peek();
    if (from?.chainId !== chain || from.rpc.url !== url) {
      from = await connect(chain, url, () => undefined);
      if (!isStill()) return;
      connection.value = from;
    }
    const newest = await newestBlock(from.rpc);
    if (!isStill()) return;
    block.value = newest;
    trouble.value = undefined;
  } catch (error) {
    if (isStill()) trouble.value = error instanceof Error ? error.message : String(error);
  }
}

function served(): string {
  return site.peek()?.ecosystem?.address ?? "";
}

function kept(): Draft | undefined {
  try {
    return draftFrom(localStorage.getItem(KEY));
  } catch {
    return undefined;
  }
}

effect(() => keepText(KEY, draftText(draft.value)));
