// Written by `python -m polypact.build.page`; change its sources instead. The numbers that the contracts speak in, with
// plain words for people.

export const PHASE = { FORMING: 1, IN_FORCE: 2, VOID: 4, WINDING_UP: 8 } as const;

export const PHASE_WORDS: Readonly<Record<number, string>> = {
  1: "forming: founders are accepting the terms",
  2: "in force",
  4: "void: not every founder accepted in time",
  8: "winding up: what there is goes to contributors and partners",
};

export const STATUS = { NONE: 0, INVITED: 1, ACTIVE: 2, SUSPENDED: 4, LEFT: 8, EXPELLED: 16, MOVED: 32 } as const;

export const STATUS_WORDS: Readonly<Record<number, string>> = {
  0: "not on the roster",
  1: "invited, has not accepted yet",
  2: "active",
  4: "suspended",
  8: "has left",
  16: "expelled",
  32: "has moved its seat to another account",
};

export const ROLE = { PROPOSER: 1, STEERING: 2, MEDIATOR: 4, TREASURER: 8 } as const;

export const ROLE_WORDS: Readonly<Record<number, string>> = {
  1: "proposer",
  2: "steering",
  4: "mediator",
  8: "treasurer",
};

export const STATE = {
  PENDING: 0,
  ACTIVE: 1,
  CANCELED: 2,
  DEFEATED: 3,
  SUCCEEDED: 4,
  QUEUED: 5,
  EXPIRED: 6,
  EXECUTED: 7,
} as const;

export const STATE_WORDS: Readonly<Record<number, string>> = {
  0: "waiting for the vote to begin",
  1: "vote running",
  2: "withdrawn",
  3: "rejected",
  4: "passed, can be executed now",
  5: "passed, execution delay running",
  6: "passed, but nobody executed it in time",
  7: "executed",
};

export const SUPPORT = { AGAINST: 0, FOR: 1, ABSTAIN: 2 } as const;

export const SUPPORT_WORDS: Readonly<Record<number, string>> = { 0: "against", 1: "for", 2: "abstain" };

export const MODE = { MAJORITY: 0, DUAL: 1, LAZY: 2, UNANIMOUS: 3 } as const;

export const MODE_WORDS: Readonly<Record<number, string>> = {
  0: "majority of weight",
  1: "dual majority, of weight and of partners",
  2: "lazy consensus: passes unless enough are against",
  3: "unanimity",
};

/** What somebody said to a proposal, as `consent_of` tells it. */
export const ANSWER = { NOTHING: 0, AGREES: 1, REFUSES: 2, STOPS: 3 } as const;

export const CLASS = { CONSTITUTIONAL: 0, EVERYDAY: 2, RECOVERY: 4, ORDINARY: 8 } as const;

/** How many decision classes there are. */
export const CLASSES = 16 as const;

/** Decision class => its usual name. */
export const CLASS_NAMES: Readonly<Record<number, string>> = {
  0: "constitutional",
  2: "everyday",
  4: "recovery",
  8: "ordinary",
};

/** How contributions are repaid. */
export const RECOUPMENTS: Readonly<Record<number, string>> = { 0: "none", 1: "in order", 2: "pro rata" };

/** What a limit counts: calls, ether that goes along, or the argument of a number from there on. */
export const COUNTED = { CALLS: 1, VALUE: 2, FIRST_ARGUMENT: 3 } as const;

/** Stands for all calls at a target. */
export const ANY_CALL = "0xffffffff" as const;

/** First four bytes of a transfer of an ERC-20. */
export const TRANSFER = "0xa9059cbb" as const;

/** Stands for a plain payment of ether. */
export const NO_CALL = "0x00000000" as const;

/** What an agreement usually reserves => the partnership's own functions that do it. */
export const READY_MATTERS: Readonly<Record<string, readonly string[]>> = {
  admission: ["admit"],
  "change of business": ["amend_terms"],
  "change of terms": ["amend_terms"],
  "change of rules": ["set_rule", "map_action"],
  "change of shares": ["set_shares"],
  "change of roles": ["set_role"],
  "change of the reserve": ["set_reserve"],
  sponsors: ["set_sponsor"],
  suspension: ["suspend"],
  expulsion: ["expel"],
  signing: ["approve_message"],
  "winding up": ["wind_up"],
};
