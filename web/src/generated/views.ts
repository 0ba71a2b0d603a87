// Written by `python -m polypact.build.page`; change its sources instead. The types of structs, of functions that read
// (views) and of those that write (calls). All numbers are bigint.

import type { Address, Hex } from "../types";

/** `Capital` of contracts/interfaces/types.vyi. */
export interface Capital {
  /** zero for ether */
  readonly token: Address;
  /** paid in */
  readonly money: bigint;
  /** given in kind, at its agreed value */
  readonly in_kind: bigint;
}

/** `ClassRule` of contracts/interfaces/types.vyi. */
export interface ClassRule {
  /** 0 is the strictest */
  readonly decision_class: bigint;
  /** UTF-8, padded with zeros; zero: the class keeps the name it has */
  readonly name: Hex;
  readonly rule: Rule;
}

/** `Config` of contracts/interfaces/types.vyi. */
export interface Config {
  readonly name: string;
  /** keccak-256 of the document's bytes */
  readonly terms_hash: Hex;
  readonly terms_uri: string;
  /** unix seconds */
  readonly formation_deadline: bigint;
  readonly founders: readonly Founder[];
  readonly rules: readonly ClassRule[];
  /** revenue tokens settled before every change of units */
  readonly tokens: readonly Address[];
  /** of version 1; a ceiling of 0 units or weight: the founders' total and a quarter more */
  readonly deal: Deal;
  /** that may be repaid, each token once */
  readonly capital: readonly Capital[];
  /** ERC-4824; may be empty */
  readonly dao_uri: string;
  /** the treasury's share of income, before the partners' */
  readonly reserve_bps: bigint;
  /** how contributions are repaid out of income: 0 not at all, 1 in order, 2 pro rata */
  readonly recoupment: bigint;
  /** unix seconds; last moment in which no founder can withdraw, 0 if each can until all accept */
  readonly bound_until: bigint;
  /** what founders must have contributed for their acceptance to count */
  readonly required: readonly Requirement[];
  /** at most 16 more, packed; see Rules.run_founding_calls */
  readonly calls: Hex;
}

/** `Deal` of contracts/interfaces/types.vyi. */
export interface Deal {
  /** from giving notice to leaving; 0 to 180 days */
  readonly notice_seconds: bigint;
  /** share of the treasury that a leaver's part is taken of; 0 if there is no redemption */
  readonly redeemable_bps: bigint;
  /** unix seconds; from then on anyone may begin winding up, 0 if it has no end */
  readonly ends: bigint;
  /** ceiling of all units: nobody's share of income falls below its units / this */
  readonly max_units: bigint;
  /** ceiling of all weight */
  readonly max_weight: bigint;
  /** ceiling of the sponsors' shares together, of all income */
  readonly max_sponsors_bps: bigint;
  /** ceiling of the treasury's share of what sponsors and contributors leave */
  readonly max_reserve_bps: bigint;
  /** from offering one's seat to another account until it may be taken; 0 to 180 days */
  readonly move_seconds: bigint;
  /** that a partner who is called has to answer; 30 to 180 */
  readonly call_days: bigint;
  /** apart, two failures of the same actions let anyone begin winding up; 30 to 180, 0: never */
  readonly deadlock_days: bigint;
}

/** `Facet` of contracts/modules/shared/loupe.vy. */
export interface Facet {
  readonly facetAddress: Address;
  readonly functionSelectors: readonly Hex[];
}

/** `Floor` of contracts/interfaces/types.vyi. */
export interface Floor {
  /** zero for ether */
  readonly token: Address;
  /** in its smallest unit, below 2**96 */
  readonly amount: bigint;
  /** whose yes is needed, by its seat if it has one */
  readonly holder: Address;
  /** unix seconds; last moment it holds, 0 if it has no end */
  readonly ends: bigint;
  /** from the decision to end it; 0 to 365, to 1,095 from the founding */
  readonly notice_days: bigint;
}

/** `Founder` of contracts/interfaces/types.vyi. */
export interface Founder {
  readonly account: Address;
  /** voting power, below 2**40 */
  readonly weight: bigint;
  /** claim on revenue, below 2**32 */
  readonly units: bigint;
  readonly role: bigint;
}

/** `Invoice` of contracts/modules/escrow/invoices.vy. */
export interface Invoice {
  readonly token: Address;
  readonly amount: bigint;
  readonly paid: bigint;
  /** unix seconds; 0 if there is no such invoice */
  readonly due: bigint;
}

/** `Kept` of contracts/interfaces/types.vyi. */
export interface Kept {
  /** zero for ether */
  readonly token: Address;
  /** in the token's smallest unit */
  readonly amount: bigint;
}

/** `Limit` of contracts/modules/partnership/promises/limits.vy. */
export interface LimitView {
  readonly counted: bigint;
  readonly maximum: bigint;
  readonly period_hours: bigint;
  /** now */
  readonly left: bigint;
}

