"""What was logged, decoded from the contracts' ABIs and not by the way that made it."""

from __future__ import annotations

from functools import cache
from typing import Any

import boa
from eth_abi import decode
from eth_utils import event_abi_to_log_topic, is_address, to_checksum_address

from polypact.chain.recipe import NAMES
from tests.kit import chain
from tests.kit.contracts import abi_of

Event = tuple[str, str, dict[str, Any]]
"""Who logged it, the event's name, its fields in the order of the ABI."""


def events(contract: Any) -> list[Event]:
    """All logs of the newest call that `contract` was changed with, in order; also what others logged in it."""
    return [
        (to_checksum_address(address), *_decoded(address, topics, data))
        for _, address, topics, data in sorted(chain.changes[contract.address].get_raw_log_entries())
    ]


def logged(contract: Any) -> list[tuple[Any, ...]]:
    """The same in short: an event's name, then every field."""
    return [(name, *fields.values()) for _, name, fields in events(contract)]


def abi_type(component: dict[str, Any]) -> str:
    """The type of an ABI entry, written as eth_abi wants it: tuples in brackets."""
    kind = str(component["type"])
    if kind.startswith("tuple"):
        return f"({','.join(abi_type(part) for part in component['components'])}){kind[5:]}"
    return kind


def checksum(value: Any) -> Any:
    """`value`, with an address in its checksummed form."""
    if isinstance(value, bytes) and len(value) == 20:
        return to_checksum_address(value)
    if isinstance(value, tuple | list):
        return [checksum(item) for item in value]
    if isinstance(value, str) and is_address(value):
        return to_checksum_address(value)
    return value


def _decoded(address: bytes, topics: list[int], data: bytes) -> tuple[str, dict[str, Any]]:
    entry = _own_events().get(topics[0]) or _events_of(boa.env.lookup_contract(address).abi)[topics[0]]
    indexed = [field for field in entry["inputs"] if field["indexed"]]
    plain = [field for field in entry["inputs"] if not field["indexed"]]
    values = {
        field["name"]: decode([abi_type(field)], topic.to_bytes(32, "big"))[0]
        for field, topic in zip(indexed, topics[1:], strict=True)
    }
    values |= dict(zip([field["name"] for field in plain], decode([abi_type(f) for f in plain], data), strict=True))
    return entry["name"], {field["name"]: checksum(values[field["name"]]) for field in entry["inputs"]}


@cache
def _own_events() -> dict[int, dict[str, Any]]:
    return _events_of([entry for name in NAMES for entry in abi_of(name)])


def _events_of(abi: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Topic => ABI entry."""
    return {
        int.from_bytes(event_abi_to_log_topic(entry), "big"): entry  # type: ignore[arg-type]
        for entry in abi
        if entry["type"] == "event"
    }
