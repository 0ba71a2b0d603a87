"""The largest things one may do, against what fits into a transaction."""

from __future__ import annotations

import pytest

from benchmarks.limits import GAS, TITLES, over_limit
from benchmarks.results import Results


def test_over_limit_passes_at_the_limit(found: Results) -> None:
    assert over_limit({**found.limits, "batch": GAS}) == []


@pytest.mark.parametrize("key", TITLES)
def test_over_limit_fails_one_gas_above(found: Results, key: str) -> None:
    [problem] = over_limit({**found.limits, key: GAS + 1})
    assert problem.startswith(TITLES[key])
    assert "16,000,001" in problem


def test_over_limit_notices_what_was_not_measured(found: Results) -> None:
    del found.limits["batch"]
    [problem] = over_limit(found.limits)
    assert TITLES["batch"] in problem
