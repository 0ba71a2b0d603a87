"""The one decoder of events: from raw logs, as a node gives them or as web3 made them, to names and values.

Statement, clients, simulation and commands all read events through it. Fields of one word each (addresses, numbers,
fixed bytes) are read at once; only what is longer goes through the general decoder, which takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak

from polypact.chain.abi import UnreadableError, decode_values, interface, signature
from polypact.text.errors import PolypactError

__all__ = ["Decoder", "Event", "MalformedEventError", "decoder", "number"]

_WORD = 32


@dataclass(frozen=True, slots=True)
class Event:
    """One decoded event. Amounts are in the token's smallest unit; docs/events.json has the unit of every field."""

    name: str
    arguments: Mapping[str, Any]
    address: str
    block: int
    index: int
    transaction: str
    time: int = 0
    """Unix seconds of its block; 0 where nobody asked."""

    def __getitem__(self, name: str) -> Any:
        return self.arguments[name]


class MalformedEventError(PolypactError):
    """A log that begins like an event and does not go on as it has to; `name` is that event's."""

    def __init__(self, name: str, log: Mapping[str, Any]) -> None:
        index, block = (_shown(log, key) for key in ("logIndex", "blockNumber"))
        super().__init__(f"log {index} of block {block} is no {name}")
        self.name = name


@dataclass(frozen=True)
class _Plan:
    """How one event is read."""

    name: str
    order: Sequence[str]
    indexed: Sequence[tuple[str, Callable[[bytes], Any]]]
    words: Sequence[tuple[str, Callable[[bytes], Any]]]
    """The fields of its data, if each of them is one word."""
    entries: Sequence[Mapping[str, Any]]
    """The same as ABI entries, if they are not."""


class Decoder:
    """Decodes the events of one ABI."""

    def __init__(self, events: Iterable[Mapping[str, Any]]) -> None:
        self._plans = {keccak(text=signature(entry)): _plan(entry) for entry in events}

    def topic(self, event: str) -> str:
        """The first topic of an event, in hex."""
        return next("0x" + topic.hex() for topic, plan in self._plans.items() if plan.name == event)

    def decode(self, log: Mapping[str, Any], time: int = 0) -> Event | None:
        """A raw log as an event; `None` if it is none of this ABI.

        Args:
            time: Of its block, in unix seconds.

        Raises:
            MalformedEventError: It begins like one and does not go on as it has to.
        """
        try:
            return self._decode(log, time)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise MalformedEventError("log", log) from None  # a node that answers half

    def _decode(self, log: Mapping[str, Any], time: int) -> Event | None:
        topics = [_bytes(topic) for topic in log["topics"]]
        plan = self._plans.get(topics[0]) if topics else None
        if plan is None:
            return None
        data = _bytes(log["data"])
        if len(topics) != len(plan.indexed) + 1 or (not plan.entries and len(data) != _WORD * len(plan.words)):
            raise MalformedEventError(plan.name, log)
        try:
            found = {name: read(topic) for (name, read), topic in zip(plan.indexed, topics[1:], strict=True)}
            if plan.entries:
                values = decode_values(plan.entries, data)
                found.update((entry["name"], value) for entry, value in zip(plan.entries, values, strict=True))
            else:
                for place, (name, read) in enumerate(plan.words):
                    found[name] = read(data[_WORD * place : _WORD * (place + 1)])
        except UnreadableError:
            raise MalformedEventError(plan.name, log) from None
        return Event(
            plan.name,
            {name: found[name] for name in plan.order},
            _address(_bytes(log["address"])),
            number(log["blockNumber"]),
            number(log["logIndex"]),
            "0x" + _bytes(log["transactionHash"]).hex(),
            time,
        )


@cache
def decoder(contract: str) -> Decoder:
    """The decoder of one of our contracts; a Partnership's covers all its parts."""
    return Decoder(interface(contract).events.values())


def number(value: Any) -> int:
    """A number that a node gave in hex, or web3 as a number."""
    return int(value, 16) if isinstance(value, str) else int(value)


def _shown(log: Mapping[str, Any], key: str) -> str:
    try:
        return str(number(log[key]))
    except (KeyError, TypeError, ValueError):
        return "?"


def _plan(entry: Mapping[str, Any]) -> _Plan:
    inputs = entry["inputs"]
    plain = [each for each in inputs if not each["indexed"]]
    readers = [(each["name"], _reader(each)) for each in plain]
    words = [(name, read) for name, read in readers if read is not None]
    return _Plan(
        name=entry["name"],
        order=[each["name"] for each in inputs],
        indexed=[(each["name"], _reader(each) or _whole) for each in inputs if each["indexed"]],
        words=words,
        entries=plain if len(words) < len(plain) else (),
    )


def _reader(entry: Mapping[str, Any]) -> Callable[[bytes], Any] | None:
    """How a field of one word is read; `None` for a longer one. An indexed longer one is only the hash of it."""
    kind = str(entry["type"])
    if kind == "address":
        return _address
    if kind == "bool":
        return _truth
    if kind.startswith("uint") and kind[4:].isdigit():
        return _unsigned
    if kind.startswith("bytes") and kind[5:].isdigit():
        return _first(int(kind[5:]))
    return None


@cache
def _address(word: bytes) -> str:
    return str(to_checksum_address(word[-20:]))


def _truth(word: bytes) -> bool:
    return any(word)


def _unsigned(word: bytes) -> int:
    return int.from_bytes(word, "big")


def _whole(word: bytes) -> bytes:
    return word


def _first(size: int) -> Callable[[bytes], bytes]:
    return lambda word: word[:size]


def _bytes(value: Any) -> bytes:
    return bytes.fromhex(value.removeprefix("0x")) if isinstance(value, str) else bytes(value)
