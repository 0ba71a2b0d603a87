"""Text and tables at any width: words, addresses and numbers are never broken.

At a terminal a long line goes on under its own beginning. A table that is too wide has its longest cells wrapped
between words; where even that does not fit, each row is told in lines of `column value`. What is piped is not wrapped.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TextIO

import click

__all__ = ["Sheet", "clean", "fold", "terminal_width"]

#: Of a table that goes into a pipe or a file, where nobody says what fits.
PIPE_WIDTH = 140
#: A cell that is wrapped may have this many lines; beyond that a row is easier to read told in lines.
_CELL_LINES = 3
_GAP = "  "
_LABEL = re.compile(r"\s*\S.*?\s{2,}(?=\S)")
_WIDEST_LABEL = 24
_COMMAND = re.compile(r" +(polypact|ape run) ")


def clean(text: str) -> str:
    """Text from a chain or a file, without what could steer a terminal or turn the reading direction."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text)


def terminal_width(stream: TextIO) -> int | None:
    """The columns of the terminal behind a stream; `None` if it is none."""
    if not _is_terminal(stream):
        return None
    width = shutil.get_terminal_size().columns
    with contextlib.suppress(OSError, ValueError):
        width = width if "COLUMNS" in os.environ else os.get_terminal_size(stream.fileno()).columns
    return max(width, 20)


def is_plain(stream: TextIO) -> bool:
    """Whether text on a stream must do without bold, underlined and moving text."""
    return not _is_terminal(stream) or os.environ.get("TERM") in ("dumb", "unknown") or "NO_COLOR" in os.environ


def fold(text: str, width: int | None) -> str:
    """Lines of at most `width` columns, broken between words; a word that is longer stays whole."""
    if width is None:
        return text
    return "\n".join(line for paragraph in text.split("\n") for line in _folded(paragraph, width))


