// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Recipe} from "./Recipe.sol";
import "./Contracts.sol";

/// Deploys what is shipped and spins partnerships up, as a provider does.
contract House is Recipe {
    uint256 internal constant DAY = 1 days;
    uint256 internal constant START = 20_000 * DAY;
    bytes32 internal constant TERMS_HASH = keccak256("terms");
    uint256 internal constant REDEEMABLE_BPS = 4_000;
    uint256 internal constant DELAY = 1 hours; // of the rule of every class
    uint256 internal constant PERIOD = 1 days;
    uint256 internal constant WAITING = 3 days;

    IEcosystem internal ecosystem;
    IPartnership internal partnership;
    IEscrow internal escrow;
    uint256 private decided;

    function _build() internal {
        vm.warp(START);
        ecosystem = IEcosystem(_make("Ecosystem", ""));
    }

    /// Founders with weight 1 and a proposer's role each.
    function _spinUp(
        address[] memory founders,
        uint256[] memory units,
        address[] memory tokens,
        uint256 mode,
        Capital[] memory capital
    ) internal {
        Config memory config;
        config.name = "Harbour";
        config.termsHash = TERMS_HASH;
        config.termsUri = "ipfs://terms";
        config.formationDeadline = block.timestamp + 7 * DAY;
        config.founders = new Founder[](founders.length);
        for (uint256 i; i < founders.length; i++) config.founders[i] = Founder(founders[i], 1, units[i], 1);
        config.rules = new ClassRule[](2); // constitutional and ordinary
        config.rules[1].decisionClass = 8;
        for (uint256 i; i < 2; i++) {
            config.rules[i].rule =
                Rule(DELAY, PERIOD, WAITING, 14 days, 5_000, 6_667, 0, 0, false, false, 0, 0, 0, address(0));
        }
        config.tokens = tokens;
        // Ceilings that keep nothing from being done.
        config.deal.maxUnits = 2 ** 32 - 1;
        config.deal.maxWeight = 2 ** 40 - 1;
        config.deal.maxSponsorsBps = 10_000;
        config.deal.maxReserveBps = 10_000;
        config.deal.redeemableBps = REDEEMABLE_BPS;
        config.deal.callDays = 60;
        config.capital = capital;
        config.recoupment = mode;
        partnership = IPartnership(ecosystem.spin_up(config, bytes32(0)));
        escrow = IEscrow(partnership.escrow());
    }

    function _acceptAll(address[] memory founders) internal {
        for (uint256 i; i < founders.length; i++) {
            Offer memory offer = partnership.offer_of(founders[i]);
            vm.prank(founders[i]);
            partnership.accept(offer);
        }
    }

    /// A decision that all of `voters` vote for and that `agrees` says yes to, from its proposal to its execution. That takes
    /// some days.
    function _decide(address[] memory voters, address target, bytes memory call, address agrees) internal {
        address[] memory targets = new address[](1);
        uint256[] memory values = new uint256[](1);
        bytes[] memory calls = new bytes[](1);
        (targets[0], calls[0]) = (target, call);
        string memory text = string(abi.encode(++decided));
        vm.prank(voters[0]);
        uint256 id = partnership.propose(targets, values, calls, text);
        vm.warp(partnership.proposalDeadline(id) - PERIOD + 1);
        for (uint256 i; i < voters.length; i++) {
            vm.prank(voters[i]);
            partnership.castVote(id, 1);
        }
        vm.prank(agrees);
        partnership.consent(id, true);
        vm.warp(partnership.proposalDeadline(id) + WAITING + 1);
        partnership.execute(targets, values, calls, keccak256(bytes(text)));
    }
}
