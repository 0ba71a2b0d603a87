// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Anything, isPush} from "../base/Anything.sol";
import "../base/Contracts.sol";

/// For every caller, all arguments and whatever has happened before: what only a vote does is refused to everybody but the
/// partnership itself, and what only a partner does to everybody who never was on the roster. One proof for each
/// function; ../../../tests/assurance/test_halmos.py compares them with the ABI.
contract PartnersProofs is Anything {
    uint256 private constant LONGEST_EXTENSION = 2 ** 24; // seconds; more has no room in a rule
    uint256 private constant HELD_OUTSIDE = 24; // slot of consents.vy: how much was promised to an account

    function _refusesAllButItself(address who, bytes memory call) private {
        vm.assume(who != address(PARTNERSHIP));
        assert(!_does(who, call));
    }

    /// A ballot that may come late first asks what would become of the vote without it, in more ways than can be gone
    /// through. Whoever casts it is asked the same after that.
    function _assumeNotLate(uint256 id) private view {
        uint256 deadline = PARTNERSHIP.proposalDeadline(id);
        vm.assume(deadline == 0 || deadline >= NOW + LONGEST_EXTENSION);
    }

    function _refusesOutsiders(address who, bytes memory call) private {
        _assumeOutside(who);
        assert(!_does(who, call));
    }

    // --- once ---

    /// Neither a partnership that began, nor the implementation.
    function check_initialize(address who, address escrow, uint256 deadline, address founder, uint256 weight) external {
        Config memory config;
        config.name = "Harbour";
        config.formationDeadline = deadline;
        config.founders = new Founder[](1);
        config.founders[0] = Founder(founder, weight, 1, 1);
        config.rules = new ClassRule[](2);
        config.rules[1].decisionClass = 8;
        bytes memory call = abi.encodeCall(IPartnership.initialize, (escrow, config));
        (uint256 version,,,) = PARTNERSHIP.current_terms();
        vm.assume(version != 0);
        assert(!_does(who, call));
        vm.prank(who);
        (bool success,) = implementation.call(call);
        assert(!success);
    }

    // --- the partnership itself, by vote: terms and rules ---

    function check_amend_terms(address who, bytes32 termsHash, uint256 window, Deal calldata deal) external {
        Capital[] memory none = new Capital[](0);
        _refusesAllButItself(
            who, abi.encodeCall(IPartnership.amend_terms, (termsHash, "ipfs://terms", window, deal, none))
        );
    }

    function check_set_dao_uri(address who) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.set_dao_uri, "ipfs://dao"));
    }

    function check_set_rule(address who, uint256 decisionClass, Rule calldata rule) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.set_rule, (decisionClass, rule)));
    }

    function check_map_action(address who, address target, bytes4 selector, uint256 decisionClass) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.map_action, (target, selector, decisionClass)));
    }

    function check_name_class(address who, uint256 decisionClass, bytes32 name) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.name_class, (decisionClass, name)));
    }

    function check_set_objector(address who, address account, uint256 until) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.set_objector, (account, until)));
    }

    function check_approve_message(address who, bytes32 digest, uint256 until) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.approve_message, (digest, until)));
    }

    // --- the partnership itself, by vote: partners ---

    function check_admit(address who, address partner, uint256 weight, uint256 units, uint256 role, uint256 time) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.admit, (partner, weight, units, role, time)));
    }

    function check_expel(address who, address partner) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.expel, partner));
    }

    function check_suspend(address who, address partner) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.suspend, partner));
    }

    function check_reinstate(address who, address partner) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.reinstate, partner));
    }

    function check_set_shares(address who, address partner, uint256 weight, uint256 units) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.set_shares, (partner, weight, units)));
    }

    function check_set_role(address who, address partner, uint256 role, uint256 ends) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.set_role, (partner, role, ends)));
    }

    function check_set_probation(address who, address partner, uint256 ends) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.set_probation, (partner, ends)));
    }

    function check_recover_seat(address who, address partner, address to) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.recover_seat, (partner, to)));
    }

    function check_wind_up(address who, address token, uint256 amount, uint256 time) external {
        Kept[] memory kept = new Kept[](1);
        kept[0] = Kept(token, amount);
        _refusesAllButItself(who, abi.encodeCall(IPartnership.wind_up, (kept, time)));
    }

    // --- founders, partners, invited and former ones ---

    function check_withdraw(address who, address token) external {
        address[] memory tokens = new address[](1);
        tokens[0] = token;
        _refusesOutsiders(who, abi.encodeCall(IPartnership.withdraw, (tokens)));
    }

    function check_accept(address who, Offer calldata offer) external {
        _refusesOutsiders(who, abi.encodeCall(IPartnership.accept, (offer)));
    }

    function check_give_notice(address who) external {
        _refusesOutsiders(who, abi.encodeCall(IPartnership.give_notice, ()));
    }

    function check_leave(address who, bool names, address token) external {
        address[] memory tokens = new address[](1);
        tokens[0] = token;
        bytes memory call = names ? abi.encodeWithSignature("leave(address[])", tokens) : abi.encodeWithSignature("leave()");
        _refusesOutsiders(who, call);
    }

    function check_leave_dissenting(address who, uint256 id, bool names, address token) external {
        address[] memory tokens = new address[](1);
        tokens[0] = token;
        bytes memory call = names
            ? abi.encodeWithSignature("leave_dissenting(uint256,address[])", id, tokens)
            : abi.encodeWithSignature("leave_dissenting(uint256)", id);
        _refusesOutsiders(who, call);
    }

    function check_wind_up_alone(address who) external {
        _refusesOutsiders(who, abi.encodeCall(IPartnership.wind_up_alone, ()));
    }

    function check_wind_up_deadlock(address who, address target, uint256 value, bytes4 selector, bytes32[2] calldata texts)
        external
    {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) =
            _action(target, value, abi.encodePacked(selector));
        bytes memory call =
            abi.encodeCall(IPartnership.wind_up_deadlock, (targets, values, calls, texts[0], texts[1]));
        _refusesOutsiders(who, call);
    }

    function check_call_partner(address who, address partner) external {
        _refusesOutsiders(who, abi.encodeCall(IPartnership.call_partner, partner));
    }

    function check_answer(address who) external {
        _refusesOutsiders(who, abi.encodeCall(IPartnership.answer, ()));
    }

    function check_keep_seat(address who) external {
        _refusesOutsiders(who, abi.encodeCall(IPartnership.keep_seat, ()));
    }

    function check_refuse_move(address who, address partner) external {
        _refusesOutsiders(who, abi.encodeCall(IPartnership.refuse_move, partner));
    }

    function check_offer_seat(address who, address to) external {
        _refusesOutsiders(who, abi.encodeCall(IPartnership.offer_seat, to));
    }

    function check_name_representative(address who, address representative) external {
        vm.assume(PARTNERSHIP.representative_of(who) == address(0));
        _refusesOutsiders(who, abi.encodeCall(IPartnership.name_representative, representative));
    }

    /// Only whom the seat is offered to.
    function check_take_seat(address who, address partner, Offer calldata conditions) external {
        (address to,) = PARTNERSHIP.seat_offer(partner);
        vm.assume(who != to);
        assert(!_does(who, abi.encodeCall(IPartnership.take_seat, (partner, conditions))));
    }

    // --- proposals and ballots ---

    function check_propose(address who, address target, uint256 value, bytes4 selector, uint256 argument) external {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) =
            _action(target, value, abi.encodePacked(selector, argument));
        _refusesOutsiders(who, abi.encodeCall(IPartnership.propose, (targets, values, calls, "a text")));
    }

    /// Only the partner itself and whom it named.
    function check_propose_as(address who, address partner, address target, uint256 value, bytes4 selector) external {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) =
            _action(target, value, abi.encodePacked(selector));
        vm.assume(who != partner && PARTNERSHIP.representative_of(partner) != who);
        address[] memory none;
        bytes memory call =
            abi.encodeCall(IPartnership.propose_as, (partner, targets, values, calls, "a text", none, bytes32(0)));
        assert(!_does(who, call));
    }

    /// Only the proposer and whom it named.
    function check_cancel(address who, address target, uint256 value, bytes4 selector, bytes32 textHash) external {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) =
            _action(target, value, abi.encodePacked(selector));
        uint256 id = _id(targets, values, calls, textHash);
        bytes memory question = abi.encodeCall(IPartnership.proposalProposer, id);
        (bool known, bytes memory answer) = address(PARTNERSHIP).staticcall(question);
        if (known) {
            address proposer = abi.decode(answer, (address));
            vm.assume(who != proposer && who != PARTNERSHIP.representative_of(proposer));
        }
        assert(!_does(who, abi.encodeCall(IPartnership.cancel, (targets, values, calls, textHash))));
    }

    function check_queue(address who, address target, uint256 value, bytes4 selector, bytes32 textHash) external {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) =
            _action(target, value, abi.encodePacked(selector));
        assert(!_does(who, abi.encodeCall(IPartnership.queue, (targets, values, calls, textHash))));
    }

    function check_castVote(address who, uint256 id, uint8 support) external {
        _assumeNotLate(id);
        _refusesOutsiders(who, abi.encodeCall(IPartnership.castVote, (id, support)));
    }

    function check_castVoteWithReason(address who, uint256 id, uint8 support) external {
        _assumeNotLate(id);
        _refusesOutsiders(who, abi.encodeCall(IPartnership.castVoteWithReason, (id, support, "why")));
    }

    function check_castVoteWithReasonAndParams(address who, uint256 id, uint8 support) external {
        _assumeNotLate(id);
        _refusesOutsiders(who, abi.encodeCall(IPartnership.castVoteWithReasonAndParams, (id, support, "why", "")));
    }

    /// Only whom the partner named; it casts its own ballot by itself.
    function check_cast_vote_as(address who, address partner, uint256 id, uint8 support) external {
        vm.assume(PARTNERSHIP.representative_of(partner) != who);
        assert(!_does(who, abi.encodeCall(IPartnership.cast_vote_as, (partner, id, support, "why"))));
    }

    /// Of a proposal whose vote has not ended; after that it is refused to everybody.
    function check_recuse(address who, uint256 id) external {
        vm.assume(PARTNERSHIP.proposalDeadline(id) >= NOW);
        _refusesOutsiders(who, abi.encodeCall(IPartnership.recuse, (id, "why")));
    }

    function check_contest_recusal(address who, uint256 id) external {
        vm.assume(PARTNERSHIP.proposalDeadline(id) >= NOW);
        _refusesOutsiders(who, abi.encodeCall(IPartnership.contest_recusal, id));
    }

    /// Only the partner itself and whom it named.
    function check_contest_recusal_as(address who, address partner, uint256 id) external {
        vm.assume(who != partner && PARTNERSHIP.representative_of(partner) != who);
        assert(!_does(who, abi.encodeCall(IPartnership.contest_recusal_as, (partner, id))));
    }

    /// Nor whoever holds something that was promised. Of a proposal whose vote has not ended; after that what became of it
    /// is asked first, and then the same.
    function check_consent(address who, uint256 id, bool agrees) external {
        vm.assume(vm.load(address(PARTNERSHIP), keccak256(abi.encode(HELD_OUTSIDE, who))) == 0);
        vm.assume(PARTNERSHIP.proposalDeadline(id) >= NOW);
        _refusesOutsiders(who, abi.encodeCall(IPartnership.consent, (id, agrees)));
    }

    /// Only whom the rule of the proposal names.
    function check_break_tie(address who, uint256 id, bool passes) external {
        vm.assume(PARTNERSHIP.proposal_rule(id).tieBreaker != who);
        assert(!_does(who, abi.encodeCall(IPartnership.break_tie, (id, passes))));
    }

    /// Nor anybody outside to whom a vote gave that right.
    function check_object(address who, uint256 id) external {
        vm.assume(PARTNERSHIP.may_object_until(who) < NOW);
        _refusesOutsiders(who, abi.encodeCall(IPartnership.object, (id, "why")));
    }
}

