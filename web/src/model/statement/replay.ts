/**
 * The escrow's events, gone through one after the other. Nothing here asks the chain: what every account was credited and paid
 * follows from the log alone, by the rules of the contract. What does not fit together on the way is named in `problems`.
 */

import type { Address } from "../../types";
import { Book, type Sums, type Tiers } from "./book";
import { Invoices, type Payment, paymentOf } from "./entries";
import { account, add, least, type Logged, small, sum, total } from "./fields";
import { DAY, Holdings } from "./holdings";
import { rankOf, Rules, Run } from "./order";
import { PayOut } from "./pay-out";
import type { Found, Problem } from "./problems";
import { Seats } from "./seats";

/** Later than the end of any schedule. */
const LAST_DAY = Number.MAX_SAFE_INTEGER;

/** The books at one moment. */
export interface Moment {
  /** Unix seconds; every event before it counts. */
  readonly time: number;
  readonly sums: ReadonlyMap<Address, ReadonlyMap<Address, Sums>>;
  readonly tiers: ReadonlyMap<Address, Tiers>;
  readonly units: ReadonlyMap<Address, bigint>;
}

type Taker = (replay: Replay, event: Logged) => void;
/** Takes an event, and says what is wrong with it. */
type Checker = (replay: Replay, event: Logged) => Found | undefined;

/** What the log says. */
export class Replay {
  readonly holdings = new Holdings();
  readonly rules = new Rules();
  readonly books = new Map<Address, Book>();
  readonly listed: Address[] = [];
  readonly invoices = new Invoices();
  readonly seats: Seats;
  /** In the name of the account that had the seat then. */
  readonly payments: readonly Payment[];
  /** Token (undefined for what belongs to none) => what does not fit together. */
  readonly problems = new Map<Address | undefined, Problem[]>();
  private running: Run | undefined;
  private payOut: PayOut | undefined;

  /** @param treasury The partnership's address. */
  constructor(
    readonly treasury: Address,
    private readonly events: readonly Logged[],
  ) {
    this.seats = new Seats(events);
    this.payments = events.flatMap((event) => paymentOf(event) ?? []);
  }

  /** Goes through the events, in order; gives the books of `tokens` as they were at those moments (rising). */
  run(moments: readonly number[] = [], tokens: Iterable<Address> = []): Moment[] {
    const wanted = [...tokens];
    const found: Moment[] = [];
    const next = () => moments[found.length];
    for (const each of this.events) {
      const event = this.seats.read(each);
      for (let at = next(); at !== undefined && event.time >= at; at = next()) found.push(this.moment(at, wanted));
      this.take(event);
    }
    this.close();
    for (let at = next(); at !== undefined; at = next()) found.push(this.moment(at, wanted));
    return found;
  }

  book(token: Address): Book {
    const found = this.books.get(token) ?? new Book(this.holdings, this.treasury);
    this.books.set(token, found);
    return found;
  }

  private moment(time: number, tokens: readonly Address[]): Moment {
    this.close();
    const books = tokens.map((token) => [token, this.book(token)] as const);
    return {
      time,
      sums: new Map(books.map(([token, book]) => [token, new Map(book.accounts().map((who) => [who, book.sums(who)]))])),
      tiers: new Map(books.map(([token, book]) => [token, book.tiers()])),
      units: new Map(this.holdings.units),
    };
  }

  private take(event: Logged): void {
    const rank = rankOf(event);
    this.endPayOut(event);
    if (this.running && event.name === "Liquidated" && this.running.takes(event)) this.running.withoutRepaid(sum(event, "repaid"));
    if (this.running && (rank === undefined || !this.running.takes(event))) this.endRun();
    if (rank !== undefined) {
      const token = account(event, "token");
      const book = this.book(token);
      this.running ??= new Run(token, event, book.recouping.outstanding, book.grain);
      this.running.take(event, rank);
    }
    TAKERS.get(event.name)?.(this, event);
    const found = CHECKERS.get(event.name)?.(this, event);
    if (found) this.found(event.args.token as Address | undefined, event.block, [found]);
  }

  private close(): void {
    this.endRun();
    this.endPayOut(undefined);
  }

  private endRun(): void {
    if (!this.running) return;
    this.rules.hasUnits = this.holdings.total !== 0n;
    this.found(this.running.token, this.running.first.block, this.running.problems(this.rules));
    this.running = undefined;
  }

  /** What a pay-out has to log comes right after it. */
  private endPayOut(event: Logged | undefined): void {
    if (!this.payOut || (event && this.payOut.expects(event))) return;
    this.found(this.payOut.token, this.payOut.block, this.payOut.missing());
    this.payOut = undefined;
  }

