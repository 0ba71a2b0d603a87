"""Forge on the shipped bytecode: properties with 10,000 sets of numbers each, and long histories with hostile tokens.

What is tested stands in assurance/forge: test/Fuzz.t.sol and test/Invariants.t.sol, with base/Watch.sol for what holds
after every call, and base/Ending.sol for what holds at the end. Every run has a new seed; a failure shows it with the
calls that led there, and `FORGE_SEED=0x… python -m pytest -m slow tests/assurance/test_forge.py` repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assurance import project

FUZZ_RUNS = 10_000
HISTORIES = 300
CALLS = 300  # of each history
REFUSED = 0.05  # at most, of all calls: else the histories are shorter than they look

pytestmark = pytest.mark.slow

_FUZZED = re.compile(r"\[PASS\] (testFuzz_\w+)\(.*?\) \(runs: (\d+)")
_HISTORIES = re.compile(r"\[PASS\] invariant_escrow\(\) \(runs: (\d+), calls: (\d+), reverts: (\d+)\)")


def test_i04_i05_i12_t36_t40_fuzzed_numbers_split_as_said(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    done = project.run_forge(folder, "test", "--match-contract", "SplitFuzz", timeout=1_500)
    project.expect_success(done)
    runs = dict(_FUZZED.findall(done.stdout))
    print(f"forge fuzz: {len(runs)} properties, {sum(map(int, runs.values())):,} runs")
    assert len(runs) == _tests_in(folder / "test" / "Fuzz.t.sol", "testFuzz_")
    assert all(int(count) >= FUZZ_RUNS for count in runs.values())
    record_property("fuzz runs", sum(map(int, runs.values())))


def test_i01_i02_i03_i11_i12_i13_i15_i16_t28_t33_histories_keep_the_invariants(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    done = project.run_forge(folder, "test", "--match-contract", "Invariants", timeout=2_700)
    project.expect_success(done)
    campaigns = [tuple(map(int, found)) for found in _HISTORIES.findall(done.stdout)]
    runs, calls, refused = (sum(column) for column in zip(*campaigns, strict=True))
    print(f"forge invariants: {runs} histories, {calls:,} calls, {refused / calls:.1%} refused")
    assert len(campaigns) == 2
    assert runs >= HISTORIES
    assert calls >= HISTORIES * CALLS
    assert refused <= REFUSED * calls
    record_property("histories", runs)
    record_property("calls", calls)


def _tests_in(source: Path, prefix: str) -> int:
    return len(re.findall(rf"function {prefix}", source.read_text(encoding="utf-8")))
