/** Addresses and hashes: shortened only beside a name and a way to copy all of it, never where one is unknown. */
import { getAddress } from "viem/utils";

import type { Address, Hex } from "../types";
import { CUT } from "./digits";

/** `0x14dC…9955`. */
export function shortAddress(address: string): string {
  return `${address.slice(0, 6)}${CUT}${address.slice(-4)}`;
}

/** The last four digits apart, as a screen reader is to say them: `9 9 5 5`. */
export function spelledEnd(hex: string): string {
  return hex.slice(-4).split("").join(" ");
}

/** An identifier as devices show it, in groups of four, the middle left out: `567b 41fd … 2017`. */
export function shortHash(hash: string): string {
  const digits = hash.replace(/^0x/, "");
  return digits.length <= 16 ? spacedHash(hash) : `${digits.slice(0, 4)} ${digits.slice(4, 8)} ${CUT} ${digits.slice(-4)}`;
}

/** All of it in groups of four. */
export function spacedHash(hash: string): string {
  return hash.replace(/^0x/, "").replace(/(.{4})(?=.)/g, "$1 ");
}

export function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Letters in capitals and small by EIP-55. It has to be an address. */
export function checksummed(address: string): Address {
  return getAddress(address.toLowerCase());
}

export type AddressRead =
  | { ok: true; address: Address }
  /** `empty`, something other than 0x and hexadecimal digits, too few or too many, or a slip that the checksum shows. */
  | { ok: false; why: "empty" | "letters" | "length" | "checksum" | "zero"; digits?: number };

/** What somebody typed or pasted as an address. Capitals and small letters that do not fit are a slip, not a taste. */
export function readAddress(text: string): AddressRead {
  const bare = text.trim();
  if (bare === "") return { ok: false, why: "empty" };
  if (!/^0x[0-9a-fA-F]*$/.test(bare)) return { ok: false, why: "letters" };
  if (bare.length !== 42) return { ok: false, why: "length", digits: bare.length - 2 };
  const digits = bare.slice(2);
  if (/^0+$/.test(digits)) return { ok: false, why: "zero" };
  const address = checksummed(bare);
  const isOneCase = digits === digits.toLowerCase() || digits === digits.toUpperCase();
  return isOneCase || address === bare ? { ok: true, address } : { ok: false, why: "checksum" };
}

/** Up to two letters that stand for a name: `NS` for Northwind Shipping GmbH. Takes text that is safe already. */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.slice(0, 2).map((word) => Array.from(word)[0]?.toUpperCase() ?? "").join("");
}

export function isHex(text: string): text is Hex {
  return /^0x[0-9a-fA-F]*$/.test(text);
}
