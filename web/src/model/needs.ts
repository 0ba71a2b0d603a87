/**
 * Whose yes actions need, whose no stops them, and what is there: as the contracts look at it when a proposal is executed
 * (`matter_checks.vy`, `floors.vy`, `limits.vy`), and as the project's tools say it.
 */

import { decodeFunctionData, toFunctionSelector } from "viem";
import { escrowAbi, erc20Abi, partnershipAbi } from "../generated/abi";
import { ANSWER, ANY_CALL, COUNTED, NO_CALL, TRANSFER } from "../generated/enums";
import type { Floor, LimitView, Matter } from "../generated/views";
import { ETHER, type Action, type Address, type Hex } from "../types";

export type Answer = 0 | 1 | 2 | 3;

/** What was promised by name, as far as it says whose answer is needed. */
export interface Promised {
  readonly matters: readonly Matter[];
  readonly floors: readonly Floor[];
  readonly limits: ReadonlyMap<number, Pick<LimitView, "counted" | "left">>;
  /** Of links that do not run, yet or any more: what goes with them binds nobody; see `linkKey`. */
  readonly unlinked: ReadonlySet<string>;
}

/** What was said to a proposal, and since when it is there. Times in unix seconds. */
export interface Heard {
  /** 0 for what is not proposed yet. */
  readonly made: number;
  readonly answers: ReadonlyMap<Address, Answer>;
  readonly steering: { readonly agreeing: number; readonly refusing: number };
  /** When matters were reserved that are younger than the proposal; see `matterKey`. */
  readonly since: ReadonlyMap<string, number>;
}

export const UNHEARD: Heard = { made: 0, answers: new Map(), steering: { agreeing: 0, refusing: 0 }, since: new Map() };

/** `free` (nobody is asked), `met`, `stopped`, `waits` (for an answer or the end of its time) or `needed`. */
export type NeedState = "free" | "met" | "stopped" | "waits" | "needed";

export interface Need {
  /** The index of the action; -1 for all of them together. */
  readonly action: number;
  /** Zero for steering seats. */
  readonly holder: Address;
  readonly steering: number;
  readonly answer: Answer;
  readonly matter?: Matter;
  readonly floor?: Floor;
  /** Of a matter: within its limit, so that nobody is asked. */
  readonly isWithin: boolean;
  /** Of its limit, before this action. */
  readonly left?: bigint;
  /** Of a matter: silence is consent from the next second on; 0 for what is not proposed yet. */
  readonly silentUntil: number;
  /** Of a floor: somebody could take its token later, whatever is left now. */
  readonly letsTake: boolean;
}

const DAY = 86_400;
const APPROVE_MESSAGE = toFunctionSelector("approve_message(bytes32,uint256)");

export function matterKey(matter: Pick<Matter, "target" | "selector" | "argument">): string {
  return `${matter.target}:${matter.selector}:${matter.argument}`.toLowerCase();
}

export function linkKey(matter: Pick<Matter, "link" | "holder">): string {
  return `${matter.link}:${matter.holder}`.toLowerCase();
}

/** Where things stand with one need; `now` in unix seconds. */
export function needState(need: Need, now: number): NeedState {
  if (need.isWithin) return "free";
  if (need.answer === ANSWER.AGREES) return "met";
  if (need.answer >= ANSWER.REFUSES) return "stopped";
  if (need.matter === undefined || need.silentUntil === 0) return "needed";
  return now > need.silentUntil ? "met" : "waits";
}

/** The answer of an account, or of so many steering seats. */
function answerOf(heard: Heard, holder: Address, steering: number): Answer {
  if (steering === 0) return heard.answers.get(holder) ?? ANSWER.NOTHING;
  if (heard.steering.refusing >= steering) return ANSWER.REFUSES;
  return heard.steering.agreeing >= steering ? ANSWER.AGREES : ANSWER.NOTHING;
}

