"""RevenueEscrow.set_vesting: units that are earned over days, and where the income of the others goes.

Expected numbers come from `vested`, the rule in one line, applied day by day in fractions.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import boa
import pytest

from tests.kit.clock import pass_days, today, travel_to
from tests.kit.consents import by_vote_with_yes
from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import accept, invite, leave, move

TEN_YEARS = 3_653

Vest = Callable[..., None]


def vested(units: int, held: int, day: int, start: int, cliff: int, end: int) -> int:
    """How many of `held` units count on `day`, if `units` of them vest."""
    if day >= end:
        return held
    locked = units - (units * (day - start) // (end - start) if day >= cliff else 0)
    return held - min(held, locked)


@pytest.fixture
def vest(partnership: Partnership) -> Vest:
    """Sets a schedule by vote; days are counted from today."""

    def go(partner: str, units: int, start: int = 0, cliff: int = 0, end: int = 100) -> None:
        now = today()
        with by_vote_with_yes(partnership, partner):
            partnership.escrow.set_vesting(partner, units, now + start, now + cliff, now + end)

    return go


def claim_all(escrow: Any, token: Any, account: str) -> int:
    """Claims until there is nothing left; returns what was paid."""
    paid = 0
    for _ in range(100):
        try:
            paid += escrow.claim(token, account)
        except boa.BoaError:
            break
    return paid


def test_begins_an_era_and_says_what_vests(partnership: Partnership, vest: Vest, eastport: str) -> None:
    escrow, now = partnership.escrow, today()
    vest(eastport, 200, -10, 20, 90)
    assert logged(escrow) == [
        ("UnitsChanged", eastport, 300, 300, 1),
        ("VestingSet", eastport, 200, now - 10, now + 20, now + 90, 1),
    ]
    assert tuple(escrow.vesting_of(eastport)) == (200, 1, now - 10, now + 20, now + 90, 0)
    assert escrow.vested_units_of(eastport) == 100
    assert (escrow.units_of(eastport), escrow.total_units(), escrow.era()) == (300, 1_000, 1)


@pytest.mark.parametrize(("start", "cliff", "end"), [(0, 0, 7), (-3, 2, 7), (0, 7, 7), (2, 4, 5)])
def test_counts_units_by_the_day(
    partnership: Partnership, vest: Vest, eastport: str, start: int, cliff: int, end: int
) -> None:
    first = today()
    vest(eastport, 250, start, cliff, end)
    for day in range(10):
        for moment in (first + day) * DAY, (first + day + 1) * DAY - 1:
            if moment >= boa.env.timestamp:
                travel_to(moment)
            assert partnership.escrow.vested_units_of(eastport) == vested(250, 300, day, start, cliff, end)


def test_t77_pays_what_has_vested_and_gives_the_treasury_the_rest(
    partnership: Partnership, vest: Vest, earn: Any, eastport: str, northwind: str
) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    vest(eastport, 300, 0, 3, 10)
    own, others, amount = Fraction(0), Fraction(0), 10_007
    for day in range(12):
        earn(ETHER, amount)
        counted = vested(300, 300, day, 0, 3, 10)
        own += Fraction(amount * counted, 1_000)
        others += Fraction(amount * (300 - counted), 1_000)
        pass_days()
    assert escrow.claimable(ETHER, eastport) == own // 1
    assert escrow.claim(ETHER, eastport) == own // 1
    assert ("UnvestedCredited", eastport, ETHER, others // 1) in logged(escrow)
    assert escrow.claim(ETHER, treasury) == others // 1
    assert escrow.claim(ETHER, northwind) == 12 * amount // 2
    assert escrow.owed(ETHER) == ether_of(escrow.address)


def test_t26_t77_pays_the_same_however_often_it_is_claimed(
    partnership: Partnership, vest: Vest, earn: Any, eastport: str
) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    vest(eastport, 300, 0, 0, 30)
    own, others, paid = Fraction(0), Fraction(0), 0
    for day in range(30):
        earn(ETHER, 7)
        counted = vested(300, 300, day, 0, 0, 30)
        own += Fraction(7 * counted, 1_000)
        others += Fraction(7 * (300 - counted), 1_000)
        if escrow.claimable(ETHER, eastport):
            paid += escrow.claim(ETHER, eastport)
        pass_days()
    paid += claim_all(escrow, ETHER, eastport)
    assert paid == own // 1
    assert escrow.claimable(ETHER, treasury) == others // 1


def test_t36_t73_what_arrived_before_is_split_without_the_schedule(
    partnership: Partnership, vest: Vest, earn: Any, eastport: str, listed: Any, unlisted: Any
) -> None:
    escrow = partnership.escrow
    earn(ETHER, 1_000)  # on the same day
    arrive(escrow, ETHER, 1_000)
    arrive(escrow, listed, 1_000)
    arrive(escrow, unlisted, 1_000)
    waiting = escrow.undistributed(listed)
    vest(eastport, 300)
    arrive(escrow, ETHER, 1_000)
    escrow.distribute(ETHER)
    escrow.distribute(unlisted)
    assert escrow.claimable(ETHER, eastport) == 600
    assert escrow.claimable(listed, eastport) == waiting * 300 // 1_000
    assert escrow.claimable(unlisted, eastport) == 0  # documented: nobody listed it


def test_income_counts_on_the_day_it_is_distributed(
    partnership: Partnership, vest: Vest, earn: Any, eastport: str
) -> None:
    escrow = partnership.escrow
    vest(eastport, 300, 0, 0, 2)
    travel_to((today() + 1) * DAY - 1)
    earn(ETHER, 1_000)
    travel_to(boa.env.timestamp + 1)
    earn(ETHER, 1_000)
    assert escrow.claimable(ETHER, eastport) == 0 + 150


def test_i16_t77_pays_page_by_page_when_income_came_on_100_days(
    partnership: Partnership, vest: Vest, earn: Any, set_units: Any, eastport: str, southbank: str
) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    vest(eastport, 300, 0, 10, 90)
    own, others = Fraction(0), Fraction(0)
    for day in range(100):
        if day % 7 == 3:
            set_units(southbank, 200 + day)
        amount = 1_000 + day
        earn(ETHER, amount)
        total = escrow.total_units()
        counted = vested(300, 300, day, 0, 10, 90)
        own += Fraction(amount * counted, total)
        others += Fraction(amount * (300 - counted), total)
        if day == 55:
            claimed = escrow.claim(ETHER, eastport)  # a page in the middle
        pass_days()
    calls, paid = 0, claimed
    while True:
        calls += 1
        try:
            paid += escrow.claim(ETHER, eastport)
        except boa.BoaError:
            break
    assert calls <= 5
    assert (paid, escrow.claimable(ETHER, treasury)) == (own // 1, others // 1)


def test_all_income_is_the_treasurys_when_nothing_has_vested(partnership: Partnership, vest: Vest, earn: Any) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    for founder in partnership.founders:
        vest(founder.address, 2**32 - 1, 0, 50, 50)
    earn(ETHER, 1_001)
    for founder in partnership.founders:
        assert escrow.claim(ETHER, founder.address) == 0
        with boa.reverts("escrow: nothing to claim"):
            escrow.claim(ETHER, founder.address)
    assert escrow.claim(ETHER, treasury) == 500 + 300 + 200
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 1


def test_a_new_schedule_holds_for_later_income_only(
    partnership: Partnership, vest: Vest, earn: Any, eastport: str
) -> None:
    escrow = partnership.escrow
    expected = 0
    for units, counted in ((300, 0), (100, 200), (0, 300), (200, 100)):
        if units:
            vest(eastport, units, 0, 50, 50)
        else:
            with by_vote_with_yes(partnership, eastport):
                escrow.set_vesting(eastport, 0, 0, 0, 0)
        earn(ETHER, 1_000)
        expected += counted
    assert escrow.claim(ETHER, eastport) == expected


def test_ends_when_the_partner_leaves_and_is_not_back_when_it_comes_back(
    partnership: Partnership, vest: Vest, earn: Any, eastport: str
) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    vest(eastport, 300, 0, 50, 50)
    earn(ETHER, 1_000)
    leave(partnership, eastport)
    earn(ETHER, 700)
    invite(partnership, eastport, 30, 300)
    with boa.env.prank(eastport):
        partnership.membership.accept(partnership.membership.offer_of(boa.env.eoa))
    earn(ETHER, 1_000)
    assert escrow.vesting_of(eastport).units == 0
    assert claim_all(escrow, ETHER, eastport) == 300
    assert escrow.claimable(ETHER, treasury) == 300


def test_goes_on_when_units_change(
    partnership: Partnership, vest: Vest, earn: Any, set_units: Any, eastport: str
) -> None:
    escrow = partnership.escrow
    vest(eastport, 200, 0, 50, 50)
    earn(ETHER, 1_000)  # 100 of 300 count
    set_units(eastport, 150)
    earn(ETHER, 850)  # 100 of 150: those that have not vested went first
    set_units(eastport, 1_300)
    earn(ETHER, 2_000)  # 1,250 of 1,300
    assert escrow.claim(ETHER, eastport) == 100 + 100 + 1_250


def test_a_schedule_set_before_a_partner_joins_holds_from_the_first_day(
    partnership: Partnership, vest: Vest, earn: Any, outsider: str
) -> None:
    escrow = partnership.escrow
    invite(partnership, outsider, 10, 1_000)
    vest(outsider, 600, 0, 50, 50)
    earn(ETHER, 1_000)
    accept(partnership, outsider)
    earn(ETHER, 2_000)
    assert escrow.claim(ETHER, outsider) == 400


def test_a_schedule_for_nobodys_units_begins_no_era(partnership: Partnership, vest: Vest, outsider: str) -> None:
    escrow, now = partnership.escrow, today()
    for units in (600, 500):
        vest(outsider, units)
        assert logged(escrow) == [("VestingSet", outsider, units, now, now, now + 100, 0)]
    assert (escrow.era(), escrow.units_of(outsider), escrow.units_before(outsider)) == (0, 0, 0)
    with by_vote_with_yes(partnership, outsider):
        escrow.set_vesting(outsider, 0, 0, 0, 0)
    assert logged(escrow) == [("VestingSet", outsider, 0, 0, 0, 0, 0)]
    assert escrow.vesting_of(outsider).past == 2


def test_a_schedule_for_who_has_left_keeps_what_it_held_last(
    partnership: Partnership, vest: Vest, earn: Any, eastport: str
) -> None:
    escrow = partnership.escrow
    earn(ETHER, 1_000)
    leave(partnership, eastport)
    vest(eastport, 200, 0, 50, 50)
    assert (escrow.era(), escrow.units_of(eastport), escrow.units_before(eastport)) == (1, 0, 300)
    earn(ETHER, 700)  # of the era it left with, and of a day: nothing of it is eastport's
    invite(partnership, eastport, 30, 400)
    accept(partnership, eastport)
    assert (escrow.era(), escrow.units_of(eastport), escrow.units_before(eastport)) == (2, 400, 0)
    earn(ETHER, 1_100)
    assert claim_all(escrow, ETHER, eastport) == 300 + 200
    assert escrow.claimable(ETHER, partnership.partnership.address) == 200


@pytest.mark.parametrize("first", [0, 1, 700])
def test_days_begin_within_an_era_when_the_first_schedule_is_for_nobodys_units(
    partnership: Partnership, vest: Vest, earn: Any, northwind: str, outsider: str, first: int
) -> None:
    """Income is told apart by days from then on, and what the others earned is the same."""
    escrow = partnership.escrow
    if first:
        earn(ETHER, first)
    vest(outsider, 600, 0, 50, 50)
    earn(ETHER, 1_000)
    pass_days()
    earn(ETHER, 1_000)
    invite(partnership, outsider, 10, 1_000)
    accept(partnership, outsider)
    earn(ETHER, 2_000)
    vest(northwind, 250, 0, 50, 50)
    earn(ETHER, 2_000)
    assert escrow.claim(ETHER, outsider) == 400 + 400
    assert claim_all(escrow, ETHER, northwind) == (first + 2_000) // 2 + 500 + 250


def test_goes_with_the_seat(partnership: Partnership, vest: Vest, earn: Any, eastport: str, outsider: str) -> None:
    escrow = partnership.escrow
    vest(eastport, 300, 0, 0, 10)
    pass_days(2)
    earn(ETHER, 1_000)
    move(partnership, eastport, outsider)
    assert [escrow.vested_units_of(account) for account in (eastport, outsider)] == [60, 60]
    assert escrow.vesting_of(outsider) == escrow.vesting_of(eastport)
    earn(ETHER, 1_000)
    pass_days(3)
    earn(ETHER, 1_000)
    assert escrow.claim(ETHER, outsider) == 60 + 60 + 150


def test_t83_a_schedule_of_an_account_that_gave_its_seat_away_binds_the_holder(
    partnership: Partnership, vest: Vest, earn: Any, eastport: str, outsider: str
) -> None:
    escrow = partnership.escrow
    move(partnership, eastport, outsider)
    vest(eastport, 300, 0, 0, 10)
    assert logged(escrow)[-1][:3] == ("VestingSet", outsider, 300)
    assert escrow.vested_units_of(outsider) == 0
    pass_days(5)
    earn(ETHER, 1_000)
    assert escrow.claim(ETHER, outsider) == 150


def test_refuses_days_that_make_no_sense(partnership: Partnership, vest: Vest, eastport: str, refused: Any) -> None:
    with by_vote_with_yes(partnership, eastport):
        pass  # it has agreed before
    for start, cliff, end in ((5, 5, 5), (5, 4, 9), (5, 10, 9), (9, 9, 5)):
        with refused("escrow: vesting days out of order"):
            vest(eastport, 100, start, cliff, end)
    with refused("escrow: vesting is over already"):
        vest(eastport, 100, -10, -5, 0)
    with refused("escrow: vesting ends too late"):
        vest(eastport, 100, 0, 0, TEN_YEARS + 1)
    with refused("escrow: vesting starts too early"):
        vest(eastport, 100, -1, 0, TEN_YEARS)
    with refused("escrow: too many units to vest"):
        vest(eastport, 2**32)
    vest(eastport, 2**32 - 1, 0, 0, TEN_YEARS)


def test_refuses_the_17th_schedule_and_still_ends_the_16th(
    partnership: Partnership, vest: Vest, earn: Any, eastport: str, refused: Any
) -> None:
    escrow = partnership.escrow
    for number in range(17):
        vest(eastport, 1 + number, 0, 50, 50)
        earn(ETHER, 1_000)
    with refused("escrow: too many schedules"):
        vest(eastport, 100)
    with by_vote_with_yes(partnership, eastport):
        escrow.set_vesting(eastport, 0, 0, 0, 0)
    earn(ETHER, 1_000)
    assert claim_all(escrow, ETHER, eastport) == sum(300 - 1 - number for number in range(17)) + 300


def test_t24_refuses_when_anybody_else_calls(
    partnership: Partnership, northwind: str, outsider: str, refused: Any
) -> None:
    for caller in (northwind, outsider, partnership.escrow.address):
        with boa.env.prank(caller), refused("escrow: not the partnership"):
            partnership.escrow.set_vesting(northwind, 0, 0, 0, 0)


def test_t03_refuses_accounts_that_are_no_partners(partnership: Partnership, vest: Vest, refused: Any) -> None:
    for account in (ETHER, partnership.escrow.address, partnership.partnership.address):
        with refused("escrow: not a partner"):
            vest(account, 100)


def test_t39_pays_what_was_earned_before_when_the_sum_per_unit_goes_round_afterwards(
    partnership: Partnership, vest: Vest, set_units: Any, mock: Any, northwind: str, eastport: str, southbank: str
) -> None:
    escrow = partnership.escrow
    token = mock("PlainToken", 77)
    set_units(southbank, 0)
    set_units(northwind, 1)
    set_units(eastport, 1)
    vest(eastport, 1, -1, 0, 1)
    pass_days()
    arrive(escrow, token, 2**86)
    escrow.distribute(token)
    escrow.claim(token, eastport)
    arrive(escrow, token, 2**86)
    pass_days()
    escrow.distribute(token)
    set_units(eastport, 0)
    # The last unit earns 2**92 - 2**85, so that the sum is what it was when eastport claimed.
    for amount in (2**91, 2**91 - 2**85):
        pass_days()
        arrive(escrow, token, amount)
        escrow.distribute(token)
        claim_all(escrow, token, northwind)
    assert claim_all(escrow, token, eastport) == 2**85
