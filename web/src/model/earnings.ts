/**
 * What one account earned and why, and who was paid in which order: figures of the statement as a person reads them. Each list
 * adds up to the last digit; what cannot be told by one sentence is told as what it is.
 */

import type { Address } from "../types";
import { type Book, splitOf } from "./statement/book";
import { total } from "./statement/fields";
import { DAY, lockedOf } from "./statement/holdings";
import type { Ledger, Line, TokenLedger } from "./statement/ledger";

export type Step = "sponsors" | "contributions" | "treasury" | "partners" | "waiting";

export interface Part {
  /** None for what rounding leaves. */
  readonly account?: Address;
  readonly amount: bigint;
}

/** One tier, in the order of payment. */
export interface OrderStep {
  readonly step: Step;
  readonly amount: bigint;
  /** Largest first. */
  readonly parts: readonly Part[];
}

/** All income of a token, tier by tier; together it is what came in. What came out of the treasury is none of it. */
export function orderOfPayment(entry: TokenLedger, treasury: Address): { readonly income: bigint; readonly steps: readonly OrderStep[] } {
  const of = (amountOf: (line: Line) => bigint): Part[] =>
    entry.lines
      .map((line) => ({ account: line.account, amount: amountOf(line) }))
      .filter((part) => part.amount > 0n)
      .sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0));
  const made = (step: Step, amount: bigint, parts: readonly Part[]): OrderStep => {
    const rest = amount - total(parts.map((part) => part.amount));
    if (rest >= 0n) return { step, amount, parts: rest ? [...parts, { amount: rest }] : parts };
    // Fractions of income and of what came out of the treasury made a whole wei together: it is drawn with the treasury's.
    const [first, ...others] = parts;
    return { step, amount, parts: first ? [{ ...first, amount: first.amount + rest }, ...others] : [] };
  };
  const { tiers } = entry;
  const toTreasury = tiers.reserve + tiers.unvested;
  const steps = [
    made("sponsors", tiers.sponsors, of((line) => line.sums.sponsor)),
    made("contributions", tiers.contributions, of((line) => line.sums.contributions)),
    made("treasury", toTreasury, toTreasury ? [{ account: treasury, amount: toTreasury }] : []),
    made("partners", tiers.partners, of((line) => line.sums.units)),
  ];
  const waiting = entry.undistributed;
  return {
    income: splitOf(tiers) - tiers.treasuryPart + waiting,
    steps: waiting ? [...steps, made("waiting", waiting, [{ amount: waiting }])] : steps,
  };
}

/** A part and the whole that it is of. */
export interface Fraction {
  readonly of: bigint;
  readonly all: bigint;
}

export type ReasonKind = "sponsor" | "contributions" | "units" | "treasuryPart" | "reserve" | "unvested";

/** One line of why an account was credited. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly amount: bigint;
  /** Of units: its share, if it was the same in every distribution. */
  readonly share?: Fraction & { readonly income: bigint };
  /** Of contributions: what of all of it is back. */
  readonly back?: Fraction;
}

/** What an account has, each line with its reason; `credited` is their sum. */
export interface Earned {
  readonly account: Address;
  readonly reasons: readonly Reason[];
  readonly credited: bigint;
  readonly paid: bigint;
  readonly balance: bigint;
  readonly frozen?: { readonly amount: bigint; readonly until: number; readonly transaction?: string };
  /** What comes when those claim whose units had not vested; the treasury's. */
  readonly waiting: bigint;
  /** What a claim pays now, and what a second one pays, as a claim goes through a part of a long history only. */
  readonly due: bigint;
  readonly later: bigint;
  readonly vesting?: { readonly units: bigint; readonly vested: bigint; readonly cliff: number; readonly end: number };
  /** Contributions that are still to come back. */
  readonly outstanding: bigint;
}

/**
 * @param claimable What a claim pays now, as the contract says, if it was asked.
 * @param now Unix seconds.
 */
