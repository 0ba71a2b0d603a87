"""Errors that people cause."""

from __future__ import annotations

from polypact.text.errors import PolypactError, Problem, SpecErrors


def test_spec_errors_are_one_line_each_when_shown() -> None:
    problems = [Problem(9, "founders[1].weight", "too large"), Problem(None, "", "is odd"), Problem(2, "name", "empty")]
    error = SpecErrors(problems, "a.yaml")
    assert str(error).splitlines() == [
        "a.yaml: is odd",
        "a.yaml:2: name: empty",
        "a.yaml:9: founders[1].weight: too large",
    ]
    assert isinstance(error, PolypactError)
    assert error.exit_code == PolypactError("x").exit_code == 1
    assert [problem.line for problem in error.problems] == [None, 2, 9]
