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
        "membership: exit is not open": (
            "This decision lets nobody leave without notice now: it has not passed, was executed, or has expired."
        ),
        "membership: give notice first": (
            "The deal asks for notice before a partner leaves. Give notice (`partner notice`), and leave when it is "
            "over; over a constitutional decision that it did not vote for, it leaves without "
            "(`partner leave --dissenting`)."
        ),
        "membership: conditions changed": (
            "What is bound to the seat (terms, deal, weight, units, role, probation, decisions) is not what was agreed "
            "to. Read it again, and agree to that."
        ),
        "membership: may still be refused": (
            "The seat may still be kept: by its partner and the others for the time the deal gives, or after a vote "
            "for 30 days. Take it when the time is over."
        ),
        "membership: offered by vote": "The seat was offered by vote: only its old account can refuse, or answer.",
        "membership: refusal does not count": (
            "The refusal does not count: the account has no standing or no weight, has refused before, is the partner "
            "itself, or the signature is not its own or too late."
        ),
        "membership: refusals do not match": (
            "There must be one account, one deadline and one signature for each refusal."
        ),
        "membership: last one winds up": (
            "The last partner does not leave, it winds up (`partnership wind-up --alone`)."
        ),
        "membership: opens no exit": (
            "Only a constitutional decision lets who did not vote for it leave without notice, and not one to wind up. "
            "Give notice."
        ),
        "membership: notice is running": "The notice is not over yet. Leave when it is; the roster says when.",
        "membership: notice was given": "This partner has given notice already. Leave when it is over.",
        "membership: voted for it": (
            "The partner voted for this decision, and is held to the notice of its deal. Give notice."
        ),
        "membership: seat is not offered": "The seat is not offered to this account. Have it offered first.",
    },
)
