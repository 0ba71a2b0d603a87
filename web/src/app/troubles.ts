/** What went wrong with a wallet or a call, in words of this place. */

import { t } from "../text";
import { coinOf, refusalText as textOfRefusal, type Trouble, troubleText } from "../wallet";
import type { Refusal } from "../wallet/refusals";
import { called } from "./names";
import { chainName } from "./site";
import { actsAt } from "./store";

export function refusalText(refusal: Refusal): string {
  return textOfRefusal(t.value.wallet, refusal);
}

export function walletTroubleText(trouble: Trouble, isSigning = false): string {
  const at = actsAt.value;
  return troubleText(t.value.wallet, trouble, {
    chain: at ? chainName(at.chainId) : "",
    coin: at ? coinOf(at.chainId).symbol : "",
    chainName,
    name: called,
  }, isSigning);
}
