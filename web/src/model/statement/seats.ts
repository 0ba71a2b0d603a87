/** Seats that moved: every event is read as one of whoever holds the seat by now, as the escrow's views name it. */

import type { Address } from "../../types";
import { account, type Logged } from "./fields";

/** Fields that name an account with something in the escrow. Payers and beneficiaries are no such accounts. */
const FIELDS = ["partner", "sponsor", "contributor", "account", "credited"] as const;

/** Who holds what whom held before, by the log. */
export class Seats {
  /** Account that had a seat once => account that has it now. */
  readonly newest = new Map<Address, Address>();
  /** Account that has a seat now => all that had it, in order, itself last. */
  private readonly chains = new Map<Address, Address[]>();
  /** Account that has a seat now => account that had it at the moment of the event that was read last. */
  private readonly holders = new Map<Address, Address>();

  constructor(events: readonly Logged[]) {
    const moves = events
      .filter((event) => event.name === "HolderChanged")
      .map((event) => ({ key: account(event, "key"), current: account(event, "current") }));
    const last = new Map(moves.map(({ key, current }) => [key, current]));
    const nowOf = (key: Address) => last.get(key) ?? key;
    for (const { key, current } of moves) {
      this.newest.set(key, nowOf(key));
      this.newest.set(current, nowOf(key));
      const chain = this.chains.get(nowOf(key)) ?? [key];
      this.chains.set(nowOf(key), [...chain, current]);
    }
    for (const [key, current] of last) this.holders.set(current, key);
    for (const [now, chain] of this.chains) this.chains.set(now, [...new Set(chain.filter((each) => each !== now)), now]);
  }

  /** The event in the name of the account that has the seat now. */
  read(event: Logged): Logged {
    if (this.newest.size === 0) return event;
    if (event.name === "HolderChanged") {
      this.holders.set(this.newest.get(account(event, "key")) ?? account(event, "key"), account(event, "current"));
      return event;
    }
    const named: Record<string, Address> = {};
    for (const field of FIELDS) if (field in event.args) named[field] = this.now(account(event, field));
    return { ...event, args: { ...event.args, ...named } };
  }

  /** Who has now what this account has or had. */
  now(who: Address): Address {
    return this.newest.get(who) ?? who;
  }

  /** All accounts that had the same seat as this one, the present holder last. */
  accounts(who: Address): readonly Address[] {
    return this.chains.get(this.now(who)) ?? [who];
  }

  /** Who had the seat of an account when the last event was made. */
  holder(who: Address): Address {
    return this.holders.get(who) ?? who;
  }
}
