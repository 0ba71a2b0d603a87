"""The ABIs that the page speaks are those of the package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from polypact.build.page.abis import CONTRACTS
from polypact.chain import artifacts
from polypact.chain.abi import ERC20, interface, selector, signature
from tests.unit.build.page.node import run


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("words/tables", "tables", ""))
    return found


def plain(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Of an ABI entry what the page has of it; answers of a few bits are whole words there."""
    told = {key: entry[key] for key in ("type", "name", "stateMutability") if key in entry}
    told["inputs"] = [parameter(each) for each in entry["inputs"]]
    if "outputs" in entry:
        told["outputs"] = [
            {**parameter(each), "type": "uint256"} if each["type"] in ("uint8", "uint48") else parameter(each)
            for each in entry["outputs"]
        ]
    return told


def parameter(entry: Mapping[str, Any]) -> dict[str, Any]:
    told = {key: entry[key] for key in ("name", "type", "indexed") if key in entry}
    if "components" in entry:
        told["components"] = [parameter(each) for each in entry["components"]]
    return told


@pytest.mark.parametrize(("name", "contract"), CONTRACTS.items())
def test_functions_and_events_are_all_there(tables: dict[str, Any], name: str, contract: str) -> None:
    entries = [plain(each) for each in artifacts.interface(contract) if each["type"] in ("function", "event")]
    found = tables[f"{name}Abi"]
    assert sorted(map(json.dumps, found)) == sorted(map(json.dumps, entries))


@pytest.mark.parametrize(("name", "contract"), CONTRACTS.items())
def test_every_call_is_known_by_its_first_four_bytes(tables: dict[str, Any], name: str, contract: str) -> None:
    known = {f"0x{chosen.hex()}": signature(entry) for chosen, entry in interface(contract).selectors.items()}
    assert tables[f"{name}Selectors"] == known


def test_tokens_are_spoken_to_by_their_standard(tables: dict[str, Any]) -> None:
    known = {f"0x{chosen.hex()}": signature(entry) for chosen, entry in ERC20.selectors.items()}
    assert tables["erc20Selectors"] == known
    assert {each["name"] for each in tables["erc20Abi"] if each["stateMutability"] == "nonpayable"} == {
        "transfer",
        "approve",
        "transferFrom",
    }
    assert selector("transfer(address,uint256)").hex() in "".join(tables["erc20Selectors"])
