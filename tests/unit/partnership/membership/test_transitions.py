"""Every function about a partner, at every status there is: what it becomes, or why it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest

from tests.kit.clock import travel_to
from tests.kit.house import Partnership
from tests.kit.numbers import (
    ACTIVE,
    DAY,
    EXPELLED,
    INVITED,
    LEFT,
    MOVED,
    NOBODY,
    PROPOSER,
    SUSPENDED,
    TREASURER,
)
from tests.kit.refusals import refused
from tests.kit.verbs import accept, amend, by_vote, invite, join, leave, move

ELSEWHERE = "0x" + "77" * 20

Do = Callable[[Partnership, str], Any]


def voted(function: str, *arguments: Any) -> Do:
    """What a vote decides about an account."""

    def call(venture: Partnership, account: str) -> None:
        with by_vote(venture):
            getattr(venture.membership, function)(account, *arguments)

    return call


def own(function: str, *arguments: Any) -> Do:
    """What an account does itself."""

    def call(venture: Partnership, account: str) -> None:
        with boa.env.prank(account):
            getattr(venture.membership, function)(*arguments)

    return call


def anyone(function: str) -> Do:
    return lambda venture, account: getattr(venture.membership, function)(account)


def both(*steps: Do) -> Do:
    def call(venture: Partnership, account: str) -> None:
        for step in steps:
            step(venture, account)

    return call


# How an outsider comes to have each status, and which one that is.
STATUSES: dict[str, tuple[Do, int]] = {
    "nobody": (lambda venture, account: None, 0),
    "invited": (invite, INVITED),
    "active": (join, ACTIVE),
    "suspended": (both(join, voted("suspend")), SUSPENDED),
    "left": (both(join, leave), LEFT),
    "declined": (both(invite, leave), LEFT),
    "expelled": (both(join, voted("expel")), EXPELLED),
    "moved": (both(join, lambda venture, account: move(venture, account, ELSEWHERE)), MOVED),
    "invited again": (both(join, leave, invite), INVITED),
}
UNKNOWN, GONE, AWAY = "roster: not on the roster", "roster: has left", "roster: seat has moved"
ABSENT = {"nobody": UNKNOWN, "left": GONE, "declined": GONE, "expelled": GONE, "moved": AWAY}
FORMER = ("left", "declined", "expelled")


def only(reason: str, **becomes: int) -> dict[str, str | int]:
    """The same reason for every status but those that are named with what they become."""
    found: dict[str, str | int] = dict.fromkeys(STATUSES, reason)
    return found | {status.replace("_", " "): value for status, value in becomes.items()}


# What is done => status before => status after, or the reason for which it is refused.
FUNCTIONS: dict[str, tuple[Do, dict[str, str | int]]] = {
    "admit": (
        voted("admit", 5, 6, TREASURER, DAY),
        only("roster: already on the roster", nobody=INVITED, left=INVITED, declined=INVITED, expelled=INVITED),
    ),
    "accept": (
        accept,
        only("terms: already accepted", invited=ACTIVE, invited_again=ACTIVE) | ABSENT,
    ),
    "expel": (
        voted("expel"),
        only("", invited=EXPELLED, active=EXPELLED, suspended=EXPELLED, invited_again=EXPELLED) | ABSENT,
    ),
    "leave": (
        own("leave"),
        only("", invited=LEFT, active=LEFT, suspended=LEFT, invited_again=LEFT) | ABSENT,
    ),
    "suspend": (voted("suspend"), only("roster: not active", active=SUSPENDED) | {"nobody": UNKNOWN}),
    "reinstate": (voted("reinstate"), only("roster: not suspended", suspended=ACTIVE) | {"nobody": UNKNOWN}),
    "set_shares": (
        voted("set_shares", 5, 6),
        only("", invited=INVITED, active=ACTIVE, suspended=SUSPENDED, invited_again=INVITED) | ABSENT,
    ),
    "set_role": (
        voted("set_role", TREASURER, 0),
        only("", invited=INVITED, active=ACTIVE, suspended=SUSPENDED, invited_again=INVITED) | ABSENT,
    ),
    "set_probation": (
        voted("set_probation", 2**40 - 1),
        only("membership: not on probation", invited=INVITED, invited_again=INVITED) | ABSENT,
    ),
    "recover_seat": (
        voted("recover_seat", "0x" + "78" * 20),
        only("roster: not a partner", active=ACTIVE, suspended=SUSPENDED) | {"nobody": UNKNOWN},
    ),
    "offer_seat": (
        own("offer_seat", "0x" + "78" * 20),
        only("roster: not a partner", active=ACTIVE, suspended=SUSPENDED) | {"nobody": UNKNOWN},
    ),
    "keep_seat": (own("keep_seat"), only("membership: seat is not offered")),
    "take_seat": (anyone("take_seat"), only("membership: seat is not offered") | {"nobody": UNKNOWN}),
    "give_notice": (
        own("give_notice"),
        only("roster: not a partner", active=ACTIVE, suspended=SUSPENDED) | {"nobody": UNKNOWN},
    ),
    "lapse": (
        anyone("lapse"),
        only("roster: not active") | {"active": "roster: has standing", "nobody": UNKNOWN},
    ),
    "end_probation": (anyone("end_probation"), only("membership: not on probation") | {"nobody": UNKNOWN}),
    "redeem": (own("redeem", []), only("membership: nothing to redeem") | {"nobody": UNKNOWN}),
    "forfeit": (anyone("forfeit"), only("membership: nothing to redeem") | {"nobody": UNKNOWN}),
    "name_representative": (
        own("name_representative", ELSEWHERE),
        only("governor: no partner", active=ACTIVE, suspended=SUSPENDED),
    ),
}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_does_what_the_status_allows(partnership: Partnership, outsider: str, function: str, status: str) -> None:
    members, governor = partnership.membership, partnership.partnership
    comes_to, number = STATUSES[status]
    comes_to(partnership, outsider)
    assert members.status_of(outsider) == number
    act, outcomes = FUNCTIONS[function]
    expected, seats, present = outcomes[status], members.seat_count(), members.members()
    if isinstance(expected, str):
        with refused(partnership, expected):
            act(partnership, outsider)
        return
    act(partnership, outsider)
    record = members.partner(outsider)
    assert record.status == expected
    assert members.seat_count() == seats + (status == "nobody")
    assert members.members() == present + _is_partner(expected) - _is_partner(number)
    # Whatever it was before, the totals are what the partners have.
    everybody = members.partners(0, 10)
    assert governor.total() == sum(governor.weight_of(row.account) for row in everybody)
    assert partnership.escrow.total_units() == sum(row.units for row in everybody if _is_partner(row.status))
    assert governor.weight_of(outsider) == (record.weight if expected == ACTIVE else 0)


def _is_partner(status: int) -> bool:
    return status in (ACTIVE, SUSPENDED)


@pytest.mark.parametrize("status", FORMER)
def test_comes_back_with_what_it_is_offered_and_nothing_else(
    partnership: Partnership, outsider: str, status: str
) -> None:
    members = partnership.membership
    STATUSES[status][0](partnership, outsider)
    before = members.partner(outsider)
    assert tuple(before[3:7]) == (0, 0, 0, 0) and tuple(before[9:]) == (0, 0, 0, 0)
    voted("admit", 5, 6, TREASURER, DAY)(partnership, outsider)
    respond_by = boa.env.timestamp + DAY
    offered = (outsider, 3, INVITED, 5, 6, TREASURER, 0, respond_by, before.nonce, 0, 0, 0, 0)
    assert members.partner(outsider) == offered
    assert members.seat_offer(outsider) == (NOBODY, 0)
    accept(partnership, outsider)
    assert members.partner(outsider) == (outsider, 3, ACTIVE, 5, 6, TREASURER, 1, 0, before.nonce + 1, 0, 0, 0, 0)


def lapsed(venture: Partnership, account: str) -> None:
    amend(venture)
    travel_to(venture.membership.current_terms().window_closes + 1)
    venture.membership.lapse(account)


FLAGS: dict[str, Do] = {
    "dated": voted("set_role", PROPOSER, 2**39),
    "noticed": own("give_notice"),
    "lapsed": lapsed,
    "lapsed and suspended": both(lapsed, voted("suspend")),
    "suspended": voted("suspend"),
    "suspended and noticed": both(own("give_notice"), voted("suspend")),
    "suspended and dated": both(voted("set_role", PROPOSER, 2**39), voted("suspend")),
}


@pytest.mark.parametrize("way", ["leave", "expel"])
@pytest.mark.parametrize("flag", FLAGS)
def test_no_flag_outlives_its_seat(partnership: Partnership, outsider: str, flag: str, way: str) -> None:
    members = partnership.membership
    join(partnership, outsider, weight=40, units=50)
    FLAGS[flag](partnership, outsider)
    (own("leave") if way == "leave" else voted("expel"))(partnership, outsider)
    assert partnership.partnership.total() == 100
    voted("admit", 5, 6, 0, DAY)(partnership, outsider)
    terms = members.current_terms()
    accept(partnership, outsider)
    record = members.partner(outsider)
    assert tuple(record[2:7]) == (ACTIVE, 5, 6, 0, terms.version) and tuple(record[9:]) == (0, 0, 0, 0)
    assert tuple(partnership.partnership.standing(outsider)) == (True, 0, 5)
    assert partnership.partnership.total() == 105