/** `LinkTerms` of contracts/interfaces/types.vyi. */
export interface LinkTerms {
  readonly sponsor: Address;
  /** of all later income */
  readonly share_bps: bigint;
  /** the sponsor is a partnership, and what it earns goes to its escrow, to be split there */
  readonly to_escrow: boolean;
  /** unix seconds; last moment it earns, 0 if it has no end */
  readonly ends: bigint;
  /** from the notice of either side to the end; 0 to 1095 */
  readonly notice_days: bigint;
  /** that ends it when the project pays it, in the token's smallest unit; 0: it cannot */
  readonly price: bigint;
  /** zero for ether */
  readonly price_token: Address;
  /** any, tells links on the same terms apart */
  readonly number: bigint;
}

/** `Entry` of contracts/modules/escrow/agreed_links.vy. */
export interface LinkView {
  /** that holds it now; zero where that cannot be found out */
  readonly sponsor: Address;
  /** account that earns */
  readonly credited: Address;
  /** of all later income */
  readonly share_bps: bigint;
  /** by both sides; else a vote gave it and may change it, and the following is 0 */
  readonly is_agreed: boolean;
  /** by which it is named */
  readonly tag: bigint;
  /** whether the sponsor's escrow is credited */
  readonly to_escrow: boolean;
  /** unix seconds; last moment it earns, 0 if it has no end */
  readonly ends: bigint;
  /** from the notice of either side to the end */
  readonly notice_days: bigint;
  /** that ends it when it is paid, in the token's smallest unit; 0: it cannot be bought out */
  readonly price: bigint;
  /** zero for ether */
  readonly price_token: Address;
}

/** `Mandate` of contracts/interfaces/types.vyi. */
export interface Mandate {
  /** that is called; zero for plain payments of ether */
  readonly target: Address;
  /** first four bytes of the calldata; zeros for plain payments */
  readonly selector: Hex;
  /** who may, by its seat if it has one; zero: every partner with the role */
  readonly holder: Address;
  readonly role: bigint;
  /** any first argument (ether: any payee), or only those named */
  readonly any_argument: boolean;
  /** unix seconds; last moment */
  readonly ends: bigint;
  /** number of a limit that there is; 0: a new one */
  readonly limit: bigint;
  /** the new limit, see limits.vy */
  readonly counted: bigint;
  readonly maximum: bigint;
  readonly period_hours: bigint;
}

/** `Standing` of contracts/modules/partnership/promises/mandates.vy. */
export interface MandateView {
  readonly mandate: Mandate;
  readonly is_over: boolean;
  /** unix seconds; last moment it cannot be used, 0 if it never was paused */
  readonly paused_until: bigint;
  /** of its limit, now */
  readonly left: bigint;
  /** of its next use by a signature */
  readonly nonce: bigint;
}

/** `Matter` of contracts/interfaces/types.vyi. */
export interface Matter {
  /** that is called; zero for all that takes ether along */
  readonly target: Address;
  /** first four bytes of the calldata; ones for all calls at the target */
  readonly selector: Hex;
  /** only calls with this first argument (ether: this payee) */
  readonly has_argument: boolean;
  readonly argument: Hex;
  /** who is asked, by its seat if it has one; zero for steering seats */
  readonly holder: Address;
  /** how many steering seats, 1 to 15, where no account is named */
  readonly steering: bigint;
  /** 1 to 90; as long silent is consent */
  readonly days: bigint;
  /** unix seconds; last moment it holds, 0 if it has no end */
  readonly ends: bigint;
  /** from the decision to end it; 0 to 365, to 1,095 from the founding */
  readonly notice_days: bigint;
  /** tag of a link of the holder with which it ends; 0 for none */
  readonly link: bigint;
  /** number of a limit that there is, within which nobody is asked; 0: a new one, or none */
  readonly limit: bigint;
  /** the new limit, see limits.vy; 0 for none */
  readonly counted: bigint;
  readonly maximum: bigint;
  readonly period_hours: bigint;
}

/** `Offer` of contracts/interfaces/types.vyi. */
export interface Offer {
  /** of the terms in force */
  readonly version: bigint;
  /** keccak-256 of the document's bytes */
  readonly terms_hash: Hex;
  /** the deal of that version, packed; see deal.vy */
  readonly deal: bigint;
  readonly weight: bigint;
  readonly units: bigint;
  readonly role: bigint;
  /** unix seconds; last moment of the seat, 0 if it has no end */
  readonly probation_ends: bigint;
  /** decisions of the constitutional class that were executed under that version */
  readonly decisions: bigint;
}

