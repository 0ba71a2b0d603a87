/** A snapshot for tests of what is worked out from one: three partners in force, unless something else is said. */

import type { ChainEvent } from "../../src/chain/events";
import { PHASE, STATUS } from "../../src/generated/enums";
import { DEFAULT_DEAL } from "../../src/generated/bounds";
import type { Partner, Snapshot } from "../../src/model/partnership";
import type { Address, Hex } from "../../src/types";

export const PARTNERSHIP: Address = "0x2Ea603389941E98fA9A8c4cE01fCc808A5191b8d";
export const NORTHWIND: Address = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
export const EASTPORT: Address = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
export const SOUTHBANK: Address = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
export const OUTSIDER: Address = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
export const HASH: Hex = `0x${"11".repeat(32)}`;

export function partner(some: Partial<Partner> = {}): Partner {
  return {
    account: NORTHWIND,
    holder: NORTHWIND,
    seat: 0,
    status: STATUS.ACTIVE,
    weight: 40n,
    units: 40n,
    role: 1,
    roleEnds: 0,
    acceptedVersion: 1,
    acceptedAt: 0,
    respondBy: 0,
    nonce: 1n,
    probationEnds: 0,
    leavesAt: 0,
    answerBy: 0,
    isLapsed: false,
    suspendedUntil: 0,
    ...some,
  };
}

export function event(name: string, args: Record<string, unknown>, transaction: Hex = HASH): ChainEvent {
  return { name, args, address: PARTNERSHIP, block: 1, index: 0, transaction };
}

export function snapshot(some: Partial<Snapshot> = {}): Snapshot {
  const deal = { ...DEFAULT_DEAL, max_units: 125n, max_weight: 125n };
  return {
    place: { chainId: 1337, partnership: PARTNERSHIP },
    escrow: "0x3a3F77C7F7C31227Cb174EEB3FfEA16D4E9f4A84",
    code: { partnership: "0x", escrow: "0x" },
    block: { number: 10n, hash: HASH, time: 1_000_000 },
    name: "Harbour Joint Venture",
    phase: PHASE.IN_FORCE,
    inForceSince: 1,
    formationDeadline: 500,
    daoUri: "",
    terms: { version: 1, hash: HASH, windowCloses: 0, windowIsOpen: false },
    published: [{ version: 1, hash: HASH, uri: "", block: 1 }],
    deal,
    capital: [],
    totalWeight: 100n,
    totalUnits: 100n,
    roster: [
      partner(),
      partner({ account: EASTPORT, holder: EASTPORT, seat: 1, weight: 35n, units: 35n }),
      partner({ account: SOUTHBANK, holder: SOUTHBANK, seat: 2, weight: 25n, units: 25n }),
    ],
    rules: new Map(),
    classNames: new Map(),
    proposalCount: 0,
    made: [],
    proposals: new Map(),
    tokens: new Map(),
    balances: [],
    order: { sponsors: [], recoupment: 0, reserveBps: 0 },
    links: [],
    matters: [],
    floors: [],
    limits: new Map(),
    mandates: [],
    events: [event("DealSet", { version: 1n, deal, capital: [] })],
    since: 0,
    troubles: [],
    ...some,
  };
}
