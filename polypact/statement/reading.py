"""The escrow's log, read fast: in ranges of blocks that fit the node, and with the time of each block.

Every event of the escrow has fields of one word each (addresses, numbers, 32 bytes), so that it is decoded here without
the general decoder of `polypact.chain.abi`, which takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from eth_utils.address import to_checksum_address
from web3.types import RPCEndpoint

from polypact.chain.abi import interface
from polypact.chain.batch import Batch
from polypact.chain.node_errors import NodeError, node_trouble
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.node import Node

#: Told how much of what is done: ("reading the log", 2000, 10000).
Progress = Callable[[str, int, int], None]

#: Blocks asked for at first. The number doubles as long as the node takes it.
FIRST_SPAN = 2_000
#: Logs in one answer above which the range does not grow any more.
ENOUGH = 5_000
#: Blocks whose times are asked for in one step.
_TIMES = 500

_CONTRACT = "RevenueEscrow"


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the escrow. Amounts are in the token's smallest unit."""

    name: str
    arguments: Mapping[str, Any]
    block: int
    index: int
    transaction: str
    time: int
    """Unix seconds of its block."""

    def __getitem__(self, name: str) -> Any:
        return self.arguments[name]


def read_events(node: Node, escrow: str, first: int, last: int, progress: Progress | None = None) -> list[Event]:
    """All events of the escrow in the blocks `first` to `last`, in order.

    Raises:
        PolypactError: The log has something that is no event of the escrow.
    """
    tell = progress or (lambda what, done, total: None)
    raw: list[Mapping[str, Any]] = []
    for found, done in _ranges(node, escrow, first, last):
        raw += found
        tell("reading the log", done - first + 1, last - first + 1)
    unique = {(_number(log["blockNumber"]), _number(log["logIndex"])): log for log in raw}
    logs = [unique[place] for place in sorted(unique)]
    times = _times(node, logs, tell)
    return [_decode(log, escrow, times) for log in logs]


def _ranges(node: Node, escrow: str, first: int, last: int) -> Any:
    # Yields the logs of one range after the other, with its last block.
    from web3.exceptions import Web3Exception

    span, widest = FIRST_SPAN, last - first + 1
    while first <= last:
        end = min(first + span - 1, last)
        try:
            with node_trouble(node.network):
                found = _logs(node, escrow, first, end)
        except (NodeError, Web3Exception):
            # There are as many ways to say "too much" as there are nodes.
            if first == end:
                raise
            span = widest = max(1, (end - first + 1) // 2)
            continue
        yield found, end
        first = end + 1
        if len(found) < ENOUGH:
            span = min(2 * span, widest)


def _logs(node: Node, escrow: str, first: int, last: int) -> Sequence[Mapping[str, Any]]:
    from web3.exceptions import Web3RPCError
    from web3.providers.base import JSONBaseProvider

    provider = getattr(node.web3, "provider", None)
    if not isinstance(provider, JSONBaseProvider):
        return list(node.web3.eth.get_logs({"address": escrow, "fromBlock": first, "toBlock": last}))
    # As it comes: what web3 makes of 10,000 logs takes longer than to get them.
    query = {"address": escrow, "fromBlock": hex(first), "toBlock": hex(last)}
    answer: Any = provider.make_request(RPCEndpoint("eth_getLogs"), [query])
    if not isinstance(answer, dict) or not isinstance(answer.get("result"), list):
        error = answer.get("error") if isinstance(answer, dict) else None
        raise Web3RPCError(str(error.get("message", error)) if isinstance(error, dict) else "no list of logs")
    return list(answer["result"])


def _times(node: Node, logs: Sequence[Mapping[str, Any]], tell: Progress) -> dict[int, int]:
    # Block => unix seconds. Newer nodes put it into the log; the others are asked for the blocks.
    times: dict[int, int] = {}
    for log in logs:
        if (time := log.get("blockTimestamp")) is not None:
            times[_number(log["blockNumber"])] = _number(time)
    wanted = sorted({_number(log["blockNumber"]) for log in logs} - set(times))
    for start in range(0, len(wanted), _TIMES):
        batch = Batch(node)
        answers = {block: batch.time(block) for block in wanted[start : start + _TIMES]}
        batch.run()
        times.update({block: answer() for block, answer in answers.items()})
        tell("reading the times of blocks", start + len(answers), len(wanted))
    return times


def _decode(log: Mapping[str, Any], escrow: str, times: Mapping[int, int]) -> Event:
    block, index = _number(log["blockNumber"]), _number(log["logIndex"])
    topics = [_bytes(topic) for topic in log["topics"]]
    data = _bytes(log["data"])
    plan = _plans().get(topics[0]) if topics else None
    if plan is None or _checksum(_bytes(log["address"])) != escrow:
        raise PolypactError(f"log {index} of block {block} is no event of the escrow that this polypact knows")
    name, indexed, plain = plan
    if len(topics) != len(indexed) + 1 or len(data) != 32 * len(plain):
        raise PolypactError(f"log {index} of block {block} is no {name} as the escrow makes it")
    arguments = {field: _READERS[kind](topic) for (field, kind), topic in zip(indexed, topics[1:], strict=True)}
    for number, (field, kind) in enumerate(plain):
        arguments[field] = _READERS[kind](data[32 * number : 32 * number + 32])
    return Event(name, arguments, block, index, "0x" + _bytes(log["transactionHash"]).hex(), times[block])


_Fields = list[tuple[str, str]]


@cache
def _plans() -> dict[bytes, tuple[str, _Fields, _Fields]]:
    # Topic => name, indexed fields and the others, each with its type.
    found = interface(_CONTRACT)
    plans = {}
    for topic, name in found.topics.items():
        inputs = found.events[name]["inputs"]
        parts = [[(e["name"], e["type"]) for e in inputs if e["indexed"] == indexed] for indexed in (True, False)]
        plans[topic] = (name, parts[0], parts[1])
    return plans


@cache
def _checksum(raw: bytes) -> str:
    return str(to_checksum_address(raw[-20:]))


_READERS: Mapping[str, Callable[[bytes], Any]] = {
    "address": _checksum,
    "uint256": lambda word: int.from_bytes(word, "big"),
    "bytes32": lambda word: word,
}


def _number(value: Any) -> int:
    return int(value, 16) if isinstance(value, str) else int(value)


def _bytes(value: Any) -> bytes:
    return bytes.fromhex(value.removeprefix("0x")) if isinstance(value, str) else bytes(value)