/** `Partner` of contracts/interfaces/types.vyi. */
export interface PartnerView {
  readonly account: Address;
  /** number on the roster, from 0; never given to anyone else */
  readonly seat: bigint;
  readonly status: bigint;
  readonly weight: bigint;
  readonly units: bigint;
  readonly role: bigint;
  /** newest terms accepted; 0 before the first acceptance */
  readonly accepted_version: bigint;
  /** unix seconds; last moment to accept an invitation, 0 for founders */
  readonly respond_by: bigint;
  /** counts acceptances and departures; part of what a partner signs */
  readonly nonce: bigint;
  /** unix seconds; last moment of the role, 0 if it has no end */
  readonly role_ends: bigint;
  /** unix seconds; last moment of a seat on probation, 0 if it is not */
  readonly probation_ends: bigint;
  /** unix seconds; first moment a partner that gave notice may leave, 0 without notice */
  readonly leaves_at: bigint;
  /** who has the seat now: the account itself, unless it moved */
  readonly holder: Address;
  /** unix seconds; last moment to answer a call, 0 if it is not called */
  readonly answer_by: bigint;
  /** its weight is out of the totals, until it accepts the terms in force or answers a call */
  readonly is_lapsed: boolean;
  /** unix seconds; last moment of its suspension, 0 if it is not suspended */
  readonly suspended_until: bigint;
}

/** `Requirement` of contracts/interfaces/types.vyi. */
export interface Requirement {
  readonly founder: Address;
  /** zero for ether */
  readonly token: Address;
  /** in the token's smallest unit */
  readonly amount: bigint;
}

/** `Rule` of contracts/interfaces/types.vyi. */
export interface Rule {
  /** from proposing to the snapshot */
  readonly voting_delay: bigint;
  /** from the snapshot to the deadline */
  readonly voting_period: bigint;
  /** from the deadline until it may be executed */
  readonly execution_delay: bigint;
  /** how long it may be executed */
  readonly execution_window: bigint;
  /** of the total weight at the snapshot; for and abstain count */
  readonly quorum_bps: bigint;
  /** of the weight for and against */
  readonly approval_bps: bigint;
  /** of the seats for and against; dual majority only */
  readonly seat_approval_bps: bigint;
  /** 0 majority of weight, 1 dual majority, 2 lazy consensus, 3 unanimity; see rules.vy */
  readonly mode: bigint;
  /** the vote closes when its outcome cannot change any more */
  readonly early_decision: boolean;
  /** who benefits from a proposal is out of its vote */
  readonly recusal: boolean;
  /** of steering seats or sponsors, that stop a passed proposal once; 0 if none can */
  readonly objections: bigint;
  /** approval that a stopped or contested proposal needs; 0: two thirds */
  readonly contested_bps: bigint;
  /** seconds; who turns the outcome later than that before the end moves the end; 0: nobody */
  readonly extension: bigint;
  /** account outside that decides a tie, but not on payments to partners; zero: nobody does */
  readonly tie_breaker: Address;
}

/** `Schedule` of contracts/modules/escrow/vesting.vy. */
export interface Schedule {
  readonly units: bigint;
  readonly since: bigint;
  readonly start_day: bigint;
  readonly cliff_day: bigint;
  readonly end_day: bigint;
  readonly past: bigint;
}

/** `Link` of contracts/modules/escrow/sponsors.vy. */
export interface SponsorShare {
  /** account that is credited */
  readonly sponsor: Address;
  /** of all income */
  readonly share_bps: bigint;
}

/** `ProposalTally` of contracts/modules/partnership/partnership_views.vy. */
export interface Tally {
  readonly votes_against: bigint;
  readonly votes_for: bigint;
  readonly votes_abstain: bigint;
  /** counted in dual majority only */
  readonly seats_against: bigint;
  readonly seats_for: bigint;
  readonly seats_abstain: bigint;
  /** total weight less that of recused partners; 0 before the snapshot */
  readonly base: bigint;
  /** weight that for and abstain need; in lazy consensus the bar for objections */
  readonly quorum: bigint;
  /** that the proposal needs, contested or not */
  readonly approval_bps: bigint;
  readonly objections: bigint;
  readonly contested: boolean;
  /** after it was stopped once */
  readonly put_again: boolean;
  readonly stopped: boolean;
  /** weight of those who refuse what has passed; more than half of the base stops it */
  readonly stopping: bigint;
  /** whether somebody decides if it is tied, see types.Rule */
  readonly ties_break: boolean;
  /** of the everyday class, decided by the constitutional rule */
  readonly everyday: boolean;
}

/** `Terms` of contracts/interfaces/types.vyi. */
export interface Terms {
  readonly version: bigint;
  readonly hash: Hex;
  /** unix seconds; until then the version before is good enough. 0 if there is none */
  readonly window_closes: bigint;
  /** it runs on until partners with more than half of the weight have accepted */
  readonly window_is_open: boolean;
}

/** `Part` of contracts/modules/partnership/membership/treasury.vy. */
export interface TreasuryPart {
  /** zero for ether */
  readonly token: Address;
  /** by the treasury, in the token's smallest unit */
  readonly held: bigint;
  /** of the leaver */
  readonly amount: bigint;
}

