/**
 * Moves income up a tree: every project splits what arrived and pays the partnerships above it, leaves first. Anybody may send
 * this, since it pays nobody but who earned it. What a partnership gets is income there, so those above are asked only when all
 * below them have paid.
 */

import { encodeFunctionData } from "viem";
import { escrowAbi } from "../generated/abi";
import { PHASE } from "../generated/enums";
import type { Address, Hex } from "../types";
import type { Call } from "../wallet";
import { claimCalls, claimForCalls, MOST_ACCOUNTS, MOST_TOKENS, splitCalls } from "./escrow-calls";
import { levels, type TreeMember, type TreeOf, within } from "./tree";

/** What one account is paid in one token, in its smallest unit. */
export interface Payment {
  readonly escrow: Address;
  readonly token: Address;
  readonly account: Address;
  readonly amount: bigint;
}

/**
 * The fewest transactions that make these payments of one escrow. Each is a row or a column of the table of accounts and tokens, so
 * what is wanted is the smallest set of rows and columns that covers every payment: by König's theorem as many as a largest
 * matching has pairs, and those that an alternating walk from the accounts without a pair tells apart.
 */
export function plan(payments: readonly Payment[]): Payment[][] {
  const byAccount = new Map<Address, Address[]>();
  for (const { account, token } of payments) byAccount.set(account, [...(byAccount.get(account) ?? []), token]);
  const pairOfToken = new Map<Address, Address>();
  const find = (account: Address, seen: Set<Address>): boolean => {
    for (const token of byAccount.get(account) ?? []) {
      if (seen.has(token)) continue;
      seen.add(token);
      const other = pairOfToken.get(token);
      if (other === undefined || find(other, seen)) {
        pairOfToken.set(token, account);
        return true;
      }
    }
    return false;
  };
  for (const account of byAccount.keys()) find(account, new Set());
  const paired = new Set(pairOfToken.values());
  const walked = new Set([...byAccount.keys()].filter((account) => !paired.has(account)));
  const tokens = new Set<Address>();
  const todo = [...walked].sort();
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    for (const token of byAccount.get(at) ?? []) {
      if (tokens.has(token)) continue;
      tokens.add(token);
      const other = pairOfToken.get(token);
      if (other === undefined || walked.has(other)) continue;
      walked.add(other);
      todo.push(other);
    }
  }
  const rest = payments.filter((payment) => !tokens.has(payment.token));
  return [
    ...[...tokens].sort().flatMap((token) => parts(payments.filter((payment) => payment.token === token), MOST_ACCOUNTS)),
    ...[...byAccount.keys()].sort().flatMap((account) => parts(rest.filter((payment) => payment.account === account), MOST_TOKENS)),
  ];
}

/** A move as a call: of one account all its tokens, of one token all its accounts. */
export function moveCall(move: readonly Payment[]): Call | undefined {
  const [first] = move;
  if (!first) return undefined;
  const accounts = [...new Set(move.map((payment) => payment.account))];
  const tokens = [...new Set(move.map((payment) => payment.token))];
  return accounts.length === 1 ? claimCalls(first.escrow, tokens, first.account)[0] : claimForCalls(first.escrow, first.token, accounts)[0];
}

/** What one partnership does: splits what arrived, then pays those above it. */
export interface Round {
  readonly member: TreeMember;
  readonly splits: readonly Call[];
  /** Tokens, and the accounts above that may have something of them. */
  readonly tokens: readonly Address[];
  readonly accounts: readonly Address[];
}

/** The rounds in their order, leaves first; those of one level at the same time. In a circle each partnership pays once. */
export function rounds(tree: TreeOf): Round[][] {
  return levels(tree)
    .toReversed()
    .map((level) =>
      level.flatMap((address): Round[] => {
        const member = tree.members.get(address);
        const accounts = earners(tree, address);
        if (!member || accounts.length === 0 || !isOpen(member)) return [];
        return [{ member, splits: splitCalls(member.escrow, [...member.arrived.keys()], member.listed), tokens: member.tokens, accounts }];
      }),
    )
    .filter((level) => level.length > 0);
}

/** The accounts of other partnerships at the escrow of one. */
export function earners(tree: TreeOf, address: Address): Address[] {
  return [...new Set(within(tree).filter((tie) => tie.project === address && tie.earner !== address).map((tie) => tie.credited))];
}

