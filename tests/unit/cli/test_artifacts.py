"""What the package carries of the contracts."""

from __future__ import annotations

import pytest

from polypact import build
from polypact.chain import artifacts


def test_artifacts_are_what_the_sources_compile_to() -> None:
    assert build.stale() == []


def test_check_says_which_artifact_is_stale(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(artifacts, "NAMES", ("Ecosystem",))
    assert build.main(["--check"]) == 0
    monkeypatch.setattr(build, "compile_contract", lambda name, root: {"name": name, "bytecode": "0x"})
    assert build.main(["--check"]) == 1
    assert "polypact/artifacts/Ecosystem.json is stale" in capsys.readouterr().err


def test_unknown_argument_is_a_usage_error() -> None:
    assert build.main(["--chek"]) == 2


@pytest.mark.parametrize("name", artifacts.NAMES)
def test_every_contract_fits_on_chain(name: str) -> None:
    artifact = artifacts.load(name)
    assert 0 < artifact.runtime_size <= 22_000
    assert artifact.bytecode.startswith("0x")


def test_unknown_contract() -> None:
    with pytest.raises(KeyError):
        artifacts.load("Nothing")


@pytest.mark.parametrize("contract", artifacts.PARTS)
def test_interface_covers_all_parts_when_merged(contract: str) -> None:
    merged = artifacts.interface(contract)
    signatures = [
        (entry["type"], entry.get("name"), *(argument["type"] for argument in entry.get("inputs", [])))
        for entry in merged
    ]
    assert len(signatures) == len(set(signatures))
    functions = {
        name: {e["name"] for e in artifacts.load(name).abi if e["type"] == "function"}
        for name in (contract, *artifacts.PARTS[contract])
    }
    assert all(functions.values())
    assert {e["name"] for e in merged if e["type"] == "function"} == set().union(*functions.values())
    assert not any(entry["type"] == "constructor" for entry in merged)
