"""`ape run matter`: what is reserved to somebody, who is asked before it is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli import promised_view
from polypact.cli.common import Command, Desk, Group, open_place, shared_options
from polypact.cli.promising import description_option, number_argument, plainly, propose
from polypact.cli.proposing import Manner, proposer_options
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.text.promises import Matter


@click.group(cls=Group)
def cli() -> None:
    """Reserved matters: what is not done against the no of who holds them."""


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("what")
@click.argument("holder")
@click.option("--days", default="30", show_default=True, help="That HOLDER has to answer, 1 to 90.")
@click.option("--until", help="Last day or moment it holds; without it there is no end.")
@click.option("--notice", default="90 days", show_default=True, help="By which a vote ends it, 0 to 365 days.")
@click.option("--limit", metavar="NUMBER", help="A limit that there is, within which nobody is asked.")
@click.option("--link", metavar="TAG", help="A link of HOLDER with which it ends.")
@description_option
@proposer_options
@shared_options
def reserve(
    desk: Desk,
    partnership: str,
    what: str,
    holder: str,
    description: str,
    manner: Manner,
    **options: Any,
) -> None:
    """Propose that HOLDER, an account or "2 steering seats", is asked before WHAT is done.

    WHAT is like "payments above 20,000 usdx a month", "admission", "change of business", "borrowing at LENDER",
    "disposal of IP at COLLECTION", "related-party payments to PARTNER" or "calls of FUNCTION at TARGET".
    """
    from polypact.capabilities.draft_fields import DraftFields
    from polypact.capabilities.promises import matters

    with desk.session() as session:
        place = open_place(session, partnership)
        given = {"what": what, "holder": holder, **{key: value for key, value in options.items() if value is not None}}
        fields = DraftFields(given, place, {}, Path())
        with plainly():
            actions = [place.own.reserve_matter(matter) for matter in matters(place.own, fields)]
        propose(desk, place, actions, description, manner)


@cli.command("list", cls=Command)
@click.argument("partnership")
@shared_options
def show(desk: Desk, partnership: str) -> None:
    """Show what is reserved to whom, beyond which limit, and until when."""
    with desk.session() as session:
        place = open_place(session, partnership)
        now = place.now()
        promised = place.partnership.promises.all(place.since, mandates=False)
        told = [
            f"{number}. {promised_view.matter_line(place, one, promised, now)}"
            for number, one in enumerate(promised.matters, 1)
        ]
        data = {"matters": [promised_view.matter_data(place, one, promised, now) for one in promised.matters]}
        desk.result(data, "\n".join(told) or "nothing is reserved")


@cli.command(cls=Command)
@click.argument("partnership")
@number_argument
@description_option
@proposer_options
@shared_options
def end(
    desk: Desk,
    partnership: str,
    number: int,
    description: str,
    manner: Manner,
) -> None:
    """End a reserved matter, by its NUMBER in `matter list`: at once if --account holds it or it is over.

    Else a proposal is made to give notice of it.
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        promised = place.partnership.promises.all(place.since, mandates=False)
        now = place.now()
        if number > len(promised.matters):
            raise PolypactError(f"there is no reserved matter {number}; `matter list` numbers those there are")
        found = promised.matters[number - 1]
        desk.say(promised_view.matter_line(place, found, promised, now))
        if found.holder == session.sender or found.is_over(now):
            desk.confirm("Take this off, for good?")
            receipt = place.partnership.promises.end_matter(found)
            desk.sent("it is reserved no more", receipt, **_facts(found))
            return
        notice = place.own.give_matter_notice(found.target, found.selector, found.holder, found.argument)
        propose(desk, place, [notice], description, manner)


def _facts(matter: Matter) -> dict[str, Any]:
    return {"target": matter.target, "selector": f"0x{matter.selector.hex()}", "holder": matter.holder}
