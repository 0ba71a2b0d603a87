"""What the page is told of a chain: names from record and book, where history starts, and where to found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from polypact.page.site_config import SiteConfig, chain_name
from polypact.text.errors import PolypactError


def at(number: int) -> str:
    return f"0x{number:040}"


def ecosystem(number: int, block: int) -> dict[str, Any]:
    return {
        "ecosystem": at(number),
        "partnership_implementation": at(number + 1),
        "escrow_implementation": at(number + 2),
        "facets": {},
        "block": block,
        "transaction": "0x",
    }


def partnership(number: int, of: int, block: int, names: dict[str, str], tokens: dict[str, str]) -> dict[str, Any]:
    return {
        "partnership": at(number),
        "escrow": at(number + 1),
        "ecosystem": at(of),
        "creator": at(9),
        "salt": "0x",
        "block": block,
        "transaction": "0x",
        "terms_hash": "0x",
        "terms_uri": "",
        "spec": "",
        "spec_hash": "",
        "names": names,
        "tokens": tokens,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    record = {
        "chain_id": 11155111,
        "ecosystems": {"default": ecosystem(100, 5), "other": ecosystem(200, 6)},
        "partnerships": {
            "Harbour": partnership(300, 100, 7, {at(1): "Northwind", at(400): "our project"}, {"USDX": at(50)}),
            "Crane": partnership(400, 200, 9, {at(1): "North", at(2): "Elm"}, {}),
        },
    }
    (tmp_path / "11155111.json").write_text(json.dumps(record))
    book = {"chain_id": 11155111, "names": {at(2): "Elm of the book", at(3): "Test House"}}
    (tmp_path / "11155111.names.json").write_text(json.dumps(book))
    return tmp_path


def test_everybody_has_one_name_and_partnerships_have_their_own(folder: Path) -> None:
    data = SiteConfig(11155111, "rpc", "https://n", "ethereum:sepolia:node", folder=folder).data()
    assert data["names"] == {
        at(300): "Harbour",
        at(301): "escrow of Harbour",
        at(400): "Crane",
        at(401): "escrow of Crane",
        at(1): "Northwind",
        at(50): "USDX",
        at(2): "Elm",
        at(3): "Test House",
    }
    assert data["partnerships"] == [
        {"address": at(300), "name": "Harbour", "since": 7},
        {"address": at(400), "name": "Crane", "since": 9},
    ]
    assert (data["chainId"], data["chainName"], data["isTest"]) == (11155111, "Sepolia", False)


@pytest.mark.parametrize(
    ("opened", "found"),
    [
        (at(300), {"address": at(100), "since": 5}),
        (at(400), {"address": at(200), "since": 6}),
        (None, {"address": at(100), "since": 5}),
        (at(77), {"address": at(100), "since": 5}),
    ],
)
def test_a_partnership_is_founded_where_the_one_that_is_looked_at_was(
    folder: Path, opened: str | None, found: dict[str, Any]
) -> None:
    assert SiteConfig(11155111, "rpc", "https://n", "", opened, folder=folder).data()["ecosystem"] == found


def test_a_chain_without_a_record_has_no_names(tmp_path: Path) -> None:
    data = SiteConfig(1, "https://n", "https://n", folder=tmp_path).data()
    assert data["names"] == {} and data["partnerships"] == [] and "ecosystem" not in data


def test_the_record_of_another_chain_is_refused(folder: Path) -> None:
    (folder / "5.json").write_text((folder / "11155111.json").read_text())
    with pytest.raises(PolypactError, match="is the record of chain 11155111, not of chain 5"):
        SiteConfig(5, "rpc", "https://n", folder=folder).data()


@pytest.mark.parametrize(
    ("network", "name"),
    [
        ("ethereum:mainnet:node", "Ethereum"),
        ("ethereum:sepolia:https://node/key", "Sepolia"),
        ("polygon:mainnet:node", "Polygon"),
        ("base:sepolia", "Base Sepolia"),
        ("ethereum:mainnet-fork:foundry", "Mainnet Fork"),
        ("ethereum:local:node", ""),
        ("https://node.example/key:more", ""),
        ("", ""),
    ],
)
def test_chains_are_called_what_people_call_them(network: str, name: str) -> None:
    assert chain_name(network) == name
