"""Small made-up results, so that no chain is needed."""

from __future__ import annotations

import pytest

from benchmarks.limits import TITLES
from benchmarks.results import Peer, Results


@pytest.fixture
def found() -> Results:
    """Ours is dearer than a peer at proposing only."""
    return Results(
        versions={"vyper": "0.4.3"},
        ours={"propose": 79_000, "ballot": 40_000, "queue": 0},
        peers={
            "governor": Peer("Governor", {"propose": 69_000, "ballot": 66_000, "queue": 146_000}),
            "guild": Peer("Guild", {"ballot": 64_000, "redeem_1": 112_000}, recorded=True),
        },
        scale={"ballot": {3: 40_000, 1_000: 40_400}},
        sizes={"Ecosystem": 4_000},
        kinds={"ballot": {"storage writes": 5_800, "logs": 0, "storage reads": 6_300}},
        limits=dict.fromkeys(TITLES, 1_600_000),
    )
