"""`ape run consent`: what proposals ask of those to whom something was promised."""

from __future__ import annotations

import click

from polypact.cli import promised_view
from polypact.cli.common import Command, Desk, Group, open_place, row, shared_options, table
from polypact.cli.consenting import answer, waiting
from polypact.cli.offline import Offline, offline_options


@click.group(cls=Group)
def cli() -> None:
    """Yes and no to proposals, of who holds a reserved matter or a floor, and of whose own deal it is."""


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@offline_options
@shared_options
def give(desk: Desk, partnership: str, id: str, offline: Offline) -> None:
    """Say yes to a proposal, for good: to what is reserved to --account, to its floor and its own deal."""
    answer(desk, partnership, id, True, offline)


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@offline_options
@shared_options
def refuse(desk: Desk, partnership: str, id: str, offline: Offline) -> None:
    """Say no to a proposal: it then does nothing that is reserved to --account.

    Of a partner it counts, too, towards stopping what has passed. A yes may follow, by a transaction.
    """
    answer(desk, partnership, id, False, offline)


@cli.command("list", cls=Command)
@click.argument("partnership")
@click.argument("id", required=False)
@shared_options
def show(desk: Desk, partnership: str, id: str | None) -> None:
    """Show whose consent a proposal needs or whose no stops it, and what is there; of all open ones without an ID."""
    with desk.session() as session:
        place = open_place(session, partnership)
        if id is not None:
            proposal = place.partnership.proposal(id, place.since)
            asked = promised_view.asked_of(place, proposal.actions, proposal)
            told = promised_view.need_lines(place, asked) or ["nobody is asked"]
            desk.result({"consents": promised_view.need_data(place, asked)}, "\n".join(told))
            return
        found = waiting(place)
        made = table("no.", "what", "consent", right=("no.",), lead=2)
        for number, title, need, now in found:
            row(made, number, title, promised_view.need_line(place, need, now))
        data = [
            {"number": int(number.removeprefix("#")) if number.startswith("#") else None, "title": title}
            | promised_view.one_need(place, need, now)
            for number, title, need, now in found
        ]
        desk.result({"consents": data}, made if found else "no open proposal asks anybody")
