"""Partnership.leave, expel and redeem where units vest: units that have not vested give no part of the treasury."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import boa
import pytest

from tests.kit.clock import travel_to
from tests.kit.consents import by_vote_with_yes
from tests.kit.house import Partnership
from tests.kit.numbers import DAY, ETHER, REDEMPTION_SECONDS
from tests.kit.refusals import refused
from tests.kit.verbs import by_vote, join, leave, move, redeem, set_exit_terms

TREASURY = 10**6
REDEEMABLE = Fraction(1, 2)


@pytest.fixture
def venture(partnership: Partnership) -> Partnership:
    """Half of the treasury is redeemable. Units: northwind 500, eastport 300, southbank 200."""
    set_exit_terms(partnership, 0, 5_000)
    boa.env.set_balance(partnership.partnership.address, TREASURY)
    return partnership


def vest(venture: Partnership, partner: str, units: int, start: int, cliff: int, end: int) -> None:
    """Days are counted from today."""
    today = boa.env.timestamp // DAY
    with by_vote_with_yes(venture, partner):
        venture.escrow.set_vesting(partner, units, today + start, today + cliff, today + end)


def gained(account: str, call: Callable[[], Any]) -> int:
    """The ether that `call` brings `account`, in wei."""
    before = boa.env.get_balance(account)
    call()
    return int(boa.env.get_balance(account) - before)


def part(vested: int, others: int, treasury: int = TREASURY) -> int:
    """What somebody with `vested` units gets, where `others` have so many."""
    return int(treasury * REDEEMABLE * Fraction(vested, vested + others) // 1)


def test_t78_pays_the_vested_part_when_a_partner_leaves_with_tokens(venture: Partnership, eastport: str) -> None:
    vest(venture, eastport, 200, -50, 0, 50)  # 100 of 200 have vested, 100 more were never bound
    assert gained(eastport, lambda: leave(venture, eastport, [ETHER])) == part(200, 700)
    assert venture.escrow.units_of(eastport) == venture.membership.partner(eastport).units == 0


@pytest.mark.parametrize("way", ["leave", "expel"])
def test_pays_the_vested_part_of_the_day_it_left_when_it_redeems_later(
    venture: Partnership, eastport: str, way: str
) -> None:
    vest(venture, eastport, 300, -50, 0, 50)
    if way == "leave":
        leave(venture, eastport)
    else:
        with by_vote(venture):
            venture.membership.expel(eastport)
    boa.env.time_travel(seconds=60 * DAY)  # its schedule would be over by now
    assert gained(eastport, lambda: redeem(venture, eastport, [ETHER])) == part(150, 700)
    with refused(venture, "membership: nothing to redeem"):
        redeem(venture, eastport, [ETHER])


def test_t78_pays_nothing_and_owes_nothing_when_nothing_has_vested(
    venture: Partnership, eastport: str, southbank: str
) -> None:
    vest(venture, eastport, 300, 0, 100, 100)
    leave(venture, eastport)
    assert venture.membership.partner(eastport).redeem_by == 0
    with refused(venture, "membership: nothing to redeem"):
        redeem(venture, eastport, [ETHER])
    # Nor do its units count for those who leave after it.
    assert gained(southbank, lambda: leave(venture, southbank, [ETHER])) == part(200, 500)


def test_refuses_to_leave_with_tokens_when_nothing_has_vested(venture: Partnership, eastport: str) -> None:
    vest(venture, eastport, 300, 0, 100, 100)
    with refused(venture, "membership: nothing to redeem"):
        leave(venture, eastport, [ETHER])


def test_pays_all_of_it_from_the_last_day_on_and_less_a_second_before(venture: Partnership, eastport: str) -> None:
    vest(venture, eastport, 300, 0, 0, 3)
    end = venture.escrow.vesting_of(eastport).end_day * DAY
    for moment, vested in ((end - 1, 200), (end, 300)):
        with boa.env.anchor():
            travel_to(moment)
            assert gained(eastport, lambda: leave(venture, eastport, [ETHER])) == part(vested, 700)


def test_t63_no_later_vote_on_vesting_changes_a_leavers_part(venture: Partnership, eastport: str) -> None:
    leave(venture, eastport)
    vest(venture, eastport, 300, 0, 100, 100)
    assert gained(eastport, lambda: redeem(venture, eastport, [ETHER])) == part(300, 700)


def test_counts_the_units_of_those_who_stay_whether_vested_or_not(
    venture: Partnership, northwind: str, eastport: str
) -> None:
    vest(venture, northwind, 500, 0, 100, 100)
    assert gained(eastport, lambda: leave(venture, eastport, [ETHER])) == part(300, 700)


def test_the_parts_of_two_leavers_do_not_depend_on_who_redeems_first(
    venture: Partnership, northwind: str, eastport: str, southbank: str
) -> None:
    vest(venture, eastport, 300, -1, 0, 2)  # 100 have vested
    leave(venture, eastport)
    leave(venture, southbank)
    first = part(100, 500 + 200)
    for order in ((eastport, southbank), (southbank, eastport)):
        with boa.env.anchor():
            amounts = {who: gained(who, lambda who=who: redeem(venture, who, [ETHER])) for who in order}
            if order[0] == eastport:
                assert amounts == {eastport: first, southbank: part(200, 500, TREASURY - first)}
            else:
                assert amounts[southbank] == part(200, 500 + 100)


def test_vesting_goes_on_for_redemption_when_the_seat_moves(venture: Partnership, eastport: str, outsider: str) -> None:
    vest(venture, eastport, 300, -50, 0, 50)
    move(venture, eastport, outsider)
    assert gained(outsider, lambda: leave(venture, outsider, [ETHER])) == part(150, 700)


def test_forfeits_the_vested_units_and_no_more(venture: Partnership, eastport: str, southbank: str) -> None:
    vest(venture, eastport, 300, -1, 0, 2)
    leave(venture, eastport)
    boa.env.time_travel(seconds=REDEMPTION_SECONDS + 1)
    venture.membership.forfeit(eastport)
    assert gained(southbank, lambda: leave(venture, southbank, [ETHER])) == part(200, 500)


def test_comes_back_with_new_units_that_are_its_own(venture: Partnership, eastport: str) -> None:
    vest(venture, eastport, 300, 0, 100, 100)
    leave(venture, eastport)
    join(venture, eastport, 10, 300)
    assert venture.escrow.vested_units_of(eastport) == 300
    assert gained(eastport, lambda: leave(venture, eastport, [ETHER])) == part(300, 700)
