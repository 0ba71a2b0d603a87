"""A message as people read it before they sign or relay it: what it says, and who has signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from polypact.cli.common import short

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
        f"{called}{_whose(file)} {file.partnership}, chain {file.chain_id}",
        f"  {KINDS[file.kind].account:<12} {file.account}",
        *(f"  {label:<12} {text}" for label, text in KINDS[file.kind].says(file.message)),
        f"  {'good until':<12} {format_timestamp(file.deadline)}",
    ]


def _whose(file: MessageFile) -> str:
    from polypact.text.messages import OF_ESCROWS

    return "escrow" if file.kind in OF_ESCROWS else "partnership"


def what(file: MessageFile, name: str | None = None) -> str:
    """The message in a few words; `name` is what its account is called."""
    return KINDS[file.kind].what(file.message).format(name or file.account)


def facts(file: MessageFile) -> dict[str, Any]:
    """The message for a program: ids as text, choices in words."""
    told: dict[str, Any] = {"kind": KINDS[file.kind].word}
    for name, field in KINDS[file.kind].facts:
        value = file.message[field]
        told[name] = _support(file.message) if name == "support" else str(value) if name == "proposal" else value
    return told


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
    return [("proposal", str(message["proposalId"])), ("ballot", _support(message))]


def _consent(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    yes = "yes, for good: it may do to the partner's own deal, and with what is reserved to it, what it says"
    no = "no: what is reserved to it is not done, and once it has passed, its weight counts towards stopping it"
    return [("proposal", str(message["proposalId"])), ("says", yes if message["agrees"] else no)]


def _seat(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [("takes", f"the seat of {message['partner']}"), *_acceptance(message)]


def _refusal(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    from polypact.text.durations import format_timestamp

    ready = format_timestamp(message["readyAt"])
    return [("refuses", f"that the seat of {message['partner']} moves to {message['to']}, ready at {ready}")]


def _answer(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    from polypact.text.durations import format_timestamp

    return [("answers", f"the call that asked for it by {format_timestamp(message['answerBy'])}")]


def _contest(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        ("proposal", str(message["proposalId"])),
        ("says", "the partner contests its recusal and votes; the proposal then needs the contested approval"),
    ]


def _act(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    from polypact.chain.abi import ERC20

    calldata = bytes.fromhex(message["data"][2:])
    said = [("mandate", str(message["mandate"]))]
    call = ERC20.decode_call(calldata)
    if call and call[0] == "transfer":
        amount, to = call[1]["amount"], call[1]["to"]
        return [*said, ("pays", f"{amount:,} of the smallest unit of {message['target']} to {to}")]
    if not calldata:
        return [*said, ("pays", f"{message['value']:,} wei to {message['target']}")]
    along = f" with {message['value']:,} wei" if message["value"] else ""
    return [*said, ("calls", f"{message['target']}{along}: {message['data']}")]


def _contribute_on(message: Mapping[str, Any]) -> list[tuple[str, str]]:
    token = "ether (wei)" if not int(message["token"], 16) else f"the smallest unit of {message['token']}"
    return [
        ("takes along", f"what it can claim here then, in {token}; at least {message['minimum']:,} must arrive"),
        ("contributes", f"it to the partnership {message['successor']}"),
    ]


@dataclass(frozen=True)
class Kind:
    """How one kind of message is told."""

    word: str
    account: str
    """What its account is called."""
    says: Callable[[Mapping[str, Any]], list[tuple[str, str]]]
    """Label and text of each line."""
    what: Callable[[Mapping[str, Any]], str]
    """In a few words; `{}` stands for the account."""
    facts: tuple[tuple[str, str], ...]
    """What a program is told of it: (name, field)."""


KINDS: Mapping[str, Kind] = {
    "Acceptance": Kind(
        "acceptance",
        "partner",
        _acceptance,
        lambda _: "the acceptance of {}",
        (("partner", "partner"), ("version", "version")),
    ),
    "Renewal": Kind(
        "acceptance",
        "partner",
        _renewal,
        lambda _: "the acceptance of newer terms by {}",
        (("partner", "partner"), ("version", "version")),
    ),
    "TimedBallot": Kind(
        "ballot",
        "voter",
        _ballot,
        lambda message: f"the ballot of {{}}: {_support(message)} {_shortened(message['proposalId'])}",
        (("proposal", "proposalId"), ("voter", "voter"), ("support", "support")),
    ),
    "Consent": Kind(
        "consent",
        "partner",
        _consent,
        lambda message: f"the {'yes' if message['agrees'] else 'no'} of {{}} to {_shortened(message['proposalId'])}",
        (("proposal", "proposalId"), ("partner", "holder"), ("agrees", "agrees")),
    ),
    "Contest": Kind(
        "contest",
        "partner",
        _contest,
        lambda message: f"the contest of {{}} on {_shortened(message['proposalId'])}",
        (("proposal", "proposalId"), ("partner", "partner")),
    ),
    "SeatAcceptance": Kind(
        "seat acceptance",
        "account",
        _seat,
        lambda message: f"the acceptance of the seat of {message['partner']} by {{}}",
        (("account", "account"), ("partner", "partner"), ("version", "version")),
    ),
    "SeatRefusal": Kind(
        "seat refusal",
        "partner",
        _refusal,
        lambda message: f"the refusal of {{}} that the seat of {message['partner']} moves",
        (("account", "refuser"), ("partner", "partner"), ("to", "to")),
    ),
    "Answer": Kind(
        "answer",
        "partner",
        _answer,
        lambda _: "the answer of {} to a call",
        (("partner", "partner"), ("answer_by", "answerBy")),
    ),
    "Act": Kind(
        "act",
        "holder",
        _act,
        lambda message: f"the use of mandate {message['mandate']} by {{}}",
        (("mandate", "mandate"), ("holder", "holder"), ("target", "target"), ("value", "value"), ("data", "data")),
    ),
    "ContributeOn": Kind(
        "contribution to a successor",
        "partner",
        _contribute_on,
        lambda message: f"what {{}} takes along to {message['successor']}",
        (("partner", "holder"), ("token", "token"), ("successor", "successor"), ("minimum", "minimum")),
    ),
}


def _support(message: Mapping[str, Any]) -> str:
    from polypact.text.enums import Support

    return Support(message["support"]).words


def _shortened(proposal: int) -> str:
    return short(proposal)
