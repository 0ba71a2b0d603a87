"""The roster for people, and ballots in as many transactions as they take."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from polypact.cli.common import brief
from polypact.cli.relaying import Ready, _parts
from polypact.cli.roster import Known, missing_words, roster
from polypact.clients.membership import Partner, Terms
from polypact.clients.voting import MAX_BATCH
from polypact.signing.message_files import MessageFile
from polypact.text.enums import Role, Status, Support
from polypact.text.messages import timed_ballot_data

ANN, BEN = "0x" + "11" * 20, "0x" + "22" * 20
THEN = 1_800_000_000


@pytest.fixture
def place() -> Any:
    names = {ANN: "Ann"}
    return SimpleNamespace(names=names, name=lambda address: names.get(address, "somebody"))


@pytest.fixture
def ann() -> Partner:
    return Partner(ANN, 0, Status.ACTIVE, 10, 20, Role.PROPOSER, 1, 0, 1)


FIRST = Known(Terms(1, b"", 0), THEN)


def notes(place: Any, partner: Partner, known: Known = FIRST) -> str:
    _, made = roster(place, [partner], known)
    return made.column("notes")[0]


def test_notes_are_empty_when_nothing_is_limited(place: Any, ann: Partner) -> None:
    assert notes(place, ann) == ""


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"role_ends": THEN}, f"role until {brief(THEN)}"),
        ({"probation_ends": THEN}, f"on probation until {brief(THEN)}"),
        ({"answer_by": THEN}, f"called, to answer by {brief(THEN)}"),
        ({"status": Status.SUSPENDED, "suspended_until": THEN}, f"suspended until {brief(THEN)}"),
        ({"status": Status.EXPELLED, "leaves_at": THEN}, f"expelled, stays until {brief(THEN)} at most"),
        ({"leaves_at": THEN}, f"gave notice, may leave from {brief(THEN)}"),
    ],
)
def test_notes_say_what_ends_when_it_does(place: Any, ann: Partner, changes: dict[str, Any], note: str) -> None:
    assert notes(place, replace(ann, **changes)) == note


def test_representative_is_named_when_the_partner_has_a_say(place: Any, ann: Partner) -> None:
    known = replace(FIRST, representatives={ANN: BEN})
    assert notes(place, ann, known) == "represented by somebody"
    assert notes(place, replace(ann, status=Status.LEFT), known) == ""
    data, _ = roster(place, [ann], known)
    assert (data[0]["representative"], data[0]["name"], data[0]["accepted_at"]) == (BEN, "Ann", None)


def test_who_has_not_accepted_is_named_while_it_may_and_when_it_is_late(place: Any, ann: Partner) -> None:
    open_window = Known(Terms(2, b"", THEN + 60, True), THEN)
    assert notes(place, ann, open_window) == f"has not accepted version 2, may until {brief(THEN + 60)}"
    longer = replace(open_window, now=THEN + 61)
    assert notes(place, ann, longer) == "has not accepted version 2, may until most of the others have"
    late = Known(Terms(2, b"", THEN + 60, False), THEN + 61)
    assert notes(place, ann, late) == "has not accepted version 2, and has no vote until it does"
    # Who is two versions behind is late at once.
    assert "has no vote" in notes(place, ann, Known(Terms(3, b"", THEN + 60, True), THEN))
    assert notes(place, replace(ann, accepted_version=2), open_window) == ""
    ben = Partner(BEN, 1, Status.ACTIVE, 10, 20, Role.PROPOSER, 2, 0, 1)
    gone = replace(ben, status=Status.LEFT, accepted_version=1)
    assert missing_words(place, [ann, ben, gone], open_window) == "1 of 2 partners have not: Ann"
    assert missing_words(place, [ben, gone], open_window) == ""


def test_lapse_and_call_are_told(place: Any, ann: Partner) -> None:
    lapsed = replace(ann, is_lapsed=True)
    assert notes(place, lapsed) == "lapsed: its weight does not count until it accepts the terms or answers"
    data, _ = roster(place, [lapsed], Known(Terms(2, b"", 1), THEN))
    assert (data[0]["is_lapsed"], data[0]["has_accepted"]) == (True, False)
    assert notes(place, replace(ann, answer_by=THEN)) == f"called, to answer by {brief(THEN)}"


def test_accepted_version_is_told_when_its_moment_is_not_known(place: Any, ann: Partner) -> None:
    _, made = roster(place, [ann, replace(ann, account=BEN, accepted_version=0)], FIRST)
    assert made.column("accepted") == ["v1", "-"]


def ready(size: int) -> Ready:
    data = timed_ballot_data(1337, BEN, 1, Support.FOR, ANN, THEN)
    return Ready([Path("a.json")], MessageFile.of(data), bytes(size), ())


def test_t25_ballots_are_split_when_one_transaction_does_not_take_them() -> None:
    assert [len(part) for part in _parts([ready(64)] * (2 * MAX_BATCH + 1))] == [MAX_BATCH, MAX_BATCH, 1]
    # 3 of these have 6,336 bytes, 4 would have 8,448.
    assert [len(part) for part in _parts([ready(2_080)] * 7)] == [3, 3, 1]
    assert list(_parts([])) == []
