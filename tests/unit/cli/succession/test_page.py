"""docs/succession.md names commands that there are, with options that they take."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from polypact.cli.main import cli

COMMANDS = ("partnership", "proposal", "partner", "revenue", "message", "deploy")
PAGE = Path("docs/succession.md").read_text()
WRITTEN = sorted({text for text in re.findall(r"`([^`]+)`", PAGE) if text.split()[0] in COMMANDS})


def test_the_page_has_commands() -> None:
    assert len(WRITTEN) > 25


@pytest.mark.parametrize("text", WRITTEN)
def test_command_of_the_page_is_one_of_ours(text: str) -> None:
    words = shlex.split(text)
    command: click.Command = cli
    while isinstance(command, click.Group):
        context = click.Context(command)
        assert words, text
        found = command.get_command(context, words.pop(0))
        assert found is not None, text
        command = found
        if not words:
            return
    options = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options, text
