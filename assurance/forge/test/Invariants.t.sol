// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Handler} from "../base/Handler.sol";

/// What must hold after every call of any history. `check` and the handler's own checks name what does not.
abstract contract Invariants {
    Handler internal handler;

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    function excludeSelectors() external view returns (Selectors[] memory excluded) {
        excluded = new Selectors[](1);
        excluded[0] = Selectors(address(handler), new bytes4[](4));
        excluded[0].selectors[0] = handler.check.selector;
        excluded[0].selectors[1] = handler.checkAll.selector;
        excluded[0].selectors[2] = handler.drain.selector;
        excluded[0].selectors[3] = handler.windUp.selector;
    }

    function invariant_escrow() external {
        handler.check(handler.touched());
        _whole();
    }

    /// At the end of every history, for all tokens.
    function afterInvariant() external {
        handler.checkAll();
        _whole();
        handler.drain();
        handler.windUp();
        handler.drain();
        _whole();
    }

    function _whole() private view {
        string memory broken = handler.broken();
        require(bytes(broken).length == 0, broken);
    }
}

contract InOrderInvariants is Invariants {
    function setUp() external {
        handler = new Handler(1);
    }
}

contract ProRataInvariants is Invariants {
    function setUp() external {
        handler = new Handler(2);
    }
}
