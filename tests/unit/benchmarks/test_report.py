"""The page written from the results."""

from __future__ import annotations

from benchmarks.limits import TITLES
from benchmarks.operations import BY_KEY
from benchmarks.report import render
from benchmarks.results import Results
from benchmarks.tables import figure, table


def row(page: str, key: str) -> list[str]:
    """The cells of an operation's row in the comparison."""
    [line] = [line for line in page.splitlines() if line.startswith(f"| {BY_KEY[key].title} |")]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_table_has_a_line_under_its_head() -> None:
    assert table(["what", "gas"], [["a", "1"]]) == "| what | gas |\n| --- | --: |\n| a | 1 |"


def test_figure_marks_and_separates() -> None:
    assert figure(1_234_567, "*") == "1,234,567*"
    assert figure(0) == "0"
    assert figure(None, "*") == "-"


def test_render_puts_ours_beside_every_peer(found: Results) -> None:
    page = render(found, {}, None)
    assert row(page, "ballot")[1:] == ["**40,000**", "42,000", "30,200", "0.62", "66,000", "64,000*"]


def test_render_says_where_a_peer_is_cheaper_and_why(found: Results) -> None:
    page = render(found, {}, None)
    assert "79,000, 14% more than Governor (69,000)" in page
    assert BY_KEY["propose"].dearer in page
    assert BY_KEY["receive"].dearer not in page


def test_render_lists_what_is_over_its_budget(found: Results) -> None:
    found.ours["ballot"] = 43_000
    assert "43,000 of 42,000. A defect." in render(found, {}, None)
    assert "43,000 of 42,000. On purpose." in render(found, {"ballot": "On purpose."}, None)


def test_render_keeps_what_only_we_do_apart_from_the_comparison(found: Results) -> None:
    found.ours["ballot_dual"] = 52_000
    assert row(render(found, {}, None), "ballot_dual")[1:] == ["52,000", "-"]
    found.ours["leave"] = 76_000
    assert row(render(found, {}, None), "leave")[1:] == ["76,000", "77,000"]


def test_render_shows_every_limit_with_its_share(found: Results) -> None:
    page = render(found, {}, None)
    assert all(f"| {title} | 1,600,000 | 10% |" in page for title in TITLES.values())


def test_render_leaves_out_kinds_of_gas_that_nothing_uses(found: Results) -> None:
    page = render(found, {}, None)
    assert "| storage writes | 5,800 |" in page
    assert "| logs |" not in page


def test_render_shows_the_speed_of_the_tools_once_there_is_one(found: Results) -> None:
    assert "Speed of the tools" not in render(found, {}, None)
    assert "| status | 1.3 |" in render(found, {}, {"status": 1.3})
