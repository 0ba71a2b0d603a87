"""Dates and moments on a command line, and the months between them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from polypact.statement.periods import bound, months, period_words, utc_text
from polypact.text.errors import PolypactError


def at(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("option", "text", "seconds"),
    [
        ("--from", "2026-03-01", at(2026, 3, 1)),
        ("--to", "2026-03-01", at(2026, 3, 2)),
        ("--to", " 2026-12-31 ", at(2027, 1, 1)),
        ("--from", "2026-03-01T18:00:00+01:00", at(2026, 3, 1, 17)),
        ("--to", "2026-03-01T17:00:00Z", at(2026, 3, 1, 17, 0, 1)),
    ],
)
def test_bound_includes_the_day_and_the_second(option: str, text: str, seconds: int) -> None:
    assert bound(option, text) == seconds


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-02-30", "2026-03", "2026-03-01T18:00:00", "30 days", "0000-00-00"]
)
def test_bound_says_what_to_write_when_it_is_no_date(text: str) -> None:
    with pytest.raises(PolypactError) as error:
        bound("--from", text)
    assert str(error.value).startswith(f"--from: {text!r} is neither a date nor a moment; write it like ")
    assert len(str(error.value).splitlines()) == 1


def test_months_are_cut_at_both_ends() -> None:
    found = months(at(2026, 11, 22, 4), at(2027, 2, 2))
    assert found == [
        (at(2026, 11, 22, 4), at(2026, 12, 1)),
        (at(2026, 12, 1), at(2027, 1, 1)),
        (at(2027, 1, 1), at(2027, 2, 1)),
        (at(2027, 2, 1), at(2027, 2, 2)),
    ]
    assert [period_words(*span) for span in found] == [
        "2026-11-22 04:00:00 to 2026-11-30",
        "2026-12",
        "2027-01",
        "2027-02-01 to 2027-02-01",
    ]


def test_one_month_when_the_span_ends_with_it() -> None:
    assert months(at(2024, 2, 1), at(2024, 3, 1)) == [(at(2024, 2, 1), at(2024, 3, 1))]


def test_a_year_is_no_month() -> None:
    assert period_words(at(2025, 3, 1), at(2026, 4, 1)) == "2025-03-01 to 2026-03-31"
    assert utc_text(at(2026, 3, 1)) == "2026-03-01T00:00:00Z"
