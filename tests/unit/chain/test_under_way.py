"""What is said of transactions that are not taken or not mined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from web3.exceptions import ContractLogicError, Web3RPCError

from polypact.chain.node_errors import NodeError
from polypact.chain.under_way import is_about_nonce, not_taken, why_not_mined

SENDER = "0x" + "1" * 40
HASH = "0x" + "ab" * 32
GWEI = 10**9


@pytest.mark.parametrize(
    ("said", "words", "about_nonce"),
    [
        ("nonce too low: next nonce 8, tx nonce 7", r"same number \(7\) was faster; run the command again", True),
        ("OldNonce", r"same number \(7\) was faster", True),
        ("replacement transaction underpriced", "is waiting, and this one does not pay enough more", True),
        ("ReplacementNotAllowed", "is waiting, and this one does not pay enough more", True),
        (
            "transaction underpriced: tip needed 1",
            "takes no transaction that pays so little .transaction underpriced",
            False,
        ),
        ("max fee per gas less than block base fee", "takes no transaction that pays so little", False),
        ("FeeTooLow, MaxFeePerGas too low", "takes no transaction that pays so little", False),
        ("insufficient funds for gas * price + value", "too little for the value and the gas", False),
        ("txpool is full", "too many transactions waiting", False),
        ("sender is not on the allow list", "sender is not on the allow list", False),
    ],
)
def test_t57_what_a_node_does_not_take_is_told(said: str, words: str, about_nonce: bool) -> None:
    details = {"code": -32000, "message": said}
    error = Web3RPCError(str(details), rpc_response={"error": details})  # type: ignore[typeddict-item]
    told = str(not_taken("sepolia", error, 7))
    assert told.startswith("the node of sepolia did not take the transaction: ")
    assert told.endswith("; nothing was sent")
    assert re.search(words, told)
    assert is_about_nonce(error) == about_nonce


def test_t57_what_a_contract_refuses_meanwhile_is_explained() -> None:
    told = str(not_taken("sepolia", ContractLogicError("execution reverted: governor: already voted"), 7))
    assert "has voted" in told.lower() or "already" in told.lower()
    assert told.endswith("; nothing was sent")


@dataclass
class FakeNode:
    """Says of one transaction that it is pending, of its sender how many were mined, and what a block takes."""

    reached: int = 7
    base_fee: int | None = 10 * GWEI
    transaction: dict[str, Any] | None = field(
        default_factory=lambda: {"from": SENDER, "nonce": 7, "maxFeePerGas": 20 * GWEI}
    )

    def sent(self, _: str) -> dict[str, Any] | None:
        return self.transaction

    def nonce(self, _: str) -> int:
        return self.reached

    def newest_block(self) -> dict[str, Any]:
        if self.base_fee is None:
            raise NodeError("does not answer")
        return {"baseFeePerGas": self.base_fee}


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (FakeNode(), "it is waiting; it pays at most 20 gwei for gas, a block takes 10 gwei now"),
        (
            FakeNode(base_fee=30 * GWEI + GWEI // 2),
            "it pays at most 20 gwei for gas and a block takes 30.5 gwei now: it wa",
        ),
        (FakeNode(base_fee=0), "a block takes 0 gwei now"),
        (FakeNode(reached=5), f"it is number 7 of {SENDER}, and number 5, which has to come first, is not mined yet"),
        (FakeNode(reached=8), f"another transaction of {SENDER} with the same number (7) was mined in its place"),
        (FakeNode(transaction=None), "the node does not have it any more: it was dropped, or never arrived"),
        (FakeNode(base_fee=None), "the node does not say why"),
        (
            FakeNode(transaction={"from": SENDER, "nonce": 7, "gasPrice": 5}),
            "it pays at most 0.000000005 gwei for gas and a block takes 10 gwei",
        ),
    ],
)
def test_t57_why_a_transaction_hangs_is_told_in_words(node: Any, words: str) -> None:
    assert words in why_not_mined(node, HASH, SENDER, 7)


def test_t57_who_does_not_know_the_sender_says_less() -> None:
    nobody: Any = FakeNode(transaction=None)
    assert why_not_mined(nobody, HASH) == "the node does not have it any more: it was dropped, or never arrived"
