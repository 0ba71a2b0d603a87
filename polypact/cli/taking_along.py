"""`ape run partnership take-along`: what one can claim of a partnership that winds up becomes one's contribution to its
successor."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from polypact.cli.common import Command, Desk, open_place, shared_options
from polypact.cli.offline import Offline, offline_options, write_message
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place


@click.command("take-along", cls=Command)
@click.argument("partnership")
@click.argument("successor")
@click.argument("tokens", metavar="TOKEN...", nargs=-1)
@offline_options
@shared_options
def take_along(desk: Desk, partnership: str, successor: str, tokens: Sequence[str], offline: Offline) -> None:
    """Have what --account can claim of PARTNERSHIP be its contribution to SUCCESSOR: each TOKEN, or all there are.

    What has arrived is split before. Where somebody's claim has paid it out already, it is contributed from the
    account. Of all there are, those that SUCCESSOR would refuse are told, and stay to be claimed. Signed (--sign,
    --unsigned), it is one message for one TOKEN, and anybody relays it (`message relay`).
    """
    with desk.session() as session:
        place, there = open_place(session, partnership), open_place(session, successor)
        if place.partnership.address == there.partnership.address:
            raise PolypactError(f"{place.called} and {there.called} are the same partnership")
        wanted = [place.tokens.named(name).address for name in tokens] or place.known_tokens()
        if offline:
            _write(desk, place, there, wanted if tokens else [], offline)
            return
        account = session.sender
        _check_seat(place, there, account)
        refused: dict[str, str] = {}
        for token in wanted:
            with _telling(refused, token, is_named=bool(tokens)):
                if place.escrow.undistributed(token):
                    desk.confirm(f"Split the {place.tokens.at(token).symbol} that has arrived?")
                    place.escrow.distribute(token)
        claims = {token: amount for token in wanted if (amount := place.escrow.claimable(token, account))}
        for token in claims:  # all of them, before any is taken along
            with _telling(refused, token, is_named=bool(tokens)):
                _try(place, there, account, token)
        for token, why in refused.items():
            desk.warn(f"{place.tokens.at(token).symbol} is not taken along, and stays to be claimed: {why}")
        claims = {token: amount for token, amount in claims.items() if token not in refused}
        if not claims:
            _contribute_paid(desk, place, there, [token for token in wanted if token not in refused])
            return
        done = []
        for token in claims:
            # Of a token that takes a fee less arrives: what would arrive now has to.
            _split_there(desk, there, account, token)
            least = _try(place, there, account, token)
            known = place.tokens.at(token)
            desk.say(f"{known.words(claims[token])}, of which {known.words(least)} arrive")
            desk.confirm(f"Take it along to {there.members.name}?")
            receipt = place.escrow.contribute_on(token, there.partnership.address, least)
            (log,) = (one for one in place.escrow.decode_logs(receipt) if one.name == "ContributedOn")
            done.append((known, int(log["amount"]), int(log["received"]), receipt))
        desk.result(
            {
                "partner": account,
                "successor": there.partnership.address,
                "taken": [
                    {
                        "token": known.address,
                        "symbol": known.symbol,
                        "amount": str(amount),
                        "received": str(received),
                        "repaid_first": str(there.escrow.outstanding_of(known.address, account)),
                        "transaction": receipt.transaction,
                        "gas_used": receipt.gas_used,
                    }
                    for known, amount, received, receipt in done
                ],
                "refused": [{"token": token, "why": why} for token, why in refused.items()],
            },
            *(
                f"{place.name(account)} took {known.words(received)} along to {there.members.name} "
                f"(transaction {receipt.transaction}, {receipt.gas_used:,} gas)"
                for known, _, received, receipt in done
            ),
        )


@contextlib.contextmanager
def _telling(refused: dict[str, str], token: str, is_named: bool) -> Iterator[None]:
    """Keeps in mind why a token is refused; of one that was named that is an error."""
    from polypact.chain.node_errors import RefusedError

    try:
        yield
    except RefusedError as error:
        if is_named:
            raise
        refused[token] = str(error)


def _check_seat(place: Place, there: Place, account: str) -> None:
    from polypact.text.enums import Status

    status = there.members.partner(account).status
    if status not in (Status.INVITED, Status.ACTIVE, Status.SUSPENDED):
        raise PolypactError(
            f"{place.name(account)} is no partner of {there.members.name}, and is not invited: it is paid out "
            "(`revenue claim`)"
        )


def _split_there(desk: Desk, there: Place, account: str, token: str) -> None:
    """What waits there is not for repaying what comes now, and is split before."""
    if there.escrow.agreed_contribution(token, account) and there.escrow.undistributed(token):
        there.escrow.settle(token)
        desk.say(f"split the {there.tokens.at(token).symbol} that had arrived in {there.members.name}")


def _try(place: Place, there: Place, account: str, token: str) -> int:
    """What would arrive; `PolypactError` with the reason if it would be refused."""
    data = place.escrow.encode("contribute_on", token, there.partnership.address, 0)
    answer = place.session.call(place.escrow.address, data, account)
    return int(place.escrow.interface.decode_output("contribute_on", answer))


def _write(desk: Desk, place: Place, there: Place, wanted: Sequence[str], offline: Offline) -> None:
    if len(wanted) != 1:
        raise click.UsageError("a message is about one token: name it, like `ether`")
    (token,) = wanted

    def make(holder: str, until: int) -> dict[str, Any]:
        _check_seat(place, there, holder)
        claim = place.escrow.claimable(token, holder)
        if not claim:
            desk.warn(f"{place.name(holder)} has nothing to claim yet: what it has when this is relayed is taken along")
        least = _try(place, there, holder, token) if claim else 0
        return place.escrow.contribute_on_data(holder, token, there.partnership.address, least, until)

    write_message(desk, place, offline, make)


# --- what somebody's claim has paid out ---


def _contribute_paid(desk: Desk, place: Place, there: Place, wanted: Sequence[str]) -> None:
    """Where nothing is left to take along: contributes what was paid out to the account since winding up began."""
    from polypact.text.enums import ETHER

    account = place.session.sender
    left = {token: amount for token in wanted if (amount := _paid_out(place, there, account, token))}
    if not left:
        raise PolypactError(
            f"{place.name(account)} has nothing to take along: nothing to claim of {place.members.name}, and nothing "
            "was paid out since winding up began that was not contributed since"
        )
    done = []
    for token, amount in left.items():
        known = place.tokens.at(token)
        held = place.tokens.balance(token, account)
        if held < amount:
            desk.warn(
                f"{known.words(amount)} were paid out by a claim, and {place.name(account)} has {known.words(held)} "
                f"now; contribute what there is with `revenue contribute {there.called}`"
            )
            continue
        desk.say(
            f"a claim, which anybody may trigger, has paid {known.words(amount)} out to {place.name(account)}: nothing "
            "is left to take along, and the same is contributed from the account"
        )
        desk.confirm(f"Contribute {known.words(amount)} to {there.members.name}?")
        _split_there(desk, there, account, token)
        if token != ETHER:
            there.escrow.approve(token, amount)
        receipt = there.escrow.contribute(token, amount)
        done.append((known, amount, receipt))
    if not done:
        raise PolypactError("nothing was contributed")
    desk.result(
        {
            "partner": account,
            "successor": there.partnership.address,
            "taken": [],
            "contributed": [
                {
                    "token": known.address,
                    "symbol": known.symbol,
                    "amount": str(amount),
                    "transaction": receipt.transaction,
                }
                for known, amount, receipt in done
            ],
        },
        *(
            f"{place.name(account)} contributed {known.words(amount)} to {there.members.name}"
            for known, amount, _ in done
        ),
    )


def _paid_out(place: Place, there: Place, account: str, token: str) -> int:
    """What claims have paid an account since winding up began, less what it has contributed there since."""
    begun = place.partnership.events("WindingUpBegun", since=place.since)
    if not begun:
        return 0
    since = begun[0].block
    along = {
        (log.transaction, log["holder"]): int(log["amount"])
        for log in place.escrow.events("ContributedOn", since=since)
        if log["token"] == token
    }
    paid = sum(
        int(log["amount"])
        for log in place.escrow.events("RevenueClaimed", since=since)
        if (log["partner"], log["token"]) == (account, token) and (log.transaction, account) not in along
    )
    by_others = {
        log.transaction
        for log in there.escrow.events("ContributionPaid", since=since)
        if (log["contributor"], log["token"]) == (account, token)
    }
    contributed = sum(
        int(log["amount"])
        for log in there.escrow.events("Contributed", since=since)
        if (log["contributor"], log["token"]) == (account, token) and log.transaction not in by_others
    )
    return max(paid - contributed, 0)


COMMANDS = (take_along,)
