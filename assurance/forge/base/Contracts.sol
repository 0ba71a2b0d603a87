// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

struct Founder {
    address account;
    uint256 weight;
    uint256 units;
    uint256 role;
}

struct Rule {
    uint256 votingDelay;
    uint256 votingPeriod;
    uint256 executionDelay;
    uint256 executionWindow;
    uint256 quorumBps;
    uint256 approvalBps;
    uint256 seatApprovalBps;
    uint256 mode;
    bool earlyDecision;
    bool recusal;
    uint256 objections;
    uint256 contestedBps;
    uint256 extension;
    address tieBreaker;
}

struct ClassRule {
    uint256 decisionClass;
    bytes32 name;
    Rule rule;
}

struct Deal {
    uint256 noticeSeconds;
    uint256 redeemableBps;
    uint256 ends;
    uint256 maxUnits;
    uint256 maxWeight;
    uint256 maxSponsorsBps;
    uint256 maxReserveBps;
    uint256 moveSeconds;
    uint256 callDays;
    uint256 deadlockDays;
}

struct Capital {
    address token;
    uint256 money;
    uint256 inKind;
}

struct Offer {
    uint256 version;
    bytes32 termsHash;
    uint256 deal;
    uint256 weight;
    uint256 units;
    uint256 role;
    uint256 probationEnds;
    uint256 decisions;
}

struct Requirement {
    address founder;
    address token;
    uint256 amount;
}

struct Config {
    string name;
    bytes32 termsHash;
    string termsUri;
    uint256 formationDeadline;
    Founder[] founders;
    ClassRule[] rules;
    address[] tokens;
    Deal deal;
    Capital[] capital;
    string daoUri;
    uint256 reserveBps;
    uint256 recoupment;
    uint256 boundUntil;
    Requirement[] required;
    bytes calls;
}

struct Kept {
    address token;
    uint256 amount;
}

struct Part {
    address token;
    uint256 held;
    uint256 amount;
}

struct Link {
    address sponsor;
    uint256 shareBps;
}

struct LinkTerms {
    address sponsor;
    uint256 shareBps;
    bool toEscrow;
    uint256 ends;
    uint256 noticeDays;
    uint256 price;
    address priceToken;
    uint256 number;
}

struct Matter {
    address target;
    bytes4 selector;
    bool hasArgument;
    bytes32 argument;
    address holder;
    uint256 steering;
    uint256 daysSilent;
    uint256 ends;
    uint256 noticeDays;
    uint256 link;
    uint256 limit;
    uint256 counted;
    uint256 maximum;
    uint256 periodHours;
}

struct Mandate {
    address target;
    bytes4 selector;
    address holder;
    uint256 role;
    bool anyArgument;
    uint256 ends;
    uint256 limit;
    uint256 counted;
    uint256 maximum;
    uint256 periodHours;
}

struct MandateStanding {
    Mandate mandate;
    bool isOver;
    uint256 pausedUntil;
    uint256 left;
    uint256 nonce;
}

struct Floor {
    address token;
    uint256 amount;
    address holder;
    uint256 ends;
    uint256 noticeDays;
}

interface IEcosystem {
    function spin_up(Config calldata config, bytes32 salt) external returns (address);
}

interface IPartnership {
    function initialize(address escrowImplementation, Config calldata config) external returns (address);
    function escrow() external view returns (address);

    function withdraw(address[] calldata contributed) external;

    function accept(Offer calldata offer) external;
    function offer_of(address account) external view returns (Offer memory);
    function amend_terms(
        bytes32 termsHash,
        string calldata uri,
        uint256 windowSeconds,
        Deal calldata deal,
        Capital[] calldata capital
    ) external;
    function set_dao_uri(string calldata uri) external;

    function admit(address partner, uint256 weight, uint256 units, uint256 role, uint256 responseSeconds) external;
    function expel(address partner) external;
    function suspend(address partner) external;
    function reinstate(address partner) external;
    function set_shares(address partner, uint256 weight, uint256 units) external;
    function set_role(address partner, uint256 role, uint256 ends) external;
    function set_probation(address partner, uint256 ends) external;
    function recover_seat(address partner, address to) external;

