/** What may be done under a mandate, and whether an account holds it. */

import { DECIDED } from "../generated/calls";
import { NO_CALL, TRANSFER } from "../generated/enums";
import { ETHER, type Action, type Address } from "../types";
import { KINDS } from "./drafts/kinds";
import { type Mandate, partnerOf, type Snapshot } from "./partnership";

/** The form for what a mandate is for: payments, or one of the partnership's own functions; none if it has no form. */
export function kindOf(mandate: Mandate["mandate"]): string | undefined {
  if (mandate.target === ETHER || mandate.selector === TRANSFER) return "pay";
  const found = Object.entries(DECIDED).find(([, call]) => call.selector === mandate.selector);
  return found && Object.hasOwn(KINDS, found[0]) ? found[0] : undefined;
}

/** Whether an account may use it: it is named, by its seat if it has one, or has one of its roles. */
export function holds(snapshot: Snapshot, { mandate }: Mandate, account: Address | undefined): boolean {
  if (!account) return false;
  if (mandate.holder === account) return true;
  const partner = partnerOf(snapshot, account);
  if (!partner) return false;
  const named = snapshot.roster.find((one) => one.account === mandate.holder);
  return mandate.holder === ETHER ? (BigInt(partner.role) & mandate.role) !== 0n : named !== undefined && named.holder === account;
}

/** Why an action is none that the mandate is for; the chain says the same, and tries it. */
export function isFor({ mandate }: Mandate, action: Action): boolean {
  if (mandate.target === ETHER && mandate.selector === NO_CALL) return action.data === "0x";
  return action.target === mandate.target && action.data.slice(0, 10) === mandate.selector;
}
