"""A line at a terminal that tells what is awaited, and since when, while nothing else moves.

It shows after a second of waiting for a node, or for a transaction, and is gone when that is over. Where the terminal
cannot rewrite a line, a new one is written every half minute. Where standard error is no terminal, nothing is told.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any, Self

from polypact.cli.printing import clean, terminal_width
from polypact.text.durations import format_duration

__all__ = ["Waiting", "paused"]

_PATIENCE = 1.0
_STEP = 0.5
_PLAIN_STEP = 30.0
_ERASE = "\r\x1b[2K"


class Waiting:
    """Watches what the node is asked, from `with` to the end of it.

    Args:
        whom: Who is asked, like `the node of ethereum:local:node`.
    """

    def __init__(self, whom: str) -> None:
        self._whom = whom
        self._lock = threading.Lock()
        self._for: list[tuple[str, float]] = []
        self._asked_since: float | None = None
        self._ended = threading.Event()
        self._is_shown = False
        self._told_at = 0.0
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._undo = _watch_requests(self)
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
            _open.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        if self._thread is None:
            return
        _open.remove(self)
        self._undo()
        self._ended.set()
        self._thread.join()
        self.erase()

    @contextlib.contextmanager
    def for_(self, what: str) -> Iterator[None]:
        """While this lasts, `what` is awaited."""
        with self._lock:
            self._for.append((what, time.monotonic()))
        try:
            yield
        finally:
            with self._lock:
                self._for.pop()
            self.erase()

    @contextlib.contextmanager
    def asking(self) -> Iterator[None]:
        """While this lasts, an answer of the node is awaited."""
        self._asked_since = time.monotonic()
        try:
            yield
        finally:
            self._asked_since = None
            self.erase(unless_awaited=True)

    def erase(self, unless_awaited: bool = False) -> None:
        """Takes the line away."""
        with self._lock:
            if self._is_shown and not (unless_awaited and self._for):
                self._is_shown = False
                _write(_ERASE)

    def line(self, now: float) -> str:
        """What to tell; empty as long as it is not worth a word."""
        if self._for:
            what, since = self._for[-1]
        elif self._asked_since is not None:
            what, since = self._whom, self._asked_since
        else:
            return ""
        waited = now - since
        return f"waiting {format_duration(int(waited))} for {what}" if waited >= _PATIENCE else ""

    def _run(self) -> None:
        is_plain = os.environ.get("TERM", "dumb") in ("dumb", "unknown")
        while not self._ended.wait(_STEP):
            with self._lock:
                now = time.monotonic()
                line = "" if _paused else self.line(now)
                if not line:
                    continue
                if not is_plain:
                    self._is_shown = True
                    _write(_ERASE + _fitting(line))
                elif now - self._told_at >= _PLAIN_STEP:
                    self._told_at = now
                    _write(f"{line}\n")


_open: list[Waiting] = []
_paused: list[None] = []


@contextlib.contextmanager
def paused() -> Iterator[None]:
    """While this lasts, something else has the terminal: a question, or a progress bar."""
    for waiting in _open:
        waiting.erase()
    _paused.append(None)
    try:
        yield
    finally:
        _paused.pop()


def _fitting(line: str) -> str:
    width = (terminal_width(sys.stderr) or 80) - 1
    text = clean(line)
    return text if len(text) <= width else f"{text[: width - 2]}.."


def _write(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()


def _watch_requests(waiting: Waiting) -> Any:
    """Has every request over HTTP told to `waiting`; gives what undoes that."""
    from requests.adapters import HTTPAdapter

    usual = HTTPAdapter.send

    def send(self: HTTPAdapter, *args: Any, **kwargs: Any) -> Any:
        with waiting.asking():
            return usual(self, *args, **kwargs)

    HTTPAdapter.send = send  # type: ignore[method-assign]

    def undo() -> None:
        HTTPAdapter.send = usual  # type: ignore[method-assign]

    return undo
