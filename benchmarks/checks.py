"""What is wrong with a run's figures. Every check returns one line per problem."""

from __future__ import annotations

import json
from collections.abc import Mapping

from benchmarks.node import ROOT
from benchmarks.operations import BY_KEY, OPERATIONS
from benchmarks.results import Results
from benchmarks.scale import TITLES, TOLERANCE, spread

#: How much dearer than the committed result an operation may have become.
DRIFT = 0.03
EXCEPTIONS = ROOT / "benchmarks" / "exceptions.json"


def load_exceptions() -> dict[str, str]:
    """Explanations of operations that may be over their budget, by key."""
    exceptions: dict[str, str] = json.loads(EXCEPTIONS.read_text(encoding="utf-8"))
    return exceptions


def over_budget(ours: Mapping[str, int], exceptions: Mapping[str, str]) -> list[str]:
    """Operations that cost more than their budget and have no explanation; explanations that nothing needs."""
    over = {
        operation.key: f"{operation.title}: {ours[operation.key]:,} gas is over the budget of {operation.budget:,}"
        for operation in OPERATIONS
        if operation.budget is not None and ours.get(operation.key, 0) > operation.budget
    }
    problems = [f"{line}; make it cheaper" for key, line in over.items() if not exceptions.get(key, "").strip()]
    idle = [key for key in exceptions if key not in over]
    return problems + [f"exceptions.json: {key} is within its budget; take the exception out" for key in idle]


def dearer_than_committed(ours: Mapping[str, int], committed: Results | None) -> list[str]:
    """Operations more than 3% over the committed results, and such as are missing on either side."""
    if committed is None:
        return ["benchmarks/results.json is missing; run `python -m benchmarks` and commit it"]
    problems = []
    for key, before in committed.ours.items():
        title = BY_KEY[key].title if key in BY_KEY else key
        if key not in ours:
            problems.append(f"{title}: is in benchmarks/results.json and was not measured")
        elif ours[key] > before * (1 + DRIFT):
            problems.append(
                f"{title}: {ours[key]:,} gas, {ours[key] / before - 1:.1%} over the committed {before:,}; "
                "make it cheaper, or run `python -m benchmarks` and commit the new results"
            )
    new = [key for key in ours if key not in committed.ours]
    return problems + [
        f"{BY_KEY[key].title}: not in benchmarks/results.json; run `python -m benchmarks`" for key in new
    ]


def not_flat(scale: Mapping[str, dict[int, int]]) -> list[str]:
    """What grows with the number of partners by more than 10%."""
    return [
        f"{TITLES[name]} costs {spread(gas):.1%} more with some number of partners than with another; "
        f"{TOLERANCE:.0%} is allowed"
        for name, gas in scale.items()
        if spread(gas) > TOLERANCE
    ]


def dearer_than_peers(results: Results) -> list[str]:
    """The keys of operations in which a peer is cheaper."""
    best = {key: results.best_peer(key) for key in results.ours}
    return [key for key, peer in best.items() if peer is not None and results.ours[key] > peer[1]]


def unexplained(results: Results) -> list[str]:
    """Operations in which a peer is cheaper and operations.py does not say why."""
    return [
        f"{BY_KEY[key].title}: a peer is cheaper; say why under `dearer` in benchmarks/operations.py"
        for key in dearer_than_peers(results)
        if not BY_KEY[key].dearer
    ]
