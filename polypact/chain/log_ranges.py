"""Logs of many blocks, asked for in ranges that the node takes: what it refuses is asked for in smaller pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from polypact.chain.node_errors import NodeError
from polypact.chain.refusals import first_line, is_refusal, patiently, retrying_on

__all__ = ["read_ranges"]

Log = Mapping[str, Any]

#: Logs in one answer above which the range does not grow any more.
ENOUGH = 5_000
#: Answers in a row after which a range that was refused is tried again: it may only have had too many logs.
_TRUSTED = 16


def read_ranges(
    web3: Any, ask: Callable[[int, int], Sequence[Log]], first: int, last: int, span: int | None = None
) -> Iterator[tuple[Sequence[Log], int]]:
    """The logs of the blocks `first` to `last`, range after range, each with its last block.

    Args:
        ask: Asks a node for the logs of a range, its first and last block.
        span: Blocks to begin with; all of them where that is not said. The number doubles as long as the node takes it.

    Raises:
        NodeError: What the node said of a range of one block.
        Exception: The node is gone, or does not let everybody ask.
    """
    from requests.exceptions import ConnectionError as NoConnection
    from requests.exceptions import Timeout

    widest = last - first + 1
    span = min(span or widest, widest)
    answered = 0
    while first <= last:
        end = min(first + span - 1, last)
        try:
            with retrying_on(web3, (NoConnection, Timeout)):
                found = patiently(lambda first=first, end=end: ask(first, end))  # type: ignore[misc]
        except Exception as error:
            if not is_refusal(error):
                raise
            if first == end:
                what = f"the log of block {first} cannot be read (the node refused: {first_line(error)})"
                raise NodeError(f"{what}; if the node keeps no log that old, ask one that does") from None
            span = widest = (end - first + 1) // 2
            answered = 0
            continue
        yield found, end
        first, answered = end + 1, answered + 1
        if answered % _TRUSTED == 0:
            widest = 2 * widest
        if len(found) < ENOUGH:
            span = min(2 * span, widest)
