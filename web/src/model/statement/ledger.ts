/** What a statement says, made from the escrow's events alone; `proof` holds it against the contract. */

import { ETHER, type Address } from "../../types";
import { balanceOf, type Book, creditedOf, minus, NO_SUMS, NO_TIERS, plus, splitOf, type Sums, type Tiers } from "./book";
import type { Invoice, Payment } from "./entries";
import { least, type Logged, most, total } from "./fields";
import { monthOf, months, type Span } from "./periods";
import type { Problem } from "./problems";
import { type Moment, Replay } from "./replay";

/** Why a token is in a statement. */
export type Standing = "ether" | "listed" | "asked for" | "formerly listed";

/** Whether the verdict depends on it: anybody can make a token that answers what it likes. */
export function counts(standing: Standing): boolean {
  return standing !== "formerly listed";
}

/** One account of one token since the beginning. */
export interface Line {
  readonly account: Address;
  readonly units: bigint;
  readonly sums: Sums;
  readonly credited: bigint;
  readonly balance: bigint;
  /** What is kept back of it, and until when (unix seconds). */
  readonly frozen: bigint;
  readonly frozenUntil: number;
  /** What a claim would pay now, by the log. */
  readonly due: bigint;
}

/** One account within a period, like a line of a bank statement. */
export interface Movement {
  readonly account: Address;
  /** At its end. */
  readonly units: bigint;
  readonly opening: bigint;
  readonly change: Sums;
  readonly closing: bigint;
}

/** One token within a period. */
export interface Period extends Span {
  readonly tiers: Tiers;
  readonly movements: readonly Movement[];
  /** Of all accounts, and what was not yet a whole smallest unit of anybody. */
  readonly opening: bigint;
  /** The latter. */
  readonly openingRemainder: bigint;
  /** What the period adds to it; it may be negative. */
  readonly remainder: bigint;
  readonly paid: bigint;
  readonly closing: bigint;
  /** What was split, and what went to the convener when the formation had failed. */
  readonly received: bigint;
}

export interface TokenLedger {
  readonly token: Address;
  readonly standing: Standing;
  readonly tiers: Tiers;
  readonly lines: readonly Line[];
  readonly months: readonly Period[];
  /** All months together. */
  readonly whole: Period;
  readonly owed: bigint;
  /** What the escrow holds; undefined if the token does not answer. */
  readonly balance: bigint | undefined;
  /** What waits for the next distribution. */
  readonly undistributed: bigint;
  /** All revenue that ever arrived. */
  readonly received: bigint;
  readonly paid: bigint;
  /** Capital paid in that still waits in the escrow; no revenue. */
  readonly contributionsHeld: bigint;
  /** Contributions to be repaid out of income, repaid ones included. */
  readonly recorded: bigint;
  /** Of those, what is still to be repaid. */
  readonly outstanding: bigint;
  /** The treasury's part of income that its account gets when those claim whose units had not vested. */
  readonly waiting: bigint;
  /** Split, but not yet a whole smallest unit of anybody. */
  readonly remainder: bigint;
  readonly problems: readonly Problem[];
}

/** A token that nobody listed or asked for. It changes no verdict, and itself it is not asked for anything. */
export interface OtherToken {
  readonly token: Address;
  readonly tiers: Tiers;
  readonly paid: bigint;
  readonly owed: bigint;
  /** How many payments in it there were, both ways. */
  readonly payments: number;
  readonly problems: readonly Problem[];
}

export interface Ledger {
  readonly partnership: Address;
  readonly block: number;
  readonly time: number;
  /** How many events it was made of. */
  readonly events: number;
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly TokenLedger[];
  readonly others: readonly OtherToken[];
  readonly payments: readonly Payment[];
  readonly invoices: readonly Invoice[];
  /** What does not fit together and belongs to no token. */
  readonly problems: readonly Problem[];
  readonly replay: Replay;
}

