"""Putting together what the owners of a wallet signed, as the wallet takes it.

What is no owner's, comes twice or is more than the threshold asks for is left out: a Safe looks at the first so many
signatures, and a stranger's among them spoils the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Protocol

from polypact.signing.message_files import MessageFile
from polypact.signing.signatures import (
    BY_APPROVAL,
    BY_CONTRACT,
    BY_KEY,
    MAX_SIGNATURE,
    Signature,
    compact,
    in_order,
    size_in_order,
)
from polypact.signing.wallet_reading import ChainWallets
from polypact.signing.wallets import KEY, NESTED_TYPES, SAFE, Question, Wallet, asked_of_owners, wrapped
from polypact.text.errors import PolypactError

_FEW = 6


class Asked(Protocol):
    """The chain, as far as signatures are concerned."""

    def approved(self, safe: str, owner: str, digest: bytes) -> bool:
        """Whether `owner` approved the hash in that Safe."""
        ...

    def takes(self, wallet: str, question: Question, signature: bytes) -> bool:
        """Whether the wallet takes the signature."""
        ...


def joined(file: MessageFile, chain: ChainWallets) -> bytes:
    """The signature of a message's account, from those of a file.

    What the file says of wallets is somebody's word, so the chain is asked.

    Raises:
        PolypactError: There is not enough of them; the message says who is missing, and what is wrong with the others.
    """
    chain.look_up(file.account)
    for one in file.signatures:
        for wallet in (*one.path, *([one.signer] if one.way == BY_CONTRACT else [])):
            chain.look_up(wallet)
    file, faults = replace(file, wallets=tuple(chain.known.values())).checked()
    try:
        return Joiner(chain.known, file.signatures, chain).join(file.account, Question.of(file.data))
    except PolypactError as error:
        raise PolypactError("; ".join([str(error), *faults])) from None


class Joiner:
    """The signatures of one message, and the wallets around its account as the chain has them."""

    def __init__(self, wallets: Mapping[str, Wallet], signatures: Sequence[Signature], chain: Asked) -> None:
        self._wallets = wallets
        self._signatures = signatures
        self._chain = chain

    def join(self, account: str, question: Question) -> bytes:
        """The signature of `account`; `PolypactError`, with what is missing, if there is not enough of them."""
        joined = self._of(self._wallets.get(account, Wallet(account)), question, ())
        if len(joined) > MAX_SIGNATURE:
            raise PolypactError(
                f"the signature of {account} has {len(joined):,} bytes, and the contracts take {MAX_SIGNATURE:,}, "
                "which is 32 owners: have the wallet approve the message on chain, or send a transaction of its own"
            )
        return joined

    def _of(self, wallet: Wallet, question: Question, path: tuple[str, ...]) -> bytes:
        whole = [one for one in self._signatures if one.path == path[:-1] and one.signer == wallet.address]
        for one in whole:
            if one.way == BY_CONTRACT and self._chain.takes(wallet.address, question, one.data):
                return one.data
        if wallet.kind == KEY:
            return _of_key(wallet.address, whole)
        asked = asked_of_owners(wallet, question)
        found = [one for one in self._signatures if one.path == path and one.way == BY_KEY]
        if wallet.kind == NESTED_TYPES:
            for one in found:
                if self._chain.takes(wallet.address, question, made := wrapped(wallet, question, one.data)):
                    return made
        elif wallet.owners:
            return self._of_owners(wallet, question, asked, path)
        else:
            for some in _from_all_to_one(found):
                if self._chain.takes(wallet.address, question, made := in_order(some)):
                    return made
        if self._chain.takes(wallet.address, question, b""):
            return b""  # approved on chain
        raise PolypactError(
            f"{wallet.address} does not take "
            + (f"what {_list([one.signer for one in found])} signed for it" if found else "it: nobody signed for it")
        )

    def _of_owners(self, wallet: Wallet, question: Question, asked: Question, path: tuple[str, ...]) -> bytes:
        good: list[Signature] = []
        lacking: list[str] = []
        trouble: list[str] = []
        for owner in wallet.owners:
            try:
                one = self._of_owner(wallet, owner, asked, path)
            except PolypactError as error:
                one = None
                trouble.append(str(error))
            if one is None:
                lacking.append(owner)
            else:
                good.append(one)
        if len(good) < wallet.threshold:
            if self._chain.takes(wallet.address, question, b""):
                return b""  # approved on chain
            raise PolypactError(
                f"{wallet.address} wants {wallet.threshold} of its owners and has {len(good)}; missing: "
                f"{_list(lacking)}" + "".join(f" ({one})" for one in trouble)
            )
        good.sort(key=lambda one: (size_in_order([one]), one.way != BY_KEY))
        return in_order(good[: wallet.threshold])

    def _of_owner(self, wallet: Wallet, owner: str, asked: Question, path: tuple[str, ...]) -> Signature | None:
        given = [one for one in self._signatures if one.path == path and one.signer == owner]
        for one in given:
            if one.way == BY_KEY:
                return one
        if wallet.kind == SAFE and self._chain.approved(wallet.address, owner, asked.digest):
            return Signature(owner, b"", BY_APPROVAL, path)
        if any(one.way == BY_APPROVAL for one in given):
            raise PolypactError(f"{owner} has not approved the hash 0x{asked.digest.hex()} on chain")
        inner = self._wallets.get(owner)
        below = (*path, owner)
        if inner is None or wallet.kind != SAFE:
            return None
        if inner.kind != KEY and (given or any(one.path[: len(below)] == below for one in self._signatures)):
            return Signature(owner, self._of(inner, asked, below), BY_CONTRACT, path)
        return None


def _of_key(account: str, signatures: Sequence[Signature]) -> bytes:
    by_key = [one.data for one in signatures if one.way == BY_KEY]
    for data in by_key:
        if data[64] in (27, 28):
            return compact(data)
    if by_key:
        raise PolypactError(f"{account} signed by eth_sign, which only a Safe takes of its owners; sign the typed data")
    raise PolypactError(f"{account} has not signed this")


def _from_all_to_one(signatures: Sequence[Signature]) -> Iterator[Sequence[Signature]]:
    """Of a wallet that does not tell its owners: all, and if they are few, any of them, the most first."""
    least = 1 if len(signatures) <= _FEW else len(signatures)
    for size in range(len(signatures), least - 1, -1):
        if size:
            yield from combinations(signatures, size)


def _list(addresses: Sequence[str]) -> str:
    return " and ".join(addresses) if len(addresses) < 3 else f"{', '.join(addresses[:-1])} or {addresses[-1]}"
