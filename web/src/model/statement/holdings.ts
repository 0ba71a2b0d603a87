/** Who has how many units, since when, and how they vest, by the log: units.vy and vesting.vy of the escrow. */

import type { Address } from "../../types";
import { account, least, type Logged, small, sum } from "./fields";
import type { Found } from "./problems";

export const DAY = 86_400;

/** Units that vest; days are whole days since 1970, UTC. */
export interface Schedule {
  readonly units: bigint;
  /** The era from which it holds. */
  readonly since: number;
  readonly startDay: number;
  readonly cliffDay: number;
  readonly endDay: number;
}

/** How many units of a schedule have not vested on a day. */
export function lockedOf(schedule: Schedule, day: number): bigint {
  if (day >= schedule.endDay) return 0n;
  if (day < schedule.cliffDay) return schedule.units;
  const span = BigInt(schedule.endDay - schedule.startDay);
  return schedule.units - (schedule.units * BigInt(day - schedule.startDay)) / span;
}

/** The units of everybody. */
export class Holdings {
  readonly units = new Map<Address, bigint>();
  total = 0n;
  era = 0;
  /** Account => era and units from it on, oldest first. */
  readonly history = new Map<Address, { era: number; units: bigint }[]>();
  /** Account => its schedules, oldest first. */
  readonly schedules = new Map<Address, Schedule[]>();

  /** Whether a schedule was ever set: from then on income is told apart by days. */
  get vest(): boolean {
    return this.schedules.size > 0;
  }

  change(event: Logged): Found | undefined {
    const who = account(event, "partner");
    const previous = sum(event, "previous");
    const current = sum(event, "current");
    const held = this.units.get(who) ?? 0n;
    const era = this.era;
    this.units.set(who, current);
    this.total += current - held;
    this.era = small(event, "era");
    const history = this.history.get(who) ?? [];
    history.push({ era: this.era, units: current });
    this.history.set(who, history);
    if (previous !== held) return { kind: "units-before", about: who, byLog: previous, byRules: held };
    // During the formation all is one era.
    if (this.era !== era + 1 && !(this.era === 0 && era === 0)) {
      return { kind: "era", byLog: BigInt(this.era), byRules: BigInt(era + 1) };
    }
    return undefined;
  }

  setVesting(event: Logged): void {
    const who = account(event, "partner");
    const made: Schedule = {
      units: sum(event, "units"),
      since: small(event, "era"),
      startDay: small(event, "start_day"),
      cliffDay: small(event, "cliff_day"),
      endDay: small(event, "end_day"),
    };
    this.schedules.set(who, [...(this.schedules.get(who) ?? []), made]);
  }

  heldIn(who: Address, era: number): bigint {
    const history = this.history.get(who) ?? [];
    let low = 0;
    let high = history.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((history[middle]?.era ?? 0) <= era) low = middle + 1;
      else high = middle;
    }
    return history[low - 1]?.units ?? 0n;
  }

  /** How many of the `held` units had not vested on `day`, which was in `era`. */
  locked(who: Address, held: bigint, era: number, day: number): bigint {
    const schedule = this.scheduleIn(who, era);
    return schedule ? least(held, lockedOf(schedule, day)) : 0n;
  }

  scheduleIn(who: Address, era: number): Schedule | undefined {
    return (this.schedules.get(who) ?? []).findLast((schedule) => schedule.since <= era);
  }
}
