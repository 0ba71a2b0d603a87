/** Several calls as one transaction, where the wallet has it (EIP-5792). */

import type { Act } from "./acts";
import { ask, isRecord, quantity, type Address, type Provider } from "./eip1193";
import { WalletTrouble } from "./troubles";

/** Whether the wallet does several calls all or none. A wallet that does not know the question does not. */
export async function canDoTogether(provider: Provider, account: Address, chain: number): Promise<boolean> {
  let told: unknown;
  try {
    told = await ask(provider, "wallet_getCapabilities", [account, [quantity(chain)]]);
  } catch {
    return false;
  }
  if (!isRecord(told)) return false;
  // What holds on every chain stands under 0x0.
  return [told[quantity(chain)], told["0x0"]].some((of) => {
    if (!isRecord(of)) return false;
    const { atomic, atomicBatch } = of;
    if (isRecord(atomic)) return atomic["status"] === "supported" || atomic["status"] === "ready";
    return isRecord(atomicBatch) && atomicBatch["supported"] === true;
  });
}

/** Gives the calls to the wallet under the act's own name, so that they are found again though the answer is lost. */
export async function sendTogether(provider: Provider, act: Act): Promise<string> {
  const answer = await ask(provider, "wallet_sendCalls", [
    {
      version: "2.0.0",
      id: act.id,
      from: act.account,
      chainId: quantity(act.chain),
      atomicRequired: true,
      calls: act.calls.map((call) => ({ to: call.to, data: call.data, value: quantity(call.value) })),
    },
  ]);
  const name = isRecord(answer) ? answer["id"] : answer;
  if (typeof name !== "string" || name === "" || name.length > 8_194) throw new WalletTrouble({ kind: "badAnswer" });
  return name;
}

export async function bundleStatus(provider: Provider, name: string): Promise<unknown> {
  return await ask(provider, "wallet_getCallsStatus", [name]);
}
