/**
 * What time it is for the contracts. They go by the time of blocks; where that is far from the reader's clock, as on a
 * chain for trying things out, deadlines are counted by the chain and not by the wall.
 */
import { computed, signal } from "@preact/signals";

/** A node that is a little late, or a reader's clock that is a little off, changes nothing. */
const TOLERATED = 600;
/** What is written changes by the minute: moving on every second would draw every date anew for nothing. */
const BEAT = 15_000;

const wall = signal(Math.floor(Date.now() / 1000));
const offset = signal(0);

/** Unix seconds, for everything that says how far away it is. */
export const now = computed(() => wall.value + offset.value);

/** Told with each new block: its time. */
export function followChain(blockTime: number): void {
  const here = Math.floor(Date.now() / 1000);
  wall.value = here;
  offset.value = Math.abs(blockTime - here) <= TOLERATED ? 0 : blockTime - here;
}

/** Lets time go on while somebody looks; returns what stops it. */
export function startClock(): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) wall.value = Math.floor(Date.now() / 1000);
  }, BEAT);
  return () => clearInterval(timer);
}
