"""Votes within votes, for people: whether a partnership that is a partner of another one decides in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.clients.proposal_records import Proposal
    from polypact.decisions.outer_votes import OuterVote, Span


@dataclass(frozen=True)
class Told:
    """A sentence on one vote within another, and whether it is a warning."""

    text: str
    is_late: bool
    data: dict[str, Any]

    @property
    def mark(self) -> str:
        return "Careful: " if self.is_late else ""


def casting(place: Place, votes: Sequence[OuterVote], span: Span) -> list[Told]:
    """Whether ballots that actions cast elsewhere come in time."""
    from polypact.decisions.outer_votes import timing_words

    found = []
    for vote in votes:
        where = place.names.get(vote.partnership) or vote.name
        text, is_late = timing_words(vote, span, where)
        data = {
            "partnership": vote.partnership,
            "name": where,
            "proposal": str(vote.proposal_id),
            "support": vote.support.words,
            "vote_ends": vote.deadline,
            "executable_from": span.usual,
            "executable_at_the_soonest": span.soonest,
            "in_time": not is_late,
        }
        found.append(Told(f"action {vote.number}: {text}", is_late, data))
    return found


def partners(place: Place, proposal: Proposal) -> list[Told]:
    """Whether partners that are partnerships of the record, and have not voted yet, can still decide on it in time."""
    from polypact.chain.batch import Batch
    from polypact.chain.node_errors import NodeError
    from polypact.clients.partnership import Partnership
    from polypact.decisions.outer_votes import OuterVote, Span, timing_words
    from polypact.text.enums import Support

    own, session = place.partnership, place.session
    others = {r.partnership: name for name, r in place.deployments.partnerships.items() if r.partnership != own.address}
    if not proposal.is_open or proposal.deadline < place.now() or not others:
        return []
    batch = Batch(session)
    asked = {}
    for account in others:
        views = (("has_standing", account), ("weight_of", account), ("hasVoted", proposal.id, account))
        asked[account] = [own.ask(batch, *view) for view in (*views, ("representative_of", account))]
    batch.run()
    found = []
    data = own.encode("castVote", proposal.id, int(Support.FOR))
    for account, answers in asked.items():
        standing, weight, voted, representative = (answer() for answer in answers)
        if not standing or not weight or voted:
            continue
        inner = Partnership(account, session)
        try:
            span = Span.of_rule(inner.rule(int(inner.read("class_of", own.address, data))), place.now())
        except NodeError:
            raise
        except PolypactError:
            continue  # recorded once, and no partnership any more
        told = (proposal.state, proposal.snapshot, proposal.deadline)
        vote = OuterVote(0, own.address, place.members.name, proposal.id, Support.FOR, *told)
        _, is_late = timing_words(vote, span, vote.name)
        by = f"; its representative {place.name(str(representative))} may" if int(representative, 16) else ""
        facts = {"partner": account, "name": others[account], "executable_from": span.usual, "in_time": not is_late}
        found.append(Told(f"{place.name(account)} {_when(span, proposal.deadline)}{by}", is_late and not by, facts))
    return found


def _when(span: Span, deadline: int) -> str:
    from polypact.text.durations import format_timestamp

    usual = format_timestamp(span.usual)
    if span.soonest > deadline:
        return (
            f"cannot vote in time by a vote of its own: proposed now, it can be executed from "
            f"{format_timestamp(span.soonest)} at the earliest"
        )
    if span.usual > deadline:
        return f"votes in time by a vote of its own only if that is decided early (else from {usual})"
    return f"may vote by a vote of its own: proposed now, it can be executed from {usual}"
