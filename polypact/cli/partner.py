"""`ape run partner`: accepting the terms, the roster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from polypact.cli import leaving, seats
from polypact.cli.common import Command, Desk, Group, open_place, shared_options
from polypact.cli.offline import Offline, offline_options, write_message
from polypact.cli.roster import Known, roster
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place

_PATH = click.Path(path_type=Path)


@click.group(cls=Group)
def cli() -> None:
    """Partners: accept the terms, see the roster, name a representative, move, leave."""


for command in (*seats.COMMANDS, *leaving.COMMANDS):
    cli.add_command(command)


@cli.command(cls=Command)
@click.argument("partnership")
@click.option("--document", type=_PATH, help="Your copy of the terms; it must be the agreed document to the byte.")
@offline_options
@shared_options
def accept(desk: Desk, partnership: str, document: Path | None, offline: Offline) -> None:
    """Accept the terms in force of PARTNERSHIP, by a transaction of --account or by a file that anybody may relay."""
    from polypact.text.documents import Document
    from polypact.text.enums import Phase, Status

    with desk.session() as session:
        place = open_place(session, partnership)
        if offline:
            write_message(desk, place, offline, place.members.acceptance_data, document)
            return
        terms = place.members.terms()
        _show_terms(desk, place)
        if document:
            Document(terms.hash).check_copy(document)
            desk.say(f"  your copy    {document} is this document to the byte")
        record = place.members.partner(session.sender)
        if record.status == Status.NONE:
            raise PolypactError(f"{session.sender} is not on the roster: use the account that was invited")
        offer = place.members.offer(session.sender)
        deal = place.members.deal(offer.version)
        for line in [*(offer.lines(deal) if record.status == Status.INVITED else []), *deal.lines()]:
            desk.say(f"  {line}")
        desk.confirm("Accept these terms?")
        receipt = place.members.accept(terms.hash, offer)
        phase = place.members.phase
        desk.sent(
            f"{place.name(session.sender)} has accepted version {terms.version}; {_standing(phase == Phase.IN_FORCE)}",
            receipt,
            partner=session.sender,
            version=terms.version,
            terms_hash="0x" + terms.hash.hex(),
            phase=phase.name.lower(),
        )


@cli.command("list", cls=Command)
@click.argument("partnership")
@shared_options
def list_partners(desk: Desk, partnership: str) -> None:
    """Show the roster of PARTNERSHIP: everybody who is, was or may become a partner."""
    with desk.session() as session:
        place = open_place(session, partnership)
        members, since = place.members, place.since
        named = place.partnership.representatives(since)
        known = Known(members.terms(), place.now(), members.acceptances(since), named)
        data, made = roster(place, members.roster(), known)
        desk.result({"partnership": place.partnership.address, "partners": data}, made)


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("partner")
@shared_options
def lapse(desk: Desk, partnership: str, partner: str) -> None:
    """Take the weight of PARTNER out of the totals, who did not answer a call or did not accept new terms in time."""
    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.account(partner)
        desk.confirm(f"Take the weight of {place.name(account)} out of the totals?")
        receipt = place.members.lapse(account)
        desk.sent(f"the weight of {place.name(account)} no longer counts", receipt, partner=account)


def _show_terms(desk: Desk, place: Place) -> None:
    terms = place.members.terms()
    uri = place.members.terms_uri(terms.version, place.since)
    desk.say(f"{place.members.name} ({place.partnership.address})")
    desk.say(f"  terms        version {terms.version}, document 0x{terms.hash.hex()}")
    if uri:
        desk.say(f"  to read at   {uri}")


def _standing(in_force: bool) -> str:
    return "the partnership is in force" if in_force else "others still have to accept"
