// Written by `python -m polypact.build.page`; change its sources instead. The most, or the least, that the contracts
// take, and what holds where nothing is said.

import type { Deal, Rule } from "./views";

/** Sizes are in bytes. */
export const BOUNDS = {
  BPS: 10_000,
  MAX_ACTIONS: 16,
  MAX_ANSWERS: 64,
  MAX_ANSWERS_BYTES: 8_192,
  MAX_BALLOTS: 64,
  MAX_BALLOTS_BYTES: 8_192,
  MAX_BENEFICIARIES: 8,
  MAX_CALLDATA: 1_024,
  MAX_CAPITAL: 8,
  MAX_CLAIMED_FOR: 128,
  MAX_CLASS_NAME: 32,
  MAX_CONTESTED_BPS: 9_000,
  MAX_DESCRIPTION: 2_048,
  MAX_FORMATION_SECONDS: 31_536_000,
  MAX_FOUNDING_CALLS: 16,
  MAX_FOUNDING_CALLS_BYTES: 4_096,
  MAX_FOUNDING_NOTICE_DAYS: 1_095,
  MAX_KEPT: 8,
  MAX_KEPT_DAYS: 180,
  MAX_LIMIT_HOURS: 26_280,
  MAX_LINKS: 8,
  MAX_LINK_NOTICE_DAYS: 1_095,
  MAX_LISTED_TOKENS: 8,
  MAX_MANDATE_ARGUMENTS: 16,
  MAX_MATTER_DAYS: 90,
  MAX_MATTER_NOTICE_DAYS: 365,
  MAX_NAME: 31,
  MAX_NAMED_TOKENS: 10,
  MAX_NOTICE_SECONDS: 15_552_000,
  MAX_OBJECTIONS: 255,
  MAX_PAID_OUT: 128,
  MAX_REASON: 1_024,
  MAX_SEATS: 10_000,
  MAX_SIGNATURE: 2_080,
  MAX_STEERING: 15,
  MAX_TOTAL_UNITS: 4_294_967_295,
  MAX_TOTAL_WEIGHT: 1_099_511_627_775,
  MAX_URI: 256,
  MAX_WINDOW_SECONDS: 15_552_000,
  MIN_RESPONSE_SECONDS: 3_600,
  MIN_WINDOW_SECONDS: 604_800,
  OFFER_SECONDS: 2_592_000,
} as const;

/** Decision class => its rule, where a founding names none. */
export const DEFAULT_RULES: Readonly<Record<number, Rule>> = {
  0: {
    voting_delay: 172800n,
    voting_period: 604800n,
    execution_delay: 259200n,
    execution_window: 2592000n,
    quorum_bps: 5000n,
    approval_bps: 6667n,
    seat_approval_bps: 0n,
    mode: 0n,
    early_decision: false,
    recusal: false,
    objections: 0n,
    contested_bps: 0n,
    extension: 0n,
    tie_breaker: "0x0000000000000000000000000000000000000000",
  },
  8: {
    voting_delay: 86400n,
    voting_period: 432000n,
    execution_delay: 172800n,
    execution_window: 1209600n,
    quorum_bps: 3000n,
    approval_bps: 5000n,
    seat_approval_bps: 0n,
    mode: 0n,
    early_decision: false,
    recusal: false,
    objections: 0n,
    contested_bps: 0n,
    extension: 0n,
    tie_breaker: "0x0000000000000000000000000000000000000000",
  },
};

export const DEFAULT_DEAL: Deal = {
  notice_seconds: 0n,
  redeemable_bps: 0n,
  ends: 0n,
  max_units: 0n,
  max_weight: 0n,
  max_sponsors_bps: 0n,
  max_reserve_bps: 0n,
  move_seconds: 604800n,
  call_days: 60n,
  deadlock_days: 0n,
};

/** Chain => the ERC-20 that is the chain's own currency at another address: no revenue token. */
export const CURRENCIES: Readonly<Record<number, string>> = {
  137: "0x0000000000000000000000000000000000001010",
  80002: "0x0000000000000000000000000000000000001010",
  1284: "0x0000000000000000000000000000000000000802",
  1285: "0x0000000000000000000000000000000000000802",
  1287: "0x0000000000000000000000000000000000000802",
  1088: "0xDeadDeAddeAddEAddeadDEaDDEAdDeaDDeAD0000",
  42220: "0x471EcE3750Da237f93B8E339c536989b8978a438",
  44787: "0xF194afDf50B03e69Bd7D057c1Aa9e10c9954E4C9",
};

/** What nobody can be called. */
export const RESERVED_NAMES: readonly string[] = [
  "treasury",
  "escrow",
  "own",
  "nobody",
  "latest",
  "ether",
  "eth",
  "gwei",
  "wei",
];

/** Of somebody's name in an address book. */
export const MAX_NAME_LETTERS = 100 as const;
