// Written by `python -m polypact.build.page`; change its sources instead. The numbers that the contracts speak in, with
// plain words for people, and the bounds of what they take.

/** Stands for ether wherever a token is asked for. */
export const ETHER = '0x0000000000000000000000000000000000000000' as const;

export const Phase = { FORMING: 1n, IN_FORCE: 2n, VOID: 4n, WINDING_UP: 8n } as const;

export const PHASE_WORDS: Readonly<Record<string, string>> = {
  '1': 'forming: founders are accepting the terms',
  '2': 'in force',
  '4': 'void: not every founder accepted in time',
  '8': 'winding up: what there is goes to contributors and partners',
};

export const Status = { NONE: 0n, INVITED: 1n, ACTIVE: 2n, SUSPENDED: 4n, LEFT: 8n, EXPELLED: 16n, MOVED: 32n } as const;

export const STATUS_WORDS: Readonly<Record<string, string>> = {
  '0': 'not on the roster',
  '1': 'invited, has not accepted yet',
  '2': 'active',
  '4': 'suspended',
  '8': 'has left',
  '16': 'expelled',
  '32': 'has moved its seat to another account',
};

export const Role = { PROPOSER: 1n, STEERING: 2n, MEDIATOR: 4n, TREASURER: 8n } as const;

export const ROLE_WORDS: Readonly<Record<string, string>> = {
  '1': 'proposer',
  '2': 'steering',
  '4': 'mediator',
  '8': 'treasurer',
};

export const ProposalState = {
  PENDING: 0n,
  ACTIVE: 1n,
  CANCELED: 2n,
  DEFEATED: 3n,
  SUCCEEDED: 4n,
  QUEUED: 5n,
  EXPIRED: 6n,
  EXECUTED: 7n,
} as const;

export const PROPOSAL_STATE_WORDS: Readonly<Record<string, string>> = {
  '0': 'waiting for the vote to begin',
  '1': 'vote running',
  '2': 'withdrawn',
  '3': 'rejected',
  '4': 'passed, can be executed now',
  '5': 'passed, execution delay running',
  '6': 'passed, but nobody executed it in time',
  '7': 'executed',
};

export const Support = { AGAINST: 0n, FOR: 1n, ABSTAIN: 2n } as const;

export const SUPPORT_WORDS: Readonly<Record<string, string>> = { '0': 'against', '1': 'for', '2': 'abstain' };

export const Mode = { MAJORITY: 0n, DUAL: 1n, LAZY: 2n, UNANIMOUS: 3n } as const;

export const MODE_WORDS: Readonly<Record<string, string>> = {
  '0': 'majority of weight',
  '1': 'dual majority, of weight and of partners',
  '2': 'lazy consensus: passes unless enough are against',
  '3': 'unanimity',
};

export const Answer = { NOTHING: 0n, AGREES: 1n, REFUSES: 2n, STOPS: 3n } as const;

export const DecisionClass = { CONSTITUTIONAL: 0n, EVERYDAY: 2n, RECOVERY: 4n, ORDINARY: 8n } as const;

/** How many decision classes there are. */
export const CLASSES = 16n as const;

/** Decision class => its usual name. */
export const CLASS_NAMES: Readonly<Record<string, string>> = {
  '0': 'constitutional',
  '2': 'everyday',
  '4': 'recovery',
  '8': 'ordinary',
};

/** How contributions are repaid, by number. */
export const RECOUPMENTS: readonly string[] = ['none', 'in order', 'pro rata'];

/** What a limit counts: calls, ether that goes along, or the argument of a number from there on. */
export const Counted = { CALLS: 1n, VALUE: 2n, FIRST_ARGUMENT: 3n } as const;

/** Stands for all calls at a target. */
export const ANY_CALL = '0xffffffff' as const;

/** First four bytes of a transfer of an ERC-20. */
export const TRANSFER = '0xa9059cbb' as const;

/** Stands for a plain payment of ether. */
export const NO_CALL = '0x00000000' as const;

