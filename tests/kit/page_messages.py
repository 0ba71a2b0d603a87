"""What the commands make of messages, kept for the page's tests: files, what is signed, joined signatures, calls.

The page makes the same with code of its own (`web/src/wallet/`), and its tests compare to the byte.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from eth_account import Account
from eth_account.messages import encode_defunct, encode_typed_data
from eth_account.signers.local import LocalAccount
from eth_utils.crypto import keccak

from polypact.chain.abi import interface
from polypact.cli.open_partnership import Place
from polypact.cli.relaying import BATCHES, SINGLES
from polypact.clients.voting import pack
from polypact.signing.joining import Joiner
from polypact.signing.message_files import MessageFile
from polypact.signing.signatures import BY_APPROVAL, BY_CONTRACT, Signature
from polypact.signing.wallets import CONTRACT, NESTED_TYPES, SAFE, Question, Wallet, wrapped
from polypact.text.deals import Offer
from polypact.text.messages import ACCOUNTS, OF_ESCROWS, STRUCTS, TYPES, to_json, typed_data
from tests.kit.contracts import ROOT
from tests.kit.numbers import CHAIN_ID

FILE = ROOT / "web" / "test" / "wallet" / "messages.json"

HOUSE = "0x" + "2" * 40
ESCROW = "0x" + "3" * 40
NAME = "Hafen & Söhne „Nord“"
DEADLINE = 2_000_000_000
_CONDITIONS = Offer(3, b"\xab" * 32, 7, 25, 30, 2, 0, 1)


def key(name: str) -> LocalAccount:
    """A key that is worth nothing, by its owner's name."""
    made: LocalAccount = Account.from_key(keccak(text=f"polypact {name}"))
    return made


_EXAMPLES: dict[str, Any] = {
    "address": key("somebody").address,
    "bytes32": "0x" + "ab" * 32,
    "bool": True,
    "uint8": 2,
    "bytes": "0x01ff",
    "uint256": 2**53 + 1,
}


def example(kind: str, account: str) -> MessageFile:
    """A message of that kind, every field filled."""

    def of(fields: Any) -> dict[str, Any]:
        return {name: of(STRUCTS[type_]) if type_ in STRUCTS else _EXAMPLES[type_] for name, type_ in fields}

    message = {**of(TYPES[kind]), "deadline": DEADLINE, ACCOUNTS[kind]: account}
    return MessageFile.of(typed_data(kind, CHAIN_ID, ESCROW if kind in OF_ESCROWS else HOUSE, message), NAME)


def signed(file: MessageFile, by: LocalAccount, *path: str, eth_sign: bool = False) -> Signature:
    """A key's signature below a path of wallets."""
    question = Question.of(file.data) if by.address == file.account and not path else file.question(path)
    if eth_sign:
        raw = bytes(by.sign_message(encode_defunct(primitive=question.digest)).signature)
        return file.check(by.address, raw[:64] + bytes([raw[64] + 4]), path)
    raw = bytes(by.sign_message(encode_typed_data(full_message=dict(question.data))).signature)
    return file.check(by.address, raw, path)


def written(file: MessageFile, folder: Path) -> str:
    """The text of a file, as the commands write it."""
    path = folder / "message.json"
    file.write(path)
    return path.read_text(encoding="utf-8")


class _Willing:
    """A chain on which the given hashes are approved, and wallets take what they are given."""

    def __init__(self, approved: set[tuple[str, str]]) -> None:
        self._approved = approved

    def approved(self, safe: str, owner: str, digest: bytes) -> bool:
        return (safe, owner) in self._approved

    def takes(self, wallet: str, question: Question, signature: bytes) -> bool:
        return signature != b""


def make(folder: Path) -> dict[str, Any]:
    """Everything that the page's tests compare with."""
    return {
        "keys": {name: {"secret": "0x" + key(name).key.hex(), "address": key(name).address} for name in _NAMES},
        "escrow": ESCROW,
        "conditions": [("0x" + part.hex() if isinstance(part, bytes) else str(part)) for part in _CONDITIONS.abi()],
        "kinds": [_of_kind(kind, folder) for kind in sorted(ACCOUNTS)],
        "wallets": [_of_wallet(*case, folder) for case in _wallets()],
    }


_NAMES = ("partner", "first", "second", "third", "outer")