export function earnedBy(ledger: Ledger, entry: TokenLedger, account: Address, now: number, claimable?: bigint): Earned {
  const book = ledger.replay.book(entry.token);
  const line = entry.lines.find((each) => each.account === account);
  const sums = line?.sums;
  const of = (kind: ReasonKind, amount: bigint, more: Partial<Reason> = {}): Reason[] => (amount ? [{ kind, amount, ...more }] : []);
  const ranked = book.recouping.rankedOf(account);
  const back = sums?.contributions ?? 0n;
  const due = claimable ?? line?.due ?? 0n;
  const freeze = book.freezes.get(account);
  const isFrozen = freeze !== undefined && freeze.amount > 0n && now < freeze.until;
  const vesting = vestingOf(ledger, account, now);
  return {
    account,
    reasons: sums
      ? [
          ...of("sponsor", sums.sponsor),
          ...of("contributions", back, { back: { of: back, all: ranked } }),
          ...of("units", sums.units, shareOf(ledger, entry, book, account, sums.units)),
          ...of("reserve", sums.reserve),
          ...of("unvested", sums.unvested),
          ...of("treasuryPart", sums.treasuryPart),
        ]
      : [],
    credited: line?.credited ?? 0n,
    paid: sums?.paid ?? 0n,
    balance: line?.balance ?? 0n,
    ...(isFrozen ? { frozen: { amount: line?.frozen ?? 0n, until: freeze.until, ...(freeze.transaction ? { transaction: freeze.transaction } : {}) } } : {}),
    waiting: account === book.treasury ? book.waiting : 0n,
    due,
    later: line && line.due > due ? line.due - due : 0n,
    ...(vesting ? { vesting } : {}),
    outstanding: ranked - back,
  };
}

/** `40 of 120 of 6.65 ETH`, if that is what it is: neither units nor what counts of them changed between distributions. */
function shareOf(ledger: Ledger, entry: TokenLedger, book: Book, account: Address, earned: bigint): Pick<Reason, "share"> {
  const { holdings } = ledger.replay;
  const held = holdings.units.get(account) ?? 0n;
  const income = entry.tiers.partners + entry.tiers.unvested;
  if (held === 0n || holdings.total === 0n || book.paidOut.size > 0 || holdings.schedules.has(account)) return {};
  const exact = (income * held) / holdings.total;
  return exact === earned ? { share: { of: held, all: holdings.total, income } } : {};
}

function vestingOf(ledger: Ledger, account: Address, now: number): Earned["vesting"] {
  const { holdings } = ledger.replay;
  const schedule = holdings.scheduleIn(account, holdings.era);
  const units = holdings.units.get(account) ?? 0n;
  if (!schedule || schedule.units === 0n || units === 0n) return undefined;
  const locked = lockedOf(schedule, Math.floor(now / DAY));
  return {
    units,
    vested: units - (locked < units ? locked : units),
    cliff: schedule.cliffDay * DAY,
    end: schedule.endDay * DAY,
  };
}

/** Income that came with a reference, and what came by plain transfer, which no event tells of until it is split. */
export function byPlainTransfer(entry: TokenLedger): bigint {
  const income = splitOf(entry.tiers) - entry.tiers.treasuryPart + entry.tiers.woundDown + entry.undistributed;
  return income > entry.tiers.invoiced ? income - entry.tiers.invoiced : 0n;
}

/** Of the rate of the reserve: the one that always held, if there is one. */
export function steadyReserve(ledger: Ledger, entry: TokenLedger): number | undefined {
  const { reserve, unvested } = entry.tiers;
  const bps = ledger.replay.rules.reserveBps;
  const before = reserve + unvested + entry.tiers.partners;
  const expected = (before * BigInt(bps)) / 10_000n;
  // Each distribution rounds down by itself.
  const most = BigInt(ledger.replay.book(entry.token).income.stretches + 1) * ledger.replay.book(entry.token).grain;
  return bps > 0 && reserve <= expected && expected - reserve <= most ? bps : undefined;
}

/** What `amount` more would bring an account by the rules of today, if somebody split it now. */
export function expectedOf(ledger: Ledger, entry: TokenLedger, account: Address, now: number, amount: bigint): bigint {
  const { holdings, rules } = ledger.replay;
  const book = ledger.replay.book(entry.token);
  const grain = book.grain;
  const share = (of: bigint, bps: number) => (((of / grain) * BigInt(bps)) / 10_000n) * grain;
  let found = 0n;
  let rest = amount;
  for (const link of rules.links.filter((each) => each.ends === 0 || now <= each.ends)) {
    const part = share(amount, link.shareBps);
    rest -= part;
    if (link.account === account) found += part;
  }
  const outstanding = book.recouping.outstanding;
  const repaid = rest < outstanding ? rest : outstanding;
  rest -= repaid;
  found += book.recouping.wouldBeRepaidTo(account, repaid);
  const reserve = holdings.total ? share(rest, rules.reserveBps) : rest;
  if (account === book.treasury) return found + reserve;
  const held = holdings.units.get(account) ?? 0n;
  const locked = holdings.locked(account, held, holdings.era, Math.floor(now / DAY));
  return holdings.total ? found + ((rest - reserve) * (held - locked)) / holdings.total : found;
}
