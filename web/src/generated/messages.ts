// Written by `python -m polypact.build.page`; change its sources instead. The EIP-712 messages of a partnership and its
// escrow, their fields in the order in which they are hashed.

export interface MessageField {
  readonly name: string;
  readonly type: string;
}

export const PARTNERSHIP_DOMAIN = "Polypact Partnership" as const;

export const ESCROW_DOMAIN = "Polypact RevenueEscrow" as const;

export const DOMAIN_VERSION = "1" as const;

/** Kind of message => its fields. */
export const MESSAGES = {
  Acceptance: [
    { name: "partner", type: "address" },
    { name: "version", type: "uint256" },
    { name: "termsHash", type: "bytes32" },
    { name: "deal", type: "Deal" },
    { name: "weight", type: "uint256" },
    { name: "units", type: "uint256" },
    { name: "role", type: "uint256" },
    { name: "probationEnds", type: "uint256" },
    { name: "decisions", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  Renewal: [
    { name: "partner", type: "address" },
    { name: "version", type: "uint256" },
    { name: "termsHash", type: "bytes32" },
    { name: "deal", type: "Deal" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  Ballot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
  ExtendedBallot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "reason", type: "string" },
    { name: "params", type: "bytes" },
  ],
  TimedBallot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "deadline", type: "uint256" },
  ],
  Consent: [
    { name: "proposalId", type: "uint256" },
    { name: "holder", type: "address" },
    { name: "agrees", type: "bool" },
    { name: "deadline", type: "uint256" },
  ],
  Contest: [
    { name: "proposalId", type: "uint256" },
    { name: "partner", type: "address" },
    { name: "deadline", type: "uint256" },
  ],
  SeatAcceptance: [
    { name: "account", type: "address" },
    { name: "partner", type: "address" },
    { name: "version", type: "uint256" },
    { name: "termsHash", type: "bytes32" },
    { name: "deal", type: "Deal" },
    { name: "weight", type: "uint256" },
    { name: "units", type: "uint256" },
    { name: "role", type: "uint256" },
    { name: "probationEnds", type: "uint256" },
    { name: "decisions", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  SeatRefusal: [
    { name: "partner", type: "address" },
    { name: "to", type: "address" },
    { name: "readyAt", type: "uint256" },
    { name: "refuser", type: "address" },
    { name: "deadline", type: "uint256" },
  ],
  Answer: [
    { name: "partner", type: "address" },
    { name: "answerBy", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  Act: [
    { name: "mandate", type: "uint256" },
    { name: "holder", type: "address" },
    { name: "target", type: "address" },
    { name: "value", type: "uint256" },
    { name: "data", type: "bytes" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  ContributeOn: [
    { name: "holder", type: "address" },
    { name: "token", type: "address" },
    { name: "successor", type: "address" },
    { name: "minimum", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** What a message holds that has parts of its own. */
export const STRUCTS: Readonly<Record<string, readonly MessageField[]>> = {
  Deal: [
    { name: "noticeSeconds", type: "uint256" },
    { name: "redeemableBps", type: "uint256" },
    { name: "ends", type: "uint256" },
    { name: "maxUnits", type: "uint256" },
    { name: "maxWeight", type: "uint256" },
    { name: "maxSponsorsBps", type: "uint256" },
    { name: "maxReserveBps", type: "uint256" },
    { name: "moveSeconds", type: "uint256" },
    { name: "callDays", type: "uint256" },
    { name: "deadlockDays", type: "uint256" },
  ],
};

/** What an escrow checks. */
export const OF_ESCROWS: readonly string[] = ["ContributeOn"];

/** Kinds that travel as files => the field that says whose signature it is. */
export const ACCOUNTS: Readonly<Record<string, string>> = {
  Acceptance: "partner",
  Renewal: "partner",
  TimedBallot: "voter",
  Consent: "holder",
  Contest: "partner",
  SeatAcceptance: "account",
  SeatRefusal: "refuser",
  Answer: "partner",
  Act: "holder",
  ContributeOn: "holder",
};

export type MessageKind = keyof typeof MESSAGES;
