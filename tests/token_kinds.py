"""Which kinds of tokens (tests/tokens.py) a test is run with."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tokens import KINDS, PLAIN, Kind, Promise, named

# Fixtures that have tokens without a test being about them.
IN_PASSING = {"formation", "neighbours", "state"}


def chosen(metafunc: pytest.Metafunc) -> list[Any]:
    """The parameters of a test: one for each kind, those that it makes no sense with as skipped. None means plain."""
    needed = [promise for mark in metafunc.definition.iter_markers("needs") for promise in mark.args]
    name = metafunc.config.getoption("--token")
    if name is not None:
        kinds = _named(name)
        return [] if kinds == [PLAIN] else [_parameter(kind, needed, []) for kind in kinds]
    if metafunc.config.option.markexpr != "slow" or not _touches_tokens(metafunc):
        return []
    return [_parameter(kind, needed, [pytest.mark.slow]) for kind in KINDS.values() if kind != PLAIN]


def _named(name: str) -> list[Kind]:
    try:
        return named(name)
    except ValueError as error:
        raise pytest.UsageError(str(error)) from None


def _parameter(kind: Kind, needed: list[Promise], marks: list[pytest.MarkDecorator]) -> Any:
    broken = [promise for promise in needed if promise in kind.breaks]
    if broken:
        marks = [*marks, pytest.mark.skip(reason=f"{kind.name} does not promise that {broken[0]}")]
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
