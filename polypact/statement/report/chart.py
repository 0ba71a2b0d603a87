"""Charts of income: who earned what (paid, claimable, frozen), and when (credited and paid, month by month)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polypact.text.errors import PolypactError
from polypact.text.pictures import STYLE, label_of, plain, save

if TYPE_CHECKING:
    from polypact.chain.tokens import Token
    from polypact.statement import Statement, TokenStatement

Name = Callable[[str], str]
TokenAt = Callable[[str], "Token"]

# Told apart by people who cannot tell red from green, and in grey.
_PAID = "#1b6e5a"
_CREDITED = "#d98e04"
_CLAIMABLE = "#8fcbb5"
_FROZEN = "#b9c4cc"


def draw(statement: Statement, path: Path, name: Name, token: TokenAt, title: str) -> None:
    """Writes one panel per token, one bar per account, to a file ending in .svg or .png.

    The same statement always gives the same file.
    """
    entries = _drawable(statement)
    rows = [len(entry.lines) for entry in entries]
    heights = [0.45 * count + 0.9 for count in rows]
    save(path, lambda: _figure(entries, name, token, title, 8, 1 + sum(heights), [count + 2 for count in rows]))


def draw_over_time(statement: Statement, path: Path, name: Name, token: TokenAt, title: str) -> None:
    """The same, and beside each panel what was credited and paid by the end of each month, added up."""
    save(path, lambda: _both(statement, name, token, title))


def over_time_png(statement: Statement, name: Name, token: TokenAt, token_address: str) -> tuple[bytes, float]:
    """The panels of one token as a PNG file's content, and its height as a share of its width."""
    import matplotlib as mpl

    with mpl.rc_context(STYLE):
        figure = _both(statement, name, token, "", [statement.of(token_address)], 0.18, 10.5)
        content = BytesIO()
        figure.savefig(content, format="png", metadata={"Software": None}, dpi=144)
        width, height = figure.get_size_inches()
    return content.getvalue(), float(height / width)


def _both(
    statement: Statement,
    name: Name,
    token: TokenAt,
    title: str,
    entries: Sequence[TokenStatement] | None = None,
    line: float = 0.4,
    width: float = 12,
) -> Any:
    # `line` is the height of one account's bar; both are in inches.
    entries = _drawable(statement) if entries is None else entries
    rows = [max(len(entry.lines), 4) for entry in entries]
    height = 0.6 + sum(line * count + (1.1 if line > 0.3 else 0.3) for count in rows)
    return _figure(entries, name, token, title, width, height, [count + 2 for count in rows], with_time=True)


def _drawable(statement: Statement) -> list[TokenStatement]:
    entries = [entry for entry in statement.tokens if entry.distributed]
    if not entries:
        raise PolypactError("nothing was distributed yet, so there is nothing to draw")
    return entries


def _figure(
    entries: Sequence[TokenStatement],
    name: Name,
    token: TokenAt,
    title: str,
    width: float,
    height: float,
    ratios: Sequence[int],
    with_time: bool = False,
) -> Any:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    if title:
        figure.suptitle(plain(title), x=0.01, ha="left", fontsize=12)
    columns = 2 if with_time else 1
    panels = figure.subplots(len(entries), columns, squeeze=False, height_ratios=ratios)
    for row, entry in zip(panels, entries, strict=True):
        kind = token(entry.token)
        _bars(row[0], entry, name, kind)
        if with_time:
            _months(row[1], entry, kind)
    panels[0, 0].legend(frameon=False, ncols=3, loc="lower right", bbox_to_anchor=(1, 1))
    if with_time:
        panels[0, 1].legend(frameon=False, ncols=2, loc="lower right", bbox_to_anchor=(1, 1))
    return figure


def _bars(panel: Any, entry: TokenStatement, name: Name, kind: Token) -> None:
    # A picture needs no more than the precision of a float; the statement has the exact sums.
    scale = 10**kind.decimals
    lines = list(reversed(entry.lines))
    places = range(len(lines))
    ends = [0.0] * len(lines)
    for what, colour, sums in (
        ("paid out", _PAID, [line.paid for line in lines]),
        ("claimable", _CLAIMABLE, [line.balance - line.frozen for line in lines]),
        ("frozen", _FROZEN, [line.frozen for line in lines]),
    ):
        if what == "frozen" and not any(sums):
            continue
        widths = [amount / scale for amount in sums]
        panel.barh(places, widths, left=ends, color=colour, label=what)
        ends = [end + width for end, width in zip(ends, widths, strict=True)]
    panel.set_yticks(places, [label_of(name(line.account), line.account) for line in lines])
    panel.set_xlabel(plain(kind.symbol))
    panel.margins(x=0.15)
    for place, end in zip(places, ends, strict=True):
        panel.annotate(_short(end), (end, place), xytext=(4, 0), textcoords="offset points", va="center")
    _tidy(panel)
    _few_numbers(panel.xaxis)


def _months(panel: Any, entry: TokenStatement, kind: Token) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    scale = 10**kind.decimals
    times = [datetime.fromtimestamp(moment, UTC) for moment in _edges(entry)]
    credited, paid = [0], [0]
    for month in entry.months:
        credited.append(credited[-1] + sum(move.change.credited for move in month.movements))
        paid.append(paid[-1] + sum(move.change.paid for move in month.movements))
    for what, colour, style, sums in (("credited", _CREDITED, "-", credited), ("paid", _PAID, "--", paid)):
        heights = [amount / scale for amount in sums]
        panel.plot(times, heights, style, color=colour, label=what, marker="o", markersize=3)
        panel.annotate(
            _short(heights[-1]), (times[-1], heights[-1]), xytext=(4, 0), textcoords="offset points", va="center"
        )
    locator = AutoDateLocator(maxticks=8)
    panel.xaxis.set_major_locator(locator)
    panel.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    panel.set_ylabel(f"{plain(kind.symbol)}, added up")
    panel.set_ylim(bottom=0)
    panel.margins(x=0.12)
    panel.grid(axis="y", alpha=0.3)
    _few_numbers(panel.yaxis)
    _tidy(panel)


def _edges(entry: TokenStatement) -> list[int]:
    return [entry.months[0].start, *(month.end for month in entry.months)]


def _few_numbers(axis: Any) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(5))
    axis.set_major_formatter(FuncFormatter(lambda value, _: _short(value)))


def _short(value: float) -> str:
    # Six digits, and never as a power of ten as long as a person can read it.
    return f"{value:,.0f}" if 1e6 <= abs(value) < 1e15 else f"{value:,.6g}"


def _tidy(panel: Any) -> None:
    for side in ("top", "right"):
        panel.spines[side].set_visible(False)
