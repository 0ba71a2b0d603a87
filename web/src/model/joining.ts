/**
 * What a partnership still has to do to take part in a project: contribute what is asked of it, accept the terms, agree to the
 * links that it is offered. All of it in one execution of its own vote (as polypact.decisions.taking_part has it).
 */

import { encodeFunctionData, toEventSelector } from "viem";
import { pad } from "viem/utils";
import { Batch, together } from "../chain/batch";
import { askEscrow, askPartnership, escrowOf } from "../chain/contracts";
import { RefusedError } from "../chain/errors";
import { decoder } from "../chain/events";
import type { NodeHistory } from "../chain/history";
import type { Rpc } from "../chain/rpc";
import { erc20Abi, escrowAbi, partnershipAbi } from "../generated/abi";
import { STATUS } from "../generated/enums";
import type { LinkTerms } from "../generated/views";
import { ETHER, type Action, type Address, type Block, type Hex } from "../types";

export interface Joining {
  readonly project: Address;
  readonly name: string;
  /** In their order; none where nothing is left to do. */
  readonly actions: readonly Action[];
  /**
   * Why there are none: what stands there is no partnership as this page knows them, so that nothing that it says of itself can
   * be believed, and what is paid to it may be gone; or the node did not tell.
   */
  readonly trouble?: "stranger" | "unread";
}

/**
 * What there is to do, or why it cannot be told.
 *
 * @param since Block to read the project's log from.
 */
export async function joiningOf(source: { readonly rpc: Rpc; readonly history: NodeHistory }, project: Address, us: Address, since: number, block: Block): Promise<Joining> {
  const nothing = { project, name: "", actions: [] };
  try {
    const escrow = escrowOf(project);
    const [partnership, its] = await together<[Hex, Hex]>(source.rpc, (batch) => [batch.code(project), batch.code(escrow)], block.number);
    if (partnership === "0x") return nothing;
    const { isThisRelease } = await import("./code");
    if (!(await isThisRelease(source.rpc, { partnership, escrow: its }))) return { ...nothing, trouble: "stranger" };
    return await partToTake(source, project, us, since, block);
  } catch (error) {
    // It refuses to say what a stranger has to do there; what the node keeps to itself is another matter.
    return error instanceof RefusedError && error.isRevert ? nothing : { ...nothing, trouble: "unread" };
  }
}

async function partToTake(source: { readonly rpc: Rpc; readonly history: NodeHistory }, project: Address, us: Address, since: number, block: Block): Promise<Joining> {
  const escrow = escrowOf(project);
  const first = new Batch(source.rpc, block.number);
  const asked = Promise.all([
    askPartnership(first, project, "partnership_name"),
    askPartnership(first, project, "partner", us),
    askPartnership(first, project, "required_of", us),
    askEscrow(first, escrow, "partnership"),
  ]);
  const [logs] = await Promise.all([source.history.logs([escrow], since, block), first.run()]);
  const [name, partner, [token, amount]] = await asked;
  const offers = offersTo(logs, us);

  const second = new Batch(source.rpc, block.number);
  const isInvited = Number(partner.status) === STATUS.INVITED;
  const paid = amount > 0n ? askEscrow(second, escrow, "contribution_of", token, us) : Promise.resolve(0n);
  const offer = isInvited ? askPartnership(second, project, "offer_of", us) : Promise.resolve(undefined);
  const until = offers.map((terms) => askEscrow(second, escrow, "offer_of", terms));
  await second.run();

  const missing = amount - (await paid);
  const accepted = await offer;
  const ends = await Promise.all(until);
  const open = offers.filter((_, at) => Number(ends[at] ?? 0n) >= block.time);
  return {
    project,
    name,
    actions: [
      ...(isInvited && missing > 0n ? contributing(escrow, token, missing) : []),
      ...(accepted ? [{ target: project, value: 0n, data: encodeFunctionData({ abi: partnershipAbi, functionName: "accept", args: [accepted] }) }] : []),
      ...open.map((terms) => ({ target: escrow, value: 0n, data: encodeFunctionData({ abi: escrowAbi, functionName: "agree_link", args: [terms] }) })),
    ],
  };
}

function contributing(escrow: Address, token: Address, amount: bigint): Action[] {
  const isEther = token === ETHER;
  const contribute = { target: escrow, value: isEther ? amount : 0n, data: encodeFunctionData({ abi: escrowAbi, functionName: "contribute", args: [token, amount] }) };
  if (isEther) return [contribute];
  return [{ target: token, value: 0n, data: encodeFunctionData({ abi: erc20Abi, functionName: "approve", args: [escrow, amount] }) }, contribute];
}

type Logs = Awaited<ReturnType<NodeHistory["logs"]>>;

/** Every link that was ever offered to an account, each of its terms once. */
function offersTo(logs: Logs, us: Address): LinkTerms[] {
  const entry = escrowAbi.find((one) => one.type === "event" && one.name === "LinkOffered");
  const topic = entry?.type === "event" ? toEventSelector(entry) : undefined;
  const decode = decoder(escrowAbi);
  const found = new Map<string, LinkTerms>();
  for (const log of logs) {
    if (log.topics[0] !== topic || log.topics[1] !== pad(us).toLowerCase()) continue;
    const event = decode(log);
    if (!event) continue;
    const { sponsor, share_bps, to_escrow, ends, notice_days, price, price_token, number } = event.args;
    found.set(String(event.args.terms_hash), { sponsor, share_bps, to_escrow, ends, notice_days, price, price_token, number } as LinkTerms);
  }
  return [...found.values()];
}

/** How what was read stands in a form, which holds text alone. */
export function toText(joining: Joining): string {
  return JSON.stringify({ ...joining, actions: joining.actions.map((action) => ({ ...action, value: action.value.toString() })) });
}

/** The other way round; undefined for anything else, and for another project than is asked for. */
export function fromText(text: string, project: Address): Joining | undefined {
  try {
    const said = JSON.parse(text) as Omit<Joining, "actions"> & { actions: { target: Address; value: string; data: Hex }[] };
    if (said.project !== project) return undefined;
    return { ...said, actions: said.actions.map((action) => ({ ...action, value: BigInt(action.value) })) };
  } catch {
    return undefined;
  }
}
