"""The shortest histories known in which the escrow once did not do what it says."""

from __future__ import annotations

import boa
from eth_account.signers.local import LocalAccount

from tests.kit.consents import by_vote_with_yes
from tests.kit.contracts import mock
from tests.kit.house import House
from tests.kit.money import make_known
from tests.kit.numbers import DAY, PROPOSER
from tests.kit.verbs import by_vote
from tests.property.escrow_bench import Bench


def test_i01_i16_nobody_is_paid_twice_when_the_sum_per_unit_wraps_to_zero(
    house: House, founders: list[LocalAccount]
) -> None:
    token = mock("PlainToken", 18)
    partnership = house.spin_up(founders[:2], [50, 50], [1, 1])
    partnership.accept_all()
    make_known(partnership, token)
    escrow, (one, other) = partnership.escrow, [founder.address for founder in founders[:2]]
    with by_vote(partnership):
        escrow.freeze(token, one, 1, boa.env.timestamp + 1)  # makes it a special account
    boa.env.time_travel(seconds=1)
    for _ in range(3):
        token.mint(escrow, 2**91)
        escrow.distribute(token)
        escrow.claim(token, one)
        escrow.claim(token, other)
    token.mint(escrow, 2**91)
    escrow.distribute(token)  # 4 * 2**91 / 2 units = 2**92 grains per unit
    assert escrow.claim(token, one) == 2**90
    with boa.reverts("escrow: nothing to claim"):
        escrow.claim(token, one)
    assert escrow.claim(token, other) == 2**90


def test_i16_a_vesting_partner_can_claim_when_the_sum_per_unit_has_wrapped(bench: Bench) -> None:
    with boa.env.anchor():
        bench.vest(0, 1, start=0, cliff=1, end=1)
        bench.set_units(0, 1)
        bench.set_units(1, 1)
        boa.env.time_travel(seconds=2 * DAY)
        for number in range(8):
            bench.earn(2**91)
            bench.claim(1)
            if number % 2 == 1:
                assert bench.claim(0) == (number + 1) * 2**90
            boa.env.time_travel(seconds=DAY)


def test_pro_rata_contributions_of_the_same_time_are_repaid_side_by_side(lenders: Bench) -> None:
    with boa.env.anchor():
        lenders.set_units(7, 1)
        lenders.record(0, 100)
        lenders.earn(99)
        lenders.record(0, 60)  # nothing of this was repaid ...
        lenders.record(1, 60)  # ... so this joins it
        lenders.earn(1 + 60)
        assert [lenders.claimable(position) for position in (0, 1)] == [100 + 30, 30]


def test_i02_less_than_one_wei_per_account_and_one_for_each_that_vests_is_owed_to_nobody(bench: Bench) -> None:
    """A partner whose units vest has two fractions: its own and the treasury's."""
    with boa.env.anchor():
        for position in range(3):
            bench.vest(position, 1, start=0, cliff=1, end=1)
            bench.set_units(position, 2)
        bench.earn(5)
        for position in range(3):
            with boa.reverts("escrow: nothing to claim"):
                bench.escrow.claim(bench.token, bench.partners[position])
        accounts = [*bench.partners[:3], bench.treasury]
        claimable = sum(bench.escrow.claimable(bench.token, account) for account in accounts)
        assert len(accounts) <= bench.escrow.owed(bench.token) - claimable < len(accounts) + 3


def test_a_schedule_of_an_account_without_units_waits_for_them(house: House, founders: list[LocalAccount]) -> None:
    partnership = house.spin_up(founders, [50, 30, 20], [1, 1, 0])
    partnership.accept_all()
    leaver, today = founders[2].address, boa.env.timestamp // DAY
    with by_vote_with_yes(partnership, leaver):
        partnership.escrow.set_vesting(leaver, 5, today, today + 10, today + 10)
    with boa.env.prank(leaver):
        partnership.membership.leave()
    assert partnership.escrow.vesting_of(leaver).units == 5
    with by_vote(partnership):
        partnership.membership.admit(leaver, 1, 7, PROPOSER, DAY)
    with boa.env.prank(leaver):
        partnership.membership.accept(partnership.membership.offer_of(boa.env.eoa))
    assert partnership.escrow.vested_units_of(leaver) == 2
    with boa.env.prank(leaver):
        partnership.membership.leave()
    assert partnership.escrow.vesting_of(leaver).units == 0
