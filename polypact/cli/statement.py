"""`ape run revenue show|statement`: who earned what, checked against the chain to the wei."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli.common import Command, Desk, open_place, shared_options
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.tokens import Token
    from polypact.cli.open_partnership import Place
    from polypact.statement import Statement, TokenStatement
    from polypact.statement.reading import Progress

_PATH = click.Path(path_type=Path)
#: How many lines of what differs are shown; `--json` has all.
_SHOWN = 20


_TOKEN = click.option(
    "--token", "asked", multiple=True, metavar="TOKEN", help="Also this token: symbol or address; may be repeated."
)


@click.command(cls=Command)
@click.argument("partnership")
@_TOKEN
@click.option("--csv", "table_file", type=_PATH, help="Write who earned what to a CSV file.")
@click.option("--chart", "chart_file", type=_PATH, help="Draw who earned what, as .svg or .png.")
@shared_options
def show(desk: Desk, partnership: str, asked: Sequence[str], table_file: Path | None, chart_file: Path | None) -> None:
    """Show who earned what in PARTNERSHIP, checked against the chain to the wei."""
    from polypact.cli import statement_tables as tables
    from polypact.statement import build
    from polypact.statement.labels import labelled
    from polypact.statement.report import chart, csv_file
    from polypact.statement.report import json_data as data

    _check_folders(table_file, chart_file)
    with desk.session() as session:
        place = open_place(session, partnership)
        with _progress(desk) as progress:
            made = build(place.escrow, place.since, asked=_asked(place, asked), progress=progress)
        token = labelled(made, place.tokens.at, session)
        if table_file:
            csv_file.write_totals(made, table_file, place.name, token)
        if chart_file:
            chart.draw(made, chart_file, place.name, token, f"{place.members.name}: who earned what")
        shown = [(entry, token(entry.token)) for entry in made.tokens if entry.is_of_interest]
        parts = [
            part
            for entry, kind in shown
            for part in (*_earned(place, entry, kind), *_tiers(entry, kind), _sum(entry, kind))
        ]
        parts = parts or ["no revenue yet"]
        parts += [f"written: {file}" for file in (table_file, chart_file) if file]
        parts += [*tables.others(made), *_differences(made)]
        desk.result(data.summary(made, _recorded(place), token), *parts)
    _check(made)


@click.command(cls=Command)
@click.argument("partnership")
@click.option("--partner", help="Of this partner alone: name or address; all accounts that its seat moved through.")
@click.option("--from", "start", metavar="DATE", help="First day (UTC) or moment, like 2026-03-01.")
@click.option("--to", "end", metavar="DATE", help="Last day (UTC) or moment, included.")
@_TOKEN
@click.option("--payments", "itemised", is_flag=True, help="Also a line per payment and invoice.")
@click.option("--csv", "table_file", type=_PATH, help="Write it to a CSV file.")
@click.option("--payments-csv", "payments_file", type=_PATH, help="Write the payments to a CSV file, a line each.")
@click.option("--invoices-csv", "invoices_file", type=_PATH, help="Write the invoices to a CSV file, a line each.")
@click.option("--pdf", "pdf_file", type=_PATH, help="Write it as a PDF document.")
@click.option("--font", "font_file", type=_PATH, help="A TrueType font (.ttf) for names that ours cannot draw.")
@click.option("--chart", "chart_file", type=_PATH, help="Draw who earned what and when, as .svg or .png.")
@shared_options
def statement(
    desk: Desk,
    partnership: str,
    partner: str | None,
    start: str | None,
    end: str | None,
    asked: Sequence[str],
    itemised: bool,
    table_file: Path | None,
    payments_file: Path | None,
    invoices_file: Path | None,
    pdf_file: Path | None,
    font_file: Path | None,
    chart_file: Path | None,
) -> None:
    """Account for the income of PARTNERSHIP month by month, from the escrow's events alone.

    What came in, what each tier took, and what each account was credited and paid; then the same is asked of the chain,
    and anything that differs by as little as a wei is named and ends the command with an error. That depends on ether,
    the listed tokens, and those that --token asks for; what else there is stands in an appendix.
    """
    from polypact.cli import statement_tables as tables
    from polypact.statement import build, partners
    from polypact.statement.labels import labelled
    from polypact.statement.periods import bound
    from polypact.statement.report import chart, csv_file, pdf
    from polypact.statement.report import json_data as data

    first = bound("--from", start) if start else None
    last = bound("--to", end) if end else None
    files = (table_file, payments_file, invoices_file, pdf_file, chart_file)
    _check_folders(*files)
    with desk.session() as session:
        place = open_place(session, partnership)
        own = place.account(partner) if partner is not None else None
        with _progress(desk) as progress:
            made = build(
                place.escrow, place.since, start=first, end=last, asked=_asked(place, asked), progress=progress
            )
        shown = partners.only(made, _accounts(place, made, own)) if own else made
        token = labelled(made, place.tokens.at, session)
        title = f"{place.members.name}: income" + (f" of {_owner(place, shown)}" if own else "")
        if table_file:
            csv_file.write_months(shown, table_file, place.name, token)
        if payments_file:
            csv_file.write_payments(shown, payments_file, place.name, token)
        if invoices_file:
            csv_file.write_invoices(shown, invoices_file, token)
        if pdf_file:
            pdf.write(shown, pdf_file, place.name, token, place.members.name, itemised, font_file)
        if chart_file:
            chart.draw_over_time(shown, chart_file, place.name, token, title)
        parts: list[Any] = []
        for entry in shown.tokens:
            if entry.is_of_interest and (not own or partners.is_of(entry)):
                kind = token(entry.token)
                parts += tables.months(shown, entry, kind, _width())
                parts += tables.waiting(shown, entry, kind)
                parts += tables.accounts(shown, entry, place.name, kind, _width())
        parts = [f"{title} {_span(made)}, at block {made.block}", *(parts or ["no revenue yet"])]
        if itemised:
            parts += tables.payments(shown, place.name, token)
        parts += [f"written: {file}" for file in files if file]
        verdict = [agreement(made)] if made.adds_up else []
        parts += [*verdict, *tables.others(made), *_differences(made)]
        desk.result(data.full(shown, _recorded(place), token, itemised), *parts)
    _check(made)


def agreement(made: Statement) -> str:
    """The line of a statement that is proven."""
    return (
        f"agrees with the chain to the wei at block {made.block}: {made.compared:,} numbers from {made.events:,} events"
    )


def _earned(place: Place, entry: TokenStatement, kind: Token) -> Iterator[Any]:
    """A table of who earned what of one token."""
    from polypact.cli.statement_tables import sheet

    frozen = ("frozen",) if any(line.frozen for line in entry.lines) else ()
    numbers = ("units", "credited", "paid", "claimable", *frozen)
    title = f"{kind.symbol}: received {kind.number(entry.received)}, distributed {kind.number(entry.distributed)}"
    lines = []
    for line in entry.lines:
        sums = (line.credited, line.paid, line.claimable, *([line.frozen] if frozen else []))
        lines.append((place.name(line.account), [f"{line.units:,}", *(kind.number(amount) for amount in sums)]))
    yield from sheet(title, "partner", numbers, lines, _width())


def _tiers(entry: TokenStatement, kind: Token) -> list[str]:
    """What was taken before the partners, where anything was."""
    tiers = entry.tiers
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


def _sum(entry: TokenStatement, kind: Token) -> str:
    """Whether the statement of a token agrees with the chain."""
    if not entry.adds_up:
        counts = "" if entry.standing.counts else f" ({entry.standing}, so the verdict does not depend on it)"
        return f"{kind.symbol} does not add up{counts}; see what differs below"
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
        f"the escrow holds {kind.words(entry.balance or 0)}{capital}"
    )


def _differences(made: Statement) -> list[str]:
    found: list[str] = []
    for label, problems in (("differs", made.all_problems), ("does not count", made.side_problems)):
        found += [f"{label}: {problem}" for problem in problems[:_SHOWN]]
        found += [f"... and {len(problems) - _SHOWN} more; --json has all"] if len(problems) > _SHOWN else []
    return found


def _check(made: Statement) -> None:
    if not made.adds_up:
        count = len(made.all_problems)
        raise PolypactError(f"the statement does not add up at block {made.block}: {count} differences, see above")


def _asked(place: Place, names: Sequence[str]) -> list[str]:
    return [place.tokens.named(name).address for name in names]


def _accounts(place: Place, made: Statement, own: str) -> list[str]:
    """All accounts of the partner that has or had this one."""
    accounts = made.seats.accounts(own)
    if not set(accounts) & {line.account for token in made.tokens for line in token.lines}:
        raise PolypactError(f"{place.name(own)} never had units, a share of income or a contribution here")
    return accounts


def _owner(place: Place, made: Statement) -> str:
    *former, now = made.partner
    before = f", before that {', '.join(former)}" if former else ""
    return f"{place.names.get(now, 'the partner')} ({now}{before})"


def _check_folders(*files: Path | None) -> None:
    # Before a long log is read, not after.
    for file in files:
        if file and not file.absolute().parent.is_dir():
            raise PolypactError(f"cannot write {file}: there is no folder {file.absolute().parent}")


def _width() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 140


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

    from polypact.cli.awaiting import paused

    with paused(), Bar(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield tell