  private found(token: Address | undefined, block: number, found: readonly Found[]): void {
    if (found.length === 0) return;
    const own = this.problems.get(token) ?? [];
    own.push(...found.map((each) => ({ ...each, block })));
    this.problems.set(token, own);
  }

  settleAll(event: Logged): void {
    for (const book of this.books.values()) book.income.settle(account(event, "partner"));
  }

  bookOf(event: Logged): Book {
    return this.book(account(event, "token"));
  }

  /** What is wrong with an event that was not split among the units that there are. */
  otherUnits(event: Logged): Found | undefined {
    const units = sum(event, "total_units");
    const isSame = this.holdings.total === units && this.holdings.era === small(event, "era");
    return isSame ? undefined : { kind: "other-units", byLog: units, byRules: this.holdings.total };
  }

  paidOut(event: Logged): void {
    const book = this.bookOf(event);
    this.payOut = new PayOut(event, this.holdings, (who) => this.seats.holder(who));
    for (const [partner, amount] of this.payOut.credited) add(book.paidOut, partner, amount);
    book.unvestedPaidOut += this.payOut.unvested;
    const whole = total(this.payOut.credited.values()) + this.payOut.unvested;
    book.partners += whole;
    book.owed += whole;
  }

  get isPayingOut(): boolean {
    return this.payOut !== undefined;
  }
}

function unitsChanged(replay: Replay, event: Logged): Found | undefined {
  replay.settleAll(event);
  return replay.holdings.change(event);
}

function contributionsRepaid(replay: Replay, event: Logged): Found | undefined {
  const book = replay.bookOf(event);
  book.recouping.repaid += sum(event, "amount");
  book.owed += sum(event, "amount");
  const { repaid, recorded, outstanding } = book.recouping;
  return outstanding < 0n ? { kind: "over-repaid", byLog: repaid, byRules: recorded } : undefined;
}

function distributed(replay: Replay, event: Logged): Found | undefined {
  const wrong = replay.otherUnits(event);
  if (wrong) return wrong;
  const book = replay.bookOf(event);
  const day = replay.holdings.vest ? Math.floor(event.time / DAY) : 0;
  book.income.credit(sum(event, "amount"), sum(event, "total_units"), small(event, "era"), day);
  book.partners += sum(event, "amount");
  book.owed += sum(event, "amount");
  return undefined;
}

function paidOut(replay: Replay, event: Logged): Found | undefined {
  const wrong = replay.otherUnits(event);
  if (!wrong) replay.paidOut(event);
  return wrong;
}

function claimed(replay: Replay, event: Logged): Found | undefined {
  const book = replay.bookOf(event);
  const partner = account(event, "partner");
  add(book.paid, partner, sum(event, "amount"));
  book.owed -= sum(event, "amount");
  const { paid, ...credited } = book.sums(partner);
  const over = paid - total(Object.values(credited));
  return over > 0n ? { kind: "overpaid", about: partner, byLog: paid, byRules: paid - over } : undefined;
}

function unvestedCredited(replay: Replay, event: Logged): Found | undefined {
  const amount = sum(event, "amount");
  if (replay.isPayingOut || !amount) return undefined; // counted with the pay-out
  const book = replay.bookOf(event);
  const partner = account(event, "partner");
  add(book.booked, partner, amount);
  const booked = book.booked.get(partner) ?? 0n;
  const earned = book.income.unvested(partner);
  if (booked === earned) return undefined;
  // A claim may go through a part of the income only.
  for (const prefix of book.income.prefixes(partner)) if (prefix.unvested === booked) return undefined;
  return { kind: "unvested", about: partner, byLog: booked, byRules: earned };
}

function liquidated(replay: Replay, event: Logged): Found | undefined {
  // Contributions were repaid before it; all units share the rest, vested or not.
  const book = replay.bookOf(event);
  const amount = sum(event, "amount");
  const repaid = sum(event, "repaid");
  const rest = amount - repaid;
  const repayable = least(amount, book.recouping.outstanding + repaid);
  const units = sum(event, "total_units");
  if (units !== replay.holdings.total) return { kind: "other-units", byLog: units, byRules: replay.holdings.total };
  if (rest) {
    book.income.credit(rest, units, replay.holdings.era, replay.holdings.vest ? LAST_DAY : 0, false);
    book.treasuryPart += rest;
    book.owed += rest;
  }
  return repaid === repayable ? undefined : { kind: "repayable", byLog: repaid, byRules: repayable };
}

function toTreasuryPart(replay: Replay, event: Logged, who: Address): void {
  const book = replay.bookOf(event);
  add(book.leftWith, who, sum(event, "amount"));
  book.treasuryPart += sum(event, "amount");
  book.owed += sum(event, "amount");
}

