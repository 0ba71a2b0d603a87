/** What waits for the connected account, for the overview and the number on its tab. */

import { computed } from "@preact/signals";
import { askedOf } from "../model/asked";
import { todos, type Todo } from "../model/todo";
import { chainNow, snapshot } from "./store";
import { personal } from "./wallet";

/** By the minute: deadlines are told to the minute, and nothing is drawn anew every second. */
const minute = computed(() => Math.floor(chainNow.value / 60) * 60);

export const waiting = computed<readonly Todo[]>(() => {
  const seen = snapshot.value;
  const mine = personal.value;
  if (!seen || !mine) return [];
  const now = Math.max(minute.value, seen.block.time);
  return todos(seen, mine, now, askedOf(seen, mine.account, now));
});
