"""What partners do about their own seat: representatives, moving, notice, leaving, and the end of a probation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from polypact.cli.common import Command, Desk, Group, open_place, shared_options
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.node import Receipt
    from polypact.cli.open_partnership import Place

_TOKENS = click.option(
    "--redeem",
    "tokens",
    multiple=True,
    metavar="TOKEN",
    help="Take your part of the treasury in it. Repeatable.",
)


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
        chosen = place.newcomer(representative) if representative else None
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
    """Offer the seat of --account to the account TO, which takes it with `move take`."""
    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.newcomer(to)
        desk.confirm(f"Offer the seat of {place.name(session.sender)} to {account}?")
        receipt = place.members.offer_seat(account)
        take = desk.command("partner", "move", "take", place.called, session.sender, account=account)
        text = f"{account} may take the seat of {place.name(session.sender)}"
        desk.sent(text, receipt, f"  {take}", partner=session.sender, to=account)


@move.command(cls=Command)
@click.argument("partnership")
@click.argument("partner")
@shared_options
def take(desk: Desk, partnership: str, partner: str) -> None:
    """Take over the seat of PARTNER with --account; the old account is out for good."""
    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.account(partner)
        offered = place.members.seat_offer(account)
        if offered is None or offered[0] != session.sender:
            raise PolypactError(f"the seat of {place.name(account)} is not offered to {session.sender}")
        desk.confirm(f"Take over the seat of {place.name(account)}?")
        receipt = place.members.take_seat(account)
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


@click.command(cls=Command)
@click.argument("partnership")
@shared_options
def notice(desk: Desk, partnership: str) -> None:
    """Give notice that --account will leave PARTNERSHIP."""
    from polypact.text.durations import format_timestamp

    with desk.session() as session:
        place = open_place(session, partnership)
        desk.confirm(f"{place.name(session.sender)} gives notice?")
        receipt = place.members.give_notice()
        leaves_at = place.members.partner(session.sender).leaves_at
        text = f"{place.name(session.sender)} may leave from {format_timestamp(leaves_at)}"
        desk.sent(text, receipt, partner=session.sender, leaves_at=leaves_at)


@click.command(cls=Command)
@click.argument("partnership")
@_TOKENS
@shared_options
def leave(desk: Desk, partnership: str, tokens: Sequence[str]) -> None:
    """Leave PARTNERSHIP, once the notice that the terms ask for is over. What was earned stays claimable.

    Where the terms know redemption, --redeem takes your part of the treasury along; `partner redeem` does so within 90
    days. It works once, so name every token you want.
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        name = place.members.name
        chosen = [place.tokens.named(token).address for token in tokens]
        desk.confirm(f"{place.name(session.sender)} leaves {name}, for good and at once?")
        receipt = place.members.leave(chosen)
        former = place.members.partner(session.sender)
        redeemed = _redeemed(place, receipt)
        lines = [f"{place.name(session.sender)} has left {name}{_with(redeemed)}"]
        if former.redeem_by:
            lines.append("it may take its part of the treasury within 90 days (`partner redeem`)")
        desk.sent("; ".join(lines), receipt, partner=session.sender, redeemed=redeemed, redeem_by=former.redeem_by)


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("tokens", metavar="TOKEN...", nargs=-1, required=True)
@shared_options
def redeem(desk: Desk, partnership: str, tokens: Sequence[str]) -> None:
    """Take the part of --account, a former partner, of the treasury in each TOKEN. It works once: name them all."""
    with desk.session() as session:
        place = open_place(session, partnership)
        chosen = [place.tokens.named(token).address for token in tokens]
        desk.confirm("Take this part of the treasury? It works once.")
        receipt = place.members.redeem(chosen)
        redeemed = _redeemed(place, receipt)
        text = f"{place.name(session.sender)} took its part of the treasury{_with(redeemed)}"
        desk.sent(text, receipt, partner=session.sender, redeemed=redeemed)


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("partner")
@shared_options
def forfeit(desk: Desk, partnership: str, partner: str) -> None:
    """End the right of PARTNER, who left, to take its part of the treasury, once its 90 days are over. Anybody may.

    Others who redeem then no longer share with it, and it may be invited again.
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.account(partner)
        desk.confirm(f"End the right of {place.name(account)} to take its part?")
        receipt = place.members.forfeit(account)
        desk.sent(f"{place.name(account)} can take no part of the treasury any more", receipt, partner=account)


@click.group(cls=Group)
def probation() -> None:
    """Partners on probation; a vote confirms them (`proposal new` with `confirm`)."""


@probation.command(cls=Command)
@click.argument("partnership")
@click.argument("partner")
@shared_options
def end(desk: Desk, partnership: str, partner: str) -> None:
    """Take PARTNER off the roster, whose probation ended without a vote to confirm it. Anybody may."""
    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.account(partner)
        desk.confirm(f"Take {place.name(account)} off the roster?")
        receipt = place.members.end_probation(account)
        desk.sent(f"{place.name(account)} is no partner any more", receipt, partner=account)


def _redeemed(place: Place, receipt: Receipt) -> list[dict[str, Any]]:
    found = []
    for log in place.partnership.decode_logs(receipt):
        if log.name == "Redeemed":
            token = place.tokens.at(log["token"])
            amount = int(log["amount"])
            found.append({"token": token.address, "amount": str(amount), "words": token.words(amount)})
    return found


def _with(redeemed: Sequence[dict[str, Any]]) -> str:
    return f": {', '.join(entry['words'] for entry in redeemed)}" if redeemed else ""


COMMANDS = (represent, move, notice, leave, redeem, forfeit, probation)