const CHECKERS: ReadonlyMap<string, Checker> = new Map<string, Checker>([
  ["UnitsChanged", unitsChanged],
  ["ContributionsRepaid", contributionsRepaid],
  ["RevenueDistributed", distributed],
  ["RevenuePaidOut", paidOut],
  ["RevenueClaimed", claimed],
  ["UnvestedCredited", unvestedCredited],
  ["Liquidated", liquidated],
  ["ContributionRanked", (replay, event) => replay.bookOf(event).recouping.rank(event)],
  ["ContributionUnranked", (replay, event) => replay.bookOf(event).recouping.unrank(event)],
  ["InvoiceIssued", (replay, event) => replay.invoices.issue(event)],
  ["InvoiceWithdrawn", (replay, event) => replay.invoices.withdraw(event)],
  ["SponsorSet", (replay, event) => replay.rules.setSponsor(event)],
  ["LinkAgreed", (replay, event) => replay.rules.agree(event)],
  ["LinkNoticeGiven", (replay, event) => replay.rules.giveNotice(event)],
  ["LinkRedirected", (replay, event) => replay.rules.redirect(event)],
  ["LinkEnded", (replay, event) => replay.rules.end(event)],
]);

/** A PaymentDeferred changes no sum: what it is about was credited before. Payout addresses and NFTs are no sums. */
const TAKERS: ReadonlyMap<string, Taker> = new Map<string, Taker>([
  [
    "VestingSet",
    (replay, event) => {
      replay.settleAll(event);
      replay.holdings.setVesting(event);
    },
  ],
  [
    "SponsorCredited",
    (replay, event) => {
      const book = replay.bookOf(event);
      add(book.sponsored, account(event, "sponsor"), sum(event, "amount"));
      book.owed += sum(event, "amount");
    },
  ],
  [
    "ReserveCredited",
    (replay, event) => {
      const book = replay.bookOf(event);
      book.reserve += sum(event, "amount");
      book.owed += sum(event, "amount");
    },
  ],
  [
    "Contributed",
    (replay, event) => {
      const book = replay.bookOf(event);
      book.recouping.contribute(account(event, "contributor"), sum(event, "amount"), true);
      book.recouping.useAgreed(account(event, "contributor"), sum(event, "amount"));
      book.contributed += sum(event, "amount");
      book.owed += sum(event, "amount");
    },
  ],
  [
    "ContributionValued",
    (replay, event) => {
      const book = replay.bookOf(event);
      book.recouping.contribute(account(event, "contributor"), sum(event, "amount"), false);
      book.valued += sum(event, "amount");
    },
  ],
  [
    "ContributionAgreed",
    (replay, event) => {
      replay.bookOf(event).recouping.agreed.set(account(event, "contributor"), sum(event, "amount"));
    },
  ],
  [
    "ContributionReturned",
    (replay, event) => {
      replay.bookOf(event).recouping.giveBack(account(event, "contributor"), sum(event, "amount"));
      replay.bookOf(event).owed -= sum(event, "amount");
    },
  ],
  [
    "ContributionsReleased",
    (replay, event) => {
      replay.bookOf(event).recouping.held -= sum(event, "amount");
      replay.bookOf(event).owed -= sum(event, "amount");
    },
  ],
  [
    "Frozen",
    (replay, event) => {
      const freeze = { amount: sum(event, "amount"), until: small(event, "until"), transaction: event.transaction };
      replay.bookOf(event).freezes.set(account(event, "account"), freeze);
    },
  ],
  [
    "Unfrozen",
    (replay, event) => {
      replay.bookOf(event).freezes.set(account(event, "account"), { amount: 0n, until: event.time });
    },
  ],
  [
    "RevenuePaid",
    (replay, event) => {
      replay.bookOf(event).invoiced += sum(event, "amount");
      replay.invoices.count(event);
    },
  ],
  [
    "WoundDown",
    (replay, event) => {
      replay.bookOf(event).woundDown += sum(event, "amount");
    },
  ],
  ["TreasuryCredited", (replay, event) => toTreasuryPart(replay, event, account(event, "account"))],
  // The price of a link comes out of the treasury, and is no income.
  ["LinkBoughtOut", (replay, event) => toTreasuryPart(replay, event, account(event, "credited"))],
  [
    "GrainSet",
    (replay, event) => {
      replay.bookOf(event).grain = sum(event, "grain");
    },
  ],
  [
    "ReserveSet",
    (replay, event) => {
      replay.rules.reserveBps = small(event, "reserve_bps");
    },
  ],
  [
    "RecoupmentSet",
    (replay, event) => {
      replay.rules.recoupment = small(event, "mode");
    },
  ],
  ["TokenListed", (replay, event) => void replay.listed.push(account(event, "token"))],
  [
    "TokenUnlisted",
    (replay, event) => {
      const at = replay.listed.indexOf(account(event, "token"));
      if (at !== -1) replay.listed.splice(at, 1);
    },
  ],
]);
