/** The deal that stands beside the document: its word as it is accepted, and what one deal changes against another. */

import type { Capital, Deal, Offer } from "../generated/views";
import type { Address } from "../types";

/** Where each part of the packed deal is, as deal.vy draws it: shift and bits. */
const PARTS = {
  notice_seconds: [0n, 32n],
  redeemable_bps: [32n, 14n],
  ends: [46n, 40n],
  max_units: [86n, 32n],
  max_weight: [118n, 40n],
  max_sponsors_bps: [158n, 14n],
  max_reserve_bps: [172n, 14n],
  move_seconds: [186n, 24n],
  call_days: [210n, 8n],
  deadlock_days: [218n, 8n],
} as const satisfies Record<keyof Deal, readonly [bigint, bigint]>;

export type DealField = keyof Deal;
export const DEAL_FIELDS = Object.keys(PARTS) as DealField[];

export function packDeal(deal: Deal): bigint {
  return DEAL_FIELDS.reduce((word, field) => word | (deal[field] << PARTS[field][0]), 0n);
}

export function unpackDeal(word: bigint): Deal {
  const entries = DEAL_FIELDS.map((field) => {
    const [shift, bits] = PARTS[field];
    return [field, (word >> shift) & ((1n << bits) - 1n)] as const;
  });
  return Object.fromEntries(entries) as unknown as Deal;
}

/** Whether what is accepted is the deal that is shown. */
export function isDealOf(offer: Offer, deal: Deal): boolean {
  return offer.deal === packDeal(deal);
}

/** What a change means for a partner who is held to the deal. `mixed`: better for some and worse for others, or for the same. */
export type Turn = "worse" | "better" | "mixed";

export interface DealChange {
  readonly field: DealField;
  readonly before: bigint;
  readonly after: bigint;
  readonly turn: Turn;
}

/** More of it is worse for who is held to it: it leaves later, or can be given less. */
const LESS_IS_BETTER: readonly DealField[] = ["max_units", "max_weight", "max_sponsors_bps", "max_reserve_bps"];

export function dealChanges(before: Deal, after: Deal): DealChange[] {
  return DEAL_FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
    field,
    before: before[field],
    after: after[field],
    turn: turnOf(field, before[field], after[field]),
  }));
}

function turnOf(field: DealField, before: bigint, after: bigint): Turn {
  if (field === "notice_seconds") return after > before ? "worse" : "better";
  if (field === "redeemable_bps") return after < before ? "worse" : "better";
  if (LESS_IS_BETTER.includes(field)) return after > before ? "worse" : "better";
  if (field === "call_days") return after < before ? "worse" : "better";
  // An end, the time others have to refuse a move, and what counts as a deadlock cut both ways.
  return "mixed";
}

export interface CapitalChange {
  readonly token: Address;
  readonly kind: "money" | "in_kind";
  readonly before: bigint;
  readonly after: bigint;
  /** More that is repaid before the partners share is worse for them. */
  readonly turn: Turn;
}

export function capitalChanges(before: readonly Capital[], after: readonly Capital[]): CapitalChange[] {
  const tokens = [...new Set([...before, ...after].map((each) => each.token))];
  const of = (list: readonly Capital[], token: Address, kind: "money" | "in_kind") =>
    list.find((each) => each.token === token)?.[kind] ?? 0n;
  return tokens.flatMap((token) =>
    (["money", "in_kind"] as const).flatMap((kind): CapitalChange[] => {
      const [old, now] = [of(before, token, kind), of(after, token, kind)];
      return old === now ? [] : [{ token, kind, before: old, after: now, turn: now > old ? "worse" : "better" }];
    }),
  );
}

/** What of income nobody can take from that many units, as long as the deal holds: in hundredths of a percent, rounded down. */
export function floorBps(units: bigint, deal: Deal): number | undefined {
  return units > 0n && deal.max_units > 0n ? Number((units * 10_000n) / deal.max_units) : undefined;
}
