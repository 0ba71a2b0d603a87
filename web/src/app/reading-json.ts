/** Values that somebody else wrote, taken for nothing but what they are. */

import { getAddress, isAddress } from "viem";
import type { Address } from "../types";

export function namesOf(said: unknown): Record<Address, string> {
  const found: Record<Address, string> = {};
  for (const [address, name] of Object.entries(record(said))) {
    if (isAddressText(address) && typeof name === "string" && name.trim()) found[getAddress(address)] = name.trim();
  }
  return found;
}

export function isAddressText(said: unknown): said is Address {
  return typeof said === "string" && isAddress(said, { strict: false });
}

export function record(said: unknown): Record<string, unknown> {
  return typeof said === "object" && said !== null ? (said as Record<string, unknown>) : {};
}

export function list(said: unknown): unknown[] {
  return Array.isArray(said) ? said : [];
}
