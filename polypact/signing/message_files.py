"""Messages that travel as files, from whoever writes them to those who sign and to whoever relays them.

A file holds one message with everything that is signed, so also with its deadline: every owner of a wallet signs the
same. It says how the account signs (`wallets`), and takes any number of signatures; files about the same message are
put together. Signing one needs no node.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from eth_utils.address import is_address, to_checksum_address

from polypact.signing import wallets as wallets_of_files
from polypact.signing.message_values import frozen, is_number, plain, struct
from polypact.signing.signatures import BY_KEY, MAX_SIGNATURE, WAYS, Signature, read_signature
from polypact.signing.wallets import KEY, Question, Wallet, asked_at
from polypact.text import messages
from polypact.text.enums import Support
from polypact.text.errors import PolypactError

KIND = "polypact message"
WRITTEN_BY = "`partner accept --sign` or `proposal vote --sign`"

_MAX_DEADLINE = 2**40
_MAX_NESTING = 100
_MAX_WALLETS = 128
_MAX_SIGNATURES = 512


@dataclass(frozen=True)
class MessageFile:
    """One message, how its account signs, and what was signed so far."""

    kind: str
    """Its EIP-712 type, one of `messages.ACCOUNTS`."""
    chain_id: int
    partnership: str
    """Its address, or that of its escrow where that checks the signature."""
    message: Mapping[str, Any]
    """What it says, by the names of its type."""
    name: str = ""
    """Of the partnership, for people; not signed."""
    wallets: tuple[Wallet, ...] = ()
    """The account and those of its owners that are wallets, where it is not a key."""
    signatures: tuple[Signature, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any], name: str = "", wallets: Iterable[Wallet] = ()) -> MessageFile:
        """A message that nobody has signed yet, from its typed data; `wallets` are those around its account."""
        domain = data["domain"]
        kind = str(data["primaryType"])
        message = struct(dict(data["message"]), messages.TYPES[kind])
        around = tuple(one for one in wallets if one.kind != KEY)
        return cls(kind, domain["chainId"], str(domain["verifyingContract"]), message, name, around)

    def __getitem__(self, field: str) -> Any:
        """What the message says under that name."""
        return self.message[field]

    @property
    def account(self) -> str:
        """Who accepts or votes by this message."""
        return str(self[messages.ACCOUNTS[self.kind]])

    @property
    def deadline(self) -> int:
        """Unix seconds; the last moment in which it may be relayed."""
        return int(self["deadline"])

    @property
    def data(self) -> dict[str, Any]:
        """The message, as the partnership asks for it (EIP-712)."""
        return messages.typed_data(self.kind, self.chain_id, self.partnership, self.message)

    @property
    def facts(self) -> tuple[Any, ...]:
        """What is signed; files with the same facts are about the same message."""
        return self.kind, self.chain_id, self.partnership, frozen(self.message)

    def differs_in_deadline(self, other: MessageFile) -> bool:
        """Whether the other says the same until another moment: signatures of the two can never be joined."""
        late, soon = replace(self, message={**self.message, "deadline": 0}), {**other.message, "deadline": 0}
        return self.facts != other.facts and late.facts == replace(other, message=soon).facts

    @property
    def wallet(self) -> Wallet:
        """The account, as it signs."""
        return self.known(self.account)

    def known(self, address: str) -> Wallet:
        """What the file says of an account; a key if it says nothing."""
        return next((one for one in self.wallets if one.address == address), Wallet(address))

    def question(self, path: Sequence[str] = ()) -> Question:
        """What is signed by the account, or by the owners at the end of a path of wallets below it."""
        return asked_at([self.wallet, *map(self.known, path)], self.data)

    def paths_of(self, signer: str) -> list[tuple[str, ...]]:
        """Where `signer` may sign: for itself, or as an owner of the account's wallet or of one that owns it."""
        if signer == self.account or self.wallet.kind == KEY:
            return [()] if signer == self.account else []
        found: list[tuple[str, ...]] = []
        self._search(self.wallet, (), signer, found)
        return found

    def _search(self, wallet: Wallet, path: tuple[str, ...], signer: str, found: list[tuple[str, ...]]) -> None:
        # A wallet that does not tell its owners takes anybody's word here; the chain will judge.
        if not wallet.owners or signer in wallet.owners:
            found.append(path)
        if len(path) + 1 < wallets_of_files.MAX_DEPTH:
            for owner in wallet.owners:
                inner = self.known(owner)
                if inner.kind != KEY:
                    self._search(inner, (*path, owner), signer, found)

    def with_signatures(self, more: Iterable[Signature]) -> MessageFile:
        """The same with more signatures, each once."""
        every = dict.fromkeys((*self.signatures, *more))
        ordered = sorted(every, key=lambda one: (one.path, int(one.signer, 16)))
        return replace(self, signatures=tuple(ordered))

    def merged(self, other: MessageFile) -> MessageFile:
        """One file of two about the same message."""
        if other.facts != self.facts:
            raise PolypactError("the files are not about the same message; have everybody sign one file")
        more = tuple(one for one in other.wallets if one.address not in {own.address for own in self.wallets})
        return replace(self, wallets=self.wallets + more).with_signatures(other.signatures)

    def check(self, signer: str, raw: bytes, path: Sequence[str] = ()) -> Signature:
        """A signature as some wallet gave it, once it is sure that `signer` made it and of this message.

        Of what only a chain can tell, an approval or a contract's signature, the form alone is checked.
        """
        question = Question.of(self.data) if signer == self.account and not path else self.question(path)
        return read_signature(signer, raw, question, path)

    def checked(self) -> tuple[MessageFile, list[str]]:
        """The file with its good signatures, one in each place, and what is wrong with the others."""
        good: dict[tuple[tuple[str, ...], str], Signature] = {}
        faults: list[str] = []
        for one in self.signatures:
            try:
                sound = self.check(one.signer, one.data, one.path) if one.way == BY_KEY else one
            except PolypactError as error:
                faults.append(str(error))
            else:
                good.setdefault(sound.place, sound)
        return replace(self, signatures=tuple(good.values())), faults

    # --- as a file ---

    @classmethod
    def read(cls, path: Path) -> MessageFile:
        """From a file; `PolypactError` if it is none or damaged. Who signed is not looked at, see `checked`."""
        told = _read_json(path)
        try:
            return _from_json(told)
        except (TypeError, ValueError, AttributeError, KeyError):
            raise PolypactError(f"{path} is damaged: a field is missing or wrong; write it again") from None

    def write(self, path: Path) -> None:
        """Writes the file; what people read first stands first."""
        told = {
            "kind": KIND,
            "partnership": {"name": self.name, "address": self.partnership, "chain_id": self.chain_id},
            "message": {"type": self.kind, **plain(self.message)},
            "wallets": [wallets_of_files.to_json(wallet) for wallet in self.wallets],
            "signatures": [_signature_to_json(one) for one in self.signatures],
        }
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            raise PolypactError(f"cannot write {path}: {error.strerror}") from None


