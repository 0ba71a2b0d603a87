"""Which kinds of tokens (tests/kit/tokens.py) a test is run with."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit.tokens import KINDS, PLAIN, Kind, Promise

# Fixtures that have tokens without a test being about them, or with tests that take too long for every kind.
IN_PASSING = {"established", "formation", "neighbours", "newly_formed", "stage", "state"}

LEFT_OUT = "does not promise that"


def chosen(metafunc: pytest.Metafunc) -> list[Any]:
    """The parameters of a test: one for each kind, those that it makes no sense with as skipped. None means plain."""
    if any(mark.args[0] == "token_kind" for mark in metafunc.definition.iter_markers("parametrize")):
        return []
    needed = [promise for mark in metafunc.definition.iter_markers("needs") for promise in mark.args]
    name = metafunc.config.getoption("--token")
    if name is not None:
        kinds = list(KINDS.values()) if name == "all" else [KINDS[name]]
        return [] if kinds == [PLAIN] else [_parameter(kind, needed, []) for kind in kinds]
    if metafunc.config.option.markexpr != "slow" or not _touches_tokens(metafunc):
        return []
    is_slow = metafunc.definition.get_closest_marker("slow") is not None  # and not run with plain ones elsewhere
    kinds = [kind for kind in KINDS.values() if is_slow or kind != PLAIN]
    return [_parameter(kind, needed, [pytest.mark.slow]) for kind in kinds]


def tell(reporter: pytest.TerminalReporter) -> None:
    """Says how many tests were left out because a kind of token does not keep what they need."""
    left_out = [report for report in reporter.stats.get("skipped", []) if LEFT_OUT in str(report.longrepr)]
    if left_out:
        run = sum(len(reporter.stats.get(outcome, [])) for outcome in ("passed", "failed"))
        reporter.write_line(f"{len(left_out)} tests left out with kinds of tokens they make no sense with; {run} run")


def _parameter(kind: Kind, needed: list[Promise], marks: list[pytest.MarkDecorator]) -> Any:
    broken = [promise for promise in needed if promise in kind.breaks]
    if broken:
        marks = [*marks, pytest.mark.skip(reason=f"{kind.name} {LEFT_OUT} {broken[0]}")]
    return pytest.param(kind, id=kind.name, marks=marks)


def _touches_tokens(metafunc: pytest.Metafunc) -> bool:
    """Whether the test asks for a token, itself or through what it asks for."""
    information = metafunc.definition._fixtureinfo
    names, seen = list(information.argnames), set(IN_PASSING)
    while names:
        name = names.pop()
        if name == "token_kind":
            return True
        if name not in seen:
            seen.add(name)
            names += [
                argument
                for definition in information.name2fixturedefs.get(name, ())
                for argument in definition.argnames
            ]
    return False
