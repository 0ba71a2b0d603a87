"""The options of `proposal new` by which actions are written, as the capabilities declare them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from polypact.capabilities.declaring import Flag, Option
from polypact.capabilities.register import KINDS, flags
from polypact.cli.variadic import values

F = TypeVar("F", bound=Callable[..., Any])


def action_options(function: F) -> F:
    """Adds the options; the command gets them by names that `chosen_actions` knows."""
    options = [(kind, option) for kind, flag in flags() for option in (flag.main, *flag.more)]
    for kind, option in reversed(options):
        function = _option(kind, option)(function)
    return function


def action_counts() -> dict[str, tuple[int, int]]:
    """Option => the least and the greatest number of its values, for those that take several."""
    return {flag.main.name: flag.counts for _, flag in flags() if flag.fields}


def chosen_actions(options: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The kinds and fields of the actions that a person asked for, in the order in which options are offered.

    Raises:
        click.UsageError: An option that belongs to another one is missing.
    """
    return [(kind, fields) for kind, flag in flags() for fields in _asked(kind, flag, options)]


def _asked(kind: str, flag: Flag, options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    given = options[_parameter(kind, flag.main)]
    if flag.fields:
        for text in given:
            several = values(text)
            if flag.rest:
                named = len(flag.fields)
                yield {**dict(zip(flag.fields, several, strict=False)), flag.rest: several[named:]}
                continue
            head, rest = several[: len(flag.fields) - 1], several[len(flag.fields) - 1 :]
            yield dict(zip(flag.fields, [*head, " ".join(rest)], strict=True))
        return
    if not given:
        return
    fields = {flag.main.field: str(given) if flag.main.is_file else given}
    for option in flag.more:
        value = options[_parameter(kind, option)]
        if value is not None:
            fields[option.field] = value
    needed = [option for option in flag.more if option.field in KINDS[kind].required]
    if any(option.field not in fields for option in needed):
        raise click.UsageError(f"{flag.main.name} wants {' and '.join(option.name for option in needed)}")
    yield fields


def _option(kind: str, option: Option) -> Callable[[F], F]:
    flag = KINDS[kind].flag
    return click.option(
        option.name,
        _parameter(kind, option),
        metavar=option.metavar,
        help=option.help,
        default=option.default,
        show_default=option.default is not None,
        type=click.Path(path_type=Path) if option.is_file else str,
        multiple=bool(flag and flag.fields),
    )


def _parameter(kind: str, option: Option) -> str:
    return f"{kind}_{option.field}"
