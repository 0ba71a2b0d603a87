"""What an account has to sign so that it signs a message: itself, or its owners, or theirs.

A key signs the message. A contract wallet is asked by ERC-1271, and what its owners sign is the wallet's matter:

- a **Safe** (1.3 and later) wraps what it is asked into `SafeMessage` in its own domain. An owner that is a wallet
  itself is asked in turn: with the same bytes by a Safe 1.3, with the wrapped ones by 1.4, with their hash from 1.5 on;
- a wallet with **nested typed data** (ERC-7739) has its key sign `TypedDataSign`, which shows the message and is good
  for this wallet only;
- **any other** takes what its makers decided; we have its owners sign the message itself, one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from eth_account.messages import SignableMessage, encode_typed_data
from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak

from polypact.text import messages
from polypact.text.errors import PolypactError

KEY = "key"
CONTRACT = "contract"
SAFE = "safe"
NESTED_TYPES = "erc7739"
KINDS = (KEY, CONTRACT, SAFE, NESTED_TYPES)

MAX_DEPTH = 3
"""Wallets owned by wallets are followed that far."""


@dataclass(frozen=True)
class Wallet:
    """An account, as it signs."""

    address: str
    kind: str = KEY
    version: str = ""
    """Of a Safe."""
    owners: tuple[str, ...] = ()
    """Whose signatures it takes; empty where it does not tell."""
    threshold: int = 0
    """How many of them it takes."""
    domain: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Of nested typed data: name, version, chainId, verifyingContract and salt of the wallet's own EIP-712 domain."""

    @property
    def release(self) -> tuple[int, int]:
        """The version of a Safe as numbers; of an unknown one the newest."""
        parts = self.version.split("+")[0].split(".")
        if len(parts) < 2 or not all(part.isascii() and part.isdigit() for part in parts[:2]):
            return (99, 0)
        return int(parts[0]), int(parts[1])


@dataclass(frozen=True)
class Question:
    """What an account is asked whether it signed."""

    data: Mapping[str, Any]
    """EIP-712; a key signs this."""
    payload: bytes
    """What a Safe wraps: the digest, or the bytes that another Safe wrapped."""
    by_bytes: bool = False
    """Asked by the older `isValidSignature(bytes,bytes)`, which is no ERC-1271 any more."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Question:
        """The first one: what the partnership asks."""
        return cls(data, messages.digest(_message(data)))

    @property
    def digest(self) -> bytes:
        """The 32 bytes that are signed."""
        return messages.digest(_message(self.data))


def asked_of_owners(wallet: Wallet, question: Question) -> Question:
    """What `wallet` asks its owners when it is asked `question`; `PolypactError` if it cannot be asked that."""
    if wallet.kind == SAFE:
        if question.by_bytes and wallet.release >= (1, 5):
            raise PolypactError(
                f"{wallet.address} is a Safe {wallet.version} that belongs to one before 1.5, which asks in a way it "
                "does not know: approve the hash on chain with it instead"
            )
        chain_id = int(question.data["domain"]["chainId"])
        data = messages.safe_message_data(chain_id, wallet.address, question.payload)
        if wallet.release < (1, 4):
            return Question(data, question.payload, by_bytes=True)
        message = _message(data)
        if wallet.release < (1, 5):
            return Question(data, b"\x19" + message.version + message.header + message.body, by_bytes=True)
        return Question(data, messages.digest(message))
    if question.by_bytes:
        raise PolypactError(
            f"{wallet.address} is an owner of a Safe before 1.5, which asks in a way that only Safes know: approve the "
            "hash on chain with it instead"
        )
    if wallet.kind == NESTED_TYPES:
        return Question.of(_nested(wallet, question.data))
    return question


def asked_at(wallets: Sequence[Wallet], data: Mapping[str, Any]) -> Question:
    """What is signed below a line of wallets, the account first and each an owner of the one before it."""
    question = Question.of(data)
    for wallet in wallets:
        if wallet.kind != KEY:
            question = asked_of_owners(wallet, question)
    return question


def wrapped(wallet: Wallet, question: Question, signature: bytes) -> bytes:
    """The signature of an ERC-7739 wallet, from what its key signed of the nested typed data."""
    message = _message(question.data)
    kind = str(question.data["primaryType"])
    description = f"{kind}({_members(question.data['types'][kind])})".encode()
    return signature + message.header + message.body + description + len(description).to_bytes(2, "big")


def _nested(wallet: Wallet, data: Mapping[str, Any]) -> dict[str, Any]:
    kind = str(data["primaryType"])
    own = {name: wallet.domain[name] for name, _ in _OWN_DOMAIN}
    return {
        "types": {
            **data["types"],
            "TypedDataSign": [
                {"name": "contents", "type": kind},
                *({"name": name, "type": type_} for name, type_ in _OWN_DOMAIN),
            ],
        },
        "primaryType": "TypedDataSign",
        "domain": data["domain"],
        "message": {"contents": data["message"], **own},
    }


_OWN_DOMAIN = (
    ("name", "string"),
    ("version", "string"),
    ("chainId", "uint256"),
    ("verifyingContract", "address"),
    ("salt", "bytes32"),
)


def _members(fields: Sequence[Mapping[str, str]]) -> str:
    return ",".join(f"{one['type']} {one['name']}" for one in fields)


def _message(data: Mapping[str, Any]) -> SignableMessage:
    return encode_typed_data(full_message=dict(data))


def domain_of_safe(chain_id: int, address: str) -> bytes:
    """The domain separator of a Safe from 1.3 on."""
    types = keccak(text="EIP712Domain(uint256 chainId,address verifyingContract)")
    return keccak(types + chain_id.to_bytes(32, "big") + bytes.fromhex(address[2:]).rjust(32, b"\0"))


# --- as they travel in files ---


def to_json(wallet: Wallet) -> dict[str, Any]:
    """For a file; what is empty is left out."""
    told: dict[str, Any] = {"address": wallet.address, "kind": wallet.kind}
    if wallet.version:
        told["version"] = wallet.version
    if wallet.owners:
        told |= {"owners": list(wallet.owners), "threshold": wallet.threshold}
    if wallet.domain:
        told["domain"] = dict(wallet.domain)
    return told


def from_json(told: Any) -> Wallet:
    """From a file; `ValueError` if a field is missing or wrong."""
    if not isinstance(told, dict) or not set(told) <= {"address", "kind", "version", "owners", "threshold", "domain"}:
        raise ValueError
    made = Wallet(to_checksum_address(told["address"]), told["kind"])
    if made.kind not in KINDS:
        raise ValueError
    owners, threshold, version = told.get("owners", []), told.get("threshold", 0), told.get("version", "")
    sound = isinstance(owners, list) and isinstance(threshold, int) and isinstance(version, str)
    domain = told.get("domain", {})
    if made.kind == NESTED_TYPES:
        sound = sound and isinstance(domain, dict) and set(domain) == {name for name, _ in _OWN_DOMAIN}
        sound = sound and isinstance(domain["chainId"], int) and len(bytes.fromhex(domain["salt"][2:])) == 32
        sound = sound and isinstance(domain["name"], str) and isinstance(domain["version"], str)
        to_checksum_address(domain["verifyingContract"])
    elif domain:
        raise ValueError
    if not sound or not 0 <= threshold <= len(owners):
        raise ValueError
    return replace(
        made, version=version, owners=tuple(map(to_checksum_address, owners)), threshold=threshold, domain=domain
    )
