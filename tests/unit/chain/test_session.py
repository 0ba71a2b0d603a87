"""The session against a made-up node: reasons, chains, reorganisations, and nodes that fail."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from eth_abi.abi import encode
from hexbytes import HexBytes
from requests.exceptions import ConnectionError as NoConnection
from web3.exceptions import ContractLogicError, Web3RPCError

from polypact.chain.node_errors import NodeError, RefusedError, revert_reason
from polypact.chain.session import Session
from polypact.text.errors import PolypactError

SENDER = "0x" + "1" * 40
HASH = "0x" + "ab" * 32


@dataclass
class FakeEth:
    """What a node says; `receipts` are handed out one after the other."""

    chain_id: int = 1
    heights: list[int] = field(default_factory=lambda: [10])
    receipts: list[dict[str, Any]] = field(default_factory=list)
    failure: Exception | None = None
    sent: list[bytes] = field(default_factory=list)
    queries: list[tuple[int, int]] = field(default_factory=list)
    widest: int = 10**9

    @property
    def block_number(self) -> int:
        return self.heights.pop(0) if len(self.heights) > 1 else self.heights[0]

    def get_transaction_receipt(self, transaction: str) -> dict[str, Any]:
        return self.receipts.pop(0) if len(self.receipts) > 1 else self.receipts[0]

    def estimate_gas(self, request: Any) -> int:
        if self.failure:
            raise self.failure
        return 50_000

    def call(self, request: Any, block: Any, **_: Any) -> bytes:
        self.estimate_gas(request)
        return b""

    def get_balance(self, address: str, block: Any = "latest") -> int:
        return 10**18

    def get_logs(self, query: dict[str, Any]) -> list[tuple[int, int]]:
        span = query["fromBlock"], query["toBlock"]
        if span[1] - span[0] >= self.widest:
            raise Web3RPCError("too many blocks")
        self.queries.append(span)
        return [span]

    def send_raw_transaction(self, raw: bytes) -> None:
        self.sent.append(raw)


def open_session(eth: FakeEth, network: str = "mainnet", chain_id: int = 1) -> Session:
    provider = SimpleNamespace(
        web3=SimpleNamespace(eth=eth),
        network_choice=f"ethereum:{network}:node",
        network=SimpleNamespace(name=network, chain_id=chain_id, required_confirmations=3),
    )
    return Session(provider, SimpleNamespace(address=SENDER, alias="acc"), interactive=False)


def receipt(block: int, status: int = 1) -> dict[str, Any]:
    return {
        "transactionHash": HexBytes(HASH),
        "blockNumber": block,
        "gasUsed": 21_000,
        "contractAddress": None,
        "logs": [],
        "status": status,
    }


def error_data(reason: str) -> str:
    return "0x08c379a0" + encode(["string"], [reason]).hex()


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ContractLogicError("execution reverted: x", error_data("governor: no standing")), "governor: no standing"),
        (ContractLogicError("execution reverted", "0x"), ""),
        (ContractLogicError("execution reverted: a: b", None), "a: b"),
        (ContractLogicError("execution reverted", "0x4e487b71" + "11".rjust(64, "0")), "panic 0x11"),
        (ContractLogicError("execution reverted", "0x12345678"), "0x12345678"),
        (Web3RPCError("insufficient funds"), None),
        (ValueError("execution reverted"), None),
    ],
)
def test_revert_reason(error: Exception, reason: str | None) -> None:
    assert revert_reason(error) == reason


def test_nothing_is_sent_when_the_estimate_is_refused() -> None:
    eth = FakeEth(failure=ContractLogicError("execution reverted", error_data("governor: already voted")))
    with pytest.raises(RefusedError) as refused:
        open_session(eth).send(SENDER, b"\1")
    assert refused.value.reason == "governor: already voted"
    assert eth.sent == []


@pytest.mark.parametrize("failure", [NoConnection("refused"), Web3RPCError("insufficient funds for gas")])
def test_what_a_node_says_is_one_line(failure: Exception) -> None:
    with pytest.raises(NodeError) as error:
        open_session(FakeEth(failure=failure)).call(SENDER, b"")
    assert len(str(error.value).splitlines()) == 1
    assert "ethereum:mainnet:node" in str(error.value)


@pytest.mark.parametrize(
    ("network", "expected", "at_first", "later", "named"),
    [
        ("sepolia", 11155111, 1, 1, ("11155111", "1")),
        ("mainnet", 1, 1, 5, ("1", "5")),
        ("local", 1337, 10, 10, ("1337", "10")),
        ("local", 1337, 31337, 1337, ("31337", "1337")),
    ],
)
def test_t52_chain_that_is_not_the_one_meant(
    network: str, expected: int, at_first: int, later: int, named: tuple[str, str]
) -> None:
    eth = FakeEth(chain_id=at_first)
    session = open_session(eth, network, expected)
    eth.chain_id = later
    with pytest.raises(PolypactError, match=f"should be chain {named[0]}, but the node is on chain {named[1]};"):
        session.send(SENDER, b"")
    assert eth.sent == []


@pytest.mark.parametrize("chain_id", [1337, 31337])
def test_t52_both_development_chains_are_local(chain_id: int) -> None:
    open_session(FakeEth(chain_id=chain_id), "local", 1337).check_chain()


def test_t52_message_for_another_chain_is_not_signed() -> None:
    with pytest.raises(PolypactError, match=r"the message is for chain 5, .* is chain 1; nothing was signed"):
        open_session(FakeEth()).sign_typed({"domain": {"chainId": 5}})


def test_t55_receipt_is_read_again_after_the_confirmations(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reorganisation moves the transaction from block 10 to block 12 while it is being confirmed."""
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    eth = FakeEth(heights=[10, 11, 12, 13, 14], receipts=[receipt(10), receipt(12)])
    assert open_session(eth).wait(HASH).block == 12
    assert eth.heights == [14]


def test_t55_transaction_that_fails_after_a_reorganisation_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    eth = FakeEth(heights=[20], receipts=[receipt(10), receipt(12, status=0)])
    eth.get_transaction = lambda _: {"from": SENDER, "input": "0x", "value": 0}  # type: ignore[attr-defined]
    with pytest.raises(PolypactError, match=f"transaction {HASH} failed on chain"):
        open_session(eth).wait(HASH)


def test_logs_are_asked_for_in_smaller_pieces_where_the_node_wants_that() -> None:
    eth = FakeEth(heights=[99], widest=30)
    spans = open_session(eth).logs([SENDER], since=0)
    assert spans == eth.queries
    assert spans[0][0] == 0 and spans[-1][1] == 99
    assert all(after[0] == before[1] + 1 for before, after in pairwise(spans))


def test_no_account() -> None:
    session = open_session(FakeEth())
    session._account = None
    with pytest.raises(PolypactError, match="say which one with --account"):
        session.send(SENDER, b"")
