"""An action of a proposal: one call that the partnership makes, and the bounds that hold for it on chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polypact.text.chain_text import bytes_of
from polypact.text.errors import PolypactError

__all__ = [
    "MAX_ACTIONS",
    "MAX_CALLDATA",
    "MAX_DESCRIPTION",
    "MAX_REASON",
    "MAX_URI",
    "Action",
    "check_bounds",
    "check_reason",
    "check_uri",
]

# The bounds of actions.vy and voting.vy in contracts/modules/partnership/voting. Vyper reverts there without a reason.
MAX_ACTIONS = 16
MAX_CALLDATA = 1_024
MAX_DESCRIPTION = 2_048
MAX_REASON = 1_024
MAX_URI = 256


@dataclass(frozen=True)
class Action:
    """One call that the partnership makes: `value` wei and `data` to `target`."""

    target: str
    value: int = 0
    data: bytes = b""


def check_bounds(actions: Sequence[Action], description: str = "") -> None:
    """Raises `PolypactError` for what the contract would refuse without a word."""
    if not actions:
        raise PolypactError("a proposal needs at least one action")
    if len(actions) > MAX_ACTIONS:
        raise PolypactError(f"{len(actions)} actions are too many: a proposal takes {MAX_ACTIONS}; make two proposals")
    for number, action in enumerate(actions, 1):
        if len(action.data) > MAX_CALLDATA:
            long = f"{len(action.data):,} bytes of calldata"
            raise PolypactError(f"action {number} has {long}; at most {MAX_CALLDATA:,} fit")
        if not 0 <= action.value < 2**256:
            raise PolypactError(f"action {number} sends {action.value} wei, which is no amount")
    size = len(bytes_of(description))
    if size > MAX_DESCRIPTION:
        raise PolypactError(f"the description has {size:,} bytes; at most {MAX_DESCRIPTION:,} fit: shorten it")


def check_reason(reason: str) -> None:
    """Raises `PolypactError` for a reason that is too long for the log."""
    size = len(bytes_of(reason))
    if size > MAX_REASON:
        raise PolypactError(f"the reason has {size:,} bytes; at most {MAX_REASON:,} fit: shorten it or link to it")


def check_uri(uri: str) -> None:
    """Raises `PolypactError` for a URI that is too long for the chain."""
    size = len(bytes_of(uri))
    if size > MAX_URI:
        raise PolypactError(f"the URI has {size} bytes; at most {MAX_URI} fit")
