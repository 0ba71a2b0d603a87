/**
 * What an account may do with a proposal now. Each act that could be its business is tried on the node with the very call that
 * the wallet would send; what would be refused is offered with the reason in the place of its button.
 */

import { encodeFunctionData, type Hex } from "viem";
import { Batch, toHex } from "../chain/batch";
import { RefusedError } from "../chain/errors";
import type { Rpc } from "../chain/rpc";
import { partnershipAbi } from "../generated/abi";
import { ROLE, STATE, STATUS } from "../generated/enums";
import { ETHER, type Address } from "../types";
import type { Support } from "./ballots";
import { descriptionHash } from "./checks";
import type { Facts } from "./facts";
import type { Need } from "./needs";
import { type Partner, partnerOf, partners, representedBy, type Proposal, type Snapshot, textOf } from "./partnership";
import { type Refusal, refusalOf } from "./simulation";
import type { Vote } from "./standing";
import { opensExit } from "./timeline";
import { expelledBy, voterOf } from "./vote";

export type ActKind =
  | "vote"
  | "agree"
  | "refuse"
  | "object"
  | "recuse"
  | "contest"
  | "breakTie"
  | "execute"
  | "cancel"
  | "putAgain"
  | "leave";

export interface Call {
  readonly to: Address;
  readonly data: Hex;
  readonly value: bigint;
}

export interface Act {
  readonly kind: ActKind;
  /** In whose name; none for what anybody may do. */
  readonly partner?: Partner;
  /** The account acts as that partner's representative. */
  readonly asRepresentative: boolean;
  /** What is tried; of a vote, that with no reason and for it. */
  readonly call: Call;
  /** Of who breaks a tie: what it would decide. */
  readonly passes?: boolean;
  /** Why it would be refused now; none where it would succeed. */
  readonly refusal?: Refusal;
}

/** What acts depend on. */
export interface Ground {
  readonly snapshot: Snapshot;
  readonly proposal: Proposal;
  readonly facts: Facts;
  readonly vote: Vote;
  readonly needs: readonly Need[];
  readonly account: Address;
}

/** The acts that could be the account's business in this state of the proposal. */
export function actsOf(ground: Ground): Act[] {
  const { snapshot, account } = ground;
  const own = partnerOf(snapshot, account);
  const voices = [
    ...(own ? [{ partner: own, asRepresentative: false }] : []),
    ...representedBy(snapshot, account).map((partner) => ({ partner, asRepresentative: true })),
  ];
  return [
    ...voices.flatMap((voice) => [...ballots(ground, voice), ...contests(ground, voice), ...again(ground, voice)]),
    ...(own ? [...recusals(ground, own), ...leaving(ground, own)] : []),
    ...answers(ground, own),
    ...objections(ground, own),
    ...ties(ground),
    ...ending(ground),
  ];
}

interface Voice {
  readonly partner: Partner;
  readonly asRepresentative: boolean;
}

/** Whether ballots are taken, or will be. */
function isUndecided({ proposal, snapshot }: Ground): boolean {
  const { state, deadline } = proposal;
  return state === STATE.PENDING || (state === STATE.ACTIVE && snapshot.block.time <= deadline);
}

function ballots(ground: Ground, voice: Voice): Act[] {
  if (!isUndecided(ground)) return [];
  const voter = voterOf(ground.vote, voice.partner);
  if (!voter && voice.partner.status !== STATUS.ACTIVE) return [];
  // What counts for good is told in its place.
  if (voter?.ballot && (!voter.isLent || voice.asRepresentative)) return [];
  return [act("vote", ballotCall(ground, voice, 1, ""), voice)];
}

/** The call by which a ballot is cast: with a reason only where there is one, as that is dearer. */
export function ballotCall(ground: Pick<Ground, "proposal" | "snapshot">, voice: Voice, support: Support, reason: string): Call {
  const { id } = ground.proposal;
  if (voice.asRepresentative) return call(ground, "cast_vote_as", [voice.partner.account, id, support, reason]);
  return reason === "" ? call(ground, "castVote", [id, support]) : call(ground, "castVoteWithReason", [id, support, reason]);
}

export function recuseCall(ground: Pick<Ground, "proposal" | "snapshot">, reason: string): Call {
  return call(ground, "recuse", [ground.proposal.id, reason]);
}

export function objectCall(ground: Pick<Ground, "proposal" | "snapshot">, reason: string): Call {
  return call(ground, "object", [ground.proposal.id, reason]);
}

function contests(ground: Ground, voice: Voice): Act[] {
  const voter = voterOf(ground.vote, voice.partner);
  if (voter?.recusal?.mayContest !== true || ground.proposal.state !== STATE.ACTIVE || !isUndecided(ground)) return [];
  const { id } = ground.proposal;
  const contest = voice.asRepresentative
    ? call(ground, "contest_recusal_as", [voice.partner.account, id])
    : call(ground, "contest_recusal", [id]);
  return [act("contest", contest, voice)];
}

function recusals(ground: Ground, own: Partner): Act[] {
  const voter = voterOf(ground.vote, own);
  if (!isUndecided(ground) || !voter || voter.recusal || voter.ballot) return [];
  return [act("recuse", recuseCall(ground, ""), { partner: own, asRepresentative: false })];
}

