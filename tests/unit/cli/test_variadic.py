"""Options that take everything up to the next one."""

from __future__ import annotations

import json

import click
import pytest

from polypact.cli.call_option import one_call
from polypact.cli.variadic import gather

OPTIONS = {"--pay": (2, 3), "--call": (2, 40)}


@pytest.mark.parametrize(
    ("written", "values", "rest"),
    [
        (["--pay", "to", "1.5 ether", "name"], ["to", "1.5 ether"], ["name"]),
        (["--pay", "to", "250", "USDX", "name"], ["to", "250", "USDX"], ["name"]),
        (["--pay", "to", "250", "--json"], ["to", "250"], ["--json"]),
        (["--call", "to", "f(int8)", "-1", "--yes"], ["to", "f(int8)", "-1"], ["--yes"]),
        (["--call", "to", "f()"], ["to", "f()"], []),
    ],
)
def test_values_up_to_the_next_option(written: list[str], values: list[str], rest: list[str]) -> None:
    option, text, *after = gather(written, OPTIONS)
    assert option == written[0]
    assert json.loads(text) == values
    assert after == rest


def test_too_few_values() -> None:
    with pytest.raises(click.UsageError, match="wants at least 2 values, 1 given"):
        gather(["--pay", "to", "--json"], OPTIONS)


def test_other_arguments_are_left_alone() -> None:
    assert gather(["name", "--description", "--pay-like"], OPTIONS) == ["name", "--description", "--pay-like"]


def test_call_by_signature_or_by_calldata() -> None:
    assert one_call(["t", "f(uint8)", "1", "value=1 ether"]) == (
        "call",
        {"target": "t", "value": "1 ether", "function": "f(uint8)", "arguments": ["1"]},
    )
    assert one_call(["t", "0xab"]) == ("raw", {"target": "t", "data": "0xab"})
    for wrong in (["t", "0xab", "1"], ["t", "value=1"]):
        with pytest.raises(click.UsageError):
            one_call(wrong)
