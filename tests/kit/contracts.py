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
    """Where the contract keeps its storage: module => variable => slot and more."""
    layout: dict[str, Any] = deployer(name).compiler_data.storage_layout["storage_layout"]
    return layout


def slot_of(name: str, module: str, variable: str) -> int:
    return int(layout_of(name)[module][variable]["slot"])


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