/** A yes that is asked for; a no that stops it, as a holder or with weight once it has passed. */
function answers(ground: Ground, own: Partner | undefined): Act[] {
  const { proposal, facts, account, needs } = ground;
  const { state, tally } = proposal;
  const hasPassed = state === STATE.QUEUED || state === STATE.SUCCEEDED;
  if (!hasPassed && state !== STATE.PENDING && state !== STATE.ACTIVE) return [];
  const isSteering = own !== undefined && (own.role & ROLE.STEERING) !== 0;
  const asked = needs.some((need) => !need.isWithin && (need.steering > 0 ? isSteering : need.holder === account));
  const said = facts.answers.get(account) ?? 0;
  if (said === 1) return [];
  const voice = own ? { partner: own, asRepresentative: false } : undefined;
  const found: Act[] = [];
  if (asked) found.push(act("agree", call(ground, "consent", [proposal.id, true]), voice));
  const weighs = hasPassed && !tally.put_again && own !== undefined && said !== 3;
  const holds = needs.some((need) => need.matter !== undefined && !need.isWithin && (need.steering > 0 ? isSteering : need.holder === account));
  if (weighs || (holds && said < 2)) found.push(act("refuse", call(ground, "consent", [proposal.id, false]), voice));
  return found;
}

function objections(ground: Ground, own: Partner | undefined): Act[] {
  const { proposal, facts, snapshot } = ground;
  const { state, rule, tally } = proposal;
  if (state !== STATE.QUEUED || rule.objections === 0n || tally.put_again) return [];
  const isSteering = own !== undefined && (own.role & ROLE.STEERING) !== 0;
  if (!isSteering && facts.mayObjectUntil < snapshot.block.time) return [];
  return [act("object", objectCall(ground, ""), own && { partner: own, asRepresentative: false })];
}

function ties(ground: Ground): Act[] {
  const { proposal, snapshot, account, vote } = ground;
  const { state, rule, deadline, id } = proposal;
  if (rule.tie_breaker !== account || rule.tie_breaker === ETHER || !vote.tiesBreak) return [];
  if (state !== STATE.ACTIVE || snapshot.block.time <= deadline) return [];
  return [true, false].map((passes) => ({ ...act("breakTie", call(ground, "break_tie", [id, passes])), passes }));
}

function ending(ground: Ground): Act[] {
  const { proposal, snapshot, account } = ground;
  const { state } = proposal;
  if (state === STATE.SUCCEEDED) return [act("execute", call(ground, "execute", asOne(proposal)))];
  if (state !== STATE.PENDING && state !== STATE.ACTIVE) return [];
  const proposer = proposerOf(snapshot, proposal);
  const isIts = proposer?.account === account || proposer?.representative === account;
  if (!proposer || !isIts) return [];
  return [act("cancel", call(ground, "cancel", asOne(proposal)), { partner: proposer, asRepresentative: proposer.account !== account })];
}

/** Who has the proposer's seat now. */
export function proposerOf(snapshot: Snapshot, proposal: Proposal): Partner | undefined {
  const moved = new Map(
    snapshot.events.filter((event) => event.name === "SeatMoved").map(({ args }) => [args.partner as Address, args.to as Address]),
  );
  let account = proposal.proposer;
  for (let next = moved.get(account); next && next !== account; next = moved.get(account)) {
    moved.delete(account);
    account = next;
  }
  return snapshot.roster.find((partner) => partner.account === account);
}

function again(ground: Ground, voice: Voice): Act[] {
  const { proposal, snapshot } = ground;
  if (!proposal.tally.stopped || !partners(snapshot).includes(voice.partner)) return [];
  return [act("putAgain", againCall(ground, voice.partner, ""), voice)];
}

/** The same actions once more; the text names who proposes it, and differs from the one that was stopped. */
export function againCall(ground: Pick<Ground, "proposal" | "snapshot">, partner: Partner, note: string): Call {
  const { proposal } = ground;
  const text = `${[textOf(proposal), note].filter(Boolean).join("\n\n")}\n#proposer=${partner.account.toLowerCase()}`;
  const [targets, values, calldatas, stopped] = asOne(proposal);
  const description = text === proposal.description ? `\n${text}` : text;
  return call(ground, "propose_as", [partner.account, targets, values, calldatas, description, [], stopped]);
}

function leaving(ground: Ground, own: Partner): Act[] {
  const { proposal, facts, snapshot } = ground;
  if (proposal.state !== STATE.QUEUED && proposal.state !== STATE.SUCCEEDED) return [];
  const isExpelled = expelledBy(proposal, snapshot) === own.account;
  if ((!opensExit(snapshot, proposal) && !isExpelled) || facts.isNotedFor) return [];
  return [act("leave", call(ground, "leave_dissenting", [proposal.id]), { partner: own, asRepresentative: false })];
}

function asOne(proposal: Proposal): [Address[], bigint[], Hex[], Hex] {
  const { actions, description } = proposal;
  return [actions.map((one) => one.target), actions.map((one) => one.value), actions.map((one) => one.data), descriptionHash(description)];
}

function act(kind: ActKind, made: Call, voice?: Voice): Act {
  return { kind, call: made, asRepresentative: voice?.asRepresentative ?? false, ...(voice ? { partner: voice.partner } : {}) };
}

function call(ground: Pick<Ground, "snapshot">, functionName: string, args: readonly unknown[]): Call {
  return { to: ground.snapshot.place.partnership, value: 0n, data: encodeFunctionData({ abi: partnershipAbi, functionName, args }) };
}

/** Tries acts as the account that would send them, at one block and in one request. */
export async function tryActs(rpc: Rpc, block: bigint, account: Address, acts: readonly Act[]): Promise<Act[]> {
  const batch = new Batch(rpc, block);
  const tried = acts.map(async (one): Promise<Act> => {
    const request = { from: account, to: one.call.to, data: one.call.data, value: toHex(one.call.value) };
    try {
      await batch.ask("eth_call", [request, toHex(block)], () => undefined);
      return one;
    } catch (error) {
      if (error instanceof RefusedError) return { ...one, refusal: refusalOf(error.data, error.message) };
      throw error;
    }
  });
  await batch.run();
  return await Promise.all(tried);
}
