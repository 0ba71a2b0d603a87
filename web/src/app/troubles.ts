/** What went wrong with a wallet or a call, in words. */

import { REASONS } from "../generated/reasons";
import { safeLine, shortAddress } from "../format";
import { t } from "../text";
import type { Refusal } from "../wallet/refusals";
import type { Trouble } from "../wallet/troubles";
import { chainName } from "./site";

export function refusalText(refusal: Refusal): string {
  const words = t.value.wallet;
  switch (refusal.kind) {
    case "reason":
      return REASONS[refusal.reason] ?? words.strangeReason(safeLine(refusal.reason, 300));
    case "panic":
      return words.panic(String(refusal.code));
    case "data":
      return words.strangeReason(refusal.data.slice(0, 74));
    case "silent":
      return words.silentRefusal;
  }
}

export function walletTroubleText(trouble: Trouble): string {
  const words = t.value.wallet.troubles;
  switch (trouble.kind) {
    case "reverts":
      return refusalText(trouble.refusal);
    case "otherAccount":
      return trouble.account ? words.otherAccount(shortAddress(trouble.account)) : words.noAccount;
    case "otherChain":
      return trouble.chain === undefined ? words.chainUnknown : words.otherChain(chainName(trouble.chain));
    case "other":
      return words.other(safeLine(trouble.said, 200));
    default:
      return words[trouble.kind];
  }
}
