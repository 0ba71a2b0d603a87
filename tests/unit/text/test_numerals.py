"""Numbers as people write them, in their own country's way or in another's."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from polypact.text.numerals import read_number, read_whole

MARKS = [".", ",", "'", "_", "\u2019", " ", "\u00a0"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("1.5", Fraction(3, 2)),
        (".5", Fraction(1, 2)),
        ("0.000000000000000001", Fraction(1, 10**18)),
        ("1,500", 1_500),
        ("12'345'678.9", Fraction(123_456_789, 10)),
        ("1_000", 1_000),
        ("9" * 78, 10**78 - 1),
    ],
)
def test_number_is_exact_when_well_written(text: str, number: Fraction) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1,5", ("1.5", "15")),
        ("2'5", ("2.5", "25")),
        ("3_5", ("3.5", "35")),
        ("0,500", ("0.500", "500")),
        ("00,500", ("0.500", "500")),
        ("1234,567", ("1234.567", "1234567")),
        ("1,00,000", ("100.000", "100000")),
        ("1.000.000", ("1000.000", "1000000")),
        ("1.234,56", ("1234.56", "1.23456")),
        ("1,000'000", ("1000.000", "1000000")),
        ("1 500", ("1.500", "1500")),
        ("1\u00a0500", ("1.500", "1500")),
        ("1\u2019500", ("1.500", "1500")),
        (",5", ("0.5", "5")),
        ("1,,000", ("1.000", "1000")),
    ],
)
def test_t99_both_readings_are_named_when_there_are_two(text: str, readings: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match=re.escape(f"can be read as {readings[0]} or as {readings[1]}: write one")):
        read_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-1",
        "+1",
        "1e3",
        "0x10",
        "1.",
        ".",
        ",",
        "1,",
        "NaN",
        "inf",
        "\u0661",
        "\u00b2",
        "1/2",
        "1\n",
    ],
)
def test_t99_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r" is no number: write it in digits"):
        read_number(text)


def test_number_that_only_costs_time_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^'9{50}\.\.\.' is too long for a number$"):
        read_number("9" * 100_000)


@pytest.mark.parametrize(("text", "number"), [("35", 35), ("3,500", 3_500), ("4'294'967'295", 2**32 - 1)])
def test_whole_number_when_well_written(text: str, number: int) -> None:
    assert read_whole(text) == number


@pytest.mark.parametrize("text", ["3.5", "3.0", "3,5", "1.000", ""])
def test_t99_whole_number_has_no_decimals(text: str) -> None:
    with pytest.raises(ValueError, match=r"no whole number|can be read as|no number"):
        read_whole(text)


@given(st.integers(0, 10**40), st.integers(0, 18), st.sampled_from(["", ",", "'", "_"]))
def test_t99_what_was_written_is_read(number: int, decimals: int, mark: str) -> None:
    whole, rest = divmod(number, 10**decimals)
    grouped = f"{whole:,}".replace(",", mark)
    text = f"{grouped}.{rest:0{decimals}}" if decimals else grouped
    assert read_number(text) == Fraction(number, 10**decimals)


@given(st.text(st.sampled_from([*"0123456789", *MARKS]), max_size=12))
@example("1.5")
def test_t99_a_mark_never_changes_a_number_in_silence(text: str) -> None:
    """Whatever is read is also what it says without its group marks, each of which stands before three digits."""
    try:
        number = read_number(text)
    except ValueError:
        return
    whole, _, decimals = text.partition(".")
    groups = re.split(r"[,'_]", whole)
    assert len(groups) == 1 or (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]))
    assert re.fullmatch(r"\d*", decimals)
    assert number == Fraction(f"{''.join(groups)}.{decimals}" if decimals else "".join(groups))


@given(st.text(max_size=30))
def test_t99_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        read_number(text)
    except ValueError as error:
        assert str(error).isprintable()