def _of_kind(kind: str, folder: Path) -> dict[str, Any]:
    partner = key("partner")
    file = example(kind, partner.address)
    whole = file.with_signatures([signed(file, partner)])
    joined = Joiner({}, whole.signatures, _Willing(set())).join(partner.address, Question.of(file.data))
    return {
        "kind": kind,
        "unsigned": written(file, folder),
        "signed": written(whole, folder),
        "digest": "0x" + Question.of(file.data).digest.hex(),
        "asked": to_json(file.data),
        "joined": "0x" + joined.hex(),
        "call": "0x" + _calldata(whole, joined).hex(),
    }


def _calldata(file: MessageFile, signature: bytes) -> bytes:
    members = SimpleNamespace(seat_conditions=lambda _: _CONDITIONS)
    if file.kind in SINGLES:
        function, *arguments = SINGLES[file.kind](file, cast(Place, SimpleNamespace(members=members)), signature)
    else:
        function = BATCHES[file.kind][0]
        choice = file["support"] if file.kind == "TimedBallot" else int(file["agrees"])
        vote = (file.account, choice, file.deadline, signature)
        arguments = [file["proposalId"], pack([vote]), False]
    return interface("RevenueEscrow" if file.kind in OF_ESCROWS else "Partnership").encode(function, *arguments)


Case = tuple[str, list[Wallet], list[tuple[LocalAccount, tuple[str, ...], bool]], list[Signature], set[tuple[str, str]]]


def _wallets() -> list[Case]:
    """What it is, the wallets with the account first, who signs below which path and whether by `eth_sign`, other
    signatures, and who approved on chain."""
    first, second, third, outer = (key(name) for name in _NAMES[1:])
    account, inner = "0x" + "5" * 40, "0x" + "6" * 40
    cases: list[Case] = []
    for version in ("1.3.0", "1.4.1+L2", "1.5.0"):
        safe = Wallet(account, SAFE, version, (first.address, second.address, third.address), 2)
        keys: list[tuple[LocalAccount, tuple[str, ...], bool]] = [(second, (), False), (first, (), True)]
        cases.append((f"Safe {version}", [safe], keys, [], set()))
        approves = Signature(third.address, b"", BY_APPROVAL)
        cases.append((f"Safe {version}, approved", [safe], keys[:1], [approves], {(account, third.address)}))
        owner = Wallet(inner, SAFE, version, (first.address, second.address), 1)
        holder = replace(safe, owners=(outer.address, inner))
        below: list[tuple[LocalAccount, tuple[str, ...], bool]] = [(outer, (), False), (first, (inner,), False)]
        cases.append((f"Safe {version} of a Safe", [holder, owner], below, [], set()))
    nested = Wallet(
        account,
        NESTED_TYPES,
        domain={
            "name": "Nested Wallet",
            "version": "2",
            "chainId": CHAIN_ID,
            "verifyingContract": "0x" + "5" * 40,
            "salt": "0x" + "00" * 32,
        },
    )
    cases.append(("nested types", [nested], [(first, (), False)], [], set()))
    other = Wallet(account, CONTRACT, "", (first.address, second.address), 2)
    cases.append(("another wallet", [other], [(first, (), False), (second, (), False)], [], set()))
    whole = Signature(account, b"\x07" * 90, BY_CONTRACT)
    cases.append(("its own bytes", [Wallet(account, CONTRACT)], [], [whole], set()))
    return cases


def _of_wallet(
    what: str,
    wallets: list[Wallet],
    keys: list[tuple[LocalAccount, tuple[str, ...], bool]],
    others: list[Signature],
    approved: set[tuple[str, str]],
    folder: Path,
) -> dict[str, Any]:
    account = wallets[0].address
    file = replace(example("TimedBallot", account), wallets=tuple(wallets))
    by_keys = [signed(file, each, *path, eth_sign=by_eth_sign) for each, path, by_eth_sign in keys]
    whole = file.with_signatures([*by_keys, *others])
    joined = Joiner({each.address: each for each in wallets}, whole.signatures, _Willing(approved)).join(
        account, Question.of(file.data)
    )
    paths = list(dict.fromkeys([(), *(path for _, path, _ in keys)]))
    told: dict[str, Any] = {
        "what": what,
        "signed": written(whole, folder),
        "approved": [list(each) for each in sorted(approved)],
        "asked": [{"path": list(path), "digest": "0x" + file.question(path).digest.hex()} for path in paths],
        "joined": "0x" + joined.hex(),
    }
    if wallets[0].kind == NESTED_TYPES:
        told["wrapped"] = "0x" + wrapped(wallets[0], Question.of(file.data), by_keys[0].data).hex()
    return told


def text(folder: Path) -> str:
    """As it is kept."""
    return json.dumps(make(folder), indent=1, ensure_ascii=False) + "\n"
