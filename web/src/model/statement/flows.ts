/** Money in and out over time, for a chart. Together it is what came in and what was paid. */

import { type Logged, most, sum } from "./fields";
import type { Ledger, TokenLedger } from "./ledger";

export interface Movement {
  /** Unix seconds. */
  readonly at: number;
  readonly in: bigint;
  readonly out: bigint;
}

/** Events that give something to somebody. */
const GIVES = new Set(["SponsorCredited", "ContributionsRepaid", "ReserveCredited", "RevenueDistributed", "RevenuePaidOut", "TreasuryCredited", "LinkBoughtOut"]);

/**
 * A payment with a reference counts when it came. What came by plain transfer no event tells of until it is split: it counts
 * then, or at the end if it still waits.
 */
export function movementsOf(ledger: Ledger, entry: TokenLedger, events: readonly Logged[]): Movement[] {
  let invoiced = 0n;
  let split = 0n;
  let came = 0n;
  const found: Movement[] = [];
  for (const event of events) {
    if (event.args.token !== entry.token || event.time >= ledger.end) continue;
    let out = 0n;
    if (event.name === "RevenuePaid") invoiced += sum(event, "amount");
    else if (GIVES.has(event.name)) split += sum(event, "amount");
    else if (event.name === "Liquidated") split += sum(event, "amount") - sum(event, "repaid");
    else if (event.name === "RevenueClaimed") out = sum(event, "amount");
    else if (event.name === "WoundDown") {
      split += sum(event, "amount");
      out = sum(event, "amount");
    } else continue;
    const now = most(came, most(split, invoiced));
    if (event.time >= ledger.start && (now > came || out)) found.push({ at: event.time, in: now - came, out });
    came = now;
  }
  const waits = ledger.end > ledger.time ? entry.received - came : 0n;
  return waits > 0n ? [...found, { at: ledger.time, in: waits, out: 0n }] : found;
}
