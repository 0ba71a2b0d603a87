// Written by `python -m polypact.build.page`; change its sources instead. What a partnership decides by vote, and how
// an action of each kind is made.

import type { Hex } from "../types";

/**
 * Which class decides on a function: `constitutional` always; `mandate`: the one that decides on what it lets somebody
 * do; `recovery` and `everyday` if no other was named for it.
 */
export type DecidedBy = "constitutional" | "mandate" | "recovery" | "everyday";

export interface DecidedCall {
  readonly contract: "partnership" | "escrow";
  readonly selector: Hex;
  readonly by: DecidedBy;
}

export interface ActionOption {
  readonly field: string;
  readonly help: string;
  readonly metavar?: string;
  readonly initially?: string;
}

export interface ActionKind {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The function it calls; none if it is no function of the partnership's own contracts. */
  readonly calls?: string;
  /** What the commands say of its fields: the kind as a whole first, then single fields. */
  readonly options: readonly ActionOption[];
}

export interface Deed {
  readonly takes: string;
  /** The least and the greatest number of its values. */
  readonly counts: readonly [number, number];
}

/** By the name of the function. */
export const DECIDED: Readonly<Record<string, DecidedCall>> = {
  admit: { contract: "partnership", selector: "0x6e2bb9e3", by: "everyday" },
  agree_contribution: { contract: "escrow", selector: "0x70b51a73", by: "everyday" },
  amend_terms: { contract: "partnership", selector: "0xbb4afdd4", by: "constitutional" },
  approve_message: { contract: "partnership", selector: "0x5ff665dd", by: "everyday" },
  buy_out_link: { contract: "escrow", selector: "0xf7a79967", by: "constitutional" },
  count_income: { contract: "escrow", selector: "0xcffbb65e", by: "constitutional" },
  expel: { contract: "partnership", selector: "0xdbb7c64e", by: "everyday" },
  freeze: { contract: "escrow", selector: "0xda03beed", by: "everyday" },
  give_floor_notice: { contract: "partnership", selector: "0x350b700f", by: "constitutional" },
  give_link_notice: { contract: "escrow", selector: "0x964ae91e", by: "constitutional" },
  give_mandate: { contract: "partnership", selector: "0xa56029cb", by: "mandate" },
  give_matter_notice: { contract: "partnership", selector: "0xd1ec176e", by: "constitutional" },
  issue_invoice: { contract: "escrow", selector: "0x1db61e0a", by: "everyday" },
  know_token: { contract: "escrow", selector: "0x390f8e6b", by: "everyday" },
  list_token: { contract: "escrow", selector: "0x1f8df29a", by: "everyday" },
  map_action: { contract: "partnership", selector: "0x04960f58", by: "constitutional" },
  name_class: { contract: "partnership", selector: "0xf32b81c3", by: "constitutional" },
  offer_link: { contract: "escrow", selector: "0xf92a678b", by: "constitutional" },
  reach_milestone: { contract: "partnership", selector: "0x9385c203", by: "everyday" },
  record_contribution: { contract: "escrow", selector: "0xf0a4376e", by: "everyday" },
  recover_nft: { contract: "escrow", selector: "0x57be1aff", by: "everyday" },
  recover_seat: { contract: "partnership", selector: "0xdfa22aad", by: "recovery" },
  reinstate: { contract: "partnership", selector: "0x830aebd9", by: "everyday" },
  reserve_matter: { contract: "partnership", selector: "0xa416cae4", by: "constitutional" },
  revoke_mandate: { contract: "partnership", selector: "0xd1ab115d", by: "mandate" },
  set_dao_uri: { contract: "partnership", selector: "0x7178d8b3", by: "everyday" },
  set_end_conditions: { contract: "partnership", selector: "0x96a6a087", by: "constitutional" },
  set_floor: { contract: "partnership", selector: "0xd9faaeab", by: "constitutional" },
  set_objector: { contract: "partnership", selector: "0x43a42556", by: "constitutional" },
  set_probation: { contract: "partnership", selector: "0x5278992a", by: "everyday" },
  set_recoupment: { contract: "escrow", selector: "0xc969fc1f", by: "constitutional" },
  set_reserve: { contract: "escrow", selector: "0x80ab6c7e", by: "constitutional" },
  set_role: { contract: "partnership", selector: "0x92d16f05", by: "everyday" },
  set_rule: { contract: "partnership", selector: "0xd59b41a2", by: "constitutional" },
  set_shares: { contract: "partnership", selector: "0xbd305e5a", by: "everyday" },
  set_sponsor: { contract: "escrow", selector: "0x7755fa12", by: "constitutional" },
  set_vesting: { contract: "escrow", selector: "0x72fa2100", by: "everyday" },
  suspend: { contract: "partnership", selector: "0x286781c7", by: "everyday" },
  unfreeze: { contract: "escrow", selector: "0x5adb6ddb", by: "everyday" },
  unlist_token: { contract: "escrow", selector: "0x024184f3", by: "everyday" },
  wind_up: { contract: "partnership", selector: "0x91bfcc74", by: "constitutional" },
  withdraw_invoice: { contract: "escrow", selector: "0x077f1d16", by: "everyday" },
  withdraw_offer: { contract: "escrow", selector: "0x0d96bf0d", by: "constitutional" },
};

