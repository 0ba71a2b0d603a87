"""`ape run revenue pay-out|claim-for-all|payout-address|order`: paying everybody at once, and where money goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from polypact.cli.common import Command, Desk, open_place, row, shared_options, table
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.events import Event
    from polypact.chain.node import Receipt
    from polypact.chain.tokens import Token
    from polypact.cli.open_partnership import Place

#: Of one transaction, see RevenueEscrow.vy.
MAX_PARTNERS = 128


@click.command("pay-out", cls=Command)
@click.argument("partnership")
@click.argument("token", default="ether")
@shared_options
def pay_out(desk: Desk, partnership: str, token: str) -> None:
    """Split what arrived in TOKEN and pay every partner at once: cheaper than a claim each. Anybody may.

    Who cannot be paid is credited instead and can claim. Earlier earnings stay to be claimed.
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        kind = place.tokens.named(token)
        if not place.escrow.undistributed(kind.address):
            raise PolypactError(f"no {kind.symbol} arrived since the last distribution; nothing was sent")
        partners = unit_holders(place)
        if len(partners) > MAX_PARTNERS:
            raise PolypactError(
                f"{len(partners)} partners have units; one transaction pays {MAX_PARTNERS}: use distribute and claim"
            )
        desk.confirm(f"Pay {kind.symbol} out to {len(partners)} partners?")
        receipt = place.escrow.pay_out(kind.address, partners)
        _report(desk, place, kind, receipt, place.escrow.decode_logs(receipt))


@click.command("claim-for-all", cls=Command)
@click.argument("partnership")
@click.argument("token", default="ether")
@shared_options
def claim_for_all(desk: Desk, partnership: str, token: str) -> None:
    """Pay everybody what was credited in TOKEN: partners, former ones, sponsors, contributors, the treasury."""
    with desk.session() as session:
        place = open_place(session, partnership)
        kind = place.tokens.named(token)
        accounts = _ever_paid(place)
        claims = place.escrow.read_many([("claimable", kind.address, account) for account in accounts])
        due = [account for account, amount in zip(accounts, claims, strict=True) if amount]
        if not due:
            raise PolypactError(f"nobody has {kind.symbol} to claim now; {distribute_first(desk, place, kind)}")
        desk.confirm(f"Pay {kind.words(sum(claims))} to {len(due)} accounts?")
        receipts = [
            place.escrow.claim_for(kind.address, due[start : start + MAX_PARTNERS])
            for start in range(0, len(due), MAX_PARTNERS)
        ]
        logs = [log for receipt in receipts for log in place.escrow.decode_logs(receipt)]
        _report(desk, place, kind, receipts[-1], logs)


@click.command("payout-address", cls=Command)
@click.argument("partnership")
@click.argument("to")
@shared_options
def payout_address(desk: Desk, partnership: str, to: str) -> None:
    """Have what --account earns paid to TO: a name, an address, or `own` for the account itself."""
    from polypact.text.enums import ETHER

    with desk.session() as session:
        place = open_place(session, partnership)
        earner = session.sender
        receiver = earner if to.lower() == "own" else place.newcomer(to)
        where = "itself" if receiver == earner else place.words.name(receiver)
        desk.confirm(f"Have everything that {place.name(earner)} earns paid to {where}?")
        receipt = place.escrow.set_payout(ETHER if receiver == earner else receiver)
        desk.sent(f"what {place.name(earner)} earns is paid to {where}", receipt, account=earner, to=receiver)


@click.command(cls=Command)
@click.argument("partnership")
@shared_options
def order(desk: Desk, partnership: str) -> None:
    """Show in which order income is paid, what is still to be repaid, and whose units vest."""
    from polypact.text.sentences import income_order

    with desk.session() as session:
        place = open_place(session, partnership)
        sponsors, recoupment, reserve_bps = place.escrow.order()
        tokens = place.revenue_tokens()
        repaid = {
            token: (int(answer[0]), int(answer[1]))
            for token, answer in zip(
                tokens, place.escrow.read_many([("recoupment_of", token) for token in tokens]), strict=True
            )
        }
        partners = unit_holders(place)
        vested = place.escrow.read_many([("vested_units_of", partner) for partner in partners])
        held = place.escrow.read_many([("units_of", partner) for partner in partners])
        made = table("partner", "units", "count today", right=("units", "count today"))
        for partner, units, counting in zip(partners, held, vested, strict=True):
            row(made, place.name(partner), f"{units:,}", f"{counting:,}")
        lines = [
            "Income goes to " + income_order({place.name(a): s for a, s in sponsors.items()}, recoupment, reserve_bps)
        ]
        for token, (recorded, back) in repaid.items():
            if recorded:
                kind = place.tokens.at(token)
                lines.append(f"  contributions: {kind.words(back)} of {kind.words(recorded)} repaid")
        desk.result(
            {
                "sponsors": [{"sponsor": account, "share_bps": share} for account, share in sponsors.items()],
                "recoupment": recoupment,
                "reserve_bps": reserve_bps,
                "contributions": [
                    {"token": token, "recorded": str(recorded), "repaid": str(back)}
                    for token, (recorded, back) in repaid.items()
                    if recorded
                ],
                "partners": [
                    {"partner": partner, "name": place.names.get(partner, ""), "units": units, "vested_units": counting}
                    for partner, units, counting in zip(partners, held, vested, strict=True)
                ],
            },
            "\n".join(lines),
            made,
        )


def _report(desk: Desk, place: Place, kind: Token, receipt: Receipt, logs: Sequence[Event]) -> None:
    """Says who was paid, and who was credited instead."""
    paid = {log["partner"]: int(log["amount"]) for log in logs if log.name == "RevenueClaimed"}
    deferred = {log["partner"]: int(log["amount"]) for log in logs if log.name == "PaymentDeferred"}
    parts = [f"paid {kind.words(sum(paid.values()))} to {len(paid)} accounts"]
    if deferred:
        names = ", ".join(f"{place.name(account)} {kind.words(amount)}" for account, amount in deferred.items())
        parts.append(f"not taken, to be claimed: {names}")
    desk.sent(
        "; ".join(parts),
        receipt,
        token=kind.address,
        symbol=kind.symbol,
        paid={account: str(amount) for account, amount in paid.items()},
        deferred={account: str(amount) for account, amount in deferred.items()},
    )


def _ever_paid(place: Place) -> list[str]:
    """Everybody who may have something to claim, by the escrow's log."""
    fields = {"UnitsChanged": "partner", "SponsorSet": "sponsor", "ContributionRanked": "contributor"}
    logs = place.escrow.events(*fields, since=place.since)
    return list(dict.fromkeys([*(str(log[fields[log.name]]) for log in logs), place.partnership.address]))


def distribute_first(desk: Desk, place: Place, *kinds: Token) -> str:
    """Why there is nothing to claim: because nobody has split what arrived, or because nothing has arrived."""
    if waiting := [kind for kind in kinds if place.escrow.undistributed(kind.address)]:
        command = desk.command("revenue", "distribute", place.called, account="ANY-ACCOUNT")
        return f"split what arrived in {', '.join(kind.symbol for kind in waiting)} first: {command}"
    return "nothing has arrived since the last distribution"


def unit_holders(place: Place) -> list[str]:
    """Everybody who has units now, by the escrow's log."""
    current: dict[str, int] = {}
    for log in place.escrow.events("UnitsChanged", since=place.since):
        current[str(log["partner"])] = int(log["current"])
    return [partner for partner, units in current.items() if units]
