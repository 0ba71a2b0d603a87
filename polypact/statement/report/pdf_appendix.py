"""What stands at the end of the PDF document: single payments, invoices, tokens that nobody listed, who is who."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from polypact.statement.model import Statement
from polypact.statement.periods import utc_text
from polypact.statement.report import letters
from polypact.statement.report.pdf_page import Press, plain
from polypact.text.sentences import reference_words

if TYPE_CHECKING:
    from polypact.chain.tokens import Token

TokenAt = Callable[[str], "Token"]

#: Letters of a name that are shown next to its address.
_LONGEST = 40
#: Tokens that nobody listed and that are shown.
_OTHERS = 40


class Names:
    """What accounts are called in the document, and whom it could not spell."""

    def __init__(self, press: Press, name: Callable[[str], str]) -> None:
        self._press = press
        self._name = name
        self._shown: dict[str, str] = {}
        #: Address => a name that the fonts lack letters of.
        self._noted: dict[str, str] = {}

    def of(self, account: str) -> str:
        """A name and the shortened address, and where to find the letters that the fonts lack."""
        said, short = self._name(account), _short(account)
        if said == short:
            self._shown[account] = ""
            return short
        self._shown[account] = said
        return f"{self.noted(said, account)} ({short})"

    def alone(self, account: str) -> str:
        """A name for a picture; the shortened address where it cannot be drawn."""
        said = self._name(account)
        return _short(account) if self._press.missing(said) else _cut(plain(said), 24)

    def noted(self, said: str, address: str) -> str:
        """The name, cut to what a line takes, with the number of its note if the fonts lack letters of it."""
        shown = letters.isolated(_cut(plain(said), _LONGEST))
        if not self._press.missing(said):
            return shown
        self._noted.setdefault(address, said)
        return f"{shown} [{list(self._noted).index(address) + 1}]"

    def listing(self) -> Iterator[Any]:
        rows = [[letters.isolated(_cut(plain(said), 60)), account] for account, said in self._shown.items() if said]
        if rows:
            pairs = [[*one, *other] for one, other in zip_longest(rows[::2], rows[1::2], fillvalue=["", ""])]
            columns = ("Name", "Address") * 2
            yield from self._press.listing("Who is who", columns, (3, 3.6) * 2, pairs)
        noted = [
            [f"[{number}]", address, self._press.spelled(_cut(plain(said), 60))]
            for number, (address, said) in enumerate(self._noted.items(), 1)
        ]
        if noted:
            yield from self._press.listing(
                "Names with letters that the font of this document lacks (boxes above); --font FILE.ttf draws them",
                ("Note", "Address", "The name, with the numbers of those letters in Unicode"),
                (0.4, 2, 5),
                noted,
            )


def payments(press: Press, statement: Statement, names: Names, token: TokenAt) -> Iterator[Any]:
    """A line per payment."""
    if not statement.payments:
        yield press.text("No payments with a record in this period.")
        return
    rows = [
        [
            utc_text(paid.time),
            paid.what,
            names.of(paid.account) if paid.account else "treasury",
            _reference(press, paid.reference),
            paid.transaction,
            token(paid.token).words(paid.amount),
        ]
        for paid in statement.payments
    ]
    columns = ("Time", "What", "Account", "Reference", "Transaction", "Amount")
    yield from press.listing("Payments", columns, (76, 54, 138, 90, 266, -128), rows, 5.9)


def invoices(press: Press, statement: Statement, token: TokenAt) -> Iterator[Any]:
    """A line per invoice."""
    if not statement.invoices:
        return
    rows = [
        [
            _reference(press, invoice.reference),
            utc_text(invoice.issued),
            utc_text(invoice.due),
            invoice.status(statement.end),
            token(invoice.token).words(invoice.asked),
            token(invoice.token).words(invoice.paid_before(statement.end)),
        ]
        for invoice in statement.invoices
    ]
    columns = ("Invoice", "Issued", "Due", "Status", "Expected", "Paid")
    yield from press.listing("Invoices", columns, (2.4, 1.5, 1.5, 1.8, -2, -2), rows)


def others(press: Press, statement: Statement) -> Iterator[Any]:
    """The appendix of tokens that nobody listed."""
    if not statement.others or statement.partner:
        return
    shown = statement.others[:_OTHERS]
    rows = [
        [
            entry.token,
            *(f"{amount:,}" for amount in (entry.tiers.split, entry.paid, entry.owed)),
            _remark(entry.problems),
        ]
        for entry in shown
    ]
    more = f", {len(shown)} of {len(statement.others)}" if len(shown) < len(statement.others) else ""
    title = f"Appendix: tokens that nobody listed, in their smallest unit{more}"
    yield from press.listing(title, ("Token", "Split", "Paid", "Owed", "Remark"), (3, -2, -2, -2, 2), rows)
    yield press.text(
        "Anybody can make a token, call it what they like and have it split here. The verdict on the first page does "
        "not depend on these."
    )


def _remark(problems: Any) -> str:
    return f"{len(problems)} differences" if problems else ""


def _reference(press: Press, reference: bytes) -> str:
    if not any(reference):
        return ""
    words = reference_words(reference)
    return f"0x{reference.hex()}" if press.missing(words) else words


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}\N{HORIZONTAL ELLIPSIS}"


def _short(account: str) -> str:
    return f"{account[:8]}..{account[-4:]}"
