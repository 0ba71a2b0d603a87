"""Every function about a partner, at every status there is: what it becomes, or why it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest

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
from tests.kit.verbs import (
    accept,
    amend,
    by_vote,
    close_window,
    expel,
    invite,
    join,
    leave,
    move,
    outlast_base,
    silence,
)

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
    "expelled": (both(join, expel), EXPELLED),
    "going": (both(join, voted("expel")), EXPELLED),
    "moved": (both(join, lambda venture, account: move(venture, account, ELSEWHERE)), MOVED),
    "invited again": (both(join, leave, invite), INVITED),
}
UNKNOWN, GONE, AWAY = "roster: not on the roster", "roster: has left", "roster: seat has moved"
ABSENT = {"nobody": UNKNOWN, "left": GONE, "declined": GONE, "expelled": GONE, "moved": AWAY}
# Where an account stands for the seat that it had: what was its own still happens, to whoever holds the seat.
MOVED_ON = ABSENT | {"moved": MOVED}
FORMER = ("left", "declined", "expelled")
NO_DATES = (0, 0, 0)
NOTHING = (0, bytes(32), 0, 0, 0, 0, 0, 0)  # conditions of a seat


def only(reason: str, **becomes: str | int) -> dict[str, str | int]:
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
        only("roster: was expelled", invited=EXPELLED, active=EXPELLED, suspended=EXPELLED, invited_again=EXPELLED)
        | MOVED_ON,
    ),
    "leave": (
        own("leave"),
        only("", invited=LEFT, active=LEFT, suspended=LEFT, going=LEFT, invited_again=LEFT) | ABSENT,
    ),
    "suspend": (voted("suspend"), only("roster: not active", active=SUSPENDED, moved=MOVED) | {"nobody": UNKNOWN}),
    "reinstate": (
        voted("reinstate"),
        only("roster: not suspended", suspended=ACTIVE) | {"nobody": UNKNOWN, "going": "roster: was expelled"},
    ),
    "end_suspension": (
        anyone("end_suspension"),
        only("roster: not suspended", suspended="roster: still suspended", going="roster: was expelled")
        | {"nobody": UNKNOWN},
    ),
    "end_notice": (
        anyone("end_notice"),
        only("roster: not expelled", going="membership: notice is running") | {"nobody": UNKNOWN},
    ),
    "set_shares": (
        voted("set_shares", 10, 11),
        only("roster: was expelled", invited=INVITED, active=ACTIVE, suspended=SUSPENDED, invited_again=INVITED)
        | MOVED_ON,
    ),
    "set_role": (
        voted("set_role", TREASURER, 0),
        only("", invited=INVITED, active=ACTIVE, suspended=SUSPENDED, going=EXPELLED, invited_again=INVITED) | MOVED_ON,
    ),
    "set_probation": (
        voted("set_probation", 2**40 - 1),
        only("membership: not on probation", invited=INVITED, invited_again=INVITED)
        | ABSENT
        | {"moved": "membership: not on probation"},
    ),
    "recover_seat": (
        voted("recover_seat", "0x" + "78" * 20),
        only("roster: call the partner first")
        | dict.fromkeys(("invited", "invited again", *FORMER), "roster: not a partner")
        | {"nobody": UNKNOWN},
    ),
    "offer_seat": (
        own("offer_seat", "0x" + "78" * 20),
        only("roster: not active", active=ACTIVE) | {"nobody": UNKNOWN},
    ),
    "keep_seat": (own("keep_seat"), only("membership: seat is not offered") | {"nobody": UNKNOWN}),
    "refuse_move": (anyone("refuse_move"), only("membership: seat is not offered") | {"nobody": UNKNOWN}),
    "take_seat": (
        lambda venture, account: venture.membership.take_seat(account, NOTHING),
        only("membership: seat is not offered") | {"nobody": UNKNOWN},
    ),
    "answer": (
        own("answer"),
        only("roster: not a partner")
        | dict.fromkeys(("active", "suspended", "going"), "roster: not called")
        | {"nobody": UNKNOWN},
    ),
    "give_notice": (
        own("give_notice"),
        only("roster: not a partner", active=ACTIVE, suspended=SUSPENDED)
        | {"nobody": UNKNOWN, "going": "roster: was expelled"},
    ),
    "lapse": (
        anyone("lapse"),
        only("roster: not active")
        | {"active": "roster: has standing", "moved": "roster: has standing", "nobody": UNKNOWN},
    ),
    "end_probation": (anyone("end_probation"), only("membership: not on probation") | {"nobody": UNKNOWN}),
    "name_representative": (
        own("name_representative", ELSEWHERE),
        only("governor: no partner", active=ACTIVE, suspended=SUSPENDED, going=EXPELLED),
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
    held_before, held_after = (
        status in ("going", "moved") or _is_partner(number),
        _is_partner(expected) or record.leaves_at != 0 or expected == MOVED,
    )
    assert members.members() == present + held_after - held_before
    # Whatever it was before, the totals are what the partners have.
    everybody = members.partners(0, 10)
    assert governor.total() == sum(governor.weight_of(row.account) for row in everybody)
    assert partnership.escrow.total_units() == sum(
        row.units for row in everybody if _is_partner(row.status) or row.leaves_at
    )
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
    assert tuple(before[3:7]) == (0, 0, 0, 0) and tuple(before[9:]) == (*NO_DATES, outsider, 0, False, 0)
    voted("admit", 5, 6, TREASURER, DAY)(partnership, outsider)
    respond_by = boa.env.timestamp + DAY
    offered = (outsider, 3, INVITED, 5, 6, TREASURER, 0, respond_by, before.nonce, *NO_DATES, outsider, 0, False, 0)
    assert members.partner(outsider) == offered
    assert members.seat_offer(outsider) == (NOBODY, 0)
    accept(partnership, outsider)
    joined = (outsider, 3, ACTIVE, 5, 6, TREASURER, 1, 0, before.nonce + 1, *NO_DATES, outsider, 0, False, 0)
    assert members.partner(outsider) == joined


def lapsed(venture: Partnership, account: str) -> None:
    terms = amend(venture)
    accept(venture, venture.founders[0].address, terms)
    accept(venture, venture.founders[1].address, terms)
    close_window(venture, venture.founders[0].address, venture.founders[1].address)
    outlast_base(venture)
    venture.membership.lapse(account)


FLAGS: dict[str, Do] = {
    "dated": voted("set_role", PROPOSER, 2**39),
    "noticed": own("give_notice"),
    "lapsed": lapsed,
    "silent": lambda venture, account: silence(venture, account, venture.founders[0].address),
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
    (own("leave") if way == "leave" else expel)(partnership, outsider)
    assert partnership.partnership.total() == 100
    voted("admit", 5, 6, 0, DAY)(partnership, outsider)
    terms = members.current_terms()
    accept(partnership, outsider)
    record = members.partner(outsider)
    assert tuple(record[2:7]) == (ACTIVE, 5, 6, 0, terms.version)
    assert tuple(record[9:]) == (*NO_DATES, outsider, 0, False, 0)
    assert tuple(partnership.partnership.standing(outsider)) == (True, 0, 5)
    assert partnership.partnership.total() == 105
