"""Shares in basis points, hundredths of a percent, as the contracts count them."""

from __future__ import annotations

__all__ = ["BPS", "format_bps", "format_part"]

BPS = 10_000


def format_bps(bps: int) -> str:
    """Basis points as a percentage: 6667 is `66.67%`."""
    whole, rest = divmod(abs(bps), 100)
    digits = f".{rest:02}".rstrip("0").rstrip(".")
    return f"{'-' if bps < 0 else ''}{whole}{digits}%"


def format_part(part: int, whole: int) -> str:
    """A part of a whole as a percentage with two digits, rounded down: 1 of 3 is `33.33%`."""
    return format_bps(part * BPS // whole)
