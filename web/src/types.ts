/** Words that the whole page shares. Times are unix seconds as number, sums bigint in the token's smallest unit. */

export type Hex = `0x${string}`;
/** With EIP-55 checksum, as viem's getAddress gives it. */
export type Address = Hex;

/** Stands for ether wherever a token is asked for. */
export const ETHER: Address = "0x0000000000000000000000000000000000000000";

export interface Token {
  readonly address: Address;
  readonly symbol: string;
  readonly decimals: number;
  readonly isEther: boolean;
  /** On the partnership's list, so that who leaves takes its part along unnamed. */
  readonly isListed: boolean;
  /** Why it tells nothing of itself or of balances; its sums are then shown in its smallest unit. */
  readonly trouble?: string;
}

export interface Sum {
  readonly token: Token;
  readonly amount: bigint;
}

export type NameSource = "roster" | "book" | "host" | "self" | "proposal" | "chain";

export interface Name {
  readonly name: string;
  readonly source: NameSource;
}

/** Who an account is, as far as somebody said so. */
export interface Names {
  of(address: Address): Name | undefined;
}

export interface Block {
  readonly number: bigint;
  readonly hash: Hex;
  readonly time: number;
}

/** One partnership on one chain: what a link names. */
export interface Place {
  readonly chainId: number;
  readonly partnership: Address;
}

/** One call that the partnership makes. */
export interface Action {
  readonly target: Address;
  readonly value: bigint;
  readonly data: Hex;
}
