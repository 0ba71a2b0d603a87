"""How commands print and how they fail."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from polypact.cli.common import Command, Desk, shared_options, short
from polypact.cli.printing import clean
from polypact.text.errors import PolypactError


@click.command(cls=Command)
@click.argument("what")
@shared_options
def cli(desk: Desk, what: str) -> None:
    if what == "person":
        raise PolypactError("you did that")
    if what in ("send", "1", "1337"):
        desk.chain_id = int(what) if what.isdigit() else None
        desk.confirm("Send?")
        desk.say("sent")
        return
    if what == "bug":
        raise KeyError("surprise\nsecond line")
    desk.say("working")
    desk.result({"hash": b"\xab", "what": what}, "done [bold]", "\x1b[31mred\u202e")


def test_json_is_all_there_is_on_stdout() -> None:
    result = CliRunner(mix_stderr=False).invoke(cli, ["well", "--json"])
    assert result.exit_code == 0
    assert result.stdout == '{\n  "hash": "0xab",\n  "what": "well"\n}\n'
    assert result.stderr == "working\n"


def test_text_cannot_steer_the_terminal() -> None:
    result = CliRunner(mix_stderr=False).invoke(cli, ["well"])
    assert result.stdout == "working\ndone [bold]\n\N{REPLACEMENT CHARACTER}[31mred\N{REPLACEMENT CHARACTER}\n"


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["person"], 1, "Error: you did that\n"),
        (["bug"], 1, "Error: KeyError: 'surprise\\nsecond line' (POLYPACT_DEBUG=1 shows more)\n"),
        ([], 2, "Error: Missing argument 'WHAT'. (see `cli --help`)\n"),
        (["x", "--colour"], 2, "Error: No such option: --colour (see `cli --help`)\n"),
    ],
)
def test_failure_is_one_line(arguments: list[str], code: int, line: str) -> None:
    result = CliRunner(mix_stderr=False).invoke(cli, arguments)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr == line


def test_short() -> None:
    assert short("0x" + "ab" * 32) == "0xababab..abab"
    assert short(12345678901234567890) == "1234567890.."
    assert short(123) == "123"


def test_clean_keeps_line_ends_and_letters() -> None:
    assert clean("Größe\n\t\u200b") == "Größe\n\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"


def test_nothing_is_sent_on_a_public_chain_when_nobody_is_there_and_no_yes_was_given() -> None:
    run = CliRunner(mix_stderr=False).invoke
    for chain, named in (("1", "chain 1, a public one"), ("send", "a public chain")):
        refused = run(cli, [chain])
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert refused.stderr == (
            f"Error: this is {named}, and nobody is there to be asked: say --yes; nothing was sent\n"
        )
        assert run(cli, [chain, "--yes"]).stdout == "sent\n"
    assert run(cli, ["1337"]).stdout == "sent\n"


def test_traceback_is_shown_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYPACT_DEBUG", "1")
    result = CliRunner(mix_stderr=False).invoke(cli, ["bug"])
    assert isinstance(result.exception, KeyError)


def test_command_to_copy_is_begun_as_this_one_was() -> None:
    desk = Desk("ethereum:local:node", None, False, False)
    told = "polypact partner accept 'Harbour Joint Venture' --network ethereum:local:node --account ALIAS"
    assert desk.command("partner", "accept", "Harbour Joint Venture", account="ALIAS") == told
    with click.Context(cli, info_name="ape"):
        assert Desk(None, None, False, False).command("status", "x") == "ape run status x"
