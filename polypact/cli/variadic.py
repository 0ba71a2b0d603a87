"""Options that take as many values as are written after them, which click does not have."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import click

from polypact.cli.common import Command

_AMOUNT_CHARACTERS = set("0123456789.,_'")


class VariadicCommand(Command):
    """A command with options that take everything up to the next option (`--call TARGET SIGNATURE ARGS...`).

    Such an option has to come after the arguments of the command, or be followed by another option.
    """

    def __init__(self, *args: object, variadic: Mapping[str, tuple[int, int]] | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.variadic = dict(variadic or {})
        """Option => least and greatest number of values."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, gather(args, self.variadic))


def gather(args: Sequence[str], variadic: Mapping[str, tuple[int, int]]) -> list[str]:
    """Puts the values of each variadic option into one, a JSON list."""
    gathered: list[str] = []
    position = 0
    while position < len(args):
        option = args[position]
        position += 1
        gathered.append(option)
        if option not in variadic:
            continue
        least, most = variadic[option]
        values: list[str] = []
        while position < len(args) and len(values) < most and not args[position].startswith("--"):
            # A sum that names its own unit ("1.5 ether") takes no third value.
            if option == "--pay" and len(values) == 2 and not set(values[1]) <= _AMOUNT_CHARACTERS:
                break
            values.append(args[position])
            position += 1
        if len(values) < least:
            raise click.UsageError(f"{option} wants at least {least} values, {len(values)} given")
        gathered.append(json.dumps(values))
    return gathered


def values(text: str) -> list[str]:
    """The values of a variadic option again."""
    found: list[str] = json.loads(text)
    return found
