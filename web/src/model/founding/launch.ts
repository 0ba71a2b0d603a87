/** Where a partnership will be, whether its ecosystem is one of this release, and the call that founds it. */

import { encodeFunctionData, keccak256, slice, size } from "viem";
import { Batch } from "../../chain/batch";
import { askEcosystem } from "../../chain/contracts";
import { RefusedError, UnreadableError } from "../../chain/errors";
import type { Rpc } from "../../chain/rpc";
import { ecosystemAbi } from "../../generated/abi";
import { CODES } from "../../generated/code";
import type { Config } from "../../generated/views";
import type { Address, Hex } from "../../types";

export interface Launch {
  /** `none`: no ecosystem is there. `other`: one, but not of the release that this page is of. */
  readonly ecosystem: "ours" | "other" | "none";
  readonly partnership?: Address;
  readonly escrow?: Address;
  /** It is there already: this very config was founded by this account before. */
  readonly isThere: boolean;
}

export async function readLaunch(rpc: Rpc, ecosystem: Address, creator: Address, config: Config, salt: Hex): Promise<Launch> {
  const first = new Batch(rpc);
  const code = first.code(ecosystem);
  const predicted = askEcosystem(first, ecosystem, "predict", creator, config, salt).catch(absent);
  const implementation = askEcosystem(first, ecosystem, "PARTNERSHIP_IMPLEMENTATION").catch(absent);
  await first.run();
  const [places, main] = [await predicted, await implementation];
  if (!places || !main) return { ecosystem: "none", isThere: false };
  const [partnership, escrow] = places;
  const second = new Batch(rpc);
  const mainCode = second.code(main);
  const there = askEcosystem(second, ecosystem, "is_partnership", partnership);
  await second.run();
  const isOurs = isCode("Ecosystem", await code) && isCode("Partnership", await mainCode);
  return { ecosystem: isOurs ? "ours" : "other", partnership, escrow, isThere: await there };
}

function absent(error: unknown): undefined {
  if (error instanceof RefusedError || error instanceof UnreadableError) return undefined;
  throw error;
}

/** Behind its code stand immutables, which are of the deployment. */
function isCode(contract: string, code: Hex): boolean {
  const known = CODES[contract];
  return known !== undefined && size(code) === known.size + known.immutables && keccak256(slice(code, 0, known.size)) === known.hash;
}

export function spinUpCall(ecosystem: Address, config: Config, salt: Hex): { to: Address; value: bigint; data: Hex } {
  return { to: ecosystem, value: 0n, data: encodeFunctionData({ abi: ecosystemAbi, functionName: "spin_up", args: [config, salt] }) };
}
