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
}

struct ClassRule {
    uint256 decisionClass;
    bytes32 name;
    Rule rule;
}

struct Config {
    string name;
    bytes32 termsHash;
    string termsUri;
    uint256 formationDeadline;
    Founder[] founders;
    ClassRule[] rules;
    address[] tokens;
    uint256 noticeSeconds;
    uint256 redeemableBps;
    string daoUri;
    uint256 reserveBps;
    uint256 recoupment;
}

struct Link {
    address sponsor;
    uint256 shareBps;
}

interface IEcosystem {
    function spin_up(Config calldata config, bytes32 salt) external returns (address);
}

interface IPartnership {
    function membership() external view returns (address);
    function escrow() external view returns (address);
}

interface IMembership {
    function accept(bytes32 termsHash) external;
    function admit(address partner, uint256 weight, uint256 units, uint256 role, uint256 responseSeconds) external;
    function expel(address partner) external;
    function leave() external;
    function offer_seat(address to) external;
    function set_shares(address partner, uint256 weight, uint256 units) external;
    function take_seat(address partner) external;
}

interface IEscrow {
    function initialize(address partnership, address[] calldata tokens, uint256 reserve, uint256 recoupment) external;
    function enter_force() external;
    function set_units(address partner, uint256 units) external returns (uint256, uint256);
    function move_units(address partner, address to) external;

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

    function claimable(address token, address account) external view returns (uint256);
    function owed(address token) external view returns (uint256);
    function undistributed(address token) external view returns (uint256);
    function units_of(address partner) external view returns (uint256);
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