/** Whether a matter is about an action; its end is not looked at. */
export function binds(matter: Matter, action: Action): boolean {
  const isCall = action.data.length >= 10;
  let argument: string;
  if (matter.target === ETHER) {
    if (action.value === 0n) return false;
    argument = action.target.slice(2).toLowerCase().padStart(64, "0");
  } else {
    if (action.data === "0x" || !isSame(matter.target, action.target)) return false;
    const chosen = isCall ? action.data.slice(0, 10).toLowerCase() : NO_CALL;
    if (matter.selector !== chosen && matter.selector !== ANY_CALL) return false;
    argument = isCall ? action.data.slice(10, 74).toLowerCase().padEnd(64, "0") : "".padEnd(64, "0");
  }
  if (!matter.has_argument) return true;
  const wanted = matter.argument.slice(2).toLowerCase();
  // What is called may look at the lower bits of an address alone.
  return argument === wanted || argument.slice(24).padStart(64, "0") === wanted;
}

/** What an action takes of a limit; undefined for more than any limit has. */
export function usedBy(counted: number, action: Action): bigint | undefined {
  if (counted === COUNTED.CALLS) return 1n;
  if (counted === COUNTED.VALUE) return action.value;
  const start = 10 + 64 * (counted - COUNTED.FIRST_ARGUMENT);
  const word = action.data.slice(start, start + 64);
  return word.length === 64 ? BigInt(`0x${word}`) : undefined;
}

/** The reserved matters that actions fall under, one after the other as each uses up its limit. */
export function mattersAsked(actions: readonly Action[], promised: Promised, heard: Heard, now: number): Need[] {
  const left = new Map([...promised.limits].map(([number, limit]) => [number, limit.left]));
  const found: Need[] = [];
  actions.forEach((action, index) => {
    for (const matter of inOrder(action, promised, now)) {
      const number = Number(matter.limit);
      const limit = promised.limits.get(number);
      const before = number === 0 ? undefined : left.get(number);
      const counts = matter.selector !== ANY_CALL || action.data.slice(0, 10).toLowerCase() === TRANSFER;
      let isWithin = false;
      if (before !== undefined && limit && counts) {
        const used = usedBy(Number(limit.counted), action);
        isWithin = used !== undefined && used <= before;
        if (used !== undefined && isWithin) left.set(number, before - used);
      }
      const steering = Number(matter.steering);
      found.push({
        action: index,
        holder: matter.holder,
        steering,
        answer: answerOf(heard, matter.holder, steering),
        matter,
        isWithin,
        ...(before === undefined ? {} : { left: before }),
        silentUntil: silentUntil(matter, heard),
        letsTake: false,
      });
    }
  });
  return found;
}

/** The matters on an action in the order in which the contract looks: its call, all calls, ether along. */
function inOrder(action: Action, promised: Promised, now: number): Matter[] {
  const bound = promised.matters.filter((matter) => !isIdle(matter, promised, now) && binds(matter, action));
  const ofCalls = bound.filter((matter) => matter.target !== ETHER);
  return [
    ...ofCalls.filter((matter) => matter.selector !== ANY_CALL),
    ...ofCalls.filter((matter) => matter.selector === ANY_CALL),
    ...bound.filter((matter) => matter.target === ETHER),
  ];
}

function isIdle(matter: Matter, promised: Promised, now: number): boolean {
  return isOver(matter.ends, now) || promised.unlinked.has(linkKey(matter));
}

function isOver(ends: bigint, now: number): boolean {
  return ends !== 0n && BigInt(now) > ends;
}

function silentUntil(matter: Matter, heard: Heard): number {
  if (heard.made === 0) return 0;
  return Math.max(heard.made, heard.since.get(matterKey(matter)) ?? 0) + Number(matter.days) * DAY;
}

/**
 * The floors that actions need a yes for.
 *
 * @param held Token => what the treasury has; without a token that does not tell.
 * @param changes Token => how much more the treasury would have, where that was tried; else what is paid is counted.
 */
