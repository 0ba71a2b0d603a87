"""People of a company at a node, who run the commands of one partnership."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.integration.conftest import Company, Node


@dataclass
class People:
    """Their keys are known by aliases."""

    company: Company
    node: Node
    addresses: dict[str, str]

    def json(self, *arguments: str, account: str | None = None) -> dict[str, Any]:
        return self.company.json(*arguments, account=account)

    def said(self, *arguments: str, account: str | None = None) -> str:
        return self.company.run(*arguments, account=account).out

    def fail(self, *arguments: str, account: str | None = None, code: int = 1, **environment: str) -> str:
        """Has to fail with one line, and to send nothing."""
        before = self.nonces()
        line = self.company.fail(*arguments, account=account, code=code, **environment)
        assert self.nonces() == before
        return line

    def nonces(self) -> dict[str, int]:
        return {alias: self.node.web3.eth.get_transaction_count(at) for alias, at in self.addresses.items()}
