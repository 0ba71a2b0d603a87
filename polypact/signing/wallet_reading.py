"""Wallets as the chain has them: what kind they are, who owns them, what they approved and what they take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from eth_abi.abi import decode, encode
from eth_abi.exceptions import DecodingError
from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak

from polypact.chain.node_errors import NodeError, RefusedError
from polypact.signing.wallets import (
    CONTRACT,
    MAX_DEPTH,
    NESTED_TYPES,
    SAFE,
    Question,
    Wallet,
    domain_of_safe,
)

T = TypeVar("T")

_BY_HASH = keccak(text="isValidSignature(bytes32,bytes)")[:4]
_BY_BYTES = keccak(text="isValidSignature(bytes,bytes)")[:4]
_DELEGATED = b"\xef\x01\x00"  # EIP-7702: a key whose account has code
_ASKS_FOR_NESTED_TYPES = bytes.fromhex("7739" * 16)  # ERC-7739: who knows it answers 0x7739....
_MAX_OWNERS = 256
_MAX_AROUND = 128


class Node(Protocol):
    """What reads a chain."""

    @property
    def chain_id(self) -> int: ...

    def call(self, to: str, data: bytes) -> bytes: ...

    def code(self, address: str) -> bytes: ...


class ChainWallets:
    """Answers what joining signatures has to know of a chain."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self.known: dict[str, Wallet] = {}
        """Every account that was looked up, and the wallets that own it."""

    def look_up(self, address: str) -> Wallet:
        """The account as it signs."""
        if address not in self.known:
            self.known[address] = self._read(address)
        return self.known[address]

    def look_around(self, address: str, depth: int = MAX_DEPTH) -> None:
        """The same with those of its owners that are wallets themselves, and theirs; `_MAX_AROUND` accounts at most."""
        wallet = self.look_up(address)
        if depth > 1 and wallet.kind == SAFE:
            for owner in wallet.owners:
                if owner not in self.known and len(self.known) < _MAX_AROUND:
                    self.look_around(owner, depth - 1)

    def approved(self, safe: str, owner: str, digest: bytes) -> bool:
        """Whether `owner` approved the hash in that Safe."""
        data = encode(["address", "bytes32"], [owner, digest])
        return self._number(safe, "approvedHashes(address,bytes32)", data) not in (None, 0)

    def takes(self, wallet: str, question: Question, signature: bytes) -> bool:
        """Whether the wallet says that this is its signature."""
        if question.by_bytes:
            selector, types, asked = _BY_BYTES, ["bytes", "bytes"], question.payload
        else:
            selector, types, asked = _BY_HASH, ["bytes32", "bytes"], question.digest
        answer = self._ask(wallet, selector + encode(types, [asked, signature]))
        return answer == selector + bytes(28)

    def _read(self, address: str) -> Wallet:
        code = self._node.code(address)
        if not code or code[:3] == _DELEGATED:
            return Wallet(address)
        owners = self._owners(address)
        threshold = self._number(address, "getThreshold()") or 0
        if not 0 < threshold <= len(owners):
            owners, threshold = (), 0
        domain = self._ask(address, keccak(text="domainSeparator()")[:4])
        if owners and domain == domain_of_safe(self._node.chain_id, address):
            version = self._decoded(address, "VERSION()", lambda answer: str(decode(["string"], answer)[0])) or ""
            return Wallet(address, SAFE, version, owners, threshold)
        answer = self._ask(address, _BY_HASH + encode(["bytes32", "bytes"], [_ASKS_FOR_NESTED_TYPES, b""]))
        if answer[:2] == b"\x77\x39" and (made := self._with_nested_types(address)):
            return made
        return Wallet(address, CONTRACT, "", owners, threshold)

    def _with_nested_types(self, address: str) -> Wallet | None:
        types = ["bytes1", "string", "string", "uint256", "address", "bytes32", "uint256[]"]
        told = self._decoded(address, "eip712Domain()", lambda answer: decode(types, answer))
        if told is None:
            return None
        _, name, version, chain_id, contract, salt, _ = told
        domain = {
            "name": name,
            "version": version,
            "chainId": chain_id,
            "verifyingContract": to_checksum_address(contract),
            "salt": "0x" + salt.hex(),
        }
        return Wallet(address, NESTED_TYPES, domain=domain)

    def _owners(self, address: str) -> tuple[str, ...]:
        told = self._decoded(address, "getOwners()", lambda answer: decode(["address[]"], answer)[0])
        return tuple(map(to_checksum_address, told)) if told and len(told) <= _MAX_OWNERS else ()

    def _number(self, address: str, function: str, data: bytes = b"") -> int | None:
        answer = self._ask(address, keccak(text=function)[:4] + data)
        return int.from_bytes(answer) if len(answer) == 32 else None

    def _decoded(self, address: str, function: str, read: Callable[[bytes], T]) -> T | None:
        try:
            return read(self._ask(address, keccak(text=function)[:4]))
        except (DecodingError, UnicodeDecodeError, OverflowError, ValueError):
            return None

    def _ask(self, to: str, data: bytes) -> bytes:
        try:
            return self._node.call(to, data)
        except RefusedError:
            return b""
        except NodeError:  # some nodes put it so when a contract burns all the gas
            self._node.code(to)  # raises if the node is at fault
            return b""
