"""The time of the chain, in unix seconds."""

from __future__ import annotations

import boa

from tests.kit.numbers import DAY, HOUR


def travel_to(timestamp: int) -> None:
    """Makes `timestamp` the present."""
    boa.env.time_travel(seconds=timestamp - boa.env.timestamp)


def second_after(seconds: int = HOUR) -> None:
    boa.env.time_travel(seconds=seconds)


def today() -> int:
    """Whole days since 1970, UTC."""
    return int(boa.env.timestamp) // DAY


def pass_days(days: int = 1) -> None:
    """Moves to the first second of a later day."""
    travel_to((today() + days) * DAY)