export function floorsTouched(
  actions: readonly Action[],
  promised: Promised,
  heard: Heard,
  now: number,
  partnership: Address,
  held: ReadonlyMap<Address, bigint>,
  changes?: ReadonlyMap<Address, bigint>,
): Need[] {
  const found: Need[] = [];
  for (const floor of promised.floors) {
    if (isOver(floor.ends, now)) continue;
    const need = (action: number, letsTake: boolean): Need => ({
      action,
      holder: floor.holder,
      steering: 0,
      answer: answerOf(heard, floor.holder, 0),
      floor,
      isWithin: false,
      silentUntil: 0,
      letsTake,
    });
    actions.forEach((action, index) => {
      if (floor.token !== ETHER && letsTake(action, floor.token, partnership)) found.push(need(index, true));
    });
    const before = held.get(floor.token);
    if (before === undefined) continue;
    const moved = changes ? (changes.get(floor.token) ?? 0n) : -paid(actions, floor.token, partnership);
    if (before + moved < floor.amount && moved < 0n) found.push(need(-1, false));
  }
  return found;
}

function letsTake(action: Action, token: Address, partnership: Address): boolean {
  if (isSame(action.target, partnership) && action.data.slice(0, 10).toLowerCase() === APPROVE_MESSAGE) {
    // Nothing speaks against withdrawing a signature.
    return action.data.length < 2 + 2 * 68 || /[^0]/.test(action.data.slice(2 + 2 * 36, 2 + 2 * 68));
  }
  return isSame(action.target, token) && action.data !== "0x" && action.data.slice(0, 10).toLowerCase() !== TRANSFER;
}

function paid(actions: readonly Action[], token: Address, partnership: Address): bigint {
  let sum = 0n;
  for (const action of actions) {
    if (token === ETHER) sum += isSame(action.target, partnership) ? 0n : action.value;
    else if (isSame(action.target, token)) {
      const transfer = transferOf(action.data);
      if (transfer && !isSame(transfer.to, partnership)) sum += transfer.amount;
    }
  }
  return sum;
}

/** A transfer of an ERC-20, written as the ABI wants it: no dirt above the address. */
export function transferOf(data: Hex): { readonly to: Address; readonly amount: bigint } | undefined {
  if (/[^0]/.test(data.slice(10, 34))) return undefined;
  try {
    const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data });
    if (functionName !== "transfer" || !args) return undefined;
    return { to: args[0] as Address, amount: args[1] as bigint };
  } catch {
    return undefined;
  }
}

// --- somebody's own deal ---

/** Functions that may make somebody's own deal worse; their first argument says whose. */
const OWN_DEAL: readonly string[] = ["set_shares", "set_probation", "recover_seat", "set_vesting"];

/** The reasons that say so. A partner who is called and does not answer is asked no more. */
const REFUSALS: readonly string[] = ["roster: without its consent", "escrow: needs its yes", "roster: call the partner first"];

/** Whose own deal each action is about, by its index. */
export function dealsAbout(actions: readonly Action[], partnership: Address, escrow: Address): ReadonlyMap<number, Address> {
  const found = new Map<number, Address>();
  actions.forEach((action, index) => {
    const abi = isSame(action.target, partnership) ? partnershipAbi : isSame(action.target, escrow) ? escrowAbi : undefined;
    if (!abi) return;
    try {
      const { functionName, args } = decodeFunctionData({ abi, data: action.data });
      const whose = (args)?.[0];
      if (OWN_DEAL.includes(functionName) && typeof whose === "string") found.set(index, whose as Address);
    } catch {
      // No call of ours: it reverts, and does nothing to anybody.
    }
  });
  return found;
}

/**
 * The partners whose own deal would get worse: they have to say yes.
 *
 * @param reasons Why each action failed when it was tried; undefined where it would succeed.
 */
export function ownDeals(about: ReadonlyMap<number, Address>, reasons: readonly (string | undefined)[], heard: Heard): Need[] {
  return [...about].flatMap(([index, holder]) => {
    const reason = reasons[index];
    if (!isOwnDealRefusal(reason)) return [];
    return [{ action: index, holder, steering: 0, answer: answerOf(heard, holder, 0), isWithin: false, silentUntil: 0, letsTake: false }];
  });
}

/** Whether an action fails only as long as a partner has not said yes to it. */
export function isOwnDealRefusal(reason: string | undefined): boolean {
  return reason !== undefined && REFUSALS.includes(reason);
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
