/** Who says the actions of one partnership, and what is known around it. */

import { erc20Abi, erc20Selectors, escrowAbi, escrowSelectors, partnershipAbi, partnershipSelectors } from "../generated/abi";
import { CLASS_NAMES } from "../generated/enums";
import type { Address } from "../types";
import { functionsOf, type Functions } from "./decoding";
import { said, type Words } from "./parts";
import { anyByte, type Speaker } from "./runtime";

export interface Surroundings {
  readonly partnership: Address;
  readonly escrow: Address;
  /** The names that decision classes were given. */
  readonly classNames: ReadonlyMap<number, string>;
  /** Which other partnership an address is, or the escrow of one, and what it is called. */
  other?(address: Address): { readonly name: Words; readonly contract: "partnership" | "escrow" } | undefined;
}

export const PARTNERSHIP: Functions = functionsOf(partnershipAbi, partnershipSelectors);
export const ESCROW: Functions = functionsOf(escrowAbi, escrowSelectors);
export const TOKEN: Functions = functionsOf(erc20Abi, erc20Selectors);

export function speaker(around: Surroundings): Speaker {
  const name = (address: Address): Words => ({ kind: "address", address, isExact: false });
  return {
    name,
    amount: (token, amount) => ({ kind: "sum", token, amount }),
    symbol: (token) => ({ kind: "token", token }),
    className: (decisionClass) => className(decisionClass, around.classNames),
    calls(target, chosen) {
      const known = ESCROW.get(chosen) ?? PARTNERSHIP.get(chosen);
      if (known) return [`calls of ${known.name} to `, name(target)];
      return [anyByte(chosen) ? `calls of ${chosen} to ` : "plain payments to ", name(target)];
    },
    ownFunction: (target, chosen) => ownFunctions(target, around)?.get(chosen)?.name ?? "",
  };
}

/** The functions of the partnership or its escrow; undefined for any other address. */
export function ownFunctions(target: Address, around: Surroundings): Functions | undefined {
  if (target === around.partnership) return PARTNERSHIP;
  return target === around.escrow ? ESCROW : undefined;
}

/** The name of a decision class, or its number. */
export function className(decisionClass: bigint, names: ReadonlyMap<number, string>): Words {
  const given = decisionClass < 2n ** 53n ? names.get(Number(decisionClass)) : undefined;
  return given ? said(given) : (CLASS_NAMES[Number(decisionClass)] ?? String(decisionClass));
}
