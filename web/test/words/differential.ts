/** Says what tests/unit/build/page/test_words.py gives it, to be compared with what Python says. Not a test by itself. */

import { escrowAbi, partnershipAbi } from "../../src/generated/abi";
import * as generated from "../../src/generated/words";
import type { Address, Hex } from "../../src/types";
import { describe } from "../../src/words/actions";
import { referenceWords, wordText } from "../../src/words/chain_text";
import { decodeNamed } from "../../src/words/decoding";
import { describeEvent } from "../../src/words/events";
import { plain, type Teller, type Words } from "../../src/words/parts";
import * as runtime from "../../src/words/runtime";
import { speaker, type Surroundings } from "../../src/words/speaker";

interface Input {
  readonly partnership: Address;
  readonly escrow: Address;
  readonly names: Readonly<Record<string, string>>;
  readonly tokens: Readonly<Record<string, { readonly symbol: string; readonly decimals: number }>>;
  readonly classes: Readonly<Record<string, string>>;
  readonly others: Readonly<Record<string, { readonly name: string; readonly contract: "partnership" | "escrow" }>>;
  readonly cases: readonly Case[];
}

type Case =
  | { readonly kind: "action"; readonly target: Address; readonly value: string; readonly data: Hex }
  | { readonly kind: "event"; readonly name: string; readonly address: Address; readonly data: Hex }
  | { readonly kind: "function"; readonly name: string; readonly arguments: readonly unknown[] };

/** The sentences of all cases, as JSON. */
export function answers(text: string): string {
  const input = JSON.parse(text) as Input;
  const around: Surroundings = {
    partnership: input.partnership,
    escrow: input.escrow,
    classNames: new Map(Object.entries(input.classes).map(([number, name]) => [Number(number), name])),
    other: (address) => input.others[address],
  };
  const teller = tellerOf(input);
  return JSON.stringify(input.cases.map((asked) => plain(words(asked, around), teller)));
}

function tellerOf(input: Input): Teller {
  const token = (address: Address) =>
    input.tokens[address] ?? { symbol: `${address.slice(0, 6)}..${address.slice(-4)}`, decimals: 0 };
  return {
    name(address) {
      if (address === input.partnership) return "the partnership";
      if (address === input.escrow) return "the revenue escrow";
      const name = input.names[address];
      return name ? `${name} (${address.slice(0, 6)}..${address.slice(-4)})` : address;
    },
    amount: (address, amount) => `${runtime.exactAmount(amount, token(address).decimals)} ${token(address).symbol}`,
    symbol: (address) => token(address).symbol,
    moment: runtime.formatTimestamp,
  };
}

function words(asked: Case, around: Surroundings): Words {
  switch (asked.kind) {
    case "action":
      return describe({ target: asked.target, value: BigInt(asked.value), data: asked.data }, around);
    case "event": {
      const abi = asked.address === around.escrow ? escrowAbi : partnershipAbi;
      const entry = abi.find((each) => each.type === "event" && each.name === asked.name);
      const args = entry?.type === "event" ? decodeNamed(entry.inputs, asked.data) : undefined;
      if (!args) throw new Error(`${asked.name} cannot be decoded`);
      return describeEvent({ name: asked.name, args, address: asked.address }, around);
    }
    case "function": {
      const called = functions[asked.name];
      if (typeof called !== "function") throw new Error(`there is no function ${asked.name}`);
      return (called as (...given: unknown[]) => Words)(...asked.arguments.map((each) => value(each, around)));
    }
  }
}

const functions: Readonly<Record<string, unknown>> = { ...generated, ...runtime, referenceWords, wordText };

/** Numbers come as `{"n": "1"}`, who speaks as `{"speaker": true}`. */
function value(given: unknown, around: Surroundings): unknown {
  if (Array.isArray(given)) return given.map((each) => value(each, around));
  if (typeof given !== "object" || given === null) return given;
  if ("n" in given) return BigInt(String(given.n));
  if ("speaker" in given) return speaker(around);
  return Object.fromEntries(Object.entries(given).map(([name, each]) => [name, value(each, around)]));
}
