"""`ape run partner`: accepting the terms, signing and relaying acceptances, the roster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from polypact.cli import seats
from polypact.cli.common import Command, Desk, Group, open_place, shared_options
from polypact.cli.roster import Known, roster
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.signing.acceptance_files import Acceptance

_PATH = click.Path(path_type=Path)


@click.group(cls=Group)
def cli() -> None:
    """Partners: accept the terms, see the roster, name a representative, move, leave."""


for command in seats.COMMANDS:
    cli.add_command(command)


@cli.command(cls=Command)
@click.argument("partnership")
@click.option("--document", type=_PATH, help="Your copy of the terms; it must be the agreed document to the byte.")
@shared_options
def accept(desk: Desk, partnership: str, document: Path | None) -> None:
    """Accept the terms in force of PARTNERSHIP, by a transaction of --account."""
    from polypact.text.documents import Document
    from polypact.text.enums import Phase, Status

    with desk.session() as session:
        place = open_place(session, partnership)
        terms = place.members.terms()
        _show_terms(desk, place)
        if document:
            Document(terms.hash).check_copy(document)
            desk.say(f"  your copy    {document} is this document to the byte")
        record = place.members.partner(session.sender)
        if record.status == Status.NONE:
            raise PolypactError(f"{session.sender} is not on the roster: use the account that was invited")
        desk.confirm("Accept these terms?")
        receipt = place.members.accept(terms.hash)
        phase = place.members.phase
        desk.sent(
            f"{place.name(session.sender)} has accepted version {terms.version}; {_standing(phase == Phase.IN_FORCE)}",
            receipt,
            partner=session.sender,
            version=terms.version,
            terms_hash="0x" + terms.hash.hex(),
            phase=phase.name.lower(),
        )


@cli.command(cls=Command)
@click.argument("partnership")
@click.option("--partner", required=True, help="The partner that shall accept: name or address.")
@click.option("--deadline", default="14 days", show_default=True, help="Until when the signature is good.")
@click.option("--safe", is_flag=True, help="The partner is a Safe; its owners will sign.")
@click.option("--out", type=_PATH, required=True, help="File to write.")
@shared_options
def facts(desk: Desk, partnership: str, partner: str, deadline: str, safe: bool, out: Path) -> None:
    """Write down what a partner has to sign, for a machine without a node (see `sign --facts`)."""
    with desk.session() as session:
        acceptance = _acceptance(open_place(session, partnership), partner, deadline, safe)
        acceptance.write(out)
        text = f"what {acceptance.partner} has to sign is in {out}"
        desk.result({"file": str(out), "partner": acceptance.partner}, text)


@cli.command(cls=Command)
@click.argument("partnership", required=False)
@click.option("--partner", help="The partner that accepts, if a wallet's owner signs for it: name or address.")
@click.option("--deadline", default="14 days", show_default=True, help="Until when the signature is good.")
@click.option("--safe", is_flag=True, help="The partner is a Safe of which --account is an owner.")
@click.option("--facts", "facts_file", type=_PATH, help="Sign what `facts` wrote, without a node.")
@click.option("--document", type=_PATH, help="Your copy of the terms; it must be the agreed document to the byte.")
@click.option("--out", type=_PATH, required=True, help="File to write the signature to.")
@shared_options
def sign(
    desk: Desk,
    partnership: str | None,
    partner: str | None,
    deadline: str,
    safe: bool,
    facts_file: Path | None,
    document: Path | None,
    out: Path,
) -> None:
    """Sign an acceptance instead of sending it; anybody may relay the file."""
    from polypact.chain.accounts import find_account, sign_typed, unlock
    from polypact.signing.acceptance_files import Acceptance

    if (partnership is None) == (facts_file is None):
        raise click.UsageError("give PARTNERSHIP or --facts FILE")
    if facts_file:
        if not desk.account:
            raise PolypactError("no account: say which one signs with --account")
        desk.hush()
        acceptance = Acceptance.read(facts_file)
        account = find_account(desk.account, is_development=acceptance.chain_id in (1337, 31337))
        _sign_off(desk, acceptance, document)
        unlock(account)
        signature = sign_typed(account, acceptance.data())
        signer = str(account.address)
    else:
        with desk.session() as session:
            signer = session.sender
            acceptance = _acceptance(open_place(session, str(partnership)), partner or signer, deadline, safe)
            _sign_off(desk, acceptance, document)
            signature = session.sign_typed(acceptance.data())
    signed = acceptance.signed(signer, signature)
    signed.write(out)
    desk.result(
        {"file": str(out), "partner": signed.partner, "signer": signer, "signature": signed.signature},
        f"{signer} signed for {signed.partner}; relay it with `ape run partner relay PARTNERSHIP {out}`",
    )


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("files", type=_PATH, nargs=-1, required=True)
@shared_options
def relay(desk: Desk, partnership: str, files: Sequence[Path]) -> None:
    """Send an acceptance that others signed; several FILES are the owners of one wallet."""
    from polypact.signing.acceptance_files import Acceptance, combine
    from polypact.text.enums import Phase

    with desk.session() as session:
        place = open_place(session, partnership)
        signed = [Acceptance.read(file) for file in files]
        first = signed[0]
        if first.chain_id != session.chain_id:
            here = f"{session.network} is chain {session.chain_id}"
            raise PolypactError(f"wrong chain: signed for chain {first.chain_id}, {here}")
        if first.partnership != place.partnership.address:
            raise PolypactError(f"signed for the partnership {first.partnership}, not for {place.partnership.address}")
        current = Acceptance.of(place.members, first.partner, first.deadline, first.is_safe)
        if (current.version, current.terms_hash) != (first.version, first.terms_hash):
            now = f"version {current.version} is in force"
            raise PolypactError(f"signed for version {first.version} of the terms, but {now}: sign again")
        if current.nonce != first.nonce:
            raise PolypactError(f"{place.name(first.partner)} has accepted since; a signature is good once")
        signature = combine(signed)
        desk.confirm(f"Relay the acceptance of {place.name(first.partner)}?")
        receipt = place.members.accept_by_sig(first.partner, first.deadline, signature)
        phase = place.members.phase
        desk.sent(
            f"{place.name(first.partner)} has accepted version {first.version} by signature; "
            f"{_standing(phase == Phase.IN_FORCE)}",
            receipt,
            partner=first.partner,
            version=first.version,
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
        known = Known(members.terms(), place.now(), members.acceptances(since), members.lapsed(since), named)
        data, made = roster(place, members.roster(), known)
        desk.result({"partnership": place.partnership.address, "partners": data}, made)


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("partner")
@shared_options
def lapse(desk: Desk, partnership: str, partner: str) -> None:
    """Take the weight of PARTNER, who did not accept new terms in time, out of the totals."""
    with desk.session() as session:
        place = open_place(session, partnership)
        account = place.account(partner)
        desk.confirm(f"Take the weight of {place.name(account)} out of the totals?")
        receipt = place.members.lapse(account)
        desk.sent(f"the weight of {place.name(account)} no longer counts", receipt, partner=account)


def _acceptance(place: Place, partner: str, deadline: str, safe: bool) -> Acceptance:
    from polypact.signing.acceptance_files import Acceptance
    from polypact.text.durations import parse_moment

    try:
        until = parse_moment(deadline, place.session.now())
    except ValueError as error:
        raise PolypactError(f"--deadline: {error}") from None
    return replace(Acceptance.of(place.members, place.account(partner), until), is_safe=safe)


def _sign_off(desk: Desk, acceptance: Acceptance, document: Path | None) -> None:
    from polypact.text.documents import Document

    desk.say(f"{acceptance.name} ({acceptance.partnership}), chain {acceptance.chain_id}")
    desk.say(f"  terms        version {acceptance.version}, document {acceptance.terms_hash}")
    if document:
        Document(bytes.fromhex(acceptance.terms_hash[2:])).check_copy(document)
        desk.say(f"  your copy    {document} is this document to the byte")
    desk.chain_id = acceptance.chain_id
    desk.confirm(f"Sign the acceptance of {acceptance.partner}?")


def _show_terms(desk: Desk, place: Place) -> None:
    terms = place.members.terms()
    uri = place.members.terms_uri(terms.version, place.since)
    desk.say(f"{place.members.name} ({place.partnership.address})")
    desk.say(f"  terms        version {terms.version}, document 0x{terms.hash.hex()}")
    if uri:
        desk.say(f"  to read at   {uri}")


def _standing(in_force: bool) -> str:
    return "the partnership is in force" if in_force else "others still have to accept"
