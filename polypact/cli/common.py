"""What every command shares: its options, where it prints, and how it fails (one line, no traceback)."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from rich.table import Table

    from polypact.chain.node import Receipt
    from polypact.chain.session import Session
    from polypact.cli.open_partnership import Place

F = TypeVar("F", bound=Callable[..., Any])


class _Clear:
    """Mixed into click's commands: whatever goes wrong is one clear line on stderr and an exit code."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)  # type: ignore[misc,no-any-return]
        except click.UsageError as error:
            _fail_usage(error)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)  # type: ignore[misc]
        except PolypactError as error:
            _fail(str(error), error.exit_code)
        except click.UsageError as error:
            _fail_usage(error)
        except click.ClickException as error:
            _fail(error.format_message(), error.exit_code)
        except click.Abort:
            _fail("stopped; nothing more was sent", 1)
        except (click.exceptions.Exit, SystemExit, KeyboardInterrupt, BrokenPipeError):
            raise
        except Exception as error:
            if _debugging():
                raise
            lines = [line.strip() for line in str(error).splitlines() if line.strip()]
            _fail(f"{type(error).__name__}: {lines[0] if lines else 'unexpected'} (-v DEBUG shows more)", 1)


class Command(_Clear, click.Command):
    """A command that fails with one line."""


class Group(_Clear, click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type


def clean(text: str) -> str:
    """Text from a chain or a file, without what could steer a terminal or turn the reading direction."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _fail(message: str, code: int) -> NoReturn:
    click.echo(f"Error: {clean(message)}", err=True)
    raise SystemExit(code)


def _fail_usage(error: click.UsageError) -> NoReturn:
    path = error.ctx.command_path if error.ctx else "the command"
    _fail(f"{' '.join(error.format_message().split())} (see `{path} --help`)", 2)


def _debugging() -> bool:
    from ape.logging import LogLevel, logger

    return bool(logger.level <= LogLevel.DEBUG)


class Desk:
    """The options that every command takes, and its output."""

    def __init__(self, network: str | None, account: str | None, as_json: bool, yes: bool) -> None:
        self.network = network
        self.account = account
        self.as_json = as_json
        self.yes = yes

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """Connects."""
        from polypact.chain.session import connect

        self.hush()
        with connect(self.network, self.account) as session:
            yield session

    @staticmethod
    def hush() -> None:
        """Silences Ape's own log, which would be mixed into our output."""
        from ape.logging import LogLevel, logger

        if logger.level > LogLevel.DEBUG:
            logger.set_level(LogLevel.ERROR)

    def say(self, text: str) -> None:
        """A line for people; with --json it goes to stderr."""
        click.echo(clean(text), err=self.as_json)

    def confirm(self, question: str) -> None:
        """Asks before something is sent, unless --yes was given or nobody is there."""
        if self.yes or not sys.stdin.isatty():
            return
        click.confirm(question, abort=True, err=True)

    def result(self, data: Mapping[str, Any], *parts: str | Table) -> None:
        """The outcome: one JSON object with --json, else text and tables."""
        if self.as_json:
            click.echo(json.dumps(data, indent=2, default=_plain))
            return
        from rich.console import Console

        console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
        for part in parts:
            if isinstance(part, str):
                console.print(clean(part), markup=False, soft_wrap=True)
            else:
                console.print()
                console.print(part)
                console.print()

    def sent(self, what: str, receipt: Receipt, **facts: Any) -> None:
        """The outcome of one transaction."""
        data = {**facts, "transaction": receipt.transaction, "block": receipt.block, "gas_used": receipt.gas_used}
        if receipt.is_earlier:
            data["is_earlier"] = True
            what = f"{what}, by an earlier run of this command; nothing was sent now. To do it once more, run it again"
        self.result(data, f"{what} (transaction {short(receipt.transaction)}, {receipt.gas_used:,} gas)")


def open_place(session: Session, partnership: str, at_a_glance: bool = False) -> Place:
    """What PARTNERSHIP on the command line stands for; loaded when first needed, as it brings web3 along."""
    from polypact.cli.open_partnership import Place

    return Place(session, partnership, at_a_glance)


def shared_options(function: F) -> F:
    """Adds --network, --account, --json and --yes; the command gets them as its first argument, a `Desk`."""

    @click.option("--network", metavar="NETWORK", help="As in Ape, like ethereum:local:node (the devnet, default).")
    @click.option("--account", metavar="ALIAS", help="Account of Ape that sends: its alias or address, or TEST::<n>.")
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
    @click.option("--yes", is_flag=True, help="Do not ask before sending.")
    @wraps(function)
    def command(network: str | None, account: str | None, as_json: bool, yes: bool, *args: Any, **kwargs: Any) -> Any:
        return function(Desk(network, account, as_json, yes), *args, **kwargs)

    return command  # type: ignore[return-value]


def short(text: str | int) -> str:
    """A long hex or a long number, shortened for tables."""
    value = str(text)
    if value.startswith("0x"):
        return value if len(value) <= 14 else f"{value[:8]}..{value[-4:]}"
    return value if len(value) <= 14 else f"{value[:10]}.."


def brief(timestamp: int) -> str:
    """A moment for tables, to the minute, in local time: `2026-12-31 18:00 CET`."""
    from polypact.text.durations import format_timestamp

    date, clock, zone, *_ = format_timestamp(timestamp).split()
    return f"{date} {clock[:5]} {zone}"


def table(*columns: str, title: str = "", right: Sequence[str] = ()) -> Table:
    """An empty table; the columns named in `right` hold numbers. Addresses and ids are never broken."""
    from rich.table import Table

    made = Table(box=None, title=title or None, title_justify="left", title_style="bold", header_style="underline")
    made.padding = (0, 2, 0, 0)
    for column in columns:
        whole = column in right or column in ("id", "account")
        made.add_column(column, justify="right" if column in right else "left", overflow="fold", no_wrap=whole)
    return made


def row(made: Table, *cells: Any) -> None:
    """Adds a row; what is in it is text, never markup."""
    from rich.text import Text

    made.add_row(*(Text(clean(str(cell)).replace("\n", " ")) for cell in cells))


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return "0x" + value.hex()
    return str(value)
