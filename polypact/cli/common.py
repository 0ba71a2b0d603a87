"""What every command shares: its options, where it prints, and how it fails (one line, no traceback)."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from polypact.cli.printing import Sheet, clean, fold, show, terminal_width
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.node import Receipt
    from polypact.chain.session import Session
    from polypact.cli.open_partnership import Place

F = TypeVar("F", bound=Callable[..., Any])

#: The variable of the environment that asks for a whole traceback.
_DEBUG = "POLYPACT_DEBUG"


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
        except UnicodeEncodeError as error:
            if _is_debugging():
                raise
            _fail(f"{error.object[error.start : error.end]!a} is no text in UTF-8", 1)
        except (click.exceptions.Exit, SystemExit, KeyboardInterrupt, BrokenPipeError):
            raise
        except Exception as error:
            if _is_debugging():
                raise
            lines = [line.strip() for line in str(error).splitlines() if line.strip()]
            _fail(f"{type(error).__name__}: {lines[0] if lines else 'unexpected'} ({_DEBUG}=1 shows more)", 1)


class Command(_Clear, click.Command):
    """A command that fails with one line."""


class Group(_Clear, click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type


def _fail(message: str, code: int) -> NoReturn:
    click.echo(fold(f"Error: {clean(message)}", terminal_width(sys.stderr)), err=True)
    raise SystemExit(code)


def _fail_usage(error: click.UsageError) -> NoReturn:
    path = error.ctx.command_path if error.ctx else "the command"
    _fail(f"{' '.join(error.format_message().split())} (see `{path} --help`)", 2)


def _is_debugging() -> bool:
    if os.environ.get(_DEBUG):
        return True
    logging = sys.modules.get("ape.logging")  # without Ape nobody can have asked for its log
    return bool(logging and logging.logger.level <= logging.LogLevel.DEBUG)


class Desk:
    """The options that every command takes, and its output."""

    def __init__(self, network: str | None, account: str | None, as_json: bool, yes: bool) -> None:
        self.network = network
        self.account = account
        self.as_json = as_json
        self.yes = yes
        #: The chain that a question is about, once it is known.
        self.chain_id: int | None = None

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """Connects. What takes long is told at a terminal: what is awaited, and since when."""
        from polypact.chain.session import DEFAULT_NETWORK, connect
        from polypact.cli.awaiting import Waiting

        self.hush()
        waiting = Waiting(f"the node of {self.network or DEFAULT_NETWORK}")
        with waiting, connect(self.network, self.account) as session:
            self.chain_id = session.chain_id
            _check_key(session)
            session.waiting = waiting.for_
            yield session

    @staticmethod
    def hush() -> None:
        """Silences Ape's own log, which would be mixed into our output."""
        from ape.logging import LogLevel, logger

        if logger.level > LogLevel.DEBUG:
            logger.set_level(LogLevel.ERROR)

    def say(self, text: str) -> None:
        """A line for people; with --json it goes to stderr."""
        stream = sys.stderr if self.as_json else sys.stdout
        click.echo(fold(clean(text), terminal_width(stream)), file=stream)

    def warn(self, text: str) -> None:
        """A line that people must not miss, on stderr."""
        click.echo(fold(f"Warning: {clean(text)}", terminal_width(sys.stderr)), err=True)

    def confirm(self, question: str) -> None:
        """Asks before something is signed or sent, unless --yes was given.

        Where nobody is there to be asked, only a development chain goes without a --yes.
        """
        if self.yes:
            return
        from polypact.chain.node import DEVELOPMENT_CHAINS

        if sys.stdin.isatty():
            click.confirm(fold(clean(question), terminal_width(sys.stderr)), abort=True, err=True)
        elif self.chain_id not in DEVELOPMENT_CHAINS:
            chain = "a public chain" if self.chain_id is None else f"chain {self.chain_id}, a public one"
            raise PolypactError(f"this is {chain}, and nobody is there to be asked: say --yes; nothing was sent")

    def command(self, *words: str, account: str | None = None) -> str:
        """A command for people to copy, begun as this one was, on the same network.

        Args:
            words: `partner`, `accept` and so on; what has a space or another special letter is put in quotes.
            account: Whose --account it wants, in words.
        """
        context = click.get_current_context(silent=True)
        begun = context.find_root().info_name or "" if context else ""
        program = "ape run" if Path(begun).stem == "ape" else "polypact"
        parts = [program, *map(shlex.quote, words)]
        parts += ["--network", shlex.quote(self.network)] if self.network else []
        return " ".join([*parts, *(["--account", account] if account else [])])

    def result(self, data: Mapping[str, Any], *parts: str | Sheet) -> None:
        """The outcome: one JSON object with --json, else text and tables."""
        if self.as_json:
            click.echo(json.dumps(data, indent=2, default=_plain))
            return
        show(parts)

    def sent(self, what: str, receipt: Receipt, then: str = "", **facts: Any) -> None:
        """The outcome of one transaction, and what comes `then`."""
        data = {**facts, "transaction": receipt.transaction, "block": receipt.block, "gas_used": receipt.gas_used}
        if receipt.is_earlier:
            data["is_earlier"] = True
            what = f"{what}, by an earlier run of this command; nothing was sent now. To do it once more, run it again"
        told = f"{what} (transaction {short(receipt.transaction)}, {receipt.gas_used:,} gas)"
        self.result(data, told, *([then] if then else []))


def _check_key(session: Session) -> None:
    """Raises if the chain is not the one that is meant, or a public one and everybody has the key of who sends."""
    from polypact.text.public_keys import public_key_trouble

    if not session.has_account:
        return
    session.check_chain()
    if not session.is_development and (trouble := public_key_trouble(session.sender)):
        raise PolypactError(f"{trouble}; on chain {session.chain_id} use another account")


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
        for stream in (sys.stdout, sys.stderr):
            # A letter that a terminal or a pipe cannot take is written another way: what was done must be told.
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
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

    told = format_timestamp(timestamp)
    if not told[:1].isdigit():
        return told
    date, clock, zone, *_ = told.split()
    return f"{date} {clock[:5]} {zone}"


def table(*columns: str, title: str = "", right: Sequence[str] = (), lead: int = 1) -> Sheet:
    """An empty table; see `Sheet`."""
    return Sheet(columns, title, right, lead)


def row(made: Sheet, *cells: Any) -> None:
    """Adds a row; what is in it is text, never markup."""
    made.add(*cells)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return "0x" + value.hex()
    return str(value)
