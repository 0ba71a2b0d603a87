// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Recipe} from "./Recipe.sol";
import "./Contracts.sol";

interface Svm {
    function createUint256(string calldata name) external returns (uint256);
    function enableSymbolicStorage(address account) external;
}

/// Whether only the partnership itself tells its escrow so: of partners, of what goes with who leaves or withdraws, and of
/// what there is in the end.
function isPush(bytes4 what) pure returns (bool) {
    return what == IEscrow.set_units.selector || what == IEscrow.move_units.selector || what == IEscrow.enter_force.selector
        || what == IEscrow.withdraw_contributions.selector || what == IEscrow.credit.selector
        || what == IEscrow.liquidate.selector;
}

/// Counts what it is told of partners, and answers everything with 0. It stands where the partnership's escrow is.
contract Pushed {
    uint256 public pushes;

    fallback() external {
        bytes4 what = msg.sig;
        if (isPush(what)) pushes++;
        assembly {
            calldatacopy(0, calldatasize(), 96)
            return(0, 96)
        }
    }
}

/// A partnership of which nothing is known: whatever may stand in its storage stands there. Code is the shipped one,
/// reached through the partnership's own table of facets. What is proved of it holds after every history.
contract Anything is Recipe {
    uint256 internal constant NOW = 20_000 days;
    IPartnership internal constant PARTNERSHIP = IPartnership(address(0x1111));

    address internal implementation;
    Pushed internal pushed;

    function setUp() public virtual {
        vm.warp(NOW);
        implementation = _make("Partnership", "");
        _become(address(PARTNERSHIP), implementation);
        pushed = Pushed(_born(address(PARTNERSHIP), 0x01));
        vm.etch(address(pushed), address(new Pushed()).code);
        Svm svm = Svm(address(uint160(uint256(keccak256("svm cheat code")))));
        svm.enableSymbolicStorage(address(PARTNERSHIP));
        // halmos takes slot 0 of the storage and of the transient storage, where the lock is, for the same unknown, and the
        // lock is open. Without this it would take the docket for 0, too; PartnersControls fails where it does.
        vm.store(address(PARTNERSHIP), bytes32(0), bytes32(svm.createUint256("docket")));
    }

    /// `who` was never on the roster.
    function _assumeOutside(address who) internal view {
        (bool known,) = address(PARTNERSHIP).staticcall(abi.encodeCall(IPartnership.required_of, (who))); // asks nothing else
        vm.assume(!known);
    }

    function _does(address who, bytes memory call) internal returns (bool success) {
        vm.prank(who);
        (success,) = address(PARTNERSHIP).call(call);
    }

    function _action(address target, uint256 value, bytes memory call)
        internal
        pure
        returns (address[] memory targets, uint256[] memory values, bytes[] memory calls)
    {
        (targets, values, calls) = (new address[](1), new uint256[](1), new bytes[](1));
        (targets[0], values[0], calls[0]) = (target, value, call);
    }

    function _id(address[] memory targets, uint256[] memory values, bytes[] memory calls, bytes32 textHash)
        internal
        pure
        returns (uint256)
    {
        return uint256(keccak256(abi.encode(targets, values, calls, textHash)));
    }
}
