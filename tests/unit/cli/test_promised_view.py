"""Promises, mandates and needs, as people read them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from polypact.chain.tokens import Tokens
from polypact.cli import promised_view
from polypact.clients.actions import Actions
from polypact.clients.promises import GivenMandate, Promised
from polypact.clients.winding_up import EndConditions
from polypact.decisions.needs import Answer, Need
from polypact.decisions.plain_words import Words
from polypact.text.durations import DAY
from polypact.text.enums import ETHER, Role
from polypact.text.promises import CALLS, VALUE, Floor, Limit, Mandate, Matter

HOUSE, ESCROW, ELM = ("0x" + digit * 40 for digit in "134")
NOW = 1_800_000_000
OWN = Actions(HOUSE, ESCROW)
ELM_SAID = "Elm (0x4444..4444)"


@pytest.fixture
def place() -> Any:
    nobody_asked: Any = SimpleNamespace()
    tokens = Tokens(nobody_asked)
    return SimpleNamespace(words=Words(OWN, tokens, {ELM: "Elm"}), names={ELM: "Elm"}, tokens=tokens)


def matter(**changes: Any) -> Matter:
    return replace(Matter(ETHER, bytes(4), False, bytes(32), ELM, 0, 10, 0, 90), **changes)


def need(**changes: Any) -> Need:
    usual = Need(0, ELM, 0, Answer.NOTHING, matter(), silent_until=NOW + DAY)
    return replace(usual, **changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "said nothing yet, and has time until 2027-01-16 08:00:00 UTC, in 1 day; silence is consent then"),
        ({"silent_until": 0}, "has 10 days from the proposal on, and silence is consent then"),
        (
            {"silent_until": NOW - DAY},
            "said nothing until 2027-01-14 08:00:00 UTC, 1 day ago, which is consent; a no still",
        ),
        ({"answer": Answer.AGREES}, "has agreed"),
        ({"answer": Answer.REFUSES}, "has said no"),
        ({"answer": Answer.STOPS}, "has said no"),
    ],
)
def test_a_need_of_a_matter_says_what_is_there(place: Any, changes: dict[str, Any], said: str) -> None:
    line = promised_view.need_line(place, need(**changes), NOW)
    assert line.startswith(f"action 1: a no of {ELM_SAID} stops it (payments in ether): {said}")


def test_a_need_within_a_limit_asks_nobody(place: Any) -> None:
    one = need(matter=matter(limit=1, counted=VALUE, maximum=10**18, period_hours=24), is_within=True, left=5 * 10**17)
    assert promised_view.need_line(place, one, NOW) == (
        f"action 1: within what {ELM_SAID} need not be asked about (payments in ether above 1 ETH in 1 day; 0.5 ETH "
        "left before it)"
    )


def test_a_need_of_a_floor_or_a_deal_wants_a_yes(place: Any) -> None:
    floor = need(action=-1, matter=None, floor=Floor(ETHER, 10**18, ELM))
    said = "said nothing yet, and silence is no"
    start = f"together: needs the yes of {ELM_SAID} to its floor of 1 ETH"
    assert promised_view.need_line(place, floor, NOW) == f"{start} (less would be left): {said}"
    takes = replace(floor, action=1, lets_take=True)
    assert "(somebody could take of its token later): " in promised_view.need_line(place, takes, NOW)
    deal = need(matter=None, answer=Answer.AGREES)
    assert (
        promised_view.need_line(place, deal, NOW)
        == f"action 1: needs the yes of {ELM_SAID} to its own deal: has agreed"
    )
    facts = promised_view.one_need(place, deal, NOW)
    assert (facts["kind"], facts["state"], facts["answer"], facts["action"]) == ("own deal", "met", "agrees", 1)


def test_what_stands_is_told_with_what_is_left(place: Any) -> None:
    limited = matter(limit=1, counted=VALUE, maximum=10**18, period_hours=24)
    pays = Mandate(ETHER, bytes(4), ETHER, Role.TREASURER, True, NOW + DAY, 2, VALUE, 10**18, 24)
    freeze = OWN.own_call("freeze")
    assert freeze is not None
    freezes = Mandate(*freeze, ELM, 0, True, NOW + DAY, 3, CALLS, 3, 24)
    promised = Promised(
        [limited, matter(ends=NOW - 1), matter(link=7)],
        [Floor(ETHER, 10**18, ELM, NOW - 1)],
        [
            GivenMandate(1, pays, False, 0, 4 * 10**17, 0),
            GivenMandate(2, freezes, False, NOW, 2, 0),
            GivenMandate(3, pays, True, 0, 0, 0),
        ],
        {1: Limit(VALUE, 10**18, 24, 25 * 10**16)},
        unlinked=frozenset({(7, ELM)}),
    )
    told = promised_view.lines(place, promised, NOW)
    assert told[0].endswith("; 0.25 ETH left now")
    assert all(told[number].endswith("; is over, and anybody may take it off") for number in (1, 3))
    assert told[2].endswith("; asks nobody, as its link does not run")
    assert told[4].startswith("mandate 1: every treasurer may pay up to 1 ETH in 1 day until ")
    assert told[4].endswith("; 0.4 ETH left now")
    assert "may make calls of freeze" in told[5] and "; 2 times left now; paused until " in told[5]
    assert len(told) == 6
    data = promised_view.data(place, promised, NOW)
    assert [(one["is_over"], one["is_idle"]) for one in data["matters"]] == [
        (False, False),
        (True, True),
        (False, True),
    ]
    assert data["matters"][2]["link"] == "0x000007"
    assert [one["number"] for one in data["mandates"]] == [1, 2]


def test_what_ends_it_is_told_with_how_near_it_is(place: Any) -> None:
    stone = b"the lock is open".ljust(32, b"\0")
    both = EndConditions(ETHER, 7 * 10**18, 5 * 10**17, stone, True)
    assert promised_view.end_lines(place, both) == [
        "end: anybody may begin winding up once income has come to 7 ETH or the milestone 'the lock is open' is "
        "reached; 0.5 ETH so far; the milestone is reached"
    ]
    told = promised_view.end_data(place, both)
    assert told["income"]["come_in"] == str(5 * 10**17)
    assert (told["milestone"], told["is_reached"]) == ("the lock is open", True)
    none = EndConditions(ETHER, 0, 0, bytes(32), False)
    assert promised_view.end_lines(place, none) == []
    assert promised_view.end_data(place, none) == {"income": None, "milestone": None, "is_reached": False}
