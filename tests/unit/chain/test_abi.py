"""Encoding and decoding, also of what nobody should have written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from eth_abi.abi import encode
from eth_utils.crypto import keccak
from hypothesis import given
from hypothesis import strategies as st

from polypact.chain.abi import ERC20, Interface, UnreadableError, interface, signature
from polypact.chain.calls import description_hash
from polypact.chain.events import Decoder, MalformedEventError, decoder
from polypact.clients.partnership import Partnership
from polypact.text.chain_text import bytes_of

CONTRACTS = ("Partnership", "RevenueEscrow", "Ecosystem")
JUNK = b"\xff\xfeab"
#: What makes ABI decoders stumble: offsets and lengths that lead anywhere, beside anything else.
WORDS = st.one_of(
    st.binary(min_size=32, max_size=32),
    st.sampled_from([0, 1, 31, 32, 33, 64, 96, 2**31, 2**63 - 1, 2**63, 2**255, 2**256 - 1]).map(
        lambda number: number.to_bytes(32, "big")
    ),
)
DATA = st.builds(lambda words, rest: b"".join(words) + rest, st.lists(WORDS, max_size=12), st.binary(max_size=31))

TEXTS = [
    (contract, event["name"], field["name"])
    for contract in CONTRACTS
    for event in interface(contract).events.values()
    for field in event["inputs"]
    if field["type"] == "string"
]


def value_of(field: Mapping[str, Any], text: bytes) -> Any:
    kind = str(field["type"])
    if kind.endswith("]"):
        inner = value_of({**field, "type": kind[: kind.rindex("[")]}, text)
        return [inner] * (int(kind[kind.rindex("[") + 1 : -1] or 2))
    if kind == "tuple":
        return tuple(value_of(part, text) for part in field["components"])
    if kind in ("string", "bytes"):
        return text
    if kind.startswith("bytes"):
        return b"\1" * int(kind[5:])
    return {"address": "0x" + "11" * 20, "bool": True}.get(kind, 1)


def kind_of(field: Mapping[str, Any]) -> str:
    # A string is laid out like bytes, and the encoder takes any bytes as these.
    kind = str(field["type"])
    if kind.startswith("tuple"):
        return f"({','.join(map(kind_of, field['components']))}){kind[5:]}"
    return "bytes" + kind[6:] if kind.startswith("string") else kind


def log_of(event: Mapping[str, Any], text: bytes) -> dict[str, Any]:
    plain = [field for field in event["inputs"] if not field["indexed"]]
    indexed = [field for field in event["inputs"] if field["indexed"]]
    return {
        "address": "0x" + "22" * 20,
        "topics": [keccak(text=signature(event)), *([(1).to_bytes(32, "big")] * len(indexed))],
        "data": encode([kind_of(field) for field in plain], [value_of(field, text) for field in plain]),
        "blockNumber": 1,
        "logIndex": 2,
        "transactionHash": b"\3" * 32,
    }


def test_there_are_texts_to_try() -> None:
    assert ("Partnership", "ProposalCreated", "description") in TEXTS
    assert ("Partnership", "VoteCast", "reason") in TEXTS
    assert ("Partnership", "TermsPublished", "uri") in TEXTS


@pytest.mark.parametrize(("contract", "event", "field"), TEXTS)
def test_t97_event_is_decoded_whatever_its_text_is(contract: str, event: str, field: str) -> None:
    found = decoder(contract).decode(log_of(interface(contract).events[event], JUNK))
    assert found is not None
    assert found[field] == "\\xff\\xfeab"
    assert bytes_of(found[field]) == JUNK


@pytest.mark.parametrize("contract", CONTRACTS)
def test_t97_answer_and_call_are_decoded_whatever_their_text_is(contract: str) -> None:
    known = interface(contract)
    tried = 0
    for entries in known.functions.values():
        for entry in entries:
            for part in ("inputs", "outputs"):
                kinds = [kind_of(field) for field in entry[part]]
                if not any("string" in str(field) for field in entry[part]):
                    continue
                data = encode(kinds, [value_of(field, JUNK) for field in entry[part]])
                if part == "outputs":
                    assert "\\xff\\xfeab" in str(known.decode_output(entry["name"], data)).replace("\\\\", "\\")
                else:
                    called = next(key for key, value in known.selectors.items() if value is entry)
                    assert known.decode_call(called + data) is not None
                tried += 1
    assert tried or contract != "Partnership"


def test_t97_proposal_keeps_its_id_when_its_text_is_no_utf8() -> None:
    event = decoder("Partnership").decode(log_of(interface("Partnership").events["ProposalCreated"], JUNK))
    assert event is not None
    assert description_hash(event["description"]) == keccak(JUNK)
    session: Any = object()
    house = Partnership("0x" + "22" * 20, session)
    assert house.proposal_id([], event["description"]) == int.from_bytes(
        keccak(encode(["address[]", "uint256[]", "bytes[]", "bytes32"], [[], [], [], keccak(JUNK)])), "big"
    )


@given(DATA, st.sampled_from([(name, entry) for name in CONTRACTS for entry in interface(name).functions]))
def test_t97_any_answer_is_read_or_refused(data: bytes, function: tuple[str, str]) -> None:
    contract, name = function
    try:
        interface(contract).decode_output(name, data)
    except UnreadableError as error:
        assert len(str(error).splitlines()) == 1


@given(DATA, st.sampled_from([(name, data) for name in CONTRACTS for data in interface(name).selectors]))
def test_t97_any_call_is_read_or_none(data: bytes, function: tuple[str, bytes]) -> None:
    contract, chosen = function
    interface(contract).decode_call(chosen + data)


EVENTS = st.sampled_from([(name, event) for name in CONTRACTS for event in interface(name).events])


@given(DATA, st.lists(WORDS, max_size=4), EVENTS)
def test_t97_any_log_is_read_or_malformed(data: bytes, topics: list[bytes], event: tuple[str, str]) -> None:
    contract, name = event
    first = keccak(text=signature(interface(contract).events[name]))
    log = {**log_of(interface(contract).events[name], b""), "topics": [first, *topics], "data": data}
    try:
        decoder(contract).decode(log)
    except MalformedEventError as error:
        assert error.name == name


@given(DATA)
def test_t97_any_answer_of_a_token_is_read_or_refused(data: bytes) -> None:
    for name in ERC20.functions:
        try:
            ERC20.decode_output(name, data)
        except UnreadableError:
            continue


def test_strangers_event_of_our_names_is_none_of_ours() -> None:
    assert Decoder([]).decode(log_of(interface("Partnership").events["VoteCast"], b"")) is None
    assert Interface([]).decode_call(b"") is None
