"""What the contracts compile to: ABI and init code, as files in `polypact/artifacts/`.

The package carries them, so that an installed `polypact` needs neither the contracts nor a compiler. They are written
by `python -m polypact.build`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from eth_abi.abi import encode
from eth_utils.abi import collapse_if_tuple

from polypact.chain.recipe import NAMES, PARTS

FOLDER = Path(__file__).parent.parent / "artifacts"


@dataclass(frozen=True)
class Artifact:
    """One compiled contract."""

    name: str
    abi: list[dict[str, Any]]
    bytecode: str
    """Init code, 0x-prefixed; constructor arguments are appended to it."""
    runtime_size: int
    """Bytes on chain, immutables included."""
    compiler: str
    source_hash: str
    """The compiler's hash over the source and everything it imports."""


@cache
def load(name: str) -> Artifact:
    """The compiled contract of that name, one of `NAMES`; `KeyError` for any other."""
    if name not in NAMES:
        raise KeyError(name)
    return Artifact(**json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def constructor_arguments(name: str, arguments: Sequence[Any]) -> bytes:
    """What follows the init code of a contract: the arguments of its constructor, encoded."""
    constructors = [entry for entry in load(name).abi if entry["type"] == "constructor"]
    types = [collapse_if_tuple(argument) for entry in constructors for argument in entry["inputs"]]
    return encode(types, list(arguments))


@cache
def interface(name: str) -> list[dict[str, Any]]:
    """The ABI that callers of the contract need.

    A contract of several parts answers for all of them, so its ABI is that of all of them.
    """
    names = (name, *PARTS.get(name, ()))
    found: dict[Any, dict[str, Any]] = {}
    for part in names:
        for entry in load(part).abi:
            if entry["type"] != "constructor":
                found.setdefault(_key(entry), entry)
    return list(found.values())


def _key(entry: dict[str, Any]) -> Any:
    return entry["type"], entry.get("name", ""), tuple(str(argument["type"]) for argument in entry.get("inputs", []))
