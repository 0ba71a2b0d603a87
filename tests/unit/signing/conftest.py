"""Wallets on titanoboa, and messages that their owners sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from eth_account.messages import encode_defunct, encode_typed_data
from eth_account.signers.local import LocalAccount

from polypact.signing.joining import Joiner
from polypact.signing.message_files import MessageFile
from polypact.signing.signatures import Signature
from polypact.signing.wallet_reading import ChainWallets
from polypact.signing.wallets import Question
from polypact.text.messages import timed_ballot_data
from tests.kit.boa_session import BoaNode
from tests.kit.contracts import mock
from tests.kit.numbers import CHAIN_ID

HOUSE = "0x" + "2" * 40
PROPOSAL = 2**255 + 7
DEADLINE = 2_000_000_000


class Signing:
    """A message of one account, and what the chain knows of its wallets."""

    def __init__(self, account: str) -> None:
        self.chain = ChainWallets(BoaNode())
        self.chain.look_around(account)
        data = timed_ballot_data(CHAIN_ID, HOUSE, PROPOSAL, 1, account, DEADLINE)
        self.file = MessageFile.of(data, "Harbour", self.chain.known.values())

    def by(self, key: LocalAccount, *path: str) -> Signature:
        """The signature of a key below a path of wallets."""
        message = encode_typed_data(full_message=dict(self.file.question(path).data))
        return self.file.check(key.address, bytes(key.sign_message(message).signature), path)

    def by_eth_sign(self, key: LocalAccount, *path: str) -> Signature:
        """As a wallet signs that knows no typed data: the digest as a text, and v more by 4."""
        digest = self.file.question(path).digest
        raw = bytes(key.sign_message(encode_defunct(primitive=digest)).signature)
        return self.file.check(key.address, raw[:64] + bytes([raw[64] + 4]), path)

    def digest(self, *path: str) -> bytes:
        """What owners below that path approve on chain."""
        return self.file.question(path).digest

    def chain_question(self) -> bytes:
        """What the account's wallet is asked."""
        return Question.of(self.file.data).digest

    def join(self, *signatures: Signature) -> bytes:
        """The account's signature; `PolypactError` if there is not enough."""
        file, _ = self.file.with_signatures(signatures).checked()
        return Joiner(self.chain.known, file.signatures, self.chain).join(file.account, Question.of(file.data))

    def takes(self, signature: bytes) -> bool:
        """Whether the account's wallet takes it."""
        return self.chain.takes(self.file.account, Question.of(self.file.data), signature)


@pytest.fixture
def keys(key: Callable[[str], LocalAccount]) -> list[LocalAccount]:
    """Owners in the order of their addresses."""
    return sorted((key(f"owner {number}") for number in range(40)), key=lambda owner: int(owner.address, 16))


@pytest.fixture
def safe() -> Callable[..., str]:
    """Deploys a Safe of those owners; `minor` is that of release 1.<minor>."""
    handler = mock("SafeHandler")

    def make(owners: Sequence[str | LocalAccount], threshold: int, minor: int = 4) -> str:
        addresses = [getattr(owner, "address", owner) for owner in owners]
        return str(mock("SafeWallet", addresses, threshold, minor, handler.address).address)

    return make
