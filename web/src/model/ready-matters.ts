/** What agreements usually reserve, as the calls that do it. */

import { DECIDED } from "../generated/calls";
import { NO_CALL, READY_MATTERS } from "../generated/enums";
import type { Address, Hex } from "../types";

export interface ReadyCall {
  readonly target: Address;
  readonly selector: Hex;
}

/**
 * The calls that a name of `READY_MATTERS` stands for.
 *
 * @param own Where the partnership and its escrow are, or what stands for them.
 */
export function readyCalls(what: string, own: { readonly partnership: Address; readonly escrow: Address }): ReadyCall[] {
  return (READY_MATTERS[what] ?? []).map((name) => ({
    target: DECIDED[name]?.contract === "escrow" ? own.escrow : own.partnership,
    selector: DECIDED[name]?.selector ?? NO_CALL,
  }));
}
