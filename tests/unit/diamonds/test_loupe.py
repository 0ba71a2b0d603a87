"""IDiamondLoupe against the ABIs: what an explorer reads is what is there."""

from __future__ import annotations

from typing import Any

import boa

from polypact.chain.diamonds import Diamond
from tests.unit.diamonds.conftest import Deployed, selectors_of, source

INTERFACE_ID = 0x48E2B093


def loupe(deployed: Deployed) -> Any:
    """The loupe's functions at the account's address."""
    return source(deployed.diamond.source(deployed.diamond.loupe)).at(deployed.main.address)


def expected(deployed: Deployed) -> list[tuple[str, set[bytes]]]:
    """Every facet with its selectors; what the main contract has itself counts as its own only."""
    diamond = deployed.diamond
    names = (diamond.name, *diamond.facets)
    own = set(selectors_of(diamond.source(diamond.name)).values())
    return [
        (
            address,
            {
                selector.to_bytes(4, "big")
                for selector in selectors_of(diamond.source(name)).values()
                if name == diamond.name or selector not in own
            },
        )
        for name, address in zip(names, deployed.addresses, strict=True)
    ]


def test_facets(deployed: Deployed) -> None:
    found = loupe(deployed).facets()
    assert [(address, set(selectors)) for address, selectors in found] == expected(deployed)
    assert all(len(selectors) == len(set(selectors)) for _, selectors in found)


def test_facet_addresses(deployed: Deployed) -> None:
    assert loupe(deployed).facetAddresses() == deployed.addresses


def test_facet_function_selectors(deployed: Deployed) -> None:
    for address, selectors in expected(deployed):
        assert set(loupe(deployed).facetFunctionSelectors(address)) == selectors
    nobody = "0x" + "00" * 20
    assert loupe(deployed).facetFunctionSelectors(nobody) == []


def test_facet_address(deployed: Deployed) -> None:
    for address, selectors in expected(deployed):
        for selector in selectors:
            assert loupe(deployed).facetAddress(selector) == address
    assert loupe(deployed).facetAddress(bytes.fromhex("1f931c1c")) == "0x" + "00" * 20


def test_interface_is_announced(deployed: Deployed, diamond: Diamond) -> None:
    of_loupe = selectors_of(diamond.source(diamond.loupe))
    identifier = 0
    for name in ("facets()", "facetFunctionSelectors(address)", "facetAddresses()", "facetAddress(bytes4)"):
        identifier ^= of_loupe[name]
    assert identifier == INTERFACE_ID
    having = next(f for f in diamond.contracts if "supportsInterface(bytes4)" in selectors_of(diamond.source(f)))
    account = source(diamond.source(having)).at(deployed.main.address)
    assert account.supportsInterface(INTERFACE_ID.to_bytes(4, "big"))
    assert account.supportsInterface(bytes.fromhex("01ffc9a7"))
    assert not account.supportsInterface(bytes.fromhex("ffffffff"))
    # IDiamondCut: nothing can be added, replaced or removed.
    assert not account.supportsInterface(bytes.fromhex("1f931c1c"))


def test_clone_answers_with_its_own_address(deployed: Deployed) -> None:
    code = bytes.fromhex("363d3d373d3d3d363d73") + bytes.fromhex(deployed.main.address[2:])
    code += bytes.fromhex("5af43d82803e903d91602b57fd5bf3")
    clone = boa.env.generate_address()
    boa.env.set_code(clone, code)
    at_clone = source(deployed.diamond.source(deployed.diamond.loupe)).at(clone)
    assert at_clone.facetAddresses() == [clone, *deployed.addresses[1:]]
    own = selectors_of(deployed.diamond.source(deployed.diamond.name)).values()
    assert at_clone.facetAddress(next(iter(own)).to_bytes(4, "big")) == clone
