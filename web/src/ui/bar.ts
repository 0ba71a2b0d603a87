/** What a bar of votes says to who cannot see it, and where its mark stands. */

import { bpsText, drawn, wholeText } from "../format";
import type { Texts } from "../text";

export interface Cast {
  readonly for: bigint;
  readonly against: bigint;
  readonly abstain?: bigint | undefined;
  /** All that there is; what is neither for nor against nor abstains is not cast. */
  readonly all: bigint;
}

/** So many take part; so many against stop it; such a share, in hundredths of a percent, is for. */
export type Goal = { readonly needed: bigint } | { readonly stops: bigint } | { readonly share: bigint };

export function barLabel(cast: Cast, goal: Goal | undefined, words: Texts["tally"]): string {
  const { for: yes, against, abstain = 0n, all } = cast;
  if (all === 0n) return goal && "share" in goal ? words.barNobody(goalText(goal)) : words.barNothing;
  const open = all - yes - against - abstain;
  const parts = [words.for(wholeText(yes)), words.against(wholeText(against)), abstain > 0n && words.abstain(wholeText(abstain)), open > 0n && words.open(wholeText(open))];
  const text = parts.filter((part) => part !== false).join(", ");
  if (goal === undefined) return words.barBare(wholeText(all), text);
  return ("stops" in goal ? words.barStops : words.bar)(wholeText(all), text, goalText(goal));
}

export function goalText(goal: Goal): string {
  if ("share" in goal) return bpsText(goal.share);
  return wholeText("stops" in goal ? goal.stops : goal.needed);
}

/** Where the mark stands, from the left, from 0 to 1. What is against comes from the right. */
export function markAt(goal: Goal, all: bigint): number {
  if ("share" in goal) return drawn(goal.share, 10_000n);
  return "stops" in goal ? 1 - drawn(goal.stops, all) : drawn(goal.needed, all);
}
