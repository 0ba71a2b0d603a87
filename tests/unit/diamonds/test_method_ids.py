"""A function that a contract names by its signature exists: a selector of a mistyped one would match no call, ever."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from eth_utils import function_signature_to_4byte_selector

from tests.kit.contracts import abi_of
from tests.unit.diamonds.conftest import canonical

ROOT = Path(__file__).resolve().parents[3]
ERC20 = {"approve(address,uint256)", "transfer(address,uint256)", "transferFrom(address,address,uint256)"}

# Of contracts of others, with what their own documentation says the selectors are.
FOREIGN = {
    "increaseAllowance(address,uint256)": "39509351",
    "increaseApproval(address,uint256)": "d73dd623",
    "setApprovalForAll(address,bool)": "a22cb465",
    "authorizeOperator(address)": "959b8c3f",
    "approveAndCall(address,uint256)": "3177029f",
    "approveAndCall(address,uint256,bytes)": "cae9ca51",
    "transferAndCall(address,uint256)": "1296ee62",
    "transferAndCall(address,uint256,bytes)": "4000aea0",
    "multicall(bytes[])": "ac9650d8",
    "execTransactionFromModule(address,uint256,bytes,uint8)": "468721a7",
    "setInterfaceImplementer(address,bytes32,address)": "29965a1d",
    "approve(address,address,uint160,uint48)": "87517c45",
}

BEGINS = re.compile(r"\bmethod_id\(")
NAMED = re.compile(r'\bmethod_id\(\s*"([^"]+)"')


def signatures(abi: list[dict[str, Any]]) -> set[str]:
    functions = [entry for entry in abi if entry["type"] == "function"]
    return {f"{entry['name']}({','.join(canonical(argument) for argument in entry['inputs'])})" for entry in functions}


def shipped() -> set[str]:
    """Every function of every contract in the package."""
    found: set[str] = set()
    for path in (ROOT / "polypact" / "artifacts").glob("*.json"):
        found |= signatures(json.loads(path.read_text())["abi"])
    return found


def unknown(text: str, known: set[str]) -> list[str]:
    return [signature for signature in NAMED.findall(text) if signature not in known]


SOURCES = {
    str(path.relative_to(ROOT / "contracts").with_suffix("")): path.read_text()
    for path in sorted((ROOT / "contracts").rglob("*.vy"))
    if BEGINS.search(path.read_text())
}


@pytest.mark.parametrize("contract", SOURCES)
def test_every_function_named_by_its_signature_exists(contract: str) -> None:
    text = SOURCES[contract]
    assert len(NAMED.findall(text)) == len(BEGINS.findall(text))  # no way of writing it is passed over
    own = signatures(abi_of(contract)) if contract.startswith("mocks/") else set()  # which no package has
    assert unknown(text, shipped() | ERC20 | set(FOREIGN) | own) == []


@pytest.mark.parametrize("signature", FOREIGN)
def test_foreign_functions_are_spelled_as_they_are(signature: str) -> None:
    assert function_signature_to_4byte_selector(signature).hex() == FOREIGN[signature]


def test_t88_what_decides_on_the_deal_is_among_them() -> None:
    """A deal is numbers only. With two flags at its end, new terms were anybody's everyday decision."""
    (named,) = (one for one in NAMED.findall(SOURCES["modules/partnership/voting/actions"]) if "amend_terms" in one)
    mistyped = named.replace("uint256),", "uint256,bool,bool),")
    assert mistyped != named
    text = f'_A: constant(bytes4) = method_id(\n    "{mistyped}",\n    output_type=bytes4,\n)\nmethod_id("{named}")'
    assert unknown(text, shipped()) == [mistyped]
