"""Calls through the real main contract, with stub facets that answer their own number and with the real ones."""

from __future__ import annotations

import random
from typing import Any

import boa
import pytest

from polypact.build.selectors import MAX_ANSWER, Layout
from polypact.chain.diamonds import Diamond
from tests.unit.diamonds.conftest import Deployed, call, reason_of, source

REFUSAL = "no such function"


@pytest.fixture(scope="module")
def stubbed(diamond: Diamond) -> Any:
    """The main contract over facets that say which one they are."""
    stubs = [boa.load("contracts/mocks/StubFacet.vy", number) for number in range(1, 1 + len(diamond.facets))]
    return source(diamond.source(diamond.name)).deploy([stub.address for stub in stubs])


def ask(account: Any, selector: int, words: int) -> list[int]:
    """What a stub answers to that selector, asked for so many words."""
    computation = call(account.address, selector.to_bytes(4, "big") + words.to_bytes(32, "big"))
    assert not computation.is_error
    output = bytes(computation.output)
    return [int.from_bytes(output[i : i + 32], "big") for i in range(0, len(output), 32)]


def test_every_selector_arrives_at_its_facet(stubbed: Any, layout: Layout) -> None:
    for number, function in layout.functions:
        assert ask(stubbed, function.selector, 1) == [number << 128], function.signature


def test_longest_answer_comes_back_whole(stubbed: Any, layout: Layout) -> None:
    for number, function in layout.functions:
        words = function.longest_answer // 32
        assert function.longest_answer % 32 == 0
        expected = [(number << 128) + i for i in range(words)]
        assert ask(stubbed, function.selector, words) == expected, function.signature


def test_bound_of_the_short_way_is_what_tells_long_answers_apart(stubbed: Any, layout: Layout) -> None:
    short, long = None, None
    for _, function in layout.functions:
        if layout.table.route_of(function.selector) < layout.table.first_long:
            short = function
        else:
            long = function
    assert short is not None
    assert long is not None
    # An answer longer than the bound comes back cut off, so a function on the wrong way would be seen.
    assert len(ask(stubbed, short.selector, 100)) == MAX_ANSWER // 32
    assert len(ask(stubbed, long.selector, 100)) == 100
    assert len(ask(stubbed, long.selector, 2_048)) == layout.longest_answer // 32


def test_unknown_selectors_are_refused(deployed: Deployed, layout: Layout) -> None:
    known = {f.selector for functions in (layout.own, *layout.facets) for f in functions}
    table = layout.table
    by_cell: dict[int, int] = {}
    numbers = random.Random(7)
    while len(by_cell) < len(table.cells):
        selector = numbers.getrandbits(32)
        if selector not in known:
            by_cell.setdefault(table.cell_of(selector), selector)
    assert {table.cells[cell] for cell in by_cell} == set(range(len(table.facet_of)))
    for selector in by_cell.values():
        computation = call(deployed.main.address, selector.to_bytes(4, "big") + bytes(64))
        assert reason_of(computation).endswith(REFUSAL), f"{selector:#010x}"


@pytest.mark.parametrize("data", [b"\0", b"\xff", b"\1\2", b"\1\2\3", b"\0\0\0"], ids=bytes.hex)
def test_calldata_too_short_for_a_selector_is_refused(deployed: Deployed, data: bytes) -> None:
    assert reason_of(call(deployed.main.address, data)).endswith(REFUSAL)
    assert reason_of(call(deployed.main.address, data, value=1)).endswith(REFUSAL)


def test_ether_with_an_unknown_selector_comes_back(deployed: Deployed, layout: Layout) -> None:
    # One that falls into an empty cell, and one for each facet.
    for route in range(len(layout.table.facet_of)):
        selector = next(s for s in range(10**9, 2 * 10**9) if layout.table.route_of(s) == route)
        computation = call(deployed.main.address, selector.to_bytes(4, "big"), value=5)
        assert reason_of(computation).endswith(REFUSAL)
    assert boa.env.get_balance(deployed.main.address) == 0


def test_facets_take_no_ether(deployed: Deployed) -> None:
    for name in deployed.diamond.facets:
        facet = deployed.contracts[name].address
        assert reason_of(call(facet, b"", value=1)).endswith(REFUSAL), name
        assert reason_of(call(facet, b"")).endswith(REFUSAL), name
        assert boa.env.get_balance(facet) == 0
