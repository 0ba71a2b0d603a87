"""`ape run revenue`: what the partnership earns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli.common import Command, Desk, Group, open_place, row, shared_options, short, table
from polypact.cli.invoices import invoice
from polypact.cli.paying import order, pay_out, payout_address
from polypact.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.place import Place
    from polypact.money import Token
    from polypact.node import Receipt
    from polypact.statement import Statement, TokenStatement

_PATH = click.Path(path_type=Path)

#: Events of what each tier got of a distribution.
TIERS = ("SponsorCredited", "ContributionsRepaid", "ReserveCredited", "RevenueDistributed")


@click.group(cls=Group)
def cli() -> None:
    """Revenue: pay it in, distribute it, claim it, see the statement. Capital: contribute it."""


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("amount")
@click.option("--reference", default="", help="Of the invoice.")
@shared_options
def pay(desk: Desk, partnership: str, amount: str, reference: str) -> None:
    """Pay AMOUNT into the revenue of PARTNERSHIP: "1.5 ether", "250 USDX", or a number of wei.

    An ERC-20 is approved for exactly this amount first, if it has to be.
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        token, units = place.tokens.amount(amount)
        desk.say(f"pay {token.words(units)} to {place.members.name}{f' for {reference}' if reference else ''}")
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
            amount = sum(int(log["amount"]) for log in place.escrow.decode_logs(receipt) if log.event in TIERS)
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
@click.argument("token", nargs=-1)
@click.option("--partner", help="Whose: name or address; by default --account's own.")
@shared_options
def claim(desk: Desk, partnership: str, token: Sequence[str], partner: str | None) -> None:
    """Pay out what a partner, a sponsor, a contributor or the treasury earned: each TOKEN, or all that it can claim."""
    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.account(partner) if partner else session.sender
        wanted = [place.tokens.named(name).address for name in token] or place.revenue_tokens()
        # What an account earned before its seat moved is claimed in its name, and paid to the new one.
        accounts = [account, *place.members.former_accounts(account, place.since)]
        claims = {who: [entry for entry in wanted if place.escrow.claimable(entry, who)] for who in accounts}
        symbols = {place.tokens.at(entry).symbol for tokens in claims.values() for entry in tokens}
        if not symbols:
            raise PolypactError(f"{place.name(account)} has nothing to claim now; distribute what arrived first")
        desk.confirm(f"Claim {', '.join(sorted(symbols))} for {place.name(account)}?")
        claimed: dict[str, int] = {}
        for who, tokens in claims.items():
            if not tokens:
                continue
            if len(tokens) == 1:
                receipt = place.escrow.claim(tokens[0], who)
            else:
                receipt = place.escrow.claim_many(tokens[:16], who)
            for entry, amount in _amounts(place, receipt, "RevenueClaimed").items():
                claimed[entry] = claimed.get(entry, 0) + amount
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
        desk.confirm("Contribute?")
        _approve(desk, place, token, units)
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
        account = place.account(contributor) if contributor else session.sender
        desk.confirm(f"Return the contribution of {place.name(account)} in {kind.symbol}?")
        receipt = place.escrow.reclaim(kind.address, account)
        amount = sum(_amounts(place, receipt, "ContributionReturned").values())
        facts = {"contributor": account, "token": kind.address, "symbol": kind.symbol, "amount": str(amount)}
        desk.sent(f"returned {kind.words(amount)} to {place.name(account)}", receipt, **facts)


