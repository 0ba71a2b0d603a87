"""The escrow's log, read fast: in ranges of blocks that fit the node, and with the time of each block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from web3.types import RPCEndpoint

from polypact.chain.batch import Batch
from polypact.chain.events import Event, MalformedEventError, decoder, number
from polypact.chain.log_ranges import read_ranges
from polypact.chain.node_errors import node_trouble
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.node import Node

#: Told how much of what is done: ("reading the log", 2000, 10000).
Progress = Callable[[str, int, int], None]

#: Blocks asked for at first. The number doubles as long as the node takes it.
FIRST_SPAN = 2_000
#: Blocks whose times are asked for in one step.
_TIMES = 500

_CONTRACT = "RevenueEscrow"


def read_events(node: Node, escrow: str, first: int, last: int, progress: Progress | None = None) -> list[Event]:
    """All events of the escrow in the blocks `first` to `last`, in order.

    Raises:
        PolypactError: The log has something that is no event of the escrow.
    """
    tell = progress or (lambda what, done, total: None)
    raw: list[Mapping[str, Any]] = []
    with node_trouble(node.network):
        for found, done in read_ranges(node.web3, partial(_logs, node, escrow), first, last, FIRST_SPAN):
            raw += found
            tell("reading the log", done - first + 1, last - first + 1)
    unique = {(number(log["blockNumber"]), number(log["logIndex"])): log for log in raw}
    logs = [unique[place] for place in sorted(unique)]
    times = _times(node, logs, tell)
    return [_decode(log, escrow, times) for log in logs]


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
            times[number(log["blockNumber"])] = number(time)
    wanted = sorted({number(log["blockNumber"]) for log in logs} - set(times))
    for start in range(0, len(wanted), _TIMES):
        batch = Batch(node)
        answers = {block: batch.time(block) for block in wanted[start : start + _TIMES]}
        batch.run()
        times.update({block: answer() for block, answer in answers.items()})
        tell("reading the times of blocks", start + len(answers), len(wanted))
    return times


def _decode(log: Mapping[str, Any], escrow: str, times: Mapping[int, int]) -> Event:
    block, index = number(log["blockNumber"]), number(log["logIndex"])
    try:
        event = decoder(_CONTRACT).decode(log, times[block])
    except MalformedEventError as error:
        raise PolypactError(f"{error} as the escrow makes it") from None
    if event is None or event.address != escrow:
        raise PolypactError(f"log {index} of block {block} is no event of the escrow that this polypact knows")
    return event