export interface PartnershipViews {
  CLOCK_MODE: { args: readonly []; result: string };
  COUNTING_MODE: { args: readonly []; result: string };
  acceptance_digest: { args: readonly [partner: Address, deadline: bigint]; result: Hex };
  answer_digest: { args: readonly [partner: Address, deadline: bigint]; result: Hex };
  capital_of: { args: readonly [version: bigint, token: Address]; result: readonly [bigint, bigint] };
  ceilings: { args: readonly []; result: readonly [bigint, bigint] };
  class_name: { args: readonly [decision_class: bigint]; result: Hex };
  class_of: { args: readonly [target: Address, data: Hex]; result: bigint };
  clock: { args: readonly []; result: bigint };
  consent_of: { args: readonly [proposal_id: bigint, account: Address]; result: bigint };
  current_terms: { args: readonly []; result: Terms };
  daoURI: { args: readonly []; result: string };
  deal_of: { args: readonly [version: bigint]; result: Deal };
  delegates: { args: readonly [account: Address]; result: Address };
  eip712Domain: { args: readonly []; result: readonly [Hex, string, string, bigint, Address, Hex, readonly bigint[]] };
  end_conditions: { args: readonly []; result: readonly [Address, bigint, bigint, Hex, boolean] };
  escrow: { args: readonly []; result: Address };
  facetAddress: { args: readonly [_functionSelector: Hex]; result: Address };
  facetAddresses: { args: readonly []; result: readonly Address[] };
  facetFunctionSelectors: { args: readonly [_facet: Address]; result: readonly Hex[] };
  facets: { args: readonly []; result: readonly Facet[] };
  formation_deadline: { args: readonly []; result: bigint };
  founders_bound_until: { args: readonly []; result: bigint };
  getPastTotalSupply: { args: readonly [timepoint: bigint]; result: bigint };
  getPastVotes: { args: readonly [account: Address, timepoint: bigint]; result: bigint };
  getProposalId: {
    args:
      readonly [
          targets: readonly Address[],
          values: readonly bigint[],
          calldatas: readonly Hex[],
          descriptionHash: Hex,
        ];
    result: bigint;
  };
  getVotes: { args: readonly [account: Address] | readonly [account: Address, timepoint: bigint]; result: bigint };
  getVotesWithParams: { args: readonly [account: Address, timepoint: bigint, params: Hex]; result: bigint };
  hasVoted: { args: readonly [proposalId: bigint, account: Address]; result: boolean };
  has_agreed: { args: readonly [account: Address]; result: boolean };
  has_standing: { args: readonly [partner: Address]; result: boolean };
  hashProposal: {
    args:
      readonly [
          targets: readonly Address[],
          values: readonly bigint[],
          calldatas: readonly Hex[],
          descriptionHash: Hex,
        ];
    result: bigint;
  };
  holder_of: { args: readonly [account: Address]; result: Address };
  in_force_since: { args: readonly []; result: bigint };
  isValidSignature: { args: readonly [digest: Hex, signature: Hex]; result: Hex };
  is_allowed: { args: readonly [number: bigint, argument: Hex]; result: boolean };
  kept: { args: readonly [token: Address]; result: readonly [bigint, bigint] };
  limit: { args: readonly [number: bigint]; result: LimitView };
  mandate_count: { args: readonly []; result: bigint };
  mandate_of: { args: readonly [number: bigint]; result: MandateView };
  may_object_until: { args: readonly [account: Address]; result: bigint };
  members: { args: readonly []; result: bigint };
  name: { args: readonly []; result: string };
  nonces: { args: readonly [account: Address]; result: bigint };
  offer_of: { args: readonly [account: Address]; result: Offer };
  onERC1155BatchReceived: {
    args:
      readonly [operator: Address, sender: Address, ids: readonly bigint[], amounts: readonly bigint[], data: Hex];
    result: Hex;
  };
  onERC1155Received: {
    args:
      readonly [operator: Address, sender: Address, id: bigint, amount: bigint, data: Hex];
    result: Hex;
  };
  onERC721Received: { args: readonly [operator: Address, sender: Address, token_id: bigint, data: Hex]; result: Hex };
  owed_to: { args: readonly [token: Address, account: Address]; result: readonly [bigint, bigint] };
  partner: { args: readonly [account: Address]; result: PartnerView };
  partner_at: { args: readonly [seat: bigint]; result: Address };
  partners: { args: readonly [start: bigint, count: bigint]; result: readonly PartnerView[] };
  partnership_name: { args: readonly []; result: string };
  phase: { args: readonly []; result: bigint };
  proposalDeadline: { args: readonly [proposalId: bigint]; result: bigint };
  proposalEta: { args: readonly [proposalId: bigint]; result: bigint };
  proposalNeedsQueuing: { args: readonly [proposalId: bigint]; result: boolean };
  proposalProposer: { args: readonly [proposalId: bigint]; result: Address };
  proposalSnapshot: { args: readonly [proposalId: bigint]; result: bigint };
  proposalThreshold: { args: readonly []; result: bigint };
  proposalVotes: { args: readonly [proposalId: bigint]; result: readonly [bigint, bigint, bigint] };
  proposal_class: { args: readonly [proposal_id: bigint]; result: bigint };
  proposal_count: { args: readonly []; result: bigint };
  proposal_quorum: { args: readonly [proposal_id: bigint]; result: bigint };
  proposal_rule: { args: readonly [proposal_id: bigint]; result: Rule };
  proposal_tally: { args: readonly [proposal_id: bigint]; result: Tally };
  quorum: { args: readonly [timepoint: bigint]; result: bigint };
  recused: { args: readonly [proposal_id: bigint]; result: readonly bigint[] };
  redeemable: { args: readonly [partner: Address, named_tokens: readonly Address[]]; result: readonly TreasuryPart[] };
  refusal_digest: { args: readonly [partner: Address, refuser: Address, deadline: bigint]; result: Hex };
  repayable_capital: { args: readonly [token: Address]; result: readonly [bigint, bigint] };
  representative_of: { args: readonly [partner: Address]; result: Address };
  required_of: { args: readonly [founder: Address]; result: readonly [Address, bigint] };
  reserved_matters: { args: readonly []; result: readonly Matter[] };
  residual_beneficiary: { args: readonly []; result: Address };
  rule: { args: readonly [decision_class: bigint]; result: Rule };
  seat_conditions: { args: readonly [partner: Address]; result: Offer };
  seat_count: { args: readonly []; result: bigint };
  seat_offer: { args: readonly [partner: Address]; result: readonly [Address, bigint] };
  standing: { args: readonly [account: Address]; result: readonly [boolean, bigint, bigint] };
  state: { args: readonly [proposalId: bigint]; result: bigint };
  status_of: { args: readonly [account: Address]; result: bigint };
  steering_answers: { args: readonly [proposal_id: bigint]; result: readonly [bigint, bigint] };
  stopping_weight: { args: readonly [proposal_id: bigint]; result: bigint };
  supportsInterface: { args: readonly [interface_id: Hex]; result: boolean };
  taking_digest: { args: readonly [account: Address, partner: Address, deadline: bigint]; result: Hex };
  terms_hash: { args: readonly [version: bigint]; result: Hex };
  total: { args: readonly []; result: bigint };
  treasury_floors: { args: readonly []; result: readonly Floor[] };
  version: { args: readonly []; result: string };
  voted_for: { args: readonly [proposal_id: bigint, account: Address]; result: boolean };
  votingDelay: { args: readonly []; result: bigint };
  votingPeriod: { args: readonly []; result: bigint };
  weight_of: { args: readonly [partner: Address]; result: bigint };
}

