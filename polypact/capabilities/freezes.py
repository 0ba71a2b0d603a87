"""Keeping back what an account is owed, while partners are in dispute with it.

    - freeze: {account: Eastport Ltd, amount: 250 USDX, until: 60 days}

also `unfreeze: {account, token}`.
"""

from __future__ import annotations

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import ESCROW, Capability, Kind, Maker
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.durations import format_timestamp

__all__ = ["FREEZES", "FreezeActions"]


class FreezeActions(Maker):
    """Actions on what is owed. Sums in the token's smallest unit, moments in unix seconds."""

    def freeze(self, token: str, account: str, amount: int, until: int) -> Action:
        """Keeps back `amount` of what an account is owed, until then; 180 days at most."""
        return self.on(ESCROW, "freeze", token, account, amount, until)

    def unfreeze(self, token: str, account: str) -> Action:
        """Ends a freeze before its date."""
        return self.on(ESCROW, "unfreeze", token, account)


def _freeze(make: FreezeActions, fields: DraftFields) -> Action:
    token, amount = fields.amount("amount")
    return make.freeze(token.address, fields.account("account"), amount, fields.day("until"))


FREEZES = Capability[FreezeActions](
    kinds={
        "freeze": Kind(_freeze, ("account", "amount", "until")),
        "unfreeze": Kind(
            lambda make, fields: make.unfreeze(fields.token("token"), fields.account("account")), ("account", "token")
        ),
    },
    words={
        "freeze": lambda say, given: (
            f"Keep back {say.amount(given['token'], given['amount'])} of what {say.name(given['account'])} is owed, "
            f"until {format_timestamp(given['until'])}"
        ),
        "unfreeze": lambda say, given: (
            f"Free what is kept back of {say.name(given['account'])} in {say.symbol(given['token'])}"
        ),
    },
    moments=("until",),
    reasons={
        "escrow: freeze is over already": "The date until which to freeze is not in the future. Name a later one.",
        "escrow: treasury is not frozen": (
            "What the treasury earned is partly of partners who leave, and is not frozen. Name another account."
        ),
        "escrow: frozen too recently": (
            "This account was frozen in this token before. Thirty days must pass after the end of that, so that "
            "nothing is kept back for ever."
        ),
        "escrow: more than 180 days": "A freeze can last 180 days at most. Name an earlier date.",
        "escrow: no amount to freeze": "The amount to freeze is 0 or too large. Name another.",
        "escrow: not frozen": "Nothing of this account is frozen in this token now. There is nothing to lift.",
    },
)
