// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Mischief} from "./Mischief.sol";
import {IMock} from "./Stage.sol";
import "./Contracts.sol";

/// What people do with an escrow, in any order. Every function bounds its arguments so that it is seldom refused.
contract Handler is Mischief {
    uint256 private constant PROBE = 1e12; // a millionth of a token: what is sent to tell one apart, at the most

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
        uint256 grain = escrow.grain(token);
        amount = (amount % 1e20 / grain + 1) * grain;
        // More than the deal has room for is refused. What a vote agreed to is less now and then, and the rest a gift.
        (uint256 money,) = partnership.repayable_capital(token);
        uint256 agreed = escrow.recoupment_mode() == 0 || money == 0 ? 0 : _room(token, amount / (1 + probe % 2), false);
        if (agreed != 0) {
            vm.prank(address(partnership));
            escrow.agree_contribution(contributor, token, agreed);
        }
        _contribute(token, amount, agreed, probe);
    }

    function _contribute(address token, uint256 amount, uint256 agreed, uint256 probe) private separate(token, probe) {
        uint256 value;
        if (token == ETHER) {
            vm.deal(contributor, contributor.balance + amount);
            value = amount;
        } else {
            IMock(token).mint(contributor, amount);
            if (token != tokenOf["First"]) {
                vm.prank(contributor);
                IMock(token).approve(address(escrow), amount);
            }
        }
        uint256 before = _balance(token, address(escrow)) + _balance(token, address(partnership));
        (uint256 recorded,) = escrow.recoupment_of(token);
        received[token] += amount; // it goes to the contributor first, and from there through the escrow to the treasury
        vm.prank(contributor);
        escrow.contribute{value: value}(token, amount);
        if (_keeps(token, EXACT)) {
            _hold(_balance(token, address(escrow)) + _balance(token, address(partnership)) == before + amount, "contribution lost");
            (uint256 ranked,) = escrow.recoupment_of(token);
            _hold(ranked == recorded + agreed, "T93: another amount is to be repaid than was agreed");
        }
    }

    // --- money on ---

    function distribute(uint256 which, uint256 amount, uint256 probe) external {
        address token = _pick(which);
        if (escrow.undistributed(token) == 0) _pay(token, _amount(amount), probe);
        _distribute(token, probe);
    }

    function _distribute(address token, uint256 probe) private separate(token, probe) {
        bool known = escrow.is_known(token);
        Split memory split = _expect(token);
        uint256 done = escrow.distribute(token);
        if (known) {
            _hold(done == split.amount, "distributed another amount than had arrived");
            _checkSplit(split);
        } else {
            _hold(done <= split.amount && done + PROBE >= split.amount, "T82: a probe took more than a millionth of a token");
        }
    }

    function payOut(uint256 which, uint256 amount, uint256 probe) external {
        address token = _pick(which);
        if (escrow.undistributed(token) == 0) _pay(token, _amount(amount), probe);
        _payOut(token, probe);
    }

    function _payOut(address token, uint256 probe) private separate(token, probe) {
        bool known = escrow.is_known(token);
        Split memory split = _expect(token);
        escrow.pay_out(token, _partners());
        if (known) _checkSplit(split);
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
        uint256 grain = escrow.grain(token);
        frozen = (frozen + grain - 1) / grain * grain;
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

    /// More units by vote, fewer only with the partner's own yes to it.
    function setShares(uint256 who, uint256 units) external {
        address partner = _member(who);
        units %= who % 7 == 0 ? 2 ** 28 : 1_000;
        uint256 held = escrow.units_of(partner);
        uint256 waiting = escrow.undistributed(ETHER);
        touched = ETHER;
        Split memory split = _expect(ETHER);
        bytes memory call = abi.encodeCall(IPartnership.set_shares, (partner, 1, units));
        vm.prank(address(partnership));
        (bool success,) = address(partnership).call(call);
        if (units < held) {
            _hold(!success, "T90: units were lowered without a yes");
            _decide(_founders(), address(partnership), call, partner);
        } else {
            _hold(success, "a vote could not raise units");
        }
        _hold(escrow.units_of(partner) == units, "units are not what was decided");
        if (units == held) {
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

    /// Who leaves is paid its part of the treasury at once, and nobody else gains or loses by that.
    function leave(uint256 who, uint256 which) external {
        address partner = accounts[FOUNDERS + who % 2];
        if (!present[partner]) return;
        touched = which % 2 == 0 ? ETHER : tokenOf["Plain"];
        if (escrow.undistributed(touched) != 0) escrow.distribute(touched);
        uint256[] memory before = _wealths(touched);
        (uint256 recorded, uint256 repaid) = escrow.recoupment_of(touched);
        (, uint256 owed) = partnership.owed_to(touched, partner);
        uint256 due = _balance(touched, address(partnership));
        due = due > recorded - repaid + owed ? due - (recorded - repaid + owed) : 0;
        due = due * REDEEMABLE_BPS * escrow.vested_units_of(partner) / (10_000 * escrow.total_units());
        if (touched != ETHER && !_isListed(touched)) due = 0;
        vm.prank(partner);
        partnership.leave();
        present[partner] = false;
        uint256[] memory after_ = _wealths(touched);
        for (uint256 i; i < after_.length; i++) {
            if (anyVesting && (vests[accounts[i]] || accounts[i] == address(partnership))) continue;
            if (accounts[i] == partner) before[i] += due;
            if (accounts[i] == address(partnership)) before[i] -= due;
            _hold(after_[i] == before[i], "T87: who left did not get its part of the treasury");
        }
    }

    function payOwed(uint256 which, uint256 who) external {
        touched = tokens[which % tokens.length];
        address account = accounts[FOUNDERS + who % 2];
        (uint256 owed,) = partnership.owed_to(touched, account);
        if (owed != 0) partnership.pay_owed(touched, account);
    }

    /// A seat that moves takes along what stands under it, and the account that had it has nothing more to say.
    function moveSeat(uint256 who, uint256 which) external {
        address from = accounts[who %= 3];
        address to = address(uint160(0xB000 + former.length));
        touched = _pick(which);
        uint256 entitled = _entitled(touched, from);
        uint256 units = escrow.units_of(from);
        vm.prank(from);
        partnership.offer_seat(to);
        Offer memory conditions = partnership.seat_conditions(from);
        vm.prank(to);
        partnership.take_seat(from, conditions);
        former.push(from);
        (accounts[who], aside[to], vests[to]) = (to, aside[from], vests[from]);
        _hold(_entitled(touched, to) == entitled && escrow.units_of(to) == units, "T83: something stayed behind a seat");
        vm.prank(from);
        (bool success,) = address(escrow).call(abi.encodeCall(IEscrow.set_payout, OUTSIDER));
        _hold(!success, "T83: who gave its seat away says where its claims are paid");
    }

    function _isListed(address token) private view returns (bool) {
        address[] memory listed = escrow.listed_tokens();
        for (uint256 i; i < listed.length; i++) {
            if (listed[i] == token) return true;
        }
        return false;
    }
}