/** By its name in a proposal's file. */
export const KINDS: Readonly<Record<string, ActionKind>> = {
  pay: {
    required: ["to", "amount"],
    optional: ["token"],
    options: [{ field: "to", help: "Like --pay Eastport \"1.5 ether\".", metavar: "TO AMOUNT [TOKEN]" }],
  },
  recover_nft: { required: ["collection", "token_id"], optional: [], calls: "recover_nft", options: [] },
  admit: {
    required: ["account", "weight", "units"],
    optional: ["name", "role", "respond_within"],
    calls: "admit",
    options: [
      { field: "account", help: "Invite a partner; with --weight, --units, --role, --name.", metavar: "ACCOUNT" },
      { field: "weight", help: "Of --admit: voting power." },
      { field: "units", help: "Of --admit: claim on revenue." },
      { field: "role", help: "Of --admit: duties, separated by commas, or ''.", initially: "proposer" },
      { field: "name", help: "Of --admit: the company's name, for the record." },
      { field: "respond_within", help: "Of --admit: time to accept.", initially: "14 days" },
    ],
  },
  expel: {
    required: ["partner"],
    optional: [],
    calls: "expel",
    options: [{ field: "partner", help: "Remove a partner.", metavar: "PARTNER" }],
  },
  suspend: { required: ["partner"], optional: [], calls: "suspend", options: [] },
  reinstate: { required: ["partner"], optional: [], calls: "reinstate", options: [] },
  set_shares: { required: ["partner", "weight", "units"], optional: [], calls: "set_shares", options: [] },
  set_role: { required: ["partner", "role"], optional: ["until"], calls: "set_role", options: [] },
  set_probation: { required: ["partner", "until"], optional: [], calls: "set_probation", options: [] },
  confirm: { required: ["partner"], optional: [], calls: "set_probation", options: [] },
  recover_seat: { required: ["partner", "to"], optional: [], calls: "recover_seat", options: [] },
  wind_up: { required: [], optional: ["keep", "for"], calls: "wind_up", options: [] },
  set_end_conditions: { required: [], optional: ["income", "milestone"], calls: "set_end_conditions", options: [] },
  reach_milestone: { required: ["milestone"], optional: [], calls: "reach_milestone", options: [] },
  amend_terms: {
    required: ["file"],
    optional: ["uri", "window", "deal"],
    calls: "amend_terms",
    options: [
      { field: "file", help: "New terms; with --uri, --window.", metavar: "FILE" },
      { field: "uri", help: "Of --amend-terms: where partners can read it." },
      { field: "window", help: "Of --amend-terms: time to accept it.", initially: "30 days" },
    ],
  },
  name_class: { required: ["class", "name"], optional: [], calls: "name_class", options: [] },
  set_objector: { required: ["account", "until"], optional: [], calls: "set_objector", options: [] },
  remove_objector: { required: ["account"], optional: [], calls: "set_objector", options: [] },
  set_rule: {
    required: ["class"],
    optional: [
      "voting_delay",
      "voting_period",
      "execution_delay",
      "execution_window",
      "mode",
      "quorum",
      "approval",
      "seat_approval",
      "early_decision",
      "recusal",
      "objections",
      "contested_approval",
      "extension",
      "tie_breaker",
    ],
    calls: "set_rule",
    options: [],
  },
  map_action: { required: ["target", "class"], optional: ["function"], calls: "map_action", options: [] },
  reserve_matter: {
    required: ["what", "holder", "days"],
    optional: ["until", "notice", "limit", "link"],
    calls: "reserve_matter",
    options: [],
  },
  give_matter_notice: { required: ["what", "holder"], optional: [], calls: "give_matter_notice", options: [] },
  set_floor: { required: ["keep", "holder"], optional: ["until", "notice"], calls: "set_floor", options: [] },
  give_floor_notice: { required: ["token", "holder"], optional: [], calls: "give_floor_notice", options: [] },
  give_mandate: { required: ["mandate"], optional: ["limit"], calls: "give_mandate", options: [] },
  revoke_mandate: { required: ["mandate"], optional: [], calls: "revoke_mandate", options: [] },
  approve_message: { required: ["digest", "until"], optional: [], calls: "approve_message", options: [] },
  sign_message: {
    required: ["file"],
    optional: [],
    calls: "approve_message",
    options: [
      {
        field: "file",
        help: "Sign what this file of `--unsigned --for PARTNERSHIP` says, as the partnership.",
        metavar: "FILE",
      },
    ],
  },
  withdraw_message: { required: ["digest"], optional: [], calls: "approve_message", options: [] },
  set_dao_uri: { required: ["uri"], optional: [], calls: "set_dao_uri", options: [] },
  list_token: { required: ["token"], optional: [], calls: "list_token", options: [] },
  unlist_token: { required: ["token"], optional: [], calls: "unlist_token", options: [] },
  know_token: { required: ["token"], optional: [], calls: "know_token", options: [] },
  set_sponsor: { required: ["sponsor", "share"], optional: [], calls: "set_sponsor", options: [] },
  remove_sponsor: { required: ["sponsor"], optional: [], calls: "set_sponsor", options: [] },
  set_reserve: { required: ["share"], optional: [], calls: "set_reserve", options: [] },
  set_recoupment: { required: ["mode"], optional: [], calls: "set_recoupment", options: [] },
  offer_link: {
    required: ["sponsor", "share"],
    optional: ["until", "notice", "buy_out", "to", "number"],
    calls: "offer_link",
    options: [],
  },
  withdraw_offer: { required: ["hash"], optional: [], calls: "withdraw_offer", options: [] },
  give_link_notice: { required: ["link"], optional: [], calls: "give_link_notice", options: [] },
  buy_out_link: { required: ["link", "amount"], optional: [], calls: "buy_out_link", options: [] },
  count_income: { required: ["token"], optional: [], calls: "count_income", options: [] },
  agree_contribution: { required: ["contributor", "amount"], optional: [], calls: "agree_contribution", options: [] },
  record_contribution: {
    required: ["contributor", "amount"],
    optional: ["reference"],
    calls: "record_contribution",
    options: [],
  },
  check_in_force: { required: ["partnership"], optional: [], options: [] },
  set_vesting: {
    required: ["partner", "units", "from", "until"],
    optional: ["cliff"],
    calls: "set_vesting",
    options: [],
  },
  end_vesting: { required: ["partner"], optional: [], calls: "set_vesting", options: [] },
  freeze: { required: ["account", "amount", "until"], optional: [], calls: "freeze", options: [] },
  unfreeze: { required: ["account", "token"], optional: [], calls: "unfreeze", options: [] },
  issue_invoice: { required: ["reference", "amount", "due"], optional: [], calls: "issue_invoice", options: [] },
  withdraw_invoice: { required: ["reference"], optional: [], calls: "withdraw_invoice", options: [] },
  vote_in: {
    required: ["partnership", "proposal", "choice"],
    optional: ["reason"],
    options: [
      {
        field: "partnership",
        help: "Cast this partnership's ballot on a proposal of another one, of which it is a partner: for, against or abstain; a REASON may follow. Repeatable.",
        metavar: "PARTNERSHIP ID CHOICE [REASON]",
      },
    ],
  },
  elsewhere: {
    required: ["partnership", "do"],
    optional: ["with"],
    options: [
      {
        field: "partnership",
        help: "What this partnership does as a partner of another one: accept, consent PROPOSAL yes|no, represent ACCOUNT|nobody, answer, notice, leave [TOKEN...], leave-dissenting PROPOSAL [TOKEN...], offer-seat ACCOUNT, keep-seat, take-seat PARTNER, payout escrow|treasury|ACCOUNT, contribute AMOUNT, take-along TOKEN SUCCESSOR [LEAST]. Repeatable.",
        metavar: "PARTNERSHIP DEED [VALUES]",
      },
    ],
  },
  call: { required: ["target", "function"], optional: ["arguments", "value"], options: [] },
  raw: { required: ["target", "data"], optional: ["value"], options: [] },
};

/** What a partnership does as a partner of another one. */
export const DEEDS: Readonly<Record<string, Deed>> = {
  accept: { takes: "", counts: [0, 0] },
  consent: { takes: "PROPOSAL yes|no", counts: [2, 2] },
  represent: { takes: "ACCOUNT|nobody", counts: [1, 1] },
  answer: { takes: "", counts: [0, 0] },
  notice: { takes: "", counts: [0, 0] },
  leave: { takes: "[TOKEN...]", counts: [0, 10] },
  "leave-dissenting": { takes: "PROPOSAL [TOKEN...]", counts: [1, 11] },
  "offer-seat": { takes: "ACCOUNT", counts: [1, 1] },
  "keep-seat": { takes: "", counts: [0, 0] },
  "take-seat": { takes: "PARTNER", counts: [1, 1] },
  payout: { takes: "escrow|treasury|ACCOUNT", counts: [1, 1] },
  contribute: { takes: "AMOUNT", counts: [1, 2] },
  "take-along": { takes: "TOKEN SUCCESSOR [LEAST]", counts: [2, 3] },
};
