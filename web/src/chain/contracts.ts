/** Views of our contracts by their names, with the types that were generated from their ABIs. */

import { getContractAddress } from "viem";
import { ecosystemAbi, erc20Abi, escrowAbi, partnershipAbi } from "../generated/abi";
import type { EcosystemViews, EscrowViews, PartnershipViews } from "../generated/views";
import type { Address } from "../types";
import type { Batch } from "./batch";

export type ArgsOf<V, N extends keyof V> = V[N] extends { args: infer A extends readonly unknown[] } ? A : never;
export type ResultOf<V, N extends keyof V> = V[N] extends { result: infer R } ? R : never;

export function askPartnership<N extends keyof PartnershipViews>(
  batch: Batch,
  partnership: Address,
  view: N,
  ...args: ArgsOf<PartnershipViews, N>
): Promise<ResultOf<PartnershipViews, N>> {
  return batch.call(partnership, partnershipAbi, view, args);
}

export function askEscrow<N extends keyof EscrowViews>(
  batch: Batch,
  escrow: Address,
  view: N,
  ...args: ArgsOf<EscrowViews, N>
): Promise<ResultOf<EscrowViews, N>> {
  return batch.call(escrow, escrowAbi, view, args);
}

export function askEcosystem<N extends keyof EcosystemViews>(
  batch: Batch,
  ecosystem: Address,
  view: N,
  ...args: ArgsOf<EcosystemViews, N>
): Promise<ResultOf<EcosystemViews, N>> {
  return batch.call(ecosystem, ecosystemAbi, view, args);
}

/** What a token answers; undefined where it does not. */
export function askToken<T>(batch: Batch, token: Address, view: string, ...args: readonly unknown[]): Promise<T | undefined> {
  return batch.callStranger<T>(token, erc20Abi, view, args);
}

/** A partnership makes its escrow first, so its address follows (the rule of CREATE, nonce 1). */
export function escrowOf(partnership: Address): Address {
  return getContractAddress({ from: partnership, nonce: 1n });
}

const PROXY = /^0x363d3d373d3d3d363d73([0-9a-f]{40})5af43d82803e903d91602b57fd5bf3$/i;

/** The implementation of a minimal proxy (ERC-1167), by its code, in lower case. */
export function implementationOf(code: string): string | undefined {
  const found = PROXY.exec(code)?.[1];
  return found ? `0x${found.toLowerCase()}` : undefined;
}
