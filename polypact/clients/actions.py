"""Makes the actions that a partnership decides on: what the capabilities declare, with addresses and ABIs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import ESCROW, PARTNERSHIP
from polypact.capabilities.register import SENTENCES, AllActions
from polypact.chain.abi import ERC20, interface, selector, signature
from polypact.chain.calls import call, raw

__all__ = ["Actions", "own_function"]


def own_function(name: str) -> tuple[str, bytes] | None:
    """The contract and the first four bytes of a function that a vote can call, of the partnership or its escrow."""
    for contract in (PARTNERSHIP, ESCROW):
        entries = interface(contract).functions.get(name)
        if entries and name in SENTENCES:
            return contract, selector(signature(entries[0]))
    return None


class Actions(AllActions):
    """Makes actions of one partnership. Sums are in the token's smallest unit, times in seconds."""

    def __init__(self, partnership: str, escrow: str) -> None:
        self.partnership = partnership
        self.escrow = escrow
        self._addresses = {PARTNERSHIP: partnership, ESCROW: escrow}

    @property
    def income(self) -> Actions:
        """What it decides about its income: the same actions."""
        return self

    def on(self, contract: str, function: str, *arguments: Any) -> Action:
        return Action(self._addresses[contract], 0, interface(contract).encode(function, *arguments))

    def at(self, address: str, contract: str, function: str, *arguments: Any, value: int = 0) -> Action:
        return Action(address, value, interface(contract).encode(function, *arguments))

    def transfer(self, token: str, to: str, amount: int) -> Action:
        return Action(token, 0, ERC20.encode("transfer", to, amount))

    def selector(self, function: str) -> bytes:
        return selector(function)

    def own_call(self, function: str) -> tuple[str, bytes] | None:
        found = own_function(function)
        return (self._addresses[found[0]], found[1]) if found else None

    def call(self, target: str, function: str, arguments: Sequence[str], value: int = 0) -> Action:
        return call(target, function, arguments, value)

    def raw(self, target: str, data: str, value: int = 0) -> Action:
        return raw(target, data, value)
