/**
 * What founders are asked about before it is done, promised with the founding: as the calls that a partnership makes of itself
 * then (polypact.spec.promised, polypact.text.founding_calls), and what is wrong in it.
 */

import { concat, decodeFunctionData, encodeFunctionData, numberToHex, size, slice } from "viem";
import { partnershipAbi } from "../../generated/abi";
import { BOUNDS } from "../../generated/bounds";
import { ANY_CALL, NO_CALL, READY_MATTERS } from "../../generated/enums";
import type { Matter } from "../../generated/views";
import { ETHER, type Address, type Hex } from "../../types";
import { formatDuration, grouped } from "../../words/runtime";
import { type ReadyCall, readyCalls } from "../ready-matters";
import { CLASS_KEYS, type ClassKey, type Draft, type DraftMatter } from "./draft";
import type { Finding } from "./findings";
import { type RuleRead, type RulesRead } from "./rules";
import { readAddressText, readText, readWholeDays } from "./written";

/** Stand for the partnership and its escrow, which have no address before they are founded. */
export const OWN: Address = "0x00000000000000000000000000000000004f5552";
export const OWN_ESCROW: Address = "0x000000000000000000000000004f555245534352";

export const RESERVABLE = ["payments", ...Object.keys(READY_MATTERS)];
const USUAL_NOTICE = 90n;
const DAY = 86_400n;
const LEEWAY_DAYS = 7n;

export function newMatter(): DraftMatter {
  return { what: "admission", holder: "", days: "7", notice: "" };
}

interface MatterRead {
  readonly holder: Address;
  readonly days: bigint;
  readonly notice: bigint;
}

function readDaysOf({ days, notice }: DraftMatter) {
  return {
    days: readWholeDays(days, 1, BOUNDS.MAX_MATTER_DAYS),
    notice: notice === "" ? ({ ok: true, value: USUAL_NOTICE } as const) : readWholeDays(notice, 0, BOUNDS.MAX_FOUNDING_NOTICE_DAYS),
  };
}

/** Undefined if something in it is wrong. */
function readMatter(matter: DraftMatter): MatterRead | undefined {
  const holder = readAddressText(matter.holder);
  const { days, notice } = readDaysOf(matter);
  return RESERVABLE.includes(matter.what) && holder.ok && days.ok && notice.ok ? { holder: holder.value, days: days.value, notice: notice.value } : undefined;
}

/** Target and selector of all that the words of a matter stand for. */
function callsOf(what: string, tokens: readonly Address[]): ReadyCall[] {
  // All calls at a token, as what lets others take it is a payment, too.
  if (what === "payments") return [{ target: ETHER, selector: NO_CALL }, ...tokens.map((target) => ({ target, selector: ANY_CALL }))];
  return readyCalls(what, { partnership: OWN, escrow: OWN_ESCROW });
}

function readable(written: readonly string[]): Address[] {
  return written.flatMap((text) => {
    const read = readAddressText(text);
    return read.ok ? [read.value] : [];
  });
}

/** The calls that reserve what is written; nothing of a matter in which something is wrong. */
export function reservedCalls(draft: Draft): Hex[] {
  const tokens = readable(draft.tokens);
  return draft.reserved.flatMap((matter) => {
    const read = readMatter(matter);
    if (!read) return [];
    return callsOf(matter.what, tokens).map(({ target, selector }) => {
      const made: Matter = {
        target,
        selector,
        has_argument: false,
        argument: `0x${"00".repeat(32)}`,
        holder: read.holder,
        steering: 0n,
        days: read.days,
        ends: 0n,
        notice_days: read.notice,
        link: 0n,
        limit: 0n,
        counted: 0n,
        maximum: 0n,
        period_hours: 0n,
      };
      return encodeFunctionData({ abi: partnershipAbi, functionName: "reserve_matter", args: [made] });
    });
  });
}

// --- Config.calls: of each {how: 1 byte, size: 2 bytes, calldata} ---

const WORDS: readonly (readonly [Address, number])[] = [[OWN, 1], [OWN_ESCROW, 2]];
const SELECTOR = 4;
const WORD = 32;
const HEAD = 3;

/** Calls of a partnership to itself; where the first argument is its own address or its escrow's, that is filled in there. */
export function packed(calls: readonly Hex[]): Hex {
  return concat(["0x", ...calls.map((call) => {
    const first = slice(call, SELECTOR, SELECTOR + WORD);
    const own = WORDS.find(([address]) => BigInt(address) === BigInt(first))?.[1] ?? 0;
    const data = own ? concat([slice(call, 0, SELECTOR), `0x${"00".repeat(WORD)}`, slice(call, SELECTOR + WORD)]) : call;
    return concat([numberToHex(own << 1, { size: 1 }), numberToHex(size(data), { size: 2 }), data]);
  })]);
}