export interface Asked {
  readonly partnership: Address;
  /** All events of the escrow, oldest first. */
  readonly events: readonly Logged[];
  readonly block: number;
  /** Of the block. */
  readonly time: number;
  readonly listed: readonly Address[];
  /** Tokens that count besides ether and those that are listed. */
  readonly asked?: readonly Address[];
  /** What the escrow holds by token; those that do not answer are left out. */
  readonly balances: ReadonlyMap<Address, bigint>;
  /** Unix seconds; `end` is exclusive. By default all there is. */
  readonly start?: number;
  readonly end?: number;
}

export class EmptyPeriodError extends Error {
  override readonly name = "EmptyPeriodError";
}

/** @throws EmptyPeriodError if the period ends before it begins. */
export function makeLedger(asked: Asked): Ledger {
  const { events, time } = asked;
  const first = events[0]?.time ?? time;
  const start = asked.start === undefined ? first : Math.max(asked.start, monthOf(first));
  const end = Math.min(time + 1, asked.end ?? time + 1);
  if (start >= end) throw new EmptyPeriodError();
  const spans = months(start, end);
  const standings = standingsOf(asked);
  const replay = new Replay(asked.partnership, events);
  const moments = replay.run([start, ...spans.map((span) => span.end)], standings.keys());
  const tokens = new Set(standings.keys());
  return {
    partnership: asked.partnership,
    block: asked.block,
    time,
    events: events.length,
    start,
    end,
    tokens: [...standings].map(([token, standing]) => tokenLedger(replay, token, standing, asked, moments)),
    others: [...replay.books].filter(([token]) => !tokens.has(token)).map(([token, book]) => otherToken(replay, token, book)),
    payments: replay.payments.filter((paid) => start <= paid.time && paid.time < end && tokens.has(paid.token)),
    invoices: replay.invoices.within(start, end, tokens),
    problems: replay.problems.get(undefined) ?? [],
    replay,
  };
}

/** The tokens with a part of their own, and why they have one. */
function standingsOf(asked: Asked): Map<Address, Standing> {
  const former = asked.events.filter((event) => event.name === "TokenListed").map((event) => event.args.token as Address);
  const found = new Map<Address, Standing>([[ETHER, "ether"]]);
  for (const [standing, tokens] of [
    ["listed", asked.listed],
    ["asked for", asked.asked ?? []],
    ["formerly listed", former],
  ] as const) {
    for (const token of tokens) if (!found.has(token)) found.set(token, standing);
  }
  return found;
}

function otherToken(replay: Replay, token: Address, book: Book): OtherToken {
  return {
    token,
    tiers: book.tiers(),
    paid: total(book.paid.values()),
    owed: book.owed,
    payments: replay.payments.filter((each) => each.token === token).length,
    problems: replay.problems.get(token) ?? [],
  };
}

function tokenLedger(replay: Replay, token: Address, standing: Standing, asked: Asked, moments: readonly Moment[]): TokenLedger {
  const book = replay.book(token);
  const balance = asked.balances.get(token);
  const accounts = book.accounts();
  const tiers = book.tiers();
  const undistributed = balance === undefined ? 0n : most(balance - book.owed, 0n);
  const lines = accounts.map((account) => lineOf(replay, book, account, asked.time));
  const [first, last] = [moments[0] as Moment, moments.at(-1) as Moment];
  return {
    token,
    standing,
    tiers,
    lines,
    months: moments.slice(1).map((after, at) => periodOf(token, accounts, moments[at] as Moment, after)),
    whole: periodOf(token, accounts, first, last),
    owed: book.owed,
    balance,
    undistributed,
    received: splitOf(tiers) + tiers.woundDown + undistributed,
    paid: total(lines.map((line) => line.sums.paid)),
    contributionsHeld: book.recouping.held,
    recorded: book.recouping.recorded,
    outstanding: book.recouping.outstanding,
    waiting: book.waiting,
    remainder: book.remainder(),
    problems: [...(replay.problems.get(token) ?? []), ...ownProblems(book, balance)],
  };
}

