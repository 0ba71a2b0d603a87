"""Who holds what: everything stands under the key of a seat, its first account, and a seat that moves changes its
holder and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.property.model_rules import refuse


@dataclass
class Seats:
    treasury: str = "treasury"
    keys: dict[str, str] = field(default_factory=dict)
    """Of accounts that took a seat over."""
    holders: dict[str, str] = field(default_factory=dict)
    """By key, of seats that moved."""
    payouts: dict[str, str] = field(default_factory=dict)
    """By key: where its holder wants to be paid."""
    touched: set[str] = field(default_factory=set)
    """Keys under which something stands, be it without any worth: their accounts can take no seat over."""

    def key(self, account: str) -> str:
        return self.keys.get(account, account)

    def holder(self, key: str) -> str:
        return self.holders.get(key, key)

    def has_moved_away(self, account: str) -> bool:
        """Whether the account gave its seat away."""
        return self.holder(self.key(account)) != account

    def receiver(self, account: str) -> str:
        """Where what stands under the key of `account` is paid to."""
        key = self.key(account)
        return self.payouts.get(key, self.holder(key))

    def move_seat(self, account: str, to: str) -> None:
        key = self.key(account)
        refuse(to in self.touched or to in self.keys or to == key, "escrow: has its own account")
        if self.payouts.get(key) == account:
            del self.payouts[key]
        self.holders[key], self.keys[to] = to, key
        self.touched.add(key)

    def set_payout(self, account: str, to: str | None) -> None:
        """None: to the account itself."""
        refuse(account == self.treasury, "escrow: treasury is paid itself")
        refuse(self.has_moved_away(account), "escrow: seat has moved")
        key = self.key(account)
        self.payouts.pop(key, None)
        if to is not None:
            self.payouts[key] = to
            self.touched.add(key)