export interface PartnershipCalls {
  accept: { args: readonly [offer: Offer]; result: undefined };
  accept_by_sig: { args: readonly [partner: Address, deadline: bigint, signed: Hex]; result: undefined };
  act: { args: readonly [number: bigint, target: Address, amount: bigint, data: Hex]; result: undefined };
  act_by_sig: {
    args:
      readonly [
          number: bigint,
          holder: Address,
          target: Address,
          amount: bigint,
          data: Hex,
          deadline: bigint,
          signature: Hex,
        ];
    result: undefined;
  };
  admit: {
    args:
      readonly [partner: Address, weight: bigint, units: bigint, role: bigint, response_seconds: bigint];
    result: undefined;
  };
  amend_terms: {
    args:
      readonly [terms_hash: Hex, uri: string, window_seconds: bigint, new_deal: Deal, capital: readonly Capital[]];
    result: undefined;
  };
  answer: { args: readonly []; result: undefined };
  answer_by_sig: { args: readonly [partner: Address, deadline: bigint, signed: Hex]; result: undefined };
  approve_message: { args: readonly [digest: Hex, until: bigint]; result: undefined };
  break_tie: { args: readonly [proposal_id: bigint, passes: boolean]; result: undefined };
  call_partner: { args: readonly [partner: Address]; result: undefined };
  cancel: {
    args:
      readonly [
          targets: readonly Address[],
          values: readonly bigint[],
          calldatas: readonly Hex[],
          descriptionHash: Hex,
        ];
    result: bigint;
  };
  castVote: { args: readonly [proposalId: bigint, support: bigint]; result: bigint };
  castVoteBySig: {
    args:
      readonly [proposalId: bigint, support: bigint, voter: Address, signature: Hex];
    result: bigint;
  };
  castVoteWithReason: { args: readonly [proposalId: bigint, support: bigint, reason: string]; result: bigint };
  castVoteWithReasonAndParams: {
    args:
      readonly [proposalId: bigint, support: bigint, reason: string, params: Hex];
    result: bigint;
  };
  castVoteWithReasonAndParamsBySig: {
    args:
      readonly [proposalId: bigint, support: bigint, voter: Address, reason: string, params: Hex, signature: Hex];
    result: bigint;
  };
  cast_vote_as: {
    args:
      readonly [partner: Address, proposal_id: bigint, support: bigint, reason: string];
    result: bigint;
  };
  cast_votes_by_sig: { args: readonly [proposal_id: bigint, packed: Hex, skip_bad: boolean]; result: bigint };
  close_window: { args: readonly [partners: readonly Address[]]; result: undefined };
  consent: { args: readonly [proposal_id: bigint, agrees: boolean]; result: undefined };
  consent_by_sig: {
    args:
      readonly [proposal_id: bigint, holder: Address, agrees: boolean, deadline: bigint, signature: Hex];
    result: undefined;
  };
  consents_by_sig: { args: readonly [proposal_id: bigint, packed: Hex, skip_bad: boolean]; result: bigint };
  contest_recusal: { args: readonly [proposal_id: bigint]; result: undefined };
  contest_recusal_as: { args: readonly [partner: Address, proposal_id: bigint]; result: undefined };
  contest_recusal_by_sig: {
    args:
      readonly [proposal_id: bigint, partner: Address, deadline: bigint, signature: Hex];
    result: undefined;
  };
  end_floor: { args: readonly [token: Address, holder: Address]; result: undefined };
  end_matter: { args: readonly [target: Address, selector: Hex, holder: Address, argument: Hex]; result: undefined };
  end_notice: { args: readonly [partner: Address]; result: undefined };
  end_probation: { args: readonly [partner: Address]; result: undefined };
  end_suspension: { args: readonly [partner: Address]; result: undefined };
  execute: {
    args:
      readonly [
          targets: readonly Address[],
          values: readonly bigint[],
          calldatas: readonly Hex[],
          descriptionHash: Hex,
        ];
    result: bigint;
  };
  expel: { args: readonly [partner: Address]; result: undefined };
  give_floor_notice: { args: readonly [token: Address, holder: Address]; result: undefined };
  give_mandate: { args: readonly [mandate: Mandate, arguments: readonly Hex[]]; result: bigint };
  give_matter_notice: {
    args:
      readonly [target: Address, selector: Hex, holder: Address, argument: Hex];
    result: undefined;
  };
  give_notice: { args: readonly []; result: undefined };
  initialize: { args: readonly [escrow_implementation: Address, config: Config]; result: Address };
  keep_seat: { args: readonly []; result: undefined };
  lapse: { args: readonly [partner: Address]; result: undefined };
  leave: { args: readonly [] | readonly [named_tokens: readonly Address[]]; result: undefined };
  leave_dissenting: {
    args:
      | readonly [proposal_id: bigint]
      | readonly [proposal_id: bigint, named_tokens: readonly Address[]];
    result: undefined;
  };
  liquidate: { args: readonly [token: Address]; result: bigint };
  look_at: { args: readonly [id: bigint, target: Address, amount: bigint, data: Hex]; result: undefined };
  map_action: { args: readonly [target: Address, selector: Hex, decision_class: bigint]; result: undefined };
  name_class: { args: readonly [decision_class: bigint, name: Hex]; result: undefined };
  name_representative: { args: readonly [representative: Address]; result: undefined };
  object: { args: readonly [proposal_id: bigint, reason: string]; result: undefined };
  offer_seat: { args: readonly [to: Address]; result: undefined };
  pause_mandate: { args: readonly [number: bigint]; result: undefined };
  pay_owed: { args: readonly [token: Address, account: Address]; result: bigint };
  propose: {
    args:
      readonly [
          targets: readonly Address[],
          values: readonly bigint[],
          calldatas: readonly Hex[],
          description: string,
        ];
    result: bigint;
  };
  propose_as: {
    args:
      readonly [
          partner: Address,
          targets: readonly Address[],
          values: readonly bigint[],
          calldatas: readonly Hex[],
          description: string,
          beneficiaries: readonly Address[],
          stopped: Hex,
        ];
    result: bigint;
  };
  queue: {
    args:
      readonly [
          targets: readonly Address[],
          values: readonly bigint[],
          calldatas: readonly Hex[],
          descriptionHash: Hex,
        ];
    result: bigint;
  };
  reach_milestone: { args: readonly [milestone: Hex]; result: undefined };
  recover_seat: { args: readonly [partner: Address, to: Address]; result: undefined };
  recuse: { args: readonly [proposal_id: bigint, reason: string]; result: undefined };
  refuse_move: { args: readonly [partner: Address]; result: undefined };
  refuse_move_by_sig: {
    args:
      readonly [partner: Address, refusers: readonly Address[], deadlines: readonly bigint[], signed: readonly Hex[]];
    result: bigint;
  };
  reinstate: { args: readonly [partner: Address]; result: undefined };
  reserve_matter: { args: readonly [matter: Matter]; result: undefined };
  resign_mandate: { args: readonly [number: bigint]; result: undefined };
  revoke_mandate: { args: readonly [target: Address, selector: Hex, number: bigint]; result: undefined };
  run_founding_calls: { args: readonly [packed: Hex]; result: undefined };
  run_watched: { args: readonly [target: Address, amount: bigint, data: Hex]; result: undefined };
  set_dao_uri: { args: readonly [uri: string]; result: undefined };
  set_end_conditions: { args: readonly [token: Address, amount: bigint, milestone: Hex]; result: undefined };
  set_floor: { args: readonly [promise: Floor]; result: undefined };
  set_objector: { args: readonly [account: Address, until: bigint]; result: undefined };
  set_probation: { args: readonly [partner: Address, ends: bigint]; result: undefined };
  set_role: { args: readonly [partner: Address, role: bigint, ends: bigint]; result: undefined };
  set_rule: { args: readonly [decision_class: bigint, rule: Rule]; result: undefined };
  set_shares: { args: readonly [partner: Address, weight: bigint, units: bigint]; result: undefined };
  suspend: { args: readonly [partner: Address]; result: undefined };
  take_seat: { args: readonly [partner: Address, conditions: Offer]; result: undefined };
  take_seat_by_sig: {
    args:
      readonly [partner: Address, account: Address, conditions: Offer, deadline: bigint, signed: Hex];
    result: undefined;
  };
  wind_down: { args: readonly [token: Address]; result: bigint };
  wind_up: { args: readonly [kept: readonly Kept[], kept_days: bigint]; result: undefined };
  wind_up_alone: { args: readonly []; result: undefined };
  wind_up_at_end: { args: readonly []; result: undefined };
  wind_up_deadlock: {
    args:
      readonly [
          targets: readonly Address[],
          values: readonly bigint[],
          calldatas: readonly Hex[],
          earlier: Hex,
          later: Hex,
        ];
    result: undefined;
  };
  withdraw: { args: readonly [contributed: readonly Address[]]; result: undefined };
}

