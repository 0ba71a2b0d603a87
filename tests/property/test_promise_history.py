"""Whatever is promised, and whatever is tried: nothing reserved happens against a no in time, or before a silence is
over; no mandate moves more than twice its limit in any period; a floor's token is never below it without its holder.

The steps are in promise_making.py, promise_proposals.py and promise_mandates.py, what they should do in
promise_model.py. That everything else is done, and not held up, is looked at in every step, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import boa
import pytest
from eth_account.signers.local import LocalAccount
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.kit.house import House
from tests.kit.verbs import wind_up
from tests.property.promise_mandates import Steps
from tests.property.promise_proposals import HEARD
from tests.property.promise_stage import Stage, set_stage

FEW = settings(
    max_examples=20, stateful_step_count=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
MANY = settings(FEW, max_examples=40, stateful_step_count=50, derandomize=False)


class Kept(Steps):
    """After every step: what is below a floor was there before, or left with the yes of who holds it."""

    def __init__(self) -> None:
        super().__init__()
        self.last = self.held()

    @invariant()
    def floors_are_kept(self) -> None:
        """The steps themselves say what was agreed to; here it is looked at what is left, however it went."""
        held = self.held()
        for floor in self.model.floors:
            if floor.holds(self.model.now) and held[floor.token] < floor.amount:
                assert held[floor.token] >= self.last[floor.token] or (floor.token, floor.holder) in self.agreed
        self.last, self.agreed = held, set()

    def finish(self) -> None:
        """Winding up ends every mandate."""
        wind_up(self.venture)
        for number, mandate in self.model.mandates.items():
            held = self.held()
            with boa.env.prank(self.model.present(mandate.holder)), boa.reverts("membership: not in force"):
                self.own.act(number, self.stage.stranger, 0, b"")
            assert self.held() == held
        super().finish()


@pytest.fixture(scope="module")
def promises(house: House, founders: list[LocalAccount], key: Callable[[str], LocalAccount]) -> Iterator[Stage]:
    with boa.env.anchor():
        yield set_stage(house, founders, key)


def play(stage: Stage, examples: settings) -> Counter[str]:
    seen: Counter[str] = Counter()
    run_state_machine_as_test(type("Kept", (Kept,), {"stage": stage, "seen": seen}), settings=examples)
    return seen


def test_t113_t119_t121_t122_promises_are_kept(promises: Stage) -> None:
    seen = play(promises, FEW)
    wanted = ("executed", "acted", "refused to act", *HEARD[:2])
    assert not [happened for happened in wanted if not seen[happened]]


@pytest.mark.slow
def test_t113_t119_t121_t122_promises_are_kept_in_long_histories(promises: Stage) -> None:
    seen = play(promises, MANY)
    wanted = ("executed", "acted", "moved", "floors: holder's yes needed", *HEARD[:2])
    assert not [happened for happened in wanted if not seen[happened]]
