// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Alone, Sibling} from "../base/Alone.sol";
import "../base/Contracts.sol";

contract Collection {
    function transferFrom(address, address, uint256) external {}
    function safeTransferFrom(address, address, uint256) external {}
}

/// A token of which the escrow has something, and that moves.
contract Coin {
    uint256 private held = 1_000;

    function decimals() external pure returns (uint8) {
        return 18;
    }

    function totalSupply() external pure returns (uint256) {
        return 1_000;
    }

    function balanceOf(address) external view returns (uint256) {
        return held;
    }

    function transfer(address, uint256 amount) external returns (bool) {
        held -= amount;
        return true;
    }
}

/// For every caller and all arguments: what is the partnership's or a treasurer's to do in an escrow is refused to
/// everybody else, through the escrow's own table of facets. One proof for each function;
/// ../../../tests/assurance/test_halmos.py compares them with the ABI.
contract AuthorisationProofs is Alone {
    address private constant FROZEN = address(0xA1);
    address private constant SPONSOR = address(0xA2);

    address private listed;

    /// Everything is there that somebody could try to change.
    function setUp() public override {
        super.setUp();
        listed = address(new Sibling());
        vm.prank(PARTNERSHIP);
        escrow.list_token(listed);
        vm.prank(PARTNERSHIP);
        escrow.set_recoupment(1);
        vm.prank(PARTNERSHIP);
        escrow.freeze(ETHER, FROZEN, 1, NOW + 1);
        _begin();
    }

    function _refusesAllBut(address allowed, address caller, bytes memory call) private {
        vm.assume(caller != allowed);
        vm.prank(caller);
        (bool success,) = address(escrow).call(call);
        assert(!success);
    }

    // --- the partnership, which pushes units when they change ---

    function check_set_units(address who, address partner, uint256 units) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.set_units, (partner, units)));
    }

    function check_move_units(address who, address partner, address to) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.move_units, (partner, to)));
    }

    function check_enter_force(address who) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.enter_force, ()));
    }

    // --- the partnership, whose treasury it comes from, and whose founders withdraw ---

    function check_credit(address who, address token, address account, uint256 amount) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.credit, (token, account, amount)));
    }

    function check_liquidate(address who, address token, uint256 amount) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.liquidate, (token, amount)));
    }

    function check_withdraw_contributions(address who, address contributor, address token) external {
        address[] memory tokens = new address[](1);
        tokens[0] = token;
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.withdraw_contributions, (contributor, tokens)));
    }

    // --- the escrow itself, one facet for another ---

    function check_prove(address who, address token, bool byName) external {
        _refusesAllBut(address(escrow), who, abi.encodeCall(IEscrow.prove, (token, byName)));
    }

    function check_follow_units(address who, address key, uint256 before, uint256 after_) external {
        _refusesAllBut(address(escrow), who, abi.encodeCall(IEscrow.follow_units, (key, before, after_)));
    }

    function check_claim_each(address who, address token, address partner) external {
        address[] memory partners = new address[](1);
        partners[0] = partner;
        _refusesAllBut(address(escrow), who, abi.encodeCall(IEscrow.claim_each, (token, partners)));
    }

    // --- the partnership, by vote, and whoever has something here ---

    function check_know_token(address who) external {
        address coin = address(new Coin());
        vm.assume(who != FROZEN);
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.know_token, coin));
    }

    // --- nobody, once it is initialized ---

    function check_initialize(address who, address partnership, address token, uint256 reserve, uint256 mode) external {
        address[] memory tokens = new address[](1);
        tokens[0] = token;
        vm.prank(who);
        (bool success,) = address(escrow).call(abi.encodeCall(IEscrow.initialize, (partnership, tokens, reserve, mode)));
        assert(!success);
    }

    // --- the partnership, by vote ---

    function check_list_token(address who, address token) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.list_token, token));
    }

    function check_unlist_token(address who) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.unlist_token, listed));
    }

    function check_set_sponsor(address who, address sponsor, uint256 share) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.set_sponsor, (sponsor, share)));
    }

    function check_set_reserve(address who, uint256 reserve) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.set_reserve, reserve));
    }

    function check_set_recoupment(address who, uint256 mode) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.set_recoupment, mode));
    }

    function check_agree_contribution(address who, address contributor, address token, uint256 amount) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.agree_contribution, (contributor, token, amount)));
    }

    function check_record_contribution(address who, address by, address token, uint256 amount, bytes32 ref) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.record_contribution, (by, token, amount, ref)));
    }

    function check_set_vesting(address who, address partner, uint256 units, uint256[3] calldata day) external {
        bytes memory call = abi.encodeCall(IEscrow.set_vesting, (partner, units, day[0], day[1], day[2]));
        _refusesAllBut(PARTNERSHIP, who, call);
    }

    function check_freeze(address who, address token, address account, uint256 amount, uint256 until) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.freeze, (token, account, amount, until)));
    }

    function check_unfreeze(address who) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.unfreeze, (ETHER, FROZEN)));
    }

    function check_recover_nft(address who, uint256 tokenId) external {
        address collection = address(new Collection());
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.recover_nft, (collection, tokenId)));
    }

    // --- links: the partnership, by vote; the sponsor; either of them ---

    function _offered() private returns (LinkTerms memory terms) {
        terms = LinkTerms(SPONSOR, 1_000, false, 0, 90, 1, ETHER, 0);
        vm.prank(PARTNERSHIP);
        escrow.offer_link(terms);
    }

    function _linked() private returns (uint256) {
        LinkTerms memory terms = _offered();
        vm.prank(SPONSOR);
        return escrow.agree_link(terms);
    }

    function check_offer_link(address who, address sponsor, uint256 share, uint256[4] calldata number) external {
        LinkTerms memory terms =
            LinkTerms(sponsor, share, false, number[0], number[1], number[2], ETHER, number[3]);
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.offer_link, terms));
    }

    function check_withdraw_offer(address who) external {
        bytes32 termsHash = keccak256(abi.encode(_offered()));
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.withdraw_offer, termsHash));
    }

    function check_agree_link(address who) external {
        _refusesAllBut(SPONSOR, who, abi.encodeCall(IEscrow.agree_link, _offered()));
    }

    function check_waive_link(address who) external {
        _refusesAllBut(SPONSOR, who, abi.encodeCall(IEscrow.waive_link, _linked()));
    }

    function check_give_link_notice(address who) external {
        uint256 tag = _linked();
        vm.assume(who != SPONSOR);
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.give_link_notice, tag));
    }

    function check_buy_out_link(address who, uint256 amount) external {
        uint256 tag = _linked();
        vm.assume(who != PARTNERSHIP);
        vm.deal(who, amount);
        vm.prank(who);
        (bool success,) = address(escrow).call{value: amount}(abi.encodeCall(IEscrow.buy_out_link, (tag, amount)));
        assert(!success);
    }

    function check_count_income(address who, address token) external {
        _refusesAllBut(PARTNERSHIP, who, abi.encodeCall(IEscrow.count_income, token));
    }

    // --- a treasurer with standing, or the partnership ---

    function _isTreasurer(bool standing, uint256 role) private returns (bool) {
        vm.assume(role < 16); // Vyper takes no flags that it does not know
        Sibling(PARTNERSHIP).set(standing, role);
        return standing && role & 8 != 0;
    }

    function check_issue_invoice(address who, bool standing, uint256 role, bytes32 ref, uint256 amount) external {
        vm.assume(who != PARTNERSHIP);
        bool may = _isTreasurer(standing, role);
        bytes memory call = abi.encodeCall(IEscrow.issue_invoice, (ref, ETHER, amount, NOW + 1));
        vm.prank(who);
        (bool success,) = address(escrow).call(call);
        assert(!success || may);
    }

    function check_withdraw_invoice(address who, bool standing, uint256 role) external {
        vm.prank(PARTNERSHIP);
        escrow.issue_invoice("x", ETHER, 1, NOW + 1);
        vm.assume(who != PARTNERSHIP);
        bool may = _isTreasurer(standing, role);
        vm.prank(who);
        (bool success,) = address(escrow).call(abi.encodeCall(IEscrow.withdraw_invoice, "x"));
        assert(success == may);
    }
}

