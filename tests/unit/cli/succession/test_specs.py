"""The specs of successors that `partnership split|merge|move --into` writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kit.commands import Commands
from tests.kit.numbers import DAY
from tests.kit.verbs import by_vote
from tests.unit.cli.succession.stage import HALVES, OLD, PARTNERS, UNITS, Old


def test_specs_are_what_there_is_and_can_be_deployed(halves: Old) -> None:
    before, after = (halves.people.json("rules", "show", name) for name in (OLD, "North Half"))
    assert before["rules"] == after["rules"]
    for half, names in PARTNERS.items():
        roster = halves.people.json("partner", "list", half)["partners"]
        assert [(one["name"], one["weight"], one["units"]) for one in roster] == [
            (name, UNITS[name], UNITS[name]) for name in names
        ]
    old, new = (halves.people.json("status", name) for name in (OLD, "South Half"))
    assert old["terms"]["hash"] == new["terms"]["hash"]


def test_the_document_is_found_or_has_to_be_named(old: Old) -> None:
    """By the old spec; else by --terms, if it is the same; else by its public address."""
    old.run("split", OLD, *HALVES, "--out", "specs")
    assert 'file: "../terms.md"' in Path("specs/north-half.yaml").read_text()
    Path("terms.md").rename("elsewhere.md")
    old.run("split", OLD, *HALVES, "--out", "more")
    assert "file:" not in Path("more/north-half.yaml").read_text().replace("`file:`", "")
    old.run("split", OLD, *HALVES, "--out", "again", "--terms", "elsewhere.md")
    assert 'file: "../elsewhere.md"' in Path("again/north-half.yaml").read_text()
    Path("other.md").write_text("other terms")
    assert "other.md" in old.fail("split", OLD, *HALVES, "--out", "last", "--terms", "other.md")
    with by_vote(old.at(OLD)):
        deal = old.at(OLD).membership.deal_of(1)
        old.at(OLD).membership.amend_terms(b"\1" * 32, "", 7 * DAY, deal, [])
    line = old.fail("split", OLD, *HALVES, "--out", "x")
    assert "have no public address: say where the document is with --terms" in line


def test_says_who_is_in_no_successor(old: Old) -> None:
    some = ("--into", "North Half: north, east", "--into", "South Half: south")
    assert "west is in no successor: it is paid out when it claims" in old.people.said(
        "partnership", "split", OLD, *some
    )


def test_names_what_is_left_behind(people: Commands) -> None:
    old = Old(people, more="floors: [{keep: 1 ether, holder: north}]")
    old.run("move", OLD, "--into", "New Venture", "--ecosystem", "default")
    text = Path("new-venture.yaml").read_text()
    assert "# Not taken over; write it anew if it shall hold here, too:" in text
    assert "#   floor: 1 ETH stay in the treasury unless north" in text


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("split", OLD, "--into", "A: north"), "a split has 2 or more successors, and 1 are named"),
        (("move", OLD, "--into", "A", "--into", "B"), "a move has one successor, and 2 are named"),
        (("merge", OLD, "--into", "A"), "name two partnerships or more"),
        (("split", OLD), "give --into to write specs of successors, or --to"),
        (("split", OLD, *("--into", "A: north", "--to", "B")), "give --into to write specs of successors, or --to"),
    ],
)
def test_refuses_the_wrong_number(old: Old, arguments: tuple[str, ...], reason: str) -> None:
    assert reason in old.fail(*arguments, code=2)


@pytest.mark.parametrize(
    ("into", "reason"),
    [
        (("A: north", "B: north"), "north is in 'A' already"),
        (("A: north", "a: south"), "two successors are called 'a'"),
        (("A: north", "B"), "say who the partners of 'B' are"),
        (("A: north", "B: stranger"), "nobody here is called 'stranger'"),
        (("A: north", "B: treasury"), "treasury is no partner of Old Venture"),
        (("A: north", "0x12: south"), "looks like an address"),
        (("A B: north", "A-B: south"), "two files would be called a-b.yaml"),
    ],
)
def test_refuses_successors_that_cannot_be_told_apart(old: Old, into: tuple[str, str], reason: str) -> None:
    told = [part for text in into for part in ("--into", text)]
    assert reason in old.fail("split", OLD, *told)
    assert not list(Path().glob("a*.yaml"))


def test_writes_over_nothing(old: Old) -> None:
    old.run("split", OLD, *HALVES)
    assert "north-half.yaml is there already" in old.fail("split", OLD, *HALVES)
    old.run("split", OLD, *HALVES, "--out", "again")
    assert Path("again/north-half.yaml").exists()
