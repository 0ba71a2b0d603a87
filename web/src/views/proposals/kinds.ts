import type { Standing } from "../../model/outcome";
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
