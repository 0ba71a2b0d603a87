"""Nothing is sent by a command that has not asked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "polypact" / "cli"


def commands() -> Iterator[tuple[str, str]]:
    """Name and source of every command."""
    for path in sorted(FOLDER.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and any(
                "command" in ast.unparse(each) for each in node.decorator_list
            ):
                yield f"{path.stem}.{node.name}", ast.get_source_segment(source, node) or ""


def test_commands_are_found() -> None:
    names = {name for name, _ in commands()}
    assert {"revenue.pay", "proposal.execute", "leaving.leave", "deploy.cli", "status.cli"} <= names


@pytest.mark.parametrize("name", [name for name, source in commands() if "receipt = " in source])
def test_command_asks_before_it_sends(name: str) -> None:
    source = dict(commands())[name]
    first = source.index("receipt = place.") if "receipt = place." in source else source.index("receipt = ")
    asked = source.find("desk.confirm(")
    # A payment that an earlier run may have made is looked for first: that reads and sends nothing.
    looked = source.find("receipt = place.escrow.earlier_")
    assert asked >= 0
    assert asked < first or first == looked
