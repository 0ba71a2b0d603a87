"""What a former partner has left: a right to redeem, which stands in its word or in a second one, and no more."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import boa
import pytest

from tests.kit.clock import travel_to
from tests.kit.contracts import slot_at, slot_of
from tests.kit.consents import by_vote_with_yes
from tests.kit.house import Partnership
from tests.kit.numbers import DAY, ETHER, NOBODY, REDEMPTION_SECONDS
from tests.kit.refusals import refused
from tests.kit.verbs import by_vote, invite, lapse_over_terms, leave, move, redeem, represent, set_exit_terms

TREASURY = 10**9
REDEEMABLE = Fraction(3, 4)
EASTPORT, OTHERS = 300, 700  # units


@pytest.fixture
def venture(partnership: Partnership) -> Partnership:
    """Three quarters of the treasury are redeemable."""
    set_exit_terms(partnership, 0, 7_500)
    boa.env.set_balance(partnership.partnership.address, TREASURY)
    return partnership


def rest_of(venture: Partnership, account: str) -> int:
    """The second word of a partner."""
    slot = slot_at(slot_of("Partnership", "seats", "_rest"), account)
    return int(boa.env.get_storage(venture.partnership.address, slot))


def vest(venture: Partnership, partner: str, units: int, start: int, end: int) -> None:
    """Days are counted from today."""
    today = boa.env.timestamp // DAY
    with by_vote_with_yes(venture, partner):
        venture.escrow.set_vesting(partner, units, today + start, today + start, today + end)


def by_itself(venture: Partnership, account: str) -> None:
    leave(venture, account)


def by_expulsion(venture: Partnership, account: str) -> None:
    with by_vote(venture):
        venture.membership.expel(account)


def half_vested(venture: Partnership, account: str) -> None:
    vest(venture, account, EASTPORT, -50, 50)


def all_vested(venture: Partnership, account: str) -> None:
    vest(venture, account, EASTPORT, -10, 1)
    boa.env.time_travel(seconds=2 * DAY)


def suspended(venture: Partnership, account: str) -> None:
    with by_vote(venture):
        venture.membership.suspend(account)
    boa.env.time_travel(seconds=10 * DAY)


def lapsed(venture: Partnership, account: str) -> None:
    lapse_over_terms(venture, account)
    boa.env.time_travel(seconds=10 * DAY)


def weightless(venture: Partnership, account: str) -> None:
    with by_vote(venture):
        venture.membership.set_shares(account, 0, EASTPORT)
    boa.env.time_travel(seconds=10 * DAY)


def reweighed_now(venture: Partnership, account: str) -> None:
    """Its new weight would count from the next second only."""
    with by_vote(venture):
        venture.membership.set_shares(account, 31, EASTPORT)


Before = Callable[[Partnership, str], None]

# What it was before => units it redeems by, and whether its right stands in its word alone.
CASES: dict[str, tuple[Before, int, bool]] = {
    "plain": (lambda venture, account: None, EASTPORT, True),
    "all vested": (all_vested, EASTPORT, True),
    "half vested": (half_vested, EASTPORT // 2, False),
    "suspended": (suspended, EASTPORT, False),
    "lapsed": (lapsed, EASTPORT, False),
    "without weight": (weightless, EASTPORT, False),
    "reweighed in the same second": (reweighed_now, EASTPORT, False),
}


def gained(account: str, call: Callable[[], Any]) -> int:
    before = boa.env.get_balance(account)
    call()
    return int(boa.env.get_balance(account) - before)


def part(units: int, others: int = OTHERS) -> int:
    return int(TREASURY * REDEEMABLE * Fraction(units, units + others) // 1)


@pytest.mark.parametrize("goes", [by_itself, by_expulsion])
@pytest.mark.parametrize("case", CASES)
def test_t62_redeems_by_what_had_vested_when_it_went(
    venture: Partnership, eastport: str, case: str, goes: Before
) -> None:
    before, units, in_word = CASES[case]
    before(venture, eastport)
    goes(venture, eastport)
    until = boa.env.timestamp + REDEMPTION_SECONDS
    assert (rest_of(venture, eastport) == 0) is in_word
    record = venture.membership.partner(eastport)
    assert tuple(record[3:8]) == (0, 0, 0, 0, 0) and record.redeem_by == until
    assert venture.escrow.units_of(eastport) == 0
    # What is decided after it went is not about its part: other exit terms, a schedule for it.
    set_exit_terms(venture, 0, 1)
    for days in (-5, 5):
        vest(venture, eastport, EASTPORT, days, days + 100)
    assert venture.membership.partner(eastport) == record
    travel_to(until)
    assert gained(eastport, lambda: redeem(venture, eastport, [ETHER])) == part(units)
    assert rest_of(venture, eastport) == 0
    assert venture.membership.partner(eastport).redeem_by == 0
    with refused(venture, "membership: nothing to redeem"):
        redeem(venture, eastport, [ETHER])


@pytest.mark.parametrize("case", CASES)
def test_t62_its_right_ends_to_the_second(venture: Partnership, eastport: str, southbank: str, case: str) -> None:
    before, units, _ = CASES[case]
    before(venture, eastport)
    leave(venture, eastport)
    until = venture.membership.partner(eastport).redeem_by
    travel_to(until)
    with refused(venture, "membership: may still redeem"):
        venture.membership.forfeit(eastport)
    with refused(venture, "roster: may still redeem"):
        invite(venture, eastport)
    # As long as it may redeem, its units count for everybody else who does.
    with boa.env.anchor():
        assert gained(southbank, lambda: leave(venture, southbank, [ETHER])) == part(200, 500 + units)
    boa.env.time_travel(seconds=1)
    with refused(venture, "membership: too late to redeem"):
        redeem(venture, eastport, [ETHER])
    with refused(venture, "roster: may still redeem"):
        invite(venture, eastport)
    venture.membership.forfeit(eastport)
    assert venture.membership.partner(eastport).redeem_by == 0
    assert rest_of(venture, eastport) == 0
    with refused(venture, "membership: nothing to redeem"):
        venture.membership.forfeit(eastport)
    assert gained(southbank, lambda: leave(venture, southbank, [ETHER])) == part(200, 500)


@pytest.mark.parametrize("case", ["plain", "half vested"])
def test_t62_who_redeemed_may_come_back_and_its_units_are_counted_once(
    venture: Partnership, eastport: str, case: str
) -> None:
    CASES[case][0](venture, eastport)
    leave(venture, eastport)
    redeem(venture, eastport, [])  # gives its right up
    invite(venture, eastport, weight=1, units=100)
    with boa.env.prank(eastport):
        venture.membership.accept(
            venture.membership.offer_of(boa.env.eoa)._replace(terms_hash=venture.membership.current_terms().hash)
        )
    if case == "half vested":
        with by_vote_with_yes(venture, eastport):
            venture.escrow.set_vesting(eastport, 0, 0, 0, 0)
    boa.env.time_travel(seconds=1)
    assert gained(eastport, lambda: leave(venture, eastport, [ETHER])) == part(100)


def test_what_was_offered_and_declined_gives_no_right(venture: Partnership, outsider: str) -> None:
    for _ in range(2):  # at the first invitation, and when it is invited again
        invite(venture, outsider, units=500)
        leave(venture, outsider)
        assert venture.membership.partner(outsider).redeem_by == 0
        with refused(venture, "membership: nothing to redeem"):
            redeem(venture, outsider, [ETHER])


# --- its representative ---


def gone(venture: Partnership, eastport: str) -> None:
    leave(venture, eastport)


def thrown_out(venture: Partnership, eastport: str) -> None:
    by_expulsion(venture, eastport)


def moved(venture: Partnership, eastport: str) -> None:
    move(venture, eastport, "0x" + "77" * 20)


@pytest.mark.parametrize("goes", [gone, thrown_out, moved])
def test_takes_its_representative_back_and_names_no_other(
    partnership: Partnership, eastport: str, outsider: str, customer: str, goes: Before
) -> None:
    governor = partnership.partnership
    represent(partnership, eastport, outsider)
    goes(partnership, eastport)
    assert governor.representative_of(eastport) == outsider
    with refused(partnership, "governor: no partner"):
        represent(partnership, eastport, customer)
    represent(partnership, eastport, NOBODY)
    assert governor.representative_of(eastport) == NOBODY
    for other in (NOBODY, outsider):  # there is nobody to take back any more
        with refused(partnership, "governor: no partner"):
            represent(partnership, eastport, other)


@pytest.mark.parametrize("who", ["stranger", "invited"])
def test_who_never_was_a_partner_names_nobody(partnership: Partnership, outsider: str, customer: str, who: str) -> None:
    if who == "invited":
        invite(partnership, outsider)
    for representative in (customer, NOBODY):
        with refused(partnership, "governor: no partner"):
            represent(partnership, outsider, representative)


def test_a_suspended_partner_names_and_takes_back(partnership: Partnership, eastport: str, outsider: str) -> None:
    suspended(partnership, eastport)
    for representative in (outsider, NOBODY, NOBODY):  # a partner may say again that it has nobody
        represent(partnership, eastport, representative)
        assert partnership.partnership.representative_of(eastport) == representative
