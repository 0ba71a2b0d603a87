"""Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are figures."""
    lines = [_row(head), _row(["---"] + ["--:"] * (len(head) - 1))]
    return "\n".join([*lines, *map(_row, rows)])


def figure(value: int | None, mark: str = "") -> str:
    """A figure with separators, or a dash where there is none."""
    return "-" if value is None else f"{value:,}{mark}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
