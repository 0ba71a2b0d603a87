"""The ERC-20 that everybody is measured with: the plain one of the tests."""

from __future__ import annotations

from web3.contract import Contract

from benchmarks.chain import Chain
from polypact.build import compile_contract

NAME = "mocks/PlainToken"


def deploy_token(chain: Chain) -> Contract:
    """A new token with 6 decimals; anybody may mint."""
    compiled = compile_contract(NAME)
    return chain.deploy(compiled["abi"], compiled["bytecode"], 6)
