"""A function that a contract names by its signature exists: a selector of a mistyped one would match no call, ever."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.kit.contracts import abi_of
from tests.unit.diamonds.conftest import canonical

ROOT = Path(__file__).resolve().parents[3]
ERC20 = {"approve(address,uint256)", "transfer(address,uint256)", "transferFrom(address,address,uint256)"}

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
    assert unknown(text, shipped() | ERC20 | own) == []


def test_t88_what_decides_on_the_deal_is_among_them() -> None:
    """A deal is numbers only. With two flags at its end, new terms were anybody's everyday decision."""
    (named,) = (one for one in NAMED.findall(SOURCES["modules/partnership/voting/actions"]) if "amend_terms" in one)
    mistyped = named.replace("uint256),", "uint256,bool,bool),")
    assert mistyped != named
    text = f'_A: constant(bytes4) = method_id(\n    "{mistyped}",\n    output_type=bytes4,\n)\nmethod_id("{named}")'
    assert unknown(text, shipped()) == [mistyped]
