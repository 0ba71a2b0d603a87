"""What accounts have, what arrives, and plain transactions."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import boa

from tests.kit.contracts import slot_at, slot_of
from tests.kit.numbers import ETHER

KNOWN = 2**99
"""In the account of a token: it is told apart from all others."""


def ether_of(account: str) -> int:
    return int(boa.env.get_balance(account))


def arrive(escrow: Any, token: Any, amount: int) -> None:
    """Has `amount` of a mock token, or of ether, arrive in the escrow, and leaves it undistributed."""
    if token == ETHER:
        boa.env.set_balance(escrow.address, ether_of(escrow.address) + amount)
    else:
        token.mint(escrow.address, amount)


def send_ether(to: str, amount: int, sender: str, data: bytes = b"") -> Any:
    """A plain transaction; returns the computation, whether it failed or not."""
    return boa.env.execute_code(to_address=to, sender=sender, value=amount, data=data)


def reason_of(computation: Any) -> str:
    """The text a failed computation reverted with."""
    assert computation.is_error
    output = bytes(computation.output)
    assert output[:4] == bytes.fromhex("08c379a0"), "reverted without a reason"
    size = int.from_bytes(output[36:68], "big")
    return output[68 : 68 + size].decode()


def short_of_gas(call: Callable[[int], Any], most: int) -> list[int]:
    """The limits of gas, from `most` down in steps of 1%, with which `call` goes through."""
    passed, limit = [], most
    while limit > 60_000:
        with boa.env.anchor(), suppress(boa.BoaError):
            call(limit)
            passed.append(limit)
        limit -= max(limit // 100, 500)
    return passed


def make_known(venture: Any, token: Any) -> None:
    """Has the escrow know a token, as if it had told that apart from all others; for tests that are not about that."""
    slot = slot_at(slot_of("RevenueEscrow", "income", "_account_words"), str(getattr(token, "address", token)))
    boa.env.set_storage(venture.escrow.address, slot, boa.env.get_storage(venture.escrow.address, slot) | KNOWN)


def gained(account: str, call: Callable[[], Any]) -> int:
    """The ether that `call` brings `account`, in wei."""
    before = ether_of(account)
    call()
    return ether_of(account) - before
