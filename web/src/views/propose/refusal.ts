import { refusalText } from "../../app/troubles";
import type { Refusal } from "../../model/simulation";
import { t } from "../../text";

/** Why an action would fail, in words. */
export function refusalWords(refusal: Refusal): string {
  if (refusal.kind === "noEther") return t.value.propose.noEther;
  if (refusal.kind === "noCode") return t.value.propose.noCode;
  return refusalText(refusal);
}
