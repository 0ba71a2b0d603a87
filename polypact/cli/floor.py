"""`ape run floor`: below what the treasury does not fall without somebody's yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from polypact.cli import promised_view
from polypact.cli.common import Command, Desk, Group, open_place, shared_options
from polypact.cli.promising import description_option, made, propose
from polypact.cli.proposing import Manner, proposer_options
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.text.promises import Floor


@click.group(cls=Group)
def cli() -> None:
    """Floors: below what the treasury does not fall without the yes of who holds it."""


@cli.command("set", cls=Command)
@click.argument("partnership")
@click.argument("keep", metavar="SUM")
@click.argument("holder")
@click.option("--until", help="Last day or moment it holds; without it there is no end.")
@click.option("--notice", default="90 days", show_default=True, help="By which a vote ends it, 0 to 365 days.")
@description_option
@proposer_options
@shared_options
def promise(
    desk: Desk,
    partnership: str,
    keep: str,
    holder: str,
    until: str | None,
    notice: str,
    description: str,
    manner: Manner,
) -> None:
    """Propose that SUM ("10,000 usdx") stays in the treasury, unless HOLDER agrees to less."""
    with desk.session() as session:
        place = open_place(session, partnership)
        fields = {"keep": keep, "holder": holder, "notice": notice, **({"until": until} if until else {})}
        propose(desk, place, [made("set_floor", fields, place)], description, manner)


@cli.command("list", cls=Command)
@click.argument("partnership")
@shared_options
def show(desk: Desk, partnership: str) -> None:
    """Show what stays in the treasury, whose yes less needs, and until when."""
    with desk.session() as session:
        place = open_place(session, partnership)
        now = place.now()
        found = place.partnership.promises.all(place.since, mandates=False).floors
        told = [f"{number}. {promised_view.floor_line(place, one, now)}" for number, one in enumerate(found, 1)]
        data = {"floors": [promised_view.floor_data(place, one, now) for one in found]}
        desk.result(data, "\n".join(told) or "no floors")


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("token")
@click.option("--holder", help="Who holds it, where several hold floors of the token.")
@description_option
@proposer_options
@shared_options
def end(
    desk: Desk,
    partnership: str,
    token: str,
    holder: str | None,
    description: str,
    manner: Manner,
) -> None:
    """End the floor of TOKEN: at once if --account holds it, or it is over; else by proposing to give notice of it."""
    with desk.session() as session:
        place = open_place(session, partnership)
        found = _the_floor(place, token, holder)
        now = place.now()
        desk.say(promised_view.floor_line(place, found, now))
        if found.holder == session.sender or found.is_over(now):
            desk.confirm("Take this floor off, for good?")
            receipt = place.partnership.promises.end_floor(found)
            symbol = place.tokens.at(found.token).symbol
            desk.sent(f"the floor of {symbol} is off", receipt, token=found.token, holder=found.holder)
            return
        propose(desk, place, [place.own.give_floor_notice(found.token, found.holder)], description, manner)


def _the_floor(place: Place, token: str, holder: str | None) -> Floor:
    address = place.tokens.named(token).address
    account = place.account(holder) if holder is not None else None
    found = [
        floor
        for floor in place.partnership.promises.all(place.since, mandates=False).floors
        if floor.token == address and account in (None, floor.holder)
    ]
    if not found:
        raise PolypactError(f"there is no such floor of {token}; `floor list` shows those there are")
    if len(found) > 1:
        holders = ", ".join(place.name(floor.holder) for floor in found)
        raise PolypactError(f"{len(found)} hold a floor of {token} ({holders}): say whose with --holder")
    return found[0]
