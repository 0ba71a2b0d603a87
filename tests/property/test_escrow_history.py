"""Whatever happens to an escrow, in whatever order: it agrees with the model, and the invariants hold.

The steps are in escrow_money.py, escrow_people.py and escrow_votes.py, what is looked at after each of them in
escrow_invariants.py, how it all ends in escrow_ending.py, and what should come out in model_escrow.py.
"""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.kit.tokens import UNUSUAL
from tests.property.escrow_ending import WoundUp
from tests.property.escrow_invariants import (
    Agreement,
    Disputed,
    Everything,
    History,
    Outside,
    Parts,
    Payable,
    Separate,
)
from tests.property.escrow_stage import Stage
from tests.property.test_escrow_cases import CASES

# The short ones are the same in every run, as they also say that what they look at did happen; the long ones never are.
FEW = settings(
    max_examples=4, stateful_step_count=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
MANY = settings(FEW, max_examples=30, stateful_step_count=50, derandomize=False)


def play(machine: type[History], stage: Stage, examples: settings = FEW) -> Counter[str]:
    """Makes histories of the machine. Returns what has happened in them."""
    seen: Counter[str] = Counter()
    run_state_machine_as_test(type(machine.__name__, (machine,), {"stage": stage, "seen": seen}), settings=examples)
    return seen


def test_i01_i02_i03_the_books_agree_with_the_model(stage: Stage) -> None:
    play(Agreement, stage)


def test_i04_i05_i13_every_part_of_a_distribution_is_within_one_wei(stage: Stage) -> None:
    assert play(Parts, stage)["measured"] != 0


def test_i11_one_leaving_changes_nobody_elses_claim(stage: Stage) -> None:
    assert play(Separate, stage)["left, and nobody noticed"] != 0


def test_i12_t40_frozen_money_stays_until_the_time_out(stage: Stage) -> None:
    assert play(Disputed, stage)["frozen and there"] != 0


def test_i15_an_outsider_gets_no_richer(stage: Stage) -> None:
    assert play(Outside, stage)["tried everything"] != 0


def test_i16_whoever_earned_can_claim_at_the_end(stage: Stage) -> None:
    assert play(Payable, stage)["claimed at the end"] != 0


def test_t93_what_is_left_at_the_end_is_everybodys(stage: Stage) -> None:
    assert play(WoundUp, stage)["liquidated at once"] != 0


@pytest.mark.slow
def test_i01_i02_i03_i15_i16_hold_in_long_histories(stage: Stage) -> None:
    assert len(play(Everything, stage, MANY)) > len(CASES) // 2


@pytest.mark.slow
@pytest.mark.parametrize("token_kind", UNUSUAL, ids=lambda kind: kind.name, indirect=True)
def test_i01_i02_i03_i15_i16_hold_with_every_kind_of_token_that_keeps_its_promises(stage: Stage) -> None:
    play(Everything, stage, settings(FEW, max_examples=2))
