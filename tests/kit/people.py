"""Keys by their owner's name, always the same."""

from __future__ import annotations

import boa
from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

FOUNDERS = ("northwind", "eastport", "southbank")
WEIGHTS = [50, 30, 20]
UNITS = [500, 300, 200]


def key_of(name: str) -> LocalAccount:
    """The key of somebody, who has 1,000 ether."""
    account: LocalAccount = Account.from_key(keccak(text=f"polypact {name}"))
    boa.env.set_balance(account.address, 1_000 * 10**18)
    return account


def in_order(*accounts: str) -> list[str]:
    """Accounts by increasing address, as `pay_out` and `leave` want them."""
    return sorted(accounts, key=lambda account: int(account, 16))
