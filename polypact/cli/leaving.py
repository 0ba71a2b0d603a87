"""How a partner leaves: by notice, over a decision, by expulsion, or at the end of a probation; and what it is paid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from polypact.cli.common import Command, Desk, Group, open_place, shared_options
from polypact.cli.proposal_view import label
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.node import Receipt
    from polypact.cli.open_partnership import Place
    from polypact.clients.membership import Membership

_TOKENS = click.option(
    "--token",
    "tokens",
    multiple=True,
    metavar="TOKEN",
    help="Take your part of this one along, too; ether and listed tokens go along anyway. Repeatable.",
)


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
@click.option(
    "--dissenting",
    "decision",
    metavar="ID",
    help="Without notice, over this constitutional decision: it has passed, and you cast no ballot for it.",
)
@shared_options
def leave(desk: Desk, partnership: str, tokens: Sequence[str], decision: str | None) -> None:
    """Leave PARTNERSHIP, once the notice of your deal is over, and take your part of the treasury along.

    What was earned stays claimable, and what you contributed keeps its place in the line.
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        over = place.partnership.proposal(decision, place.since) if decision is not None else None
        name, who = place.members.name, place.name(session.sender)
        if place.members.read("members") == 1 and place.partnership.has_standing(session.sender):
            raise PolypactError("the last partner does not leave, it winds up (`partnership wind-up --alone`)")
        chosen = [place.tokens.named(token).address for token in tokens]
        takes = [part for part in place.members.redeemable(session.sender, chosen) if part.amount]
        for part in takes:
            token = place.tokens.at(part.token)
            desk.say(f"  takes along  {token.words(part.amount)} of {token.words(part.held)} in the treasury")
        if not takes:
            desk.say("  takes nothing of the treasury along")
        why = f" over {label(over)}" if over else ""
        desk.confirm(f"{who} leaves {name}{why}, for good and at once?")
        receipt = place.members.leave_dissenting(over.id, chosen) if over else place.members.leave(chosen)
        _tell(desk, place, receipt, session.sender, f"{who} has left {name}{why}")


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("partner")
@click.argument("token")
@shared_options
def pay_owed(desk: Desk, partnership: str, partner: str, token: str) -> None:
    """Pay PARTNER, who left, its part of a TOKEN that did not move when it left. Anybody may."""
    with desk.session() as session:
        place = open_place(session, partnership)
        account, known = place.account(partner), place.tokens.named(token)
        owed = place.members.owed_to(known.address, account)
        if not owed:
            raise PolypactError(f"nothing of {known.symbol} is owed to {place.name(account)}")
        desk.confirm(f"Have {known.words(owed)} paid to {place.name(account)}?")
        receipt = place.members.pay_owed(known.address, account)
        taken = _logged(place, receipt, "Redeemed")
        desk.sent(f"{place.name(account)} was paid{_with(taken)}", receipt, partner=account, taken=taken)


@click.group(cls=Group)
def expulsion() -> None:
    """Partners that were expelled and have their notice yet."""


@expulsion.command("end", cls=Command)
@click.argument("partnership")
@click.argument("partner")
@shared_options
def end_notice(desk: Desk, partnership: str, partner: str) -> None:
    """Take PARTNER off the roster, which was expelled, once its notice is over. Anybody may."""
    _take_off(desk, partnership, partner, lambda members, account: members.end_notice(account))


@click.group(cls=Group)
def probation() -> None:
    """Partners on probation; a vote confirms them (`proposal new` with `confirm`)."""


@probation.command(cls=Command)
@click.argument("partnership")
@click.argument("partner")
@shared_options
def end(desk: Desk, partnership: str, partner: str) -> None:
    """Take PARTNER off the roster, whose probation ended without a vote to confirm it. Anybody may."""
    _take_off(desk, partnership, partner, lambda members, account: members.end_probation(account))


def _take_off(desk: Desk, partnership: str, partner: str, end: Callable[[Membership, str], Receipt]) -> None:
    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.members.holder_of(place.account(partner))
        desk.confirm(f"Take {place.name(account)} off the roster?")
        receipt = end(place.members, account)
        _tell(desk, place, receipt, account, f"{place.name(account)} is no partner any more")


def _tell(desk: Desk, place: Place, receipt: Receipt, account: str, gone: str) -> None:
    """Says that a partner is gone, what it was paid, and what is still owed to it."""
    taken, owed = _logged(place, receipt, "Redeemed"), _logged(place, receipt, "RedemptionOwed")
    lines = [f"{gone}{_with(taken)}"]
    if owed:
        lines.append(f"still owed, as it did not move{_with(owed)} (`partner pay-owed`)")
    desk.sent("; ".join(lines), receipt, partner=account, taken=taken, owed=owed)


COMMANDS = (notice, leave, pay_owed, expulsion, probation)


def _logged(place: Place, receipt: Receipt, event: str) -> list[dict[str, Any]]:
    found = []
    for log in place.partnership.decode_logs(receipt):
        if log.name == event:
            token = place.tokens.at(log["token"])
            amount = int(log["amount"])
            found.append({"token": token.address, "amount": str(amount), "words": token.words(amount)})
    return found


def _with(sums: Sequence[dict[str, Any]]) -> str:
    return f": {', '.join(entry['words'] for entry in sums)}" if sums else ""
