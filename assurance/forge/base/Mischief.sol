// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Ending} from "./Ending.sol";
import {IMock} from "./Stage.sol";
import "./Contracts.sol";

/// What the partnership votes, what hostile tokens and receivers do, what an outsider tries; and time.
contract Mischief is Ending {
    mapping(address => bool) internal present; // of the two accounts that may join
    uint256 private references;
    mapping(address => uint256) internal recordedInKind; // token => amount

    // --- what actions choose from ---

    /// Every other action is about ether or one of the plain tokens.
    function _pick(uint256 seed) internal view returns (address) {
        return seed % 2 == 0 ? tokens[(seed / 2) % 4] : tokens[(seed / 2) % tokens.length];
    }

    /// Dust, small, usual and huge amounts.
    function _amount(uint256 seed) internal pure returns (uint256) {
        uint256 size = seed % 8;
        if (size == 0) return seed / 8 % 10 + 1;
        if (size == 1) return seed / 8 % 1e6 + 1;
        if (size == 2) return seed / 8 % 2 ** 86 + 1;
        return seed / 8 % 1e21 + 1e12;
    }

    function _member(uint256 seed) internal view returns (address) {
        uint256 index = seed % (FOUNDERS + 2);
        address partner = accounts[index];
        return index >= FOUNDERS && !present[partner] ? accounts[0] : partner;
    }

    /// Somebody who can claim the token and takes it, from `seed` on; zero if nobody can.
    function _claimant(address token, uint256 seed) internal view returns (address) {
        for (uint256 i; i < accounts.length; i++) {
            address account = accounts[(seed % accounts.length + i) % accounts.length];
            if (escrow.claimable(token, account) == 0) continue;
            if (token != ETHER || escrow.payout_of(account) != account || !_refuses(account)) return account;
        }
        return address(0);
    }

    function _refuses(address account) private view returns (bool) {
        return account == accounts[3] || account == accounts[4] || account == sponsorB;
    }

    function _pay(address token, uint256 amount, uint256 probe) internal separate(token, probe) {
        if (token != ETHER) IMock(token).mint(CUSTOMER, 2 * amount); // with what a token may take on top
        uint256 before = _balance(token, address(escrow));
        vm.prank(CUSTOMER);
        uint256 counted = escrow.pay{value: token == ETHER ? amount : 0}(token, amount, bytes32(probe % 4));
        received[token] += amount;
        if (!_keeps(token, COVERED)) return;
        _hold(_balance(token, address(escrow)) == before + counted, "T29: another amount is counted than arrived");
    }

    // --- votes ---

    function setSponsor(uint256 who, uint256 shareBps) external {
        touched = ETHER;
        Split memory split = _expect(ETHER);
        vm.prank(address(partnership));
        escrow.set_sponsor(who % 2 == 0 ? sponsorA : sponsorB, shareBps % 4_000 + 1);
        _checkSplit(split);
    }

    function setReserve(uint256 reserveBps) external {
        touched = ETHER;
        Split memory split = _expect(ETHER);
        vm.prank(address(partnership));
        escrow.set_reserve(reserveBps % 16 == 0 ? 10_000 : reserveBps % 5_000);
        _checkSplit(split);
    }

    function setRecoupment(uint256 mode) external {
        touched = ETHER;
        vm.prank(address(partnership));
        escrow.set_recoupment(mode % 8 == 0 ? 0 : mode % 2 + 1);
    }

    /// In kind, as much as the deal leaves room for.
    function recordContribution(uint256 which, uint256 who, uint256 amount) external {
        if (escrow.recoupment_mode() == 0) return;
        touched = tokens[which % 4];
        amount = _room(touched, amount % 1e20 + 1, true);
        if (amount == 0) return;
        recordedInKind[touched] += amount;
        vm.prank(address(partnership));
        escrow.record_contribution(who % 2 == 0 ? contributor : _member(who), touched, amount, "work");
    }

    /// `amount` in whole grains, as far as the deal has room for it.
    function _room(address token, uint256 amount, bool inKind) internal view returns (uint256) {
        uint256 grain = escrow.grain(token);
        (uint256 money, uint256 kind) = partnership.repayable_capital(token);
        (uint256 recorded,) = escrow.recoupment_of(token);
        uint256 used = inKind ? recordedInKind[token] : recorded - recordedInKind[token];
        uint256 room = (inKind ? kind : money) - used;
        amount = (amount + grain - 1) / grain * grain;
        return amount < room ? amount : room;
    }

    /// Seldom, as some of the checks say nothing of partners whose units vest. With its yes: it may be worse than before.
    function setVesting(uint256 who, uint256 units, uint256 length) external {
        if (who % 8 != 0) return;
        touched = ETHER;
        address partner = _member(who / 8);
        uint256 today = block.timestamp / DAY;
        bytes memory call =
            abi.encodeCall(IEscrow.set_vesting, (partner, units % 300, today, today + length % 20, today + 20 + length % 300));
        if (units % 300 != 0 && !vests[partner]) {
            vm.prank(address(partnership));
            (bool success,) = address(escrow).call(call);
            _hold(!success, "T90: units were made to vest without a yes");
        }
        anyVesting = true;
        vests[partner] = true;
        _decide(_founders(), address(escrow), call, partner);
    }

    function _founders() internal view returns (address[] memory founders) {
        founders = new address[](FOUNDERS);
        for (uint256 i; i < FOUNDERS; i++) founders[i] = accounts[i];
    }

    function freeze(uint256 which, uint256 who, uint256 amount, uint256 length) external {
        touched = _pick(which);
        address account = accounts[who % accounts.length];
        uint256 entitled = _entitled(touched, account);
        vm.prank(address(partnership));
        escrow.freeze(touched, account, amount % (entitled + 1e6) + 1, block.timestamp + length % 180 days + 1);
        _hold(_entitled(touched, account) == entitled, "T40: a freeze took something");
    }

    function unfreeze(uint256 which, uint256 who) external {
        touched = _pick(which);
        for (uint256 i; i < accounts.length; i++) {
            address account = accounts[(who % accounts.length + i) % accounts.length];
            if (escrow.frozen(touched, account) == 0) continue;
            vm.prank(address(partnership));
            escrow.unfreeze(touched, account);
            _hold(escrow.claimable(touched, account) == _entitled(touched, account), "T40: something stayed frozen");
            return;
        }
    }

    function changeList(uint256 which) external {
        address token = tokens[1 + which % 2];
        address[] memory listed = escrow.listed_tokens();
        touched = token;
        for (uint256 i; i < listed.length; i++) {
            if (listed[i] != token) continue;
            vm.prank(address(partnership));
            escrow.unlist_token(token);
            return;
        }
        if (listed.length == 8) return;
        vm.prank(address(partnership));
        escrow.list_token(token);
    }

    function invoice(uint256 which, uint256 amount) external {
        touched = _pick(which);
        vm.prank(address(partnership));
        escrow.issue_invoice(bytes32(++references), touched, amount % 1e20 + 1, block.timestamp + 30 days);
    }

    // --- receivers ---

    /// Nobody says where the treasury is paid, also no vote.
    function setPayout(uint256 who) external {
        address account = accounts[who % (accounts.length - 1)];
        vm.prank(account);
        escrow.set_payout((who / 16) % 2 == 0 ? aside[account] : address(0));
        vm.prank(address(partnership));
        (bool success,) = address(escrow).call(abi.encodeCall(IEscrow.set_payout, OUTSIDER));
        _hold(!success, "T94: the treasury is paid elsewhere");
    }

    function armReceiver(uint256 which, uint256 what) external {
        IMock(accounts[6]).arm(address(escrow), _attack(_pick(which), what));
    }

    function bombReverts(bool reverts) external {
        IMock(accounts[5]).set_reverts(reverts);
    }

    // --- tokens ---

    function armHook(uint256 which, uint256 what, bool readOnly) external {
        touched = tokenOf["Hook"];
        IMock(touched).arm(address(escrow), _attack(which % 2 == 0 ? touched : _pick(which), what), readOnly);
    }

    function misbehave(uint256 what, uint256 how) external {
        what %= 6;
        bool on = how % 4 == 0; // mostly back to normal
        if (what == 0) IMock(touched = tokenOf["Blocklist"]).set_blocked(accounts[(how / 4) % accounts.length], on);
        if (what == 1) IMock(touched = tokenOf["Pausable"]).set_paused(on);
        if (what == 2) IMock(touched = tokenOf["Stubborn"]).set_mood(on ? 2 ** ((how / 4) % 8) : 0);
        if (what == 3) IMock(touched = tokenOf["Rebasing"]).rebase(0.5e18 + (how / 4) % 1.5e18);
        if (what == 4) IMock(touched = tokenOf["Bomb"]).set_reverts(on);
        if (what == 5 && how % 64 == 0) {
            touched = tokenOf["Upgradeable"];
            IMock(touched).upgrade(_deploy("MaliciousLogic", abi.encode(2 ** ((how / 64) % 4), THIEF)));
        }
    }

    function _attack(address token, uint256 what) internal view returns (bytes memory) {
        address[] memory all = _founders(); // all would be more than a hook can say
        what %= 8;
        if (what == 0) return abi.encodeCall(IEscrow.claim, (token, accounts[6]));
        if (what == 1) return abi.encodeCall(IEscrow.distribute, token);
        if (what == 2) return abi.encodeCall(IEscrow.claim_for, (token, all));
        if (what == 3) return abi.encodeCall(IEscrow.claimable, (token, accounts[6]));
        if (what == 4) return abi.encodeCall(IEscrow.owed, token);
        if (what == 5) return abi.encodeCall(IEscrow.settle, token);
        if (what == 6) return abi.encodeCall(IEscrow.release, token);
        return abi.encodeCall(IEscrow.set_payout, OUTSIDER);
    }

    /// The other address of a token that is known: however it is asked for, nothing is booked under it.
    function secondName(uint256 what, uint256 amount) external {
        touched = tokenOf["First"];
        IMock(touched).mint(address(escrow), amount %= 1e20);
        received[touched] += amount;
        address asks = what % 2 == 0 ? address(partnership) : _member(what / 64);
        what = what / 2 % 6;
        if (what == 0) _try(asks, abi.encodeCall(IEscrow.know_token, second));
        if (what == 1) _try(asks, abi.encodeCall(IEscrow.contribute, (second, 1)));
        if (what == 2) _try(asks, abi.encodeCall(IEscrow.distribute, second));
        if (what > 2 && escrow.listed_tokens().length < 8) {
            vm.prank(address(partnership));
            escrow.list_token(second);
            if (what == 3) _try(asks, abi.encodeCall(IEscrow.distribute, second));
            if (what == 4) _try(asks, abi.encodeCall(IEscrow.contribute, (second, 1)));
            if (what == 5) escrow.settle(second);
            vm.prank(address(partnership));
            escrow.unlist_token(second);
        }
    }

    function _try(address caller, bytes memory call) private {
        vm.prank(caller);
        (bool success,) = address(escrow).call(call);
        _hold(!success, "T82: a second address of a token was taken for another one");
    }

    // --- people outside, and time ---

    function outsiderTries(uint256 what, uint256 which) external {
        address token = _pick(which);
        address[] memory some = new address[](1);
        some[0] = token;
        bytes[27] memory calls = [
            abi.encodeCall(IEscrow.set_units, (OUTSIDER, 1)),
            abi.encodeCall(IEscrow.move_units, (accounts[0], OUTSIDER)),
            abi.encodeCall(IEscrow.enter_force, ()),
            abi.encodeCall(IEscrow.initialize, (OUTSIDER, new address[](0), 0, 0)),
            abi.encodeCall(IEscrow.claim, (token, OUTSIDER)),
            abi.encodeCall(IEscrow.reclaim, (token, OUTSIDER)),
            abi.encodeCall(IEscrow.wind_down, token),
            abi.encodeCall(IEscrow.issue_invoice, ("x", token, 1, block.timestamp + 1)),
            abi.encodeCall(IEscrow.withdraw_invoice, (bytes32(references))),
            abi.encodeCall(IEscrow.list_token, tokens[2]),
            abi.encodeCall(IEscrow.unlist_token, tokenOf["Hook"]),
            abi.encodeCall(IEscrow.set_sponsor, (OUTSIDER, 1)),
            abi.encodeCall(IEscrow.set_reserve, 0),
            abi.encodeCall(IEscrow.set_recoupment, 0),
            abi.encodeCall(IEscrow.agree_contribution, (OUTSIDER, token, 1)),
            abi.encodeCall(IEscrow.record_contribution, (OUTSIDER, token, 1, "x")),
            abi.encodeCall(IEscrow.set_vesting, (accounts[0], 1, 20_000, 20_001, 20_002)),
            abi.encodeCall(IEscrow.freeze, (token, accounts[0], 1, block.timestamp + 1)),
            abi.encodeCall(IEscrow.unfreeze, (token, accounts[0])),
            abi.encodeCall(IEscrow.recover_nft, (token, 1)),
            abi.encodeCall(IEscrow.know_token, second),
            abi.encodeCall(IEscrow.prove, (token, true)),
            abi.encodeCall(IEscrow.follow_units, (accounts[0], 1, 0)),
            abi.encodeCall(IEscrow.claim_each, (token, accounts)),
            abi.encodeCall(IEscrow.withdraw_contributions, (accounts[0], some)),
            abi.encodeCall(IEscrow.credit, (token, OUTSIDER, 1)),
            abi.encodeCall(IEscrow.liquidate, (token, 1))
        ];
        vm.prank(OUTSIDER);
        (bool success,) = address(escrow).call(calls[what % calls.length]);
        _hold(!success, "I15: an outsider did what only others may");
    }

    function pass(uint256 length) external {
        vm.warp(block.timestamp + length % 40 days);
    }
}