# --- JSON ---


def _read_json(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        # A file of ours is flat; one that is not could exhaust the parser's stack.
        depth = max(accumulate((letter in "[{") - (letter in "]}") for letter in text), default=0)
        told = json.loads(text) if depth < _MAX_NESTING else None
    except OSError as error:
        raise PolypactError(f"cannot read {path}: {error.strerror}") from None
    except ValueError:
        raise PolypactError(f"{path} is not JSON; give a file of {WRITTEN_BY}") from None
    if not isinstance(told, dict) or told.pop("kind", None) != KIND:
        raise PolypactError(f"{path} is not of the right kind; give a file of {WRITTEN_BY}")
    return told


def _from_json(told: dict[str, Any]) -> MessageFile:
    if set(told) != {"partnership", "message", "wallets", "signatures"}:
        raise ValueError
    of, message = dict(told["partnership"]), dict(told["message"])
    kind = message.pop("type")
    fields = messages.TYPES[kind]
    if kind not in messages.ACCOUNTS or set(of) != _PARTNERSHIP_FIELDS:
        raise ValueError
    if not isinstance(of["name"], str) or not is_number(of["chain_id"]) or not is_address(of["address"]):
        raise ValueError
    made = MessageFile(
        kind,
        of["chain_id"],
        str(to_checksum_address(of["address"])),
        struct(message, fields),
        of["name"],
        tuple(wallets_of_files.from_json(one) for one in told["wallets"]),
    )
    if "support" in message and message["support"] not in tuple(Support):
        raise ValueError
    if len(told["wallets"]) > _MAX_WALLETS or len(told["signatures"]) > _MAX_SIGNATURES:
        raise ValueError
    if made.deadline >= _MAX_DEADLINE or len({one.address for one in made.wallets}) != len(made.wallets):
        raise ValueError
    return made.with_signatures([_signature_from_json(one) for one in told["signatures"]])


_PARTNERSHIP_FIELDS = {"name", "address", "chain_id"}


def _signature_to_json(one: Signature) -> dict[str, Any]:
    told: dict[str, Any] = {"signer": one.signer}
    if one.path:
        told["for"] = list(one.path)
    if one.way != BY_KEY:
        told["by"] = one.way
    return told | {"signature": "0x" + one.data.hex()}


def _signature_from_json(told: Any) -> Signature:
    way, path = told.get("by", BY_KEY), tuple(str(to_checksum_address(one)) for one in told.get("for", []))
    if not set(told) <= {"signer", "for", "by", "signature"} or way not in WAYS:
        raise ValueError
    if not told["signature"].startswith("0x") or len(told["signature"]) > 2 + 2 * MAX_SIGNATURE:
        raise ValueError
    if len(path) >= wallets_of_files.MAX_DEPTH:
        raise ValueError
    return Signature(str(to_checksum_address(told["signer"])), bytes.fromhex(told["signature"][2:]), way, path)
