"""From when to when: dates and moments as people write them, and the months between them. All of it is UTC."""

from __future__ import annotations

from datetime import UTC, datetime, time
from itertools import pairwise

from polypact.text.durations import DAY, is_duration, parse_day
from polypact.text.errors import PolypactError

_MIDNIGHT = time()


def bound(option: str, text: str) -> int:
    """Unix seconds at which a statement begins (`--from`) or, exclusively, ends (`--to`).

    A date means the whole day, a moment its second: both count in.

    Raises:
        PolypactError: It is neither.
    """
    is_end = option == "--to"
    try:
        if is_duration(text):
            raise ValueError("a span")
        return parse_day(text, 0, last=is_end) + is_end
    except (ValueError, OverflowError):
        raise PolypactError(
            f"{option}: {text!r} is neither a date nor a moment; write it like 2026-03-01 or 2026-03-01T18:00:00+01:00"
        ) from None


def month_of(timestamp: int) -> int:
    """The first second of the month."""
    moment = datetime.fromtimestamp(timestamp, UTC)
    return int(moment.replace(day=1, hour=0, minute=0, second=0).timestamp())


def months(start: int, end: int) -> list[tuple[int, int]]:
    """The months from `start` to just before `end`, the first and the last one cut to fit; unix seconds."""
    cuts = [start]
    month = month_of(start)
    while (month := month_of(month + 32 * DAY)) < end:
        cuts.append(month)
    return list(pairwise([*cuts, end]))


def period_words(start: int, end: int) -> str:
    """A period as people write it, `end` excluded: `2026-03`, `2026-03-05 to 2026-03-31`."""
    first, last = datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end - 1, UTC)
    after = datetime.fromtimestamp(end, UTC)
    if (first.day, first.time(), after.day, after.time()) == (1, _MIDNIGHT, 1, _MIDNIGHT) and first.month == last.month:
        return f"{first:%Y-%m}" if first.year == last.year else f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
    return f"{_moment(first, first)} to {_moment(last, after)}"


def month_words(moment: int) -> str:
    """The month of a moment: `2026-03`."""
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m}"


def utc_text(timestamp: int) -> str:
    """Unix seconds in ISO 8601: `2026-03-01T00:00:00Z`."""
    return f"{datetime.fromtimestamp(timestamp, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _moment(moment: datetime, edge: datetime) -> str:
    return f"{moment:%Y-%m-%d}" if edge.time() == _MIDNIGHT else f"{moment:%Y-%m-%d %H:%M:%S}"
