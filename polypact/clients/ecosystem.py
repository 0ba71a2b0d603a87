"""A provider's registry and factory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from polypact.chain.node import Receipt
from polypact.clients.base import Client

PAGE = 100


class Ecosystem(Client):
    """An ecosystem: spins up partnerships and lists what it made."""

    contract = "Ecosystem"

    def predict(self, creator: str, config: Sequence[Any], salt: bytes) -> tuple[str, str]:
        """Partnership and RevenueEscrow that `spin_up` would make if `creator` called it.

        Args:
            config: `types.Config`, see `Spec.to_config`.
            salt: 32 bytes.
        """
        partnership, escrow = self.read("predict", creator, config, salt)
        return partnership, escrow

    def spin_up(self, config: Sequence[Any], salt: bytes, sender: Any = None) -> Receipt:
        """Makes a partnership; its addresses are those of `predict`."""
        return self.write("spin_up", config, salt, sender=sender)

    def is_partnership(self, address: str) -> bool:
        """Whether this ecosystem made the partnership at `address`."""
        return bool(self.read("is_partnership", address))

    def partnerships(self) -> list[str]:
        """Every partnership this ecosystem made, in order."""
        count = int(self.read("partnership_count"))
        pages = self.read_many([("partnerships", start, PAGE) for start in range(0, count, PAGE)]) if count else []
        return [address for page in pages for address in page]
