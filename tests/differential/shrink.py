"""Makes a history that ends in a difference as short as it can (delta debugging)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import process_time
from typing import Any

from tests.differential.compare import Comparison, DifferenceError
from tests.differential.history import HistoryError, replay
from tests.differential.values import ECOSYSTEM, Call


def shrink(comparison: Comparison, found: HistoryError, seconds: float = 120) -> tuple[list[Call], DifferenceError]:
    """The shortest part of the history that still ends in a difference, and that difference.

    Args:
        seconds: Of processor time; after that, what has been reached by then.
    """
    ends = process_time() + seconds
    query = found.difference.query
    calls = list(found.calls)
    last = found.difference

    def differs(some: Sequence[Call]) -> bool:
        nonlocal last
        difference = replay(comparison, some, query)
        if difference is not None:
            last = difference
        return difference is not None

    if not differs(calls):  # the view that differed depends on what was asked before, which should not be
        return calls, found.difference
    # most histories need few of the accounts: try without all calls of one of them first
    for name in sorted({call.sender for call in calls}):
        less = [call for call in calls if call.sender != name]
        if process_time() < ends and len(less) < len(calls) and differs(less):
            calls = less
    calls = _without_chunks(calls, differs, max(len(calls) // 2, 1), ends)
    for simpler in _simpler_starts(calls):
        less = simpler(calls)
        if process_time() < ends and less != calls and differs(less):
            calls = less
    calls = _without_chunks(calls, differs, 1, ends)  # who is no founder any more need not accept
    differs(calls)
    return calls, last


def _without_chunks(calls: list[Call], differs: Callable[[Sequence[Call]], bool], size: int, ends: float) -> list[Call]:
    """What is left if chunks of `size`, then of half of it, and so on, are taken out where nothing is missed."""
    while process_time() < ends:
        start, smaller = 0, False
        while start < len(calls) and process_time() < ends:
            less = calls[:start] + calls[start + size :]
            if differs(less):
                calls, smaller = less, True
            else:
                start += size
        if size == 1 and not smaller:
            break
        size = max(size // 2, 1)
    return calls


def _simpler_starts(calls: Sequence[Call]) -> list[Callable[[list[Call]], list[Call]]]:
    """Ways to make the config of the spin-up smaller, each to be tried on what the others left."""

    def without(index: int, row: int) -> Callable[[list[Call]], list[Call]]:
        return lambda some: _with_config(some, index, lambda rows: rows[:row] + rows[row + 1 :])

    def emptied(index: int, value: Any) -> Callable[[list[Call]], list[Call]]:
        return lambda some: _with_config(some, index, lambda _: value)

    found = [emptied(index, value) for index, value in ((2, ""), (6, ()), (7, 0), (8, 0), (9, ""), (10, 0), (11, 0))]
    config = next((call.args[0] for call in calls if call.target == ECOSYSTEM), None)
    if config is not None:
        found += [without(4, row) for row in reversed(range(len(config[4])))]
        found += [without(5, row) for row in reversed(range(len(config[5])))]
    return found


def _with_config(calls: list[Call], index: int, change: Callable[[Any], Any]) -> list[Call]:
    changed = []
    for call in calls:
        if call.target == ECOSYSTEM:
            config = list(call.args[0])
            config[index] = change(config[index])
            call = replace(call, args=(tuple(config), *call.args[1:]))
        changed.append(call)
    return changed


def report(calls: Sequence[Call], difference: DifferenceError, seed: object) -> str:
    """What to print: the difference, and the calls to make it again."""
    lines = [f"The two sides differ (seed {seed}): {difference}", f"{len(calls)} calls lead there:", ""]
    return "\n".join([*lines, *(f"    {call}" for call in calls)])
