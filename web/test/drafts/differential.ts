/** Forms filled in by who tests the Python tools: the calls that the page makes of them, as JSON. */

import { getAddress } from "viem";
import { draft, KINDS } from "../../src/model/drafts/kinds";
import type { Values } from "../../src/model/drafts/fields";
import { NATIVE } from "../../src/model/tokens";
import { ETHER, type Address, type Token } from "../../src/types";

interface Given {
  readonly partnership: Address;
  readonly escrow: Address;
  readonly token: Address;
  readonly now: number;
  readonly forms: readonly { readonly kind: string; readonly values: Values }[];
}

export function drafted(text: string): string {
  const given = JSON.parse(text) as Given;
  const usdx: Token = { address: getAddress(given.token), symbol: "USDX", decimals: 6, isEther: false, isListed: true };
  const around = {
    partnership: getAddress(given.partnership),
    escrow: getAddress(given.escrow),
    tokens: new Map<Address, Token>([[ETHER, NATIVE], [usdx.address, usdx]]),
    now: given.now,
    named: () => undefined,
  };
  return JSON.stringify(
    given.forms.map(({ kind, values }) => {
      const made = KINDS[kind];
      if (!made) return `there is no form for ${kind}`;
      const found = draft(made, values, around);
      if (!found.ok) return [...found.problems].map(([field, problem]) => `${field}: ${problem.kind}`).join("; ");
      return found.actions.map(({ target, value, data }) => ({ target, value: value.toString(), data }));
    }),
  );
}

/** The forms that there are. */
export function kinds(): string {
  return JSON.stringify(Object.keys(KINDS));
}
