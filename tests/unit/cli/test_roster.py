"""The roster for people, and ballots in as many transactions as they take."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from polypact.cli.common import brief
from polypact.cli.relaying import Ready, _parts
from polypact.cli.roster import roster
from polypact.clients.membership import Partner
from polypact.clients.voting import MAX_BATCH
from polypact.text.enums import Role, Status, Support

ANN, BEN = "0x" + "11" * 20, "0x" + "22" * 20
THEN = 1_800_000_000


@pytest.fixture
def place() -> Any:
    names = {ANN: "Ann"}
    return SimpleNamespace(names=names, name=lambda address: names.get(address, "somebody"))


@pytest.fixture
def ann() -> Partner:
    return Partner(ANN, 0, Status.ACTIVE, 10, 20, Role.PROPOSER, 1, 0, 1)


def notes(place: Any, partner: Partner, representatives: dict[str, str] | None = None) -> str:
    _, made = roster(place, [partner], {}, representatives or {})
    return str(next(column for column in made.columns if column.header == "notes")._cells[0])


def test_notes_are_empty_when_nothing_is_limited(place: Any, ann: Partner) -> None:
    assert notes(place, ann) == ""


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"role_ends": THEN}, f"role until {brief(THEN)}"),
        ({"probation_ends": THEN}, f"on probation until {brief(THEN)}"),
        ({"leaves_at": THEN}, f"gave notice, may leave from {brief(THEN)}"),
    ],
)
def test_notes_say_what_ends_when_it_does(place: Any, ann: Partner, changes: dict[str, Any], note: str) -> None:
    assert notes(place, replace(ann, **changes)) == note


def test_representative_is_named_when_the_partner_has_a_say(place: Any, ann: Partner) -> None:
    assert notes(place, ann, {ANN: BEN}) == "represented by somebody"
    assert notes(place, replace(ann, status=Status.LEFT), {ANN: BEN}) == ""
    data, _ = roster(place, [ann], {}, {ANN: BEN})
    assert (data[0]["representative"], data[0]["name"], data[0]["accepted_at"]) == (BEN, "Ann", None)


def ready(size: int) -> Ready:
    return Ready(Path("a.json"), 1, (ANN, Support.FOR, THEN, bytes(size)))


def test_t25_ballots_are_split_when_one_transaction_does_not_take_them() -> None:
    assert [len(part) for part in _parts([ready(64)] * (2 * MAX_BATCH + 1))] == [MAX_BATCH, MAX_BATCH, 1]
    # 3 of these have 6,336 bytes, 4 would have 8,448.
    assert [len(part) for part in _parts([ready(2_080)] * 7)] == [3, 3, 1]
    assert list(_parts([])) == []
