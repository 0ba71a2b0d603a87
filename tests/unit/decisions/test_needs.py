"""Whose consent actions need: matter by matter, floor by floor, as the contracts look at it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from polypact.capabilities.actions import Action
from polypact.clients.actions import Actions
from polypact.clients.promises import Promised, key_of
from polypact.decisions.needs import Answer, Heard, binding, floors_touched, matters_asked, used_by
from polypact.text.durations import DAY
from polypact.text.enums import ETHER, Role
from polypact.text.promises import ANY_CALL, CALLS, FIRST_ARGUMENT, TRANSFER, VALUE, Floor, Limit, Matter

HOUSE, ESCROW, CRANE, ELM, USDX = ("0x" + digit * 40 for digit in "13459")
NOW = 1_800_000_000
MADE = NOW - 3 * DAY
OWN = Actions(HOUSE, ESCROW)
ADMIT = OWN.own_call("admit")
assert ADMIT is not None


def word(account: str) -> bytes:
    return bytes(12) + bytes.fromhex(account[2:])


def matter(target: str, selector: bytes = bytes(4), argument: bytes = b"", **more: Any) -> Matter:
    usual: dict[str, Any] = {"holder": ELM, "steering": 0, "days": 10}
    return Matter(target, selector, bool(argument), argument or bytes(32), **{**usual, **more})


ADMISSION = matter(*ADMIT)
ETHER_MATTER, TOKEN_MATTER = matter(ETHER), matter(USDX, ANY_CALL)
ADMITS = OWN.admit(CRANE, 1, 1, Role.PROPOSER, 86_400)
PAYS, PAYS_TOKEN = Action(CRANE, 5), OWN.transfer(USDX, CRANE, 7)
APPROVES = Action(USDX, 0, bytes.fromhex("095ea7b3") + word(CRANE) + bytes(32))


# --- what is reserved ---


@pytest.mark.parametrize(
    ("reserved", "action", "expected"),
    [
        (ADMISSION, ADMITS, True),
        (ADMISSION, OWN.expel(CRANE), False),
        (ADMISSION, Action(HOUSE, 3), False),
        (matter(*ADMIT, word(CRANE)), ADMITS, True),
        (matter(*ADMIT, word(ELM)), ADMITS, False),
        (ETHER_MATTER, PAYS, True),
        (ETHER_MATTER, Action(CRANE, 5, b"\1\2\3\4"), True),
        (ETHER_MATTER, PAYS_TOKEN, False),
        (matter(ETHER, argument=word(CRANE)), PAYS, True),
        (matter(ETHER, argument=word(ELM)), PAYS, False),
        (TOKEN_MATTER, PAYS_TOKEN, True),
        (TOKEN_MATTER, APPROVES, True),
        (TOKEN_MATTER, Action(USDX, 0, b"\1"), True),
        (matter(USDX, TRANSFER), APPROVES, False),
        (matter(USDX, TRANSFER, word(CRANE)), PAYS_TOKEN, True),
        # What is called may look at the lower bits of an address alone.
        (matter(USDX, TRANSFER, word(CRANE)), Action(USDX, 0, TRANSFER + b"\7" * 12 + word(CRANE)[12:]), True),
        # What is missing reads as zeros.
        (matter(USDX, TRANSFER, bytes(31) + b"\1"), Action(USDX, 0, TRANSFER), False),
        (matter(USDX, TRANSFER, b"\1" + bytes(31)), Action(USDX, 0, TRANSFER + b"\1"), True),
    ],
)
def test_a_matter_binds_when_its_call_is_made(reserved: Matter, action: Action, expected: bool) -> None:
    assert binding(reserved, action) is expected


def test_nobody_is_asked_when_a_matter_is_over() -> None:
    over, last = replace(ADMISSION, ends=NOW - 1), replace(ADMISSION, ends=NOW)
    needs = matters_asked([ADMITS], Promised([over, last]), Heard(), NOW)
    assert [need.matter for need in needs] == [last]


def test_nobody_is_asked_while_a_link_does_not_run() -> None:
    linked = replace(ADMISSION, link=7)
    assert len(matters_asked([ADMITS], Promised([linked]), Heard(), NOW)) == 1
    idle = Promised([linked], unlinked=frozenset({(7, ELM)}))
    assert matters_asked([ADMITS], idle, Heard(), NOW) == []


@pytest.mark.parametrize(
    ("answer", "made", "state"),
    [
        (Answer.NOTHING, 0, "needed"),
        (Answer.NOTHING, NOW - 10 * DAY, "waits"),
        (Answer.NOTHING, NOW - 10 * DAY - 1, "met"),
        (Answer.AGREES, NOW, "met"),
        (Answer.REFUSES, NOW - 90 * DAY, "stopped"),
        (Answer.STOPS, NOW - 90 * DAY, "stopped"),
    ],
)
def test_silence_is_consent_when_its_days_are_over(answer: Answer, made: int, state: str) -> None:
    (need,) = matters_asked([ADMITS], Promised([ADMISSION]), Heard(made, {ELM: answer}), NOW)
    assert (need.holder, need.answer, need.state(NOW)) == (ELM, answer, state)


def test_silence_counts_from_the_promise_when_that_is_later() -> None:
    heard = Heard(NOW - 30 * DAY, since={key_of(ADMISSION): NOW - DAY})
    (need,) = matters_asked([ADMITS], Promised([ADMISSION]), heard, NOW)
    assert (need.silent_until, need.state(NOW)) == (NOW + 9 * DAY, "waits")


@pytest.mark.parametrize(
    ("said", "answer"),
    [((0, 0), 0), ((1, 1), 0), ((2, 1), Answer.AGREES), ((0, 2), Answer.REFUSES), ((5, 2), Answer.REFUSES)],
)
def test_steering_seats_are_counted(said: tuple[int, int], answer: int) -> None:
    seats = replace(ADMISSION, holder=ETHER, steering=2)
    (need,) = matters_asked([ADMITS], Promised([seats]), Heard(MADE, steering=said), NOW)
    assert need.answer == answer


# --- limits ---


def limited(one: Matter, counted: int, maximum: int, left: int) -> tuple[Matter, dict[int, Limit]]:
    return replace(one, limit=2), {2: Limit(counted, maximum, 24, left)}


def test_a_limit_is_used_up_by_one_action_after_the_other() -> None:
    one, limits = limited(TOKEN_MATTER, FIRST_ARGUMENT + 1, 100, 20)
    pays = [OWN.transfer(USDX, CRANE, amount) for amount in (7, 14, 13, 1)]
    needs = matters_asked(pays, Promised([one], limits=limits), Heard(MADE), NOW)
    assert [(need.left, need.is_within) for need in needs] == [(20, True), (13, False), (13, True), (0, False)]
    assert [need.state(NOW) for need in needs] == ["free", "waits", "free", "waits"]


def test_of_all_calls_at_a_token_only_transfers_are_counted() -> None:
    one, limits = limited(TOKEN_MATTER, FIRST_ARGUMENT + 1, 100, 100)
    (need,) = matters_asked([APPROVES], Promised([one], limits=limits), Heard(MADE), NOW)
    assert not need.is_within


def test_two_matters_share_a_limit() -> None:
    first, limits = limited(ETHER_MATTER, VALUE, 10, 8)
    second = replace(first, holder=CRANE)
    needs = matters_asked([PAYS], Promised([first, second], limits=limits), Heard(MADE), NOW)
    assert [(need.holder, need.is_within) for need in needs] == [(ELM, True), (CRANE, False)]


@pytest.mark.parametrize(
    ("counted", "action", "used"),
    [
        (CALLS, ADMITS, 1),
        (VALUE, PAYS, 5),
        (FIRST_ARGUMENT + 1, PAYS_TOKEN, 7),
        (FIRST_ARGUMENT + 2, PAYS_TOKEN, None),
        (FIRST_ARGUMENT, Action(USDX, 0, TRANSFER + bytes(31)), None),
    ],
)
def test_an_action_takes_of_a_limit_what_it_counts(counted: int, action: Action, used: int | None) -> None:
    assert used_by(counted, action) == used


# --- floors ---

FLOOR, TOKEN_FLOOR = Floor(ETHER, 100, ELM), Floor(USDX, 100, ELM)


def touched(
    actions: list[Action], floor: Floor, held: int | None, heard: Heard | None = None, change: int | None = None
) -> list[tuple[int, bool, str]]:
    changes = None if change is None else {floor.token: change}
    known = {} if held is None else {floor.token: held}
    needs = floors_touched(actions, Promised(floors=[floor]), heard or Heard(MADE), NOW, HOUSE, known, changes)
    return [(need.action, need.lets_take, need.state(NOW)) for need in needs]


def test_a_floor_needs_a_yes_when_less_would_be_left() -> None:
    assert touched([PAYS], FLOOR, 104) == [(-1, False, "needed")]
    assert touched([PAYS], FLOOR, 105) == []
    assert touched([PAYS, PAYS], FLOOR, 105) == [(-1, False, "needed")]
    assert touched([PAYS_TOKEN], TOKEN_FLOOR, 106) == [(-1, False, "needed")]
    assert touched([PAYS_TOKEN], FLOOR, 106) == []


def test_a_floor_needs_none_when_nothing_leaves() -> None:
    assert touched([ADMITS], FLOOR, 50) == []
    assert touched([Action(HOUSE, 7)], FLOOR, 50) == []
    assert touched([OWN.transfer(USDX, HOUSE, 7)], TOKEN_FLOOR, 50) == []
    assert touched([PAYS], replace(FLOOR, ends=NOW - 1), 50) == []


def test_what_was_tried_is_believed_when_it_is_known() -> None:
    assert touched([ADMITS], FLOOR, 104, change=-5) == [(-1, False, "needed")]
    assert touched([PAYS], FLOOR, 104, change=0) == []


def test_an_allowance_needs_a_yes_whatever_is_left() -> None:
    assert touched([APPROVES], TOKEN_FLOOR, 10_000) == [(0, True, "needed")]
    assert touched([PAYS, OWN.approve_message(b"\1" * 32, NOW)], TOKEN_FLOOR, None) == [(1, True, "needed")]
    assert touched([OWN.approve_message(b"\1" * 32, 0)], TOKEN_FLOOR, None) == []
    assert touched([OWN.approve_message(b"\1" * 32, NOW)], FLOOR, None) == []


def test_a_floor_is_met_by_a_yes_alone() -> None:
    for answer, state in ((Answer.AGREES, "met"), (Answer.REFUSES, "stopped"), (Answer.NOTHING, "needed")):
        assert touched([PAYS], FLOOR, 1, Heard(NOW - 99 * DAY, {ELM: answer})) == [(-1, False, state)]
