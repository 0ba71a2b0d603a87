"""A contract of several parts as its callers see it."""

from __future__ import annotations

from typing import Any

from polypact.chain.recipe import PARTS
from tests.kit.contracts import deployer
from tests.kit.logs import abi_type


class Facets:
    """The functions of all parts of a contract at one address."""

    def __init__(self, address: str, name: str = "Partnership") -> None:
        self._contract = name
        self._parts = [deployer(part).at(address) for part in (name, *PARTS.get(name, ()))]
        self.address: str = self._parts[0].address

    def __getattr__(self, function: str) -> Any:
        for part in self._parts:
            if hasattr(part, function):
                return getattr(part, function)
        raise AttributeError(f"{self._contract} has no function {function}")

    def signatures(self) -> list[str]:
        """Every function of it that is no view."""
        entries = [entry for part in self._parts for entry in part.abi]
        return sorted(
            {
                f"{entry['name']}({','.join(abi_type(given) for given in entry['inputs'])})"
                for entry in entries
                if entry["type"] == "function" and entry["stateMutability"] in ("nonpayable", "payable")
            }
        )
