"""`ape run partnership`: how a partnership ends, and what comes after it."""

from __future__ import annotations

import click

from polypact.cli import succession, succession_proof, taking_along
from polypact.cli.common import Command, Desk, Group, open_place, shared_options
from polypact.cli.ending import liquidated, sums
from polypact.text.errors import PolypactError


@click.group(cls=Group)
def cli() -> None:
    """The end of a partnership, and what comes after: begin winding up, split it, merge it, move it."""


for command in (*succession.COMMANDS, *taking_along.COMMANDS, *succession_proof.COMMANDS):
    cli.add_command(command)


@cli.command(name="wind-up", cls=Command)
@click.argument("partnership")
@click.option("--at-end", is_flag=True, help="The end date of the deal is past, or an end condition true; anybody may.")
@click.option("--alone", is_flag=True, help="--account is the only partner left.")
@click.option(
    "--deadlock",
    nargs=2,
    metavar="ID ID",
    help="Two proposals with the same actions that failed by a tie or short of the approval.",
)
@shared_options
def wind_up(desk: Desk, partnership: str, at_end: bool, alone: bool, deadlock: tuple[str, str] | None) -> None:
    """Begin winding up PARTNERSHIP without a vote. With one, it is a proposal: `proposal new` with `wind_up`.

    The treasury goes to the escrow at once: contributions that were not repaid first, then partners by units.
    """
    if [at_end, alone, deadlock is not None].count(True) != 1:
        raise click.UsageError("give --at-end, --alone or --deadlock; a vote decides it by a proposal (`wind_up`)")
    with desk.session() as session:
        place = open_place(session, partnership)
        end = place.partnership.end
        if deadlock:
            votes = [place.partnership.proposal(id, place.since) for id in deadlock]
            first, second = sorted(votes, key=lambda found: found.deadline)
            if first.columns != second.columns:
                raise PolypactError("the two proposals have different actions; a deadlock is about the same ones")
        desk.confirm(f"Wind up {place.members.name}, for good? Nobody can take it back.")
        if deadlock:
            receipt = end.begin_on_deadlock(first.actions, first.description, second.description)
        else:
            receipt = end.begin_at_end() if at_end else end.begin_alone()
        sent = liquidated(place, receipt)
        desk.sent(f"{place.members.name} is winding up{sums(sent)}", receipt, liquidated=sent)


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("token")
@shared_options
def liquidate(desk: Desk, partnership: str, token: str) -> None:
    """Send to the escrow what of TOKEN came late, or does not stay for debts any more. Anybody may."""
    with desk.session() as session:
        place = open_place(session, partnership)
        known = place.tokens.named(token)
        desk.confirm(f"Have the {known.symbol} of the treasury divided?")
        receipt = place.partnership.end.liquidate(known.address)
        sent = liquidated(place, receipt)
        desk.sent(f"divided{sums(sent)}", receipt, liquidated=sent)
