"""The statement as a PDF document: tables of tiers and accounts per token, and what agrees with the chain.

The same statement always gives the same bytes: the document bears the time of its block, not that of its making.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polypact.statement import partners
from polypact.statement.model import Period, Statement, TokenStatement
from polypact.statement.periods import month_words, period_words, utc_text
from polypact.statement.report import pdf_page
from polypact.statement.report.pdf_appendix import Names, invoices, others, payments
from polypact.statement.report.pdf_page import Press, Row, Sheet
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.tokens import Token

Name = Callable[[str], str]
TokenAt = Callable[[str], "Token"]

_TIERS: tuple[tuple[str, Callable[[Period], int]], ...] = (
    ("Sponsors", lambda period: period.tiers.sponsors),
    ("Contributions repaid", lambda period: period.tiers.contributions),
    ("Treasury reserve", lambda period: period.tiers.reserve),
    ("Unvested, to treasury", lambda period: period.tiers.unvested),
    ("Partners", lambda period: period.tiers.partners),
    ("Out of the treasury", lambda period: period.tiers.treasury_part),
    ("Wound down", lambda period: period.tiers.wound_down),
)
_SOURCES = (
    ("Units", "units"),
    ("Sponsor's share", "sponsor"),
    ("Contributions repaid", "contributions"),
    ("Treasury reserve", "reserve"),
    ("Unvested income", "unvested"),
    ("Out of the treasury", "treasury_part"),
)
#: The same of one partner: what `partners.only` makes of the tiers.
_BY_SOURCE = (_TIERS[4], *_TIERS[:4], _TIERS[5])
_ACCOUNTS = ("Opening balance", "Credited", "Paid", "Closing balance")


def write(
    statement: Statement,
    path: Path,
    name: Name,
    token: TokenAt,
    title: str,
    itemised: bool = False,
    font_file: Path | None = None,
) -> None:
    """Writes the document; `title` is the partnership's name, `itemised` adds a line per payment and invoice."""
    content = render(statement, name, token, title, itemised, font_file)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise PolypactError(f"cannot write {path}: {error.strerror}") from None


def render(
    statement: Statement,
    name: Name,
    token: TokenAt,
    title: str,
    itemised: bool = False,
    font_file: Path | None = None,
) -> bytes:
    """The document's bytes."""
    press = Press(font_file)
    footer = f"{title} - statement of income {period_words(statement.start, statement.end)} - block {statement.block}"

    def pressed(pages: int) -> tuple[bytes, int]:
        parts = _parts(press, statement, Names(press, name), token, title, itemised)
        return press.document(parts, title, footer, pages)

    # Twice: the number of pages is known after the first time.
    return pressed(pressed(0)[1])[0]


def _parts(
    press: Press, statement: Statement, names: Names, token: TokenAt, title: str, itemised: bool
) -> Iterator[Any]:
    shown = [entry for entry in statement.tokens if entry.is_of_interest]
    if statement.partner:
        shown = [entry for entry in shown if partners.is_of(entry)]
    yield from _head(press, statement, names, title)
    yield from _summary(press, statement, shown, token)
    for entry in shown:
        yield from _token(press, statement, entry, names, token(entry.token))
    if itemised:
        yield from payments(press, statement, names, token)
        yield from invoices(press, statement, token)
    yield from others(press, statement)
    yield from names.listing()


def _head(press: Press, statement: Statement, names: Names, title: str) -> Iterator[Any]:
    facts = {
        "Partnership": statement.partnership,
        "Revenue escrow": statement.escrow,
        "Chain": f"chain id {statement.chain_id}",
        "Period": f"{period_words(statement.start, statement.end)}"
        f" ({utc_text(statement.start)} to {utc_text(statement.end - 1)}, all times UTC)",
        "Made at block": f"{statement.block:,} of {utc_text(statement.time)}",
        "Made from": f"{statement.events:,} events of the escrow, and nothing else",
    }
    if statement.partner:
        *former, now = statement.partner
        before = f"; before that {', '.join(former)}" if former else ""
        facts = {"Of the partner": f"{names.of(now)}, {now}{before}", **facts}
    yield press.heading(f"Statement of income{' of one partner' if statement.partner else ''}", 1)
    yield press.heading(names.noted(title, statement.partnership), 2)
    yield press.facts(facts)
    yield verdict(press, statement)


