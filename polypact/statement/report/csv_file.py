"""The statement as CSV: every sum exactly, in the token's own unit and in its smallest."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polypact.statement.model import Period, Statement
from polypact.statement.periods import utc_text
from polypact.text.errors import PolypactError
from polypact.text.sentences import reference_words

if TYPE_CHECKING:
    from polypact.chain.tokens import Token

Name = Callable[[str], str]
TokenAt = Callable[[str], "Token"]

_TOTALS = ("credited", "paid", "claimable")
#: Sums of one row, in order; docs/statement.md says what each means.
SUMS = (
    "received",
    "opening",
    "units_income",
    "sponsor_share",
    "contributions_repaid",
    "treasury_reserve",
    "unvested_income",
    "treasury_part",
    "credited",
    "paid",
    "closing",
)


def write_totals(statement: Statement, path: Path, name: Name, token: TokenAt) -> None:
    """One row per token and account since the beginning, and a total per token."""
    rows: list[list[Any]] = [["token", "symbol", "partner", "name", "units", *_both(_TOTALS)]]
    for entry in statement.tokens:
        kind = token(entry.token)
        for line in entry.lines:
            who = [line.account, _safe(name(line.account)), line.units]
            rows.append([*_of(kind), *who, *_exact(kind, (line.credited, line.paid, line.claimable))])
        totals = (sum(line.credited for line in entry.lines), entry.paid, entry.claimable)
        who = ["total", "", sum(line.units for line in entry.lines)]
        rows.append([*_of(kind), *who, *_exact(kind, totals)])
    _write(path, rows)


def write_months(statement: Statement, path: Path, name: Name, token: TokenAt) -> None:
    """One row per token, month and account, one for what rounding leaves, a total of all accounts, and one for what
    waits to be split. Of one partner: its accounts and their total."""
    rows: list[list[Any]] = [["token", "symbol", "from", "to", "row", "account", "name", "units", *_both(SUMS)]]
    for entry in statement.tokens:
        if not entry.is_of_interest:
            continue
        kind = token(entry.token)
        for month in entry.months:
            head = [*_of(kind), utc_text(month.start), utc_text(month.end - 1)]
            rows += [[*head, *cells, *_exact(kind, sums)] for cells, sums in _rows_of(month, name, statement)]
        if entry.undistributed and statement.reaches_block and not statement.partner:
            head = [*_of(kind), *[utc_text(statement.time)] * 2]
            sums = [entry.undistributed, *[0] * (len(SUMS) - 1)]
            rows.append([*head, "waiting", "", "", "", *_exact(kind, sums)])
    _write(path, rows)


def write_payments(statement: Statement, path: Path, name: Name, token: TokenAt) -> None:
    """One row per payment."""
    head = ["time", "block", "log", "transaction", "what", "account", "name", "reference", "reference_hex"]
    rows: list[list[Any]] = [[*head, "token", "symbol", *_both(["amount"])]]
    for paid in statement.payments:
        kind = token(paid.token)
        when = [utc_text(paid.time), paid.block, paid.index, paid.transaction]
        who = [paid.what, paid.account, _safe(name(paid.account)) if paid.account else ""]
        rows.append([*when, *who, *_reference(paid.reference), *_of(kind), *_exact(kind, [paid.amount])])
    _write(path, rows)


def write_invoices(statement: Statement, path: Path, token: TokenAt) -> None:
    """One row per invoice."""
    head = ["reference", "reference_hex", "issued", "due", "status", "token", "symbol"]
    rows: list[list[Any]] = [[*head, *_both(["expected", "paid"])]]
    for invoice in statement.invoices:
        kind = token(invoice.token)
        when = [utc_text(invoice.issued), utc_text(invoice.due), invoice.status(statement.end)]
        sums = [invoice.asked, invoice.paid_before(statement.end)]
        rows.append([*_reference(invoice.reference), *when, *_of(kind), *_exact(kind, sums)])
    _write(path, rows)


def _reference(reference: bytes) -> list[str]:
    return [_safe(reference_words(reference)) if any(reference) else "", "0x" + reference.hex()]


def _rows_of(month: Period, name: Name, statement: Statement) -> Iterable[tuple[list[Any], Sequence[int]]]:
    for entry in month.movements:
        got = entry.change
        sums = [
            0,
            entry.opening,
            got.units,
            got.sponsor,
            got.contributions,
            got.reserve,
            got.unvested,
            got.treasury_part,
        ]
        who = ["account", entry.account, _safe(name(entry.account)), entry.units]
        yield who, [*sums, got.credited, got.paid, entry.closing]
    after = month.opening_remainder + month.remainder
    if not statement.partner:
        rounding = [0, month.opening_remainder, 0, 0, 0, 0, 0, 0, month.remainder, 0, after]
        yield ["rounding", "", "", ""], rounding
    tiers = month.tiers
    received = 0 if statement.partner else month.received
    sums = [received, month.opening, tiers.partners, tiers.sponsors, tiers.contributions, tiers.reserve, tiers.unvested]
    sums.append(tiers.treasury_part)
    yield ["total", "", "", ""], [*sums, tiers.split, month.paid, month.closing]


def _both(columns: Sequence[str]) -> list[str]:
    return [*columns, *(f"{column}_smallest_unit" for column in columns)]


def _of(kind: Token) -> list[str]:
    return [kind.address, _safe(kind.symbol)]


def _exact(kind: Token, sums: Sequence[int]) -> list[Any]:
    return [*(kind.number(amount).replace(",", "") for amount in sums), *sums]


def _safe(text: str) -> str:
    # What a spreadsheet would run as a formula is kept a text.
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text


def _write(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    try:
        with path.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows(rows)
    except OSError as error:
        raise PolypactError(f"cannot write {path}: {error.strerror}") from None
