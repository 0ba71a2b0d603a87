"""Signing instead of sending: the options of the commands that can, and what they do then."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from polypact.cli import message_view
from polypact.cli.common import Desk
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.signing.message_files import MessageFile
    from polypact.signing.wallets import Wallet

F = TypeVar("F", bound=Callable[..., Any])
_PATH = click.Path(path_type=Path)
_DEADLINE = "14 days"


@dataclass(frozen=True)
class Offline:
    """What of the options was given."""

    sign: bool
    unsigned: bool
    out: Path | None
    signs_for: str | None
    deadline: str | None

    def __bool__(self) -> bool:
        """Whether to write a message instead of sending a transaction."""
        if self.sign and self.unsigned:
            raise click.UsageError("--sign and --unsigned exclude each other")
        wanted = self.sign or self.unsigned
        if wanted and self.out is None:
            raise click.UsageError(f"{'--sign' if self.sign else '--unsigned'} wants --out FILE")
        if not wanted and (self.out or self.signs_for or self.deadline):
            raise click.UsageError("--out, --for and --deadline are for --sign and --unsigned")
        return wanted

    @property
    def path(self) -> Path:
        """Where to write, which is possible."""
        from polypact.signing.collecting import check_writable

        assert self.out is not None
        check_writable(self.out)
        return self.out

    def until(self, now: int | None = None) -> int:
        """The deadline in unix seconds."""
        from polypact.text.durations import parse_moment

        now = int(time.time()) if now is None else now
        try:
            until = parse_moment(self.deadline or _DEADLINE, now)
        except ValueError as error:
            raise PolypactError(f"--deadline: {error}") from None
        if until <= now:
            raise PolypactError(f"--deadline: {self.deadline} is over; nobody could relay this any more")
        return until

    def check_same_for_all(self) -> None:
        """Refuses a deadline that each owner of a wallet would count from another moment."""
        from polypact.text.durations import is_duration

        given = self.deadline or _DEADLINE
        if self.sign and self.signs_for and is_duration(given.strip().removeprefix("in ")):
            raise PolypactError(
                f"--deadline: the owners of a wallet must sign the same moment, and {given!r} counts from each one's "
                "own clock: write a moment, like 2026-12-31T18:00:00+01:00, or have all of them sign "
                "one file with `ape run message sign`"
            )


def offline_options(function: F) -> F:
    """Adds --sign, --unsigned, --out, --for and --deadline; the command gets them as `offline`."""

    @click.option("--sign", is_flag=True, help="Write the signed message to --out instead of sending a transaction.")
    @click.option("--unsigned", is_flag=True, help="The same without a signature, for others: `ape run message sign`.")
    @click.option("--out", type=_PATH, help="Of --sign and --unsigned: file to write.")
    @click.option(
        "--for",
        "signs_for",
        metavar="PARTNER",
        help="Of --sign and --unsigned: a wallet that --account is an owner of.",
    )
    @click.option(
        "--deadline", help=f"Of --sign and --unsigned: until when it may be relayed; {_DEADLINE} if not given."
    )
    @wraps(function)
    def command(
        *args: Any,
        sign: bool,
        unsigned: bool,
        out: Path | None,
        signs_for: str | None,
        deadline: str | None,
        **kwargs: Any,
    ) -> Any:
        return function(*args, offline=Offline(sign, unsigned, out, signs_for, deadline), **kwargs)

    return command  # type: ignore[return-value]


def signed(file: MessageFile, signer: str, sign: Callable[[Mapping[str, Any]], bytes]) -> MessageFile:
    """The file with the signatures of one account, wherever it may sign; `sign` makes one of typed data."""
    paths = file.paths_of(signer)
    if not paths:
        raise PolypactError(f"{signer} cannot sign {message_view.what(file)}: {_why_not(file.wallet)}")
    for path in paths:
        file = file.with_signatures([file.check(signer, sign(file.question(path).data), path)])
    return file


def write_message(
    desk: Desk,
    place: Place,
    offline: Offline,
    make: Callable[[str, int], Mapping[str, Any]],
    document: Path | None = None,
) -> None:
    """Writes a message with a node at hand, signed by --account or by nobody yet.

    Args:
        make: Its typed data, from the account whose message it is and the deadline (unix seconds).
    """
    from polypact.signing.message_files import MessageFile
    from polypact.signing.wallet_reading import ChainWallets

    offline.check_same_for_all()
    session = place.session
    account = place.account(offline.signs_for) if offline.signs_for else session.sender
    wallets = ChainWallets(session)
    wallets.look_around(account)
    data = make(account, offline.until(session.now()))
    file = MessageFile.of(data, place.members.name, wallets.known.values())
    path = offline.path
    for line in message_view.lines(file):
        desk.say(line)
    check_document(desk, file, document)
    if offline.unsigned:
        written(desk, file, path)
        return
    if file.paths_of(session.sender):
        desk.confirm(f"Sign {message_view.what(file)}?")
    written(desk, signed(file, session.sender, session.sign_typed), path, session.sender)


def check_document(desk: Desk, file: MessageFile, document: Path | None) -> None:
    """Refuses a copy of the terms that is not the document that the message names."""
    from polypact.text.documents import Document

    if document is None:
        return
    if "termsHash" not in file.message:
        raise PolypactError("this message names no document; leave --document out")
    Document(bytes.fromhex(file["termsHash"][2:])).check_copy(document)
    desk.say(f"  your copy    {document} is this document to the byte")


def sign_apart(desk: Desk, file: MessageFile) -> tuple[MessageFile, str]:
    """Signs with --account, without a node, and gives the signer with it."""
    from polypact.chain.accounts import find_account, sign_typed, unlock
    from polypact.chain.node import DEVELOPMENT_CHAINS

    if not desk.account:
        raise PolypactError("no account: say which one signs with --account")
    desk.chain_id = file.chain_id
    account = find_account(desk.account, is_development=file.chain_id in DEVELOPMENT_CHAINS)
    signer = str(account.address)
    if not file.paths_of(signer):
        return signed(file, signer, lambda data: b""), signer
    desk.confirm(f"Sign {message_view.what(file)}?")
    unlock(account)
    return signed(file, signer, lambda data: sign_typed(account, data)), signer


def written(desk: Desk, file: MessageFile, path: Path, signer: str | None = None) -> None:
    """Writes the file and says what to do with it."""
    file.write(path)
    by = f"{signer} signed" if signer else "nobody has signed yet"
    then = (
        "relay it with `ape run message relay PARTNERSHIP {0}`" if signer else "sign it with `ape run message sign {0}`"
    )
    data = {
        "file": str(path),
        "kind": file.kind,
        "account": file.account,
        "deadline": file.deadline,
        "message": dict(file.message),
        "signer": signer,
        "signatures": [one.signer for one in file.signatures],
    }
    desk.result(data, f"{by}: {message_view.what(file)}; {then.format(path)}", *message_view.signature_lines(file))


def _why_not(wallet: Wallet) -> str:
    if wallet.owners:
        return f"the owners of {wallet.address} are {', '.join(wallet.owners)}"
    return (
        "only its own key can, as the file has it; if it is a contract wallet, write the file with --unsigned, with a "
        "node at hand"
    )
