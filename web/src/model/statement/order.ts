/**
 * The order of payment, worked out again for each distribution: waterfall.vy and sponsors.vy of the escrow, by the log. The
 * log says what each tier took; the rules that held then say what it had to take.
 */

import type { Address } from "../../types";
import { account, least, type Logged, small, sum, total } from "./fields";
import type { Found } from "./problems";

const BPS = 10_000n;

/** One entry in the order of payment. */
export interface Link {
  /** That is credited. */
  readonly account: Address;
  readonly shareBps: number;
  /** Of one that both sides agreed to; a share that a vote gave has none. */
  readonly tag?: bigint;
  /** Unix seconds: last moment it earns, 0 if it has no end. */
  readonly ends: number;
}

/** How income is split before the partners. */
export class Rules {
  /** In the contract's order. */
  readonly links: Link[] = [];
  reserveBps = 0;
  recoupment = 0;
  /** Whether anybody has units; else what sponsors and contributors leave is the treasury's. */
  hasUnits = true;

  setSponsor(event: Logged): Found | undefined {
    const sponsor = account(event, "sponsor");
    const shareBps = small(event, "share_bps");
    const number = this.links.findIndex((link) => link.tag === undefined && link.account === sponsor);
    const link = { account: sponsor, shareBps, ends: 0 };
    if (shareBps === 0 && number === -1) return { kind: "no-link", about: sponsor };
    if (shareBps === 0) this.remove(number);
    else if (number === -1) this.links.push(link);
    else this.links[number] = link;
    return undefined;
  }

  agree(event: Logged): Found | undefined {
    const tag = sum(event, "tag");
    if (this.links.some((link) => link.tag === tag)) return { kind: "double-link", about: tagText(tag) };
    this.links.push({ account: account(event, "credited"), shareBps: small(event, "share_bps"), tag, ends: small(event, "ends") });
    return undefined;
  }

  giveNotice(event: Logged): Found | undefined {
    return this.change(event, (link) => ({ ...link, ends: small(event, "ends") }));
  }

  redirect(event: Logged): Found | undefined {
    return this.change(event, (link) => ({ ...link, account: account(event, "credited") }));
  }

  end(event: Logged): Found | undefined {
    const number = this.number(sum(event, "tag"));
    if (number === -1) return { kind: "no-link", about: tagText(sum(event, "tag")) };
    this.remove(number);
    return undefined;
  }

  private change(event: Logged, to: (link: Link) => Link): Found | undefined {
    const number = this.number(sum(event, "tag"));
    const link = this.links[number];
    if (!link) return { kind: "no-link", about: tagText(sum(event, "tag")) };
    this.links[number] = to(link);
    return undefined;
  }

  private number(tag: bigint): number {
    return this.links.findIndex((link) => link.tag === tag);
  }

  /** The last one takes its place, as in the contract. */
  private remove(number: number): void {
    const last = this.links.pop();
    if (last && number < this.links.length) this.links[number] = last;
  }
}

/** The name of an agreed link, like 0x1a2b3c. */
export function tagText(tag: bigint): string {
  return `0x${tag.toString(16).padStart(6, "0")}`;
}

/** What each tier takes of an amount. */
export interface Division {
  readonly sponsors: readonly { readonly account: Address; readonly amount: bigint }[];
  readonly repaid: bigint;
  readonly reserve: bigint;
  readonly rest: bigint;
}

/** How the rules divide an amount at a time (unix seconds). */
export function divide(amount: bigint, rules: Rules, outstanding: bigint, grain: bigint, time: number): Division {
  const share = (of: bigint, bps: number) => (((of / grain) * BigInt(bps)) / BPS) * grain;
  const sponsors = rules.links
    .filter((link) => link.ends === 0 || time <= link.ends)
    .map((link) => ({ account: link.account, amount: share(amount, link.shareBps) }))
    .filter((link) => link.amount);
  let rest = amount - total(sponsors.map((link) => link.amount));
  const repaid = least(rest, outstanding);
  rest -= repaid;
  const reserve = rules.hasUnits ? share(rest, rules.reserveBps) : rest;
  return { sponsors, repaid, reserve, rest: rest - reserve };
}

/** One event of a distribution. */
interface Part {
  /** 0 a sponsor, 1 contributions, 2 the reserve, 3 the partners. */
  readonly rank: number;
  readonly amount: bigint;
  /** Of rank 0. */
  readonly sponsor?: Address;
  /** The total units, if it was paid out at once. */
  readonly paidAmong: bigint;
}

/** What one distribution gave to each tier, by the log. */
class Told {
  readonly sponsors: { account: Address; amount: bigint }[] = [];
  repaid = 0n;
  reserve = 0n;
  rest = 0n;
  private rank = -1;
  private isWhole = false;

  constructor(
    private readonly outstanding: bigint,
    private readonly grain: bigint,
  ) {}

