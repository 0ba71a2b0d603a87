"""Whatever happens in a tree of partnerships, in whatever order: every escrow agrees with its books, no money is lost
on its way up, and nobody pays who has not agreed to.

The steps are in tree_steps.py and tree_links.py, what is looked at after each of them in tree_invariants.py, and what
should come out in tree_model.py and tree_books.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import boa
import pytest
from eth_account.signers.local import LocalAccount
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.kit.house import House
from tests.property.tree_invariants import Trees
from tests.property.tree_stage import Stage, set_stage

# The short ones are the same in every run, as they also say that what they look at did happen; the long ones never are.
FEW = settings(
    max_examples=6, stateful_step_count=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
MANY = settings(FEW, max_examples=24, stateful_step_count=60, derandomize=False)


@pytest.fixture(scope="module")
def trees(house: House, founders: list[LocalAccount], key: Callable[[str], LocalAccount]) -> Iterator[Stage]:
    with boa.env.anchor():
        yield set_stage(house, founders, key)


def play(stage: Stage, examples: settings) -> Counter[str]:
    """Makes histories. Returns what has happened in them."""
    seen: Counter[str] = Counter()
    run_state_machine_as_test(type("Trees", (Trees,), {"stage": stage, "seen": seen}), settings=examples)
    return seen


def test_i01_i02_i03_i04_i05_i13_t106_t133_trees_agree_with_their_books(trees: Stage) -> None:
    seen = play(trees, FEW)
    assert not [wanted for wanted in ("agreed", "measured", "moved up", "ended by its income") if not seen[wanted]]


@pytest.mark.slow
def test_i01_i02_i03_i04_i05_i13_t106_t133_hold_in_long_histories_of_trees(trees: Stage) -> None:
    seen = play(trees, MANY)
    happened = ("notice", "bought out", "waived", "cleared", "wound up", "moved", "settled to the end")
    assert not [wanted for wanted in happened if not seen[wanted]]
