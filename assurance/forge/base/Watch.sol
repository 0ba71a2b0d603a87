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
    address[] internal former; // accounts whose seats have moved

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

    /// What an account has got and is still to get.
    function _wealth(address token, address account) internal returns (uint256) {
        return _entitled(token, account) + _balance(token, account) + _balance(token, aside[account]);
    }

    /// The same of every account.
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
        uint256 grain;
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

    /// The order of payment, computed from what can be read before. All parts are whole grains.
    function _expect(address token) internal returns (Split memory split) {
        split.token = token;
        split.grain = escrow.grain(token);
        split.amount = escrow.undistributed(token);
        split.links = escrow.sponsor_links();
        uint256 rest = split.amount;
        for (uint256 i; i < split.links.length; i++) rest -= _share(split, split.amount, split.links[i].shareBps);
        uint256 recorded;
        (recorded, split.repaidBefore) = escrow.recoupment_of(token);
        uint256 missing = recorded - split.repaidBefore; // whatever the mode is by now
        split.repaid = rest < missing ? rest : missing;
        rest -= split.repaid;
        split.total = escrow.total_units();
        split.reserve = split.total == 0 ? rest : _share(split, rest, escrow.reserve_bps());
        split.rest = rest - split.reserve;
        split.wealth = _wealths(token);
        split.units = new uint256[](accounts.length);
        split.outstanding = new uint256[](accounts.length);
        for (uint256 i; i < accounts.length; i++) {
            split.units[i] = escrow.units_of(accounts[i]);
            split.outstanding[i] = escrow.outstanding_of(token, accounts[i]);
        }
    }

    function _share(Split memory split, uint256 amount, uint256 bps) private pure returns (uint256) {
        return amount / split.grain * bps / 10_000 * split.grain;
    }

    function _part(Split memory split, uint256 index) internal pure returns (uint256) {
        if (split.total == 0) return 0;
        return split.rest / split.grain * split.units[index] / split.total * split.grain;
    }

    function _checkSplit(Split memory split) internal {
        (, uint256 repaid) = escrow.recoupment_of(split.token);
        _hold(repaid == split.repaidBefore + split.repaid, "order: contributions got another part");
        if (!_keeps(split.token, EXACT)) return;
        uint256[] memory after_ = _wealths(split.token);
        uint256 sum;
        for (uint256 i; i < after_.length; i++) {
            if (after_[i] < split.wealth[i]) {
                // What vests is claimed only by stretches, and the rest of it is not seen here.
                _hold(anyVesting && vests[accounts[i]], "I3: a distribution made somebody poorer");
                continue;
            }
            uint256 gain = after_[i] - split.wealth[i];
            sum += gain;
            address account = accounts[i];
            uint256 due;
            if (account == address(partnership)) due = split.reserve;
            for (uint256 j; j < split.links.length; j++) {
                if (split.links[j].sponsor == account) due += _share(split, split.amount, split.links[j].shareBps);
            }
            if (anyVesting && (vests[account] || account == address(partnership))) continue;
            if (split.units[i] != 0) {
                due += _part(split, i);
                if (split.outstanding[i] != 0) _hold(gain >= due, "I5: a partner got too little");
                else _hold(gain >= due && gain <= due + split.grain, "I5: a partner did not get its part");
            } else if (split.outstanding[i] == 0) {
                _hold(gain == due, "I13: a sponsor or the treasury did not get its share");
            }
        }
        // Of everybody's income and of everybody's repayment less than a grain is kept for the next time, or was until now.
        uint256 kept = 2 * after_.length * split.grain;
        if (!anyVesting) _hold(sum < split.amount + kept && sum + kept > split.amount, "I4: split and sum differ");
    }

    /// I1, I2, I3 of one token, and that no more is to be repaid than the deal says.
    function check(address token) public {
        uint256 owed = escrow.owed(token);
        uint256 balance = _balance(token, address(escrow));
        uint256 grain = escrow.grain(token);
        if (_keeps(token, COVERED)) _hold(balance >= owed, "I1: the balance does not cover what is owed");
        _hold(owed % grain == 0, "I1: what is owed is not in whole grains");
        uint256 sum = escrow.contributions_held(token);
        uint256 out;
        uint256 slack; // of every part that is rounded down less than a grain stays
        uint256 now_ = block.timestamp;
        vm.warp(now_ + FREE);
        for (uint256 i; i < accounts.length; i++) {
            sum += escrow.claimable(token, accounts[i]);
            slack += escrow.outstanding_of(token, accounts[i]) == 0 ? grain : 2 * grain;
            if (_keeps(token, EXACT)) out += _balance(token, accounts[i]) + _balance(token, aside[accounts[i]]);
        }
        vm.warp(now_);
        for (uint256 i; _keeps(token, EXACT) && i < former.length; i++) out += _balance(token, former[i]);
        _hold(sum <= owed, "I2: more can be claimed than is owed");
        if (!anyVesting && sum <= owed) _hold(owed - sum < slack, "I2: more is owed than can be claimed");
        if (_keeps(token, EXACT)) _hold(out + balance == received[token], "I3: received is not paid and still there");
        if (_keeps(token, COVERED)) _hold(_balance(token, OUTSIDER) == 0, "I15: an outsider got richer");
        (uint256 money, uint256 inKind) = partnership.repayable_capital(token);
        (uint256 recorded, uint256 repaid) = escrow.recoupment_of(token);
        _hold(recorded <= money + inKind, "T93: more is to be repaid than the deal says");
        _hold(repaid <= recorded, "T93: more was repaid than contributed");
        _hold(escrow.owed(second) == 0 && !escrow.is_known(second), "T82: one asset is owed under two addresses");
    }

    function checkAll() external {
        for (uint256 i; i < tokens.length; i++) check(tokens[i]);
    }
}
