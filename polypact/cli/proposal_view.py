"""Proposals for people: tallies, what happens next, and the same as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from polypact.cli.common import brief, row, short, table
from polypact.text.enums import Mode, ProposalState
from polypact.text.shares import format_bps

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.clients.proposal_records import Proposal


#: Letters of a title in a table.
_TITLE = 60


def overview(place: Place, found: Sequence[Proposal]) -> Any:
    """Proposals as a table."""
    numbers = ("for", "against", "abstain")
    made = table("no.", "what", "state", *numbers, "needs", "vote ends", right=("no.", *numbers), lead=2)
    for proposal in found:
        row(
            made,
            label(proposal),
            brief_title(place, proposal),
            state_words(proposal),
            f"{proposal.votes_for:,}",
            f"{proposal.votes_against:,}",
            f"{proposal.votes_abstain:,}",
            bar(proposal),
            brief(proposal.deadline),
        )
    return made


def title(place: Place, proposal: Proposal) -> str:
    """What it is called: the first line of its text, or what it does."""
    return proposal.title or place.words.action(proposal.actions[0])


def brief_title(place: Place, proposal: Proposal) -> str:
    """The same in a table."""
    words = title(place, proposal)
    return words if len(words) <= _TITLE else f"{words[: _TITLE - 2].rstrip()}.."


def label(proposal: Proposal) -> str:
    """What a proposal is called in every command: its number in the partnership."""
    return f"#{proposal.number}" if proposal.number else short(proposal.id)


def state_words(proposal: Proposal) -> str:
    """Its state, for people."""
    if not proposal.stopped:
        return proposal.state.words
    by_objections = 0 < proposal.rule.objections <= proposal.objections
    return "stopped by objections" if by_objections else "stopped by partners"


def bar(proposal: Proposal) -> str:
    """How near it is to the share of weight that its mode asks for."""
    share = format_bps(proposal.rule.quorum_bps)
    if proposal.mode == Mode.LAZY:
        if proposal.quorum is None:
            return f"less than {share} of all weight against"
        over = proposal.votes_against >= proposal.quorum
        return f"{proposal.votes_against:,} of {proposal.quorum:,} against{' (too many)' if over else ''}"
    if proposal.quorum is None:
        return f"{share} of all weight"
    if proposal.mode == Mode.UNANIMOUS:
        return (
            f"{proposal.votes_for:,} of {proposal.base:,} for{' (all)' if proposal.votes_for == proposal.base else ''}"
        )
    taken = proposal.votes_for + proposal.votes_abstain
    return f"{taken:,} of {proposal.quorum:,}{' (reached)' if taken >= proposal.quorum else ''}"


def tally_lines(proposal: Proposal, recused: Sequence[str]) -> list[str]:
    """The tally and what it is measured by; `recused` are the names of who is out of the vote."""
    from polypact.text.voting_rules import share_words

    lines = [
        f"  mode {proposal.mode.words}",
        f"  for {proposal.votes_for:,}   against {proposal.votes_against:,}   abstain {proposal.votes_abstain:,}",
    ]
    if proposal.mode == Mode.DUAL:
        seats = (proposal.seats_for, proposal.seats_against, proposal.seats_abstain)
        lines.append("  partners: for {}   against {}   abstain {}".format(*seats))
    if proposal.mode in (Mode.LAZY, Mode.UNANIMOUS):
        lines.append(f"  {bar(proposal)}")
    else:
        lines.append(f"  quorum {bar(proposal)}")
        lines.append(f"  needs {share_words(proposal.approval_bps)} of for and against{_why(proposal)}")
    if proposal.mode == Mode.DUAL:
        lines.append(f"  and {share_words(proposal.rule.seat_approval_bps)} of the partners for and against")
    if proposal.quorum is not None:
        lines.append(f"  shares are counted of a weight of {proposal.base:,}")
    if recused:
        lines.append(f"  out of the vote: {', '.join(recused)}")
    if proposal.objections:
        lines.append(f"  objections: {proposal.objections} of {proposal.rule.objections}")
    return lines


def _why(proposal: Proposal) -> str:
    if proposal.put_again:
        return ", because it was stopped once and put again"
    return ", because a recusal is contested" if proposal.contested else ""


def next_words(proposal: Proposal, now: int) -> str:
    """What happens next; `now` in unix seconds."""
    from polypact.clients.proposal_records import TIE_SECONDS
    from polypact.text.durations import format_relative, format_timestamp
    from polypact.text.voting_rules import share_words

    def moment(timestamp: int) -> str:
        return f"{format_timestamp(timestamp)}, {format_relative(timestamp, now)}"

    if proposal.state == ProposalState.PENDING:
        return f"Next: the vote begins {moment(proposal.snapshot + 1)} and ends {moment(proposal.deadline)}."
    if proposal.is_tied(now):
        until = moment(proposal.deadline + TIE_SECONDS)
        return (
            f"The vote is tied. Next: {proposal.rule.tie_breaker} decides it until {until}; without that it has failed."
        )
    if proposal.state == ProposalState.ACTIVE and proposal.deadline <= now:
        return "This is the last second of the vote; look again in the next one."
    if proposal.state == ProposalState.ACTIVE:
        passes = "unless enough are against, it passes" if proposal.mode == Mode.LAZY else "if it passes"
        early = " or until the outcome is settled" if proposal.rule.early_decision else ""
        then = "and anybody may" if proposal.mode == Mode.LAZY else "anybody may"
        return (
            f"Next: partners vote until {moment(proposal.deadline)}{early}; {passes}, {then} execute it from "
            f"{moment(proposal.executable_from)}."
        )
    if proposal.state == ProposalState.QUEUED:
        text = f"Next: anybody may execute it from {moment(proposal.executable_from)}."
        if proposal.rule.objections and not proposal.put_again:
            missing = proposal.rule.objections - proposal.objections
            more = " more" if proposal.objections else ""
            text += f" Until then {missing}{more} of the steering partners and sponsors can stop it by objecting."
        return text + _ways_out(proposal)
    if proposal.state == ProposalState.SUCCEEDED:
        return f"Next: anybody may execute it until {moment(proposal.executable_until)}.{_ways_out(proposal)}"
    if proposal.stopped:
        needed = share_words(proposal.contested_approval_bps)
        return f"It may be put again (`proposal again`); it then needs {needed}, and nobody can stop it."
    return "Nothing more happens to it."


def _ways_out(proposal: Proposal) -> str:
    """What who does not want it can do until it is executed."""
    text = ""
    if not proposal.put_again:
        refused = f", {proposal.stopping:,} have" if proposal.stopping else ""
        half = proposal.base // 2
        text += f" Partners with more than {half:,} of the weight stop it by a no (`proposal consent`){refused}."
    if proposal.opens_exit:
        text += " Who cast no ballot for it may leave without notice until then (`partner leave --dissenting`)."
    return text


def data(place: Place, proposal: Proposal, now: int) -> dict[str, Any]:
    """A proposal for --json; `now` in unix seconds."""
    same = ("decision_class", "votes_for", "votes_against", "votes_abstain", "seats_for", "seats_against")
    rest = (
        "seats_abstain",
        "base",
        "quorum",
        "approval_bps",
        "objections",
        "contested",
        "put_again",
        "stopped",
        "stopping",
    )
    times = ("snapshot", "deadline", "executable_from", "executable_until")
    return {
        "number": proposal.number,
        "id": str(proposal.id),
        "title": proposal.title,
        "description": proposal.description,
        "proposer": proposal.proposer,
        "state": proposal.state.name.lower(),
        "mode": proposal.mode.name.lower(),
        **{name: getattr(proposal, name) for name in (*same, *rest, *times)},
        "recused_seats": list(proposal.recused_seats),
        "actions": [
            {
                "words": place.words.action(action),
                "target": action.target,
                "value": str(action.value),
                "data": "0x" + action.data.hex(),
            }
            for action in proposal.actions
        ],
        "next": next_words(proposal, now),
    }
