/** What the generated sentences are made with. Numbers are bigint, bytes hex, as they come from a call or an event. */

import { concat, getAddress, hexToBytes, keccak256, numberToHex, slice } from "viem";
import { ROLE, ROLE_WORDS, SUPPORT_WORDS } from "../generated/enums";
import type { LinkTerms } from "../generated/views";
import type { Address, Hex } from "../types";
import type { Words } from "./parts";

/** Who says an action in words knows names, tokens, decision classes and the partnership's own functions. */
export interface Speaker {
  name(address: Address): Words;
  amount(token: Address, amount: bigint): Words;
  symbol(token: Address): Words;
  className(decisionClass: bigint): Words;
  /** Calls of a function of a contract, by its four bytes; zeros are plain payments. */
  calls(target: Address, chosen: Hex): Words;
  /** The name of a function of the partnership or its escrow, by its four bytes; empty if it is none. */
  ownFunction(target: Address, chosen: Hex): string;
}

export type Given = Readonly<Record<string, unknown>>;
/** Says a call of a function in one sentence, from its arguments by their names in the ABI. */
export type Sentence = (say: Speaker, given: Given) => Words;

/** A sentence about arguments of which the decoder knows the names and not the types. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- tells the function what it is given
export function sentence<T extends object>(say: (speaker: Speaker, given: T) => Words): Sentence {
  return (speaker, given) => say(speaker, given as T);
}

/** `1,234,567`. */
export function grouped(number: bigint): string {
  return number.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A sum with all its digits and without a symbol: `1,234.5`. */
export function exactAmount(amount: bigint, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const digits = (amount % scale).toString().padStart(decimals, "0").replace(/0+$/, "");
  return grouped(amount / scale) + (amount % scale ? `.${digits}` : "");
}

/** Basis points as a percentage: 6667 is `66.67%`. */
export function formatBps(bps: bigint): string {
  const rest = (bps % 100n).toString().padStart(2, "0").replace(/0+$/, "");
  return `${bps / 100n}${rest && `.${rest}`}%`;
}

/** A part of a whole as a percentage with two digits, rounded down. */
export function formatPart(part: bigint, whole: bigint): string {
  return formatBps((part * 10_000n) / whole);
}

const UNITS: readonly (readonly [bigint, string])[] = [
  [86_400n, "day"],
  [3_600n, "hour"],
  [60n, "minute"],
  [1n, "second"],
];

/** A span in words, exact to the second: `1 day 12 hours`. */
export function formatDuration(seconds: bigint): string {
  let rest = seconds;
  const told: string[] = [];
  for (const [size, word] of UNITS) {
    const count = rest / size;
    rest %= size;
    if (count) told.push(`${count} ${word}${count === 1n ? "" : "s"}`);
  }
  return told.join(" ") || "0 seconds";
}

const LAST_SECOND = 253_402_300_799n; // of the year 9999
const LAST_DAY = 2_932_896n;

/** A moment in UTC: `2026-12-31 18:00:00 UTC`. */
export function formatTimestamp(at: bigint): string {
  if (at > LAST_SECOND) return `second ${at} of unix time`;
  return `${new Date(Number(at) * 1_000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** A day since 1970 (UTC) as a date. */
export function formatDay(day: bigint): string {
  if (day > LAST_DAY) return `day ${day} since 1970`;
  return new Date(Number(day) * 86_400_000).toISOString().slice(0, 10);
}

/** `proposer, treasurer`, or `none`. */
export function roleWords(role: bigint): string {
  return roleNames(role).join(", ") || "none";
}

/** The single duties of a role. */
export function roleNames(role: bigint): string[] {
  return Object.values(ROLE)
    .filter((flag) => role & BigInt(flag))
    .map((flag) => ROLE_WORDS[flag] ?? "");
}

export function supportWords(support: bigint): string {
  return SUPPORT_WORDS[Number(support)] ?? String(support);
}

/** By which a link is named: the first three bytes of the hash of its terms. */
export function linkTag(terms: LinkTerms): bigint {
  return BigInt(slice(linkHash(terms), 0, 3));
}

/** keccak-256 of the encoded terms, by which a link is offered. */
export function linkHash(terms: LinkTerms): Hex {
  const { sponsor, share_bps, to_escrow, ends, notice_days, price, price_token, number } = terms;
  const words = [BigInt(sponsor), share_bps, to_escrow ? 1n : 0n, ends, notice_days, price, BigInt(price_token), number];
  return keccak256(concat(words.map((word) => numberToHex(word, { size: 32 }))));
}

/** A number as 0x and so many hexadecimal digits, or more where it has more. */
export function hexDigits(number: bigint, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}

/** Whether any of the bytes is not zero. */
export function anyByte(bytes: Hex): boolean {
  return hexToBytes(bytes).some((byte) => byte !== 0);
}

export function sliceBytes(bytes: Hex, from: number, to?: number): Hex {
  return `0x${bytes.slice(2 + 2 * from, to === undefined ? undefined : 2 + 2 * to)}`;
}

export function addressOf(bytes: Hex): Address {
  return getAddress(bytes);
}
