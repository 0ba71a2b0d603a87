import type { Standing } from "../../model/outcome";
import type { Proposal, Snapshot } from "../../model/partnership";
import { safeLine } from "../../format";
import { t } from "../../text";
import type { StateKind } from "../../ui";

/** How the state of a proposal is set: ink where something can be done, colour with a word else. */
export const STATE_KINDS: Readonly<Record<Standing, StateKind>> = {
  waiting: "wait",
  open: "open",
  tied: "wait",
  delay: "wait",
  ready: "good",
  done: "done",
  failed: "bad",
  stopped: "bad",
  withdrawn: "done",
  lapsed: "done",
};

/** What the rule that decides is called: by the partners, else by everybody. */
export function ruleName({ decisionClass }: Proposal, seen: Snapshot): string {
  return safeLine(seen.classNames.get(decisionClass) ?? t.value.classes[decisionClass] ?? String(decisionClass), 32);
}

/** What kind of decision it is, whichever rule makes it. */
export function decisionText({ decisionClass }: Proposal, seen: Snapshot): string {
  const own = t.value.decisions[decisionClass];
  return own !== undefined && !seen.classNames.has(decisionClass) ? own : t.value.decisionOf(safeLine(seen.classNames.get(decisionClass) ?? String(decisionClass), 32));
}
