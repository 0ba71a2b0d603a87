/**
 * The proof: what the log says is compared with what the contract answers, to the smallest unit. A token is somebody else's
 * program: it may refuse, loop, or answer nonsense. Then its answers are undefined, and nothing else is stopped by it.
 */

import { Batch } from "../../chain/batch";
import { askToken } from "../../chain/contracts";
import type { Rpc } from "../../chain/rpc";
import { escrowAbi } from "../../generated/abi";
import { ETHER, type Address } from "../../types";
import { balanceOf, type Book } from "./book";
import { least, most } from "./fields";
import { counts, dueOf, type Ledger, type TokenLedger } from "./ledger";
import type { Problem } from "./problems";
import type { Replay } from "./replay";

const MAX_OWED = 2n ** 92n - 1n;
/** Stretches of income, or changes of units, that one claim goes through; `claimable` says no more than that. */
const MAX_STRETCHES = 32;
/** Of how many tokens that nobody listed the chain is asked what is owed: anybody can make thousands. */
const OTHERS = 200;

/** One number, or several that belong together, twice. */
export interface Comparison {
  /** The contract's view. */
  readonly what: string;
  readonly token?: Address;
  /** An account or, of an invoice, its reference. */
  readonly about?: string;
  readonly byLog: string;
  /** Undefined if it does not answer. */
  readonly byChain: string | undefined;
}

export function agrees(comparison: Comparison): boolean {
  return comparison.byLog === comparison.byChain;
}

/** A view of the escrow with its arguments. */
export type Call = readonly [view: string, ...args: string[]];

/** What the chain says, all at one block. */
export interface Answers {
  readonly views: ReadonlyMap<string, unknown>;
  readonly balances: ReadonlyMap<Address, bigint>;
}

export interface Proof {
  readonly block: bigint;
  readonly comparisons: readonly Comparison[];
  readonly differing: readonly Comparison[];
  /** Token and account => what `claim` would pay now, as the contract says. */
  readonly claimable: ReadonlyMap<string, bigint>;
  /** Accounts that there are, and how many of them were asked for. */
  readonly accounts: number;
  readonly asked: number;
}

export function keyOf(...call: Call): string {
  return call.join(" ");
}

/**
 * What is asked of some accounts: all numbers of a ledger, those of the other accounts left out.
 * @param isAsked Which accounts are asked for; all if it is not given.
 */
export function callsOf(replay: Replay, tokens: readonly Address[], others: readonly Address[], isAsked: (who: Address) => boolean = () => true): Call[] {
  const calls: Call[] = ["total_units", "era", "reserve_bps", "recoupment_mode", "sponsor_links", "listed_tokens", "known_tokens"].map((view) => [view]);
  const of = (view: string, accounts: Iterable<Address>, token?: Address) => {
    for (const who of accounts) if (isAsked(who)) calls.push(token === undefined ? [view, who] : [view, token, who]);
  };
  of("units_of", replay.holdings.units.keys());
  of("holder_of", replay.seats.newest.keys());
  for (const token of tokens) {
    const book = replay.book(token);
    for (const view of ["owed", "contributions_held", "recoupment_of", "undistributed"]) calls.push([view, token]);
    of("claimable", book.accounts(), token);
    of("frozen_until", book.accounts(), token);
    of("frozen", book.freezes.keys(), token);
    of("outstanding_of", book.recouping.ranked, token);
    of("contribution_of", book.recouping.contributors, token);
    of("agreed_contribution", book.recouping.agreed.keys(), token);
  }
  const wanted = new Set(tokens);
  for (const { token, reference } of replay.invoices.issued) if (wanted.has(token)) calls.push(["invoice", reference]);
  for (const token of others) calls.push(["owed", token]);
  const seen = new Set<string>();
  return calls.filter((call) => !seen.has(keyOf(...call)) && seen.add(keyOf(...call)));
}

/** Asks for them, at one block. */
export async function ask(rpc: Rpc, escrow: Address, calls: readonly Call[], tokens: readonly Address[], block: bigint): Promise<Answers> {
  const batch = new Batch(rpc, block);
  // The escrow asks the token itself for what is undistributed, so that one may refuse.
  const asked = calls.map(([view, ...args]) =>
    view === "undistributed" ? batch.callStranger<unknown>(escrow, escrowAbi, view, args) : batch.call<unknown>(escrow, escrowAbi, view, args),
  );
  const held = tokens.map((token) => (token === ETHER ? batch.balance(escrow) : askToken<bigint>(batch, token, "balanceOf", escrow)));
  await batch.run();
  const answers = await Promise.all(asked);
  const balances = await Promise.all(held);
  return {
    views: new Map(calls.map((call, at) => [keyOf(...call), answers[at]])),
    balances: new Map(tokens.flatMap((token, at) => (balances[at] === undefined ? [] : [[token, balances[at]] as const]))),
  };
}

