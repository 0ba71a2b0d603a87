"""Errors that people cause: one clear line each, saying what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["PolypactError", "Problem", "SpecErrors"]


class PolypactError(Exception):
    """Something a person can put right. The message is one line: what, where, what to do.

    Commands print it without a traceback and end with `exit_code`.
    """

    exit_code: int = 1


@dataclass(frozen=True)
class Problem:
    """One mistake in a file.

    Attributes:
        line: Where it is, counted from 1; None where no line can be named.
        path: Which field, like `founders[1].weight`; empty for the file as a whole.
        message: What is wrong and what to do.
    """

    line: int | None
    path: str
    message: str


class SpecErrors(PolypactError):  # noqa: N818  # it is several errors
    """All the mistakes of one file.

    Attributes:
        problems: In the order of their lines.
        source: Name of the file, as it is shown to people.
    """

    def __init__(self, problems: Sequence[Problem], source: str = "spec") -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.line or 0, problem.path))
        self.source = source
        super().__init__(str(self))

    def __str__(self) -> str:
        """One line per problem: `file:line: path: message`."""
        return "\n".join(self._line(problem) for problem in self.problems)

    def _line(self, problem: Problem) -> str:
        where = self.source if problem.line is None else f"{self.source}:{problem.line}"
        return ": ".join(part for part in (where, problem.path, problem.message) if part)
