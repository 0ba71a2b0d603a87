// Written by `python -m polypact.build.page`; change its sources instead. The code of every contract of this release.
// Behind it stand its immutables, which are of the deployment (like the addresses of facets), so the hash is of the
// first `size` bytes at its address.

import type { Hex } from "../types";

export interface Code {
  /** Bytes before the immutables. */
  readonly size: number;
  /** Bytes of the immutables. */
  readonly immutables: number;
  /** keccak-256 of the first `size` bytes. */
  readonly hash: Hex;
}

/** What a main contract was deployed with: where it stands in its code, and what has to stand there. */
export interface Fixed {
  /** Byte at which the table of functions begins. */
  readonly table: number;
  /** keccak-256 of that table. */
  readonly tableHash: Hex;
  /** Byte at which the facets' addresses begin, in words of 32 bytes. */
  readonly facets: number;
  /** Route => name of the facet; empty where there is none. */
  readonly routes: readonly string[];
  /** Byte at which its own address stands, if it does. */
  readonly own?: number;
}

/** Contract => its code. */
export const CODES: Readonly<Record<string, Code>> = {
  Formation: {
    size: 18_873,
    immutables: 320,
    hash: "0xe0e57d026e5273d18cdd4c4e8c876051a26a2680f7bf1b817cceead91d1c7102",
  },
  Terms: { size: 19_472, immutables: 320, hash: "0xd79d1771617ebc0cb6e5c65ea09a8c15c79fe0c5bfff175f671a06c3b8a59abf" },
  Roster: {
    size: 17_326,
    immutables: 320,
    hash: "0x5540c944701a0786fc0602050176f61ec0cacee5760701bebefe41246932bfa5",
  },
  Departure: {
    size: 18_789,
    immutables: 320,
    hash: "0xddceca4953406770fbd53dac932912b21e615211b9f105653a111a76fcd32619",
  },
  Seats: { size: 19_140, immutables: 320, hash: "0x8fe84475c3abc80b1855c389be84e597a74c87ce1898cbccd3b5e1161f4490a9" },
  Winding: {
    size: 19_045,
    immutables: 320,
    hash: "0x38e5e9b044f1e3440b6b757fce93a5b43f8ec44e2c10392dee86cb60a242c1ed",
  },
  Proposals: {
    size: 15_536,
    immutables: 320,
    hash: "0xb0f0a881d7b2c5f500d6c415ccfd53b8df8272327b20490dcff047df1a316ada",
  },
  Objections: {
    size: 15_167,
    immutables: 320,
    hash: "0x73ae2aca7b196e98bd4978fe4c357d36c7027d122ecff8dda30923c8d1e85259",
  },
  Ballots: {
    size: 17_473,
    immutables: 320,
    hash: "0x7ed2edc7df70c0be4eadd264f72ab3a585c7e4b75bc7edfdb5ac68121bf99646",
  },
  Consents: {
    size: 14_493,
    immutables: 320,
    hash: "0xb86091ee3624fa88a0bcc5b08e9cc564e6896ed410a38c517a8040a0ddb3a54f",
  },
  Promises: {
    size: 18_505,
    immutables: 320,
    hash: "0x0820b071aa63bbe01e32d64c76a51fbd405318d87f340a4921dea42089b02f9e",
  },
  Mandates: {
    size: 18_827,
    immutables: 320,
    hash: "0xdbc976e9b07a3ff7c7bc5f820b50705f6e0ee9cb39a5b8a8e0f04511a39a0a0f",
  },
  Execution: {
    size: 18_597,
    immutables: 320,
    hash: "0x9536f9b1fed7c2066fa03c6da169bd9222526a11dbd9be03d55eec2b3ec0c997",
  },
  Rules: { size: 14_843, immutables: 320, hash: "0x69b7d1f7553457817002d357fedd8e97b1afcdc8992cc6e251d20f947fde5840" },
  Governor: {
    size: 10_037,
    immutables: 320,
    hash: "0x80ac4491ac661d0b5f63e2fd14008f46c7ebb8f4834d3672af8653616bdd9174",
  },
  Views: { size: 15_547, immutables: 320, hash: "0xd1f2e783a9bb837de006bcc2038f4626100234bd6dc612f9a8158c51cc89d9d8" },
  PartnershipLoupe: {
    size: 1_595,
    immutables: 2_688,
    hash: "0xcd6ededdf40ad003227c28a5da4dd3dfd5a6a39ab116eebdf09b77317d2ee9c6",
  },
  Partnership: {
    size: 17_560,
    immutables: 2_048,
    hash: "0x97dcb27b77a5b034355d126b4a7af85f10228e26332c2edc40edf9fe7920de14",
  },
  Assets: { size: 14_085, immutables: 0, hash: "0x98e2c4bd393e9bd4dc661fc3a071d57d75a1c48afa189e572c22a3342bcba907" },
  Order: { size: 19_304, immutables: 0, hash: "0xe35908a76167aec69e5b30cc5d8a5a4494e7b979cd339459da3ff3f5cac12f9b" },
  Payouts: { size: 18_655, immutables: 0, hash: "0x20c80ffc1da1593d6f43639f3503de9c4d313eda0423eb2b2c6c7c7f46fb0f9b" },
  Ledger: { size: 19_488, immutables: 0, hash: "0x7011594b6cac4710d22d4325291a23a183d688683b5b6492a82680697f35ef4c" },
  Liquidation: {
    size: 7_274,
    immutables: 0,
    hash: "0x3055e3d9c10a2bc848866552ddcacfc50ae885f4e502b9221bde51afd3b895b0",
  },
  Links: { size: 18_374, immutables: 0, hash: "0xfc47bbf90b8c0ea4b741dc249ee6bd254a4b7aab3bedb4eebf2b3b109c8df148" },
  Succession: {
    size: 12_465,
    immutables: 320,
    hash: "0x98c9d0dec8cdf05a1767774b571f974a4dc4b3795e5fb9ea3547e0774e7e60d0",
  },
  EscrowLoupe: {
    size: 1_591,
    immutables: 2_368,
    hash: "0x4578019143bcc901a179003dc2cd1f0f4dbceae635abe6b25ee951d4d54d94b1",
  },
  RevenueEscrow: {
    size: 19_162,
    immutables: 672,
    hash: "0xa7d089ab21d7270420f07c20deaa9d0ed684fe4a926383c7bdfaeed822d79b0c",
  },
  Ecosystem: {
    size: 5_737,
    immutables: 64,
    hash: "0x9b16f41b1b72ce649e0be70e698f4a91f5e69bb2509fdadae6b8ff319a18ef7c",
  },
};

