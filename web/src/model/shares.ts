/** Whose part of votes and income a proposal changes, from what was tried: now, and once it is carried out and accepted. */

import { decodeFunctionData } from "viem";
import { partnershipAbi } from "../generated/abi";
import { STATUS } from "../generated/enums";
import type { Address } from "../types";
import { isOwnDealRefusal } from "./needs";
import type { Snapshot } from "./partnership";
import { reasonOf, type Shares, type Simulation, type Step } from "./simulation";

export interface Part {
  readonly of: bigint;
  readonly all: bigint;
}

export interface SharesRow {
  readonly account: Address;
  /** None before it is a partner. */
  readonly votes: { readonly now: Part | undefined; readonly after: Part | undefined };
  readonly income: { readonly now: Part | undefined; readonly after: Part | undefined };
  /** Its own numbers change, and not only its part of all. */
  readonly isTouched: boolean;
}

export interface SharesChange {
  readonly rows: readonly SharesRow[];
  /** Votes and income are shared alike, now and afterwards. */
  readonly isAlike: boolean;
  /** Somebody is invited: the numbers hold once it has joined. */
  readonly hasInvited: boolean;
}

type Roster = ReadonlyMap<Address, Shares>;

/** Undefined where nobody's part changes, or that was not told. */
export function sharesChange(snapshot: Snapshot, tried: Simulation | undefined): SharesChange | undefined {
  if (!tried) return undefined;
  const now: Roster = new Map(snapshot.roster.map((partner) => [partner.account, partner]));
  const after = new Map(tried.roster ?? now);
  for (const step of tried.steps) if (!tried.roster || isOwnDealRefusal(reasonOf(step))) assume(after, step, snapshot);
  const invited = new Set([...after].filter(([account, one]) => one.status === STATUS.INVITED && now.get(account)?.status !== STATUS.INVITED).map(([account]) => account));
  const accounts = [...new Set([...now.keys(), ...after.keys()])];
  const isTouched = (account: Address) => {
    const [before, then] = [now.get(account), after.get(account)];
    return before?.weight !== then?.weight || before?.units !== then?.units || before?.status !== then?.status;
  };
  if (!accounts.some(isTouched)) return undefined;

  const votes = { now: total(now, weightOf, new Set()), after: total(after, weightOf, invited) };
  const income = { now: total(now, unitsOf, new Set()), after: total(after, unitsOf, invited) };
  const none = new Set<Address>();
  const rows = accounts.map((account): SharesRow => ({
    account,
    votes: { now: part(account, now, weightOf, votes.now, none), after: part(account, after, weightOf, votes.after, invited) },
    income: { now: part(account, now, unitsOf, income.now, none), after: part(account, after, unitsOf, income.after, invited) },
    isTouched: isTouched(account),
  }));
  const shown = rows.filter(({ votes: ofVotes, income: ofIncome }) => [ofVotes.now, ofVotes.after, ofIncome.now, ofIncome.after].some((one) => one !== undefined));
  return {
    rows: shown,
    isAlike: shown.every((row) => isSame(row.votes.now, row.income.now) && isSame(row.votes.after, row.income.after)),
    hasInvited: invited.size > 0,
  };
}

/** What a call would make of the roster where it could not be tried: it waits for somebody's yes, or the node cannot. */
function assume(roster: Map<Address, Shares>, { action, refusal }: Step, snapshot: Snapshot): void {
  if (action.target !== snapshot.place.partnership || (refusal && refusal.kind !== "reason")) return;
  try {
    const { functionName, args } = decodeFunctionData({ abi: partnershipAbi, data: action.data });
    if (functionName !== "set_shares" && functionName !== "admit") return;
    const [account, weight, units] = args as readonly [Address, bigint, bigint];
    const before = roster.get(account);
    const status = functionName === "admit" ? STATUS.INVITED : before?.status;
    if (status !== undefined) roster.set(account, { weight, units, status, isLapsed: before?.isLapsed ?? false });
  } catch {
    // No call of ours changes nobody's part.
  }
}

type Counted = (one: Shares) => bigint | undefined;

/** Of who may vote; a suspended partner's weight does not count, nor that of who has lapsed. */
function weightOf(one: Shares): bigint | undefined {
  return one.status === STATUS.ACTIVE && !one.isLapsed ? one.weight : undefined;
}

/** Units earn until their owner is gone. */
function unitsOf(one: Shares): bigint | undefined {
  return one.status === STATUS.ACTIVE || one.status === STATUS.SUSPENDED || one.status === STATUS.EXPELLED ? one.units : undefined;
}

function counted(account: Address, one: Shares, of: Counted, invited: ReadonlySet<Address>): bigint | undefined {
  return of(invited.has(account) ? { ...one, status: STATUS.ACTIVE } : one);
}

function total(roster: Roster, of: Counted, invited: ReadonlySet<Address>): bigint {
  let sum = 0n;
  for (const [account, one] of roster) sum += counted(account, one, of, invited) ?? 0n;
  return sum;
}

function part(account: Address, roster: Roster, of: Counted, all: bigint, invited: ReadonlySet<Address>): Part | undefined {
  const one = roster.get(account);
  const own = one && counted(account, one, of, invited);
  return own === undefined || own === 0n ? undefined : { of: own, all };
}

function isSame(a: Part | undefined, b: Part | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.of * b.all === b.of * a.all;
}
