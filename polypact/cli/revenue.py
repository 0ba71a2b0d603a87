"""`ape run revenue`: what the partnership earns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from polypact.cli.common import Command, Desk, Group, open_place, shared_options, short
from polypact.cli.invoices import invoice
from polypact.cli.paying import claim_for_all, order, pay_out, payout_address
from polypact.cli.statement import show, statement
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.node import Receipt
    from polypact.chain.tokens import Token
    from polypact.cli.open_partnership import Place

#: Events of what each tier got of a distribution.
TIERS = ("SponsorCredited", "ContributionsRepaid", "ReserveCredited", "RevenueDistributed")


@click.group(cls=Group)
def cli() -> None:
    """Revenue: pay it in, distribute it, claim it, see the statement. Capital: contribute it."""


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("amount")
@click.option("--reference", default="", help="Of the invoice.")
@click.option("--anyway", is_flag=True, help="Pay though it would count towards no open invoice.")
@shared_options
def pay(desk: Desk, partnership: str, amount: str, reference: str, anyway: bool) -> None:
    """Pay AMOUNT into the revenue of PARTNERSHIP: "1.5 ether", "250 USDX", or a number of wei.

    An ERC-20 is approved for exactly this amount first, if it has to be. A reference is compared with the invoices:
    what would not count towards one, or is more than what is open, is said before anything is sent.
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        token, units = place.tokens.amount(amount)
        desk.say(f"pay {token.words(units)} to {place.members.name}{f' for {reference}' if reference else ''}")
        receipt = place.escrow.earlier_payment(token.address, units, reference)
        if receipt is None:
            if reference:
                _check_reference(desk, place, token, units, reference, anyway)
            desk.confirm("Pay?")
            _approve(desk, place, token, units)
            receipt = place.escrow.pay(token.address, units, reference)
        arrived = sum(_amounts(place, receipt, "RevenuePaid").values())
        desk.sent(
            f"paid {token.words(arrived)}",
            receipt,
            token=token.address,
            symbol=token.symbol,
            amount=str(arrived),
            reference=reference,
        )


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("token", nargs=-1)
@shared_options
def distribute(desk: Desk, partnership: str, token: Sequence[str]) -> None:
    """Split what arrived in the order of payment: each TOKEN, or all that have something to split."""
    with desk.session() as session:
        place = open_place(session, partnership)
        tokens = [place.tokens.named(name).address for name in token] or [
            entry for entry in place.revenue_tokens() if place.escrow.undistributed(entry)
        ]
        if not tokens:
            raise PolypactError("nothing arrived since the last distribution; nothing was sent")
        desk.confirm(f"Distribute {', '.join(place.tokens.at(entry).symbol for entry in tokens)}?")
        done = []
        for entry in tokens:
            receipt = place.escrow.distribute(entry)
            amount = sum(int(log["amount"]) for log in place.escrow.decode_logs(receipt) if log.name in TIERS)
            done.append((place.tokens.at(entry), amount, receipt))
        desk.result(
            {
                "distributed": [
                    {
                        "token": kind.address,
                        "symbol": kind.symbol,
                        "amount": str(amount),
                        "transaction": receipt.transaction,
                        "gas_used": receipt.gas_used,
                    }
                    for kind, amount, receipt in done
                ]
            },
            *(
                f"distributed {kind.words(amount)} (transaction {short(receipt.transaction)}, {receipt.gas_used:,} gas)"
                for kind, amount, receipt in done
            ),
        )


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("token")
@shared_options
def know(desk: Desk, partnership: str, token: str) -> None:
    """Have what arrives in TOKEN be split from now on, when it is asked for by its address.

    Partners with units, contributors and sponsors may, each once a year; a vote may, too (`know_token` in a draft). The
    escrow sends a millionth of it, or less, to the treasury, and refuses a second address of what it knows.
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        kind = place.tokens.named(token)
        place.tokens.refuse_currency(kind.address)
        if place.escrow.is_known(kind.address):
            raise PolypactError(f"{kind.symbol} is known already; `revenue distribute` splits what arrived in it")
        desk.confirm(f"Have {kind.symbol} ({kind.address}) be known, for good? --account may do so once a year.")
        receipt = place.escrow.know_token(kind.address)
        text = f"{kind.symbol} is known; `revenue distribute` splits what arrived in it"
        desk.sent(text, receipt, token=kind.address, symbol=kind.symbol, account=session.sender)


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("token", nargs=-1)
@click.option("--partner", help="Whose: name or address; by default --account's own.")
@shared_options
def claim(desk: Desk, partnership: str, token: Sequence[str], partner: str | None) -> None:
    """Pay out what a partner, a sponsor, a contributor or the treasury earned: each TOKEN, or all that it can claim."""
    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.account(partner) if partner is not None else session.sender
        wanted = [place.tokens.named(name).address for name in token] or place.known_tokens()
        tokens = [entry for entry in wanted if place.escrow.claimable(entry, account)]
        symbols = {place.tokens.at(entry).symbol for entry in tokens}
        if not tokens:
            why = _why_nothing(desk, place, account, wanted)
            raise PolypactError(f"{place.name(account)} has nothing to claim now; {why}")
        desk.confirm(f"Claim {', '.join(sorted(symbols))} for {place.name(account)}?")
        if len(tokens) == 1:
            receipt = place.escrow.claim(tokens[0], account)
        else:
            receipt = place.escrow.claim_many(tokens[:16], account)
        claimed = _amounts(place, receipt, "RevenueClaimed")
        paid = [(place.tokens.at(entry), amount) for entry, amount in claimed.items()]
        desk.sent(
            f"{place.name(account)} was paid {' and '.join(kind.words(amount) for kind, amount in paid)}",
            receipt,
            partner=account,
            claimed=[{"token": kind.address, "symbol": kind.symbol, "amount": str(amount)} for kind, amount in paid],
        )


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("amount")
@shared_options
def contribute(desk: Desk, partnership: str, amount: str) -> None:
    """Pay AMOUNT of capital into the treasury of PARTNERSHIP, on record.

    Until the partnership is in force the money waits in the escrow; if the formation fails, it is owed back.
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        token, units = place.tokens.amount(amount)
        desk.say(f"contribute {token.words(units)} to the treasury of {place.members.name}")
        receipt = place.escrow.earlier_contribution(token.address, units)
        if receipt is None:
            desk.confirm("Contribute?")
            _approve(desk, place, token, units)
            agreed = place.escrow.agreed_contribution(token.address, session.sender)
            if agreed and place.escrow.undistributed(token.address):
                place.escrow.settle(token.address)
                desk.say(f"distributed the {token.symbol} that had arrived, which is not for repaying this")
            receipt = place.escrow.contribute(token.address, units)
        arrived = sum(_amounts(place, receipt, "Contributed").values())
        facts = {"token": token.address, "symbol": token.symbol, "amount": str(arrived)}
        desk.sent(f"contributed {token.words(arrived)}", receipt, **facts)


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("token", default="ether")
@shared_options
def release(desk: Desk, partnership: str, token: str) -> None:
    """Move the capital of the formation to the treasury, once the partnership is in force. Anybody may."""
    with desk.session() as session:
        place = open_place(session, partnership)
        kind = place.tokens.named(token)
        desk.confirm(f"Release the contributions in {kind.symbol} to the treasury?")
        receipt = place.escrow.release(kind.address)
        amount = sum(_amounts(place, receipt, "ContributionsReleased").values())
        facts = {"token": kind.address, "symbol": kind.symbol, "amount": str(amount)}
        desk.sent(f"released {kind.words(amount)} to the treasury", receipt, **facts)


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("token", default="ether")
@click.option("--contributor", help="Whose: name or address; by default --account's own.")
@shared_options
def reclaim(desk: Desk, partnership: str, token: str, contributor: str | None) -> None:
    """Get a contribution back after a formation that failed. Anybody may; the money goes to the contributor."""
    with desk.session() as session:
        place = open_place(session, partnership)
        kind = place.tokens.named(token)
        account = place.account(contributor) if contributor is not None else session.sender
        desk.confirm(f"Return the contribution of {place.name(account)} in {kind.symbol}?")
        receipt = place.escrow.reclaim(kind.address, account)
        amount = sum(_amounts(place, receipt, "ContributionReturned").values())
        facts = {"contributor": account, "token": kind.address, "symbol": kind.symbol, "amount": str(amount)}
        desk.sent(f"returned {kind.words(amount)} to {place.name(account)}", receipt, **facts)


