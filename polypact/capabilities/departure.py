"""Moving seats and leaving: the seat of an account whose keys are lost.

- recover_seat: {partner: Eastport Ltd, to: 0x...}
"""

from __future__ import annotations

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import PARTNERSHIP, Capability, Kind, Maker

__all__ = ["DEPARTURE", "DepartureActions"]


class DepartureActions(Maker):
    """Actions on seats and leaving."""

    def recover_seat(self, partner: str, to: str) -> Action:
        """Offers the seat of a partner whose keys are lost to its new account; the old one has 30 days to refuse."""
        return self.on(PARTNERSHIP, "recover_seat", partner, to)


DEPARTURE = Capability[DepartureActions](
    kinds={
        "recover_seat": Kind(
            lambda make, fields: make.recover_seat(fields.account("partner"), fields.account("to")), ("partner", "to")
        ),
    },
    words={
        "recover_seat": lambda say, given: (
            f"Offer the seat of {say.name(given['partner'])}, whose keys are lost, to {say.name(given['to'])}; "
            "the old account has 30 days to refuse"
        ),
    },
    moments=("leaves_at", "ready_at"),
    reasons={
        "membership: ended": "The partnership has ended: its last partner has left. Found a new one.",
        "membership: give notice first": (
            "The terms ask for notice before a partner leaves. Give notice, and leave when it is over."
        ),
        "membership: may still be refused": (
            "The seat was offered by vote, and the old account has 30 days to refuse that. Take it when they are over."
        ),
        "membership: may still redeem": (
            "The former partner may still take its part of the treasury. Wait until its 90 days are over."
        ),
        "membership: nothing to redeem": (
            "The account has no part of the treasury to take: it is a partner, took it before, had no units, or the "
            "terms know no redemption."
        ),
        "membership: notice is running": "The notice is not over yet. Leave when it is; the roster says when.",
        "membership: notice was given": "This partner has given notice already. Leave when it is over.",
        "membership: seat is not offered": "The seat is not offered to this account. Have it offered first.",
        "membership: too late to redeem": (
            "A former partner can take its part of the treasury once, within 90 days. It did so, or they are over."
        ),
    },
)
