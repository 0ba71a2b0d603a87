"""Reading the escrow's log from a made-up node: ranges, refusals, times, and logs that are not the escrow's."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from eth_utils import keccak, to_checksum_address
from web3.exceptions import Web3RPCError

from polypact.chain.node_errors import NodeError
from polypact.statement.reading import read_events
from polypact.text.errors import PolypactError

ESCROW = to_checksum_address("0x00000000000000000000000000000000000000a1")
PARTNER = to_checksum_address("0x00000000000000000000000000000000000000b2")
CLAIMED = keccak(text="RevenueClaimed(address,address,uint256)")


def log(block: int, amount: int = 1, **changes: Any) -> dict[str, Any]:
    words = [bytes.fromhex(address[2:]).rjust(32, b"\0") for address in (PARTNER, "0x" + "00" * 20)]
    return {
        "address": ESCROW,
        "topics": [CLAIMED, *words],
        "data": amount.to_bytes(32, "big"),
        "blockNumber": block,
        "logIndex": 0,
        "transactionHash": bytes(32),
        "blockTimestamp": hex(1_000 + block),
        **changes,
    }


@dataclass
class FakeNode:
    """Has these logs, and answers for at most `widest` blocks at once."""

    raw: list[dict[str, Any]]
    widest: int = 10**9
    oldest: int = 0
    """Older blocks were thrown away."""
    asked: list[tuple[int, int]] = field(default_factory=list)
    network: str = "made-up"
    batch_size: int = 0
    times: list[int] = field(default_factory=list)

    @property
    def web3(self) -> Any:
        return SimpleNamespace(eth=SimpleNamespace(get_logs=self._get_logs))

    def now(self, block: int) -> int:
        self.times.append(block)
        return 1_000 + block

    def _get_logs(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        first, last = query["fromBlock"], query["toBlock"]
        if last - first + 1 > self.widest:
            raise Web3RPCError("query returns more than 10000 results")
        if first < self.oldest:
            raise Web3RPCError("pruned history unavailable")
        self.asked.append((first, last))
        return [entry for entry in self.raw if first <= entry["blockNumber"] <= last]


def read(node: FakeNode, last: int = 9_999, **options: Any) -> Any:
    return read_events(node, ESCROW, 0, last, **options)  # type: ignore[arg-type]


def test_events_come_in_order_with_their_times() -> None:
    node = FakeNode([log(7_000, 3), log(5, 1), log(5, 2, logIndex=4)])
    found = read(node)
    assert [(e.name, e.block, e.index, e.time, e["amount"]) for e in found] == [
        ("RevenueClaimed", 5, 0, 1_005, 1),
        ("RevenueClaimed", 5, 4, 1_005, 2),
        ("RevenueClaimed", 7_000, 0, 8_000, 3),
    ]
    assert found[0]["partner"] == PARTNER
    assert node.times == []


@pytest.mark.parametrize("widest", [1, 7, 999])
def test_ranges_shrink_when_the_node_refuses(widest: int) -> None:
    node = FakeNode([log(block) for block in range(0, 3_000, 13)], widest)
    assert [event.block for event in read(node, 2_999)] == list(range(0, 3_000, 13))
    spans = [span for first, last in node.asked for span in range(first, last + 1)]
    assert spans == list(range(3_000))


def test_refusal_is_told_when_one_block_is_too_much() -> None:
    with pytest.raises(NodeError, match=r"refused: .*more than 10000"):
        read(FakeNode([log(1)], widest=0))


def test_node_that_threw_old_blocks_away_is_told_with_the_block() -> None:
    node = FakeNode([log(700)], oldest=600)
    with pytest.raises(NodeError, match=r"the log of block 0 cannot be read \(.*pruned history.*ask one that does"):
        read(node)
    assert [event.block for event in read_events(node, ESCROW, 600, 9_999)] == [700]  # type: ignore[arg-type]


def test_blocks_are_asked_for_their_times_when_the_logs_do_not_say() -> None:
    node = FakeNode([log(4, blockTimestamp=None), log(9, logIndex=1, blockTimestamp=None)])
    assert [event.time for event in read(node)] == [1_004, 1_009]
    assert node.times == [4, 9]


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[str, int, int]] = []
    read(FakeNode([log(1)]), 4_999, progress=lambda *facts: told.append(facts))
    assert told == [("reading the log", 2_000, 5_000), ("reading the log", 5_000, 5_000)]


@pytest.mark.parametrize(
    "changes",
    [
        {"topics": [bytes(32)]},
        {"topics": []},
        {"address": PARTNER},
        {"topics": [CLAIMED]},
        {"data": bytes(31)},
    ],
)
def test_log_that_is_no_event_of_the_escrow_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(PolypactError, match="log 0 of block 3 is no "):
        read(FakeNode([log(3, **changes)]))
