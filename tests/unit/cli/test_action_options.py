"""The options of `proposal new`: what the capabilities declare is what the command offers and understands."""

from __future__ import annotations

from typing import Any

import click
import pytest
from click.testing import CliRunner

from polypact.capabilities.register import KINDS, flags
from polypact.cli.action_options import action_options, chosen_actions
from polypact.cli.variadic import VariadicCommand


def chosen(*arguments: str) -> list[tuple[str, dict[str, Any]]]:
    """What a command with these options understands."""
    found: list[tuple[str, dict[str, Any]]] = []

    @click.command(cls=VariadicCommand, variadic={"--pay": (2, 3)})
    @action_options
    def command(**options: Any) -> None:
        found.extend(chosen_actions(options))

    result = CliRunner().invoke(command, list(arguments))
    assert result.exit_code == 0, result.output
    return found


def test_nothing_is_chosen_when_nothing_is_given() -> None:
    assert chosen() == []


def test_fields_are_those_of_the_kind_when_all_are_given() -> None:
    assert chosen(
        *("--amend-terms", "t.md", "--uri", "ipfs://t", "--expel", "Elm", "--admit", "0xA", "--weight", "1"),
        *("--units", "2", "--name", "Ash", "--pay", "Crane", "1", "USDX", "--pay", "Elm", "2 ether"),
    ) == [
        ("pay", {"to": "Crane", "amount": "1 USDX"}),
        ("pay", {"to": "Elm", "amount": "2 ether"}),
        (
            "admit",
            {
                "account": "0xA",
                "weight": "1",
                "units": "2",
                "role": "proposer",
                "name": "Ash",
                "respond_within": "14 days",
            },
        ),
        ("expel", {"partner": "Elm"}),
        ("amend_terms", {"file": "t.md", "uri": "ipfs://t", "window": "30 days"}),
    ]


def test_what_is_left_out_is_no_field_and_what_is_empty_is_one() -> None:
    assert chosen("--admit", "0xA", "--weight", "0", "--units", "2", "--role", "") == [
        ("admit", {"account": "0xA", "weight": "0", "units": "2", "role": "", "respond_within": "14 days"})
    ]
    assert chosen("--amend-terms", "t.md") == [("amend_terms", {"file": "t.md", "window": "30 days"})]


def test_is_refused_when_an_option_is_missing() -> None:
    options = {"pay_to": (), "admit_account": "0xA", "admit_weight": None, "admit_units": 2}
    with pytest.raises(click.UsageError, match="--admit wants --weight and --units"):
        chosen_actions({**options, "admit_role": "", "admit_name": None, "admit_respond_within": "1 day"})


def test_options_are_of_fields_that_their_kind_has() -> None:
    for kind, flag in flags():
        known = {*KINDS[kind].required, *KINDS[kind].optional}
        given = {*flag.fields, flag.main.field, *(option.field for option in flag.more)}
        assert given <= known, kind
        assert set(KINDS[kind].required) <= given, f"{kind} cannot be written with options"
