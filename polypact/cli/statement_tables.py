"""The tables of `revenue show` and `revenue statement`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len

from polypact.cli.common import row, table
from polypact.statement.periods import period_words, utc_text
from polypact.text.sentences import reference_words

if TYPE_CHECKING:
    from polypact.chain.tokens import Token
    from polypact.statement import Period, Statement, TokenStatement

Name = Callable[[str], str]
Line = tuple[str, Sequence[str]]

#: Tokens of the appendix that are shown; `--json` has all.
SHOWN_OTHERS = 10


class Column(NamedTuple):
    """One figure of each period."""

    name: str
    of: Callable[[Period], int]


_RECEIVED = Column("received", lambda period: period.received)
_PARTNERS = Column("partners", lambda period: period.tiers.partners)
_BEFORE = (
    Column("sponsors", lambda period: period.tiers.sponsors),
    Column("repaid", lambda period: period.tiers.contributions),
    Column("reserve", lambda period: period.tiers.reserve),
    Column("unvested", lambda period: period.tiers.unvested),
)
_TREASURY = Column("of treasury", lambda period: period.tiers.treasury_part)
_WOUND_DOWN = Column("wound down", lambda period: period.tiers.wound_down)
#: Of one partner, whose tiers are what `partners.only` makes of them.
_UNITS = Column("units", lambda period: period.tiers.partners)
_BALANCE = (
    Column("opening", lambda period: period.opening),
    Column("credited", lambda period: period.tiers.split),
    Column("paid", lambda period: period.paid),
    Column("closing", lambda period: period.closing),
)


def months(made: Statement, entry: TokenStatement, kind: Token, width: int) -> Iterator[Any]:
    """What came in and where it went, month by month; of one partner, its account month by month."""
    whole = entry.whole
    if made.partner:
        opening, *rest = _BALANCE
        columns = [opening, *(column for column in (_UNITS, *_BEFORE, _TREASURY) if column.of(whole)), *rest]
        title = f"{kind.symbol}: what it was credited and paid"
    else:
        columns = [_RECEIVED, *(column for column in _BEFORE if column.of(whole)), _PARTNERS, _BALANCE[2]]
        columns += [column for column in (_TREASURY, _WOUND_DOWN) if column.of(whole)]
        title = f"{kind.symbol}: what came in and where it went"
    lines: list[Line] = [
        (period_words(month.start, month.end), [kind.number(column.of(month)) for column in columns])
        for month in entry.months
    ]
    if len(lines) > 1:
        lines.append(("together", [kind.number(column.of(whole)) for column in columns]))
    yield from sheet(title, "month", [column.name for column in columns], lines, width)


def waiting(made: Statement, entry: TokenStatement, kind: Token) -> list[str]:
    """What came in and is not split: no event tells of it."""
    if not entry.undistributed or made.partner:
        return []
    said = f"{kind.words(entry.undistributed)} came in and waits to be split, at block {made.block:,}"
    if not made.reaches_block:
        return [f"{said}, after this period"]
    return [f"{said}: {kind.words(entry.undistributed + entry.whole.received)} received with what was split"]


def accounts(made: Statement, entry: TokenStatement, name: Name, kind: Token, width: int) -> Iterator[Any]:
    """What the whole period made of every account."""
    whole = entry.whole
    rows = [
        (name(move.account), (move.opening, move.change.credited, move.change.paid, move.closing))
        for move in whole.movements
    ]
    if made.partner and len(rows) == 1:
        return  # the months say the same
    if whole.opening_remainder or whole.remainder:
        after = whole.opening_remainder + whole.remainder
        rows.append(("(rounding)", (whole.opening_remainder, whole.remainder, 0, after)))
    rows.append(("together", (whole.opening, whole.tiers.split, whole.paid, whole.closing)))
    lines = [(label, [kind.number(amount) for amount in sums]) for label, sums in rows]
    yield from sheet(f"{kind.symbol}: accounts", "account", [column.name for column in _BALANCE], lines, width)


def payments(made: Statement, name: Name, token: Callable[[str], Token]) -> Iterator[str]:
    """A line per payment, and one per invoice."""
    lines: list[list[str]] = []
    for paid in made.payments:
        who = name(paid.account) if paid.account else "treasury"
        lines.append([utc_text(paid.time), paid.what, token(paid.token).words(paid.amount), who, paid.transaction])
        lines[-1] += [reference_words(paid.reference)] if any(paid.reference) else []
    yield from _aligned(f"payments ({len(lines)})", lines, right=2)
    if not made.partner:
        lines = []
        for invoice in made.invoices:
            kind = token(invoice.token)
            sums = f"{kind.number(invoice.paid_before(made.end))} of {kind.words(invoice.asked)}"
            due = f"due {utc_text(invoice.due)}"
            lines.append([reference_words(invoice.reference), due, sums, invoice.status(made.end)])
        yield from _aligned(f"invoices ({len(lines)})", lines, right=2)


def _aligned(title: str, lines: Sequence[Sequence[str]], right: int) -> Iterator[str]:
    # As wide as they are: a line stays one line, however narrow the terminal is.
    yield f"\n{title}"
    widths = [max(map(cell_len, column)) for column in zip_longest(*lines, fillvalue="")]
    for line in lines:
        padded = (_pad(text, widths[place], place == right) for place, text in enumerate(line))
        yield f"  {'  '.join(padded)}".rstrip()


def _pad(text: str, width: int, is_right: bool) -> str:
    space = " " * (width - cell_len(text))
    return space + text if is_right else text + space


def others(made: Statement) -> list[str]:
    """The appendix: tokens that nobody listed."""
    if not made.others:
        return []
    found = [
        "",
        f"Appendix: {len(made.others)} tokens that nobody listed. What they are called and worth is their word alone; "
        "the verdict does not depend on them. Sums in their smallest unit; `--token ADDRESS` accounts for one.",
    ]
    for entry in made.others[:SHOWN_OTHERS]:
        found.append(f"  {entry.token}: split {entry.tiers.split:,}, paid {entry.paid:,}, owed {entry.owed:,}")
    if len(made.others) > SHOWN_OTHERS:
        found.append(f"  ... and {len(made.others) - SHOWN_OTHERS} more; --json has all")
    return found


def sheet(title: str, first: str, columns: Sequence[str], lines: Sequence[Line], width: int) -> Iterator[Any]:
    """A table, or below each other what does not fit next to each other: no number is ever cut off."""
    cells = [[label, *values] for label, values in lines]
    widths = [max(map(cell_len, column)) for column in zip([first, *columns], *cells, strict=True)]
    whole = sum(widths) + 2 * len(widths)
    if whole <= width:
        if len(title) > whole:  # it would be broken
            yield f"\n{title}"
        made = table(first, *columns, title=title if len(title) <= whole else "", right=list(columns))
        for line in cells:
            row(made, *line)
        yield made
        return
    yield f"\n{title}"
    names, numbers = max(map(len, columns)), max(widths[1:])
    for label, values in lines:
        yield f"  {label}"
        for name, text in zip(columns, values, strict=True):
            yield f"    {name.ljust(names)}  {_pad(text, numbers, True)}"