/// No vote reaches what the partnership tells its escrow of partners, whoever asks for it and whatever was decided.
contract PushProofs is Anything {
    function _push(bytes4 selector, address account, uint256 number, uint256 value)
        private
        view
        returns (address[] memory targets, uint256[] memory values, bytes[] memory calls)
    {
        vm.assume(isPush(selector));
        return _action(address(pushed), value, abi.encodePacked(selector, uint256(uint160(account)), number));
    }

    function check_propose_no_push(address who, bytes4 selector, address account, uint256 number, uint256 value) external {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _push(selector, account, number, value);
        assert(!_does(who, abi.encodeCall(IPartnership.propose, (targets, values, calls, "a text"))));
    }

    function check_propose_as_no_push(address who, address partner, bytes4 selector, address account, uint256 number) external {
        (address[] memory targets, uint256[] memory values, bytes[] memory calls) = _push(selector, account, number, 0);
        address[] memory none;
        bytes memory call =
            abi.encodeCall(IPartnership.propose_as, (partner, targets, values, calls, "a text", none, bytes32(0)));
        assert(!_does(who, call));
    }
}

/// That proofs like the above can fail: these must.
contract PartnersControls is Anything {
    function check_nobody_ever_gives_notice(address who) external {
        assert(!_does(who, abi.encodeCall(IPartnership.give_notice, ())));
    }

    function check_the_partnership_may_not_approve(bytes32 message, uint256 until) external {
        assert(!_does(address(PARTNERSHIP), abi.encodeCall(IPartnership.approve_message, (message, until))));
    }
}