export interface EscrowViews {
  agreed_contribution: { args: readonly [token: Address, contributor: Address]; result: bigint };
  claimable: { args: readonly [token: Address, partner: Address]; result: bigint };
  contribute_on_nonce: { args: readonly [holder: Address]; result: bigint };
  contribution_of: { args: readonly [token: Address, contributor: Address]; result: bigint };
  contributions_held: { args: readonly [token: Address]; result: bigint };
  eip712Domain: { args: readonly []; result: readonly [Hex, string, string, bigint, Address, Hex, readonly bigint[]] };
  era: { args: readonly []; result: bigint };
  facetAddress: { args: readonly [_functionSelector: Hex]; result: Address };
  facetAddresses: { args: readonly []; result: readonly Address[] };
  facetFunctionSelectors: { args: readonly [_facet: Address]; result: readonly Hex[] };
  facets: { args: readonly []; result: readonly Facet[] };
  frozen: { args: readonly [token: Address, account: Address]; result: bigint };
  frozen_until: { args: readonly [token: Address, account: Address]; result: bigint };
  grain: { args: readonly [token: Address]; result: bigint };
  holder_of: { args: readonly [account: Address]; result: Address };
  income_of: { args: readonly [token: Address]; result: bigint };
  invoice: { args: readonly [reference: Hex]; result: Invoice };
  is_known: { args: readonly [token: Address]; result: boolean };
  is_linked: { args: readonly [tag: bigint, account: Address]; result: boolean };
  key_of: { args: readonly [account: Address]; result: Address };
  known_tokens: { args: readonly []; result: readonly Address[] };
  link_hash: { args: readonly [terms: LinkTerms]; result: readonly [Hex, bigint] };
  links: { args: readonly []; result: readonly LinkView[] };
  listed_tokens: { args: readonly []; result: readonly Address[] };
  offer_of: { args: readonly [terms: LinkTerms]; result: bigint };
  on_leaving: {
    args:
      readonly [account: Address, named_tokens: readonly Address[]];
    result: readonly [Address, readonly Address[], readonly bigint[]];
  };
  outstanding_of: { args: readonly [token: Address, contributor: Address]; result: bigint };
  owed: { args: readonly [token: Address]; result: bigint };
  partnership: { args: readonly []; result: Address };
  payout_of: { args: readonly [partner: Address]; result: Address };
  recoupment_mode: { args: readonly []; result: bigint };
  recoupment_of: { args: readonly [token: Address]; result: readonly [bigint, bigint] };
  reserve_bps: { args: readonly []; result: bigint };
  room: { args: readonly [token: Address]; result: readonly [bigint, bigint] };
  sponsor_links: { args: readonly []; result: readonly SponsorShare[] };
  supportsInterface: { args: readonly [interface_id: Hex]; result: boolean };
  total_units: { args: readonly []; result: bigint };
  undistributed: { args: readonly [token: Address]; result: bigint };
  units_before: { args: readonly [partner: Address]; result: bigint };
  units_of: { args: readonly [partner: Address]; result: bigint };
  vested_units_of: { args: readonly [partner: Address]; result: bigint };
  vesting_of: { args: readonly [partner: Address]; result: Schedule };
}