  /** Whether a part may be a later part of the same distribution. */
  takes(part: Part, rules: Rules): boolean {
    const had = this.sponsors.filter((each) => each.account === part.sponsor).length;
    const has = rules.links.filter((link) => link.account === part.sponsor).length;
    const again = part.rank === 0 && had >= Math.max(has, 1);
    // A pay-out credits what does not come to a whole number for every unit, and pays the rest.
    const paysRest = part.rank === this.rank && this.rest < part.paidAmong * this.grain;
    const ascends = part.rank > this.rank || (part.rank === 0 && this.rank === 0) || paysRest;
    return ascends && !again && !this.isWhole;
  }

  take(part: Part): void {
    this.rank = part.rank;
    this.isWhole = part.paidAmong > 0n;
    if (part.rank === 0 && part.sponsor) this.sponsors.push({ account: part.sponsor, amount: part.amount });
    else if (part.rank === 1) this.repaid = part.amount;
    else if (part.rank === 2) this.reserve = part.amount;
    else this.rest += part.amount;
  }

  /** Where it is not what the rules say at that time. */
  problems(rules: Rules, time: number): Found[] {
    const amount = total(this.sponsors.map((each) => each.amount)) + this.repaid + this.reserve + this.rest;
    const due = divide(amount, rules, this.outstanding, this.grain, time);
    const found: Found[] = [];
    const isSame =
      due.sponsors.length === this.sponsors.length &&
      due.sponsors.every((each, at) => each.account === this.sponsors[at]?.account && each.amount === this.sponsors[at].amount);
    if (!isSame) {
      const sums = [this.sponsors, due.sponsors].map((side) => total(side.map((each) => each.amount))) as [bigint, bigint];
      found.push({ kind: "tier", about: "sponsors", byLog: sums[0], byRules: sums[1] });
    }
    for (const [about, byLog, byRules] of [
      ["contributions", this.repaid, due.repaid],
      ["reserve", this.reserve, due.reserve],
      ["partners", this.rest, due.rest],
    ] as const) {
      if (byLog !== byRules) found.push({ kind: "tier", about, byLog, byRules });
    }
    return found;
  }
}

const RANKS: ReadonlyMap<string, number> = new Map([
  ["SponsorCredited", 0],
  ["ContributionsRepaid", 1],
  ["ReserveCredited", 2],
  ["RevenueDistributed", 3],
  ["RevenuePaidOut", 3],
]);

/** The rank of an event that is part of a distribution. */
export function rankOf(event: Logged): number | undefined {
  return RANKS.get(event.name);
}

/**
 * Distributions of one token that follow each other in one transaction. The log does not say where one ends and the next begins: 2
 * wei credited and then 3 wei paid out at once look like one pay-out of 5 wei. So it is right if it can be cut into distributions
 * that are what the rules say.
 */
export class Run {
  private readonly parts: Part[] = [];

  constructor(
    readonly token: Address,
    readonly first: Logged,
    private readonly outstanding: bigint,
    private readonly grain: bigint,
  ) {}

  /** Whether an event may be the next one of it. */
  takes(event: Logged): boolean {
    return event.args.token === this.token && event.transaction === this.first.transaction;
  }

  take(event: Logged, rank: number): void {
    this.parts.push({
      rank,
      amount: sum(event, "amount"),
      ...(rank === 0 ? { sponsor: account(event, "sponsor") } : {}),
      paidAmong: event.name === "RevenuePaidOut" ? sum(event, "total_units") : 0n,
    });
  }

  /** Leaves out a repayment of contributions that turned out not to be income. */
  withoutRepaid(amount: bigint): void {
    const last = this.parts.at(-1);
    if (last?.rank === 1 && last.amount === amount) this.parts.pop();
  }

  /** Where it is not what the rules say, however it is cut. */
  problems(rules: Rules): Found[] {
    // Place where it may be cut => contributions to repay from there on.
    const left = new Map<number, bigint>([[0, this.outstanding]]);
    for (let start = 0; start < this.parts.length; start += 1) {
      const outstanding = left.get(start);
      if (outstanding === undefined) continue;
      for (const { end, told } of this.divisions(start, outstanding, rules)) {
        if (told.problems(rules, this.first.time).length === 0) left.set(end, outstanding - told.repaid);
      }
    }
    return left.has(this.parts.length) ? [] : this.greedyProblems(rules);
  }

  /** All distributions that may begin there, and where each ends. */
  private *divisions(start: number, outstanding: bigint, rules: Rules): Generator<{ end: number; told: Told }> {
    const told = new Told(outstanding, this.grain);
    for (let place = start; place < this.parts.length; place += 1) {
      const part = this.parts[place];
      if (!part || !told.takes(part, rules)) return;
      told.take(part);
      yield { end: place + 1, told };
    }
  }

  /** As few distributions as there can be. */
  private greedyProblems(rules: Rules): Found[] {
    const found: Found[] = [];
    let start = 0;
    let outstanding = this.outstanding;
    while (start < this.parts.length) {
      const last = [...this.divisions(start, outstanding, rules)].at(-1);
      if (!last) break;
      start = last.end;
      outstanding -= last.told.repaid;
      found.push(...last.told.problems(rules, this.first.time));
    }
    return found;
  }
}
