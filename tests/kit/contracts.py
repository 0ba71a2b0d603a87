"""Compiled contracts by their name below contracts/, each compiled once (`polypact.build.compiling`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import boa
import rlp
from eth_utils import keccak, to_canonical_address, to_checksum_address
from vyper.compiler.output import build_abi_output

from polypact.build import compiling
from polypact.chain import recipe
from tests.kit.chain import Deployer

CLONING = bytes.fromhex("602d3d8160093d39f3")
"""Init code of a clone; its code is appended to it."""

ROOT = Path(__file__).resolve().parents[2]
"""The checkout that is tested, wherever the package may be installed from."""


def compile_all(names: Sequence[str]) -> None:
    """Compiles what has changed, shared with other workers of the same run."""
    compiling.compile_all([recipe.source_of(name) for name in names], ROOT)


@cache
def deployer(name: str) -> Deployer:
    """The compiled contract of the recipe, or the one at `contracts/<name>.vy`."""
    source = recipe.source_of(name)
    return Deployer(compiling.compiler_data(source, ROOT), filename=f"contracts/{source}.vy")


@cache
def abi_of(name: str) -> list[dict[str, Any]]:
    return list(build_abi_output(deployer(name).compiler_data))


def layout_of(name: str) -> dict[str, Any]:
    """Where the contract keeps its storage: module => variable => slot and more. One storage module holds the others."""
    layout: dict[str, Any] = {}
    _lay_out(deployer(name).compiler_data.storage_layout["storage_layout"], name, layout)
    return layout


def _lay_out(entries: dict[str, Any], module: str, layout: dict[str, Any]) -> None:
    for entry, content in entries.items():
        if "slot" in content:
            layout.setdefault(module, {})[entry] = content
        else:
            _lay_out(content, entry, layout)


def slot_of(name: str, module: str, variable: str) -> int:
    """The slot of a variable; of a mapping the one that its keys are hashed with (`slot_at`)."""
    return int(layout_of(name)[module][variable]["slot"])


def slot_at(base: int, *keys: int | str) -> int:
    """The slot of an entry of a mapping at `base`: Vyper hashes the slot and then the key."""
    for key in keys:
        word = int(key, 16) if isinstance(key, str) else key
        base = int.from_bytes(keccak(base.to_bytes(32, "big") + word.to_bytes(32, "big")), "big")
    return base


def created_by(creator: str, nonce: int) -> str:
    """The address of what `creator` makes with CREATE as its transaction or creation number `nonce`."""
    return to_checksum_address(keccak(rlp.encode([to_canonical_address(creator), nonce]))[12:])


def clone_of(implementation: str) -> bytes:
    """The code of a clone (EIP-1167)."""
    return bytes.fromhex(f"363d3d373d3d3d363d73{implementation[2:]}5af43d82803e903d91602b57fd5bf3")


def stray_clone_of(implementation: str) -> str:
    """The address of a new clone that nobody has initialized yet, as only a careless factory would leave one."""
    return str(boa.env.deploy_code(bytecode=CLONING + clone_of(implementation))[0])


def mock(name: str, *arguments: Any) -> Any:
    """A newly deployed contract of contracts/mocks/."""
    return deployer(f"mocks/{name}").deploy(*arguments)


def mock_at(name: str, address: str) -> Any:
    """The contract at `address`, as one of contracts/mocks/."""
    return deployer(f"mocks/{name}").at(address)
