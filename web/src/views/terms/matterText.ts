import { called } from "../../app/names";
import { safeLine } from "../../format";
import { escrowSelectors, partnershipSelectors } from "../../generated/abi";
import { ANY_CALL, NO_CALL, READY_MATTERS } from "../../generated/enums";
import type { Matter } from "../../generated/views";
import { t } from "../../text";
import { ETHER, type Address, type Token } from "../../types";

/** What a reserved matter is, as agreements call it. */
export function matterText(matter: Matter, around: { readonly partnership: Address; readonly escrow: Address; readonly tokens: ReadonlyMap<Address, Token> }): string {
  const words = t.value.matters;
  const to = matter.has_argument ? words.to(called(`0x${matter.argument.slice(26)}`)) : "";
  if (matter.target === ETHER) return words.ether + to;
  const isOwn = matter.target === around.partnership || matter.target === around.escrow;
  if (isOwn) {
    const signature = partnershipSelectors[matter.selector] ?? escrowSelectors[matter.selector];
    const name = signature?.split("(")[0] ?? matter.selector;
    const usual = Object.entries(READY_MATTERS).find(([, functions]) => functions.length === 1 && functions[0] === name)?.[0];
    if (matter.selector === ANY_CALL) return words.everything(called(matter.target));
    return (words.functions[name] ?? (usual === undefined ? words.call(name) : (words.ready[usual] ?? usual))) + to;
  }
  const token = around.tokens.get(matter.target);
  if (token) return words.token(safeLine(token.symbol, 24)) + to;
  return matter.selector === ANY_CALL || matter.selector === NO_CALL ? words.everything(called(matter.target)) : words.callAt(matter.selector, called(matter.target));
}
