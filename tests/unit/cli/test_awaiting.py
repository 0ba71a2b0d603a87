"""The line that tells what is awaited."""

from __future__ import annotations

import io
import time
from types import SimpleNamespace

import pytest

from polypact.cli import awaiting
from polypact.cli.awaiting import Waiting, paused


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    made = Terminal()
    monkeypatch.setattr(awaiting, "sys", SimpleNamespace(stderr=made))
    monkeypatch.setattr(awaiting, "_STEP", 0.01)
    monkeypatch.setattr(awaiting, "_PATIENCE", 0.02)
    monkeypatch.setenv("TERM", "xterm")
    return made


def test_what_is_awaited_is_told_with_its_time_and_taken_away(terminal: Terminal) -> None:
    with Waiting("the node") as waiting:
        with waiting.for_("transaction 0x12 to be mined"):
            time.sleep(0.1)
        assert terminal.getvalue().endswith("\r\x1b[2K")
    assert "waiting 0 seconds for transaction 0x12 to be mined" in terminal.getvalue()


def test_node_is_told_while_it_is_asked(terminal: Terminal) -> None:
    with Waiting("the node of here") as waiting, waiting.asking():
        assert waiting.line(time.monotonic()) == ""
        assert waiting.line(time.monotonic() + 75) == "waiting 1 minute 15 seconds for the node of here"
    assert waiting.line(time.monotonic() + 75) == ""


def test_nothing_is_told_while_somebody_is_asked_a_question(terminal: Terminal) -> None:
    with Waiting("the node") as waiting, waiting.for_("something"), paused():
        time.sleep(0.1)
    assert "something" not in terminal.getvalue()


def test_nothing_is_told_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(awaiting, "sys", SimpleNamespace(stderr=pipe))
    with Waiting("the node") as waiting, waiting.for_("something"):
        time.sleep(0.05)
    assert pipe.getvalue() == ""


def test_lines_are_not_rewritten_when_the_terminal_cannot(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with Waiting("the node") as waiting, waiting.for_("something"):
        time.sleep(0.1)
    assert terminal.getvalue().splitlines() == ["waiting 0 seconds for something"]


def test_requests_are_as_they_were_afterwards(terminal: Terminal) -> None:
    from requests.adapters import HTTPAdapter

    usual = HTTPAdapter.send
    with pytest.raises(RuntimeError), Waiting("the node"):
        assert HTTPAdapter.send is not usual
        raise RuntimeError
    assert HTTPAdapter.send is usual
