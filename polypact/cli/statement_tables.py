"""The tables of `revenue show` and `revenue statement`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

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


def period(made: Statement, entry: TokenStatement, name: Name, kind: Token, width: int) -> Iterator[Any]:
    """What came in and where it went, month by month, and what it made of every account."""
    whole, is_one = entry.whole, bool(made.partner)
    numbers = [kind.number(amount) for amount in (entry.undistributed, whole.received)]
    columns = [column for column in _COLUMNS if column.always or column.of(whole)]
    if is_one:
        columns = [column for column in columns if column.name != "received"]
        columns = [_OPENING, *columns, _CREDITED, _PAID, _CLOSING]
    else:
        columns.append(_PAID)
    lines: list[Line] = []
    for month in [*entry.months, whole] if len(entry.months) > 1 else [whole]:
        is_sum = month is whole and len(entry.months) > 1
        words = "together" if is_sum else period_words(month.start, month.end)
        lines.append((words, [kind.number(column.of(month)) for column in columns]))
    what = "what it was credited for" if is_one else "what came in and where it went"
    yield from sheet(f"{kind.symbol}: {what}", "month", [column.name for column in columns], lines, width)
    if entry.undistributed and not is_one:
        when = f"at block {made.block:,}" + ("" if made.reaches_block else ", after this period")
        together = f"; with what was split {kind.words(entry.undistributed + whole.received)} came in"
        yield (
            f"{numbers[0]} {kind.symbol} came in and waits to be split, {when}{together if made.reaches_block else ''}"
        )
    names = [("opening", 0), ("credited", 0), ("paid", 0), ("closing", 0)]
    lines = [
        (name(move.account), [kind.number(sums) for sums in (move.opening, *_change(move))]) for move in whole.movements
    ]
    if whole.opening_remainder or whole.remainder:
        rounding = (whole.opening_remainder, whole.remainder, 0, whole.opening_remainder + whole.remainder)
        lines.append(("(rounding)", [kind.number(amount) for amount in rounding]))
    totals = (whole.opening, whole.tiers.split, whole.paid, whole.closing)
    lines.append(("together", [kind.number(amount) for amount in totals]))
    yield from sheet(f"{kind.symbol}: accounts", "account", [label for label, _ in names], lines, width)


def _change(move: Any) -> tuple[int, int, int]:
    return move.change.credited, move.change.paid, move.closing


class _Column:
    def __init__(self, name: str, of: Callable[[Period], int], always: bool = False) -> None:
        self.name, self.of, self.always = name, of, always


_COLUMNS = (
    _Column("received", lambda month: month.received, always=True),
    _Column("sponsors", lambda month: month.tiers.sponsors),
    _Column("repaid", lambda month: month.tiers.contributions),
    _Column("reserve", lambda month: month.tiers.reserve),
    _Column("unvested", lambda month: month.tiers.unvested),
    _Column("partners", lambda month: month.tiers.partners, always=True),
    _Column("wound down", lambda month: month.tiers.wound_down),
)
_OPENING = _Column("opening", lambda month: month.opening)
_CREDITED = _Column("credited", lambda month: month.tiers.split)
_PAID = _Column("paid", lambda month: month.paid)
_CLOSING = _Column("closing", lambda month: month.closing)


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
    if sum(widths) + 2 * len(widths) <= width:
        made = table(first, *columns, title=title, right=list(columns))
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
