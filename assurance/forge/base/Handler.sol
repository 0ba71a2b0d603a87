// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Mischief} from "./Mischief.sol";
import {IMock} from "./Stage.sol";
import "./Contracts.sol";

/// What people do with an escrow, in any order. Every function bounds its arguments so that it is seldom refused.
contract Handler is Mischief {
    constructor(uint256 mode) {
        _stage(mode);
    }

    // --- money in ---

    function pay(uint256 which, uint256 amount, uint256 probe) external {
        address token = _pick(which);
        _pay(token, _amount(amount), probe);
    }

    function forced(uint256 which, uint256 amount) external {
        address token = _pick(which);
        amount = _amount(amount);
        touched = token;
        if (token == ETHER) {
            vm.deal(address(escrow), address(escrow).balance + amount);
        } else {
            IMock(token).mint(address(escrow), amount);
        }
        received[token] += amount;
    }

    function contribute(uint256 which, uint256 amount, uint256 probe) external {
        address token = _pick(which);
        if (escrow.undistributed(token) != 0) escrow.distribute(token);
        _contribute(token, amount % 1e20 + 1, probe);
    }

    function _contribute(address token, uint256 amount, uint256 probe) private separate(token, probe) {
        vm.prank(address(partnership));
        escrow.agree_contribution(contributor, token, amount);
        uint256 value;
        if (token == ETHER) {
            vm.deal(contributor, contributor.balance + amount);
            value = amount;
        } else {
            IMock(token).mint(contributor, amount);
            vm.prank(contributor);
            IMock(token).approve(address(escrow), amount);
        }
        uint256 before = _balance(token, address(escrow)) + _balance(token, address(partnership));
        received[token] += amount; // it goes to the contributor first, and from there through the escrow to the treasury
        vm.prank(contributor);
        escrow.contribute{value: value}(token, amount);
        if (_keeps(token, EXACT)) {
            _hold(_balance(token, address(escrow)) + _balance(token, address(partnership)) == before + amount, "contribution lost");
        }
    }

    // --- money on ---

    function distribute(uint256 which, uint256 amount, uint256 probe) external {
        address token = _pick(which);
        if (escrow.undistributed(token) == 0) _pay(token, _amount(amount), probe);
        _distribute(token, probe);
    }

    function _distribute(address token, uint256 probe) private separate(token, probe) {
        Split memory split = _expect(token);
        uint256 done = escrow.distribute(token);
        _hold(done == split.amount, "distributed another amount than had arrived");
        _checkSplit(split);
    }

    function payOut(uint256 which, uint256 amount, uint256 probe) external {
        address token = _pick(which);
        if (escrow.undistributed(token) == 0) _pay(token, _amount(amount), probe);
        _payOut(token, probe);
    }

    function _payOut(address token, uint256 probe) private separate(token, probe) {
        Split memory split = _expect(token);
        escrow.pay_out(token, _partners());
        _checkSplit(split);
    }

    // --- money out ---

    function claim(uint256 which, uint256 who, uint256 amount, uint256 probe) external {
        address token = _pick(which);
        address account = _claimant(token, who);
        if (account == address(0)) {
            _pay(token, _amount(amount), probe);
            _distribute(token, probe);
            account = _claimant(token, who);
        }
        if (account != address(0)) _claim(token, account, probe);
    }

    function _claim(address token, address account, uint256 probe)
        private
        separate(token, probe)
        keepsWealth(token)
        keepsClaim(token, accounts[(probe >> 32) % accounts.length], account)
    {
        _claimInFull(token, account);
    }

    function _claimInFull(address token, address account) private {
        uint256 entitled = _entitled(token, account);
        uint256 frozen = escrow.frozen(token, account);
        uint256 paid = escrow.claim(token, account);
        if (vests[account]) return;
        uint256 left = _entitled(token, account);
        _hold(left == (entitled < frozen ? entitled : frozen), "I12: another amount stayed than is frozen");
        _hold(paid + left == entitled, "a claim paid another amount than was due");
    }

    function claimMany(uint256 who) external {
        address[] memory some = new address[](3);
        (some[0], some[1], some[2]) = (tokens[0], tokens[1], tokens[2]);
        address account = _claimant(tokens[who % 3], who);
        if (account == address(0)) return;
        touched = tokens[who % 3];
        uint256[3] memory entitled;
        for (uint256 i; i < 3; i++) entitled[i] = _entitled(some[i], account);
        uint256[] memory paid = escrow.claim_many(some, account);
        for (uint256 i; i < 3 && !vests[account]; i++) {
            _hold(paid[i] + _entitled(some[i], account) == entitled[i], "claim_many paid another amount than was due");
        }
    }

    function claimFor(uint256 which, uint256 amount, uint256 probe) external {
        address token = _pick(which);
        if (_claimant(token, probe) == address(0)) {
            _pay(token, _amount(amount), probe);
            _distribute(token, probe);
        }
        _claimFor(token, probe);
    }

    function _claimFor(address token, uint256 probe) private separate(token, probe) keepsWealth(token) {
        address[] memory all = accounts;
        escrow.claim_for(token, all);
    }

    // --- who is a partner, and with how much ---

    function setShares(uint256 who, uint256 units) external {
        address partner = _member(who);
        units %= who % 7 == 0 ? 2 ** 28 : 1_000;
        bool changes = escrow.units_of(partner) != units;
        uint256 waiting = escrow.undistributed(ETHER);
        Split memory split = _expect(ETHER);
        vm.prank(address(partnership));
        partnership.set_shares(partner, 1, units);
        touched = ETHER;
        _hold(escrow.units_of(partner) == units, "units are not what was decided");
        if (!changes || split.total == 0) {
            _hold(escrow.undistributed(ETHER) == waiting, "income was split though nobody's units changed");
            return;
        }
        _hold(escrow.undistributed(ETHER) == 0, "T36: units changed with income waiting");
        if (waiting != 0) _checkSplit(split);
    }

    function join(uint256 units) external {
        address partner = accounts[FOUNDERS + units % 2];
        if (present[partner]) return;
        vm.prank(address(partnership));
        partnership.admit(partner, 1, units % 500 + 1, 1, 1 days);
        Offer memory offer = partnership.offer_of(partner);
        vm.prank(partner);
        partnership.accept(offer);
        present[partner] = true;
        touched = ETHER;
    }

    function leave(uint256 who) external {
        address partner = accounts[FOUNDERS + who % 2];
        if (!present[partner]) return;
        vm.prank(partner);
        partnership.leave();
        present[partner] = false;
        touched = ETHER;
    }
}
