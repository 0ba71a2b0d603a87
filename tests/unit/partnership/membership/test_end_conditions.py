"""Partnership.set_end_conditions, reach_milestone, and winding up by what they say."""

from __future__ import annotations

import boa
import pytest

from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import make_known
from tests.kit.numbers import CONSTITUTIONAL, ETHER, EVERYDAY, IN_FORCE, WINDING_UP
from tests.kit.refusals import refused
from tests.kit.verbs import by_vote

DONE = b"bridge built".ljust(32, b"\0")
NONE = bytes(32)
INCOME, MILESTONE = 5, 6


def aim(venture: Partnership, token: str = ETHER, amount: int = 0, milestone: bytes = NONE) -> None:
    with by_vote(venture):
        venture.partnership.set_end_conditions(token, amount, milestone)


def earn(venture: Partnership, amount: int) -> None:
    at = venture.escrow.address
    boa.env.set_balance(at, boa.env.get_balance(at) + amount)


def test_income_gives_anyone_the_right_to_begin(partnership: Partnership, outsider: str) -> None:
    own = partnership.partnership
    earn(partnership, 500)
    partnership.escrow.distribute(ETHER)  # does not count
    aim(partnership, amount=1_000)
    earn(partnership, 999)
    partnership.escrow.distribute(ETHER)
    assert own.end_conditions() == (ETHER, 1_000, 999, NONE, False)
    with refused(partnership, "winding up: no end has come"), boa.env.prank(outsider):
        own.wind_up_at_end()
    earn(partnership, 1)
    with refused(partnership, "winding up: no end has come"), boa.env.prank(outsider):
        own.wind_up_at_end()  # it waits to be split
    partnership.escrow.distribute(ETHER)
    assert own.phase() == IN_FORCE  # nothing ends inside a payment
    with boa.env.prank(outsider):
        own.wind_up_at_end()
    assert ("WindingUpBegun", INCOME, [], 0) in logged(own)
    assert own.phase() == WINDING_UP


def test_income_of_a_token(partnership: Partnership) -> None:
    token = mock("PlainToken", 18)
    with by_vote(partnership):
        partnership.escrow.list_token(token.address)
    token.mint(partnership.escrow.address, 10**18)
    make_known(partnership, token)
    aim(partnership, token.address, 10**18)
    token.mint(partnership.escrow.address, 2 * 10**18)
    partnership.escrow.distribute(token.address)
    partnership.partnership.wind_up_at_end()
    assert partnership.partnership.phase() == WINDING_UP


def test_a_milestone_is_decided_by_vote(partnership: Partnership, outsider: str) -> None:
    own = partnership.partnership
    aim(partnership, milestone=DONE)
    for wrong in (NONE, b"another".ljust(32, b"\0")):
        with refused(partnership, "winding up: no such milestone"), by_vote(partnership):
            own.reach_milestone(wrong)
    with refused(partnership, "winding up: no end has come"), boa.env.prank(outsider):
        own.wind_up_at_end()
    with by_vote(partnership):
        own.reach_milestone(DONE)
    assert logged(own) == [("MilestoneReached", DONE)]
    with refused(partnership, "winding up: milestone was reached"), by_vote(partnership):
        own.reach_milestone(DONE)
    with boa.env.prank(outsider):
        own.wind_up_at_end()
    assert ("WindingUpBegun", MILESTONE, [], 0) in logged(own)


def test_new_conditions_replace_the_former(partnership: Partnership) -> None:
    own = partnership.partnership
    aim(partnership, amount=10, milestone=DONE)
    with by_vote(partnership):
        own.reach_milestone(DONE)
    earn(partnership, 10)
    partnership.escrow.distribute(ETHER)
    aim(partnership, amount=10, milestone=DONE)
    assert logged(own)[-1] == ("EndConditionsSet", ETHER, 10, DONE)
    assert own.end_conditions() == (ETHER, 10, 0, DONE, False)
    with refused(partnership, "winding up: no end has come"):
        own.wind_up_at_end()
    aim(partnership)
    assert own.end_conditions() == (ETHER, 0, 0, NONE, False)


def test_no_condition_is_met_by_nothing(partnership: Partnership) -> None:
    with refused(partnership, "winding up: no end has come"):
        partnership.partnership.wind_up_at_end()


@pytest.mark.parametrize("call", ["set_end_conditions", "reach_milestone"])
def test_only_by_vote(partnership: Partnership, outsider: str, call: str) -> None:
    arguments = (ETHER, 1, DONE) if call == "set_end_conditions" else (DONE,)
    with refused(partnership, "partnership: only by vote"), boa.env.prank(outsider):
        getattr(partnership.partnership, call)(*arguments)


def test_which_class_decides(partnership: Partnership) -> None:
    own = partnership.partnership
    conditions = own.set_end_conditions.prepare_calldata(ETHER, 1, DONE)
    assert own.class_of(own.address, conditions) == CONSTITUTIONAL
    assert own.class_of(own.address, own.reach_milestone.prepare_calldata(DONE)) == EVERYDAY
