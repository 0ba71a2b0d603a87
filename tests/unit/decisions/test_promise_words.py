"""Promises and mandates of a proposal, in plain words."""

from __future__ import annotations

from typing import Any

import pytest

from polypact.capabilities.actions import Action
from polypact.chain.tokens import Tokens
from polypact.clients.actions import Actions
from polypact.decisions.plain_words import Words
from polypact.text.enums import ETHER, Role
from polypact.text.promises import (
    ANY_CALL,
    CALLS,
    FIRST_ARGUMENT,
    TRANSFER,
    VALUE,
    Floor,
    Mandate,
    Matter,
)

PARTNERSHIP, ESCROW = ("0x" + digit * 40 for digit in "13")
CRANE = "0x" + "44" * 20
END = 1_893_456_000
SAID_END = "2030-01-01 00:00:00 UTC"
WORD = bytes(12) + bytes.fromhex(CRANE[2:])


@pytest.fixture
def actions() -> Actions:
    return Actions(PARTNERSHIP, ESCROW)


@pytest.fixture
def words(actions: Actions, chain: Any) -> Words:
    return Words(actions, Tokens(chain.session), {CRANE: "Crane Works"})


def matter(target: str, selector: bytes, **more: Any) -> Matter:
    usual: dict[str, Any] = {"holder": CRANE, "steering": 0, "days": 10, "notice_days": 90}
    argument = more.pop("argument", b"")
    return Matter(target, selector, bool(argument), argument or bytes(32), **{**usual, **more})


BINDS = ": Crane Works (0x4444..4444) can stop it, and has 10 days to answer; a vote ends it with 90 days' notice"


def test_matters_in_words(actions: Actions, words: Words, chain: Any) -> None:
    admit, frozen = actions.own_call("admit"), actions.own_call("freeze")
    assert admit and frozen
    a_month: dict[str, Any] = {"period_hours": 720}
    amount = FIRST_ARGUMENT + 1
    said = {
        "payments above 20 USDX in 30 days, and whatever else is done with that token": matter(
            chain.usdx, ANY_CALL, counted=amount, maximum=20 * 10**6, **a_month
        ),
        "payments in ether to Crane Works (0x4444..4444) above 5 ETH in 30 days": matter(
            ETHER, bytes(4), argument=WORD, counted=VALUE, maximum=5 * 10**18, **a_month
        ),
        "payments in ether": matter(ETHER, bytes(4)),
        "admission": matter(*admit),
        "admission above 10 units in 30 days": matter(*admit, counted=FIRST_ARGUMENT + 2, maximum=10, **a_month),
        "calls of freeze of Crane Works (0x4444..4444) above 3 times in 30 days": matter(
            *frozen, argument=WORD, counted=CALLS, maximum=3, **a_month
        ),
        "all calls of Crane Works (0x4444..4444)": matter(CRANE, ANY_CALL),
        "calls of 0x01020304 to Crane Works (0x4444..4444) above 7 of argument 3 in 30 days": matter(
            CRANE, b"\1\2\3\4", counted=FIRST_ARGUMENT + 2, maximum=7, **a_month
        ),
    }
    for text, one in said.items():
        assert words.action(actions.reserve_matter(one)) == f"Reserve {text}{BINDS}"


def test_who_is_asked_and_until_when_in_words(actions: Actions, words: Words) -> None:
    admit = actions.own_call("admit")
    assert admit
    seats = matter(*admit, holder=ETHER, steering=2, days=1, ends=END, notice_days=1, limit=4)
    assert words.action(actions.reserve_matter(seats)) == (
        f"Reserve admission beyond limit 4: 2 steering seats can stop it, and have 1 day to answer until {SAID_END}; a "
        "vote ends it with 1 day's notice"
    )
    linked = matter(*admit, notice_days=0, link=7)
    assert words.action(actions.reserve_matter(linked)).endswith(
        "has 10 days to answer; a vote ends it at once, and so does the end of its link"
    )


def test_ends_of_promises_in_words(actions: Actions, words: Words, chain: Any) -> None:
    assert words.action(actions.give_matter_notice(chain.usdx, ANY_CALL, CRANE)) == (
        f"Give notice of what is reserved to Crane Works (0x4444..4444): all calls of {chain.usdx}"
    )
    assert words.action(actions.give_matter_notice(ETHER, bytes(4), ETHER, WORD)) == (
        "Give notice of what is reserved to steering seats: payments in ether to Crane Works (0x4444..4444)"
    )
    assert words.action(actions.give_floor_notice(chain.usdx, CRANE)) == (
        "Give notice of the floor of USDX that Crane Works (0x4444..4444) holds"
    )
    assert words.action(actions.set_floor(Floor(chain.usdx, 10**7, CRANE, END, 0))) == (
        f"Promise a floor: 10 USDX stay in the treasury unless Crane Works (0x4444..4444) agrees until {SAID_END}; "
        "a vote ends it at once"
    )


def test_mandates_in_words(actions: Actions, words: Words, chain: Any) -> None:
    pays = Mandate(chain.usdx, TRANSFER, ETHER, Role.TREASURER, True, END, 0, FIRST_ARGUMENT + 1, 5 * 10**6, 720)
    assert words.action(actions.give_mandate(pays)) == (
        f"Give a mandate: every treasurer may pay up to 5 USDX in 30 days until {SAID_END}"
    )
    named = Mandate(ETHER, bytes(4), CRANE, 0, False, END, 0, VALUE, 10**18, 24)
    assert words.action(actions.give_mandate(named, [WORD])) == (
        "Give a mandate: Crane Works (0x4444..4444) may pay Crane Works (0x4444..4444) up to 1 ETH in 1 day "
        f"until {SAID_END}"
    )
    shared = Mandate(chain.usdx, TRANSFER, CRANE, 0, True, END, 3)
    assert "may pay in USDX within limit 3 until" in words.action(actions.give_mandate(shared))
    assert words.action(actions.revoke_mandate(chain.usdx, TRANSFER, 2)) == "Take back mandate 2, of payments in USDX"


def test_end_conditions_in_words(actions: Actions, words: Words, chain: Any) -> None:
    stone = b"the crane stands".ljust(32, b"\0")

    def said(action: Action) -> str:
        return words.action(action)

    assert said(actions.set_end_conditions(chain.usdx, 10**7, stone)) == (
        "Let anybody begin winding up once income has come to 10 USDX or the milestone 'the crane stands' is reached"
    )
    assert said(actions.set_end_conditions()) == "Take back what lets anybody begin winding up"
    assert said(actions.reach_milestone(stone)) == (
        "Decide that the milestone 'the crane stands' is reached; anybody may then begin winding up"
    )
