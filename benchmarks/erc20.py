"""The ERC-20 that everybody is measured with: the plain one of the tests."""

from __future__ import annotations

from functools import cache
from typing import Any

from web3.contract import Contract

from benchmarks.chain import Chain
from polypact.build.artifact_files import compile_contract

NAME = "mocks/PlainToken"


def deploy_token(chain: Chain) -> Contract:
    """A new token with 6 decimals; anybody may mint."""
    compiled = _compiled()
    return chain.deploy(compiled["abi"], compiled["bytecode"], 6)


def deploy_tokens(chain: Chain, number: int) -> list[Contract]:
    """New tokens in the order of their addresses, as lists of tokens have to be."""
    return sorted((deploy_token(chain) for _ in range(number)), key=lambda token: int(token.address, 16))


def mint(chain: Chain, token: Contract, to: str) -> None:
    """Gives somebody a million of them."""
    chain.send(token.functions.mint(to, 10**12), chain.accounts[0])


@cache
def _compiled() -> dict[str, Any]:
    return compile_contract(NAME)
