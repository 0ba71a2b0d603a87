"""`ape run message`: what was written to be signed apart from a node: showing, signing, joining and relaying it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli import message_view
from polypact.cli.common import Command, Desk, Group, open_place, row, shared_options, table
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.relaying import Outcome

_PATH = click.Path(path_type=Path)


@click.group(cls=Group)
def cli() -> None:
    """Messages that travel as files: show, sign, join and relay them."""


@cli.command(cls=Command)
@click.argument("file", type=_PATH)
@click.option("--signer", metavar="ADDRESS", help="With --json: give what this account signs, as wallets take it.")
@shared_options
def show(desk: Desk, file: Path, signer: str | None) -> None:
    """Show what FILE says and who has signed it. Needs no node."""
    from polypact.signing.message_files import MessageFile
    from polypact.text.messages import to_json

    read, faults = MessageFile.read(file).checked()
    data: dict[str, Any] = {
        "kind": read.kind,
        "account": read.account,
        "chain_id": read.chain_id,
        "partnership": read.partnership,
        "message": dict(read.message),
        "signatures": [{"signer": one.signer, "for": list(one.path), "by": one.way} for one in read.signatures],
        "faults": faults,
    }
    if signer is not None:
        questions = [(path, read.question(path)) for path in read.paths_of(_address(signer))]
        data["to_sign"] = [
            {"for": list(path), "hash": "0x" + asked.digest.hex(), "typed_data": to_json(asked.data)}
            for path, asked in questions
        ]
    desk.result(
        data, *message_view.lines(read), *message_view.signature_lines(read), *(f"  no good      {f}" for f in faults)
    )


@cli.command(cls=Command)
@click.argument("file", type=_PATH)
@click.option("--document", type=_PATH, help="Your copy of the terms; it must be the agreed document to the byte.")
@click.option("--out", type=_PATH, help="Where to write the signed file; FILE itself if not given.")
@shared_options
def sign(desk: Desk, file: Path, document: Path | None, out: Path | None) -> None:
    """Sign what FILE says with --account, which is the partner itself or an owner of its wallet. Needs no node."""
    from polypact.cli.offline import check_document, sign_apart, written
    from polypact.signing.collecting import check_writable
    from polypact.signing.message_files import MessageFile

    desk.hush()
    read = MessageFile.read(file)
    for line in message_view.lines(read):
        desk.say(line)
    check_document(desk, read, document)
    check_writable(out or file)
    signed, signer = sign_apart(desk, read)
    written(desk, signed, out or file, signer)


@cli.command(cls=Command)
@click.argument("file", type=_PATH)
@click.option("--signer", required=True, metavar="ADDRESS", help="Who signed, or approves on chain.")
@click.option("--signature", metavar="HEX", help="What its wallet gave.")
@click.option("--approved", is_flag=True, help="It approves the hash on chain, as owners of a Safe can (approveHash).")
@click.option("--contract", is_flag=True, help="It is a contract, and HEX is what that takes.")
@click.option("--in", "wallet", metavar="ADDRESS", help="The wallet that it is an owner of, if it is one of several.")
@click.option("--out", type=_PATH, help="Where to write the file; FILE itself if not given.")
@shared_options
def add(
    desk: Desk,
    file: Path,
    signer: str,
    signature: str | None,
    approved: bool,
    contract: bool,
    wallet: str | None,
    out: Path | None,
) -> None:
    """Put a signature into FILE that was made elsewhere, by a hardware wallet or in a Safe's own pages."""
    from polypact.cli.offline import written
    from polypact.signing.message_files import MessageFile
    from polypact.signing.signatures import BY_APPROVAL, BY_CONTRACT, Signature

    if approved == (signature is not None):
        raise click.UsageError("give --signature HEX or --approved")
    read = MessageFile.read(file)
    who = _address(signer)
    paths = read.paths_of(who)
    if wallet is not None:
        inside = _address(wallet)
        paths = [path for path in paths if (path[-1:] or (read.account,)) == (inside,)]
    if len(paths) != 1:
        trouble = (
            "is in none of the wallets of the file" if not paths else "is an owner of several; say which with --in"
        )
        raise PolypactError(f"{who} {trouble}")
    if signature is None:
        made = Signature(who, b"", BY_APPROVAL, paths[0])
        desk.say(f"{who} has to approve the hash 0x{read.question(paths[0]).digest.hex()} on chain")
    else:
        try:
            raw = bytes.fromhex(signature.removeprefix("0x"))
        except ValueError:
            raise PolypactError("--signature is not hexadecimal") from None
        made = Signature(who, raw, BY_CONTRACT, paths[0]) if contract else read.check(who, raw, paths[0])
    written(desk, read.with_signatures([made]), out or file, who)


