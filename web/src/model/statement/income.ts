/**
 * What units earned in one token: income.vy and vested_income.vy of the escrow, by the log.
 *
 * The arithmetic is the contract's, in whole numbers: what one unit earned is counted times 2^64 and rounded up with each
 * distribution, and only what an account can be paid is rounded down to the token's grain.
 */

import type { Address } from "../../types";
import { add, total, upwards } from "./fields";
import type { Holdings } from "./holdings";

const SCALE = 64n;

/** A stretch of income, of one era and one day, and what a unit had earned at its end. */
interface Stretch {
  readonly era: number;
  readonly day: number;
  end: bigint;
}

/** One token, in its smallest unit. */
export class Income {
  /** What all that is booked in it is a multiple of. */
  grain = 1n;
  private perUnit = 0n;
  /** Of it, what came out of the treasury. */
  private fromTreasuryPerUnit = 0n;
  private readonly treasuryReadings = new Map<Address, bigint>();
  private readonly treasuryParts = new Map<Address, bigint>();
  private readonly list: Stretch[] = [];
  /** Account => the stretch up to which it is settled, and what a unit had earned by then. */
  private readonly readings = new Map<Address, { number: number; reading: bigint }>();
  private readonly vestedSums = new Map<Address, bigint>();
  private readonly unvestedSums = new Map<Address, bigint>();

  constructor(private readonly holdings: Holdings) {}

  get stretches(): number {
    return this.list.length;
  }

  /** Splits `amount` among the `units` of this era and day; the day is 0 before any units vest. */
  credit(amount: bigint, units: bigint, era: number, day: number, isIncome = true): void {
    const growth = upwards((amount / this.grain) << SCALE, units);
    this.perUnit += growth;
    if (!isIncome) this.fromTreasuryPerUnit += growth;
    const last = this.list.at(-1);
    if (last?.era === era && last.day === day) last.end = this.perUnit;
    else this.list.push({ era, day, end: this.perUnit });
  }

  /** Has to be called before the units of an account change, and before it is asked for. */
  settle(who: Address): void {
    let { number, reading } = this.readings.get(who) ?? { number: 0, reading: 0n };
    if (reading === this.perUnit) return;
    const held = this.holdings.units.get(who) ?? 0n;
    const fromTreasury = held * (this.fromTreasuryPerUnit - (this.treasuryReadings.get(who) ?? 0n));
    if (fromTreasury) add(this.treasuryParts, who, fromTreasury);
    this.treasuryReadings.set(who, this.fromTreasuryPerUnit);
    if (this.holdings.schedules.has(who)) {
      for (; number < this.list.length; number += 1) {
        const stretch = this.list[number] as Stretch;
        const growth = stretch.end - reading;
        reading = stretch.end;
        const locked = this.holdings.locked(who, held, stretch.era, stretch.day);
        this.add(who, (held - locked) * growth, locked * growth);
      }
    } else {
      this.add(who, held * (this.perUnit - reading), 0n);
    }
    this.readings.set(who, { number: Math.max(0, this.list.length - 1), reading: this.perUnit });
  }

  /** What an account earned for itself, and had out of the treasury when all ended, rounded down. */
  vested(who: Address): bigint {
    this.settle(who);
    return this.whole(this.vestedSums.get(who));
  }

  /** What of that it had out of the treasury. */
  fromTreasury(who: Address): bigint {
    this.settle(who);
    return this.whole(this.treasuryParts.get(who));
  }

  /** What its units earned before they vested, rounded down; that is the treasury's. */
  unvested(who: Address): bigint {
    this.settle(who);
    return this.whole(this.unvestedSums.get(who));
  }

  /** The same of all accounts together, each rounded down. */
  allUnvested(): bigint {
    return total([...this.holdings.schedules.keys()].map((who) => this.unvested(who)));
  }

  /** `vested` and `unvested` at the end of each stretch, recomputed from the beginning. */
  *prefixes(who: Address): Generator<{ vested: bigint; unvested: bigint }> {
    let vested = 0n;
    let unvested = 0n;
    let reading = 0n;
    for (const { era, day, end } of this.list) {
      const held = this.holdings.heldIn(who, era);
      const locked = this.holdings.locked(who, held, era, day);
      vested += (held - locked) * (end - reading);
      unvested += locked * (end - reading);
      reading = end;
      yield { vested: this.whole(vested), unvested: this.whole(unvested) };
    }
  }

  private whole(scaled = 0n): bigint {
    return (scaled >> SCALE) * this.grain;
  }

  private add(who: Address, vested: bigint, unvested: bigint): void {
    add(this.vestedSums, who, vested);
    if (unvested) add(this.unvestedSums, who, unvested);
  }
}