function lineOf(replay: Replay, book: Book, account: Address, time: number): Line {
  const sums = book.sums(account);
  const balance = balanceOf(sums);
  return {
    account,
    units: replay.holdings.units.get(account) ?? 0n,
    sums,
    credited: creditedOf(sums),
    balance,
    frozen: least(book.frozen(account, time), most(balance, 0n)),
    frozenUntil: book.freezes.get(account)?.until ?? 0,
    due: dueOf(book, account, time),
  };
}

/** What a claim would pay now: what is kept back is kept back in whole grains, and what units earned unvested comes later. */
export function dueOf(book: Book, account: Address, time: number): bigint {
  const frozen = ((book.frozen(account, time) + book.grain - 1n) / book.grain) * book.grain;
  const waiting = account === book.treasury ? book.waiting : 0n;
  return most(0n, balanceOf(book.sums(account)) - waiting - frozen);
}

/**
 * What does not add up by itself. The remainder must be less than two fractions of the smallest unit for each partner (of what
 * it earned vested and unvested) and one for each contributor.
 */
function ownProblems(book: Book, balance: bigint | undefined): Problem[] {
  const found: Problem[] = [];
  const limit = BigInt(2 * book.holdings.units.size + book.recouping.ranked.length) * book.grain;
  const remainder = book.remainder();
  if (remainder < 0n || remainder > limit) found.push({ kind: "remainder", byLog: book.owed, byRules: book.owed - remainder });
  if (balance === undefined) found.push({ kind: "silent-token" });
  else if (balance < book.owed) found.push({ kind: "not-covered", byLog: balance, byRules: book.owed });
  return found;
}

function periodOf(token: Address, accounts: readonly Address[], before: Moment, after: Moment): Period {
  const opened = before.tiers.get(token) ?? NO_TIERS;
  const tiers = minus(after.tiers.get(token) ?? NO_TIERS, opened);
  const was = accounts.map((who) => before.sums.get(token)?.get(who) ?? NO_SUMS);
  const movements = accounts.map((account, at): Movement => {
    const old = was[at] ?? NO_SUMS;
    const change = minus(after.sums.get(token)?.get(account) ?? NO_SUMS, old);
    const opening = balanceOf(old);
    return { account, units: after.units.get(account) ?? 0n, opening, change, closing: opening + balanceOf(change) };
  });
  const opening = splitOf(opened) - total(was.map((sums) => sums.paid));
  const paid = total(movements.map((movement) => movement.change.paid));
  return {
    start: before.time,
    end: after.time,
    tiers,
    movements,
    opening,
    openingRemainder: splitOf(opened) - total(was.map(creditedOf)),
    remainder: splitOf(tiers) - total(movements.map((movement) => creditedOf(movement.change))),
    paid,
    closing: opening + splitOf(tiers) - paid,
    received: splitOf(tiers) + tiers.woundDown,
  };
}

/** One partner's part of a period, with totals that are its own. */
export function periodOfPartner(period: Period, accounts: readonly Address[]): Period {
  const movements = period.movements.filter((movement) => accounts.includes(movement.account));
  const change = movements.reduce((sum, movement) => plus(sum, movement.change), NO_SUMS);
  const tiers: Tiers = {
    ...NO_TIERS,
    sponsors: change.sponsor,
    contributions: change.contributions,
    reserve: change.reserve,
    unvested: change.unvested,
    partners: change.units,
    treasuryPart: change.treasuryPart,
  };
  const opening = total(movements.map((movement) => movement.opening));
  return {
    ...period,
    movements,
    tiers,
    opening,
    openingRemainder: 0n,
    remainder: 0n,
    paid: change.paid,
    closing: opening + splitOf(tiers) - change.paid,
    received: 0n,
  };
}

/** Whether there is anything to tell of a token. */
export function isOfInterest(entry: TokenLedger): boolean {
  return Boolean(entry.received || entry.balance || entry.recorded || entry.tiers.contributed || entry.problems.length);
}