/** Whether its income is split: it is not before a partnership is in force, nor if it never comes to that. */
function isOpen(member: TreeMember): boolean {
  return member.phase === PHASE.IN_FORCE || member.phase === PHASE.WINDING_UP;
}

function parts<T>(group: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let at = 0; at < group.length; at += size) found.push(group.slice(at, at + size));
  return found;
}

/** One transaction of a settling, with what it is for. */
export interface SettleStep {
  readonly member: Address;
  readonly call: Call;
  /** Tokens that it splits; else it pays. */
  readonly splits?: readonly Address[];
  readonly payments?: readonly Payment[];
}

/** What a node says of calls that follow each other: what each returns, or undefined where it cannot do that. */
export type Simulate = (calls: readonly Call[]) => Promise<readonly (Hex | undefined)[] | undefined>;

export interface Settling {
  readonly steps: readonly SettleStep[];
  /** Whether that is all of it; else there is more to do when this is in a block. */
  readonly isWhole: boolean;
}

/**
 * All transactions that a settling takes, in their order. The node is asked what each partnership would hold and owe once those
 * before it are done; one that cannot simulate is told step by step.
 */
export async function planSettling(tree: TreeOf, simulate: Simulate): Promise<Settling> {
  const steps: SettleStep[] = [];
  for (const level of rounds(tree)) {
    const arrived = await ask(simulate, steps, level.flatMap(({ member }) => member.tokens.map((token) => view(member.escrow, "undistributed", [token]))));
    if (!arrived) return stepwise(tree);
    let at = 0;
    for (const { member } of level) {
      const waits = member.tokens.filter(() => (arrived[at++] ?? 0n) > 0n);
      for (const call of splitCalls(member.escrow, waits, member.listed)) steps.push({ member: member.address, call, splits: waits });
    }
    const asked = level.flatMap(({ member, accounts }) => member.tokens.flatMap((token) => accounts.map((account) => ({ member, token, account }))));
    const due = await ask(simulate, steps, asked.map(({ member, token, account }) => view(member.escrow, "claimable", [token, account])));
    if (!due) return stepwise(tree);
    for (const { member } of level) {
      const payments = asked.flatMap((each, n): Payment[] => {
        const amount = due[n] ?? 0n;
        return each.member === member && amount > 0n ? [{ escrow: member.escrow, token: each.token, account: each.account, amount }] : [];
      });
      steps.push(...payingSteps(member, payments));
    }
  }
  return { steps, isWhole: true };
}

/** Without a simulation: the splits that are due at once; when nothing has to be split, what the lowest level with claims pays. */
export function stepwise(tree: TreeOf): Settling {
  const all = rounds(tree);
  const splits = all.flat().flatMap(({ member, splits: calls }) => calls.map((call): SettleStep => ({ member: member.address, call, splits: [...member.arrived.keys()] })));
  if (splits.length > 0) return { steps: splits, isWhole: false };
  for (const [at, level] of all.entries()) {
    const steps = level.flatMap(({ member }) => {
      const waiting = within(tree).filter((tie) => tie.project === member.address && tie.earner !== member.address);
      const payments = waiting.flatMap((tie) => [...tie.waiting].map(([token, amount]): Payment => ({ escrow: member.escrow, token, account: tie.credited, amount })));
      return payingSteps(member, payments);
    });
    if (steps.length > 0) return { steps, isWhole: at === all.length - 1 };
  }
  return { steps: [], isWhole: true };
}

function payingSteps(member: TreeMember, payments: readonly Payment[]): SettleStep[] {
  return plan(payments).flatMap((move) => {
    const call = moveCall(move);
    return call ? [{ member: member.address, call, payments: move }] : [];
  });
}

function view(escrow: Address, name: "undistributed" | "claimable", args: readonly Address[]): Call {
  return { to: escrow, data: encodeFunctionData({ abi: escrowAbi, functionName: name, args }), value: 0n };
}

/** What views answer once all steps so far are done; undefined where the node cannot say, or a step would fail. */
async function ask(simulate: Simulate, steps: readonly SettleStep[], views: readonly Call[]): Promise<bigint[] | undefined> {
  if (views.length === 0) return [];
  const answers = await simulate([...steps.map((step) => step.call), ...views]);
  if (!answers || answers.slice(0, steps.length).includes(undefined)) return undefined;
  return answers.slice(steps.length).map((answer) => (answer !== undefined && answer.length === 66 ? BigInt(answer) : 0n));
}
