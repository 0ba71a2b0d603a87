"""`ape run proposal`: what partners decide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli import ballots, outer_view, promised_view, proposal_view
from polypact.cli.action_options import action_counts, action_options, chosen_actions
from polypact.cli.call_option import CALL_COUNTS, call_option, one_call
from polypact.cli.common import Command, Desk, Group, open_place, shared_options
from polypact.cli.proposal_view import label
from polypact.cli.proposing import Manner, proposer_options, put_to_vote, say_proposal
from polypact.cli.simulate import simulate
from polypact.cli.variadic import VariadicCommand, values
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.clients.proposal_records import Proposal

_PATH = click.Path(path_type=Path)


@click.group(cls=Group)
def cli() -> None:
    """Proposals: make them, vote, object, execute."""


for command in (*ballots.COMMANDS, simulate):
    cli.add_command(command)


@cli.command(cls=VariadicCommand, variadic={**action_counts(), **CALL_COUNTS})
@click.argument("partnership")
@click.argument("file", type=_PATH, required=False)
@click.option("--description", default="", help="What it is for; may have several lines.")
@action_options
@call_option
@proposer_options
@shared_options
def new(
    desk: Desk,
    partnership: str,
    file: Path | None,
    description: str,
    calls: Sequence[str],
    manner: Manner,
    **options: Any,
) -> None:
    """Propose actions to the partners of PARTNERSHIP, from options or from a YAML FILE, or both.

    The actions are tried on the present state first; nothing is proposed that would fail for another reason than that
    the treasury has not got the money yet.
    """
    from polypact.decisions import drafts

    wanted = chosen_actions(options)
    with desk.session() as session:
        place = open_place(session, partnership)
        draft = drafts.read_draft(file, place) if file else drafts.Draft([])
        draft.description = description or draft.description
        for kind, fields in (*wanted, *(one_call(values(given)) for given in calls)):
            try:
                draft.actions.append(drafts.make(kind, fields, place, draft.names))
            except ValueError as error:
                raise PolypactError(f"--{kind.replace('_', '-')}: {error}") from None
        put_to_vote(desk, place, draft, manner)


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@click.option("--description", default="", help="What it is for; that of the stopped proposal, and a line, by default.")
@proposer_options
@shared_options
def again(desk: Desk, partnership: str, id: str, description: str, manner: Manner) -> None:
    """Put a proposal that was stopped again: by objections, or by partners with more than half of the weight.

    It needs the contested approval of its class this time, and nobody can stop it.
    """
    from polypact.decisions.drafts import Draft

    with desk.session() as session:
        place = open_place(session, partnership)
        stopped = place.partnership.proposal(id, place.since)
        if not stopped.stopped:
            raise PolypactError(f"proposal {label(stopped)} was not stopped: {stopped.state.words}")
        text = description or f"{stopped.text}\n\nPut again after it was {proposal_view.state_words(stopped)}."
        draft = Draft(list(stopped.actions), text)
        put_to_vote(desk, place, draft, manner, stopped)


@cli.command("list", cls=Command)
@click.argument("partnership")
@click.option("--open", "only_open", is_flag=True, help="Only those to which something can still happen.")
@shared_options
def list_proposals(desk: Desk, partnership: str, only_open: bool) -> None:
    """Show the proposals of PARTNERSHIP, oldest first."""
    with desk.session() as session:
        place = open_place(session, partnership)
        found = [p for p in place.partnership.proposals(place.since) if p.is_open or not only_open]
        now = place.now()
        data = [proposal_view.data(place, proposal, now) for proposal in found]
        desk.result({"proposals": data}, proposal_view.overview(place, found))


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@shared_options
def show(desk: Desk, partnership: str, id: str) -> None:
    """Show a proposal: what it does in plain words, the tally, and what happens next.

    ID is its number, its id or the beginning of that, or `latest`.
    """
    from polypact.text.durations import format_timestamp

    with desk.session() as session:
        place = open_place(session, partnership)
        proposal = place.partnership.proposal(id, place.since)
        cast = place.partnership.ballots(proposal.id, place.since)
        remarks = place.partnership.remarks(proposal.id, place.since)
        recused = place.partnership.recused(proposal)
        asked = promised_view.asked_of(place, proposal.actions, proposal) if proposal.is_open else None
        data = proposal_view.data(place, proposal, place.now())
        data["recused"] = [{"partner": partner, "name": place.names.get(partner, "")} for partner in recused]
        data["ballots"] = [
            {
                "voter": b.voter,
                "name": place.names.get(b.voter, ""),
                "support": b.support.words,
                "weight": b.weight,
                "reason": b.reason,
            }
            for b in cast
        ]
        data["remarks"] = [
            {"account": r.account, "name": place.names.get(r.account, ""), "what": r.what, "reason": r.reason}
            for r in remarks
        ]
        data["consents"] = promised_view.need_data(place, asked) if asked else []
        casts = _votes_elsewhere(place, proposal)
        within = outer_view.partners(place, proposal)
        data["votes_elsewhere"] = [told.data for told in casts]
        data["votes_within"] = [told.data for told in within]
        needs = promised_view.need_lines(place, asked) if asked else []
        lines = [
            f"Proposal {label(proposal)}, id {proposal.id}",
            *(f"  {line}" for line in proposal.text.splitlines()),
            f"  by {place.name(proposal.proposer)}; decided by the "
            f"{place.words.class_name(proposal.decision_class)} rule",
            "What it does:",
            *(f"  {number}. {place.words.action(action)}" for number, action in enumerate(proposal.actions, 1)),
            *(["Consent:"] if needs else []),
            *(f"  {line}" for line in needs),
            *(["Ballots that it casts elsewhere:"] if casts else []),
            *(f"  {told.mark}{told.text}" for told in casts),
            "Tally:",
            *proposal_view.tally_lines(proposal, [place.name(partner) for partner in recused]),
            *(f"  {place.name(b.voter)}: {b.support.words} ({b.weight:,}){_colon(b.reason)}" for b in cast),
            *(f"  {place.name(r.account)} {r.what}{_colon(r.reason)}" for r in remarks),
            *(["Partners that are partnerships:"] if within else []),
            *(f"  {told.mark}{told.text}" for told in within),
            f"Votes count as of  {format_timestamp(proposal.snapshot)}",
            f"Vote ends          {format_timestamp(proposal.deadline)}",
            f"State: {proposal_view.state_words(proposal)}. {data['next']}",
        ]
        desk.result(data, "\n".join(lines))


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@shared_options
def execute(desk: Desk, partnership: str, id: str) -> None:
    """Execute a proposal that passed, once its delay is over. Anybody may."""
    with desk.session() as session:
        place = open_place(session, partnership)
        proposal = place.partnership.proposal(id, place.since)
        say_proposal(desk, place, proposal)
        desk.confirm(f"Execute {label(proposal)}?")
        receipt = place.partnership.execute(proposal)
        desk.sent(f"executed {label(proposal)}", receipt, proposal=str(proposal.id), number=proposal.number)


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@shared_options
def cancel(desk: Desk, partnership: str, id: str) -> None:
    """Withdraw your own proposal, or one of whom you represent, until its vote has ended."""
    with desk.session() as session:
        place = open_place(session, partnership)
        proposal = place.partnership.proposal(id, place.since)
        say_proposal(desk, place, proposal)
        desk.confirm(f"Withdraw {label(proposal)}?")
        receipt = place.partnership.cancel(proposal)
        desk.sent(f"withdrew {label(proposal)}", receipt, proposal=str(proposal.id), number=proposal.number)


def _votes_elsewhere(place: Place, proposal: Proposal) -> list[outer_view.Told]:
    from polypact.decisions.outer_votes import outer_votes, span_of_proposal

    votes = outer_votes(place.partnership, proposal.actions) if proposal.is_open else []
    return outer_view.casting(place, votes, span_of_proposal(proposal, place.now())) if votes else []


def _colon(text: str) -> str:
    return f": {text}" if text else ""