@cli.command(cls=Command)
@click.argument("paths", metavar="FILES", type=_PATH, nargs=-1, required=True)
@click.option("--out", type=_PATH, required=True, help="File to write.")
@shared_options
def join(desk: Desk, paths: Sequence[Path], out: Path) -> None:
    """Put FILES (or folders of them) about one message together into one. Needs no node."""
    from polypact.cli.offline import written
    from polypact.signing.collecting import collect

    found = collect(paths)
    for path, reason in found.skipped:
        raise PolypactError(f"{path} {reason}")
    (_, first), *others = found.files
    for of, other in others:
        if first.differs_in_deadline(other):
            raise PolypactError(
                f"{of[0]} says the same until another moment (second {other.deadline} of unix time, not "
                f"{first.deadline}), so the signatures can never be joined: have everybody sign one file"
            )
        raise PolypactError(f"{of[0]} is about {message_view.what(other)} and another message than the first file")
    joined, faults = first.checked()
    for fault in faults:
        desk.say(f"left out: {fault}")
    written(desk, joined, out, joined.signatures[0].signer if joined.signatures else None)


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("paths", metavar="FILES", type=_PATH, nargs=-1, required=True)
@shared_options
def relay(desk: Desk, partnership: str, paths: Sequence[Path]) -> None:
    """Send the messages in FILES, which may be folders; all ballots on a proposal, or all answers, in one transaction.

    Of a wallet's owners as many as it wants are taken, from whichever files. Each message is tried first; what does not
    count is left out and reported.
    """
    from polypact.cli.relaying import check, send

    with desk.session() as session:
        place = open_place(session, partnership)
        good, skipped = check(place, paths)
        if not good and len({reason for _, reason in skipped}) == 1:
            raise PolypactError(f"{skipped[0][0]}: {skipped[0][1]}; nothing was sent")
        for path, reason in skipped:
            desk.say(f"skipped {path}: {reason}")
        if not good:
            raise PolypactError("none of the messages counts; nothing was sent")
        for one in good:
            desk.say(f"  {message_view.what(one.file, place.name(one.file.account))}")
        desk.confirm(f"Relay {_count(len(good), 'message')}?")
        outcome = send(place, good)
        if not outcome.receipts:
            raise PolypactError(f"{outcome.skipped[0][0]}: {outcome.skipped[0][1]}")
        _report(desk, place, outcome, skipped)


def _report(desk: Desk, place: Any, outcome: Outcome, skipped: Sequence[tuple[Path, str]]) -> None:
    made = table("relayed", "weight", right=("weight",))
    for one, weight in outcome.relayed:
        row(made, message_view.what(one.file, place.name(one.file.account)), f"{weight:,}" if weight else "")
    gas = sum(receipt.gas_used for receipt in outcome.receipts)
    data = {
        "relayed": [{**message_view.facts(one.file), "weight": weight} for one, weight in outcome.relayed],
        "skipped": [{"file": str(path), "reason": reason} for path, reason in (*skipped, *outcome.skipped)],
        "transactions": [receipt.transaction for receipt in outcome.receipts],
        "gas_used": gas,
        "phase": place.members.phase.name.lower(),
    }
    desk.result(
        data,
        f"relayed {_count(len(outcome.relayed), 'message')} in {_count(len(outcome.receipts), 'transaction')} "
        f"({gas:,} gas); {len(data['skipped'])} skipped",
        *(f"skipped {path}: {reason}" for path, reason in outcome.skipped),
        made,
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _address(text: str) -> str:
    from eth_utils.address import is_address, to_checksum_address

    if not is_address(text):
        raise PolypactError(f"{text!r} is no address")
    return str(to_checksum_address(text))
