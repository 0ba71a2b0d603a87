"""The table against the ABIs of all facets: no function is missing, none is there twice, none is hidden."""

from __future__ import annotations

import json
from collections import Counter

import boa
import pytest
from vyper.compiler.output import build_layout_output

from polypact.build import selectors as build_diamonds
from polypact.build.selectors import Layout
from polypact.chain.diamonds import DIAMONDS, Diamond
from tests.unit.diamonds.conftest import abi_of, selectors_of, source


def test_no_function_of_a_facet_is_missing(diamond: Diamond, layout: Layout) -> None:
    own = selectors_of(diamond.source(diamond.name))
    for number, facet in enumerate(diamond.facets, 1):
        wanted = {selector: name for name, selector in selectors_of(diamond.source(facet)).items() if name not in own}
        assert {f.selector: f.signature for f in layout.facets[number - 1]} == wanted
        for selector in wanted:
            assert layout.table.facet_of[layout.table.route_of(selector)] == number


def test_no_selector_is_there_twice(diamond: Diamond, layout: Layout) -> None:
    selectors = Counter(f.selector for functions in (layout.own, *layout.facets) for f in functions)
    assert not [selector for selector, count in selectors.items() if count > 1]


def test_main_contract_hides_only_what_it_hands_over(diamond: Diamond) -> None:
    own = set(selectors_of(diamond.source(diamond.name)).values())
    hidden = {
        name.split("(")[0]
        for facet in diamond.facets
        for name, selector in selectors_of(diamond.source(facet)).items()
        if selector in own
    }
    assert hidden == diamond.handed_over


def test_written_module_is_what_the_sources_ask_for() -> None:
    assert build_diamonds.stale() == []


def test_written_module_holds_the_table(diamond: Diamond, layout: Layout) -> None:
    text = (build_diamonds.ROOT / diamond.selectors).read_text()
    assert f"MULTIPLIER: constant(uint256) = {layout.table.multiplier}\n" in text
    cells = [word >> (8 * i) & 255 for word in layout.table.words for i in range(32)]
    assert tuple(cells) == layout.table.cells
    assert all(f"    {word},\n" in text for word in layout.table.words)


def test_every_facet_lays_its_storage_out_alike(diamond: Diamond) -> None:
    layouts = {name: build_layout_output(source(diamond.source(name)).compiler_data) for name in diamond.contracts}
    expected = layouts[diamond.name]
    assert expected["storage_layout"]
    assert next(iter(expected["transient_storage_layout"])) == "$.nonreentrant_key"
    for name, layout in layouts.items():
        assert layout["storage_layout"] == expected["storage_layout"], json.dumps({name: layout}, indent=1)
        if name == diamond.loupe:
            continue  # it takes no lock
        assert layout["transient_storage_layout"] == expected["transient_storage_layout"], name


def test_loupe_needs_no_lock(diamond: Diamond) -> None:
    for function in source(diamond.source(diamond.loupe)).compiler_data.global_ctx.exposed_functions:
        assert not function.nonreentrant, function.name
        assert function.mutability.value in ("view", "pure") or function.is_fallback, function.name


def test_every_facet_refuses_what_it_does_not_have(diamond: Diamond) -> None:
    for name in diamond.contracts:
        abi = abi_of(diamond.source(name))
        assert [entry["stateMutability"] for entry in abi if entry["type"] == "fallback"] == ["payable"], name


@pytest.mark.parametrize("diamond", DIAMONDS, ids=lambda diamond: diamond.name)
def test_constructor_refuses_facets_without_code_and_too_few(diamond: Diamond) -> None:
    facet = boa.load("contracts/mocks/StubFacet.vy", 1).address
    main = source(diamond.source(diamond.name))
    count = len(diamond.facets)
    with boa.reverts("dispatch: not all facets"):
        main.deploy([facet] * (count - 1))
    with boa.reverts("dispatch: no code at facet"):
        main.deploy([facet] * (count - 1) + [boa.env.generate_address()])
