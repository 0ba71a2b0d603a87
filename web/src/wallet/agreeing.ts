/** Comparing what is to be signed with what the contract itself would ask: by its own digest, its domain, its numbers. */

import { decodeFunctionResult, encodeFunctionData, type Abi } from "viem";
import { escrowAbi, partnershipAbi } from "../generated/abi";
import { isHash, isHex, isRecord, isSame, type Address, type Rpc } from "./eip1193";
import { digestOf, isOfEscrow, typedDataOf, type Message } from "./messages";
import { troubleOf, WalletTrouble } from "./troubles";

/** Kind => the view that says what is asked to be signed, and which values it takes. */
const DIGESTS: Readonly<Partial<Record<Message["kind"], readonly [string, readonly string[]]>>> = {
  Acceptance: ["acceptance_digest", ["partner", "deadline"]],
  Renewal: ["acceptance_digest", ["partner", "deadline"]],
  SeatAcceptance: ["taking_digest", ["account", "partner", "deadline"]],
  SeatRefusal: ["refusal_digest", ["partner", "refuser", "deadline"]],
  Answer: ["answer_digest", ["partner", "deadline"]],
};

/**
 * @throws WalletTrouble `digestDiffers` if the contract asks for something else than what the message says: the offer has
 * changed, the nonce is used up, the node lies, or the page is not of this contract.
 */
export async function checkAgrees(rpc: Rpc, message: Message): Promise<void> {
  await Promise.all([checkDomain(rpc, message), checkDigest(rpc, message), checkNonce(rpc, message)]);
}

async function checkDomain(rpc: Rpc, message: Message): Promise<void> {
  const told = await view(rpc, message.contract, abiOf(message), "eip712Domain", []);
  const [, name, version, chainId, contract] = Array.isArray(told) ? (told as readonly unknown[]) : [];
  const { domain } = typedDataOf(message);
  const agrees =
    name === domain["name"] &&
    version === domain["version"] &&
    chainId === domain["chainId"] &&
    typeof contract === "string" &&
    isSame(contract, message.contract);
  if (!agrees) {
    const theirs = [name, version, chainId, contract].map(String).join(", ");
    throw new WalletTrouble({ kind: "digestDiffers", ours: Object.values(domain).map(String).join(", "), theirs });
  }
}

async function checkDigest(rpc: Rpc, message: Message): Promise<void> {
  const asked = DIGESTS[message.kind];
  if (!asked) return;
  const [name, fields] = asked;
  const ours = digestOf(typedDataOf(message));
  const theirs = await view(rpc, message.contract, abiOf(message), name, fields.map((field) => message.values[field]));
  if (!isHash(theirs) || !isSame(theirs, ours)) throw new WalletTrouble({ kind: "digestDiffers", ours, theirs: String(theirs) });
}

async function checkNonce(rpc: Rpc, message: Message): Promise<void> {
  const { nonce } = message.values;
  if (message.kind === "ContributeOn") {
    if ((await view(rpc, message.contract, escrowAbi, "contribute_on_nonce", [message.values["holder"]])) !== nonce) {
      throw new WalletTrouble({ kind: "usedUp" });
    }
  } else if (message.kind === "Act") {
    const mandate = await view(rpc, message.contract, partnershipAbi, "mandate_of", [message.values["mandate"]]);
    if (!isRecord(mandate) || mandate["nonce"] !== nonce) throw new WalletTrouble({ kind: "usedUp" });
  } else if (message.kind === "Ballot" || message.kind === "ExtendedBallot") {
    const voter = message.values["voter"];
    if ((await view(rpc, message.contract, partnershipAbi, "nonces", [voter])) !== nonce) throw new WalletTrouble({ kind: "usedUp" });
  }
}

export function abiOf(message: Message): Abi {
  return isOfEscrow(message.kind) ? escrowAbi : partnershipAbi;
}

export async function view(rpc: Rpc, to: Address, abi: Abi, functionName: string, args: readonly unknown[]): Promise<unknown> {
  const data = encodeFunctionData({ abi, functionName, args });
  let answer: unknown;
  try {
    answer = await rpc.request("eth_call", [{ to, data }, "latest"]);
  } catch (error) {
    throw new WalletTrouble(troubleOf(error));
  }
  if (!isHex(answer) || answer === "0x") throw new WalletTrouble({ kind: "digestDiffers", ours: functionName, theirs: "0x" });
  return decodeFunctionResult({ abi, functionName, data: answer });
}
