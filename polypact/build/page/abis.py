"""`abi.ts`: the ABIs of what the page talks to, and which function a call begins with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from polypact.build.page.structs import base, struct_of
from polypact.build.page.typescript import Code, constant, module
from polypact.chain import artifacts
from polypact.chain.abi import ERC20, selector, signature

__all__ = ["CONTRACTS", "entries", "render"]

#: Name in the page => contract of the package.
CONTRACTS = {"partnership": "Partnership", "escrow": "RevenueEscrow", "ecosystem": "Ecosystem"}

_ABOUT = (
    "The ABIs of a partnership, its escrow and the ecosystem that founds them, each with all its facets; structs are "
    "written once."
)


def entries(contract: str) -> list[dict[str, Any]]:
    """Functions and events of a contract, functions by name and then events, whatever facet they are in."""
    found = [entry for entry in artifacts.interface(contract) if entry["type"] in ("function", "event")]
    return sorted(found, key=lambda entry: (entry["type"] == "event", entry["name"], len(entry["inputs"])))


def render() -> str:
    """The text of `abi.ts`."""
    all_entries = [entry for contract in CONTRACTS.values() for entry in entries(contract)]
    erc20 = [_read(entry) for entries_ in ERC20.functions.values() for entry in entries_]
    parts = [
        'import type { Abi, AbiParameter } from "viem";\nimport type { Hex } from "../types";',
        *_structs(all_entries),
    ]
    for name, contract in CONTRACTS.items():
        parts.append(constant(f"{name}Abi", [_entry(each) for each in entries(contract)], "Abi"))
    parts.append(constant("erc20Abi", [_entry(each) for each in erc20], "Abi"))
    for name, contract in CONTRACTS.items():
        about = "First four bytes of a call => signature of the function."
        parts.append(
            constant(f"{name}Selectors", _selectors(entries(contract)), "Readonly<Record<Hex, string>>", about=about)
        )
    parts.append(constant("erc20Selectors", _selectors(erc20), "Readonly<Record<Hex, string>>"))
    return module(_ABOUT, *parts)


def _read(entry: Mapping[str, Any]) -> dict[str, Any]:
    # How we declare the functions of a token, for encoding, says nothing of what they change.
    changes = entry["name"] in ("transfer", "approve", "transferFrom")
    return {**entry, "stateMutability": "nonpayable" if changes else "view"}


def _selectors(found: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    functions = [entry for entry in found if entry["type"] == "function"]
    return {f"0x{selector(signature(entry)).hex()}": signature(entry) for entry in functions}


def _structs(found: Iterable[Mapping[str, Any]]) -> list[str]:
    """A constant for each struct, after those that it has in it."""
    told: dict[str, str] = {}

    def add(entry: Mapping[str, Any]) -> None:
        if base(str(entry["type"]))[0] != "tuple":
            return
        for part in entry["components"]:
            add(part)
        name = struct_of(entry).name
        fields = [_parameter(part) for part in entry["components"]]
        told[name] = constant(_constant(name), fields, "readonly AbiParameter[]").removeprefix("export ")

    for entry in found:
        for parameter in (*entry["inputs"], *entry.get("outputs", [])):
            add(parameter)
    return list(told.values())


def _constant(struct: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in struct).strip("_").upper()


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    told = {"type": entry["type"], "name": entry["name"]}
    if entry["type"] == "function":
        told["stateMutability"] = entry["stateMutability"]
    told["inputs"] = [_parameter(each) for each in entry["inputs"]]
    if entry["type"] == "function":
        told["outputs"] = [_widened(_parameter(each)) for each in entry["outputs"]]
    return told


def _widened(parameter: dict[str, Any]) -> dict[str, Any]:
    """An answer of a few bits as a whole word, as it is sent: viem makes a bigint of that, as of all other numbers."""
    is_number = parameter["type"].startswith("uint") and "[" not in parameter["type"]
    return {**parameter, "type": "uint256"} if is_number else parameter


def _parameter(entry: Mapping[str, Any]) -> dict[str, Any]:
    told = {"name": entry["name"], "type": entry["type"]}
    if "indexed" in entry:
        told["indexed"] = entry["indexed"]
    if "components" in entry:
        told["components"] = Code(_constant(struct_of(entry).name))
    return told
