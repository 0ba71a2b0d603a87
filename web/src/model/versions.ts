/** Every version of the terms, with its deal, and who accepted it for which shares and when. */

import type { ChainEvent } from "../chain/events";
import type { Capital, Deal } from "../generated/views";
import type { Address, Hex } from "../types";
import type { Snapshot } from "./partnership";

export interface Accepted {
  readonly account: Address;
  readonly seat?: number;
  /** What it accepted with the terms where it joined by it; undefined of a partner that renewed. */
  readonly joinedWith?: { readonly weight: bigint; readonly units: bigint; readonly role: number };
  /** It took over a seat by it. */
  readonly tookSeatOf?: Address;
  readonly block: number;
  readonly transaction: Hex;
  /** A founder took it back before the partnership was in force. */
  readonly wasWithdrawn: boolean;
}

export interface Version {
  readonly version: number;
  readonly hash: Hex;
  readonly uri: string;
  readonly block: number;
  readonly deal?: Deal;
  readonly capital: readonly Capital[];
  readonly accepted: readonly Accepted[];
}

interface Shares {
  weight: bigint;
  units: bigint;
  role: number;
}

/** Newest first. */
export function versionsOf(snapshot: Pick<Snapshot, "published" | "events">): Version[] {
  const deals = new Map<number, { deal: Deal; capital: readonly Capital[] }>();
  for (const { name, args } of snapshot.events)
    if (name === "DealSet") deals.set(Number(args.version), { deal: args.deal as Deal, capital: args.capital as readonly Capital[] });
  const acceptances = acceptancesOf(snapshot.events);
  return snapshot.published
    .map(({ version, hash, uri, block }) => {
      const set = deals.get(version);
      return { version, hash, uri, block, capital: set?.capital ?? [], accepted: acceptances.get(version) ?? [], ...(set ? { deal: set.deal } : {}) };
    })
    .reverse();
}

function acceptancesOf(events: readonly ChainEvent[]): Map<number, Accepted[]> {
  const found = new Map<number, Accepted[]>();
  const offered = new Map<Address, Shares>();
  const seats = new Map<Address, number>();
  const inside = new Set<Address>();
  let moved: { to: Address; from: Address; transaction: Hex } | undefined;
  for (const { name, args, block, transaction } of events) {
    const partner = args.partner as Address;
    if (name === "PartnerInvited") {
      offered.set(partner, { weight: args.weight as bigint, units: args.units as bigint, role: Number(args.role) });
      seats.set(partner, Number(args.seat));
      inside.delete(partner);
    } else if (name === "SharesChanged") {
      offered.set(partner, { weight: args.weight as bigint, units: args.units as bigint, role: offered.get(partner)?.role ?? 0 });
    } else if (name === "RoleChanged") {
      const shares = offered.get(partner);
      if (shares) offered.set(partner, { ...shares, role: Number(args.current) });
    } else if (name === "SeatMoved") {
      moved = { to: args.to as Address, from: partner, transaction };
      seats.set(moved.to, Number(args.seat));
      const shares = offered.get(partner);
      if (shares) offered.set(moved.to, shares);
      inside.delete(partner);
    } else if (name === "FounderWithdrew") {
      inside.delete(partner);
      for (const [version, list] of found)
        found.set(version, list.map((one) => (one.account === partner ? { ...one, wasWithdrawn: true } : one)));
    } else if (name === "PartnerLeft" || name === "ProbationEnded" || name === "ExpulsionEnded") {
      inside.delete(partner);
    } else if (name === "TermsAccepted") {
      const shares = offered.get(partner);
      const seat = seats.get(partner);
      const takes = moved && moved.to === partner && moved.transaction === transaction ? moved.from : undefined;
      const one: Accepted = {
        account: partner,
        block,
        transaction,
        wasWithdrawn: false,
        ...(seat === undefined ? {} : { seat }),
        ...(shares && (!inside.has(partner) || takes) ? { joinedWith: { ...shares } } : {}),
        ...(takes ? { tookSeatOf: takes } : {}),
      };
      const version = Number(args.version);
      found.set(version, [...(found.get(version) ?? []), one]);
      inside.add(partner);
    }
  }
  return found;
}
