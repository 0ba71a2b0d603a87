/** What an event says: its name and its arguments. */

import type { Abi, AbiEvent, AbiParameter } from "viem";
import { erc20Abi, escrowAbi, partnershipAbi } from "../generated/abi";
import { MOMENTS } from "../generated/events";
import type { Rule } from "../generated/views";
import { describeRule } from "../generated/words";
import type { Address, Hex } from "../types";
import { wordText } from "./chain_text";
import type { Value } from "./decoding";
import { joined, moment, parts, said, type Part, type Words } from "./parts";
import { roleWords, type Speaker } from "./runtime";
import { speaker, type Surroundings } from "./speaker";
import { valueWords } from "./values";

export interface Happened {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly address: Address;
}

const moments = new Set(MOMENTS);

export function describeEvent(event: Happened, around: Surroundings): Part[] {
  const say = speaker(around);
  const inputs = inputsOf(event, around);
  const told = inputs.map((each) => [(each.name ?? "").replaceAll("_", " "), " ", argument(say, event, each)]);
  return parts([eventTitle(event.name), told.length > 0 ? [": ", joined(", ", told)] : ""]);
}

/** `Role changed` of `RoleChanged`. */
export function eventTitle(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1).toLowerCase();
}

function inputsOf(event: Happened, around: Surroundings): readonly AbiParameter[] {
  const first = event.address === around.escrow ? escrowAbi : partnershipAbi;
  const found = [first, partnershipAbi, escrowAbi, erc20Abi].map((abi) => entryOf(abi, event.name)).find((each) => each);
  return found?.inputs ?? Object.keys(event.args).map((name) => ({ name, type: "string" }));
}

function entryOf(abi: Abi, name: string): AbiEvent | undefined {
  return abi.find((each): each is AbiEvent => each.type === "event" && each.name === name);
}

function argument(say: Speaker, event: Happened, parameter: AbiParameter): Words {
  const key = parameter.name ?? "";
  const value = event.args[key];
  // What has few bits is a number to who decodes with viem.
  if (typeof value === "bigint" || typeof value === "number") return number(say, event, key, BigInt(value));
  if (event.name === "ClassNamed" && key === "name") return said(wordText(value as Hex));
  if (event.name === "RuleSet" && key === "rule") return describeRule(value as Rule);
  return valueWords(say, parameter, value as Value | undefined);
}

function number(say: Speaker, event: Happened, key: string, value: bigint): Words {
  if (key === "role" || (event.name === "RoleChanged" && (key === "previous" || key === "current"))) return roleWords(value);
  if (moments.has(key)) return value ? moment(value) : "never";
  if (key === "decision_class") return say.className(value);
  if (key === "amount") return say.amount((event.args["token"] as Address | undefined) ?? event.address, value);
  return String(value);
}
