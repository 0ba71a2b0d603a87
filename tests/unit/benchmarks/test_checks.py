"""The checks that make CI fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks import checks
from benchmarks.operations import BY_KEY
from benchmarks.results import Results


def test_over_budget_passes_at_the_budget() -> None:
    assert checks.over_budget({"ballot": 42_000}, {}) == []


def test_over_budget_fails_one_gas_above() -> None:
    [problem] = checks.over_budget({"ballot": 42_001}, {})
    assert "42,001" in problem
    assert "42,000" in problem


def test_over_budget_fails_at_a_budget_of_nothing() -> None:
    assert len(checks.over_budget({"queue": 1}, {})) == 1


def test_over_budget_passes_when_explained() -> None:
    assert checks.over_budget({"ballot": 42_001}, {"ballot": "Two more events for the auditors."}) == []


def test_over_budget_fails_when_the_explanation_is_empty() -> None:
    assert len(checks.over_budget({"ballot": 42_001}, {"ballot": " "})) == 1


def test_over_budget_refuses_an_explanation_that_nothing_needs() -> None:
    [problem] = checks.over_budget({"ballot": 41_000}, {"ballot": "Once it was dear."})
    assert "take the exception out" in problem


@pytest.mark.parametrize(("gas", "problems"), [(38_000, 0), (41_200, 0), (41_201, 1)])
def test_dearer_than_committed_allows_three_percent(found: Results, gas: int, problems: int) -> None:
    assert len(checks.dearer_than_committed({**found.ours, "ballot": gas}, found)) == problems


def test_dearer_than_committed_notices_what_is_not_measured_any_more(found: Results) -> None:
    ours = {key: gas for key, gas in found.ours.items() if key != "ballot"}
    [problem] = checks.dearer_than_committed(ours, found)
    assert BY_KEY["ballot"].title in problem


def test_dearer_than_committed_notices_what_is_new(found: Results) -> None:
    [problem] = checks.dearer_than_committed({**found.ours, "execute": 54_000}, found)
    assert BY_KEY["execute"].title in problem


def test_dearer_than_committed_wants_results() -> None:
    [problem] = checks.dearer_than_committed({"ballot": 1}, None)
    assert "missing" in problem


@pytest.mark.parametrize(("dearest", "problems"), [(44_000, 0), (44_001, 1)])
def test_not_flat_allows_ten_percent(dearest: int, problems: int) -> None:
    assert len(checks.not_flat({"ballot": {3: 40_000, 1_000: dearest}})) == problems


def test_dearer_than_peers_names_where_a_peer_is_cheaper(found: Results) -> None:
    assert checks.dearer_than_peers(found) == ["propose"]


def test_unexplained_wants_a_reason(found: Results) -> None:
    assert checks.unexplained(found) == []
    dear = replace(found, ours={**found.ours, "ballot": 64_001})
    [problem] = checks.unexplained(dear)
    assert BY_KEY["ballot"].title in problem


def test_exceptions_are_about_operations_with_a_budget() -> None:
    assert all(BY_KEY[key].budget is not None for key in checks.load_exceptions())
