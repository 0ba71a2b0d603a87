// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Alone} from "../base/Alone.sol";
import {IMock} from "../base/Stage.sol";
import "../base/Contracts.sol";

/// The same history on what the compiler makes with three optimization levels: every call must end alike, with the same
/// answer, and leave the same behind. All three are run at the same address, one after the other on the same chain.
contract Differential is Alone {
    uint256 private constant STEPS = 60;

    address[3] private builds;
    address[] private tokens;
    address[] private accounts;

    function setUp() public override {
        super.setUp();
        string[3] memory levels = ["none", "gas", "codesize"];
        for (uint256 i; i < 3; i++) {
            builds[i] = _make("RevenueEscrow", string.concat("-", levels[i]));
        }
        tokens.push(ETHER);
        tokens.push(_deploy("PlainToken", abi.encode(18)));
        tokens.push(_deploy("FeeToken", abi.encode(1_000)));
        tokens.push(_deploy("StubbornToken", ""));
        for (uint256 i; i < 5; i++) accounts.push(address(uint160(0xA000 + i)));
        accounts.push(_deploy("RejectingReceiver", ""));
        accounts.push(PARTNERSHIP);
        for (uint256 i = 1; i < 4; i++) {
            IMock(tokens[i]).mint(PARTNERSHIP, 2 ** 100);
            vm.prank(PARTNERSHIP);
            IMock(tokens[i]).approve(address(escrow), 2 ** 100);
        }
    }

    function testFuzz_builds_agree(uint256 seed) external {
        uint256 before = vm.snapshotState();
        bytes32 first;
        for (uint256 i; i < 3; i++) {
            _become(address(escrow), builds[i]);
            (bytes32 all, uint256 done) = _history(seed);
            if (i == 0) first = all;
            assert(all == first);
            require(done >= STEPS / 4, "a history says little"); // two thirds, as a rule: chance does not come near this
            vm.revertToState(before);
        }
    }

    function _history(uint256 seed) private returns (bytes32 all, uint256 done) {
        for (uint256 i; i < 6; i++) _setUnits(accounts[i], 7 + 100 * i);
        _begin();
        for (uint256 i = 1; i < 3; i++) {
            IMock(tokens[i]).mint(address(escrow), 1e18);
            vm.prank(PARTNERSHIP);
            escrow.know_token(tokens[i]);
        }
        vm.prank(PARTNERSHIP);
        escrow.list_token(tokens[3]); // known when it comes to be split
        for (uint256 step; step < STEPS; step++) {
            uint256 number = uint256(keccak256(abi.encode(seed, step)));
            (address caller, bytes memory call) = _call(number % 37, number >> 8);
            vm.prank(caller);
            (bool success, bytes memory answer) = address(escrow).call(call);
            all = keccak256(abi.encode(all, success, answer));
            if (success) done++;
        }
        for (uint256 i; i < tokens.length; i++) all = keccak256(abi.encode(all, _seen(tokens[i])));
    }

    function _seen(address token) private view returns (bytes memory seen) {
        seen = abi.encode(escrow.owed(token), escrow.contributions_held(token));
        for (uint256 i; i < accounts.length; i++) {
            uint256 has = token == ETHER ? accounts[i].balance : IMock(token).balanceOf(accounts[i]);
            seen = abi.encode(seen, has, escrow.claimable(token, accounts[i]), escrow.outstanding_of(token, accounts[i]));
        }
    }

    function _call(uint256 kind, uint256 seed) private returns (address caller, bytes memory call) {
        address token = tokens[seed % 4];
        address account = accounts[(seed >> 8) % 6];
        uint256 amount = (seed >> 16) % 10 ** ((seed >> 16) % 25 + 1) + 1;
        caller = PARTNERSHIP;
        if (kind < 6) {
            if (token != ETHER) return (caller, abi.encodeCall(IEscrow.pay, (token, amount, bytes32(seed % 3))));
            _arrive(token, amount);
            return (caller, abi.encodeCall(IEscrow.distribute, token));
        }
        if (kind < 10) return (caller, abi.encodeCall(IEscrow.distribute, token));
        if (kind < 13) return (caller, abi.encodeCall(IEscrow.claim, (token, accounts[(seed >> 8) % 7])));
        if (kind < 14) return (caller, abi.encodeCall(IEscrow.claim_for, (token, accounts)));
        if (kind < 16) return (caller, abi.encodeCall(IEscrow.pay_out, (token, _sorted())));
        if (kind < 18) return (PARTNERSHIP, abi.encodeCall(IEscrow.set_units, (account, amount % 2 ** 28)));
        if (kind == 18) return (caller, abi.encodeCall(IEscrow.set_sponsor, (address(uint160(0x5900 + amount % 9)), seed % 3_000)));
        if (kind == 19) return (caller, abi.encodeCall(IEscrow.set_reserve, seed % 10_500));
        if (kind == 20) return (caller, abi.encodeCall(IEscrow.set_recoupment, seed % 3));
        if (kind == 21) return (caller, abi.encodeCall(IEscrow.record_contribution, (account, token, amount, "work")));
        if (kind == 22) return (caller, abi.encodeCall(IEscrow.agree_contribution, (PARTNERSHIP, token, amount)));
        if (kind == 23) return (caller, abi.encodeCall(IEscrow.contribute, (token, amount)));
        if (kind == 24) {
            uint256 today = block.timestamp / 1 days;
            call = abi.encodeCall(IEscrow.set_vesting, (account, amount % 1_000, today, today + seed % 9, today + 9));
            return (caller, call);
        }
        if (kind == 25) return (caller, abi.encodeCall(IEscrow.freeze, (token, account, amount, block.timestamp + seed % 180 days)));
        if (kind == 26) return (caller, abi.encodeCall(IEscrow.unfreeze, (token, account)));
        if (kind == 27) return (account, abi.encodeCall(IEscrow.set_payout, accounts[seed % 7]));
        if (kind == 28) return (caller, abi.encodeCall(IEscrow.list_token, tokens[seed % 4]));
        if (kind == 29) return (caller, abi.encodeCall(IEscrow.unlist_token, tokens[seed % 4]));
        if (kind == 30) {
            call = abi.encodeCall(IEscrow.issue_invoice, (bytes32(seed % 3), token, amount, block.timestamp + 1 days));
            return (caller, call);
        }
        if (kind < 33) {
            _arrive(token, amount);
            if (kind == 31) return (caller, abi.encodeCall(IEscrow.credit, (token, account, amount)));
            return (caller, abi.encodeCall(IEscrow.liquidate, (token, amount)));
        }
        if (kind == 33) return (account, abi.encodeCall(IEscrow.know_token, token));
        if (kind == 34) return (caller, abi.encodeCall(IEscrow.move_units, (account, address(uint160(0xB000 + amount)))));
        if (kind == 35) return (caller, abi.encodeCall(IEscrow.claim_many, (tokens, account)));
        if (seed % 5 == 0) IMock(tokens[3]).set_mood(2 ** (seed % 3)); // it returns false, reverts, or moves nothing
        vm.warp(block.timestamp + seed % 60 days);
        return (caller, abi.encodeCall(IEscrow.settle, token));
    }

    function _arrive(address token, uint256 amount) private {
        if (token == ETHER) vm.deal(address(escrow), address(escrow).balance + amount);
        else IMock(token).mint(address(escrow), amount);
    }

    function _sorted() private view returns (address[] memory holders) {
        holders = new address[](6);
        uint256 count;
        for (uint256 i; i < 6; i++) {
            if (escrow.units_of(accounts[i]) != 0) holders[count++] = accounts[i];
        }
        assembly {
            mstore(holders, count)
        }
        for (uint256 i = 1; i < count; i++) {
            for (uint256 j = i; j > 0 && holders[j - 1] > holders[j]; j--) {
                (holders[j - 1], holders[j]) = (holders[j], holders[j - 1]);
            }
        }
    }
}
