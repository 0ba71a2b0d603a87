"""Lays expressions out: on one line where they fit, or with what they are made of on lines of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polypact.build.page.typescript import COLUMNS

__all__ = ["Choice", "Group", "Joined", "Piece", "Text", "bare", "laid_out"]


@dataclass(frozen=True)
class Text:
    """What is never broken."""

    text: str

    @property
    def flat(self) -> str:
        return self.text

    def broken(self, indent: int) -> str:
        return self.text


@dataclass(frozen=True)
class Group:
    """`head`, items with commas between them, `tail`: a list, a call, an object."""

    head: str
    items: Sequence[Piece]
    tail: str

    @property
    def flat(self) -> str:
        return f"{self.head}{', '.join(bare(item.flat) for item in self.items)}{self.tail}"

    def broken(self, indent: int) -> str:
        inner = indent + 2
        lines = [f"{' ' * inner}{laid_out(item, inner, after=1)},\n" for item in self.items]
        return f"{self.head.rstrip()}\n{''.join(lines)}{' ' * indent}{self.tail.lstrip()}"


@dataclass(frozen=True)
class Joined:
    """Pieces side by side, like an operator between two; only the last one is broken."""

    pieces: Sequence[Piece]

    @property
    def flat(self) -> str:
        return "".join(piece.flat for piece in self.pieces)

    def broken(self, indent: int) -> str:
        return "".join(piece.flat for piece in self.pieces[:-1]) + self.pieces[-1].broken(indent)


@dataclass(frozen=True)
class Choice:
    """`test ? yes : no`."""

    test: Piece
    yes: Piece
    no: Piece

    @property
    def flat(self) -> str:
        return f"({self.test.flat} ? {self.yes.flat} : {self.no.flat})"

    def broken(self, indent: int) -> str:
        inner = indent + 2
        yes, no = (laid_out(each, inner, before=2) for each in (self.yes, self.no))
        return f"({self.test.flat}\n{' ' * inner}? {yes}\n{' ' * inner}: {no})"


Piece = Text | Group | Joined | Choice


def laid_out(piece: Piece, indent: int, *, before: int = 0, after: int = 1) -> str:
    """The text of an expression.

    Args:
        indent: Of the line that it begins on.
        before: Columns behind the indent that are taken.
        after: Columns that what follows takes.
    """
    flat = bare(piece.flat)
    return flat if indent + before + len(flat) + after <= COLUMNS else bare(piece.broken(indent))


def bare(text: str) -> str:
    """An expression without the brackets around the whole of it, where nothing stands beside it."""
    depth = 0
    for at, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return text[1:-1] if at and at == len(text) - 1 else text
    return text
