"""Ballots that a partnership casts in another one by its own vote: whether the inner vote can end before the outer one.

The inner vote takes the delay before it, its period and the delay until it may be executed; then somebody has to
execute it while the outer vote takes ballots. Times are unix seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polypact.capabilities.actions import Action
from polypact.chain.abi import interface
from polypact.chain.node_errors import NodeError
from polypact.clients.partnership import Partnership
from polypact.clients.proposal_records import Proposal, Rule
from polypact.text.durations import format_duration, format_timestamp
from polypact.text.enums import Mode, ProposalState, Support
from polypact.text.errors import PolypactError

__all__ = ["OuterVote", "Span", "outer_votes", "span_of_draft", "span_of_proposal", "timing_words"]

_BALLOTS = ("castVote", "castVoteWithReason")
_OPEN = (ProposalState.PENDING, ProposalState.ACTIVE)


@dataclass(frozen=True)
class Span:
    """When an inner vote can be executed."""

    soonest: int
    """The first second, where the vote is decided early; else as `usual`."""
    usual: int
    """The first second, if the vote runs its whole period."""
    last: int
    """The last second, if it runs its whole period."""

    @classmethod
    def of_rule(cls, rule: Rule, now: int) -> Span:
        """Of a proposal that is made `now`."""
        snapshot = now + rule.voting_delay
        usual = snapshot + rule.voting_period + rule.execution_delay + 1
        early = rule.early_decision and rule.mode != Mode.LAZY
        # A ballot is taken from the second after the snapshot on, and may settle the vote in it.
        soonest = snapshot + 1 + rule.execution_delay + 1 if early else usual
        return cls(soonest, usual, usual - 1 + rule.execution_window)


@dataclass(frozen=True)
class OuterVote:
    """A vote of another partnership in which an action casts a ballot."""

    number: int
    """Of the action, from 1."""
    partnership: str
    name: str
    proposal_id: int
    support: Support
    state: ProposalState
    snapshot: int
    """Ballots are taken from the next second on."""
    deadline: int
    """The last second in which they are."""

    @property
    def is_open(self) -> bool:
        return self.state in _OPEN

    def is_waiting(self, now: int) -> bool:
        """Whether it has not begun."""
        return self.is_open and now <= self.snapshot


def outer_votes(partnership: Partnership, actions: Sequence[Action]) -> list[OuterVote]:
    """The votes of other partnerships in which actions cast a ballot of `partnership`."""
    found = []
    for number, action in enumerate(actions, 1):
        call = interface("Partnership").decode_call(action.data) if action.data else None
        if call is None or call[0] not in _BALLOTS or action.target == partnership.address:
            continue
        there = Partnership(action.target, partnership.session)
        id, support = int(call[1]["proposalId"]), call[1]["support"]
        try:
            there.check()
            name, state, snapshot, deadline = there.read_many(
                [("partnership_name",), ("state", id), ("proposalSnapshot", id), ("proposalDeadline", id)]
            )
        except NodeError:
            raise
        except PolypactError:
            continue  # no partnership, or not its proposal: trying the action says so
        if support in tuple(Support):
            told = (ProposalState(state), int(snapshot), int(deadline))
            found.append(OuterVote(number, there.address, str(name), id, Support(support), *told))
    return found


def span_of_draft(partnership: Partnership, actions: Sequence[Action], now: int) -> Span:
    """When actions that are proposed now can be executed."""
    classes = partnership.read_many([("class_of", action.target, action.data) for action in actions])
    return Span.of_rule(partnership.rule(min(map(int, classes))), now)


def span_of_proposal(proposal: Proposal, now: int) -> Span:
    """The same of a proposal that was made."""
    usual = proposal.executable_from
    early = proposal.rule.early_decision and proposal.mode != Mode.LAZY and proposal.state in _OPEN
    soonest = max(now, proposal.snapshot) + 1 + proposal.rule.execution_delay + 1 if early else usual
    return Span(min(soonest, usual), usual, proposal.executable_until)


def timing_words(vote: OuterVote, span: Span, where: str) -> tuple[str, bool]:
    """Whether the inner vote is in time for the outer one, in a sentence, and whether that is a warning.

    Args:
        where: What the other partnership is called.
    """
    if not vote.is_open:
        return f"the vote in {where} is over ({vote.state.words}): this ballot would come too late", True
    end = f"the vote in {where} ends {format_timestamp(vote.deadline)}"
    if span.soonest > vote.deadline:
        late = format_duration(span.soonest - vote.deadline)
        return (
            f"{end}, and this can be executed from {format_timestamp(span.soonest)} at the earliest: {late} late",
            True,
        )
    if span.last <= vote.snapshot:
        return f"this can be executed until {format_timestamp(span.last)}, before the vote in {where} begins", True
    if span.usual > vote.deadline:
        return (
            f"{end}: in time only if this is decided early; without that it can be executed from "
            f"{format_timestamp(span.usual)}, {format_duration(span.usual - vote.deadline)} late",
            True,
        )
    left = format_duration(vote.deadline - span.usual)
    return f"{end}, {left} after this can be executed ({format_timestamp(span.usual)}); execute it before that", False
