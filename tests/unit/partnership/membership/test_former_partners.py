"""What a former partner has left: nothing but its representative, whom it may take back."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.numbers import DAY, NOBODY
from tests.kit.refusals import refused
from tests.kit.verbs import by_vote, expel, invite, leave, move, represent

Before = Callable[[Partnership, str], None]


def suspended(venture: Partnership, account: str) -> None:
    with by_vote(venture):
        venture.membership.suspend(account)
    boa.env.time_travel(seconds=10 * DAY)


def test_its_record_says_nothing_but_that_it_left(partnership: Partnership, eastport: str) -> None:
    leave(partnership, eastport)
    record = partnership.membership.partner(eastport)
    assert tuple(record[3:8]) == (0, 0, 0, 0, 0)
    assert tuple(record[9:12]) == (0, 0, 0)


def gone(venture: Partnership, eastport: str) -> None:
    leave(venture, eastport)


def thrown_out(venture: Partnership, eastport: str) -> None:
    expel(venture, eastport)


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
