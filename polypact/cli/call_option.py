"""The option --call: any call, besides the actions that the capabilities declare."""

from __future__ import annotations

from typing import Any

import click

#: The least and the greatest number of its values.
CALL_COUNTS = {"--call": (2, 40)}

call_option = click.option(
    "--call",
    "calls",
    multiple=True,
    metavar="TARGET SIGNATURE ARGS...",
    help="Any call; or TARGET 0xCALLDATA. A last value=AMOUNT sends ether along.",
)


def one_call(given: list[str]) -> tuple[str, dict[str, Any]]:
    """`TARGET SIGNATURE ARGS...` or `TARGET 0xCALLDATA`, with or without a last `value=AMOUNT`."""
    fields: dict[str, Any] = {"target": given[0]}
    if given[-1].startswith("value="):
        fields["value"] = given.pop().removeprefix("value=")
    if len(given) < 2:
        raise click.UsageError("--call wants TARGET SIGNATURE ARGS... or TARGET 0xCALLDATA")
    if given[1].startswith("0x"):
        if len(given) > 2:
            raise click.UsageError("--call with calldata takes no arguments besides value=AMOUNT")
        return "raw", {**fields, "data": given[1]}
    return "call", {**fields, "function": given[1], "arguments": given[2:]}
