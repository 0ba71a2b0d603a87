"""What docs/functions.md and docs/events.json are made of: who may call, why it reverts, and what fields mean."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from reference import UNITS, SourceError, _unit, events, pages, rows
from sources import Source

ROOT = Path()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A repository with our contracts and results, to change something in."""
    shutil.copytree(ROOT / "contracts", tmp_path / "contracts")
    (tmp_path / "benchmarks").mkdir()
    shutil.copy(ROOT / "benchmarks" / "results.json", tmp_path / "benchmarks")
    return tmp_path


def source_of(name: str, root: Path) -> Path:
    """The file of a contract, wherever it lies."""
    return next(path for path in (root / "contracts").rglob(f"{name}.vy") if "mocks" not in path.parts)


def test_rows_say_who_why_and_where() -> None:
    found = {(row.contract, row.name): row for row in rows()}
    rule = found["Partnership", "set_rule"]
    assert rule.is_voted and "by vote" in rule.who
    assert {"partnership: only by vote", "rules: quorum above 100%"} <= set(rule.reverts)
    ballot = found["Partnership", "castVote"]
    assert not ballot.is_voted and "governor: already voted" in ballot.reverts
    state = found["Partnership", "state"]
    assert state.module.endswith("governor_views") and state.who == "anyone"


def test_rows_are_refused_when_a_section_says_what_the_code_does_not(copy: Path) -> None:
    path = next(path for path in (copy / "contracts").rglob("*.vy") if "def set_rule(" in path.read_text())
    text = path.read_text()
    section = next(line for line in text.split("\n") if line.startswith("# ---") and "by vote" in line)
    path.write_text(text.replace(section, "# --- anyone ---"))
    with pytest.raises(SourceError, match="set_rule stands under `anyone`, and what it asserts of its caller says"):
        rows(copy)


def test_rows_are_refused_when_a_function_says_nothing_of_itself(copy: Path) -> None:
    path = source_of("Terms", copy)
    before, after = path.read_text().split("def accept(", 1)
    path.write_text(f"{before}def accept({after.replace('@notice', '@dev', 1)}")
    with pytest.raises(SourceError, match="Terms.vy: accept has no @notice in its docstring"):
        rows(copy)


def test_rows_name_structs_and_leave_out_what_nobody_can_see() -> None:
    found = {(row.contract, row.name): row for row in rows()}
    rule = found["Partnership", "set_rule"]
    assert rule.shown == "set_rule(uint256, types.Rule)"
    assert rule.signature.startswith("set_rule(uint256,(uint256,uint256,")
    assert "seats: not former" in found["Partnership", "accept"].reverts
    page = (ROOT / "docs" / "functions.md").read_text()
    assert "roster: has left" in page and "seats: not former" not in page


def test_no_vote_can_do_what_only_follows_the_roster() -> None:
    found = {(row.contract, row.name): row for row in rows()}
    for name in ("set_units", "move_units", "enter_force"):
        row = found["RevenueEscrow", name]
        assert row.who == "the partnership itself" and not row.is_voted


def test_events_are_refused_when_a_field_has_no_comment_or_no_unit(copy: Path) -> None:
    path = next(path for path in (copy / "contracts").rglob("*.vy") if "\nevent NoticeGiven:" in path.read_text())
    lines = path.read_text().split("\n")
    at = lines.index("event NoticeGiven:")
    lines[at + 1 : at + 3] = ["    partner: indexed(address)", "    leaves_at: uint256   # some day"]
    path.write_text("\n".join(lines))
    with pytest.raises(SourceError) as caught:
        events(copy)
    assert "event NoticeGiven: no comment behind `partner` says what it means" in str(caught.value)
    assert "event NoticeGiven: the comment behind `leaves_at` begins with no unit" in str(caught.value)


def test_pages_name_what_is_missing_and_write_the_rest(copy: Path) -> None:
    for path in (copy / "contracts").rglob("*.vy"):
        if "\nevent NoticeGiven:" in path.read_text():
            path.write_text(path.read_text().replace("    leaves_at: uint256", "    leaves_at: uint256   # soon  #"))
    made, problems = pages(copy)
    assert copy / "docs" / "functions.md" in made
    assert any("leaves_at" in problem for problem in problems)


def test_unit_is_told_from_the_meaning() -> None:
    assert _unit("unix seconds; last moment to pay", is_number=True) == ("unix seconds", "last moment to pay")
    assert _unit("account that pays", is_number=False) == ("", "account that pays")
    assert _unit("what is left", is_number=True) == (None, "what is left")
    assert all(";" not in unit for unit in UNITS)


def test_source_reads_events_whatever_stands_between_them(tmp_path: Path) -> None:
    path = tmp_path / "contracts" / "a.vy"
    path.parent.mkdir()
    path.write_text(
        "# pragma version 0.4.3\n\nevent One:\n    a: indexed(address)   # who\n\n    b: uint256\n\n\n"
        "event Two:\n    c: DynArray[uint256, 3]   # wei; each\n\nX: constant(uint256) = 1\n"
    )
    assert Source(path, tmp_path).events == {
        "One": {"a": ("indexed(address)", "who"), "b": ("uint256", "")},
        "Two": {"c": ("DynArray[uint256, 3]", "wei; each")},
    }
