"""A made-up repository with one layer, in a folder of its own; its one contract is a file, nothing is compiled."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3]))

from assurance import inputs
from assurance.layers import Layer
from assurance.receipts import Receipt, read
from assurance.slow import Tier, run

SETTINGS = """\
[tool.pytest.ini_options]
testpaths = ["tests"]
addopts = "--import-mode=importlib -p no:ape_test -p no:boa_test -q"
markers = ["slow: takes long"]
"""

CONTRACT = '''\
# pragma version 0.4.3
"""
@title Thing
"""


@external
def double(x: uint256) -> uint256:
    """
    @notice Twice of it.
    """
    return x * 2  # never too large
'''

TESTS = """\
import pytest

from polypact.numbers import TWO
from tests.helper import double


@pytest.mark.slow
def test_doubles(record_property, start):
    record_property("calls", 100)
    assert double(start) == TWO


@pytest.mark.slow
@pytest.mark.skipif(True, reason="Odd does not promise that")
def test_doubles_what_is_odd():
    raise AssertionError


def test_is_not_slow():
    raise AssertionError
"""

CODE = {"bytecode": "0x6001600255aabbcc", "abi": [{"type": "fallback"}], "source_hash": "0xaabbcc", "compiler": "vyper"}

LAYER = Layer(
    name="thing",
    shows="that it doubles",
    tests=("tests/thing",),
    full={"tests": 1, "calls": 100},
    bytecode=("*",),
    contracts=("contracts/**/*.vy",),
    files=("data/*.toml",),
    tools=("pytest", "@made/up"),
    may_skip="does not promise that",
)


@dataclass(frozen=True)
class Repository:
    """The folder, and what one does in it."""

    root: Path
    layer: Layer = LAYER
    in_ci: bool = False

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    def inputs(self) -> dict[str, str]:
        return inputs.fingerprint(self.layer, self.root)

    def slow(self, *names: str, everything: bool = False, only_check: bool = False) -> int:
        """`./run slow`; returns its exit code."""
        tier = Tier(self.root, [self.layer], self.in_ci, workers=0)
        return run(tier, names, everything=everything, only_check=only_check)

    def receipt(self) -> Receipt | None:
        return read(self.root).get(self.layer.name)

    def with_layer(self, **changes: object) -> Repository:
        return replace(self, layer=replace(self.layer, **changes))  # type: ignore[arg-type]

    def in_continuous_integration(self) -> Repository:
        return replace(self, in_ci=True)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "made up")
    lock = {"packages": {"node_modules/@made/up": {"version": "1.2.3"}}}
    files = {
        "pyproject.toml": SETTINGS,
        "requirements.lock": f"pytest=={version('pytest')} \\\n    --hash=sha256:00\n",
        "requirements-assurance.lock": "halmos==0.3.3\n",
        "package-lock.json": json.dumps(lock),
        "node_modules/@made/up/package.json": json.dumps({"version": "1.2.3"}),
        "assurance/README": "where the receipts go",
        "polypact/__init__.py": "",
        "polypact/numbers.py": "TWO = 2\n",
        "polypact/artifacts/Thing.json": json.dumps(CODE),
        "contracts/Thing.vy": CONTRACT,
        "data/settings.toml": "runs = 100\n",
        "tests/conftest.py": "import pytest\n\n\n@pytest.fixture\ndef start():\n    return 1\n",
        "tests/helper.py": "def double(x):\n    return 2 * x\n",
        "tests/thing/test_thing.py": TESTS,
        "tests/test_other.py": "import pytest\n\n\n@pytest.mark.slow\ndef test_other():\n    pass\n",
    }
    for name, text in files.items():
        made.write(name, text)
    return made
