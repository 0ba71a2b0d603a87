"""The page says what Python says, letter by letter: calls, events, rules, deals, links and promises."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import pytest
from eth_abi.abi import encode
from eth_utils.address import to_checksum_address

from polypact.capabilities.actions import Action
from polypact.capabilities.register import ABROAD, SENTENCES
from polypact.chain.abi import ERC20, Interface, decode_values, interface, selector, signature
from polypact.chain.events import Event
from polypact.chain.tokens import NATIVE, Token, Tokens
from polypact.clients.actions import Actions
from polypact.decisions.plain_words import Words, event_words
from polypact.text import deals, durations, links, promises, sentences, shares, voting_rules
from polypact.text.enums import ETHER, Role
from tests.unit.build.page.node import run

PARTNERSHIP, ESCROW = (to_checksum_address("0x" + digit * 40) for digit in "a7")
USDX, STRANGER, NORTH = (to_checksum_address("0x" + pair * 20) for pair in ("c5", "9a", "4b"))
OTHER, OTHER_ESCROW = (to_checksum_address("0x" + pair * 20) for pair in ("d1", "e2"))
NAMES = {NORTH: 'Northwind "&" Söhne', OTHER: "Harbour"}
CLASSES = {9: "errands", 0: "the strict one"}
TOKENS = {ETHER: NATIVE, USDX: Token(USDX, "USDX", 6)}
OTHERS = {OTHER: ("Harbour", "Partnership"), OTHER_ESCROW: ("the escrow of Harbour", "RevenueEscrow")}
OWN = {"Partnership": PARTNERSHIP, "RevenueEscrow": ESCROW}
THERE = {"Partnership": OTHER, "RevenueEscrow": OTHER_ESCROW}
ADDRESSES = [PARTNERSHIP, ESCROW, ETHER, USDX, STRANGER, NORTH, OTHER, OTHER_ESCROW]
NUMBERS = [*range(18), 31, 59, 60, 3_600, 5_000, 6_667, 10_000, 86_399, 86_400, 90_061, 1_234_567, 15 * 10**17]
MOMENTS = [1_800_000_000, 253_402_300_799, 253_402_300_800, 2_932_896, 2_932_897]
TEXTS = [
    b"", b"ipfs://two", "Ünïcode, 日本語".encode(), b"it's", b"\"so\"", b"it's \"so\"", b"back\\slash", b"line\nbreak",
    b"\xff\xfe", b"half \xe2\x82", b"\xed\xa0\x80", "\u202eback".encode(), "\ufeffmark".encode(), b"a\0b", b"x" * 31,
]  # fmt: skip
CASES = 24


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Python shows moments in the machine's own zone; the page has a form of its own for them."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


class _Tokens:
    def at(self, address: str) -> Token:
        return TOKENS.get(address, Token(address, f"{address[:6]}..{address[-4:]}", 0))


def new_words() -> Words:
    def other(address: str) -> tuple[str, Interface] | None:
        return (OTHERS[address][0], interface(OTHERS[address][1])) if address in OTHERS else None

    return Words(Actions(PARTNERSHIP, ESCROW), cast(Tokens, _Tokens()), NAMES, CLASSES, other)


class Draw:
    """Draws arguments: usual ones, extremes, and what belongs to them."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)
        self._selectors = [*interface("Partnership").selectors, *interface("RevenueEscrow").selectors]

    def number(self, bits: int = 256) -> int:
        most = 2**bits - 1
        drawn = self._random.choice(
            [
                self._random.choice(NUMBERS),
                self._random.choice(MOMENTS),
                self._random.getrandbits(self._random.randrange(1, bits + 1)),
                most >> self._random.randrange(bits),
            ]
        )
        return drawn & most

    def address(self) -> str:
        return self._random.choice(ADDRESSES)

    def data(self, size: int) -> bytes:
        return self._random.choice(
            [
                bytes(size),
                self._random.randbytes(size),
                self._random.choice([b"\xff" * size, self._random.choice(TEXTS)[:size].ljust(size, b"\0")]),
                bytes.fromhex(self.address()[2:]).rjust(size, b"\0")[:size] if size >= 20 else bytes(size),
            ]
        )

    def selector(self) -> bytes:
        usual = [bytes(4), promises.TRANSFER, promises.ANY_CALL, b"\xde\xad\xbe\xef"]
        return self._random.choice([*usual, *self._random.sample(self._selectors, 8)])

    def value(self, entry: Mapping[str, Any]) -> Any:
        """Of an ABI entry, ready to be encoded; texts as bytes."""
        kind = str(entry["type"])
        if kind.endswith("]"):
            inner = {**entry, "type": kind[: kind.rindex("[")]}
            return [self.value(inner) for _ in range(self._random.randrange(4))]
        if kind == "tuple":
            return tuple(self.value(part) for part in entry["components"])
        if kind == "address":
            return self.address()
        if kind == "bool":
            return self._random.random() < 0.5
        if kind == "bytes4":
            return self.selector()
        if kind in ("string", "bytes"):
            return self._random.choice(TEXTS)
        return self.number(int(kind[4:])) if kind.startswith("uint") else self.data(int(kind[5:]))

    def call(self, entry: Mapping[str, Any]) -> bytes:
        return selector(signature(entry)) + encoded(entry["inputs"], [self.value(each) for each in entry["inputs"]])

    def broken(self, data: bytes) -> bytes:
        """The same with something wrong: cut off, longer, with another byte, or with another pointer or length."""
        place = self._random.randrange(4, len(data) + 1)
        changed = data[:place] + self._random.randbytes(1) + data[place + 1 :]
        word = 4 + 32 * self._random.randrange(len(data) // 32)
        pointer = (32 * self._random.randrange(12)).to_bytes(32, "big")
        pointing = data[:word] + pointer + data[word + 32 :]
        return self._random.choice([data[:place], data + self._random.randbytes(9), changed, pointing, pointing])


def encoded(inputs: Sequence[Mapping[str, Any]], values: Sequence[Any]) -> bytes:
    return encode([_kind(each) for each in inputs], values)


def _kind(entry: Mapping[str, Any]) -> str:
    kind = str(entry["type"])
    if kind.startswith("tuple"):
        return f"({','.join(map(_kind, entry['components']))}){kind[5:]}"
    return "bytes" + kind[6:] if kind.startswith("string") else kind


def compare(cases: Sequence[Mapping[str, Any]], wanted: Sequence[str]) -> None:
    given = {
        "partnership": PARTNERSHIP,
        "escrow": ESCROW,
        "names": NAMES,
        "tokens": {address: {"symbol": each.symbol, "decimals": each.decimals} for address, each in TOKENS.items()},
        "classes": CLASSES,
        "others": {
            address: {"name": name, "contract": "escrow" if contract == "RevenueEscrow" else "partnership"}
            for address, (name, contract) in OTHERS.items()
        },
        "cases": cases,
    }
    said = json.loads(run("words/differential", "answers", json.dumps(given)))
    assert len(said) == len(wanted)
    for case, ours, theirs in zip(cases, wanted, said, strict=True):
        assert theirs == ours, case


def as_case(action: Action) -> dict[str, Any]:
    return {"kind": "action", "target": action.target, "value": str(action.value), "data": f"0x{action.data.hex()}"}


def entries(names: Sequence[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for contract in ("Partnership", "RevenueEscrow"):
        for name, found in interface(contract).functions.items():
            if name in names:
                yield from ((contract, entry) for entry in found)


def test_every_call_is_said_alike() -> None:
    draw = Draw("calls")
    actions = []
    for contract, entry in entries([*SENTENCES]):
        for _ in range(CASES):
            actions.append(Action(OWN[contract], draw.number() if draw.number() % 5 == 0 else 0, draw.call(entry)))
    for contract, entry in entries([*ABROAD]):
        actions += [Action(target, 0, draw.call(entry)) for target in (THERE[contract], STRANGER) for _ in range(CASES)]
    words = new_words()
    compare([as_case(action) for action in actions], [words.action(action) for action in actions])


def test_calls_without_a_sentence_are_said_alike() -> None:
    """Others of our functions, tokens, plain payments, and what is no call of anything."""
    draw = Draw("others")
    actions = [Action(draw.address(), draw.number(), b"") for _ in range(CASES)]
    for contract in ("Partnership", "RevenueEscrow"):
        for found in interface(contract).functions.values():
            data = [draw.call(entry) for entry in found for _ in range(2)]
            actions += [Action(draw.address(), 0, each) for each in data]
            broken = [draw.broken(each) for each in data for _ in range(4) if len(each) > 4]
            zeros = [each[:4] + bytes(len(each) - 4) for each in data]  # which point at themselves
            actions += [Action(OWN[contract], 0, each) for each in (*broken, *zeros)]
    for name in ("transfer", "approve", "transferFrom", "balanceOf"):
        actions += [Action(draw.address(), draw.number(8), draw.call(ERC20.functions[name][0])) for _ in range(CASES)]
    for size in range(80):
        actions.append(Action(draw.address(), 0, draw.selector() + draw.data(size)))
    words = new_words()
    compare([as_case(action) for action in actions], [words.action(action) for action in actions])


def test_every_event_is_said_alike() -> None:
    draw, cases, wanted, words = Draw("events"), [], [], new_words()
    for contract, address in (("Partnership", PARTNERSHIP), ("RevenueEscrow", ESCROW)):
        for name, entry in interface(contract).events.items():
            for _ in range(6):
                data = encoded(entry["inputs"], [draw.value(each) for each in entry["inputs"]])
                values = decode_values(entry["inputs"], data)
                named = {each["name"]: value for each, value in zip(entry["inputs"], values, strict=True)}
                cases.append({"kind": "event", "name": name, "address": address, "data": f"0x{data.hex()}"})
                wanted.append(event_words(words, Event(name, named, address, 1, 0, "0x")))
    assert {case["name"] for case in cases} >= set(interface("Partnership").events)
    compare(cases, wanted)


# --- the words for what is no call ---


def number(value: int) -> dict[str, str]:
    return {"n": str(int(value))}


def record(values: Mapping[str, Any]) -> dict[str, Any]:
    """A struct as the page has it."""
    told = {}
    for name, value in values.items():
        if isinstance(value, bytes):
            told[name] = f"0x{value.hex()}"
        else:
            told[name] = value if isinstance(value, bool | str) else number(value)
    return told


def struct(draw: Draw, function: str, argument: str) -> dict[str, Any]:
    """Drawn values of a struct that a function takes, or gives."""
    contract = "Partnership" if function in interface("Partnership").functions else "RevenueEscrow"
    entry = interface(contract).functions[function][0]
    found = next(each for each in (*entry["inputs"], *entry["outputs"]) if each["name"] == argument)
    values = decode_values([found], encoded([found], [draw.value(found)]))
    return dict(values[0])


SPEAKER = {"speaker": True}


def test_words_for_deals_rules_links_and_promises_are_alike() -> None:
    draw, words = Draw("text"), new_words()
    cases: list[dict[str, Any]] = []
    wanted: list[str] = []

    def check(name: str, arguments: Sequence[Any], said: str | list[str]) -> None:
        cases.append({"kind": "function", "name": name, "arguments": list(arguments)})
        wanted.append(said if isinstance(said, str) else "".join(said))

    for _ in range(4 * CASES):
        deal, rule = struct(draw, "amend_terms", "new_deal"), struct(draw, "set_rule", "rule")
        terms, offer = struct(draw, "offer_link", "terms"), struct(draw, "accept", "offer")
        matter, floor = struct(draw, "reserve_matter", "matter"), struct(draw, "set_floor", "promise")
        given, word = struct(draw, "give_mandate", "mandate"), draw.data(32)
        check("dealLines", [record(deal)], deals.Deal.of(deal).lines())
        check("describeRule", [record(rule)], voting_rules.Rule.from_chain(rule).describe())
        check("termsWords", [SPEAKER, record(terms)], links.terms_words(words, links.LinkTerms.of(terms)))
        check("linkHash", [record(terms)], f"0x{links.LinkTerms.of(terms).hash.hex()}")
        check("offerLines", [record(offer), record(deal)], deals.Offer.of(offer).lines(deals.Deal.of(deal)))
        check("matterWords", [SPEAKER, record(matter)], promises.matter_words(words, promises.Matter.of(matter)))
        check("floorWords", [SPEAKER, record(floor)], promises.floor_words(words, promises.Floor.of(floor)))
        mandate = promises.Mandate.of(given)
        check("mandateWords", [SPEAKER, record(given)], promises.mandate_words(words, mandate))
        named = [SPEAKER, record(given), [f"0x{word.hex()}"]]
        check("mandateWords", named, promises.mandate_words(words, mandate, [word]))
        seconds, bps = draw.number(), draw.number(draw.number(4) + 8)
        check("exitWords", [number(seconds), number(bps)], sentences.exit_words(seconds, bps))
        check("endWords", ["3 ETH", f"0x{word.hex()}"], sentences.end_words("3 ETH", word))
        check("shareWords", [number(bps)], voting_rules.share_words(bps))
        check("formatBps", [number(bps)], shares.format_bps(bps))
        check("formatPart", [number(bps), number(seconds or 1)], shares.format_part(bps, seconds or 1))
        check("formatDuration", [number(seconds)], durations.format_duration(seconds))
        check("formatTimestamp", [number(seconds)], durations.format_timestamp(seconds))
        check("formatDay", [number(bps)], sentences.format_day(bps))
        check("roleWords", [number(bps)], Role(bps).words)
        check("referenceWords", [f"0x{word.hex()}"], sentences.reference_words(word))
        order = {"Quay": bps, "Weir": seconds}
        sponsors = [[name, number(share)] for name, share in order.items()]
        check("incomeOrder", [sponsors, "in order", number(bps)], sentences.income_order(order, "in order", bps))
        check("incomeOrder", [[], "none", number(seconds)], sentences.income_order({}, "none", seconds))
    for edge in (0, 1, 59, 60, 61, 2_932_896, 2_932_897, 253_402_300_799, 253_402_300_800, 2**256 - 1):
        check("formatDuration", [number(edge)], durations.format_duration(edge))
        check("formatTimestamp", [number(edge)], durations.format_timestamp(edge))
        check("formatDay", [number(edge)], sentences.format_day(edge))
        check("formatBps", [number(edge)], shares.format_bps(edge))
    compare(cases, wanted)


def test_what_is_compared_would_be_found_to_differ() -> None:
    """One wrong letter is enough."""
    action = Actions(PARTNERSHIP, ESCROW).expel(NORTH)
    with pytest.raises(AssertionError):
        compare([as_case(action)], [new_words().action(action) + "."])
