"""Spans and moments of time as people write them: `14 days`, `2026-12-31T18:00:00+01:00`, `in 2 hours`.

A span always has its unit beside it and comes to whole seconds. A moment always has a time zone. Everything is
returned in seconds, moments as unix seconds.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from fractions import Fraction

from polypact.text.numerals import LIKE_NUMBER, quoted, read_number

__all__ = [
    "format_duration",
    "format_relative",
    "format_timestamp",
    "is_duration",
    "parse_duration",
    "parse_moment",
    "parse_timestamp",
]

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY

_UNITS = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "min": MINUTE, "mins": MINUTE, "minute": MINUTE, "minutes": MINUTE,
    "h": HOUR, "hour": HOUR, "hours": HOUR,
    "d": DAY, "day": DAY, "days": DAY,
    "w": WEEK, "week": WEEK, "weeks": WEEK,
}  # fmt: skip
_UNEQUAL = ("month", "months", "year", "years")
_PART = re.compile(rf"\s*({LIKE_NUMBER})\s*([a-z]+)\s*,?", re.IGNORECASE | re.ASCII)
_LONGEST = 1_000 * 365 * DAY


def parse_duration(text: str) -> int:
    """Seconds in a span like `14 days`, `1 day 12 hours`, `1.5 hours` or `90 s`.

    Raises:
        ValueError: It is no span of whole seconds; the message says what to write.
    """
    total = Fraction(0)
    position = 0
    while position < len(text):
        part = _PART.match(text, position)
        if part is None:
            break
        number, unit = part.groups()
        if unit.lower() in _UNEQUAL:
            raise ValueError(f"{unit} are not all of the same length; write days or weeks")
        if unit.lower() not in _UNITS:
            raise ValueError(f"unknown unit of time: {unit}; write seconds, minutes, hours, days or weeks")
        total += read_number(number) * _UNITS[unit.lower()]
        position = part.end()
    if position == 0 or text[position:].strip():
        raise ValueError(
            f"not a span of time: {quoted(text)}; write a number and its unit, like `14 days` or `90 minutes`"
        )
    if total.denominator != 1:
        raise ValueError(f"{text} is not a whole number of seconds")
    if total > _LONGEST:
        raise ValueError(f"{text} is too long")
    return int(total)


def is_duration(text: str) -> bool:
    """Whether `text` looks like a span of time rather than a moment."""
    return _PART.match(text) is not None and re.match(r"\s*\d{8}T\d", text) is None


def format_duration(seconds: int) -> str:
    """A span in words, exact to the second: `1 day 12 hours`."""
    parts = []
    rest = seconds
    for size, word in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (1, "second")):
        count, rest = divmod(rest, size)
        if count:
            parts.append(_count(count, word))
    return " ".join(parts) or "0 seconds"


def parse_timestamp(text: str) -> int:
    """Unix seconds of a moment in ISO 8601 with a time zone, like `2026-12-31T18:00:00+01:00` or `...Z`.

    Raises:
        ValueError: It is no moment, or has no time zone; the message says what to write.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"not a moment in ISO 8601: {text!r}; write it like 2026-12-31T18:00:00+01:00") from None
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no time zone; add one, like 2026-12-31T18:00:00+01:00 (or Z for UTC)")
    return int(moment.timestamp())


def parse_moment(text: str, now: int) -> int:
    """Unix seconds of a moment, or of a span counted from `now`; `in 2 hours` is the same as `2 hours`.

    Raises:
        ValueError: It is neither.
    """
    bare = text.strip().removeprefix("in ")
    if is_duration(bare):
        return now + parse_duration(bare)
    return parse_timestamp(text)


def parse_day(text: str, now: int, *, last: bool = False) -> int:
    """The same as `parse_moment`, and a bare date like `2026-12-31`: its first second in UTC, or its `last`.

    Raises:
        ValueError: It is none of these.
    """
    bare = text.strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", bare, re.ASCII):
        bare += "T23:59:59Z" if last else "T00:00:00Z"
    return parse_moment(bare, now)


def format_timestamp(timestamp: int, zone: tzinfo | None = None) -> str:
    """A moment in local time and in UTC: `2026-12-31 18:00:00 CET (17:00:00 UTC)`.

    Args:
        timestamp: Unix seconds.
        zone: Whose time to show; the machine's own if none is given.
    """
    try:
        utc = datetime.fromtimestamp(timestamp, UTC)
        local = utc.astimezone(zone)
    except (OverflowError, ValueError, OSError):
        return f"second {timestamp} of unix time"
    if local.utcoffset() == utc.utcoffset():
        return f"{utc:%Y-%m-%d %H:%M:%S} UTC"
    other = f"{utc:%H:%M:%S}" if utc.date() == local.date() else f"{utc:%Y-%m-%d %H:%M:%S}"
    return f"{local:%Y-%m-%d %H:%M:%S %Z} ({other} UTC)"


def format_relative(timestamp: int, now: int) -> str:
    """How far away a moment is, in its two largest units: `in 2 days 3 hours`, `5 minutes ago`, `now`."""
    away = abs(timestamp - now)
    if away == 0:
        return "now"
    for size in (DAY, HOUR, MINUTE):
        if away >= size:
            # Two units are enough for people: hours beside days, minutes beside hours.
            step = {DAY: HOUR, HOUR: MINUTE, MINUTE: 1}[size]
            away -= away % step
            break
    words = format_duration(away)
    return f"in {words}" if timestamp > now else f"{words} ago"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