/** The matters in what goes to the chain; of the partnership itself those at `OWN` and `OWN_ESCROW`. */
export function unpackedMatters(calls: Hex): Matter[] {
  const found: Matter[] = [];
  for (let at = 0; at < size(calls); ) {
    const own = Number(slice(calls, at, at + 1)) >> 1;
    const end = at + HEAD + Number(slice(calls, at + 1, at + HEAD));
    const call = decodeFunctionData({ abi: partnershipAbi, data: slice(calls, at + HEAD, end) });
    const matter = call.functionName === "reserve_matter" ? (call.args?.[0] as Matter | undefined) : undefined;
    if (!matter) throw new Error(`the form makes no call of ${call.functionName}`);
    found.push({ ...matter, target: WORDS.find(([, number]) => number === own)?.[0] ?? matter.target });
    at = end;
  }
  return found;
}

// --- what is wrong ---

export function* checkReserved(draft: Draft, rules: RulesRead): Generator<Finding> {
  const accounts = readable(draft.founders.map(({ account }) => account));
  for (const [at, matter] of draft.reserved.entries()) {
    const path = ["reserved_matters", at] as const;
    const { days, notice } = readDaysOf(matter);
    const what = readText(matter.what);
    const holder = matter.holder === "" ? readText("") : readAddressText(matter.holder);
    if (!what.ok) yield { path: [...path, "what"], message: what.message };
    else if (!RESERVABLE.includes(matter.what)) yield { path: [...path, "what"], message: "is nothing that this form can promise; choose again", isChains: true };
    if (!holder.ok) yield { path: [...path, "holder"], message: holder.message };
    if (!days.ok) yield { path: [...path, "days"], message: days.message };
    if (!notice.ok) yield { path: [...path, "notice"], message: notice.message };
    const read = readMatter(matter);
    if (!read) continue;
    yield* checkWindows(matter, read, at, rules);
    if (!accounts.includes(read.holder))
      yield { path: [...path, "holder"], message: "is no founder's account any more; choose whom you mean", isChains: true };
  }
  yield* checkTwice(draft);
  yield* checkTokens(draft);
  yield* checkRoom(draft);
}

/** A class that decides on it has to wait for the answer, else what it decides could never be done. */
function* checkWindows({ what }: DraftMatter, { days }: MatterRead, at: number, rules: RulesRead): Generator<Finding> {
  const deciding: readonly ClassKey[] = what === "payments" ? CLASS_KEYS : ["constitutional"];
  for (const key of deciding) {
    const rule = rules[key];
    const reach = rule && reachOf(rule);
    if (reach === undefined || reach >= (days + LEEWAY_DAYS) * DAY) continue;
    yield {
      path: ["reserved_matters", at, "days"],
      message:
        `are too many for the class ${key}, which decides on it: from a proposal to its last chance of being executed are ` +
        `${formatDuration(reach)}, and it takes ${days} days and a week; lengthen its \`execution_window\`, or name fewer days`,
    };
  }
}

/** Seconds from a proposal to its last chance of being executed. */
function reachOf({ values, given }: RuleRead): bigint | undefined {
  const names = ["voting_delay", "execution_delay", "execution_window", ...(values.early_decision ? [] : (["voting_period"] as const))] as const;
  const times = names.map((name) => values[name] ?? (given.has(name) ? undefined : 0n));
  return times.some((time) => time === undefined) ? undefined : times.reduce<bigint>((sum, time) => sum + (time ?? 0n), 0n);
}

/** Payments in it would be packed as calls of the partnership itself, which is not what is shown. */
function* checkTokens({ tokens }: Draft): Generator<Finding> {
  for (const [at, token] of tokens.entries()) {
    const read = readAddressText(token);
    if (read.ok && WORDS.some(([address]) => BigInt(address) === BigInt(read.value)))
      yield { path: ["tokens", at], message: "stands for the partnership in what is promised, and is no token; take it out", isChains: true };
  }
}

function* checkTwice(draft: Draft): Generator<Finding> {
  const seen = new Map<string, number>();
  for (const [at, matter] of draft.reserved.entries()) {
    const read = readMatter(matter);
    if (!read) continue;
    for (const { selector } of callsOf(matter.what, [])) {
      const key = `${selector} ${read.holder}`;
      const first = seen.get(key) ?? at;
      seen.set(key, first);
      if (first === at) continue;
      yield { path: ["reserved_matters", at], message: `is reserved to the same account by reserved_matters[${first}]; keep one`, isChains: true };
      break;
    }
  }
}

function* checkRoom(draft: Draft): Generator<Finding> {
  const calls = reservedCalls(draft);
  const room = size(packed(calls));
  if (calls.length <= BOUNDS.MAX_FOUNDING_CALLS && room <= BOUNDS.MAX_FOUNDING_CALLS_BYTES) return;
  yield {
    path: ["reserved_matters"],
    message:
      `these are ${calls.length} promises and mandates of ${grouped(BigInt(room))} bytes together; a founding has room for ${BOUNDS.MAX_FOUNDING_CALLS} of ` +
      `${grouped(BigInt(BOUNDS.MAX_FOUNDING_CALLS_BYTES))} bytes: have the others decided by vote once it is in force`,
  };
}
