"""An implementation, or a facet at its own address, is nobody's account: what is done there is done to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boa
import pytest
from eth_abi import encode
from eth_abi.grammar import normalize, parse

from tests.kit.chain import contents
from tests.unit.diamonds.conftest import Deployed, abi_of, selectors_of

# Account => what is refused to nobody there: the first moves what is not there, the second is about its caller alone.
HARMLESS = {"Partnership": set[str](), "RevenueEscrow": {"set_payout(address)"}}


def value_of(kind: Any, someone: str, number: int) -> Any:
    """A value of a parsed ABI type: `someone` for an address, `number` for a number, and so many of it in a list."""
    if kind.is_array:
        return [value_of(kind.item_type, someone, number)] * number
    if hasattr(kind, "components"):
        return tuple(value_of(part, someone, number) for part in kind.components)
    if kind.base == "address":
        return someone
    if kind.base == "bool":
        return bool(number)
    if kind.base == "string":
        return "x" * number
    if kind.base == "bytes":
        return bytes([number]) * int(kind.sub or number)
    return number


def calls(deployed: Deployed, someone: str, number: int) -> Iterator[tuple[Any, str, bytes]]:
    """Every function that may change something, of every contract: contract, signature, calldata."""
    for name in deployed.diamond.contracts:
        path = deployed.diamond.source(name)
        mutable = {
            entry["name"]
            for entry in abi_of(path)
            if entry["type"] == "function" and entry["stateMutability"] not in ("view", "pure")
        }
        for signature, selector in selectors_of(path).items():
            function, _, kinds = signature.partition("(")
            if function in mutable:
                arguments = () if kinds == ")" else parse(normalize(f"({kinds}")).components
                values = [value_of(kind, someone, number) for kind in arguments]
                data = encode([kind.to_type_str() for kind in arguments], values)
                yield deployed.contracts[name], signature, selector.to_bytes(4, "big") + data


@pytest.mark.parametrize("number", [0, 1])
def test_t42_nobody_has_it_do_anything(deployed: Deployed, outsider: str, number: int) -> None:
    slots, accounts = contents()
    done = set()
    for contract, signature, data in calls(deployed, outsider, number):
        with boa.env.anchor():
            computation = boa.env.execute_code(to_address=contract.address, sender=outsider, data=data)
            if not computation.is_error:
                done.add(signature)
                changed = {owner for (owner, _), _ in contents()[0].items() ^ slots.items()}
                assert changed <= {bytes.fromhex(contract.address[2:])}, signature
                assert contents()[1] == accounts, signature
    assert done == HARMLESS[deployed.diamond.name]
