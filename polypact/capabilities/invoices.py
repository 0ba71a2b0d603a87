"""Payments that are expected. Treasurers may issue invoices, too, without a vote.

    - issue_invoice: {reference: INV-7, amount: 1000 USDX, due: 2026-12-31}

also `withdraw_invoice: {reference}`. What is due on a bare date may be paid until the last second of that day in UTC.
"""

from __future__ import annotations

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import ESCROW, Capability, Kind, Maker
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.durations import format_timestamp
from polypact.text.sentences import reference_words

__all__ = ["INVOICES", "InvoiceActions"]


class InvoiceActions(Maker):
    """Actions on invoices. Sums in the token's smallest unit, moments in unix seconds."""

    def issue_invoice(self, reference: bytes, token: str, amount: int, due: int) -> Action:
        """Expects a payment with this reference (32 bytes)."""
        return self.on(ESCROW, "issue_invoice", reference, token, amount, due)

    def withdraw_invoice(self, reference: bytes) -> Action:
        """Expects no more for an invoice."""
        return self.on(ESCROW, "withdraw_invoice", reference)


def _issue_invoice(make: InvoiceActions, fields: DraftFields) -> Action:
    token, amount = fields.amount("amount")
    return make.issue_invoice(fields.reference("reference"), token.address, amount, fields.day("due", last=True))


INVOICES = Capability[InvoiceActions](
    kinds={
        "issue_invoice": Kind(_issue_invoice, ("reference", "amount", "due")),
        "withdraw_invoice": Kind(
            lambda make, fields: make.withdraw_invoice(fields.reference("reference")), ("reference",)
        ),
    },
    words={
        "issue_invoice": lambda say, given: (
            f"Expect {say.amount(given['token'], given['amount'])} for {reference_words(given['reference'])}, due "
            f"{format_timestamp(given['due'])}"
        ),
        "withdraw_invoice": lambda say, given: f"Expect no more for {reference_words(given['reference'])}",
    },
    moments=("due",),
    reasons={
        "escrow: due date has passed": "The due date of the invoice is not in the future. Name a later one.",
        "escrow: invoice exists": (
            "There is an invoice with this reference. Give the new one another reference, or withdraw the old one "
            "first."
        ),
        "escrow: invoice is paid": "The invoice is paid in full, so there is nothing to withdraw.",
        "escrow: no amount": "The amount of the invoice is 0 or too large. Name another.",
        "escrow: no reference": "An invoice needs a reference. Give it one.",
        "escrow: no such invoice": "No invoice with this reference is expected. Look at the list of invoices.",
        "escrow: not a treasurer": (
            "Only a partner with standing and the role of a treasurer, or the partnership by vote, may do this. Ask "
            "one of them."
        ),
    },
)
