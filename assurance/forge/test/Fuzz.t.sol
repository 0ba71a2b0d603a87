// SPDX-License-Identifier: AGPL-3.0-only
pragma solidity ^0.8.0;

import {Capital, IEscrow} from "../base/Contracts.sol";
import {House} from "../base/House.sol";
import {IMock} from "../base/Stage.sol";

/// One property each, with any numbers: who gets how much, to the wei. Forge runs each 10,000 times.
contract SplitFuzz is House {
    uint256 internal constant MOST = 2 ** 91; // of a token that the escrow can owe twice

    address internal constant SPONSOR = address(0x5901);
    address internal constant OTHER_SPONSOR = address(0x5902);
    address internal constant CONTRIBUTOR = address(0xC0C0);

    address[] internal partners;
    address internal token; // listed, as is the other one
    address internal other;

    function setUp() external {
        _build();
        uint256[] memory units = new uint256[](8);
        for (uint256 i; i < 8; i++) {
            partners.push(address(uint160(0xA000 + i)));
            units[i] = 1;
        }
        token = _deploy("PlainToken", abi.encode(18));
        other = _deploy("PlainToken", abi.encode(0));
        address[] memory listed = new address[](2);
        (listed[0], listed[1]) = (token, other);
        Capital[] memory capital = new Capital[](1);
        capital[0] = Capital(token, 2 ** 112 - 1, 2 ** 112 - 1);
        _spinUp(partners, units, listed, 1, capital);
        _acceptAll(partners);
        _makeKnown(other, 1);
        _makeKnown(token, 1e12);
    }

    /// By vote, with no more there than the probe that goes to the treasury.
    function _makeKnown(address which, uint256 probe) internal {
        IMock(which).mint(address(escrow), probe);
        _vote();
        escrow.know_token(which);
        assert(escrow.is_known(which) && IMock(which).balanceOf(address(escrow)) == 0);
    }

    function _give(uint32[8] memory units) internal returns (uint256 total) {
        uint32 limit = units[0] % 3 == 0 ? 10 : 2 ** 29; // with few units, amounts are often divisible by the total
        for (uint256 i; i < 8; i++) {
            _setUnits(partners[i], units[i] %= limit);
            total += units[i];
        }
        vm.assume(total != 0);
    }

    /// As the partnership does when a vote has changed shares.
    function _setUnits(address partner, uint256 units) internal {
        vm.prank(address(partnership));
        escrow.set_units(partner, units);
    }

    function _vote() internal {
        vm.prank(address(partnership));
    }

    /// I4, I5, I13, T26, T38: sponsors, contributors, the treasury and partners, in this order, each rounded down.
    function testFuzz_i05_everybody_gets_the_floor_of_its_part(
        uint32[8] memory units,
        uint96 amount,
        uint16 first,
        uint16 second,
        uint16 reserve,
        uint96 contributed
    ) external {
        uint256 total = _give(units);
        uint256 income = uint256(amount) % MOST + 1;
        first %= 10_001;
        second = uint16(second % (10_001 - first));
        uint256 rest = income;
        if (first != 0) {
            _vote();
            escrow.set_sponsor(SPONSOR, first);
        }
        if (second != 0) {
            _vote();
            escrow.set_sponsor(OTHER_SPONSOR, second);
        }
        _vote();
        escrow.set_reserve(reserve %= 10_001);
        if (contributed != 0) {
            _vote();
            escrow.record_contribution(CONTRIBUTOR, token, contributed, "work");
        }
        IMock(token).mint(address(escrow), income);
        assert(escrow.distribute(token) == income);

        assert(escrow.claimable(token, SPONSOR) == income * first / 10_000);
        assert(escrow.claimable(token, OTHER_SPONSOR) == income * second / 10_000);
        rest -= income * first / 10_000 + income * second / 10_000;
        uint256 repaid = rest < contributed ? rest : contributed;
        assert(escrow.claimable(token, CONTRIBUTOR) == repaid);
        rest -= repaid;
        assert(escrow.claimable(token, address(partnership)) == rest * reserve / 10_000);
        rest -= rest * reserve / 10_000;
        uint256 sum;
        for (uint256 i; i < 8; i++) {
            uint256 part = escrow.claimable(token, partners[i]);
            assert(part == rest * units[i] / total);
            sum += part;
        }
        assert(sum <= rest && rest - sum < 8);
        assert(escrow.owed(token) == income);
    }

    /// T96: of a token of which there is too much to be reckoned with, income is split in whole grains, and none is lost.
    function testFuzz_t96_much_of_a_token_is_split_in_whole_grains(
        uint32[8] memory units,
        uint8 decimals,
        uint8 width,
        uint128[3] memory amounts,
        uint16 share
    ) external {
        uint256 total = _give(units);
        address much = _deploy("PlainToken", abi.encode(decimals = 18 + decimals % 33));
        uint256 probe = 10 ** (uint256(decimals) - 6);
        uint256 supply = 2 ** (80 + width % 41) - 1 + probe;
        IMock(much).mint(OTHER_SPONSOR, supply - probe);
        _makeKnown(much, probe);
        share %= 10_001;
        if (share != 0) {
            _vote();
            escrow.set_sponsor(SPONSOR, share);
        }
        uint256 grain = escrow.grain(much);
        assert(grain == 1 || supply / (grain / 10) >= 2 ** 80);
        assert(supply / grain < 2 ** 80 || grain == 10 ** (uint256(decimals) - 9));
        uint256 arrived;
        uint256 sum;
        for (uint256 i; i < 3; i++) {
            uint256 income = uint256(amounts[i]) % (grain * 2 ** 80) + 1;
            IMock(much).mint(address(escrow), income);
            arrived += income;
            if (escrow.undistributed(much) != 0) sum += escrow.distribute(much);
        }
        assert(sum == arrived - arrived % grain);
        assert(escrow.owed(much) == sum);
        uint256 due = escrow.claimable(much, SPONSOR);
        assert(due % grain == 0 && due <= sum * share / 10_000 && due + 4 * grain > sum * share / 10_000);
        _checkParts(much, units, total, (sum - due) / grain, grain);
    }

    function _checkParts(address which, uint32[8] memory units, uint256 total, uint256 grains, uint256 grain) internal view {
        for (uint256 i; i < 8; i++) {
            uint256 due = escrow.claimable(which, partners[i]);
            assert(due % grain == 0 && due == grains * units[i] / total * grain);
        }
    }

    /// Paying everybody at once pays each the same as distributing and claiming.
    function testFuzz_i05_pay_out_pays_what_claims_would(uint32[8] memory units, uint96 amount, uint16 reserve) external {
        _give(units);
        uint256 income = uint256(amount) % MOST + 1;
        _vote();
        escrow.set_reserve(reserve % 10_001);
        IMock(token).mint(address(escrow), income);
        IMock(other).mint(address(escrow), income);
        escrow.distribute(other);
        address[] memory holders = new address[](8);
        uint256 count;
        for (uint256 i; i < 8; i++) {
            if (units[i] != 0) holders[count++] = partners[i];
        }
        assembly {
            mstore(holders, count)
        }
        assert(escrow.pay_out(token, holders) == income);
        for (uint256 i; i < 8; i++) {
            uint256 has = IMock(token).balanceOf(partners[i]) + escrow.claimable(token, partners[i]);
            assert(has == escrow.claimable(other, partners[i]));
            if (has != 0) assert(escrow.claim(other, partners[i]) == has);
        }
        assert(escrow.claimable(token, address(partnership)) == escrow.claimable(other, address(partnership)));
    }

    /// T36: what arrived before a change of units goes by the old units, what arrives after it by the new ones, and
    /// fractions of a wei are kept from one to the other.
    function testFuzz_t36_units_count_from_their_change_on(uint32[8] memory units, uint96[3] memory amounts, uint32 changed)
        external
    {
        uint256 total = _give(units);
        changed %= 2 ** 29;
        uint256 exact; // of partner 0, times both totals
        uint256 after_ = total - units[0] + changed;
        vm.assume(after_ != 0);
        for (uint256 i; i < 3; i++) {
            if (i == 2) {
                _setUnits(partners[0], changed); // with the second income undistributed
            }
            uint256 income = uint256(amounts[i]) % 2 ** 80 + 1;
            IMock(token).mint(address(escrow), income);
            if (i != 1) escrow.distribute(token);
            exact += i < 2 ? income * units[0] * after_ : income * changed * total;
            if (i == 0 && escrow.claimable(token, partners[0]) != 0) escrow.claim(token, partners[0]);
        }
        uint256 has = IMock(token).balanceOf(partners[0]) + escrow.claimable(token, partners[0]);
        assert(has == exact / (total * after_));
    }

    /// T40, I12: a freeze keeps exactly its amount until its date, and takes nothing.
    function testFuzz_t40_i12_a_freeze_keeps_its_amount_until_its_date(
        uint96 amount,
        uint128 frozen,
        uint32 length,
        uint32 later
    ) external {
        uint256 income = uint256(amount) % MOST + 8;
        vm.assume(frozen != 0);
        uint256 until = block.timestamp + length % 180 days + 1;
        _vote();
        escrow.freeze(token, partners[0], frozen, until);
        IMock(token).mint(address(escrow), income);
        escrow.distribute(token);
        uint256 due = income / 8;
        vm.warp(block.timestamp + later % 200 days);
        uint256 kept = block.timestamp >= until ? 0 : frozen < due ? frozen : due;
        assert(escrow.claimable(token, partners[0]) == due - kept);
        if (due != kept) assert(escrow.claim(token, partners[0]) == due - kept);
        assert(escrow.claimable(token, partners[1]) == due);
        vm.warp(until);
        if (kept != 0) assert(escrow.claim(token, partners[0]) == kept);
        assert(IMock(token).balanceOf(partners[0]) == due);
    }

    /// What units earn before they vest goes to the treasury, and nothing is lost between the two.
    function testFuzz_i04_unvested_income_goes_to_the_treasury(
        uint32[8] memory units,
        uint96 amount,
        uint32 vesting,
        uint16[4] memory when
    ) external {
        uint256 total = _give(units);
        uint256 income = uint256(amount) % MOST + 1;
        uint256 today = block.timestamp / DAY + 5; // when it is decided
        uint256 start = today - when[0] % 300;
        uint256 end = today + 1 + when[1] % 3_000;
        uint256 cliff = start + when[2] % (end - start + 1);
        vm.assume(vesting != 0);
        bytes memory call = abi.encodeCall(IEscrow.set_vesting, (partners[0], vesting, start, cliff, end));
        _decide(partners, address(escrow), call, partners[0]);
        uint256 day = today + when[3] % 3_300;
        vm.warp(day * DAY);
        IMock(token).mint(address(escrow), income);
        escrow.distribute(token);
        uint256 locked = day >= end ? 0 : day < cliff ? vesting : vesting - uint256(vesting) * (day - start) / (end - start);
        if (locked > units[0]) locked = units[0];
        uint256 part = income * (units[0] - locked) / total;
        assert(escrow.claimable(token, partners[0]) == part);
        if (units[0] != 0) {
            try escrow.claim(token, partners[0]) {} catch {
                assert(income * units[0] / total <= 1);
                return;
            }
        }
        assert(escrow.claimable(token, address(partnership)) == income * locked / total);
    }

    /// Contributions come back in order, or pro rata within a tranche, and never more than was put in.
    function testFuzz_i04_contributions_come_back_as_the_rules_say(uint96[4] memory given, uint96[3] memory incomes, bool rata)
        external
    {
        _vote();
        escrow.set_recoupment(rata ? 2 : 1);
        uint256 recorded;
        for (uint256 i; i < 4; i++) {
            _vote();
            escrow.record_contribution(address(uint160(0xC000 + i)), token, uint256(given[i] % 2 ** 90) + 1, "work");
            recorded += uint256(given[i] % 2 ** 90) + 1;
        }
        uint256 repaid;
        for (uint256 j; j < 3; j++) {
            uint256 income = uint256(incomes[j]) % (2 ** 90) + 1;
            IMock(token).mint(address(escrow), income);
            escrow.distribute(token);
            repaid = repaid + income < recorded ? repaid + income : recorded;
            uint256 before;
            for (uint256 i; i < 4; i++) {
                address account = address(uint160(0xC000 + i));
                uint256 amount = uint256(given[i] % 2 ** 90) + 1;
                uint256 part = repaid <= before ? 0 : repaid - before < amount ? repaid - before : amount;
                if (rata) part = amount * repaid / recorded;
                before += amount;
                uint256 has = IMock(token).balanceOf(account) + escrow.claimable(token, account);
                assert(has == part);
                assert(escrow.outstanding_of(token, account) == amount - part);
                if (j % 2 == i % 2 && escrow.claimable(token, account) != 0) escrow.claim(token, account);
            }
        }
    }
}
