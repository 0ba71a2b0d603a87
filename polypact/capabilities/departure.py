"""Moving seats and leaving: on which terms partners leave, and the seat of an account whose keys are lost.

- set_exit_terms: {notice: 60 days, redeemable: 50%}
- recover_seat: {partner: Eastport Ltd, to: 0x...}
"""

from __future__ import annotations

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import PARTNERSHIP, Capability, Kind, Maker
from polypact.text.field_types import Notice, Redeemable
from polypact.text.sentences import exit_words

__all__ = ["DEPARTURE", "DepartureActions"]


class DepartureActions(Maker):
    """Actions on seats and leaving."""

    def recover_seat(self, partner: str, to: str) -> Action:
        """Offers the seat of a partner whose keys are lost to its new account; the old one has 30 days to refuse."""
        return self.on(PARTNERSHIP, "recover_seat", partner, to)

    def set_exit_terms(self, notice_seconds: int, redeemable_bps: int) -> Action:
        """The notice, and the share of the treasury of which a leaver takes its part."""
        return self.on(PARTNERSHIP, "set_exit_terms", notice_seconds, redeemable_bps)


DEPARTURE = Capability[DepartureActions](
    kinds={
        "recover_seat": Kind(
            lambda make, fields: make.recover_seat(fields.account("partner"), fields.account("to")), ("partner", "to")
        ),
        "set_exit_terms": Kind(
            lambda make, fields: make.set_exit_terms(
                fields.field("notice", Notice), fields.field("redeemable", Redeemable)
            ),
            ("notice", "redeemable"),
        ),
    },
    words={
        "recover_seat": lambda say, given: (
            f"Offer the seat of {say.name(given['partner'])}, whose keys are lost, to {say.name(given['to'])}; "
            "the old account has 30 days to refuse"
        ),
        "set_exit_terms": lambda say, given: (
            f"Have partners leave {exit_words(given['notice_seconds'], given['redeemable_bps'])}"
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
        "membership: notice too long": "The notice can be 180 days at most. Name a shorter one.",
        "membership: notice was given": "This partner has given notice already. Leave when it is over.",
        "membership: redeemable above 100%": (
            "The share of the treasury that leavers take their part of is above 100%. Name one from 0% to 100%."
        ),
        "membership: seat is not offered": "The seat is not offered to this account. Have it offered first.",
        "membership: too late to redeem": (
            "A former partner can take its part of the treasury once, within 90 days. It did so, or they are over."
        ),
    },
)
