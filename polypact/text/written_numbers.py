"""Numbers with their units, as a person writes them: `1 day`, `50%`, `6667 bps`. For the digits see `numerals`.

Python code may pass whole seconds and basis points.
"""

from __future__ import annotations

import re
from typing import Any

from pydantic import BeforeValidator, ValidationInfo

from polypact.text.durations import format_duration, parse_duration
from polypact.text.numerals import LIKE_NUMBER, read_number, read_whole
from polypact.text.shares import BPS, format_bps

__all__ = ["share", "span", "whole_number"]

_SHARE = re.compile(rf"({LIKE_NUMBER})\s*(%|bps)", re.ASCII)
# Digits with marks among them, which no file has as a number.
_GROUPED = re.compile(r"[\d.]*\d[,'_][\d.,'_]*", re.ASCII)


def whole_number(most: int, advice: str = "Use smaller numbers in the same proportion") -> BeforeValidator:
    """A whole number from 0 to `most`; `advice` is for who writes a larger one."""

    def check(value: Any) -> int:
        if value is None:
            raise ValueError("is empty; give it a whole number")
        if isinstance(value, float):
            raise ValueError(f"must be a whole number, not {value}; multiply all of them until none has decimals")
        if isinstance(value, str) and _GROUPED.fullmatch(value):
            value = read_whole(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(f"must be a whole number without quotes, not {value!r}")
        if value < 0:
            raise ValueError(f"must not be negative: {value}")
        if value > most:
            raise ValueError(f"is too large: {value:,}; at most {most:,}. {advice}")
        return value

    return BeforeValidator(check)


def span(least: int, most: int) -> BeforeValidator:
    """A span of time; bounds in seconds."""

    def check(value: Any, info: ValidationInfo) -> int:
        seconds = _seconds(value, written=bool(info.context))
        if seconds < least:
            raise ValueError(f"is too short: {format_duration(seconds)}; at least {format_duration(least)}")
        if seconds > most:
            raise ValueError(f"is too long: {format_duration(seconds)}; at most {format_duration(most)}")
        return seconds

    return BeforeValidator(check)


def _seconds(value: Any, *, written: bool) -> int:
    if value is None:
        raise ValueError("is empty; give it a span of time, like `1 day`")
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(f"must be a span of time with its unit, like `1 day`, not {value}")
    if isinstance(value, int):
        if written:
            raise ValueError(f"has no unit: write `{value} seconds`, or use minutes, hours, days or weeks")
        if value < 0:
            raise ValueError(f"must not be negative: {value}")
        return value
    return parse_duration(value)


def share(least: int, most: int = BPS) -> BeforeValidator:
    """A share; bounds in bps."""

    def check(value: Any, info: ValidationInfo) -> int:
        bps = _bps(value, written=bool(info.context))
        if not least <= bps <= most:
            raise ValueError(f"is {format_bps(bps)}; it must be from {format_bps(least)} to {format_bps(most)}")
        return bps

    return BeforeValidator(check)


def _bps(value: Any, *, written: bool) -> int:
    if value is None:
        raise ValueError("is empty; give it a share, like `50%`")
    if isinstance(value, int) and not isinstance(value, bool) and not written:
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError(f"has no unit: write `{value}%` or, in hundredths of a percent, `{value} bps`")
    match = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"must be a share, like `66.67%` or `6667 bps`, not {value}")
    bps = read_number(match[1]) * (100 if match[2] == "%" else 1)
    if bps.denominator != 1:
        raise ValueError(f"is too exact: {value}; a percentage has two decimals at most, like `66.67%`")
    return int(bps)
