"""Accounts as static diamonds: every test here holds for each account of polypact/diamonds.py."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import boa
import pytest
from eth_utils import keccak
from vyper.compiler.output import build_abi_output
from vyper.compiler.settings import anchor_settings

from polypact.build.selectors import Layout, lay_out_sources
from polypact.chain.diamonds import DIAMONDS, Diamond
from tests.kit.contracts import deployer


@cache
def source(path: str) -> Any:
    """A contract's source, compiled once in a run."""
    return deployer(path.removeprefix("contracts/").removesuffix(".vy"))


def abi_of(path: str) -> list[dict[str, Any]]:
    with anchor_settings(source(path).compiler_data.settings):
        return build_abi_output(source(path).compiler_data)  # type: ignore[no-any-return]


@cache
def layout_of(diamond: Diamond) -> Layout:
    return lay_out_sources(diamond)


def selectors_of(path: str) -> dict[str, int]:
    """Signature => selector of every function in a contract's ABI, worked out from the ABI alone."""
    found = {}
    for entry in abi_of(path):
        if entry["type"] == "function":
            signature = f"{entry['name']}({','.join(canonical(argument) for argument in entry['inputs'])})"
            found[signature] = int.from_bytes(keccak(text=signature)[:4], "big")
    return found


def canonical(argument: dict[str, Any]) -> str:
    """The type of an ABI entry as a signature writes it."""
    if argument["type"].startswith("tuple"):
        inner = ",".join(canonical(component) for component in argument["components"])
        return f"({inner}){argument['type'].removeprefix('tuple')}"
    return str(argument["type"])


@dataclass(frozen=True)
class Deployed:
    """An account's implementation and its facets, by name."""

    diamond: Diamond
    contracts: dict[str, Any]

    @property
    def main(self) -> Any:
        return self.contracts[self.diamond.name]

    @property
    def addresses(self) -> list[str]:
        """Of the main contract and the facets, in the order of the account's list."""
        return [self.main.address, *(self.contracts[name].address for name in self.diamond.facets)]


def deploy(diamond: Diamond) -> Deployed:
    contracts: dict[str, Any] = {}
    for step in diamond.deployments:
        arguments = () if step.facets is None else ([contracts[name].address for name in step.facets],)
        contracts[step.name] = source(diamond.source(step.name)).deploy(*arguments)
    return Deployed(diamond, contracts)


def call(to: str, data: bytes, value: int = 0) -> Any:
    """A transaction of an outsider; returns the computation, whether it failed or not."""
    sender = boa.env.generate_address()
    boa.env.set_balance(sender, 10**18)
    return boa.env.execute_code(to_address=to, sender=sender, value=value, data=data)


def reason_of(computation: Any) -> str:
    """The text a failed computation reverted with."""
    assert computation.is_error
    output = bytes(computation.output)
    assert output[:4] == bytes.fromhex("08c379a0"), "reverted without a reason"
    size = int.from_bytes(output[36:68], "big")
    return output[68 : 68 + size].decode()


@pytest.fixture(scope="session", params=DIAMONDS, ids=lambda diamond: diamond.name)
def diamond(request: pytest.FixtureRequest) -> Diamond:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def layout(diamond: Diamond) -> Layout:
    return layout_of(diamond)


@pytest.fixture(scope="session")
def deployed(diamond: Diamond) -> Deployed:
    return deploy(diamond)
