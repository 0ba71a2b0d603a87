"""Whatever a stranger proposes is said in words: no calldata ends a command for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from eth_abi.abi import encode
from hypothesis import given, settings
from hypothesis import strategies as st

from polypact.capabilities.actions import Action
from polypact.capabilities.register import ABROAD
from polypact.chain.abi import interface, selector, signature
from polypact.chain.events import Event
from polypact.chain.tokens import Tokens
from polypact.clients.actions import Actions
from polypact.decisions.plain_words import Words, event_words
from tests.unit.made_up_chain import FakeSession

PARTNERSHIP, ESCROW = ("0x" + digit * 40 for digit in "13")
TARGETS = {"Partnership": PARTNERSHIP, "RevenueEscrow": ESCROW}
CALLS = [(contract, data) for contract in TARGETS for data in interface(contract).selectors]


@cache
def values(kind: str) -> st.SearchStrategy[Any]:
    if kind.startswith("uint"):
        most = 2 ** int(kind[4:]) - 1
        return st.one_of(st.integers(0, most), st.sampled_from([0, 1, 2, most // 2, most]))
    if kind == "int128" or kind.startswith("int"):
        most = 2 ** (int(kind[3:]) - 1)
        return st.integers(-most, most - 1)
    if kind in ("string", "bytes"):
        return st.binary(max_size=40)
    if kind.startswith("bytes"):
        size = int(kind[5:])
        return st.binary(min_size=size, max_size=size)
    if kind == "address":
        return st.one_of(st.sampled_from([PARTNERSHIP, ESCROW, "0x" + "00" * 20]), st.just("0x" + "9a" * 20))
    return st.booleans()


def value_of(entry: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    kind = str(entry["type"])
    if kind.endswith("]"):
        size = kind[kind.rindex("[") + 1 : -1]
        inner = value_of({**entry, "type": kind[: kind.rindex("[")]})
        return st.lists(inner, min_size=int(size or 0), max_size=int(size or 3))
    if kind == "tuple":
        return st.tuples(*map(value_of, entry["components"]))
    return values(kind)


def kind_of(entry: Mapping[str, Any]) -> str:
    kind = str(entry["type"])
    if kind.startswith("tuple"):
        return f"({','.join(map(kind_of, entry['components']))}){kind[5:]}"
    return "bytes" + kind[6:] if kind.startswith("string") else kind


def new_words() -> Words:
    return Words(Actions(PARTNERSHIP, ESCROW), Tokens(FakeSession()), {})  # type: ignore[arg-type]


@pytest.mark.parametrize(("contract", "chosen"), CALLS, ids=lambda each: each if isinstance(each, str) else each.hex())
@settings(max_examples=15)
@given(st.data())
def test_t97_any_call_of_ours_is_said(contract: str, chosen: bytes, data: st.DataObject) -> None:
    inputs = interface(contract).selectors[chosen]["inputs"]
    arguments = [data.draw(value_of(entry)) for entry in inputs]
    calldata = chosen + encode([kind_of(entry) for entry in inputs], arguments)
    assert new_words().action(Action(TARGETS[contract], data.draw(values("uint256")), calldata))


@pytest.mark.parametrize("function", sorted(ABROAD))
@settings(max_examples=15)
@given(st.data())
def test_t97_any_call_of_another_partnership_is_said(function: str, data: st.DataObject) -> None:
    for contract in TARGETS:
        for entry in interface(contract).functions.get(function, []):
            arguments = [data.draw(value_of(field)) for field in entry["inputs"]]
            calldata = selector(signature(entry)) + encode([kind_of(field) for field in entry["inputs"]], arguments)
            assert new_words().action(Action("0x" + "9a" * 20, 0, calldata)).startswith("At 0x9a")


@given(st.sampled_from([*TARGETS.values(), "0x" + "9a" * 20]), st.sampled_from(CALLS), st.binary(max_size=200))
def test_t97_any_bytes_are_said(target: str, call: tuple[str, bytes], data: bytes) -> None:
    for calldata in (data, call[1] + data, b"\xa9\x05\x9c\xbb" + data):
        assert new_words().action(Action(target, 0, calldata))


EVENTS = [(contract, name) for contract in TARGETS for name in interface(contract).events]


@pytest.mark.parametrize(("contract", "name"), EVENTS)
@settings(max_examples=10)
@given(st.data())
def test_t97_any_event_is_said(contract: str, name: str, data: st.DataObject) -> None:
    from polypact.chain.abi import decode_values

    inputs = interface(contract).events[name]["inputs"]
    arguments = [data.draw(value_of(entry)) for entry in inputs]
    decoded = decode_values(inputs, encode([kind_of(entry) for entry in inputs], arguments))
    named = {entry["name"]: value for entry, value in zip(inputs, decoded, strict=True)}
    assert event_words(new_words(), Event(name, named, TARGETS[contract], 1, 0, "0x"))
