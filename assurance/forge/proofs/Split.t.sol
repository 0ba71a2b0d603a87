// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Alone} from "../base/Alone.sol";
import "../base/Contracts.sol";

/// For all units and amounts: the bytecode credits `units * growth >> 64` with `growth = ((amount << 64) + total - 1) / total`.
/// That these numbers never add up to more than the amount, and to less than a wei each below it, is proved about the
/// numbers (../../arithmetic.py). Together: no distribution overpays, and the rest is below the number of partners.
contract SplitProofs is Alone {
    uint256 internal constant READING = 2 ** 156 - 1;

    function _partner(uint256 index) internal pure returns (address) {
        return address(uint160(0xA000 + index));
    }

    function _growth(uint256 amount, uint256 total) internal pure returns (uint256) {
        unchecked {
            return (((amount << 64) + total - 1) / total) & READING;
        }
    }

    /// A partner may have 0 units, so this is the split among 1, 2, ... 8.
    function check_split_among_8_or_fewer(uint32[8] calldata units, uint96 amount) external {
        vm.assume(amount != 0 && amount < 2 ** 92); // more of it waits until some is claimed
        uint256 total;
        for (uint256 i; i < 8; i++) total += units[i];
        vm.assume(total != 0 && total < 2 ** 32);
        for (uint256 i; i < 8; i++) _setUnits(_partner(i), units[i]);
        _begin();
        assert(escrow.total_units() == total);
        vm.deal(address(escrow), amount);
        assert(escrow.distribute(ETHER) == amount);
        uint256 growth = _growth(amount, escrow.total_units());
        for (uint256 i; i < 8; i++) {
            unchecked {
                assert(escrow.claimable(ETHER, _partner(i)) == (units[i] * growth) >> 64);
            }
        }
    }
}
