"""Voting rules."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

from tests.kit.numbers import DAY, HOUR, NOBODY


@dataclass(frozen=True)
class Rule:
    """A voting rule, in the order of `types.Rule`. Times in seconds, shares in bps."""

    voting_delay: int = HOUR
    voting_period: int = 3 * DAY
    execution_delay: int = DAY
    execution_window: int = 14 * DAY
    quorum_bps: int = 3_000
    approval_bps: int = 5_000
    seat_approval_bps: int = 0
    mode: int = 0
    early_decision: bool = False
    recusal: bool = False
    objections: int = 0
    contested_bps: int = 0
    extension: int = 0
    tie_breaker: str = NOBODY

    def abi(self) -> tuple[Any, ...]:
        return astuple(self)


STRICT = Rule(quorum_bps=5_000, approval_bps=6_667, execution_delay=3 * DAY)
LAX = Rule()
