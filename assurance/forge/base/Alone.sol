// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Recipe} from "./Recipe.sol";
import "./Contracts.sol";

/// What the escrow asks its partnership.
contract Sibling {
    bool public stands;
    uint256 public role;

    function set(bool stands_, uint256 role_) external {
        (stands, role) = (stands_, role_);
    }

    function phase() external pure returns (uint256) {
        return 2; // in force
    }

    function residual_beneficiary() external pure returns (address) {}

    function ceilings() external pure returns (uint256, uint256) {
        return (10_000, 10_000);
    }

    function repayable_capital(address) external pure returns (uint256, uint256) {
        return (2 ** 112 - 1, 2 ** 112 - 1);
    }

    function status_of(address) external pure returns (uint256) {
        return 2; // active
    }

    function has_agreed(address) external pure returns (bool) {
        return true;
    }

    function standing(address) external view returns (bool, uint256, uint256) {
        return (stands, role, 1);
    }
}

/// An escrow for halmos, which gives contracts other addresses than a chain does: the clone is laid where a partnership
/// at PARTNERSHIP would have made it. Code and storage are the shipped ones.
contract Alone is Recipe {
    uint256 internal constant NOW = 20_000 days;
    address internal constant ETHER = address(0);
    address internal constant PARTNERSHIP = address(0x1111);

    IEscrow internal escrow;

    function setUp() public virtual {
        vm.warp(NOW);
        escrow = IEscrow(_born(PARTNERSHIP, 0x01));
        _become(address(escrow), _make("RevenueEscrow", ""));
        vm.etch(PARTNERSHIP, address(new Sibling()).code);
        escrow.initialize(PARTNERSHIP, new address[](0), 0, 0);
    }

    function _begin() internal {
        vm.prank(PARTNERSHIP);
        escrow.enter_force();
    }

    function _setUnits(address partner, uint256 units) internal {
        vm.prank(PARTNERSHIP);
        escrow.set_units(partner, units);
    }
}
