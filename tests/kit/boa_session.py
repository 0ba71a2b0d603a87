"""A session on titanoboa: what a client and the reader of logs ask a node for, answered from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import boa
from eth_utils.address import to_canonical_address, to_checksum_address

from polypact.chain.node_errors import RefusedError
from tests.kit.numbers import CHAIN_ID


@dataclass
class BoaSession:
    """What a client and the reader of logs ask a node for."""

    raw: list[dict[str, Any]] = field(default_factory=list)
    transactions: int = 0
    bundled: bool = False
    """Whether what follows within the same second is one transaction."""
    chain_id: int = 1337
    network: str = "titanoboa"
    batch_size: int = 0
    """How many reads are taken in one request; none that are put together if 0."""
    batches: int = 0
    """How many requests with several reads there were."""
    calls: int = 0
    """How many calls were made alone."""

    @property
    def web3(self) -> Any:
        return SimpleNamespace(
            eth=SimpleNamespace(get_logs=self._get_logs),
            provider=SimpleNamespace(make_batch_request=self._answer_all),
        )

    @property
    def sender(self) -> str:
        return str(boa.env.eoa)

    @property
    def block(self) -> int:
        return self.transactions  # one block each

    def now(self, block: int | None = None) -> int:
        return int(boa.env.timestamp)

    def balance(self, address: str, block: int | None = None) -> int:
        return int(boa.env.get_balance(address))

    def code(self, address: str) -> bytes:
        return bytes(boa.env.get_code(address))

    def logs(self, addresses: Sequence[str], topics: Sequence[Any] = (), since: int = 0) -> list[dict[str, Any]]:
        return self._get_logs({"address": list(addresses), "topics": topics, "fromBlock": since, "toBlock": self.block})

    def call(self, to: str, data: bytes, block: int | None = None, **_: Any) -> bytes:
        self.calls += 1
        return self._call(to, data)

    def _call(self, to: str, data: bytes) -> bytes:
        done = boa.env.execute_code(to_address=to, data=data, is_modifying=False)
        if done.is_error:
            raise RefusedError(str(done.error), "")
        return bytes(done.output)

    def call_many(self, calls: Sequence[tuple[str, bytes]], block: int | None = None) -> list[bytes]:
        return [self.call(to, data) for to, data in calls]

    def _get_logs(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        address = query.get("address", [])
        wanted = {to_canonical_address(each) for each in ([address] if isinstance(address, str) else address)}
        first, last = query["fromBlock"], query["toBlock"]
        return [
            log
            for log in self.raw
            if (not wanted or log["address"] in wanted)
            and first <= log["blockNumber"] <= last
            and has_topics(log["topics"], query.get("topics", ()))
        ]

    def _answer_all(self, requests: Sequence[tuple[str, list[Any]]]) -> list[dict[str, Any]]:
        self.batches += 1
        return [{"id": number, **self._answer(*request)} for number, request in enumerate(requests)]

    def _answer(self, method: str, parameters: list[Any]) -> dict[str, Any]:
        try:
            return {"result": self._result(method, parameters)}
        except RefusedError as error:
            return {"error": {"code": 3, "message": f"execution reverted: {error}"}}

    def _result(self, method: str, parameters: list[Any]) -> Any:
        first = parameters[0]
        if method == "eth_call":
            return "0x" + self._call(first["to"], bytes.fromhex(first["data"][2:])).hex()
        if method == "eth_getCode":
            return "0x" + self.code(first).hex()
        if method == "eth_getBalance":
            return hex(self.balance(first))
        if method == "eth_getBlockByNumber":
            return {"timestamp": hex(self.now())}
        if method == "eth_getLogs":
            query = {**first, "fromBlock": int(first["fromBlock"], 16), "toBlock": self.block}
            return [_as_sent(log) for log in self._get_logs(query)]
        raise AssertionError(f"nobody is known to ask {method} in a batch")

    def record(self, computation: Any) -> None:
        """Keeps the logs of one transaction, or of one more call of the last one."""
        if not (self.bundled and self.raw and self.raw[-1]["blockTimestamp"] == self.now()):
            self.transactions += 1
        for _, address, topics, data in sorted(computation.get_raw_log_entries()):
            self.raw.append(
                {
                    "address": address,
                    "topics": [topic.to_bytes(32, "big") for topic in topics],
                    "data": data,
                    "blockNumber": self.block,
                    "blockTimestamp": self.now(),
                    "logIndex": len(self.raw),
                    "transactionHash": self.transactions.to_bytes(32, "big"),
                }
            )


class BoaNode:
    """What wallets are read from, on the chain that titanoboa says it is."""

    chain_id = CHAIN_ID

    def call(self, to: str, data: bytes) -> bytes:
        done = boa.env.execute_code(to_address=to, data=data, is_modifying=False)
        if done.is_error:
            raise RefusedError("it refused", str(done.error))
        return bytes(done.output)

    def code(self, address: str) -> bytes:
        return bytes(boa.env.get_code(address))


def has_topics(topics: Sequence[bytes], wanted: Sequence[Any]) -> bool:
    """Whether the topics of a log are those of a query, in which each place may be open or a list."""
    if len(topics) < len(wanted):
        return False
    named = [[each] if isinstance(each, str) else each for each in wanted]
    return all(
        each is None or "0x" + topic.hex() in [one.lower() for one in each]
        for topic, each in zip(topics, named, strict=False)
    )


def _as_sent(log: dict[str, Any]) -> dict[str, Any]:
    """A log as a node writes it in JSON."""
    return {
        "address": to_checksum_address(log["address"]),
        "topics": ["0x" + topic.hex() for topic in log["topics"]],
        "data": "0x" + log["data"].hex(),
        "blockNumber": hex(log["blockNumber"]),
        "logIndex": hex(log["logIndex"]),
        "transactionHash": "0x" + log["transactionHash"].hex(),
    }


@contextmanager
def watching(note: Callable[[Any], object]) -> Iterator[None]:
    """Has every transaction from now on be noted, as py-evm's computation, once it is done."""
    execute = boa.env.execute_code

    def watched(*arguments: Any, **options: Any) -> Any:
        done = execute(*arguments, **options)
        boa.env.evm.vm.state.clear_transient_storage()  # as a chain does after each transaction, and titanoboa does not
        if options.get("is_modifying", True) and not done.is_error:
            note(done)
        return done

    boa.env.execute_code = watched
    try:
        yield
    finally:
        boa.env.execute_code = execute


@contextmanager
def recorded() -> Iterator[BoaSession]:
    """A session that records what is logged from now on."""
    made = BoaSession()
    with watching(made.record):
        yield made
