"""What partners do about their own seat: representatives, moving, calls and answers, what ends in time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from polypact.cli.common import Command, Desk, Group, open_place, shared_options
from polypact.cli.offline import Offline, offline_options, write_message
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("representative", metavar="ACCOUNT", required=False)
@click.option("--nobody", is_flag=True, help="Take the right away from whoever has it.")
@shared_options
def represent(desk: Desk, partnership: str, representative: str | None, nobody: bool) -> None:
    """Let ACCOUNT vote and propose for --account, at once; it can do nothing else.

    Your own ballot overrules that of your representative until a vote ends.
    """
    if (representative is None) != nobody:
        raise click.UsageError("give ACCOUNT or --nobody")
    with desk.session() as session:
        place = open_place(session, partnership)
        chosen = place.newcomer(representative) if representative is not None else None
        who = place.words.name(chosen) if chosen else "nobody"
        desk.confirm(f"Let {who} vote and propose for {place.name(session.sender)}?")
        receipt = place.partnership.name_representative(chosen)
        text = f"{who} may vote and propose for {place.name(session.sender)}"
        desk.sent(text, receipt, partner=session.sender, representative=chosen)


@click.group(cls=Group)
def move() -> None:
    """Move a seat to another account of the same partner: offer it, then take it with the other account."""


@move.command(cls=Command)
@click.argument("partnership")
@click.argument("to")
@shared_options
def offer(desk: Desk, partnership: str, to: str) -> None:
    """Offer the seat of --account to the account TO, which takes it with `move take` after the delay of the deal.

    Until it is taken, --account withdraws the offer with `move keep`, and the others refuse it with `move refuse`.
    """
    from polypact.text.durations import format_timestamp

    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.newcomer(to)
        desk.confirm(f"Offer the seat of {place.name(session.sender)} to {account}?")
        receipt = place.members.offer_seat(account)
        offered = place.members.seat_offer(session.sender)
        ready_at = offered[1] if offered else 0
        take = desk.command("partner", "move", "take", place.called, session.sender, account=account)
        text = f"{account} may take the seat of {place.name(session.sender)} from {format_timestamp(ready_at)}"
        desk.sent(text, receipt, f"  {take}", partner=session.sender, to=account, ready_at=ready_at)


@move.command(cls=Command)
@click.argument("partnership")
@click.argument("partner")
@offline_options
@shared_options
def take(desk: Desk, partnership: str, partner: str, offline: Offline) -> None:
    """Take over the seat of PARTNER with --account, once its time has come, and accept what is bound to it.

    That is the terms in force with their deal, the weight, the units, the role and the probation. The old account is
    out for good.
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.members.holder_of(place.account(partner))
        offered = place.members.seat_offer(account)

        def check(taker: str) -> None:
            if offered is None or offered[0] != taker:
                raise PolypactError(f"the seat of {place.name(account)} is not offered to {taker}")

        def taking(taker: str, until: int) -> dict[str, Any]:
            check(taker)
            return place.members.taking_data(taker, account, until)

        if offline:
            write_message(desk, place, offline, taking)
            return
        check(session.sender)
        conditions = place.members.seat_conditions(account)
        deal = place.members.deal(conditions.version)
        desk.say(f"  terms        version {conditions.version}, document 0x{conditions.terms_hash.hex()}")
        for line in [*conditions.lines(deal), *deal.lines()]:
            desk.say(f"  {line}")
        desk.confirm(f"Accept this and take over the seat of {place.name(account)}?")
        receipt = place.members.take_seat(account, conditions)
        name = place.name(account)
        if account in place.names:
            place.save_names({session.sender: name, account: f"{name} (old account)"})
        text = f"{session.sender} has the seat of {name} now"
        desk.sent(text, receipt, partner=session.sender, previous=account)


@move.command(cls=Command)
@click.argument("partnership")
@shared_options
def keep(desk: Desk, partnership: str) -> None:
    """Keep the seat of --account: withdraw its offer, or refuse the one that was made by vote."""
    with desk.session() as session:
        place = open_place(session, partnership)
        desk.confirm(f"{place.name(session.sender)} keeps its seat?")
        receipt = place.members.keep_seat()
        desk.sent(f"{place.name(session.sender)} keeps its seat", receipt, partner=session.sender)


