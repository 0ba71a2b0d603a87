/** The book of one token: what came in, what each tier took, and what each account was credited and paid. */

import type { Address } from "../../types";
import { total } from "./fields";
import type { Holdings } from "./holdings";
import { Income } from "./income";
import { Recouping } from "./recouping";

/** Of one account, up to a moment or within a period, in the token's smallest unit. */
export interface Sums {
  /** Earned by units that had vested. */
  readonly units: bigint;
  readonly sponsor: bigint;
  /** Repaid. */
  readonly contributions: bigint;
  readonly reserve: bigint;
  /** Earned by units that had not vested; the treasury's. */
  readonly unvested: bigint;
  /** Out of the treasury: on leaving, when a link was bought out or the partnership wound up; no income. */
  readonly treasuryPart: bigint;
  readonly paid: bigint;
}

/** What came in and where it went, up to a moment or within a period, in the token's smallest unit. */
export interface Tiers {
  readonly sponsors: bigint;
  readonly contributions: bigint;
  readonly reserve: bigint;
  readonly unvested: bigint;
  /** What units that had vested earned, fractions of the smallest unit included. */
  readonly partners: bigint;
  /** What came out of the treasury for who left, for a link, or for all units in the end; no income. */
  readonly treasuryPart: bigint;
  readonly woundDown: bigint;
  /** Revenue that came with a reference, whether it is split already or not. */
  readonly invoiced: bigint;
  /** Capital that was paid in; no revenue. */
  readonly contributed: bigint;
  /** Contributions in kind, at their agreed value. */
  readonly valued: bigint;
}

export const NO_SUMS: Sums = { units: 0n, sponsor: 0n, contributions: 0n, reserve: 0n, unvested: 0n, treasuryPart: 0n, paid: 0n };
export const NO_TIERS: Tiers = {
  sponsors: 0n,
  contributions: 0n,
  reserve: 0n,
  unvested: 0n,
  partners: 0n,
  treasuryPart: 0n,
  woundDown: 0n,
  invoiced: 0n,
  contributed: 0n,
  valued: 0n,
};

export function creditedOf(sums: Sums): bigint {
  return sums.units + sums.sponsor + sums.contributions + sums.reserve + sums.unvested + sums.treasuryPart;
}

export function balanceOf(sums: Sums): bigint {
  return creditedOf(sums) - sums.paid;
}

/** What was split, what came out of the treasury included. */
export function splitOf(tiers: Tiers): bigint {
  return tiers.sponsors + tiers.contributions + tiers.reserve + tiers.unvested + tiers.partners + tiers.treasuryPart;
}

export function plus<T extends Sums | Tiers>(a: T, b: T): T {
  return each(a, b, (one, other) => one + other);
}

export function minus<T extends Sums | Tiers>(a: T, b: T): T {
  return each(a, b, (one, other) => one - other);
}

function each<T extends Sums | Tiers>(a: T, b: T, join: (one: bigint, other: bigint) => bigint): T {
  const others = new Map(Object.entries(b));
  return Object.fromEntries(Object.entries(a).map(([key, one]) => [key, join(one as bigint, others.get(key) as bigint)])) as unknown as T;
}

/** The newest freeze of an account. */
export interface Freeze {
  readonly amount: bigint;
  /** Unix seconds. */
  readonly until: number;
  /** Of the transaction that decided on it. */
  readonly transaction?: string;
}

/** One token, in its smallest unit. `income` and `recouping` have what is worked out, the rest is added up. */
export class Book {
  readonly income: Income;
  readonly recouping = new Recouping();
  /** Account => credited as a sponsor; credited by `pay_out`; paid. */
  readonly sponsored = new Map<Address, bigint>();
  readonly paidOut = new Map<Address, bigint>();
  readonly paid = new Map<Address, bigint>();
  /** Partner => what its units earned before they vested and a claim has given to the treasury. */
  readonly booked = new Map<Address, bigint>();
  /** The same by `pay_out`, which gives it at once. */
  unvestedPaidOut = 0n;
  reserve = 0n;
  /** The partners' part of all distributions, unvested units included. */
  partners = 0n;
  /** Account => credited out of the treasury when it left or its link was bought out; and all that came out of it. */
  readonly leftWith = new Map<Address, bigint>();
  treasuryPart = 0n;
  /** As the contract counts it: credited and not yet paid, contributions it holds included. */
  owed = 0n;
  woundDown = 0n;
  invoiced = 0n;
  contributed = 0n;
  valued = 0n;
  readonly freezes = new Map<Address, Freeze>();

  constructor(
    readonly holdings: Holdings,
    readonly treasury: Address,
  ) {
    this.income = new Income(holdings);
  }

  get grain(): bigint {
    return this.income.grain;
  }

  set grain(grain: bigint) {
    this.income.grain = grain;
    this.recouping.grain = grain;
  }

  /** The treasury's, but its account gets it only when those claim whose units earned it. */
  get waiting(): bigint {
    return this.income.allUnvested() - total(this.booked.values());
  }

  /** Everybody with units, and whoever was ever credited or paid, or has a contribution to be repaid. */
  accounts(): Address[] {
    const own = this.reserve || this.unvestedPaidOut || this.income.allUnvested() ? [this.treasury] : [];
    return [
      ...new Set([
        ...this.holdings.units.keys(),
        ...this.sponsored.keys(),
        ...this.leftWith.keys(),
        ...this.recouping.ranked,
        ...own,
        ...this.paid.keys(),
        ...this.freezes.keys(),
      ]),
    ];
  }

  sums(who: Address): Sums {
    const isTreasury = who === this.treasury;
    const byUnits = this.income.fromTreasury(who);
    return {
      units: this.income.vested(who) - byUnits + (this.paidOut.get(who) ?? 0n),
      sponsor: this.sponsored.get(who) ?? 0n,
      contributions: this.recouping.repaidTo(who),
      reserve: isTreasury ? this.reserve : 0n,
      unvested: isTreasury ? this.income.allUnvested() + this.unvestedPaidOut : 0n,
      treasuryPart: byUnits + (this.leftWith.get(who) ?? 0n),
      paid: this.paid.get(who) ?? 0n,
    };
  }

  tiers(): Tiers {
    const unvested = this.income.allUnvested() + this.unvestedPaidOut;
    return {
      sponsors: total(this.sponsored.values()),
      contributions: this.recouping.repaid,
      reserve: this.reserve,
      unvested,
      partners: this.partners - unvested,
      treasuryPart: this.treasuryPart,
      woundDown: this.woundDown,
      invoiced: this.invoiced,
      contributed: this.contributed,
      valued: this.valued,
    };
  }

  /** What is owed without being a whole smallest unit of anybody yet. */
  remainder(): bigint {
    return this.owed - this.recouping.held - total(this.accounts().map((who) => balanceOf(this.sums(who))));
  }

  /** What is kept back of an account at a time (unix seconds). */
  frozen(who: Address, time: number): bigint {
    const freeze = this.freezes.get(who);
    return freeze && time < freeze.until ? freeze.amount : 0n;
  }
}
