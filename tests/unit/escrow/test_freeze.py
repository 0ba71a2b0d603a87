"""RevenueEscrow.freeze and unfreeze: in a dispute an amount is kept back, for a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest

from tests.kit.clock import pass_days, today, travel_to
from tests.kit.consents import by_vote_with_yes
from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import DAY, ETHER
from tests.kit.refusals import refused
from tests.kit.verbs import by_roster, by_vote, move

LONGEST = 180 * DAY
PAUSE = 30 * DAY
MAX_FROZEN = 2**216 - 1

Freeze = Callable[..., None]


@pytest.fixture
def freeze(partnership: Partnership) -> Freeze:
    """Freezes by vote, for a day unless told otherwise."""

    def go(account: str, amount: int, seconds: int = DAY, token: Any = ETHER) -> None:
        with by_vote(partnership):
            partnership.escrow.freeze(token, account, amount, boa.env.timestamp + seconds)

    return go


def test_t40_keeps_back_the_amount_and_pays_the_rest(escrow: Any, earn: Any, freeze: Freeze, northwind: str) -> None:
    earn(ETHER, 1_000)
    until = boa.env.timestamp + DAY
    freeze(northwind, 200)
    assert logged(escrow) == [("Frozen", northwind, ETHER, 200, until)]
    assert (escrow.frozen(ETHER, northwind), escrow.frozen_until(ETHER, northwind)) == (200, until)
    assert escrow.claimable(ETHER, northwind) == 300
    assert escrow.claim(ETHER, northwind) == 300
    assert escrow.owed(ETHER) == 700
    with boa.reverts("escrow: nothing to claim"):
        escrow.claim(ETHER, northwind)


def test_t40_i12_stays_to_the_second_and_is_paid_after_it(
    escrow: Any, earn: Any, freeze: Freeze, northwind: str
) -> None:
    earn(ETHER, 1_000)
    freeze(northwind, 10**6)
    until = escrow.frozen_until(ETHER, northwind)
    assert escrow.claim(ETHER, northwind) == 0  # books it, and pays nothing
    travel_to(until - 1)
    with boa.reverts("escrow: nothing to claim"):
        escrow.claim(ETHER, northwind)
    travel_to(until)
    assert (escrow.frozen(ETHER, northwind), escrow.frozen_until(ETHER, northwind)) == (0, until)
    assert escrow.claim(ETHER, northwind) == 500
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 500


def test_i12_no_order_of_calls_pays_what_is_frozen(
    escrow: Any, earn: Any, freeze: Freeze, set_units: Any, northwind: str, listed: Any
) -> None:
    earn(ETHER, 1_000)
    freeze(northwind, 700)
    with boa.env.prank(northwind):
        escrow.claim(ETHER, northwind)
        escrow.set_payout(escrow.address)
    assert escrow.claim_for(ETHER, [northwind, northwind]) == 0 if escrow.claimable(ETHER, northwind) else True
    set_units(northwind, 0)
    set_units(northwind, 500)
    earn(ETHER, 200)
    earn(ETHER, 400)
    before = ether_of(escrow.address)
    assert escrow.claim_many([ETHER, listed, ETHER], northwind) == [100, 0, 0]
    assert ether_of(escrow.address) == before  # it had itself paid at the escrow
    travel_to(escrow.frozen_until(ETHER, northwind))
    assert escrow.claim(ETHER, northwind) == 700


def test_holds_later_income_too(escrow: Any, earn: Any, freeze: Freeze, northwind: str) -> None:
    freeze(northwind, 600)
    earn(ETHER, 1_000)
    assert escrow.claimable(ETHER, northwind) == 0
    earn(ETHER, 1_000)
    assert escrow.claim(ETHER, northwind) == 400


def test_touches_one_token_and_one_account(
    escrow: Any, earn: Any, freeze: Freeze, listed: Any, northwind: str, eastport: str
) -> None:
    earn(ETHER, 1_000)
    earn(listed, 1_000)
    freeze(northwind, 10**6)
    assert escrow.claimable(listed, northwind) == escrow.claim(listed, northwind)
    assert escrow.claim(ETHER, eastport) == 300


def test_t87_what_the_treasury_earned_is_not_frozen(partnership: Partnership) -> None:
    """It is partly of who leaves: frozen, it would be counted nowhere until the leaver is gone."""
    with by_vote(partnership), refused(partnership, "escrow: treasury is not frozen"):
        partnership.escrow.freeze(ETHER, partnership.partnership.address, 1, boa.env.timestamp + DAY)


def test_t40_holds_what_sponsors_and_contributors_are_owed(
    partnership: Partnership, freeze: Freeze, outsider: str, customer: str
) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        escrow.set_recoupment(1)
        escrow.set_sponsor(outsider, 1_000)
        escrow.record_contribution(customer, ETHER, 300, b"work".ljust(32, b"\0"))
        escrow.set_reserve(5_000)
    arrive(escrow, ETHER, 1_000)
    escrow.distribute(ETHER)
    dues = {outsider: 100, customer: 300}
    for account, due in dues.items():
        assert escrow.claimable(ETHER, account) == due
        freeze(account, due - 1)
        assert escrow.claim(ETHER, account) == 1
    boa.env.time_travel(seconds=DAY)
    for account, due in dues.items():
        assert escrow.claim(ETHER, account) == due - 1


def test_t24_refuses_when_anybody_else_calls(
    partnership: Partnership, northwind: str, outsider: str, refused: Any
) -> None:
    until = boa.env.timestamp + DAY
    for caller in (northwind, outsider, partnership.escrow.address):
        with boa.env.prank(caller):
            with refused("escrow: not the partnership"):
                partnership.escrow.freeze(ETHER, outsider, 1, until)
            with refused("escrow: not the partnership"):
                partnership.escrow.unfreeze(ETHER, outsider)


def test_refuses_amounts_and_dates_out_of_bounds(escrow: Any, freeze: Freeze, northwind: str, refused: Any) -> None:
    for amount in (0, MAX_FROZEN + 1):
        with refused("escrow: no amount to freeze"):
            freeze(northwind, amount)
    for seconds in (0, -DAY):
        with refused("escrow: freeze is over already"):
            freeze(northwind, 1, seconds)
    with refused("escrow: more than 180 days"):
        freeze(northwind, 1, LONGEST + 1)
    freeze(northwind, MAX_FROZEN, LONGEST)
    assert escrow.frozen(ETHER, northwind) == MAX_FROZEN


def test_i16_no_vote_delays_longer_than_180_days_in_210(
    escrow: Any, earn: Any, freeze: Freeze, northwind: str, refused: Any
) -> None:
    earn(ETHER, 1_000)
    freeze(northwind, 500, LONGEST)
    until = escrow.frozen_until(ETHER, northwind)
    for moment in (boa.env.timestamp + 1, until - 1, until, until + PAUSE - 1):
        travel_to(moment)
        with refused("escrow: frozen too recently"):
            freeze(northwind, 500, LONGEST)
    assert escrow.claim(ETHER, northwind) == 500
    travel_to(until + PAUSE)
    freeze(northwind, 500, LONGEST)


def test_unfreeze_pays_at_once_and_begins_the_pause(
    partnership: Partnership, earn: Any, freeze: Freeze, northwind: str, refused: Any
) -> None:
    escrow = partnership.escrow
    earn(ETHER, 1_000)
    freeze(northwind, 500, LONGEST)
    boa.env.time_travel(seconds=DAY)
    with by_vote(partnership):
        escrow.unfreeze(ETHER, northwind)
    ended = boa.env.timestamp
    assert logged(escrow) == [("Unfrozen", northwind, ETHER)]
    assert (escrow.frozen(ETHER, northwind), escrow.frozen_until(ETHER, northwind)) == (0, ended)
    assert escrow.claim(ETHER, northwind) == 500
    with by_vote(partnership), refused("escrow: not frozen"):
        escrow.unfreeze(ETHER, northwind)
    travel_to(ended + PAUSE - 1)
    with refused("escrow: frozen too recently"):
        freeze(northwind, 500)
    travel_to(ended + PAUSE)
    freeze(northwind, 500)


def test_unfreeze_refuses_when_it_is_over_or_never_was(
    partnership: Partnership, freeze: Freeze, northwind: str, refused: Any
) -> None:
    with by_vote(partnership), refused("escrow: not frozen"):
        partnership.escrow.unfreeze(ETHER, northwind)
    freeze(northwind, 500)
    boa.env.time_travel(seconds=DAY)
    with by_vote(partnership), refused("escrow: not frozen"):
        partnership.escrow.unfreeze(ETHER, northwind)


def test_i11_t40_stays_when_the_others_have_left_and_is_swept_by_nobody(
    partnership: Partnership, earn: Any, freeze: Freeze, northwind: str
) -> None:
    escrow = partnership.escrow
    earn(ETHER, 1_000)
    freeze(northwind, 500, LONGEST)
    for founder in partnership.founders[1:]:
        with boa.env.prank(founder.address):
            partnership.membership.leave()
    with by_vote(partnership):
        partnership.partnership.wind_up([], 0)
    with boa.reverts("escrow: still a partnership"):
        escrow.wind_down(ETHER)
    travel_to(escrow.frozen_until(ETHER, northwind))
    assert escrow.claim(ETHER, northwind) == 500


# --- the seat moves ---


def test_t40_t75_follows_the_seat(
    partnership: Partnership, earn: Any, freeze: Freeze, eastport: str, outsider: str, customer: str
) -> None:
    escrow = partnership.escrow
    seat = (eastport, outsider, customer)
    earn(ETHER, 1_000)
    freeze(eastport, 500)
    move(partnership, eastport, outsider)
    move(partnership, outsider, customer)
    assert [escrow.frozen(ETHER, account) for account in seat] == [500] * 3
    earn(ETHER, 1_000)
    assert [escrow.claimable(ETHER, account) for account in seat] == [100] * 3
    boa.env.time_travel(seconds=DAY)
    assert [escrow.claimable(ETHER, account) for account in seat] == [600] * 3


def test_t83_binds_whoever_holds_the_seat_when_an_old_account_is_named(
    partnership: Partnership, earn: Any, freeze: Freeze, eastport: str, outsider: str
) -> None:
    escrow = partnership.escrow
    earn(ETHER, 1_000)
    move(partnership, eastport, outsider)
    freeze(eastport, 200)
    assert logged(escrow)[-1][:2] == ("Frozen", outsider)
    assert escrow.claim(ETHER, outsider) == 100
    with by_vote(partnership):
        escrow.unfreeze(ETHER, eastport)
    assert logged(escrow) == [("Unfrozen", outsider, ETHER)]
    assert escrow.claim(ETHER, outsider) == 200


def test_t83_a_frozen_seat_moves_to_no_account_that_is_a_sponsor(
    partnership: Partnership, earn: Any, freeze: Freeze, eastport: str, outsider: str, refused: Any
) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        escrow.set_sponsor(outsider, 5_000)
    earn(ETHER, 1_000)
    freeze(eastport, 151, DAY)
    with by_roster(partnership), refused("escrow: has its own account"):
        escrow.move_units(eastport, outsider)


def test_t40_t75_i12_what_was_earned_stays_frozen_when_a_seat_with_many_stretches_of_income_moves(
    partnership: Partnership, earn: Any, freeze: Freeze, eastport: str, outsider: str
) -> None:
    escrow = partnership.escrow
    with by_vote_with_yes(partnership, eastport):
        escrow.set_vesting(eastport, 1, today() - 1, today(), today() + 1)
    for _ in range(60):
        pass_days()
        earn(ETHER, 1_000)
    freeze(eastport, 60 * 300)
    move(partnership, eastport, outsider)
    paid = 0
    for _ in range(4):
        try:
            paid += escrow.claim(ETHER, eastport)
        except boa.BoaError:
            break
    assert paid == 0