export interface EscrowCalls {
  agree_contribution: { args: readonly [contributor: Address, token: Address, amount: bigint]; result: undefined };
  agree_link: { args: readonly [terms: LinkTerms]; result: bigint };
  buy_out_link: { args: readonly [tag: bigint, amount: bigint]; result: undefined };
  claim: { args: readonly [token: Address, partner: Address]; result: bigint };
  claim_each: { args: readonly [token: Address, partners: readonly Address[]]; result: bigint };
  claim_for: { args: readonly [token: Address, partners: readonly Address[]]; result: bigint };
  claim_many: { args: readonly [claimed_tokens: readonly Address[], partner: Address]; result: readonly bigint[] };
  contribute: { args: readonly [token: Address, amount: bigint]; result: bigint };
  contribute_for: { args: readonly [contributor: Address, token: Address, amount: bigint]; result: bigint };
  contribute_on: { args: readonly [token: Address, successor: Address, minimum: bigint]; result: bigint };
  contribute_on_by_sig: {
    args:
      readonly [holder: Address, token: Address, successor: Address, minimum: bigint, deadline: bigint, signed: Hex];
    result: bigint;
  };
  count_income: { args: readonly [token: Address]; result: undefined };
  credit: { args: readonly [token: Address, account: Address, amount: bigint]; result: bigint };
  distribute: { args: readonly [token: Address]; result: bigint };
  end_link: { args: readonly [tag: bigint]; result: undefined };
  enter_force: { args: readonly []; result: undefined };
  follow_units: { args: readonly [key: Address, before: bigint, after: bigint]; result: bigint };
  freeze: { args: readonly [token: Address, account: Address, amount: bigint, until: bigint]; result: undefined };
  give_link_notice: { args: readonly [tag: bigint]; result: undefined };
  initialize: {
    args:
      readonly [
          partnership: Address,
          revenue_tokens: readonly Address[],
          reserve_bps: bigint,
          recoupment_mode: bigint,
        ];
    result: undefined;
  };
  issue_invoice: { args: readonly [reference: Hex, token: Address, amount: bigint, due: bigint]; result: undefined };
  know_token: { args: readonly [token: Address]; result: undefined };
  liquidate: { args: readonly [token: Address, amount: bigint]; result: bigint };
  list_token: { args: readonly [token: Address]; result: undefined };
  move_units: { args: readonly [partner: Address, to: Address]; result: undefined };
  offer_link: { args: readonly [terms: LinkTerms]; result: Hex };
  pay: { args: readonly [token: Address, amount: bigint, reference: Hex]; result: bigint };
  pay_out: { args: readonly [token: Address, partners: readonly Address[]]; result: bigint };
  prove: { args: readonly [token: Address, by_name: boolean]; result: undefined };
  reclaim: { args: readonly [token: Address, contributor: Address]; result: bigint };
  record_contribution: {
    args:
      readonly [contributor: Address, token: Address, amount: bigint, reference: Hex];
    result: undefined;
  };
  recover_nft: { args: readonly [collection: Address, token_id: bigint]; result: undefined };
  release: { args: readonly [token: Address]; result: bigint };
  set_payout: { args: readonly [to: Address]; result: undefined };
  set_recoupment: { args: readonly [mode: bigint]; result: undefined };
  set_reserve: { args: readonly [reserve_bps: bigint]; result: undefined };
  set_sponsor: { args: readonly [sponsor: Address, share_bps: bigint]; result: undefined };
  set_units: { args: readonly [partner: Address, new_units: bigint]; result: readonly [bigint, bigint, bigint] };
  set_vesting: {
    args:
      readonly [partner: Address, vesting_units: bigint, start_day: bigint, cliff_day: bigint, end_day: bigint];
    result: undefined;
  };
  settle: { args: readonly [token: Address]; result: undefined };
  unfreeze: { args: readonly [token: Address, account: Address]; result: undefined };
  unlist_token: { args: readonly [token: Address]; result: undefined };
  waive_link: { args: readonly [tag: bigint]; result: undefined };
  wind_down: { args: readonly [token: Address]; result: bigint };
  withdraw_contributions: {
    args:
      readonly [contributor: Address, withdrawn_tokens: readonly Address[]];
    result: undefined;
  };
  withdraw_invoice: { args: readonly [reference: Hex]; result: undefined };
  withdraw_offer: { args: readonly [terms_hash: Hex]; result: undefined };
}

export interface EcosystemViews {
  ESCROW_IMPLEMENTATION: { args: readonly []; result: Address };
  PARTNERSHIP_IMPLEMENTATION: { args: readonly []; result: Address };
  is_partnership: { args: readonly [account: Address]; result: boolean };
  partnership_at: { args: readonly [arg0: bigint]; result: Address };
  partnership_count: { args: readonly []; result: bigint };
  partnerships: { args: readonly [start: bigint, count: bigint]; result: readonly Address[] };
  predict: { args: readonly [creator: Address, config: Config, salt: Hex]; result: readonly [Address, Address] };
}

export interface EcosystemCalls {
  spin_up: { args: readonly [config: Config, salt: Hex]; result: Address };
}