@dataclass
class Sheet:
    """A table of text cells.

    Attributes:
        columns: Their headings.
        title: Above it; may be empty.
        right: Headings of the columns that hold numbers.
        lead: How many of the first columns say what a row is about, so that they need no heading of their own.
    """

    columns: Sequence[str]
    title: str = ""
    right: Sequence[str] = ()
    lead: int = 1
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, *cells: object) -> None:
        """Adds a row; what is in it is text of one line."""
        if len(cells) != len(self.columns):
            raise ValueError(f"{len(cells)} cells for {len(self.columns)} columns")
        self.rows.append(tuple(clean(str(cell)).replace("\n", " ") for cell in cells))

    def column(self, heading: str) -> list[str]:
        """The cells of one column."""
        number = list(self.columns).index(heading)
        return [cells[number] for cells in self.rows]

    def lines(self, width: int, *, is_plain: bool = True) -> list[str]:
        """The table in lines of at most `width` columns, if its words allow that."""
        title = [self.title if is_plain else click.style(self.title, bold=True)] if self.title else []
        widths = self._widths(width)
        if widths is None:
            return [*title, *(line for cells in self.rows for line in self._told(cells, width))]
        head = [self._padded(name, name, size) for name, size in zip(self.columns, widths, strict=True)]
        head[-1] = head[-1].rstrip()
        if not is_plain:
            head = [click.style(part, underline=True) for part in head]
        made = [*title, _GAP.join(head)]
        for cells in self.rows:
            wrapped = [_words(cell, size) for cell, size in zip(cells, widths, strict=True)]
            for number in range(max(map(len, wrapped))):
                parts = [lines[number] if number < len(lines) else "" for lines in wrapped]
                padded = [self._padded(*each) for each in zip(self.columns, parts, widths, strict=True)]
                made.append(_GAP.join(padded).rstrip())
        return made

    def _padded(self, heading: str, text: str, size: int) -> str:
        space = " " * (size - _cells(text))
        return space + text if heading in self.right else text + space

    def _widths(self, width: int) -> list[int] | None:
        """How wide each column is; `None` if the table does not fit."""
        columns = [[heading, *self.column(heading)] for heading in self.columns]
        widths = [max(map(_cells, cells)) for cells in columns]
        room = width - len(_GAP) * (len(widths) - 1)
        least = [
            size if heading in self.right else max(_cells(word) for cell in cells for word in cell.split(" "))
            for heading, size, cells in zip(self.columns, widths, columns, strict=True)
        ]
        if sum(least) > room:
            return None
        # The widest gives way first.
        while (over := sum(widths) - room) > 0:
            number = max(range(len(widths)), key=lambda place: (widths[place] - least[place], widths[place]))
            widths[number] -= min(over, max(1, (widths[number] - least[number]) // 2))
        sized = [pair for cells in self.rows for pair in zip(cells, widths, strict=True)]
        tallest = max((len(_words(*pair)) for pair in sized), default=1)
        return widths if tallest <= _CELL_LINES else None

    def _told(self, cells: Sequence[str], width: int) -> list[str]:
        """One row in lines."""
        head = _GAP.join(cell for cell in cells[: self.lead] if cell)
        pairs = [
            f"{heading} {cell}"
            for heading, cell in zip(self.columns[self.lead :], cells[self.lead :], strict=True)
            if cell not in ("", "-")
        ]
        lines = _words(head, width)
        line = ""
        for pair in pairs:
            if line and len(_GAP) + _cells(line) + 3 + _cells(pair) > width:
                lines += _hung(line, width)
                line = ""
            line = f"{line}   {pair}" if line else pair
        return [*lines, *(_hung(line, width) if line else [])]


def _hung(line: str, width: int) -> list[str]:
    first, *rest = _words(line, width - len(_GAP))
    more = _words(" ".join(rest), width - 2 * len(_GAP)) if rest else []
    return [_GAP + first, *(_GAP * 2 + part for part in more)]


def _folded(line: str, width: int) -> list[str]:
    # A command to copy stays one line; where it is too long, the terminal breaks it and knows that it did.
    if _cells(line) <= width or _COMMAND.match(line):
        return [line]
    indent = len(line) - len(line.lstrip(" "))
    label = _LABEL.match(line)
    hang = label.end() if label and indent < label.end() <= min(_WIDEST_LABEL, width // 2) else indent + 2
    made: list[str] = []
    current = line[:indent]
    for number, word in enumerate(line[indent:].split(" ")):
        if number == 0 or _cells(current) + 1 + _cells(word) <= width:
            current += f" {word}" if number else word
            continue
        made.append(current.rstrip())
        # What is too long even alone begins further left.
        current = " " * (hang if hang + _cells(word) <= width else indent + 2) + word
    return [*made, current.rstrip()]


def _words(text: str, width: int) -> list[str]:
    """Lines of whole words."""
    made: list[str] = []
    current = ""
    for word in text.split(" "):
        if current and _cells(current) + 1 + _cells(word) > width:
            made.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*made, current]


def _cells(text: str) -> int:
    """The columns that text takes at a terminal."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def table_width(stream: TextIO) -> int:
    """How wide a table on a stream may be; who sets COLUMNS is heard in a pipe, too."""
    if (width := terminal_width(stream)) is not None:
        return width
    told = os.environ.get("COLUMNS", "")
    return max(int(told), 20) if told.isascii() and told.isdigit() and len(told) < 6 and int(told) else PIPE_WIDTH


def show(parts: Iterable[str | Sheet], stream: TextIO | None = None) -> None:
    """Prints text and tables; a table has an empty line before and after it."""
    out = stream or sys.stdout
    for part in parts:
        if isinstance(part, str):
            click.echo(fold(clean(part), terminal_width(out)), file=out)
        else:
            lines = part.lines(table_width(out), is_plain=is_plain(out))
            click.echo("\n".join(["", *lines, ""]), file=out, color=not is_plain(out))
