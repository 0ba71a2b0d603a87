/** What waits for the connected account, for the overview and the number on its tab. */

import { computed, effect, signal } from "@preact/signals";
import { todos, type Todo } from "../model/todo";
import { chainNow, snapshot } from "./store";
import { account, personal } from "./wallet";

/** By the minute: deadlines are told to the minute, and nothing is drawn anew every second. */
const minute = computed(() => Math.floor(chainNow.value / 60) * 60);

/** Proposals that wait for a yes or no of the account. What finds them is fetched after the first view has been drawn. */
const asked = signal<ReadonlyMap<number, number>>(new Map());
/** Until when proposals wait for somebody's silence, whoever looks; fetched as late. */
export const silent = signal<ReadonlyMap<number, number>>(new Map());

effect(() => {
  const seen = snapshot.value;
  const who = account.value;
  if (!seen || !who) asked.value = new Map();
  if (!seen?.matters.length) silent.value = new Map();
  if (!seen || (!who && seen.matters.length === 0)) return;
  void import("../model/asked").then(({ askedOf, silentOf }) => {
    if (snapshot.peek() !== seen || account.peek() !== who) return;
    if (who) asked.value = askedOf(seen, who);
    silent.value = silentOf(seen);
  });
});

export const waiting = computed<readonly Todo[]>(() => {
  const seen = snapshot.value;
  const mine = personal.value;
  return seen && mine ? todos(seen, mine, Math.max(minute.value, seen.block.time), asked.value, silent.value) : [];
});
