// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Anything, Svm} from "../base/Anything.sol";
import {Recipe} from "../base/Recipe.sol";
import "../base/Contracts.sol";

/// Who may promise, and who may act on a promise: for every caller, all arguments and whatever has happened before. One
/// proof for each function; ../../../tests/assurance/test_halmos.py compares them with the ABI.
contract PromisesProofs is Anything {
    function _refusesAllButItself(address who, bytes memory call) private {
        vm.assume(who != address(PARTNERSHIP));
        assert(!_does(who, call));
    }

    // --- the partnership itself, by vote ---

    function check_reserve_matter(address who, Matter calldata matter) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.reserve_matter, matter));
    }

    function check_give_matter_notice(address who, address target, bytes4 selector, address holder, bytes32 argument)
        external
    {
        _refusesAllButItself(
            who, abi.encodeCall(IPartnership.give_matter_notice, (target, selector, holder, argument))
        );
    }

    function check_set_floor(address who, Floor calldata promised) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.set_floor, promised));
    }

    function check_give_floor_notice(address who, address token, address holder) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.give_floor_notice, (token, holder)));
    }

    function check_give_mandate(address who, Mandate calldata mandate, bytes32 argument) external {
        vm.assume(mandate.role < 16);
        bytes32[] memory arguments = new bytes32[](1);
        arguments[0] = argument;
        _refusesAllButItself(who, abi.encodeCall(IPartnership.give_mandate, (mandate, arguments)));
    }

    function check_revoke_mandate(address who, address target, bytes4 selector, uint256 number) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.revoke_mandate, (target, selector, number)));
    }

    function check_set_end_conditions(address who, address token, uint256 amount, bytes32 milestone) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.set_end_conditions, (token, amount, milestone)));
    }

    function check_reach_milestone(address who, bytes32 milestone) external {
        _refusesAllButItself(who, abi.encodeCall(IPartnership.reach_milestone, milestone));
    }

    // --- the account itself, in the middle of something ---

    function check_run_founding_calls(address who, uint8 how, bytes4 selector, bytes32 argument) external {
        bytes memory packed = abi.encodePacked(how, uint16(36), selector, argument);
        _refusesAllButItself(who, abi.encodeCall(IPartnership.run_founding_calls, packed));
    }

    function check_run_watched(address who, address target, uint256 amount, bytes4 selector) external {
        bytes memory data = abi.encodePacked(selector);
        _refusesAllButItself(who, abi.encodeCall(IPartnership.run_watched, (target, amount, data)));
    }

    // --- steering seats ---

    function check_pause_mandate(address who, uint256 number) external {
        _assumeOutside(who);
        assert(!_does(who, abi.encodeCall(IPartnership.pause_mandate, number)));
    }
}

/// A partnership that has promised three things to one account and nothing else. Whether it is in force, and what else stands
/// in its docket, is not known.
contract Holders is Recipe {
    IPartnership internal constant PARTNERSHIP = IPartnership(address(0x1111));
    address internal constant HOLDER = address(0xA1);
    address private constant TARGET = address(0xA2);
    bytes4 private constant ANY_CALL = 0xffffffff;
    uint256 private constant ETHER_COUNTED = 2;

    function setUp() public {
        vm.warp(20_000 days);
        _become(address(PARTNERSHIP), _make("Partnership", ""));
        vm.prank(address(PARTNERSHIP));
        PARTNERSHIP.set_floor(Floor(address(0), 1_000, HOLDER, 0, 0));
        Matter memory matter;
        (matter.target, matter.selector, matter.holder, matter.daysSilent) = (TARGET, ANY_CALL, HOLDER, 10);
        vm.prank(address(PARTNERSHIP));
        PARTNERSHIP.reserve_matter(matter);
        Mandate memory mandate;
        (mandate.holder, mandate.anyArgument, mandate.ends) = (HOLDER, true, 21_000 days);
        (mandate.counted, mandate.maximum, mandate.periodHours) = (ETHER_COUNTED, 1_000, 24);
        vm.prank(address(PARTNERSHIP));
        PARTNERSHIP.give_mandate(mandate, new bytes32[](0));
        Svm svm = Svm(address(uint160(uint256(keccak256("svm cheat code")))));
        vm.store(address(PARTNERSHIP), bytes32(0), bytes32(svm.createUint256("docket")));
    }

    function _does(address who, bytes memory call) internal returns (bool success) {
        vm.prank(who);
        (success,) = address(PARTNERSHIP).call(call);
    }
}

/// Who may act on a promise. Of any partnership halmos could not prove it: it would go through all that 32 matters and 8
/// floors could be.
contract HoldersProofs is Holders {
    function _refusesAllButHolder(address who, bytes memory call) private {
        vm.assume(who != HOLDER);
        assert(!_does(who, call));
    }

    /// Whichever one names, and whoever is said to hold it.
    function check_end_floor(address who, address token, address holder) external {
        _refusesAllButHolder(who, abi.encodeCall(IPartnership.end_floor, (token, holder)));
    }

    function check_end_matter(address who, address target, bytes4 selector, address holder, bytes32 argument) external {
        _refusesAllButHolder(who, abi.encodeCall(IPartnership.end_matter, (target, selector, holder, argument)));
    }

    function check_act(address who, uint256 number, address target, uint256 amount, bytes4 selector) external {
        bytes memory data = abi.encodePacked(selector);
        _refusesAllButHolder(who, abi.encodeCall(IPartnership.act, (number, target, amount, data)));
    }

    function check_resign_mandate(address who, uint256 number) external {
        _refusesAllButHolder(who, abi.encodeCall(IPartnership.resign_mandate, number));
    }

    /// Nobody has an action looked at, and so uses a limit up, but who executes a proposal.
    function check_look_at(address who, uint256 id, address target, uint256 amount, bytes4 selector) external {
        bytes memory data = abi.encodePacked(selector);
        assert(!_does(who, abi.encodeCall(IPartnership.look_at, (id, target, amount, data))));
    }
}

/// That proofs like the above can fail: these must.
contract HoldersControls is Holders {
    function check_nobody_ever_acts(address target, uint256 amount) external {
        vm.deal(address(PARTNERSHIP), 1_000);
        vm.assume(target == address(0xB1));
        assert(!_does(HOLDER, abi.encodeCall(IPartnership.act, (1, target, amount, ""))));
    }

    function check_nobody_ever_resigns(address who, uint256 number) external {
        assert(!_does(who, abi.encodeCall(IPartnership.resign_mandate, number)));
    }
}
