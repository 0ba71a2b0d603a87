/** One `pay_out`: the partners' part of a distribution, paid at once instead of credited. */

import type { Address, Hex } from "../../types";
import { account, type Logged, sum } from "./fields";
import { DAY, type Holdings } from "./holdings";
import type { Found } from "./problems";

/** An event that has to follow. */
interface Due {
  readonly names: readonly string[];
  readonly partner: Address;
  readonly amount: bigint;
}

/** What a RevenuePaidOut credits, in the token's smallest unit, and the events that have to follow it. */
export class PayOut {
  readonly token: Address;
  readonly block: number;
  /** Partner => its part; it was paid, or stays for its next claim. */
  readonly credited = new Map<Address, bigint>();
  /** The treasury's. */
  unvested = 0n;
  private readonly transaction: Hex;
  private readonly toCome: Due[] = [];

  /** Everybody's part rounded down, in the order of the addresses that had the seats. */
  constructor(event: Logged, holdings: Holdings, holder: (who: Address) => Address) {
    this.token = account(event, "token");
    this.block = event.block;
    this.transaction = event.transaction;
    const amount = sum(event, "amount");
    const units = sum(event, "total_units");
    const partners = [...holdings.units.keys()]
      .map((who) => ({ who, place: BigInt(holder(who)) }))
      .sort((a, b) => (a.place < b.place ? -1 : 1));
    for (const { who } of partners) {
      const held = holdings.units.get(who) ?? 0n;
      const locked = holdings.locked(who, held, holdings.era, Math.floor(event.time / DAY));
      const unvested = (amount * locked) / units;
      const part = (amount * held) / units - unvested;
      this.unvested += unvested;
      if (unvested) this.toCome.push({ names: ["UnvestedCredited"], partner: who, amount: unvested });
      if (part) {
        this.credited.set(who, part);
        this.toCome.push({ names: ["RevenueClaimed", "PaymentDeferred"], partner: who, amount: part });
      }
    }
    this.toCome.reverse();
  }

  /** Whether the event is the next one of it. */
  expects(event: Logged): boolean {
    const next = this.toCome.at(-1);
    if (!next || event.transaction !== this.transaction) return false;
    if (event.name === "UnvestedCredited" && !sum(event, "amount")) return true;
    if (!next.names.includes(event.name) || account(event, "token") !== this.token) return false;
    if (account(event, "partner") !== next.partner || sum(event, "amount") !== next.amount) return false;
    this.toCome.pop();
    return true;
  }

  /** The first event that did not follow it. */
  missing(): Found[] {
    const next = this.toCome.at(-1);
    return next ? [{ kind: "pay-out", about: next.partner, byLog: 0n, byRules: next.amount }] : [];
  }
}