/** Compares what was asked for; an account that was not is left out. */
export function compare(ledger: Ledger, answers: Answers): Comparison[] {
  const { replay } = ledger;
  const of = (what: string, byLog: unknown, token?: Address, about?: string): Comparison[] => {
    const call: Call = [what, ...(token === undefined ? [] : [token]), ...(about === undefined ? [] : [about])];
    if (!answers.views.has(keyOf(...call))) return [];
    const made = { what, byLog: text(byLog), byChain: optional(answers.views.get(keyOf(...call))) };
    return [{ ...made, ...(token === undefined ? {} : { token }), ...(about === undefined ? {} : { about }) }];
  };
  const sorted = (what: string, byLog: readonly (string | readonly [string, number])[]): Comparison[] => [
    { what, byLog: inOrder(byLog), byChain: inOrder(answers.views.get(what)) },
  ];
  return [
    ...of("total_units", replay.holdings.total),
    ...of("era", replay.holdings.era),
    ...of("reserve_bps", replay.rules.reserveBps),
    ...of("recoupment_mode", replay.rules.recoupment),
    ...sorted("sponsor_links", replay.rules.links.map((link) => [link.account, link.shareBps] as const)),
    ...sorted("listed_tokens", replay.listed),
    ...[...replay.holdings.units].flatMap(([who, units]) => of("units_of", units, undefined, who)),
    ...[...replay.seats.newest].flatMap(([who, now]) => of("holder_of", now, undefined, who)),
    ...ledger.tokens.flatMap((entry) => compareToken(ledger, entry, answers, of)),
    ...ledger.others.flatMap((other) => of("owed", other.owed, other.token)),
  ];
}

type Of = (what: string, byLog: unknown, token?: Address, about?: string) => Comparison[];

function compareToken(ledger: Ledger, entry: TokenLedger, answers: Answers, of: Of): Comparison[] {
  const { token } = entry;
  const { replay } = ledger;
  const book = replay.book(token);
  const { recouping } = book;
  const balance = answers.balances.get(token);
  const asked = (accounts: Iterable<Address>, what: string, byLog: (who: Address) => unknown) =>
    [...accounts].flatMap((who) => of(what, byLog(who), token, who));
  return [
    ...of("owed", book.owed, token),
    ...of("contributions_held", recouping.held, token),
    ...of("recoupment_of", [recouping.recorded, recouping.repaid], token),
    ...(balance === undefined ? [] : of("undistributed", arrived(book, balance, token, answers), token)),
    ...asked(book.accounts(), "claimable", (who) => claimable(book, who, ledger.time, answers.views.get(keyOf("claimable", token, who)))),
    ...asked(book.accounts(), "frozen_until", (who) => book.freezes.get(who)?.until ?? 0),
    ...asked(book.freezes.keys(), "frozen", (who) => book.frozen(who, ledger.time)),
    ...asked(recouping.ranked, "outstanding_of", (who) => recouping.outstandingOf(who)),
    ...asked(recouping.contributors, "contribution_of", (who) => recouping.made.get(who) ?? 0n),
    ...asked(recouping.agreed.keys(), "agreed_contribution", (who) => recouping.agreed.get(who)),
    ...invoices(replay, token, answers),
  ];
}

/** What came in and waits to be split; nothing of a token that is not known. */
function arrived(book: Book, balance: bigint, token: Address, answers: Answers): bigint {
  const known = [...(answers.views.get("listed_tokens") as Address[]), ...(answers.views.get("known_tokens") as Address[])];
  if (!known.includes(token)) return 0n;
  const { grain } = book;
  return most(0n, least(balance / grain - book.owed / grain, MAX_OWED - book.owed / grain)) * grain;
}

