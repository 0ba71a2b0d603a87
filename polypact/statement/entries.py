"""Single payments and invoices, by the log: what bookkeeping wants line by line. Sums in the token's smallest unit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from polypact.chain.events import Event

_MOST = 2**128 - 1  # an invoice counts no further

#: Event => what it is, and the field with the account that paid or was paid.
_PAYMENTS = {
    "RevenuePaid": ("received", "payer"),
    "RevenueClaimed": ("paid", "partner"),
    "Contributed": ("capital received", "contributor"),
    "ContributionReturned": ("capital returned", "contributor"),
    "ContributionsReleased": ("capital to the treasury", ""),
    "WoundDown": ("wound down", "beneficiary"),
}


@dataclass(frozen=True)
class Payment:
    """One payment to the escrow or out of it. A plain transfer to it makes no event, and so no line."""

    time: int
    block: int
    index: int
    """Of its log in the block."""
    transaction: str
    what: str
    account: str
    """Who paid, or was paid; empty for the treasury."""
    token: str
    amount: int
    reference: bytes
    """32 bytes; all zero if there is none."""


def payment_of(event: Event) -> Payment | None:
    """The payment that an event tells of."""
    if event.name not in _PAYMENTS:
        return None
    what, field_name = _PAYMENTS[event.name]
    return Payment(
        time=event.time,
        block=event.block,
        index=event.index,
        transaction=event.transaction,
        what=what,
        account=event[field_name] if field_name else "",
        token=event["token"],
        amount=event["amount"],
        reference=event.arguments.get("reference", bytes(32)),
    )


@dataclass
class Invoice:
    """A payment that was expected. Times are unix seconds."""

    reference: bytes
    token: str
    amount: int
    """What is expected; after it was withdrawn, what had been paid by then."""
    due: int
    """Last moment to pay in time."""
    issued: int
    asked: int
    """What was expected at first."""
    payments: list[tuple[int, int]] = field(default_factory=list)
    """Time and amount of each payment towards it."""
    withdrawn: int = 0
    """When it was withdrawn, 0 if it was not."""

    @property
    def paid(self) -> int:
        return min(sum(amount for _, amount in self.payments), _MOST)

    def paid_before(self, moment: int) -> int:
        return min(sum(amount for time, amount in self.payments if time < moment), _MOST)

    def is_settled_before(self, moment: int) -> bool:
        """Whether nothing more was expected at that moment."""
        return bool(self.withdrawn and self.withdrawn < moment) or self.paid_before(moment) >= self.asked

    def status(self, moment: int) -> str:
        """Just before a moment: `paid`, `paid late`, `part-paid`, `open`, `withdrawn`, and whether it is overdue."""
        paid, is_withdrawn = self.paid_before(moment), bool(self.withdrawn and self.withdrawn < moment)
        if paid >= self.asked:
            return "paid" if self.paid_before(self.due + 1) >= self.asked else "paid late"
        if is_withdrawn:
            return "part-paid, the rest withdrawn" if paid else "withdrawn"
        return f"{'part-paid' if paid else 'open'}{', overdue' if moment > self.due + 1 else ''}"


class Invoices:
    """All invoices, as invoices.vy counts them."""

    def __init__(self) -> None:
        self.issued: list[Invoice] = []
        #: Reference => the newest invoice that the contract has of it.
        self.standing: dict[bytes, Invoice] = {}

    def issue(self, event: Event) -> str | None:
        """Takes an InvoiceIssued; says what is wrong with it."""
        reference = event["reference"]
        made = Invoice(reference, event["token"], event["amount"], event["due"], event.time, event["amount"])
        is_double = reference in self.standing
        self.issued.append(made)
        self.standing[reference] = made
        return f"invoice 0x{reference.hex()} is issued twice" if is_double else None

    def count(self, event: Event) -> None:
        """Takes a RevenuePaid."""
        found = self.standing.get(event["reference"])
        if found and found.token == event["token"]:
            found.payments.append((event.time, event["amount"]))

    def withdraw(self, event: Event) -> str | None:
        """Takes an InvoiceWithdrawn; says what is wrong with it."""
        reference = event["reference"]
        found = self.standing.get(reference)
        if found is None:
            return f"invoice 0x{reference.hex()} is withdrawn, and there is none"
        open_amount = found.amount - found.paid
        found.withdrawn, found.amount = event.time, found.paid
        if not found.paid:
            del self.standing[reference]
        if open_amount != event["written_off"]:
            return (
                f"{event['written_off']} of invoice 0x{reference.hex()} written off by the log, {open_amount} were open"
            )
        return None

    def within(self, start: int, end: int, tokens: Collection[str]) -> list[Invoice]:
        """Those in these tokens that were open at some moment from `start` to just before `end`."""
        return [
            made
            for made in self.issued
            if made.token in tokens and made.issued < end and not made.is_settled_before(start)
        ]
