"""What the package carries of the contracts."""

from __future__ import annotations

from pathlib import Path

import pytest

from polypact.build import __main__ as build
from polypact.build import artifact_files, selectors
from polypact.chain import artifacts, recipe


def test_artifacts_are_what_the_sources_compile_to() -> None:
    assert artifact_files.stale() == []


def test_check_says_which_artifact_is_stale(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(recipe, "NAMES", ("Ecosystem",))
    monkeypatch.setattr(selectors, "DIAMONDS", ())
    monkeypatch.setattr(artifacts, "FOLDER", tmp_path)
    assert list(artifact_files.write())
    assert build.main(["--check"]) == 0
    monkeypatch.setattr(artifact_files, "compile_contract", lambda name, root: {"name": name, "bytecode": "0x"})
    (tmp_path / "Former.json").write_text("{}")
    assert build.main(["--check"]) == 1
    told = capsys.readouterr().err
    assert "polypact/artifacts/Former.json is stale" in told
    assert "polypact/artifacts/Ecosystem.json is stale" in told


def test_unknown_argument_is_a_usage_error() -> None:
    assert build.main(["--chek"]) == 2


@pytest.mark.parametrize("name", recipe.NAMES)
def test_every_contract_fits_on_chain(name: str) -> None:
    artifact = artifacts.load(name)
    assert 0 < artifact.runtime_size <= 20_000
    assert artifact.bytecode.startswith("0x")


def test_unknown_contract() -> None:
    with pytest.raises(KeyError):
        artifacts.load("Nothing")


@pytest.mark.parametrize("contract", recipe.PARTS)
def test_interface_covers_all_parts_when_merged(contract: str) -> None:
    merged = artifacts.interface(contract)
    signatures = [
        (entry["type"], entry.get("name"), *(argument["type"] for argument in entry.get("inputs", [])))
        for entry in merged
    ]
    assert len(signatures) == len(set(signatures))
    functions = {
        name: {e["name"] for e in artifacts.load(name).abi if e["type"] == "function"}
        for name in (contract, *recipe.PARTS[contract])
    }
    assert all(functions.values())
    assert {e["name"] for e in merged if e["type"] == "function"} == set().union(*functions.values())
    assert not any(entry["type"] == "constructor" for entry in merged)
