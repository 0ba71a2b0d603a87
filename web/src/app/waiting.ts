/** What waits for the connected account, for the overview and the number on its tab. */

import { computed, effect, signal } from "@preact/signals";
import { todos, type Todo } from "../model/todo";
import { chainNow, snapshot } from "./store";
import { account, personal } from "./wallet";

/** By the minute: deadlines are told to the minute, and nothing is drawn anew every second. */
const minute = computed(() => Math.floor(chainNow.value / 60) * 60);

/** Proposals that wait for a yes or no of the account. What finds them is fetched after the first view has been drawn. */
const asked = signal<ReadonlyMap<number, number>>(new Map());

effect(() => {
  const seen = snapshot.value;
  const who = account.value;
  if (!seen || !who) {
    asked.value = new Map();
    return;
  }
  void import("../model/asked").then(({ askedOf }) => {
    if (snapshot.peek() === seen && account.peek() === who) asked.value = askedOf(seen, who);
  });
});

export const waiting = computed<readonly Todo[]>(() => {
  const seen = snapshot.value;
  const mine = personal.value;
  return seen && mine ? todos(seen, mine, Math.max(minute.value, seen.block.time), asked.value) : [];
});
