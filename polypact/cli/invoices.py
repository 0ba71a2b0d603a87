"""`ape run revenue invoice`: payments that are expected, and whether they came."""

from __future__ import annotations

import click

from polypact.cli.common import Command, Desk, Group, brief, open_place, row, shared_options, table


@click.group(cls=Group)
def invoice() -> None:
    """Invoices: payments that are expected. A payment with the reference of one counts towards it."""


@invoice.command("list", cls=Command)
@click.argument("partnership")
@click.option("--overdue", is_flag=True, help="Only what is late.")
@shared_options
def show(desk: Desk, partnership: str, overdue: bool) -> None:
    """Show what is paid, part-paid, open and overdue."""
    from polypact.text.sentences import reference_words

    with desk.session() as session:
        place = open_place(session, partnership)
        now = place.now()
        found = [(entry, entry.status(now)) for entry in place.escrow.invoices(place.since)]
        shown = [(entry, status) for entry, status in found if not overdue or "overdue" in status]
        made = table("reference", "amount", "paid", "due", "status", right=("amount", "paid"))
        for entry, status in shown:
            kind = place.tokens.at(entry.token)
            sums = kind.words(entry.amount), kind.number(entry.paid)
            row(made, reference_words(entry.reference), *sums, brief(entry.due), status)
        desk.result(
            {
                "invoices": [
                    {
                        "reference": reference_words(entry.reference),
                        "token": entry.token,
                        "symbol": place.tokens.at(entry.token).symbol,
                        "amount": str(entry.amount),
                        "paid": str(entry.paid),
                        "due": entry.due,
                        "status": status,
                    }
                    for entry, status in shown
                ]
            },
            made if shown else ("nothing is overdue" if overdue else "no invoices"),
        )


@invoice.command(cls=Command)
@click.argument("partnership")
@click.argument("reference")
@click.argument("amount")
@click.argument("due")
@shared_options
def issue(desk: Desk, partnership: str, reference: str, amount: str, due: str) -> None:
    """Expect AMOUNT ("1.5 ether", "250 USDX") with REFERENCE until DUE.

    DUE is a date, a moment, or a span from now ("30 days"). For partners with the role of a treasurer.
    """
    from polypact.text.durations import format_timestamp, parse_day
    from polypact.text.errors import PolypactError

    with desk.session() as session:
        place = open_place(session, partnership)
        token, units = place.tokens.amount(amount)
        try:
            moment = parse_day(due, place.now(), last=True)
        except ValueError as error:
            raise PolypactError(f"DUE: {error}") from None
        desk.confirm(f"Expect {token.words(units)} for {reference} until {format_timestamp(moment)}?")
        receipt = place.escrow.issue_invoice(reference, token.address, units, moment)
        facts = {"reference": reference, "token": token.address, "symbol": token.symbol, "amount": str(units)}
        words = f"{token.words(units)} are expected for {reference} until {format_timestamp(moment)}"
        desk.sent(words, receipt, **facts, due=moment)


@invoice.command(cls=Command)
@click.argument("partnership")
@click.argument("reference")
@shared_options
def withdraw(desk: Desk, partnership: str, reference: str) -> None:
    """Expect no more for REFERENCE. For partners with the role of a treasurer."""
    with desk.session() as session:
        place = open_place(session, partnership)
        desk.confirm(f"Expect no more for {reference}?")
        receipt = place.escrow.withdraw_invoice(reference)
        written_off = next(
            int(log["written_off"]) for log in place.escrow.decode_logs(receipt) if log.name == "InvoiceWithdrawn"
        )
        desk.sent(
            f"nothing more is expected for {reference}", receipt, reference=reference, written_off=str(written_off)
        )
