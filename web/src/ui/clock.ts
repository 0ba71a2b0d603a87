/**
 * What time it is for the contracts. They go by the time of blocks; where that is far from the reader's clock, as on a
 * chain for trying things out, deadlines are counted by the chain and not by the wall.
 */
import { signal } from "@preact/signals";

/** What is written changes by the minute: moving on every second would draw every date anew for nothing. */
const STEP = 10;

/** Unix seconds of the chain, for everything that says how far away it is. */
export const now = signal(Math.floor(Date.now() / 1000));

/** Told what time the chain has, as often as one likes. */
export function setNow(seconds: number): void {
  if (Math.abs(seconds - now.peek()) >= STEP) now.value = seconds;
}