/// That proofs like the above can fail: these must.
contract Controls is Alone {
    function check_anybody_may_set_reserve(address who, uint256 reserve) external {
        vm.prank(who);
        (bool success,) = address(escrow).call(abi.encodeCall(IEscrow.set_reserve, reserve));
        assert(!success);
    }

    function check_no_token_becomes_known() external {
        address coin = address(new Coin());
        _begin();
        vm.prank(PARTNERSHIP);
        (bool success,) = address(escrow).call(abi.encodeCall(IEscrow.know_token, coin));
        assert(!success || !escrow.is_known(coin));
    }

    function check_a_sponsor_may_not_agree(address sponsor) external {
        vm.assume(sponsor != address(0) && sponsor != PARTNERSHIP && sponsor != address(escrow));
        LinkTerms memory terms = LinkTerms(sponsor, 1_000, false, 0, 90, 1, ETHER, 0);
        _begin();
        vm.prank(PARTNERSHIP);
        escrow.offer_link(terms);
        vm.prank(sponsor);
        (bool success,) = address(escrow).call(abi.encodeCall(IEscrow.agree_link, terms));
        assert(!success);
    }

    function check_half_of_it_is_all_of_it(uint8 amount) external {
        vm.assume(amount > 0);
        _setUnits(address(0xA1), 1);
        _setUnits(address(0xA2), 1);
        _begin();
        vm.deal(address(escrow), amount);
        escrow.distribute(ETHER);
        assert(escrow.claimable(ETHER, address(0xA2)) == amount);
    }
}
