"""The statement as a PDF document: tables of tiers and accounts per token, and what agrees with the chain.

The same statement always gives the same bytes: the document bears the time of its block, not that of its making.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polypact.statement.model import Period, Statement, TokenStatement
from polypact.statement.periods import period_words, utc_text
from polypact.statement.report import pdf_page
from polypact.statement.report.pdf_page import Row, Sheet
from polypact.text.errors import PolypactError
from polypact.text.sentences import reference_words

if TYPE_CHECKING:
    from polypact.chain.tokens import Token

Name = Callable[[str], str]
TokenAt = Callable[[str], "Token"]

_TIERS = ("Sponsors", "Contributions repaid", "Treasury reserve", "Unvested, to treasury", "Partners", "Split together")
_SOURCES = ("Units", "Sponsor's share", "Contributions repaid", "Treasury reserve", "Unvested income", "Credited")
_ACCOUNTS = ("Opening balance", "Credited", "Paid", "Closing balance")


def write(statement: Statement, path: Path, name: Name, token: TokenAt, title: str) -> None:
    """Writes the document; `title` is the partnership's name."""
    content = render(statement, name, token, title)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise PolypactError(f"cannot write {path}: {error.strerror}") from None


def render(statement: Statement, name: Name, token: TokenAt, title: str) -> bytes:
    """The document's bytes."""
    footer = f"{title} - statement of income {period_words(statement.start, statement.end)} - block {statement.block}"
    # Twice: the number of pages is known after the first time.
    _, pages = pdf_page.build(_parts(statement, name, token, title), title, footer, 0)
    return pdf_page.build(_parts(statement, name, token, title), title, footer, pages)[0]


def _parts(statement: Statement, name: Name, token: TokenAt, title: str) -> Iterator[Any]:
    yield from _head(statement, token, title)
    for entry in statement.tokens:
        if entry.is_of_interest:
            yield from _token(statement, entry, name, token(entry.token))
    yield from _receipts(statement, name, token)


def _head(statement: Statement, token: TokenAt, title: str) -> Iterator[Any]:
    yield pdf_page.heading("Statement of income", 1)
    yield pdf_page.heading(title, 2)
    yield pdf_page.facts(
        {
            "Partnership": statement.partnership,
            "Revenue escrow": statement.escrow,
            "Chain": f"chain id {statement.chain_id}",
            "Period": f"{period_words(statement.start, statement.end)}"
            f" ({utc_text(statement.start)} to {utc_text(statement.end - 1)}, all times UTC)",
            "Made at block": f"{statement.block:,} of {utc_text(statement.time)}",
            "Made from": f"{statement.events:,} events of the escrow, and nothing else",
        }
    )
    yield verdict(statement)
    for entry in statement.tokens:
        if entry.is_of_interest:
            whole, sheet = entry.whole, Sheet(token(entry.token), _all_sums(entry))
            sums = (whole.opening, whole.tiers.split, whole.paid, whole.closing)
            yield from sheet.table("All accounts together", "Token", _ACCOUNTS, [(token(entry.token).symbol, sums)])
    if not any(entry.is_of_interest for entry in statement.tokens):
        yield pdf_page.text("No revenue arrived.")


def verdict(statement: Statement) -> Any:
    """The box that says whether the events agree with the chain."""
    if statement.adds_up:
        return pdf_page.box(
            f"Agrees with the chain to the wei at block {statement.block:,}.",
            [
                f"{statement.compared:,} numbers worked out from the events were compared with what the contract "
                "answers at that block: what every account may claim, what is owed, frozen, still to be repaid and not "
                "distributed yet."
            ],
            good=True,
        )
    problems = statement.all_problems
    more = [f"... and {len(problems) - 30} more"] if len(problems) > 30 else []
    return pdf_page.box(
        f"DOES NOT AGREE with the chain at block {statement.block:,}: {len(problems)} differences.",
        [*problems[:30], *more],
        good=False,
    )


def _token(statement: Statement, entry: TokenStatement, name: Name, kind: Token) -> Iterator[Any]:
    sheet = Sheet(kind, _all_sums(entry))
    yield pdf_page.page_break()
    yield pdf_page.heading(f"{pdf_page.plain(kind.symbol)}", 2)
    is_ether = int(entry.token, 16) == 0
    yield pdf_page.text("ether" if is_ether else f"token {entry.token}, {kind.decimals} decimals")
    yield from _tiers(entry, sheet)
    yield from _accounts(entry, name, sheet)
    yield from _sources(entry, name, sheet)
    yield from _reconciliation(statement, entry, sheet)
    if entry.distributed and entry.months and entry.lines:
        yield pdf_page.picture(*_picture(statement, entry, name, kind), "Earned so far, and month by month")
    if len(entry.months) > 1:
        yield from _by_month(entry, name, sheet)


