/** Tokens by what they say of themselves, which need not be true or readable. */

import type { Batch } from "../chain/batch";
import { askToken } from "../chain/contracts";
import { ETHER, type Address, type Token } from "../types";

export const NATIVE: Token = { address: ETHER, symbol: "ETH", decimals: 18, isEther: true, isListed: false };

/** A token may call itself what it likes, but not ether. */
const RESERVED = new Set(["wei", "gwei", "ether", "eth"]);

/** Letters, digits and signs that look like nothing else; what is written otherwise is named by its address. */
const READABLE = /^[A-Za-z0-9][A-Za-z0-9 .+_$-]{0,19}$/;

/** Asks a token for its name and scale; the function given back has it once the batch has run. */
export function askTokenFacts(batch: Batch, address: Address, isListed: boolean): Promise<Token> {
  if (address === ETHER) return Promise.resolve(NATIVE);
  const symbol = askToken<string>(batch, address, "symbol");
  const decimals = askToken<number | bigint>(batch, address, "decimals");
  return Promise.all([symbol, decimals]).then(([said, places]) => tokenOf(address, said, places, isListed));
}

export function tokenOf(address: Address, symbol: unknown, decimals: unknown, isListed: boolean): Token {
  const text = typeof symbol === "string" ? symbol : "";
  const isReadable = READABLE.test(text) && !RESERVED.has(text.toLowerCase());
  const places = typeof decimals === "bigint" || typeof decimals === "number" ? Number(decimals) : -1;
  const knows = Number.isInteger(places) && places >= 0 && places <= 77;
  return {
    address,
    symbol: isReadable ? text : `${address.slice(0, 6)}…${address.slice(-4)}`,
    decimals: knows ? places : 0,
    isEther: false,
    isListed,
    ...(knows ? {} : { trouble: "it does not tell its decimals" }),
  };
}
