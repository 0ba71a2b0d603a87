"""Voting rules: how one class of decisions is made, and what holds where a spec says nothing."""

from __future__ import annotations

from typing import Any

from polypact import fields
from polypact.durations import DAY, format_duration
from polypact.roles import CONSTITUTIONAL, ORDINARY
from polypact.validation import StrictModel

__all__ = ["DEFAULT_RULES", "Rule"]


class Rule(StrictModel):
    """How one class of decisions is made.

    Attributes:
        voting_delay: Seconds from proposing to the snapshot of weights, when the vote begins; 0 to 30 days.
        voting_period: Seconds the vote runs; 1 minute to 90 days.
        execution_delay: Seconds from the end of the vote until it may be executed; 0 to 90 days.
        execution_window: Seconds in which it may be executed; 10 minutes to 365 days.
        quorum: bps of all weight that must vote for or abstain; 0 to 10,000.
        approval: bps of the weight for and against that must be for; 5,000 to 10,000. A tie always fails.
    """

    voting_delay: fields.VotingDelay
    voting_period: fields.VotingPeriod
    execution_delay: fields.ExecutionDelay
    execution_window: fields.ExecutionWindow
    quorum: fields.Quorum
    approval: fields.Approval

    def to_abi(self) -> tuple[Any, ...]:
        """The ABI tuple of `types.Rule`: majority of weight, and nothing of what is not available yet."""
        return (
            self.voting_delay,
            self.voting_period,
            self.execution_delay,
            self.execution_window,
            self.quorum,
            self.approval,
            0,  # seat approval
            0,  # mode: majority of weight
            False,  # early decision
            False,  # recusal
        )

    def describe(self) -> str:
        """In one sentence."""
        bar = "more than half" if self.approval == fields.BPS // 2 else f"at least {fields.format_bps(self.approval)}"
        return (
            f"vote begins {format_duration(self.voting_delay)} after the proposal and runs "
            f"{format_duration(self.voting_period)}; needs {fields.format_bps(self.quorum)} of all weight taking part "
            f"(for or abstaining) and {bar} of for and against; executed "
            f"{format_duration(self.execution_delay)} later, within {format_duration(self.execution_window)}"
        )


DEFAULT_RULES: dict[int, Rule] = {
    CONSTITUTIONAL: Rule(
        voting_delay=2 * DAY,
        voting_period=7 * DAY,
        execution_delay=3 * DAY,
        execution_window=30 * DAY,
        quorum=5_000,
        approval=6_667,
    ),
    ORDINARY: Rule(
        voting_delay=DAY,
        voting_period=5 * DAY,
        execution_delay=2 * DAY,
        execution_window=14 * DAY,
        quorum=3_000,
        approval=5_000,
    ),
}
