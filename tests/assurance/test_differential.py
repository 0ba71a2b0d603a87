"""The compiler's three optimization levels make contracts that do the same."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assurance import project
from polypact.chain import recipe

RUNS = 500
STEPS = 60  # of each, on each of the three builds; see assurance/forge/test/Differential.t.sol
LEVELS = ("none", "gas", "codesize")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    escrow = recipe.PARTS["RevenueEscrow"]
    names = [(name, level) for name in (*escrow, "RevenueEscrow") for level in LEVELS]
    with ThreadPoolExecutor(2) as pool:  # each is a process of its own
        codes = pool.map(lambda each: project.compile_with(*each), names)
        built = dict(zip(names, codes, strict=True))
    builds = {tuple(code for (_, of), code in built.items() if of == level) for level in LEVELS}
    # A small facet may come out the same for two levels, the escrow as a whole not.
    assert len(builds) == len(LEVELS), "the compiler made the same escrow of two levels"
    levels = {f"{name}-{level}": code for (name, level), code in built.items()}
    return project.prepare(tmp_path_factory.mktemp("differential"), {**project.shipped(), **levels})


def test_escrow_does_the_same_however_it_is_optimized(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    done = project.run_forge(
        folder, "test", "--match-contract", "Differential", "--fuzz-runs", str(RUNS), timeout=1_500
    )
    project.expect_success(done)
    assert f"(runs: {RUNS}," in done.stdout
    record_property("histories", RUNS)
    print(f"differential: {RUNS} histories of {STEPS} calls on each of three builds")