/** What an account of that kind runs first, behind its proxy. */
export const MAIN_CONTRACTS = { partnership: "Partnership", escrow: "RevenueEscrow", ecosystem: "Ecosystem" } as const;

/** What the main contract of such an account was deployed with. */
export const FIXED: Readonly<Record<string, Fixed>> = {
  partnership: {
    table: 17_880,
    tableHash: "0x5c00c06694d866f88c28933348931771a7b12bba5b22eae35b416044ccf69d0e",
    facets: 18_904,
    routes: [
      "",
      "Formation",
      "Terms",
      "Roster",
      "Departure",
      "Seats",
      "Winding",
      "Proposals",
      "Objections",
      "Ballots",
      "Consents",
      "Promises",
      "Mandates",
      "Execution",
      "Rules",
      "Governor",
      "Views",
      "Terms",
      "Winding",
      "Promises",
      "Views",
      "PartnershipLoupe",
    ],
  },
  escrow: {
    table: 19_162,
    tableHash: "0x1b190d6a9bb57c4635d28a37b67548a3c247ace31db3c889d4318a5aeafb9374",
    facets: 19_418,
    routes: [
      "",
      "Assets",
      "Order",
      "Payouts",
      "Ledger",
      "Liquidation",
      "Links",
      "Succession",
      "Assets",
      "Links",
      "Succession",
      "EscrowLoupe",
    ],
    own: 19_802,
  },
};
