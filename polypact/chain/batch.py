"""Several reads in one JSON-RPC request."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from eth_utils.address import to_checksum_address

from polypact.chain.node_errors import RefusedError
from polypact.chain.refusals import patiently

T = TypeVar("T")

#: How many reads we put into one request, at first and after a node refused; go-ethereum takes 1,000 by default.
SIZES = (1_000, 100, 10)


class Asked(Protocol):
    """The node that a batch is sent to, and what it answers to one read alone."""

    batch_size: int

    @property
    def web3(self) -> Any: ...

    def call(self, to: str, data: bytes, *, block: int | None = None) -> bytes: ...

    def code(self, address: str) -> bytes: ...

    def balance(self, address: str) -> int: ...

    def now(self, block: int | None = None) -> int: ...

    def logs(self, addresses: Sequence[str], topics: Sequence[Any] = (), since: int = 0) -> list[Mapping[str, Any]]: ...


class Batch:
    """Reads that are collected first and sent together by `run`.

    Each read gives back a function that has the answer after `run`. What the node did not answer in the batch, because
    it takes none or because this one read failed, is then asked alone: so every error is found, and explained, as if
    there were no batches.
    """

    def __init__(self, session: Asked) -> None:
        self._session = session
        self._requests: list[tuple[str, list[Any]]] = []
        self._answers: list[Mapping[str, Any]] = []

    def call(self, to: str, data: bytes, block: int | None = None) -> Callable[[], bytes]:
        """What a view answers."""
        request = {"to": to, "data": "0x" + data.hex()}
        alone = self._session.call
        return self._add("eth_call", [request, _at(block)], _bytes, lambda: alone(to, data, block=block))

    def call_stranger(self, to: str, data: bytes) -> Callable[[], bytes]:
        """The same of a contract that need not be ours: nothing if it refuses, which is not asked again."""
        request = {"to": to, "data": "0x" + data.hex()}

        def alone() -> bytes:
            with contextlib.suppress(RefusedError):
                return self._session.call(to, data)
            return b""

        return self._add("eth_call", [request, _at(None)], _bytes, alone, refused=b"")

    def code(self, address: str) -> Callable[[], bytes]:
        return self._add(
            "eth_getCode", [to_checksum_address(address), "latest"], _bytes, lambda: self._session.code(address)
        )

    def balance(self, address: str) -> Callable[[], int]:
        """In wei."""
        return self._add(
            "eth_getBalance", [to_checksum_address(address), "latest"], _number, lambda: self._session.balance(address)
        )

    def time(self, block: int | None = None) -> Callable[[], int]:
        """Unix seconds of the newest block, or of `block`."""
        return self._add("eth_getBlockByNumber", [_at(block), False], _timestamp, lambda: self._session.now(block))

    def logs(
        self, addresses: Sequence[str], topics: Sequence[Any] = (), since: int = 0
    ) -> Callable[[], list[Mapping[str, Any]]]:
        """Raw logs from block `since` to the newest, in order; without `addresses` those of all contracts."""
        of = {"address": list(addresses)} if addresses else {}
        query = {**of, "topics": list(topics), "fromBlock": hex(since), "toBlock": "latest"}
        return self._add("eth_getLogs", [query], _logs, lambda: self._session.logs(addresses, topics, since))

    def run(self) -> None:
        """Sends what was collected; one request, if the node takes that many."""
        first = 0
        while first < len(self._requests) and (size := self._session.batch_size):
            answers = self._exchange(self._requests[first : first + size])
            if answers is None:
                self._session.batch_size = next((smaller for smaller in SIZES if smaller < size), 0)
            else:
                self._answers[first : first + size] = answers
                first += size

    def _exchange(self, requests: list[tuple[str, list[Any]]]) -> list[Mapping[str, Any]] | None:
        """The node's answers; `None` if it refused them all together."""
        from requests.exceptions import ConnectionError, Timeout

        nothing: list[Mapping[str, Any]] = [{} for _ in requests]
        if len(requests) == 1:
            return nothing
        try:
            answers: Any = patiently(lambda: self._session.web3.provider.make_batch_request(requests))
        except (ConnectionError, Timeout):
            return nothing  # the next read that is made alone explains it
        except Exception:
            return None  # there are as many ways to refuse as there are nodes
        # Without their ids the answers may be in any order.
        whole = isinstance(answers, list) and len(answers) == len(requests) and all("id" in one for one in answers)
        return answers if whole else None

    def _add(
        self,
        method: str,
        parameters: list[Any],
        read: Callable[[Any], T],
        alone: Callable[[], T],
        refused: T | None = None,
    ) -> Callable[[], T]:
        number = len(self._requests)
        self._requests.append((method, parameters))
        self._answers.append({})
        found: list[T] = []

        def answer() -> T:
            if not found:
                with contextlib.suppress(KeyError, TypeError, ValueError):
                    found.append(read(self._answers[number]["result"]))
            if not found and refused is not None and _is_refusal(self._answers[number]):
                found.append(refused)
            if not found:
                found.append(alone())
            return found[0]

        return answer


def _is_refusal(answer: Mapping[str, Any]) -> bool:
    """Whether a node says that the call failed, and not that it has no answer now."""
    error = answer.get("error")
    return isinstance(error, Mapping) and "revert" in str(error.get("message", "")).lower()


def _at(block: int | None) -> str:
    return "latest" if block is None else hex(block)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))


def _number(text: str) -> int:
    return int(text, 16)


def _timestamp(block: Mapping[str, str]) -> int:
    return _number(block["timestamp"])


def _logs(raw: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [
        {
            "address": log["address"],
            "topics": [_bytes(topic) for topic in log["topics"]],
            "data": _bytes(log["data"]),
            "blockNumber": _number(log["blockNumber"]),
            "logIndex": _number(log["logIndex"]),
            "transactionHash": _bytes(log["transactionHash"]),
        }
        for log in raw
    ]