def verdict(press: Press, statement: Statement) -> Any:
    """The box that says whether the events agree with the chain."""
    if statement.adds_up:
        return press.box(
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
    return press.box(
        f"DOES NOT AGREE with the chain at block {statement.block:,}: {len(problems)} differences.",
        [*problems[:30], *more],
        good=False,
    )


def _summary(press: Press, statement: Statement, shown: list[TokenStatement], token: TokenAt) -> Iterator[Any]:
    if not shown:
        yield press.text("No revenue arrived.")
        return
    rows = []
    for entry in shown:
        whole, kind = entry.whole, token(entry.token)
        sums = [whole.opening, whole.tiers.split, whole.paid, whole.closing]
        if not statement.partner:
            sums.append(entry.undistributed)
        rows.append([kind.symbol, *(kind.number(amount) for amount in sums)])
    waiting = [] if statement.partner else [f"Waits to be split (block {statement.block:,})"]
    columns = ["Token", *_ACCOUNTS, *waiting]
    title = "All its accounts together" if statement.partner else "All accounts together"
    yield from press.listing(title, columns, [1.2, *[-1.5] * (len(columns) - 1)], rows)


def _token(press: Press, statement: Statement, entry: TokenStatement, names: Names, kind: Token) -> Iterator[Any]:
    sheet = Sheet(kind, _all_sums(entry))
    is_ether = int(entry.token, 16) == 0
    about = "" if is_ether else f", token {entry.token} with {kind.decimals} decimals"
    about += "" if entry.standing.counts else f", {entry.standing}: the verdict does not depend on it"
    yield pdf_page.room(150)
    yield press.heading(f"{names.noted(kind.symbol, entry.token)}{about}", 2)
    yield from _own(press, entry, sheet) if statement.partner else _tiers(press, statement, entry, sheet)
    if not statement.partner or len(entry.lines) > 1:
        yield from _accounts(press, entry, names, sheet)
        yield from _sources(press, entry, names, sheet)
        if len(entry.months) > 1:
            yield from _by_month(press, entry, names, sheet)
    if entry.whole.tiers.split and entry.lines:
        yield pdf_page.picture(press, *_picture(statement, entry, names, kind), "Earned so far, and month by month")
    if not statement.partner:
        yield from _reconciliation(press, statement, entry, kind)


def _tiers(press: Press, statement: Statement, entry: TokenStatement, sheet: Sheet) -> Iterator[Any]:
    whole = entry.whole
    tiers = [(label, of) for label, of in _TIERS if of(whole)]

    def sums(period: Period) -> list[int]:
        return [*(of(period) for _, of in tiers), period.received]

    rows: list[Row] = [(period_words(month.start, month.end), sums(month)) for month in entry.months]
    total = sums(whole)
    if entry.undistributed and statement.reaches_block:
        rows.append(("Came in, waits to be split", [*[0] * len(tiers), entry.undistributed]))
        total[-1] += entry.undistributed
    columns = [*(label for label, _ in tiers), "Received"]
    yield from press.table(sheet, "What came in, and what each tier took", "Month", columns, rows, ("Together", total))


def _own(press: Press, entry: TokenStatement, sheet: Sheet) -> Iterator[Any]:
    """The account of one partner, month by month."""
    sources = [(label, of) for (label, _), (_, of) in zip(_SOURCES, _BY_SOURCE, strict=True) if of(entry.whole)]

    def sums(period: Period) -> list[int]:
        return [period.opening, *(of(period) for _, of in sources), period.tiers.split, period.paid, period.closing]

    rows: list[Row] = [(period_words(month.start, month.end), sums(month)) for month in entry.months]
    columns = ["Opening balance", *(label for label, _ in sources), "Credited", "Paid", "Closing balance"]
    total = ("Together", sums(entry.whole))
    yield from press.table(sheet, "What it was credited and paid", "Month", columns, rows, total)


def _accounts(press: Press, entry: TokenStatement, names: Names, sheet: Sheet) -> Iterator[Any]:
    whole = entry.whole
    rows: list[Row] = [
        (names.of(move.account), (move.opening, move.change.credited, move.change.paid, move.closing))
        for move in whole.movements
    ]
    if whole.opening_remainder or whole.remainder:
        rounding = (whole.opening_remainder, whole.remainder, 0, whole.opening_remainder + whole.remainder)
        rows.append(("Rounding: not yet a whole smallest unit of anybody", rounding))
    total = ("All accounts together", (whole.opening, whole.tiers.split, whole.paid, whole.closing))
    yield from press.table(sheet, "Accounts", "Account", _ACCOUNTS, rows, total)


def _sources(press: Press, entry: TokenStatement, names: Names, sheet: Sheet) -> Iterator[Any]:
    got = entry.whole.tiers
    if got.split == got.partners:
        return
    moves = [move for move in entry.whole.movements if move.change.credited]
    sources = [(label, key) for label, key in _SOURCES if any(getattr(move.change, key) for move in moves)]
    rows = [
        (names.of(move.account), [*(getattr(move.change, key) for _, key in sources), move.change.credited])
        for move in moves
    ]
    columns = [*(label for label, _ in sources), "Credited"]
    yield from press.table(sheet, "What accounts were credited for", "Account", columns, rows)


def _by_month(press: Press, entry: TokenStatement, names: Names, sheet: Sheet) -> Iterator[Any]:
    per_table = press.columns(sheet) // 2
    for first in range(0, len(entry.months), per_table):
        months = entry.months[first : first + per_table]
        columns = [f"{month_words(month.start)} {what}" for month in months for what in ("credited", "paid")]
        rows: list[Row] = []
        for number, move in enumerate(entry.whole.movements):
            changes = [month.movements[number].change for month in months]
            sums = [amount for change in changes for amount in (change.credited, change.paid)]
            if any(sums):
                rows.append((names.of(move.account), sums))
        if rows:
            yield from press.table(sheet, "Month by month", "Account", columns, rows)


def _reconciliation(press: Press, statement: Statement, entry: TokenStatement, kind: Token) -> Iterator[Any]:
    frozen = sum(line.frozen for line in entry.lines)
    parts = {
        "contributions of the formation": entry.contributions_held,
        "frozen in a dispute": frozen,
        "unvested income, booked to the treasury with the next claims": entry.waiting,
    }
    of_which = ", ".join(f"{kind.number(amount)} {what}" for what, amount in parts.items() if amount)
    holds = "no answer" if entry.balance is None else kind.words(entry.balance)
    yield press.text(
        f"At block {statement.block:,} the escrow holds {holds} by the chain: {kind.number(entry.owed)} owed by the "
        f"events, contributions and rounding included{f' (of which {of_which})' if of_which else ''}, and "
        f"{kind.number(entry.undistributed)} that arrived and waits to be split."
    )
    if entry.adds_up:
        yield press.text(f"Agrees with the chain to the wei at block {statement.block:,}.", bold=True)
    else:
        where = ", see the first page" if entry.standing.counts else f": {'; '.join(entry.problems[:5])}"
        yield press.text(f"Does not agree: {len(entry.problems)} differences{where}.", bold=True)


def _picture(statement: Statement, entry: TokenStatement, names: Names, kind: Token) -> tuple[bytes, float]:
    from polypact.statement.report.chart import over_time_png

    return over_time_png(statement, names.alone, lambda _: kind, entry.token)


def _all_sums(entry: TokenStatement) -> Iterator[int]:
    yield from (entry.undistributed, entry.undistributed + entry.whole.received)
    for period in [*entry.months, entry.whole]:
        yield from (*(of(period) for _, of in _TIERS), period.received, period.opening, period.closing, period.paid)
        yield from (period.opening_remainder, period.remainder, period.opening_remainder + period.remainder)
        for move in period.movements:
            one = move.change
            yield from (move.opening, move.closing, one.credited, one.paid)
            yield from (one.units, one.sponsor, one.contributions, one.reserve, one.unvested, one.treasury_part)
