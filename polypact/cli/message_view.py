"""A message as people read it before they sign or relay it: what it says, and who has signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polypact.signing.message_files import MessageFile
    from polypact.signing.signatures import Signature
    from polypact.signing.wallets import Wallet
    from polypact.text.deals import Deal


def lines(file: MessageFile) -> list[str]:
    """What is signed: the partnership, the account, what it agrees to, and until when that may be relayed."""
    from polypact.text.durations import format_timestamp

    called = f"{file.name!r} by the file's account, " if file.name else ""
    return [
        f"{called}partnership {file.partnership}, chain {file.chain_id}",
        f"  {_ACCOUNTS[file.kind]:<12} {file.account}",
        *(f"  {label:<12} {text}" for label, text in _SAYS[file.kind](file.message)),
        f"  {'good until':<12} {format_timestamp(file.deadline)}",
    ]


def what(file: MessageFile) -> str:
    """The message in a few words."""
    return _WHAT[file.kind](file)


def signature_lines(file: MessageFile) -> list[str]:
    """Who signed, and whom the wallet wants besides, as far as the file knows."""
    told = [f"  signed by    {_signer(one)}" for one in file.signatures]
    wallet = file.wallet
    if wallet.owners:
        missing = [owner for owner in wallet.owners if not _has_signed(file, owner)]
        have = len(wallet.owners) - len(missing)
        if have < wallet.threshold:
            told.append(f"  wanted       {wallet.threshold - have} more of {', '.join(missing)}")
    elif not told:
        told.append(f"  wanted       the signature of {_wanted(wallet)}")
    return told


def _has_signed(file: MessageFile, owner: str) -> bool:
    return any((one.signer == owner and not one.path) or one.path[:1] == (owner,) for one in file.signatures)


def _signer(one: Signature) -> str:
    ways = {"approval": ", who approves it on chain", "contract": ", a contract"}
    return one.signer + (f" for {' for '.join(reversed(one.path))}" if one.path else "") + ways.get(one.way, "")


def _wanted(wallet: Wallet) -> str:
    return f"owners of {wallet.address}" if wallet.kind != "key" else wallet.address


def _renewal(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    said = [("terms", f"version {message['version']}, document {message['termsHash']}")]
    return [*said, *(("deal" if not i else "", line) for i, line in enumerate(_deal(message).lines()))]


def _acceptance(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    from polypact.text.deals import Offer
    from polypact.text.enums import Role

    offer = Offer(
        version=message["version"],
        terms_hash=bytes.fromhex(message["termsHash"][2:]),
        deal=0,
        weight=message["weight"],
        units=message["units"],
        role=Role(message["role"]),
        probation_ends=message["probationEnds"],
        decisions=message["decisions"],
    )
    terms, *deal = _renewal(message)
    own = [("gets" if not i else "", line) for i, line in enumerate(offer.lines(_deal(message)))]
    decided = f"void after another constitutional decision than the {offer.decisions} made so far"
    return [terms, *own, *deal, ("", decided)]


def _deal(message: Mapping[str, Any]) -> Deal:
    from polypact.text.deals import Deal
    from polypact.text.messages import STRUCTS

    return Deal(*(message["deal"][name] for name, _ in STRUCTS["Deal"]))


def _ballot(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    from polypact.text.enums import Support

    return [("proposal", str(message["proposalId"])), ("ballot", Support(message["support"]).words)]


def _consent(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    yes = "yes, for good: it may do to the partner's own deal what it says"
    no = "no: once it has passed, the partner's weight counts towards stopping it"
    return [("proposal", str(message["proposalId"])), ("says", yes if message["agrees"] else no)]


_ACCOUNTS = {"Acceptance": "partner", "Renewal": "partner", "TimedBallot": "voter", "Consent": "partner"}
_SAYS = {"Acceptance": _acceptance, "Renewal": _renewal, "TimedBallot": _ballot, "Consent": _consent}
_WHAT = {
    "Acceptance": lambda file: f"the acceptance of {file.account}",
    "Renewal": lambda file: f"the acceptance of newer terms by {file.account}",
    "Consent": lambda file: f"the {'yes' if file['agrees'] else 'no'} of {file.account}",
    "TimedBallot": lambda file: f"the ballot of {file.account}",
}