/** What an agreement usually reserves => the partnership's own functions that do it. */
export const READY_MATTERS: Readonly<Record<string, readonly string[]>> = {
  admission: ['admit'],
  'change of business': ['amend_terms'],
  'change of terms': ['amend_terms'],
  'change of rules': ['set_rule', 'map_action'],
  'change of shares': ['set_shares'],
  'change of roles': ['set_role'],
  'change of the reserve': ['set_reserve'],
  sponsors: ['set_sponsor'],
  suspension: ['suspend'],
  expulsion: ['expel'],
  signing: ['approve_message'],
  'winding up': ['wind_up'],
};

/** Chain => an ERC-20 that is the chain's own currency at another address. */
export const CURRENCIES: Readonly<Record<string, string>> = {
  '137': '0x0000000000000000000000000000000000001010',
  '80002': '0x0000000000000000000000000000000000001010',
  '1284': '0x0000000000000000000000000000000000000802',
  '1285': '0x0000000000000000000000000000000000000802',
  '1287': '0x0000000000000000000000000000000000000802',
  '1088': '0xDeadDeAddeAddEAddeadDEaDDEAdDeaDDeAD0000',
  '42220': '0x471EcE3750Da237f93B8E339c536989b8978a438',
  '44787': '0xF194afDf50B03e69Bd7D057c1Aa9e10c9954E4C9',
};

/** The most, or the least, that the contracts take; sizes in bytes. */
export const BOUNDS = {
  BPS: 10000n,
  MAX_ACTIONS: 16n,
  MAX_ANSWERS: 64n,
  MAX_ANSWERS_BYTES: 8192n,
  MAX_BALLOTS: 64n,
  MAX_BALLOTS_BYTES: 8192n,
  MAX_BENEFICIARIES: 8n,
  MAX_CALLDATA: 1024n,
  MAX_CAPITAL: 8n,
  MAX_CLAIMED_FOR: 128n,
  MAX_CLASS_NAME: 32n,
  MAX_CONTESTED_BPS: 9000n,
  MAX_DESCRIPTION: 2048n,
  MAX_FORMATION_SECONDS: 31536000n,
  MAX_FOUNDING_CALLS: 16n,
  MAX_FOUNDING_CALLS_BYTES: 4096n,
  MAX_KEPT: 8n,
  MAX_KEPT_DAYS: 180n,
  MAX_LIMIT_HOURS: 26280n,
  MAX_LINKS: 8n,
  MAX_LINK_NOTICE_DAYS: 1095n,
  MAX_LISTED_TOKENS: 8n,
  MAX_MANDATE_ARGUMENTS: 16n,
  MAX_MATTER_DAYS: 90n,
  MAX_MATTER_NOTICE_DAYS: 365n,
  MAX_NAME: 31n,
  MAX_NAMED_TOKENS: 10n,
  MAX_NOTICE_SECONDS: 15552000n,
  MAX_OBJECTIONS: 255n,
  MAX_PAID_OUT: 128n,
  MAX_REASON: 1024n,
  MAX_SEATS: 10000n,
  MAX_SIGNATURE: 2080n,
  MAX_STEERING: 15n,
  MAX_TOTAL_UNITS: 4294967295n,
  MAX_TOTAL_WEIGHT: 1099511627775n,
  MAX_URI: 256n,
  MAX_WINDOW_SECONDS: 15552000n,
  MIN_RESPONSE_SECONDS: 3600n,
  MIN_WINDOW_SECONDS: 604800n,
  OFFER_SECONDS: 2592000n,
} as const;

/** What holds where nothing else is said: decision class => its rule. */
export const DEFAULT_RULES = {
  constitutional: {
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
    tie_breaker: '0x0000000000000000000000000000000000000000',
  },
  ordinary: {
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
    tie_breaker: '0x0000000000000000000000000000000000000000',
  },
} as const;

/** What nobody can be called. */
export const RESERVED_NAMES: readonly string[] = [
  'treasury',
  'escrow',
  'own',
  'nobody',
  'latest',
  'ether',
  'eth',
  'gwei',
  'wei',
];