    function give_notice() external;
    function leave() external;
    function leave(address[] calldata named) external;
    function leave_dissenting(uint256 id) external;
    function leave_dissenting(uint256 id, address[] calldata named) external;
    function pay_owed(address token, address account) external returns (uint256);

    function offer_seat(address to) external;
    function keep_seat() external;
    function refuse_move(address partner) external;
    function take_seat(address partner, Offer calldata conditions) external;
    function seat_conditions(address partner) external view returns (Offer memory);
    function call_partner(address partner) external;
    function answer() external;

    function wind_up(Kept[] calldata kept, uint256 keptDays) external;
    function wind_up_alone() external;
    function wind_up_deadlock(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calls,
        bytes32 earlier,
        bytes32 later
    ) external;
    function liquidate(address token) external returns (uint256);
    function owed_to(address token, address account) external view returns (uint256 owed, uint256 sum);
    function redeemable(address partner, address[] calldata named) external view returns (Part[] memory);

    function propose(address[] calldata targets, uint256[] calldata values, bytes[] calldata calls, string calldata text)
        external
        returns (uint256);
    function propose_as(
        address partner,
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calls,
        string calldata text,
        address[] calldata beneficiaries,
        bytes32 stopped
    ) external returns (uint256);
    function cancel(address[] calldata targets, uint256[] calldata values, bytes[] calldata calls, bytes32 textHash)
        external
        returns (uint256);
    function queue(address[] calldata targets, uint256[] calldata values, bytes[] calldata calls, bytes32 textHash)
        external
        returns (uint256);
    function execute(address[] calldata targets, uint256[] calldata values, bytes[] calldata calls, bytes32 textHash)
        external
        payable
        returns (uint256);
    function recuse(uint256 id, string calldata reason) external;
    function contest_recusal(uint256 id) external;
    function contest_recusal_as(address partner, uint256 id) external;
    function object(uint256 id, string calldata reason) external;
    function break_tie(uint256 id, bool passes) external;
    function consent(uint256 id, bool agrees) external;

    function reserve_matter(Matter calldata matter) external;
    function give_matter_notice(address target, bytes4 selector, address holder, bytes32 argument) external;
    function end_matter(address target, bytes4 selector, address holder, bytes32 argument) external;
    function set_floor(Floor calldata promised) external;
    function give_floor_notice(address token, address holder) external;
    function end_floor(address token, address holder) external;
    function give_mandate(Mandate calldata mandate, bytes32[] calldata arguments) external returns (uint256);
    function revoke_mandate(address target, bytes4 selector, uint256 number) external;
    function resign_mandate(uint256 number) external;
    function pause_mandate(uint256 number) external;
    function act(uint256 number, address target, uint256 amount, bytes calldata data) external;
    function mandate_of(uint256 number) external view returns (MandateStanding memory);
    function look_at(uint256 id, address target, uint256 amount, bytes calldata data) external;
    function run_watched(address target, uint256 amount, bytes calldata data) external;
    function run_founding_calls(bytes calldata packed) external;
    function set_end_conditions(address token, uint256 amount, bytes32 milestone) external;
    function reach_milestone(bytes32 milestone) external;

    function close_window(address[] calldata partners) external;
    function castVote(uint256 id, uint8 support) external returns (uint256);
    function castVoteWithReason(uint256 id, uint8 support, string calldata reason) external returns (uint256);
    function castVoteWithReasonAndParams(uint256 id, uint8 support, string calldata reason, bytes calldata params)
        external
        returns (uint256);
    function cast_vote_as(address partner, uint256 id, uint8 support, string calldata reason) external returns (uint256);
    function name_representative(address representative) external;

    function set_rule(uint256 decisionClass, Rule calldata rule) external;
    function map_action(address target, bytes4 selector, uint256 decisionClass) external;
    function name_class(uint256 decisionClass, bytes32 name) external;
    function set_objector(address account, uint256 until) external;
    function approve_message(bytes32 digest, uint256 until) external;

