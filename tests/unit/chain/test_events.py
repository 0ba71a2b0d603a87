"""The decoder of events: every event of ours, in every form that logs come in, and what is no event."""

from __future__ import annotations

from typing import Any

import pytest
from eth_abi.abi import encode
from eth_utils import keccak, to_checksum_address
from hexbytes import HexBytes

from polypact.chain.abi import interface, signature
from polypact.chain.events import Decoder, MalformedEventError, decoder

CONTRACTS = ("Partnership", "RevenueEscrow", "Ecosystem")
ACCOUNT = str(to_checksum_address("0x" + "ab" * 20))
_VALUES: dict[str, Any] = {"address": ACCOUNT, "bool": True, "string": "what was said", "bytes": b"\1\2\3"}


def value_of(entry: dict[str, Any]) -> Any:
    """Some value of an ABI type, as the encoder takes it."""
    kind = entry["type"]
    if kind.endswith("[]"):
        return [value_of({**entry, "type": kind[:-2]})] * 2
    if kind.startswith("tuple"):
        return tuple(value_of(part) for part in entry["components"])
    if kind.startswith("bytes") and kind[5:]:
        return b"\7" * int(kind[5:])
    return _VALUES.get(kind, 7)


def type_of(entry: dict[str, Any]) -> str:
    if entry["type"].startswith("tuple"):
        return f"({','.join(type_of(part) for part in entry['components'])}){entry['type'][5:]}"
    return str(entry["type"])


def raw_log(entry: dict[str, Any]) -> dict[str, Any]:
    """A log of an event, as a node gives it."""
    indexed = [each for each in entry["inputs"] if each["indexed"]]
    plain = [each for each in entry["inputs"] if not each["indexed"]]
    topics = [keccak(text=signature(entry)), *(encode([type_of(each)], [value_of(each)]) for each in indexed)]
    return {
        "address": ACCOUNT.lower(),
        "topics": ["0x" + topic.hex() for topic in topics],
        "data": "0x" + encode([type_of(each) for each in plain], [value_of(each) for each in plain]).hex(),
        "blockNumber": "0x10",
        "logIndex": "0x2",
        "transactionHash": "0x" + "cd" * 32,
    }


def of_web3(log: dict[str, Any]) -> dict[str, Any]:
    """The same as web3 makes it."""
    return {
        **{name: int(log[name], 16) for name in ("blockNumber", "logIndex")},
        "address": to_checksum_address(log["address"]),
        "topics": [HexBytes(topic) for topic in log["topics"]],
        **{name: HexBytes(log[name]) for name in ("data", "transactionHash")},
    }


def told(entry: dict[str, Any], value: Any) -> Any:
    """A value as the decoder gives it."""
    if entry["type"] == "tuple":
        return {part["name"]: told(part, item) for part, item in zip(entry["components"], value, strict=True)}
    if entry["type"].endswith("[]"):
        return [told({**entry, "type": entry["type"][:-2]}, item) for item in value]
    return value


@pytest.mark.parametrize("contract", CONTRACTS)
def test_every_event_is_decoded_the_same_from_a_node_and_from_web3(contract: str) -> None:
    for name, entry in interface(contract).events.items():
        log = raw_log(dict(entry))
        event = decoder(contract).decode(log, time=99)
        assert event is not None and event == decoder(contract).decode(of_web3(log), time=99)
        assert (event.name, event.address, event.block, event.index, event.time) == (name, ACCOUNT, 16, 2, 99)
        assert event.transaction == "0x" + "cd" * 32
        assert list(event.arguments) == [each["name"] for each in entry["inputs"]]
        for each in entry["inputs"]:
            got = event[each["name"]]
            assert (list(got) if isinstance(got, tuple) else got) == told(each, value_of(each)), (name, each["name"])


def test_nothing_is_decoded_when_it_is_no_event_of_ours() -> None:
    log = raw_log(dict(interface("RevenueEscrow").events["RevenueClaimed"]))
    assert decoder("Ecosystem").decode(log) is None
    assert decoder("RevenueEscrow").decode({**log, "topics": []}) is None


@pytest.mark.parametrize("flaw", [{"topics": 1}, {"data": "0x"}, {"data": "0x" + "00" * 64}])
def test_is_refused_when_it_does_not_go_on_as_it_begins(flaw: dict[str, Any]) -> None:
    log = raw_log(dict(interface("RevenueEscrow").events["RevenueClaimed"]))
    broken = {**log, **flaw} if "data" in flaw else {**log, "topics": log["topics"][:2]}
    with pytest.raises(MalformedEventError, match="log 2 of block 16 is no RevenueClaimed"):
        decoder("RevenueEscrow").decode(broken)


def test_a_longer_indexed_field_is_only_its_hash() -> None:
    entry = {"name": "Said", "type": "event", "inputs": [{"name": "words", "type": "string", "indexed": True}]}
    log = {**raw_log({**entry, "inputs": []}), "topics": [keccak(text="Said(string)"), keccak(text="hello")]}
    event = Decoder([entry]).decode(log)
    assert event is not None and event["words"] == keccak(text="hello")
    assert Decoder([entry]).topic("Said") == "0x" + keccak(text="Said(string)").hex()
