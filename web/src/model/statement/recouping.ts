/** Contributions and their repayment in one token: contributions.vy and recoupment.vy of the escrow, by the log. */

import type { Address } from "../../types";
import { account, add, least, type Logged, most, small, sum, total } from "./fields";
import type { Found } from "./problems";

/** A part of the line on which all contributions lie. */
interface Tranche {
  readonly start: bigint;
  size: bigint;
}

/**
 * One token, in its smallest unit. Repaying moves `repaid` along the line. What came back of a tranche is the part of it to the
 * left of that, and a contributor's part is amount * that / size of the tranche.
 */
export class Recouping {
  grain = 1n;
  recorded = 0n;
  repaid = 0n;
  /** Contributor => all it put in, less what was returned. */
  readonly made = new Map<Address, bigint>();
  /** What of it still waits in the escrow. */
  held = 0n;
  /** Contributor => what it may still pay in to be repaid. */
  readonly agreed = new Map<Address, bigint>();
  private readonly tranches: Tranche[] = [];
  /** Contributor => number of the tranche => amount. */
  private readonly entries = new Map<Address, Map<number, bigint>>();

  get outstanding(): bigint {
    return this.recorded - this.repaid;
  }

  /** Who is, or was, to be repaid. */
  get ranked(): Address[] {
    return [...this.entries.keys()];
  }

  /** Everybody who ever put something in. */
  get contributors(): Address[] {
    return [...new Set([...this.made.keys(), ...this.entries.keys()])];
  }

  contribute(who: Address, amount: bigint, isMoney: boolean): void {
    add(this.made, who, amount);
    if (isMoney) this.held += amount;
  }

  giveBack(who: Address, amount: bigint): void {
    add(this.made, who, -amount);
    this.held -= amount;
  }

  rank(event: Logged): Found | undefined {
    const number = small(event, "tranche");
    const amount = sum(event, "amount");
    const last = this.tranches.length;
    if (number !== last && number !== last - 1) return { kind: "tranche", byLog: BigInt(number), byRules: BigInt(last) };
    const tranche = this.tranches[number] ?? { start: this.recorded, size: 0n };
    this.tranches[number] = tranche;
    tranche.size += amount;
    this.recorded += amount;
    const who = account(event, "contributor");
    const entries = this.entries.get(who) ?? new Map<number, bigint>();
    this.entries.set(who, entries);
    add(entries, number, amount);
    return undefined;
  }

  /** Of a founder that withdraws. */
  unrank(event: Logged): Found | undefined {
    const who = account(event, "contributor");
    const amount = sum(event, "amount");
    const entries = this.entries.get(who) ?? new Map<number, bigint>();
    this.entries.delete(who);
    for (const [number, part] of entries) {
      const tranche = this.tranches[number];
      if (tranche) tranche.size -= part;
    }
    const had = total(entries.values());
    this.recorded -= had;
    return had === amount ? undefined : { kind: "unranked", about: who, byLog: amount, byRules: had };
  }

  /** Takes what was just paid in off what was agreed. */
  useAgreed(who: Address, amount: bigint): void {
    const agreed = this.agreed.get(who);
    if (agreed !== undefined) this.agreed.set(who, most(0n, agreed - amount));
  }

  /** What came back to a contributor so far, whether it took it or not. */
  repaidTo(who: Address): bigint {
    return total([...(this.entries.get(who) ?? [])].map(([number, amount]) => this.part(number, amount)));
  }

  /** All that is, or was, to come back to it. */
  rankedOf(who: Address): bigint {
    return total(this.entries.get(who)?.values() ?? []);
  }

  /** What is still to come back to it. */
  outstandingOf(who: Address): bigint {
    return this.rankedOf(who) - this.repaidTo(who);
  }

  /** What more would come back to it, if so much more were repaid. */
  wouldBeRepaidTo(who: Address, more: bigint): bigint {
    const then = total([...(this.entries.get(who) ?? [])].map(([number, amount]) => this.part(number, amount, this.repaid + more)));
    return then - this.repaidTo(who);
  }

  private part(number: number, amount: bigint, repaid = this.repaid): bigint {
    const tranche = this.tranches[number];
    if (!tranche) return 0n;
    const along = least(most(repaid - tranche.start, 0n), tranche.size);
    const size = tranche.size / this.grain;
    return size ? ((amount / this.grain) * (along / this.grain)) / size * this.grain : 0n;
  }
}
