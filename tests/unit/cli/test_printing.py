"""Text and tables at any width: nothing that belongs together is broken."""

from __future__ import annotations

import io

import pytest

from polypact.cli.printing import Sheet, fold, show, table_width

ADDRESS = "0x" + "ab" * 20


def roster() -> Sheet:
    made = Sheet(("seat", "partner", "account", "weight", "role", "notes"), "Partners", ("seat", "weight"), 3)
    made.add(0, "Northwind Shipping GmbH", "0xf39Fd6..2266", "40", "proposer, treasurer", "")
    made.add(1, "Eastport Terminals Ltd", "0x709979..79C8", "1,035", "proposer, steering", "on probation until then")
    return made


def test_table_stands_in_columns_when_it_fits() -> None:
    made = Sheet(("name", "sum"), right=("sum",))
    made.add("Ann", "1,200")
    made.add("Benjamin", "7")
    assert made.lines(40) == ["name        sum", "Ann       1,200", "Benjamin      7"]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 140])
def test_no_word_is_broken_at_any_width(width: int) -> None:
    made = roster()
    lines = made.lines(width)
    words = {word for cells in made.rows for cell in cells for word in cell.split()}
    assert words <= {word for line in lines for word in line.split()}
    longest = max(map(len, words))
    assert max(map(len, lines)) <= max(width, longest + 4)


def test_rows_are_told_in_lines_when_the_columns_do_not_fit() -> None:
    assert roster().lines(50) == [
        "Partners",
        "0  Northwind Shipping GmbH  0xf39Fd6..2266",
        "  weight 40   role proposer, treasurer",
        "1  Eastport Terminals Ltd  0x709979..79C8",
        "  weight 1,035   role proposer, steering",
        "  notes on probation until then",
    ]


def test_cells_are_wrapped_between_words_when_that_is_enough() -> None:
    made = Sheet(("no.", "what", "state"), right=("no.",))
    made.add("#1", "Pay the crane that was ordered", "vote running")
    assert made.lines(34) == [
        "no.  what             state",
        " #1  Pay the crane    vote running",
        "     that was",
        "     ordered",
    ]


def test_rows_must_have_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="2 cells for 1 columns"):
        Sheet(("one",)).add("a", "b")


def test_cells_cannot_steer_the_terminal_or_break_the_table() -> None:
    made = Sheet(("a", "b"))
    made.add("\x1b[31mred\u202e", "two\nlines")
    assert made.lines(80)[1] == "\N{REPLACEMENT CHARACTER}[31mred\N{REPLACEMENT CHARACTER}  two lines"


def test_wide_letters_take_two_columns() -> None:
    made = Sheet(("name", "x"))
    made.add("東京", "1")
    made.add("Ann", "2")
    assert made.lines(80) == ["name  x", "東京  1", "Ann   2"]


@pytest.mark.parametrize(
    ("line", "width", "folded"),
    [
        ("one two three", None, "one two three"),
        ("one two three", 8, "one two\n  three"),
        ("  label    value that is long", 24, "  label    value that is\n           long"),
        (f"  document  {ADDRESS}", 30, f"  document\n    {ADDRESS}"),
        ("a\n\nb", 20, "a\n\nb"),
        ("  polypact status 'Harbour Joint Venture'", 20, "  polypact status 'Harbour Joint Venture'"),
    ],
)
def test_text_goes_on_under_its_own_beginning(line: str, width: int | None, folded: str) -> None:
    assert fold(line, width) == folded


def test_pipe_is_as_wide_as_it_is_told_and_text_in_it_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.delenv("COLUMNS", raising=False)
    assert table_width(pipe) == 140
    for told, width in (("40", 40), ("0", 140), ("-3", 140), ("wide", 140), ("5", 20), ("9" * 30, 140)):
        monkeypatch.setenv("COLUMNS", told)
        assert table_width(pipe) == width
    show(["word " * 60, Sheet(("a",))], pipe)
    assert pipe.getvalue().splitlines()[0] == "word " * 60
    assert "\x1b" not in pipe.getvalue()
