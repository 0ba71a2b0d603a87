"""How long a decision takes at the least, told before it is put to the vote."""

from __future__ import annotations

from collections.abc import Sequence

from polypact.capabilities.actions import Action
from polypact.chain.batch import Batch
from polypact.clients.partnership import Partnership

__all__ = ["earliest_execution"]


def earliest_execution(partnership: Partnership, actions: Sequence[Action], now: int) -> int:
    """The first second in which actions could be executed that were proposed `now` (unix seconds)."""
    batch = Batch(partnership.session)
    asked = [partnership.ask(batch, "class_of", action.target, action.data) for action in actions]
    batch.run()
    rule = partnership.rule(min(int(answer()) for answer in asked))
    voting = 1 if rule.early_decision else rule.voting_period
    return now + rule.voting_delay + voting + rule.execution_delay + 1