def _tiers(entry: TokenStatement, sheet: Sheet) -> Iterator[Any]:
    rows = [(period_words(month.start, month.end), _tier_sums(month)) for month in entry.months]
    yield from sheet.table(
        "What came in, and what each tier took", "Month", _TIERS, rows, ("Together", _tier_sums(entry.whole))
    )


def _tier_sums(period: Period) -> tuple[int, ...]:
    got = period.tiers
    return got.sponsors, got.contributions, got.reserve, got.unvested, got.partners, got.split


def _accounts(entry: TokenStatement, name: Name, sheet: Sheet) -> Iterator[Any]:
    whole = entry.whole
    rows: list[Row] = [
        (_who(name, move.account), (move.opening, move.change.credited, move.change.paid, move.closing))
        for move in whole.movements
    ]
    rows.append(("Rounding: not yet a whole smallest unit of anybody", _rounding(whole)))
    total = ("All accounts together", (whole.opening, whole.tiers.split, whole.paid, whole.closing))
    yield from sheet.table("Accounts", "Account", _ACCOUNTS, rows, total)


def _rounding(period: Period) -> tuple[int, ...]:
    return period.opening_remainder, period.remainder, 0, period.opening_remainder + period.remainder


def _sources(entry: TokenStatement, name: Name, sheet: Sheet) -> Iterator[Any]:
    got = entry.whole.tiers
    if got.split == got.partners:
        return
    rows = []
    for move in entry.whole.movements:
        one = move.change
        sums = (one.units, one.sponsor, one.contributions, one.reserve, one.unvested, one.credited)
        rows.append((_who(name, move.account), sums))
    yield from sheet.table("What accounts were credited for", "Account", _SOURCES, rows)


def _by_month(entry: TokenStatement, name: Name, sheet: Sheet) -> Iterator[Any]:
    for number, move in enumerate(entry.whole.movements):
        rows = []
        for month in entry.months:
            one = month.movements[number]
            sums = (one.opening, one.change.credited, one.change.paid, one.closing)
            rows.append((period_words(month.start, month.end), sums))
        total = ("Together", (move.opening, move.change.credited, move.change.paid, move.closing))
        label = name(move.account)
        title = move.account if label == move.account else f"{pdf_page.plain(label)}, {move.account}"
        yield from sheet.table(title, "Month", _ACCOUNTS, rows, total)


def _reconciliation(statement: Statement, entry: TokenStatement, sheet: Sheet) -> Iterator[Any]:
    frozen = sum(line.frozen for line in entry.lines)
    rows = [
        ("Owed to accounts, contributions and rounding included, by the events", (entry.owed,)),
        ("of which contributions of the formation", (entry.contributions_held,)),
        ("of which frozen in a dispute", (frozen,)),
        ("of which unvested income, booked to the treasury with the next claims", (entry.waiting,)),
        ("Arrived, not distributed yet", (entry.undistributed,)),
    ]
    total = (f"Balance of the escrow at block {statement.block:,}, by the chain", (entry.balance,))
    yield from sheet.table("Reconciliation with the chain", "", ("Amount",), rows, total)
    if entry.adds_up:
        yield pdf_page.text(f"Agrees with the chain to the wei at block {statement.block:,}.", bold=True)
    else:
        yield pdf_page.text(f"Does not agree: {len(entry.problems)} differences, see the first page.", bold=True)


def _receipts(statement: Statement, name: Name, token: TokenAt) -> Iterator[Any]:
    if statement.receipts:
        rows = [
            (
                utc_text(receipt.time),
                pdf_page.plain(reference_words(receipt.reference)) if any(receipt.reference) else "",
                _who(name, receipt.payer),
                token(receipt.token).words(receipt.amount),
            )
            for receipt in statement.receipts
        ]
        yield pdf_page.page_break()
        yield from pdf_page.listing("Payments received with a record", ("Time", "Reference", "Payer", "Amount"), rows)


def _picture(statement: Statement, entry: TokenStatement, name: Name, kind: Token) -> tuple[bytes, float]:
    from polypact.statement.report.chart import over_time_png

    return over_time_png(statement, name, lambda _: kind, entry.token)


def _who(name: Name, account: str) -> str:
    label = pdf_page.plain(name(account))
    short = f"{account[:8]}..{account[-4:]}"
    return label if label == short else f"{label} ({short})"


def _all_sums(entry: TokenStatement) -> Iterator[int]:
    yield from (entry.owed, entry.balance, entry.undistributed, entry.waiting, entry.contributions_held)
    for period in [*entry.months, entry.whole]:
        yield from (*_tier_sums(period), *_rounding(period), period.opening, period.closing, period.paid)
        for move in period.movements:
            one = move.change
            yield from (move.opening, move.closing, one.credited, one.paid)
            yield from (one.units, one.sponsor, one.contributions, one.reserve, one.unvested)
