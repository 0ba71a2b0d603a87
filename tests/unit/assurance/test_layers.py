"""The list of layers: each finds its inputs, and no slow test has two."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from assurance import inputs, project
from assurance.layers import LAYERS, Layer, UnknownLayerError, named

ROOT = Path(__file__).resolve().parents[3]


def by_name(layer: Layer) -> str:
    return layer.name


@pytest.mark.parametrize("layer", LAYERS, ids=by_name)
def test_everything_that_a_layer_names_is_there(layer: Layer) -> None:
    parts = inputs.fingerprint(layer, ROOT)
    assert {part.partition(":")[0] for part in parts} <= {"bytecode", "sources", "tools"}
    assert layer.full["tests"] > 0
    assert layer.shows


@pytest.mark.parametrize("layer", LAYERS, ids=by_name)
def test_a_layer_names_what_its_tests_declare_to_be_slow(layer: Layer) -> None:
    tests = inputs.roots(layer, ROOT)
    assert any(
        "slow" in path.read_text(encoding="utf-8") or "token" in path.read_text(encoding="utf-8") for path in tests
    )


def test_no_test_belongs_to_two_layers() -> None:
    for one, other in combinations(LAYERS, 2):
        for first in one.tests:
            for second in other.tests:
                assert not f"{first}/".startswith(f"{second}/") and not f"{second}/".startswith(f"{first}/")
                assert not f"{first}::".startswith(f"{second}::") and not f"{second}::".startswith(f"{first}::")


def test_tokens_that_misbehave_need_no_contract_but_mocks() -> None:
    # or layers that name `contracts/mocks` alone would miss one
    folder = ROOT / "contracts/mocks"
    for source in [*(folder / f"{name}.vy" for name in project.MOCKS), *(folder / "modules").glob("*.vy")]:
        lines = source.read_text(encoding="utf-8").splitlines()
        names = [line.split()[1] for line in lines if line.startswith(("from ", "import "))]
        assert all(name.startswith(("contracts.mocks", "ethereum.ercs")) for name in names), source


def test_layers_are_found_by_name_in_the_order_of_the_list() -> None:
    assert [layer.name for layer in named(["halmos", "forge", "halmos"])] == ["forge", "halmos"]
    with pytest.raises(UnknownLayerError, match="no layer 'forgery'; there are forge, halmos"):
        named(["forge", "forgery"])
