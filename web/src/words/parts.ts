/** Sentences in parts, so that names, sums and moments can be shown as what they are, and read as plain text. */

import type { Address, Hex } from "../types";

export type Part =
  | string
  | AddressPart
  /** In the token's smallest unit. */
  | { readonly kind: "sum"; readonly token: Address; readonly amount: bigint }
  /** What a token calls itself. */
  | { readonly kind: "token"; readonly token: Address }
  /** Unix seconds. */
  | { readonly kind: "moment"; readonly at: bigint }
  /** What a partner or a stranger wrote. */
  | { readonly kind: "said"; readonly text: string }
  | { readonly kind: "data"; readonly data: Hex };

export interface AddressPart {
  readonly kind: "address";
  readonly address: Address;
  /** Whether the address itself is meant, whatever its name is. */
  readonly isExact: boolean;
}

/** What sentences are put together from. */
export type Words = Part | readonly Words[];

/** Who says parts as text. */
export interface Teller {
  name(address: Address): string;
  amount(token: Address, amount: bigint): string;
  symbol(token: Address): string;
  moment(at: bigint): string;
}

export function said(text: string): Part {
  return { kind: "said", text };
}

/** The address itself. */
export function exactly(address: Address): Part {
  return { kind: "address", address, isExact: true };
}

export function moment(at: bigint): Part {
  return { kind: "moment", at };
}

/** Whether there are any words: what nobody wrote anything for is nothing. */
export function isSaid(words: Words): boolean {
  if (typeof words === "string") return words !== "";
  if (isList(words)) return words.some(isSaid);
  return words.kind !== "said" || words.text !== "";
}

/** Words with something between every two of them. */
export function joined(between: string, all: readonly Words[]): Words {
  return all.flatMap((words, at) => (at === 0 ? [words] : [between, words]));
}

/** The parts in order; neighbouring texts are one. */
export function parts(words: Words): Part[] {
  const found: Part[] = [];
  collect(words, found);
  return found;
}

function collect(words: Words, found: Part[]): void {
  if (isList(words)) {
    for (const each of words) collect(each, found);
    return;
  }
  if (words === "") return;
  const last = found.at(-1);
  if (typeof words === "string" && typeof last === "string") found[found.length - 1] = last + words;
  else found.push(words);
}

/** The same as text. */
export function plain(words: Words, teller: Teller): string {
  return parts(words)
    .map((part) => plainPart(part, teller))
    .join("");
}

function plainPart(part: Part, teller: Teller): string {
  if (typeof part === "string") return part;
  switch (part.kind) {
    case "address":
      return part.isExact ? part.address : teller.name(part.address);
    case "sum":
      return teller.amount(part.token, part.amount);
    case "token":
      return teller.symbol(part.token);
    case "moment":
      return teller.moment(part.at);
    case "said":
      return part.text;
    case "data":
      return part.data;
  }
}

function isList(words: Words): words is readonly Words[] {
  return Array.isArray(words);
}
