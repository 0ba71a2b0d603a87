"""What goes into a layer: nothing can change unnoticed, and nothing counts that does not matter."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from assurance import inputs
from tests.unit.assurance.conftest import CODE, Repository

BYTES = (
    "contracts/Thing.vy",
    "data/settings.toml",
    "polypact/__init__.py",
    "polypact/numbers.py",
    "tests/conftest.py",
    "tests/helper.py",
    "tests/thing/test_thing.py",
)


@pytest.mark.parametrize("name", BYTES)
def test_one_byte_of_any_source_counts(repository: Repository, name: str) -> None:
    before = repository.inputs()
    assert name in inputs.named_files(repository.layer, repository.root)
    with (repository.root / name).open("a", encoding="utf-8") as file:
        file.write("a")
    [difference] = inputs.differences(before, repository.inputs())
    assert difference.startswith("sources (")


@pytest.mark.parametrize(
    ("key", "value"), [("bytecode", "0x6001600355aabbcc"), ("abi", []), ("bytecode", "0x6001600255aabbcd")]
)
def test_init_code_and_abi_of_an_artifact_count(repository: Repository, key: str, value: object) -> None:
    before = repository.inputs()
    repository.write("polypact/artifacts/Thing.json", json.dumps(CODE | {key: value}))
    assert inputs.differences(before, repository.inputs()) == ["bytecode"]


def test_the_hash_of_the_sources_in_an_artifact_does_not_count(repository: Repository) -> None:
    before = repository.inputs()
    changed = {"bytecode": "0x6001600255ddeeff", "source_hash": "0xddeeff", "compiler": "another line"}
    repository.write("polypact/artifacts/Thing.json", json.dumps(CODE | changed, indent=4))
    assert repository.inputs() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [("# never too large", "# x is small"), ("@notice Twice of it.", "@notice Two of it."), ("@title Thing\n", "")],
)
def test_comments_and_docstrings_of_a_contract_do_not_count(repository: Repository, old: str, new: str) -> None:
    before = repository.inputs()
    repository.change("contracts/Thing.vy", old, new)
    assert repository.inputs() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x * 2", "x * 3"),
        ("@external\n", "@external\n@view\n"),
        ("0.4.3", "0.4.2"),
        ("    return", '    "x"[0]\n    return'),
    ],
)
def test_whatever_a_compiler_makes_code_of_counts(repository: Repository, old: str, new: str) -> None:
    before = repository.inputs()
    repository.change("contracts/Thing.vy", old, new)
    assert inputs.differences(before, repository.inputs()) == ["sources (contracts/**/*.vy)"]


def test_new_and_renamed_files_count(repository: Repository) -> None:
    before = repository.inputs()
    repository.write("contracts/modules/other.vy", "# nothing\n")
    assert inputs.differences(before, repository.inputs()) == ["sources (contracts/**/*.vy)"]
    (repository.root / "contracts/modules/other.vy").unlink()
    assert repository.inputs() == before
    (repository.root / "contracts/Thing.vy").rename(repository.root / "contracts/Thong.vy")
    assert inputs.differences(before, repository.inputs()) == ["sources (contracts/**/*.vy)"]


def test_tools_count_with_the_version_of_the_lock(repository: Repository) -> None:
    before = repository.inputs()
    repository.change("package-lock.json", "1.2.3", "1.3.0")
    assert inputs.differences(before, repository.inputs()) == ["tools (@made/up 1.2.3 => 1.3.0)"]


def test_settings_of_pytest_count_but_nothing_else_of_the_project(repository: Repository) -> None:
    before = repository.inputs()
    repository.write("pyproject.toml", (repository.root / "pyproject.toml").read_text() + "[tool.ruff]\nline = 1\n")
    assert repository.inputs() == before
    repository.change("pyproject.toml", " -q", " -q -x")
    assert inputs.differences(before, repository.inputs()) == [f"sources ({inputs.SETTINGS})"]


def test_the_declaration_counts_but_not_how_it_reads(repository: Repository) -> None:
    before = repository.inputs()
    assert repository.with_layer(shows="that it multiplies by two").inputs() == before
    fewer = repository.with_layer(full={"tests": 1, "calls": 10}).inputs()
    assert inputs.differences(before, fewer) == [f"sources ({inputs.DECLARED})"]


def test_place_and_age_and_order_do_not_count(repository: Repository, tmp_path: Path) -> None:
    before = repository.inputs()
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    for path in sorted((p for p in repository.root.rglob("*") if p.is_file()), reverse=True):
        target = copy / path.relative_to(repository.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (0, 0))
    assert replace(repository, root=copy).inputs() == before


def test_compiled_python_does_not_count(repository: Repository) -> None:
    made = repository.with_layer(files=("data/**/*",))
    before = made.inputs()
    repository.write("data/__pycache__/x.cpython-311.pyc", "x")
    assert made.inputs() == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"files": ("data/*.yaml",)}, "layer 'thing': there is no data/*.yaml"),
        ({"bytecode": ("Thong",)}, "layer 'thing': there is no polypact/artifacts/**/Thong.json"),
        ({"tests": ("tests/thong",)}, "layer 'thing': there is no tests/thong"),
        ({"tools": ("solc",)}, "no lock names the tool 'solc'"),
    ],
)
def test_what_a_layer_names_must_be_there(repository: Repository, changes: dict[str, object], said: str) -> None:
    with pytest.raises(inputs.InputError) as raised:
        repository.with_layer(**changes).inputs()
    assert str(raised.value).startswith(said)
    assert "\n" not in str(raised.value)


def test_imports_are_followed_as_python_does(repository: Repository) -> None:
    repository.write("tests/helper.py", "import tests.kit.money\n\n\ndef late():\n    from tests.kit import clock\n")
    repository.write("tests/kit/__init__.py", "")
    repository.write("tests/kit/money.py", "from . import rules\nfrom .rules import RULE\nimport json\n")
    repository.write("tests/kit/clock.py", "")
    repository.write(
        "tests/kit/rules.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import tests.typed\n"
    )
    repository.write("tests/typed.py", "")
    repository.write(
        "polypact/numbers.py", "from polypact.deep.more import X\n\n\ndef late():\n    import polypact.late\n"
    )
    repository.write("polypact/deep/__init__.py", "")
    repository.write("polypact/deep/more.py", "X = 1\n")
    repository.write("polypact/late.py", "")
    found = inputs.imported(inputs.roots(repository.layer, repository.root), repository.root)
    assert {path.relative_to(repository.root).as_posix() for path in found} == {
        "polypact/__init__.py",
        "polypact/deep/__init__.py",
        "polypact/deep/more.py",
        "polypact/numbers.py",
        "tests/conftest.py",
        "tests/helper.py",
        "tests/kit/__init__.py",
        "tests/kit/clock.py",
        "tests/kit/money.py",
        "tests/kit/rules.py",
        "tests/thing/test_thing.py",
    }


def test_conftests_above_the_top_are_not_loaded(repository: Repository) -> None:
    loaded = inputs.roots(repository.with_layer(top="tests/thing").layer, repository.root)
    assert loaded == {repository.root / "tests/thing/test_thing.py"}
