"""Spans and moments of time."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone

import pytest

from polypact.text.durations import (
    format_duration,
    format_relative,
    format_timestamp,
    is_duration,
    parse_duration,
    parse_moment,
    parse_timestamp,
)

CET = timezone(timedelta(hours=1), "CET")
NEW_YEAR = 1_798_758_000  # 2026-12-31T23:00:00Z, midnight in CET


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("14 days", 14 * 86_400),
        ("1 day 12 hours", 36 * 3_600),
        ("1 day, 12 hours", 36 * 3_600),
        ("1.5 hours", 5_400),
        ("90min", 5_400),
        ("2 Weeks", 14 * 86_400),
        ("0 seconds", 0),
        ("100000 s", 100_000),
    ],
)
def test_parse_duration_when_well_written(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds
    assert is_duration(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("14", "write a number and its unit"),
        ("", "write a number and its unit"),
        ("days", "write a number and its unit"),
        ("-1 day", "write a number and its unit"),
        ("1 day and more", "not a span of time"),
        ("1 fortnight", "unknown unit of time: fortnight"),
        ("3 months", "not all of the same length"),
        ("1 year", "not all of the same length"),
        ("0.5 seconds", "not a whole number of seconds"),
        ("999999999999 weeks", "too long"),
    ],
)
def test_parse_duration_when_badly_written(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_duration(text)


@pytest.mark.parametrize("seconds", [0, 1, 59, 60, 3_600, 86_400, 90_061, 365 * 86_400])
def test_format_duration_when_read_back(seconds: int) -> None:
    assert parse_duration(format_duration(seconds)) == seconds


def test_format_duration_when_one_of_each() -> None:
    assert format_duration(90_061) == "1 day 1 hour 1 minute 1 second"


@pytest.mark.parametrize(
    "text", ["2027-01-01T00:00:00+01:00", "2026-12-31T23:00:00Z", "20261231T230000Z", "2026-12-31 23:00+00:00"]
)
def test_parse_timestamp_when_zone_is_given(text: str) -> None:
    assert parse_timestamp(text) == NEW_YEAR
    assert not is_duration(text)
    assert parse_moment(text, now=5) == NEW_YEAR


@pytest.mark.parametrize(
    ("text", "message"),
    [("2026-12-31", "no time zone"), ("2026-12-31T18:00:00", "no time zone"), ("soon", "not a moment")],
)
def test_parse_timestamp_when_badly_written(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_timestamp(text)


def test_parse_moment_when_counted_from_now() -> None:
    assert parse_moment("in 2 hours", now=100) == 7_300
    assert parse_moment("2 hours", now=100) == 7_300


def test_format_timestamp_when_zones_differ() -> None:
    assert format_timestamp(NEW_YEAR + 3_600, CET) == "2027-01-01 01:00:00 CET (00:00:00 UTC)"
    assert format_timestamp(NEW_YEAR, CET) == "2027-01-01 00:00:00 CET (2026-12-31 23:00:00 UTC)"


def test_format_timestamp_when_in_utc() -> None:
    assert format_timestamp(NEW_YEAR, UTC) == "2026-12-31 23:00:00 UTC"


def test_format_timestamp_when_far_beyond_calendars() -> None:
    assert format_timestamp(2**60, UTC) == f"second {2**60} of unix time"


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (0, "now"),
        (7_200, "in 2 hours"),
        (-300, "5 minutes ago"),
        (-59, "59 seconds ago"),
        (2 * 86_400 + 3 * 3_600 + 59, "in 2 days 3 hours"),
        (3_660, "in 1 hour 1 minute"),
    ],
)
def test_format_relative_when_before_and_after(away: int, words: str) -> None:
    assert format_relative(NEW_YEAR + away, NEW_YEAR) == words