@move.command(cls=Command)
@click.argument("partnership")
@click.argument("partner")
@offline_options
@shared_options
def refuse(desk: Desk, partnership: str, partner: str, offline: Offline) -> None:
    """Refuse that the seat of PARTNER moves to the account it is offered to.

    Partners with more than a third of the others' weight end the offer, by transactions and by files that anybody may
    relay.
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.members.holder_of(place.account(partner))
        if offline:
            write_message(
                desk, place, offline, lambda refuser, until: place.members.refusal_data(account, refuser, until)
            )
            return
        offered = place.members.seat_offer(account)
        if offered is None:
            raise PolypactError(f"the seat of {place.name(account)} is not offered to anybody")
        desk.confirm(f"Refuse that the seat of {place.name(account)} moves to {offered[0]}?")
        receipt = place.members.refuse_move(account)
        ended = place.members.seat_offer(account) is None
        text = f"the seat of {place.name(account)} stays where it is" if ended else "refused; others have to, as well"
        desk.sent(text, receipt, partner=account, to=offered[0], ended=ended)


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("partner")
@shared_options
def call(desk: Desk, partnership: str, partner: str) -> None:
    """Ask PARTNER for a sign of life; who gives none in time lapses (`partner lapse`). Once a year at most."""
    from polypact.text.durations import format_timestamp

    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.members.holder_of(place.account(partner))
        desk.confirm(f"Ask {place.name(account)} for a sign of life?")
        receipt = place.members.call_partner(account)
        answer_by = place.members.partner(account).answer_by
        text = f"{place.name(account)} has until {format_timestamp(answer_by)} to answer (`partner answer`)"
        desk.sent(text, receipt, partner=account, answer_by=answer_by)


@click.command(cls=Command)
@click.argument("partnership")
@offline_options
@shared_options
def answer(desk: Desk, partnership: str, offline: Offline) -> None:
    """Answer a call with --account, or come back after one that was not answered in time."""
    with desk.session() as session:
        place = open_place(session, partnership)
        if offline:
            write_message(desk, place, offline, place.members.answer_data)
            return
        desk.confirm(f"Say that {place.name(session.sender)} is there?")
        receipt = place.members.answer()
        desk.sent(f"{place.name(session.sender)} is there", receipt, partner=session.sender)


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("tokens", metavar="TOKEN...", nargs=-1)
@shared_options
def withdraw(desk: Desk, partnership: str, tokens: Sequence[str]) -> None:
    """Take back what --account, a founder, accepted and contributed, while others still have to accept.

    Its seat is invited again. Name every TOKEN in which it contributed; without any, these are ether and all listed.
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        chosen = [place.tokens.named(token).address for token in tokens]
        chosen = chosen or [ETHER, *place.escrow.listed_tokens()]
        desk.confirm(f"Take back the acceptance of {place.name(session.sender)} and all it contributed?")
        receipt = place.members.withdraw(chosen)
        text = f"{place.name(session.sender)} has withdrawn; it is invited again"
        desk.sent(text, receipt, partner=session.sender, tokens=chosen)


@click.command("close-window", cls=Command)
@click.argument("partnership")
@shared_options
def close_window(desk: Desk, partnership: str) -> None:
    """Close the window to accept the terms in force, once its time is over and most have accepted. Anybody may."""
    with desk.session() as session:
        place = open_place(session, partnership)
        terms = place.members.terms()
        accepted = [one for one in place.members.roster() if one.accepted_version == terms.version and one.weight]
        desk.confirm(f"Close the window, so that only version {terms.version} is good?")
        receipt = place.members.close_window([one.account for one in accepted])
        desk.sent(f"only version {terms.version} of the terms is good now", receipt, version=terms.version)


@click.group(cls=Group)
def suspension() -> None:
    """Suspended partners; a suspension ends by vote, or after 90 days."""


@suspension.command("end", cls=Command)
@click.argument("partnership")
@click.argument("partner")
@shared_options
def end_suspension(desk: Desk, partnership: str, partner: str) -> None:
    """End the suspension of PARTNER, whose 90 days are over. Anybody may."""
    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.members.holder_of(place.account(partner))
        desk.confirm(f"End the suspension of {place.name(account)}?")
        receipt = place.members.end_suspension(account)
        desk.sent(f"{place.name(account)} takes part again", receipt, partner=account)


COMMANDS = (
    represent,
    move,
    call,
    answer,
    withdraw,
    close_window,
    suspension,
)