function invoices(replay: Replay, token: Address, answers: Answers): Comparison[] {
  const references = new Set(replay.invoices.issued.filter((invoice) => invoice.token === token).map((invoice) => invoice.reference));
  return [...references].flatMap((reference) => {
    const standing = replay.invoices.standing.get(reference);
    const answer = answers.views.get(keyOf("invoice", reference)) as { amount: bigint; paid: bigint; due: bigint } | undefined;
    if ((standing && standing.token !== token) || !answer) return [];
    const byLog = standing ? [standing.amount, standing.paid, standing.due] : [0, 0, 0];
    return [{ what: "invoice", token, about: reference, byLog: text(byLog), byChain: text([answer.amount, answer.paid, answer.due]) }];
  });
}

/**
 * What a claim would pay. One claim goes through 32 stretches, and `claimable` says no more than that: for an account with more
 * it has to be all up to the end of one of them.
 */
function claimable(book: Book, who: Address, time: number, answer: unknown): bigint {
  const whole = dueOf(book, who, time);
  const steps = Math.max(book.income.stretches, book.holdings.history.get(who)?.length ?? 0);
  if (answer === whole || steps <= MAX_STRETCHES || typeof answer !== "bigint") return whole;
  const waiting = who === book.treasury ? book.waiting : 0n;
  const frozen = ((book.frozen(who, time) + book.grain - 1n) / book.grain) * book.grain;
  const rest = balanceOf(book.sums(who)) - waiting - book.income.vested(who);
  for (const { vested } of book.income.prefixes(who)) if (most(0n, rest + vested - frozen) === answer) return answer;
  return whole;
}

/** Holds a ledger against the chain at its block. */
export async function prove(rpc: Rpc, escrow: Address, ledger: Ledger, isAsked?: (who: Address) => boolean): Promise<Proof> {
  const tokens = ledger.tokens.map((entry) => entry.token);
  const others = ledger.others.slice(0, OTHERS).map((other) => other.token);
  const calls = callsOf(ledger.replay, tokens, others, isAsked);
  const answers = await ask(rpc, escrow, calls, tokens, BigInt(ledger.block));
  const comparisons = compare(ledger, answers);
  const accounts = new Set(tokens.flatMap((token) => ledger.replay.book(token).accounts()));
  const claimable = new Map<string, bigint>();
  for (const [view, ...about] of calls) {
    const answer = answers.views.get(keyOf(view, ...about));
    if (view === "claimable" && typeof answer === "bigint") claimable.set(keyOf(...(about as [string, ...string[]])), answer);
  }
  return {
    block: BigInt(ledger.block),
    comparisons,
    differing: comparisons.filter((each) => !agrees(each)),
    claimable,
    accounts: accounts.size,
    asked: isAsked ? [...accounts].filter(isAsked).length : accounts.size,
  };
}

/** What a token alone is to blame for: it does not answer, or took away what the escrow held. */
const OF_TOKENS: readonly Problem["kind"][] = ["silent-token", "not-covered"];

export interface Verdict {
  /** To the last digit, as far as it depends on tokens that count. */
  readonly addsUp: boolean;
  readonly differing: readonly Comparison[];
  readonly problems: readonly { readonly token?: Address; readonly problem: Problem }[];
  /** Whether log and views contradict each other, which no token can bring about. */
  readonly isNodesFault: boolean;
}

export function verdict(ledger: Ledger, proof: Proof): Verdict {
  const counting = ledger.tokens.filter((entry) => counts(entry.standing));
  const tokens = new Set(counting.map((entry) => entry.token));
  const differing = proof.differing.filter((each) => each.token === undefined || tokens.has(each.token));
  const problems = [
    ...ledger.problems.map((problem) => ({ problem })),
    ...counting.flatMap((entry) => entry.problems.map((problem) => ({ token: entry.token, problem }))),
  ];
  // What the escrow has to ask the token for differs with the token, too.
  const byViews = differing.some((each) => each.byChain !== undefined && each.what !== "undistributed");
  return {
    addsUp: differing.length === 0 && problems.length === 0,
    differing,
    problems,
    isNodesFault: byViews || problems.some(({ problem }) => !OF_TOKENS.includes(problem.kind)),
  };
}

function optional(value: unknown): string | undefined {
  return value === undefined ? undefined : text(value);
}

/** Numbers, addresses and lists of them as one text, so that they can be compared and shown. */
function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(text).join(", ");
  if (typeof value === "object" && value !== null) return Object.values(value).map(text).join(", ");
  return String(value);
}

function inOrder(values: unknown): string {
  return (Array.isArray(values) ? values : []).map(text).sort().join("; ");
}
