// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Recipe} from "./Recipe.sol";
import "./Contracts.sol";

/// What the escrow asks its partnership and its membership.
contract Sibling {
    bool public standing;
    uint256 public role;
    uint256 public roleEnds;

    function set(bool standing_, uint256 role_, uint256 roleEnds_) external {
        (standing, role, roleEnds) = (standing_, role_, roleEnds_);
    }

    function phase() external pure returns (uint256) {
        return 2; // in force
    }

    function residual_beneficiary() external pure returns (address) {}

    function has_standing(address) external view returns (bool) {
        return standing;
    }

    function partner(address account) external view returns (address, uint256[4] memory, uint256, uint256[3] memory, uint256, uint256[3] memory) {
        uint256[4] memory before; // seat, status, weight, units
        uint256[3] memory between; // accepted_version, respond_by, nonce
        uint256[3] memory after_; // probation_ends, leaves_at, redeem_by
        return (account, before, role, between, roleEnds, after_);
    }
}

/// An escrow for halmos, which gives contracts other addresses than a chain does: the clone is laid where a partnership
/// at PARTNERSHIP would have made it. Code and storage are the shipped ones.
contract Alone is Recipe {
    uint256 internal constant NOW = 20_000 days;
    address internal constant ETHER = address(0);
    address internal constant PARTNERSHIP = address(0x1111);

    address internal membership;
    IEscrow internal escrow;

    function setUp() public virtual {
        vm.warp(NOW);
        membership = _born(PARTNERSHIP, 0x01);
        escrow = IEscrow(_born(PARTNERSHIP, 0x02));
        _become(_make("RevenueEscrow", ""));
        vm.etch(PARTNERSHIP, address(new Sibling()).code);
        vm.etch(membership, PARTNERSHIP.code);
        escrow.initialize(PARTNERSHIP, new address[](0), 0, 0);
    }

    function _become(address implementation) internal {
        bytes memory clone = abi.encodePacked(hex"363d3d373d3d3d363d73", implementation, hex"5af43d82803e903d91602b57fd5bf3");
        vm.etch(address(escrow), clone);
    }

    function _begin() internal {
        vm.prank(membership);
        escrow.enter_force();
    }

    function _setUnits(address partner, uint256 units) internal {
        vm.prank(membership);
        escrow.set_units(partner, units);
    }
}
