"""What commands say of a treasury that is divided at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polypact.chain.node import Receipt
    from polypact.cli.open_partnership import Place


def liquidated(place: Place, receipt: Receipt) -> list[dict[str, Any]]:
    """What a transaction sent to the escrow, token by token."""
    found = []
    for log in place.escrow.decode_logs(receipt):
        if log.name == "Liquidated":
            token = place.tokens.at(log["token"])
            amount, repaid = int(log["amount"]), int(log["repaid"])
            words = token.words(amount) + (f", {token.words(repaid)} of it to contributors" if repaid else "")
            found.append({"token": token.address, "amount": str(amount), "repaid": str(repaid), "words": words})
    return found


def sums(found: Sequence[dict[str, Any]]) -> str:
    """The same in words, after a colon; nothing if there is nothing."""
    return f": {'; '.join(entry['words'] for entry in found)}" if found else ""
