/** Why nothing may be signed here now, whatever it is: asked by everything that leads to a signature. */

import { computed } from "@preact/signals";
import { checks } from "./store";
import { isReadOnly, shownBy } from "./wallet";

/** `asking`: somebody shows this page inside theirs, and whether that is a Safe is not known yet. */
export type Bar = "contradicted" | "stranger" | "asking" | "readOnly";

export const barred = computed<Bar | undefined>(() => {
  if ((checks.value?.contradictions.length ?? 0) > 0) return "contradicted";
  if (shownBy.value === "stranger" || shownBy.value === "asking") return shownBy.value;
  return isReadOnly.value ? "readOnly" : undefined;
});
