/** Relaying what somebody else signed: checked against the chain first, ballots and answers on one proposal together. */

import { encodeFunctionData } from "viem";
import { concatHex, size, toHex } from "viem/utils";
import { partnershipAbi } from "../generated/abi";
import { BOUNDS } from "../generated/bounds";
import { abiOf, checkAgrees, view } from "./agreeing";
import { isSame, type Address, type Call, type Hex, type Rpc } from "./eip1193";
import { joined } from "./joining";
import type { MessageFile } from "./messagefile";
import { accountOf, deadlineOf, isOfEscrow, type Message } from "./messages";
import { ChainSigners } from "./signers";
import { WalletTrouble } from "./troubles";

export interface Here {
  readonly rpc: Rpc;
  readonly chain: number;
  readonly partnership: Address;
  readonly escrow: Address;
  /** Unix seconds, of the chain. */
  readonly now: number;
}

/** A message that would count, with the signature of its account. */
export interface Ready {
  readonly message: Message;
  readonly signature: Hex;
}

/** @throws WalletTrouble that says why it would not count. */
export async function checkRelay(file: MessageFile, here: Here): Promise<Ready> {
  const { message } = file;
  const own = isOfEscrow(message.kind) ? here.escrow : here.partnership;
  if (message.chainId !== here.chain || !isSame(message.contract, own)) {
    throw new WalletTrouble({ kind: "elsewhere", chain: message.chainId, contract: message.contract });
  }
  if ((deadlineOf(message) ?? Infinity) < here.now) throw new WalletTrouble({ kind: "expired" });
  await checkAgrees(here.rpc, message);
  return { message, signature: await joined(file, new ChainSigners(here.rpc, here.chain)) };
}

/** The call that takes one message alone. */
export async function relayCall(rpc: Rpc, { message, signature }: Ready): Promise<Call> {
  const { values } = message;
  const account = accountOf(message);
  const deadline = values["deadline"];
  const call = (functionName: string, ...args: readonly unknown[]): Call => ({
    to: message.contract,
    data: encodeFunctionData({ abi: abiOf(message), functionName, args }),
    value: 0n,
  });
  switch (message.kind) {
    case "Acceptance":
    case "Renewal":
      return call("accept_by_sig", account, deadline, signature);
    case "SeatAcceptance": {
      const conditions = await view(rpc, message.contract, partnershipAbi, "seat_conditions", [values["partner"]]);
      return call("take_seat_by_sig", values["partner"], account, conditions, deadline, signature);
    }
    case "SeatRefusal":
      return call("refuse_move_by_sig", values["partner"], [account], [deadline], [signature]);
    case "Answer":
      return call("answer_by_sig", account, deadline, signature);
    case "Contest":
      return call("contest_recusal_by_sig", values["proposalId"], account, deadline, signature);
    case "Act":
      return call("act_by_sig", values["mandate"], account, values["target"], values["value"], values["data"], deadline, signature);
    case "ContributeOn":
      return call("contribute_on_by_sig", account, values["token"], values["successor"], values["minimum"], deadline, signature);
    case "TimedBallot":
      return call("cast_votes_by_sig", values["proposalId"], packed({ message, signature }), false);
    case "Consent":
      return call("consents_by_sig", values["proposalId"], packed({ message, signature }), false);
    case "Ballot":
      return call("castVoteBySig", values["proposalId"], values["support"], account, signature);
    case "ExtendedBallot":
      return call("castVoteWithReasonAndParamsBySig", values["proposalId"], values["support"], account, values["reason"], values["params"], signature);
  }
}

/** The calls that take many: ballots and answers on one proposal go together, what no longer counts is left out there. */
export async function relayCalls(rpc: Rpc, ready: readonly Ready[]): Promise<readonly { readonly call: Call; readonly of: readonly Ready[] }[]> {
  const alone = ready.filter((one) => !isPacked(one));
  const groups = new Map<string, Ready[]>();
  for (const one of ready.filter(isPacked)) {
    const { proposalId } = one.message.values;
    const name = `${one.message.kind} ${typeof proposalId === "bigint" ? proposalId.toString() : ""}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  const singles = await Promise.all(alone.map(async (one) => ({ call: await relayCall(rpc, one), of: [one] })));
  const together = [...groups.values()].flatMap(parts).map((of) => ({ call: packedCall(of), of }));
  return [...singles, ...together];
}

function isPacked({ message }: Ready): boolean {
  return message.kind === "TimedBallot" || message.kind === "Consent";
}

function packedCall(of: readonly Ready[]): Call {
  const [first] = of;
  if (!first) throw new Error("nothing to relay");
  const { message } = first;
  const functionName = message.kind === "TimedBallot" ? "cast_votes_by_sig" : "consents_by_sig";
  const args = [message.values["proposalId"], concatHex(of.map(packed)), of.length > 1];
  return { to: message.contract, data: encodeFunctionData({ abi: partnershipAbi, functionName, args }), value: 0n };
}

/** As many as one transaction takes. */
function parts(ready: readonly Ready[]): Ready[][] {
  const found: Ready[][] = [];
  let bytes = 0;
  for (const one of ready) {
    const length = size(packed(one));
    const last = found.at(-1);
    if (last && last.length < BOUNDS.MAX_BALLOTS && bytes + length <= BOUNDS.MAX_BALLOTS_BYTES) {
      last.push(one);
      bytes += length;
    } else {
      found.push([one]);
      bytes = length;
    }
  }
  return found;
}

/** One of a batch: account, zeros, choice, deadline and size of the signature in 32 bytes; the signature. */
export function packed({ message, signature }: Ready): Hex {
  const { support, agrees, deadline } = message.values;
  const choice = message.kind === "TimedBallot" ? support : agrees === true ? 1n : 0n;
  if (typeof choice !== "bigint" || typeof deadline !== "bigint") throw new Error("a batch takes ballots and answers");
  const head = [accountOf(message), toHex(0, { size: 4 }), toHex(choice, { size: 1 }), toHex(deadline, { size: 5 }), toHex(size(signature), { size: 2 })];
  return concatHex([...head, signature]).toLowerCase() as Hex;
}