@cli.command(cls=Command)
@click.argument("partnership")
@click.option("--csv", "csv_file", type=_PATH, help="Write the statement to a CSV file.")
@click.option("--chart", "chart_file", type=_PATH, help="Draw who earned what, as .svg or .png.")
@shared_options
def show(desk: Desk, partnership: str, csv_file: Path | None, chart_file: Path | None) -> None:
    """Show who earned what in PARTNERSHIP, checked against the chain to the wei."""
    from polypact import chart, statement

    with desk.session() as session:
        place = open_place(session, partnership)
        made = place.escrow.statement(place.since)
        if csv_file:
            statement.write_csv(made, csv_file, place.name, place.tokens.at)
        if chart_file:
            chart.draw(made, chart_file, place.name, place.tokens.at, f"{place.members.name}: who earned what")
        parts = [part for entry in made.tokens if _is_of_interest(entry) for part in describe(place, entry)]
        parts = parts or ["no revenue yet"]
        parts += [f"written: {file}" for file in (csv_file, chart_file) if file]
        desk.result(_data(place, made), *parts)
    if not made.adds_up:
        raise PolypactError("the statement does not add up; see what differs above")


for command in (invoice, order, pay_out, payout_address):
    cli.add_command(command)


def describe(place: Place, entry: TokenStatement) -> list[Any]:
    """A table of one token, and the line that says whether it adds up."""
    kind = place.tokens.at(entry.token)
    numbers = ("units", "credited", "paid", "claimable")
    title = f"{kind.symbol}: received {kind.number(entry.received)}, distributed {kind.number(entry.distributed)}"
    made = table("partner", *numbers, title=title, right=numbers)
    for line in entry.lines:
        sums = (kind.number(amount) for amount in (line.credited, line.paid, line.claimable))
        row(made, place.name(line.partner), f"{line.units:,}", *sums)
    return [made, adds_up(place, entry)]


def adds_up(place: Place, entry: TokenStatement) -> str:
    """Whether the statement of a token agrees with the chain."""
    kind = place.tokens.at(entry.token)
    if not entry.adds_up:
        return f"{kind.symbol} does not add up: {'; '.join(entry.problems)}"
    parts = [f"{kind.number(entry.paid)} paid", f"{kind.number(entry.claimable)} claimable"]
    if entry.undistributed:
        parts.append(f"{kind.number(entry.undistributed)} not distributed yet")
    if entry.wound_down:
        parts.append(f"{kind.number(entry.wound_down)} wound down")
    if entry.remainder:
        parts.append(f"{entry.remainder} of the smallest unit carried over")
    capital = f", {kind.number(entry.contributions_held)} of it contributions" if entry.contributions_held else ""
    return (
        f"{kind.symbol} adds up to the wei: {kind.number(entry.received)} received = {' + '.join(parts)}; "
        f"the escrow holds {kind.words(entry.balance)}{capital}"
    )


def _is_of_interest(entry: TokenStatement) -> bool:
    return bool(entry.received or entry.balance)


def _data(place: Place, made: Statement) -> dict[str, Any]:
    return {
        "escrow": made.escrow,
        "block": made.block,
        "adds_up": made.adds_up,
        "tokens": [
            {
                "token": entry.token,
                "symbol": place.tokens.at(entry.token).symbol,
                "decimals": place.tokens.at(entry.token).decimals,
                "received": str(entry.received),
                "invoiced": str(entry.invoiced),
                "distributed": str(entry.distributed),
                "undistributed": str(entry.undistributed),
                "paid": str(entry.paid),
                "claimable": str(entry.claimable),
                "remainder": str(entry.remainder),
                "contributions_held": str(entry.contributions_held),
                "balance": str(entry.balance),
                "adds_up": entry.adds_up,
                "problems": list(entry.problems),
                "partners": [
                    {
                        "partner": line.partner,
                        "name": place.names.get(line.partner, ""),
                        "units": line.units,
                        "credited": str(line.credited),
                        "paid": str(line.paid),
                        "claimable": str(line.claimable),
                    }
                    for line in entry.lines
                ],
            }
            for entry in made.tokens
        ],
    }


def _approve(desk: Desk, place: Place, token: Token, units: int) -> None:
    """Makes sure the sender has the tokens and the escrow may take them; ether needs no approval."""
    from polypact.clients.base import ETHER

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
    logs = [log for log in place.escrow.decode_logs(receipt) if log.event == event]
    return {log["token"]: int(log["amount"]) for log in logs}
