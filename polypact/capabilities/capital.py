"""Capital that is contributed, in money or in kind, and repaid out of income.

- agree_contribution: {contributor: Eastport Ltd, amount: 50 ether}
- record_contribution: {contributor: Southbank GmbH, amount: 5000 USDX, reference: the press, valued 2026-03-01}
"""

from __future__ import annotations

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import ESCROW, Capability, Kind, Maker
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.sentences import reference_words

__all__ = ["CAPITAL", "CapitalActions"]


class CapitalActions(Maker):
    """Actions on contributions. Sums in the token's smallest unit."""

    def agree_contribution(self, contributor: str, token: str, amount: int) -> Action:
        """Agrees to repay what `contributor` pays into the treasury from now on, up to `amount`."""
        return self.on(ESCROW, "agree_contribution", contributor, token, amount)

    def record_contribution(self, contributor: str, token: str, amount: int, reference: bytes) -> Action:
        """Records what was given in kind, at an agreed value, to be repaid; `reference` has 32 bytes."""
        return self.on(ESCROW, "record_contribution", contributor, token, amount, reference)


def _agree_contribution(make: CapitalActions, fields: DraftFields) -> Action:
    token, amount = fields.amount("amount")
    return make.agree_contribution(fields.account("contributor"), token.address, amount)


def _record_contribution(make: CapitalActions, fields: DraftFields) -> Action:
    token, amount = fields.amount("amount")
    contributor, reference = fields.account("contributor"), fields.reference("reference")
    return make.record_contribution(contributor, token.address, amount, reference)


CAPITAL = Capability[CapitalActions](
    kinds={
        "agree_contribution": Kind(_agree_contribution, ("contributor", "amount")),
        "record_contribution": Kind(_record_contribution, ("contributor", "amount"), ("reference",)),
    },
    words={
        "agree_contribution": lambda say, given: (
            f"Agree to repay {say.name(given['contributor'])} out of income what it contributes from now on, up to "
            f"{say.amount(given['token'], given['amount'])}"
            if given["amount"]
            else f"Agree to no further contribution of {say.name(given['contributor'])} in {say.symbol(given['token'])}"
        ),
        "record_contribution": lambda say, given: (
            f"Record that {say.name(given['contributor'])} contributed in kind, valued at "
            f"{say.amount(given['token'], given['amount'])}, to be repaid out of income"
            + (f" ({reference_words(given['reference'])})" if any(given["reference"]) else "")
        ),
    },
    abroad={
        "contribute": lambda say, given: f"Contribute {say.amount(given['token'], given['amount'])} to its capital",
    },
    reasons={
        "escrow: above the deal's capital": (
            "The deal that the partners accepted says how much capital may be repaid in this token, in money and in "
            "kind. "
            "Name less, or amend the terms first."
        ),
        "escrow: finer than a grain": (
            "The books of this token are kept in grains (`grain`), and the amount is no whole number of them. Round it."
        ),
        "escrow: in force": "The partnership is in force: contributions belong to its treasury now.",
        "escrow: name all its tokens": (
            "A founder takes all its contributions back or none. Name every token that it contributed in; zero is "
            "ether."
        ),
        "escrow: contribution too large": (
            "The amount is more than can ever be repaid (2**96 of the smallest unit). Name a smaller one."
        ),
        "escrow: distribute first": (
            "Income in this token waits to be split, and must not repay what is contributed only now. Distribute it "
            "first, then contribute."
        ),
        "escrow: formation has not failed": (
            "Contributions are owed back only if the formation failed. Wait for its deadline, or release them to the "
            "treasury once the partnership is in force."
        ),
        "escrow: no partnership": "The partnership is void or has ended, so nothing can be contributed any more.",
        "escrow: not a contributor": (
            "The partnership and its escrow do not contribute to themselves. Name who gives the capital."
        ),
        "escrow: nothing is recouped": (
            "The partnership does not repay contributions out of income. Have that decided first (set_recoupment)."
        ),
        "escrow: nothing to contribute": "The amount to contribute is 0. Name an amount.",
        "escrow: nothing to release": "No contributions in this token wait for the treasury. Check the token.",
        "escrow: nothing to return": (
            "This account has no contribution in this token to get back. Check the account and the token; it may have "
            "been paid back already."
        ),
        "escrow: too many contributions": (
            "This contributor has 16 contributions in this token that are not repaid. Record more once the first are."
        ),
        "escrow: too much of this token": (
            "The escrow has no room for so much of one token. Contribute less, or after partners have claimed."
        ),
    },
)
