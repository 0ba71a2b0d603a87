/** Where a partnership will be, whether its ecosystem is one of this release, and the call that founds it. */

import { encodeFunctionData } from "viem";
import { Batch, together } from "../../chain/batch";
import { askEcosystem } from "../../chain/contracts";
import type { Rpc } from "../../chain/rpc";
import { ecosystemAbi } from "../../generated/abi";
import type { Config } from "../../generated/views";
import type { Address, Hex } from "../../types";
import { areThisRelease, isCodeOf } from "../code";

export interface Launch {
  /**
   * `none`: nothing is there. `other`: something, but not what this release founds with: it may say and do whatever it likes, so
   * nothing that it says is told, and nothing is sent to it.
   */
  readonly ecosystem: "ours" | "other" | "none";
  readonly partnership?: Address;
  readonly escrow?: Address;
  /** It is there already: this very config was founded by this account before. */
  readonly isThere: boolean;
}

/** Rejects where the node does not tell. */
export async function readLaunch(rpc: Rpc, ecosystem: Address, creator: Address, config: Config, salt: Hex): Promise<Launch> {
  const [code] = await together<[Hex]>(rpc, (batch) => [batch.code(ecosystem)]);
  if (code === "0x") return { ecosystem: "none", isThere: false };
  if (!isCodeOf("Ecosystem", code)) return { ecosystem: "other", isThere: false };
  const batch = new Batch(rpc);
  const asked = Promise.all([
    askEcosystem(batch, ecosystem, "predict", creator, config, salt),
    askEcosystem(batch, ecosystem, "PARTNERSHIP_IMPLEMENTATION"),
    askEcosystem(batch, ecosystem, "ESCROW_IMPLEMENTATION"),
  ]);
  await batch.run();
  const [[partnership, escrow], main, ofEscrows] = await asked;
  // Our ecosystem makes what it was deployed with, which is anybody's.
  if (!(await areThisRelease(rpc, { partnership: main, escrow: ofEscrows }))) return { ecosystem: "other", isThere: false };
  const [isThere] = await together<[boolean]>(rpc, (next) => [askEcosystem(next, ecosystem, "is_partnership", partnership)]);
  return { ecosystem: "ours", partnership, escrow, isThere };
}

export function spinUpCall(ecosystem: Address, config: Config, salt: Hex): { to: Address; value: bigint; data: Hex } {
  return { to: ecosystem, value: 0n, data: encodeFunctionData({ abi: ecosystemAbi, functionName: "spin_up", args: [config, salt] }) };
}