    function required_of(address founder) external view returns (address token, uint256 amount);
    function current_terms()
        external
        view
        returns (uint256 version, bytes32 termsHash, uint256 windowCloses, bool windowIsOpen);
    function repayable_capital(address token) external view returns (uint256 money, uint256 inKind);
    function ceilings() external view returns (uint256 sponsors, uint256 reserve);
    function phase() external view returns (uint256);
    function weight_of(address partner) external view returns (uint256);
    function may_object_until(address account) external view returns (uint256);
    function proposal_rule(uint256 id) external view returns (Rule memory);
    function proposalDeadline(uint256 id) external view returns (uint256);
    function proposalEta(uint256 id) external view returns (uint256);
    function proposalProposer(uint256 id) external view returns (address);
    function representative_of(address partner) external view returns (address);
    function seat_offer(address partner) external view returns (address to, uint256 readyAt);
}

interface IEscrow {
    function initialize(address partnership, address[] calldata tokens, uint256 reserve, uint256 recoupment) external;
    function enter_force() external;
    function set_units(address partner, uint256 units) external returns (uint256, uint256, uint256);
    function move_units(address partner, address to) external;
    function withdraw_contributions(address contributor, address[] calldata tokens) external;
    function credit(address token, address account, uint256 amount) external payable returns (uint256);
    function liquidate(address token, uint256 amount) external payable returns (uint256);

    function prove(address token, bool byName) external;
    function follow_units(address key, uint256 before, uint256 after_) external returns (uint256);
    function claim_each(address token, address[] calldata partners) external returns (uint256);

    function know_token(address token) external;
    function is_known(address token) external view returns (bool);
    function known_tokens() external view returns (address[] memory);
    function grain(address token) external view returns (uint256);

    function pay(address token, uint256 amount, bytes32 ref) external payable returns (uint256);
    function contribute(address token, uint256 amount) external payable returns (uint256);
    function distribute(address token) external returns (uint256);
    function settle(address token) external;
    function pay_out(address token, address[] calldata partners) external returns (uint256);
    function claim(address token, address partner) external returns (uint256);
    function claim_many(address[] calldata tokens, address partner) external returns (uint256[] memory);
    function claim_for(address token, address[] calldata partners) external returns (uint256);
    function release(address token) external returns (uint256);
    function reclaim(address token, address contributor) external returns (uint256);
    function wind_down(address token) external returns (uint256);

    function set_payout(address to) external;
    function issue_invoice(bytes32 ref, address token, uint256 amount, uint256 due) external;
    function withdraw_invoice(bytes32 ref) external;
    function list_token(address token) external;
    function unlist_token(address token) external;
    function set_sponsor(address sponsor, uint256 shareBps) external;
    function set_reserve(uint256 reserveBps) external;
    function set_recoupment(uint256 mode) external;
    function agree_contribution(address contributor, address token, uint256 amount) external;
    function record_contribution(address contributor, address token, uint256 amount, bytes32 ref) external;
    function set_vesting(address partner, uint256 units, uint256 start, uint256 cliff, uint256 end) external;
    function freeze(address token, address account, uint256 amount, uint256 until) external;
    function unfreeze(address token, address account) external;
    function recover_nft(address collection, uint256 tokenId) external;

    function offer_link(LinkTerms calldata terms) external returns (bytes32);
    function withdraw_offer(bytes32 termsHash) external;
    function agree_link(LinkTerms calldata terms) external returns (uint256);
    function give_link_notice(uint256 tag) external;
    function waive_link(uint256 tag) external;
    function buy_out_link(uint256 tag, uint256 amount) external payable;
    function count_income(address token) external;

    function claimable(address token, address account) external view returns (uint256);
    function owed(address token) external view returns (uint256);
    function undistributed(address token) external view returns (uint256);
    function units_of(address partner) external view returns (uint256);
    function vested_units_of(address partner) external view returns (uint256);
    function total_units() external view returns (uint256);
    function era() external view returns (uint256);
    function frozen(address token, address account) external view returns (uint256);
    function frozen_until(address token, address account) external view returns (uint256);
    function contributions_held(address token) external view returns (uint256);
    function recoupment_of(address token) external view returns (uint256 recorded, uint256 repaid);
    function outstanding_of(address token, address contributor) external view returns (uint256);
    function agreed_contribution(address token, address contributor) external view returns (uint256);
    function sponsor_links() external view returns (Link[] memory);
    function reserve_bps() external view returns (uint256);
    function recoupment_mode() external view returns (uint256);
    function listed_tokens() external view returns (address[] memory);
    function payout_of(address partner) external view returns (address);
}
