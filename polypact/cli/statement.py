"""`ape run revenue show|statement`: who earned what, checked against the chain to the wei."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli.common import Command, Desk, open_place, row, shared_options, table
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.statement import Statement, TokenStatement
    from polypact.statement.reading import Progress

_PATH = click.Path(path_type=Path)
#: How many lines of what differs are shown; `--json` has all.
_SHOWN = 20


@click.command(cls=Command)
@click.argument("partnership")
@click.option("--csv", "table_file", type=_PATH, help="Write who earned what to a CSV file.")
@click.option("--chart", "chart_file", type=_PATH, help="Draw who earned what, as .svg or .png.")
@shared_options
def show(desk: Desk, partnership: str, table_file: Path | None, chart_file: Path | None) -> None:
    """Show who earned what in PARTNERSHIP, checked against the chain to the wei."""
    from polypact.statement import build
    from polypact.statement.report import chart, csv_file
    from polypact.statement.report import json_data as data

    with desk.session() as session:
        place = open_place(session, partnership)
        with _progress(desk) as progress:
            made = build(place.escrow, place.since, progress=progress)
        if table_file:
            csv_file.write_totals(made, table_file, place.name, place.tokens.at)
        if chart_file:
            chart.draw(made, chart_file, place.name, place.tokens.at, f"{place.members.name}: who earned what")
        shown = [entry for entry in made.tokens if entry.is_of_interest]
        parts = [part for entry in shown for part in (_earned(place, entry), *_tiers(place, entry), _sum(place, entry))]
        parts = parts or ["no revenue yet"]
        parts += [f"written: {file}" for file in (table_file, chart_file) if file]
        desk.result(data.summary(made, _recorded(place), place.tokens.at), *parts, *_differences(made))
    _check(made)


@click.command(cls=Command)
@click.argument("partnership")
@click.option("--partner", help="Only this account's lines: name or address; accounts whose seat it took are its own.")
@click.option("--from", "start", metavar="DATE", help="First day (UTC) or moment, like 2026-03-01.")
@click.option("--to", "end", metavar="DATE", help="Last day (UTC) or moment, included.")
@click.option("--csv", "table_file", type=_PATH, help="Write it to a CSV file.")
@click.option("--pdf", "pdf_file", type=_PATH, help="Write it as a PDF document.")
@click.option("--chart", "chart_file", type=_PATH, help="Draw who earned what and when, as .svg or .png.")
@shared_options
def statement(
    desk: Desk,
    partnership: str,
    partner: str | None,
    start: str | None,
    end: str | None,
    table_file: Path | None,
    pdf_file: Path | None,
    chart_file: Path | None,
) -> None:
    """Account for the income of PARTNERSHIP month by month, from the escrow's events alone.

    What came in, what each tier took, and what each account was credited and paid; then the same is asked of the chain,
    and anything that differs by as little as a wei is named and ends the command with an error.
    """
    from polypact.statement import build
    from polypact.statement.periods import bound
    from polypact.statement.report import chart, csv_file, pdf
    from polypact.statement.report import json_data as data

    first = bound("--from", start) if start else None
    last = bound("--to", end) if end else None
    with desk.session() as session:
        place = open_place(session, partnership)
        own = {place.account(partner)} if partner else set()
        with _progress(desk) as progress:
            made = build(place.escrow, place.since, start=first, end=last, progress=progress)
        shown = made.only(_held_now(place, made, own)) if own else made
        title = f"{place.members.name}: income"
        if table_file:
            csv_file.write_months(shown, table_file, place.name, place.tokens.at)
        if pdf_file:
            pdf.write(shown, pdf_file, place.name, place.tokens.at, place.members.name)
        if chart_file:
            chart.draw_over_time(shown, chart_file, place.name, place.tokens.at, title)
        parts = [part for entry in shown.tokens if entry.is_of_interest for part in _period(place, entry)]
        parts = [f"{title} {_span(made)}, at block {made.block}", *(parts or ["no revenue yet"])]
        parts += [f"written: {file}" for file in (table_file, pdf_file, chart_file) if file]
        verdict = [] if not made.adds_up else [agreement(made)]
        desk.result(data.full(shown, _recorded(place), place.tokens.at), *parts, *verdict, *_differences(made))
    _check(made)


def agreement(made: Statement) -> str:
    """The line of a statement that is proven."""
    return (
        f"agrees with the chain to the wei at block {made.block}: {made.compared:,} numbers from {made.events:,} events"
    )


def _period(place: Place, entry: TokenStatement) -> list[Any]:
    from polypact.statement.periods import period_words

    kind, whole = place.tokens.at(entry.token), entry.whole
    numbers = ("split", "sponsors", "repaid", "reserve", "unvested", "partners", "paid")
    months = table("month", *numbers, title=f"{kind.symbol}: what came in and where it went", right=numbers)
    for period in [*entry.months, whole] if len(entry.months) > 1 else [whole]:
        got = period.tiers
        sums = (got.split, got.sponsors, got.contributions, got.reserve, got.unvested, got.partners, period.paid)
        words = "together" if period is whole and len(entry.months) > 1 else period_words(period.start, period.end)
        row(months, words, *(kind.number(amount) for amount in sums))
    columns = ("opening", "credited", "paid", "closing")
    accounts = table("account", *columns, title=f"{kind.symbol}: accounts", right=columns)
    for line in whole.movements:
        sums4 = (line.opening, line.change.credited, line.change.paid, line.closing)
        row(accounts, place.name(line.account), *(kind.number(amount) for amount in sums4))
    rounding = (whole.opening_remainder, whole.remainder, 0, whole.opening_remainder + whole.remainder)
    row(accounts, "(rounding)", *(kind.number(amount) for amount in rounding))
    totals = (whole.opening, whole.tiers.split, whole.paid, whole.closing)
    row(accounts, "together", *(kind.number(amount) for amount in totals))
    return [months, accounts]


def _earned(place: Place, entry: TokenStatement) -> Any:
    """A table of who earned what of one token."""
    kind = place.tokens.at(entry.token)
    frozen = ("frozen",) if any(line.frozen for line in entry.lines) else ()
    numbers = ("units", "credited", "paid", "claimable", *frozen)
    title = f"{kind.symbol}: received {kind.number(entry.received)}, distributed {kind.number(entry.distributed)}"
    made = table("partner", *numbers, title=title, right=numbers)
    for line in entry.lines:
        sums = (line.credited, line.paid, line.claimable, *([line.frozen] if frozen else []))
        row(made, place.name(line.account), f"{line.units:,}", *(kind.number(amount) for amount in sums))
    return made


def _tiers(place: Place, entry: TokenStatement) -> list[str]:
    """What was taken before the partners, where anything was."""
    kind, tiers = place.tokens.at(entry.token), entry.tiers
    parts = {
        "sponsors": tiers.sponsors,
        "contributions repaid": tiers.contributions,
        "treasury reserve": tiers.reserve,
        "unvested, to the treasury": tiers.unvested,
    }
    words = [f"{name} {kind.number(amount)}" for name, amount in parts.items() if amount]
    if entry.outstanding:
        words.append(f"contributions still to repay {kind.number(entry.outstanding)}")
    return (
        [f"{kind.symbol} by tiers: {', '.join([*words, f'partners {kind.number(tiers.partners)}'])}"] if words else []
    )


def _sum(place: Place, entry: TokenStatement) -> str:
    """Whether the statement of a token agrees with the chain."""
    kind = place.tokens.at(entry.token)
    if not entry.adds_up:
        return f"{kind.symbol} does not add up; see what differs below"
    frozen = sum(line.frozen for line in entry.lines)
    later = entry.whole.closing - entry.remainder - entry.claimable - frozen - entry.waiting
    parts = [f"{kind.number(entry.paid)} paid", f"{kind.number(entry.claimable)} claimable"]
    for amount, words in (
        (frozen, "frozen"),
        (entry.waiting, "unvested, for the treasury"),
        (later, "for a second claim"),
        (entry.undistributed, "not distributed yet"),
        (entry.wound_down, "wound down"),
    ):
        if amount:
            parts.append(f"{kind.number(amount)} {words}")
    if entry.remainder:
        parts.append(f"{entry.remainder} of the smallest unit carried over")
    capital = f", {kind.number(entry.contributions_held)} of it contributions" if entry.contributions_held else ""
    return (
        f"{kind.symbol} adds up to the wei: {kind.number(entry.received)} received = {' + '.join(parts)}; "
        f"the escrow holds {kind.words(entry.balance)}{capital}"
    )


def _differences(made: Statement) -> list[str]:
    problems = made.all_problems
    more = [f"... and {len(problems) - _SHOWN} more; --json has all"] if len(problems) > _SHOWN else []
    return [f"differs: {problem}" for problem in problems[:_SHOWN]] + more


def _check(made: Statement) -> None:
    if not made.adds_up:
        count = len(made.all_problems)
        raise PolypactError(f"the statement does not add up at block {made.block}: {count} differences, see above")


def _held_now(place: Place, made: Statement, own: set[str]) -> set[str]:
    # What an account that gave its seat away ever had stands under the one that has it now.
    accounts = {line.account for token in made.tokens for line in token.lines}
    own = {place.escrow.holder_of(account) for account in own}
    if not own & accounts:
        raise PolypactError(f"{place.name(next(iter(own)))} never had units, a share of income or a contribution here")
    return own


def _recorded(place: Place) -> Any:
    return lambda address: place.names.get(address, "")


def _span(made: Statement) -> str:
    from polypact.statement.periods import period_words

    return period_words(made.start, made.end)


@contextmanager
def _progress(desk: Desk) -> Iterator[Progress | None]:
    """A progress bar on stderr, for a person at a terminal."""
    if desk.as_json or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield tell