for command in (invoice, order, pay_out, claim_for_all, payout_address, show, statement):
    cli.add_command(command)


def _check_reference(desk: Desk, place: Place, token: Token, units: int, reference: str, anyway: bool) -> None:
    """Compares a payment with the invoice of its reference.

    Raises:
        PolypactError: It would not count towards one, and not `anyway`.
    """
    from polypact.text.sentences import reference_words

    found = place.escrow.invoice(reference)
    trouble = ""
    if found is None:
        known = [entry for entry in place.escrow.invoices(place.since) if entry.paid < entry.amount]
        if not known:
            desk.warn(f"no invoice has the reference {reference!r}; it goes into the record as it is")
            return
        names = ", ".join(reference_words(entry.reference) for entry in known)
        trouble = f"no invoice has the reference {reference!r} (open: {names})"
    elif found.token != token.address:
        asked = place.tokens.at(found.token).symbol
        trouble = f"{reference} is to be paid in {asked}, so {token.symbol} would not count"
    elif found.paid >= found.amount:
        trouble = f"{reference} is paid already: {token.words(found.paid)} of {token.words(found.amount)}"
    elif units > found.amount - found.paid:
        desk.warn(f"{token.words(found.amount - found.paid)} of {reference} are open, less than this payment")
    if trouble and not anyway:
        raise PolypactError(f"{trouble}; nothing was sent, --anyway pays it all the same")
    if trouble:
        desk.warn(trouble)


def _why_nothing(desk: Desk, place: Place, account: str, wanted: Sequence[str]) -> str:
    """Why an account has nothing to claim, and what it can do."""
    from polypact.cli.paying import distribute_first, unit_holders

    earns = account in (*unit_holders(place), *place.escrow.sponsors(), place.partnership.address)
    owed = earns or any(place.escrow.outstanding_of(token, account) for token in wanted)
    if not owed:
        return "it has no units, no share as a sponsor and no contribution to be repaid"
    return distribute_first(desk, place, *(place.tokens.at(token) for token in wanted))


def _approve(desk: Desk, place: Place, token: Token, units: int) -> None:
    """Makes sure the sender has the tokens and the escrow may take them; ether needs no approval."""
    from polypact.text.enums import ETHER

    if token.address == ETHER:
        return
    sender = place.session.sender
    held = place.tokens.balance(token.address, sender)
    if held < units:
        raise PolypactError(f"{sender} has {token.words(held)}, not {token.words(units)}; nothing was sent")
    if place.escrow.approve(token.address, units):
        desk.say(f"approved the escrow for {token.words(units)}")


def _amounts(place: Place, receipt: Receipt, event: str) -> dict[str, int]:
    """Token => amount of the escrow's events of that name in a receipt."""
    logs = [log for log in place.escrow.decode_logs(receipt) if log.name == event]
    return {log["token"]: int(log["amount"]) for log in logs}
