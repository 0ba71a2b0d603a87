// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Stage} from "./Stage.sol";
import "./Contracts.sol";

/// What must hold, and the measuring before and after a call. A finding is kept in `broken`, because forge takes a
/// handler's revert for a call that was refused.
contract Watch is Stage {
    uint256 internal constant FREE = 200 days; // after this time nothing is frozen

    string public broken;
    address public touched; // the token of the newest call
    bool internal anyVesting;
    mapping(address => bool) internal vests;
    mapping(address => uint256) internal received; // token => all that ever came in

    function _hold(bool condition, string memory what) internal {
        if (!condition && bytes(broken).length == 0) broken = what;
    }

    /// Everything an account could claim if nothing were frozen.
    function _entitled(address token, address account) internal returns (uint256 amount) {
        uint256 now_ = block.timestamp;
        vm.warp(now_ + FREE);
        amount = escrow.claimable(token, account);
        vm.warp(now_);
    }

    /// What every account has got and is still to get.
    function _wealths(address token) internal returns (uint256[] memory all) {
        uint256 now_ = block.timestamp;
        vm.warp(now_ + FREE);
        all = new uint256[](accounts.length);
        for (uint256 i; i < all.length; i++) {
            address account = accounts[i];
            all[i] = escrow.claimable(token, account) + _balance(token, account) + _balance(token, aside[account]);
        }
        vm.warp(now_);
    }

    function _claimables(address token) internal view returns (bytes32) {
        uint256[] memory all = new uint256[](accounts.length);
        for (uint256 i; i < all.length; i++) all[i] = escrow.claimable(token, accounts[i]);
        return keccak256(abi.encode(all));
    }

    /// A call about one token changes nobody's claim in another one.
    modifier separate(address token, uint256 seed) {
        touched = token;
        address other = tokens[seed % tokens.length];
        if (other == token) other = tokens[(seed + 1) % tokens.length];
        bytes32 before = _claimables(other);
        _;
        _hold(_claimables(other) == before, "I11: a call about one token changed claims in another one");
    }

    /// A call pays what is due: nobody is richer or poorer by it, what is still to come counted in.
    modifier keepsWealth(address token) {
        uint256[] memory before = _wealths(token);
        _;
        if (_keeps(token, EXACT) && !anyVesting) {
            bool same = keccak256(abi.encode(before)) == keccak256(abi.encode(_wealths(token)));
            _hold(same, "I3: a claim made somebody richer or poorer");
        }
    }

    /// The claim of `account` changes nobody else's.
    modifier keepsClaim(address token, address other, address account) {
        uint256 before = escrow.claimable(token, other);
        _;
        if (other != account && !(other == address(partnership) && anyVesting)) {
            _hold(escrow.claimable(token, other) == before, "I11: a claim changed somebody else's");
        }
    }

    struct Split {
        address token;
        uint256 amount;
        Link[] links;
        uint256 repaid; // by this distribution
        uint256 repaidBefore;
        uint256 reserve;
        uint256 rest;
        uint256 total;
        uint256[] wealth;
        uint256[] units;
        uint256[] outstanding;
    }

    /// The order of payment, computed from what can be read before.
    function _expect(address token) internal returns (Split memory split) {
        split.token = token;
        split.amount = escrow.undistributed(token);
        split.links = escrow.sponsor_links();
        uint256 rest = split.amount;
        for (uint256 i; i < split.links.length; i++) rest -= split.amount * split.links[i].shareBps / 10_000;
        uint256 recorded;
        (recorded, split.repaidBefore) = escrow.recoupment_of(token);
        if (escrow.recoupment_mode() != 0) {
            uint256 missing = recorded - split.repaidBefore;
            split.repaid = rest < missing ? rest : missing;
        }
        rest -= split.repaid;
        split.reserve = rest * escrow.reserve_bps() / 10_000;
        split.rest = rest - split.reserve;
        split.total = escrow.total_units();
        split.wealth = _wealths(token);
        split.units = new uint256[](accounts.length);
        split.outstanding = new uint256[](accounts.length);
        for (uint256 i; i < accounts.length; i++) {
            split.units[i] = escrow.units_of(accounts[i]);
            split.outstanding[i] = escrow.outstanding_of(token, accounts[i]);
        }
    }

    function _checkSplit(Split memory split) internal {
        (, uint256 repaid) = escrow.recoupment_of(split.token);
        _hold(repaid == split.repaidBefore + split.repaid, "order: contributions got another part");
        if (!_keeps(split.token, EXACT)) return;
        uint256[] memory after_ = _wealths(split.token);
        uint256 sum;
        for (uint256 i; i < after_.length; i++) {
            uint256 gain = after_[i] - split.wealth[i];
            sum += gain;
            address account = accounts[i];
            uint256 due;
            if (account == address(partnership)) due = split.reserve;
            for (uint256 j; j < split.links.length; j++) {
                if (split.links[j].sponsor == account) due += split.amount * split.links[j].shareBps / 10_000;
            }
            if (anyVesting && (vests[account] || account == address(partnership))) continue;
            if (split.units[i] != 0) {
                uint256 part = split.rest * split.units[i] / split.total;
                if (split.outstanding[i] != 0) _hold(gain >= due + part, "I5: a partner got too little");
                else _hold(gain >= due + part && gain <= due + part + 1, "I5: a partner did not get its part");
            } else if (split.outstanding[i] == 0) {
                _hold(gain == due, "I13: a sponsor or the treasury did not get its share");
            }
        }
        if (!anyVesting) _hold(sum <= split.amount + after_.length && sum + after_.length >= split.amount, "I4: split and sum differ");
    }

    /// I1, I2, I3 of one token.
    function check(address token) public {
        uint256 owed = escrow.owed(token);
        uint256 balance = _balance(token, address(escrow));
        if (_keeps(token, COVERED)) _hold(balance >= owed, "I1: the balance does not cover what is owed");
        uint256 sum = escrow.contributions_held(token);
        uint256 out;
        uint256 now_ = block.timestamp;
        vm.warp(now_ + FREE);
        for (uint256 i; i < accounts.length; i++) {
            sum += escrow.claimable(token, accounts[i]);
            if (_keeps(token, EXACT)) out += _balance(token, accounts[i]) + _balance(token, aside[accounts[i]]);
        }
        vm.warp(now_);
        _hold(sum <= owed, "I2: more can be claimed than is owed");
        if (!anyVesting) _hold(owed < sum + accounts.length, "I2: more is owed than can be claimed");
        if (_keeps(token, EXACT)) _hold(out + balance == received[token], "I3: received is not paid and still there");
        if (_keeps(token, COVERED)) _hold(_balance(token, OUTSIDER) == 0, "I15: an outsider got richer");
    }

    function checkAll() external {
        for (uint256 i; i < tokens.length; i++) check(tokens[i]);
    }

    /// Everybody takes everything: I16, whoever can claim is paid, and less than a wei each stays.
    function drain() external {
        vm.warp(block.timestamp + 4_000 days);
        for (uint256 i; i < 4; i++) _drain(tokens[i]);
    }

    function _drain(address token) private {
        for (uint256 i; i < accounts.length; i++) {
            for (uint256 round; round < 12; round++) {
                try escrow.claim(token, accounts[i]) {} catch {
                    break;
                }
            }
        }
        uint256 left = escrow.contributions_held(token);
        uint256 refused;
        for (uint256 i; i < accounts.length; i++) {
            uint256 amount = escrow.claimable(token, accounts[i]);
            if (amount != 0) {
                vm.prank(accounts[i]);
                escrow.set_payout(address(0xE0A));
                try escrow.claim(token, accounts[i]) {} catch {
                    refused++;
                }
            }
        }
        _hold(refused == 0, "I16: somebody cannot take what is due");
        _hold(escrow.owed(token) < left + 2 * accounts.length, "I16: something stays that nobody can take");
    }
}
