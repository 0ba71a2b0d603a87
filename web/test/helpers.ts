import type { Token } from "../src/types";

/** A token that nothing is wrong with. */
export function token(symbol: string, decimals: number): Token {
  return { address: "0x00000000000000000000000000000000000000AA", symbol, decimals, isEther: false, isListed: true };
}
