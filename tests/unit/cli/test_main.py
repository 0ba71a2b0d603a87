"""`polypact` without Ape, and what `import polypact` offers."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

import polypact
from polypact.cli.main import NAMES, cli


@pytest.mark.parametrize("name", NAMES)
def test_commands_are_those_of_the_scripts(name: str) -> None:
    shown = CliRunner().invoke(cli, [name, "--help"], prog_name="polypact")
    assert shown.exit_code == 0 and shown.output.startswith(f"Usage: polypact {name} ")


def test_unknown_command_is_one_line() -> None:
    shown = CliRunner().invoke(cli, ["partners"], prog_name="polypact")
    assert shown.exit_code == 2
    assert "No such command 'partners'" in shown.output


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_help_loads_neither_web3_nor_ape() -> None:
    loaded = run(
        "import sys\nfrom polypact.cli.main import cli\ncli(['proposal', 'new', '--help'], standalone_mode=False)\n"
        "print('loaded', sorted({'web3', 'ape', 'eth_abi', 'matplotlib'} & set(sys.modules)))"
    )
    assert loaded.splitlines()[-1] == "loaded []"


def test_import_loads_nothing_and_offers_all() -> None:
    assert run("import sys, polypact\nprint([m for m in sys.modules if m.startswith('polypact.')])") == "[]\n"
    for name in polypact.__all__:
        assert getattr(polypact, name) is not None
    assert set(polypact.__all__) <= set(dir(polypact))
    assert set(polypact.__all__) == set(polypact._HOMES)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = polypact.Nothing
