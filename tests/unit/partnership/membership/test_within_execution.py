"""What anyone may do about a partner, as an action of a proposal: lapse goes, and who is paid for leaving does not."""

from __future__ import annotations

import boa
import pytest

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import Action, Partnership
from tests.kit.numbers import ACTIVE, DAY, EXPELLED, LEFT
from tests.kit.refusals import refused
from tests.kit.verbs import (
    accept,
    amend,
    by_vote,
    close_window,
    invite,
    join,
    outlast_base,
    ready,
)


def call(venture: Partnership, function: str, *arguments: object) -> Action:
    data = getattr(venture.membership, function).prepare_calldata(*arguments)
    return (venture.membership.address, 0, data)


def lagging(venture: Partnership, northwind: str, eastport: str, southbank: str) -> None:
    """Everybody but eastport has accepted the new terms, and the window has closed."""
    terms_hash = amend(venture)
    for partner in (northwind, southbank):
        accept(venture, partner, terms_hash)
    close_window(venture, northwind, southbank)
    outlast_base(venture)


def pass_without(venture: Partnership, absent: str, actions: list[Action], text: str = "a proposal") -> None:
    """Proposes and passes with the votes of all founders but one; it can be executed then."""
    proposal = venture.propose(actions, text)
    venture.open_voting(proposal)
    venture.vote(proposal, by=[f.address for f in venture.founders if f.address != absent])
    travel_to(venture.partnership.proposalEta(proposal))


def test_lapses_within_an_execution(partnership: Partnership, northwind: str, eastport: str, southbank: str) -> None:
    lagging(partnership, northwind, eastport, southbank)
    actions = [call(partnership, "lapse", eastport), call(partnership, "set_shares", northwind, 60, 500)]
    pass_without(partnership, eastport, actions)
    partnership.execute(actions)
    assert partnership.partnership.total() == 60 + 20
    assert partnership.partnership.weight_of(eastport) == 0
    assert partnership.membership.partner(eastport)[2:5] == (ACTIVE, 30, 300)


def test_nothing_is_executed_when_there_is_nothing_to_lapse(
    partnership: Partnership, northwind: str, eastport: str
) -> None:
    actions = [call(partnership, "set_shares", northwind, 60, 500), call(partnership, "lapse", eastport)]
    ready(partnership, actions)
    with refused(partnership, "roster: has standing"):
        partnership.execute(actions)


@pytest.mark.parametrize("function", ["end_probation", "end_notice"])
def test_t87_nobody_is_taken_off_within_an_execution(
    partnership: Partnership, customer: str, outsider: str, function: str
) -> None:
    """What it is owed by one action would be taken by the next."""
    invite(partnership, customer, weight=7, units=1_000)
    if function == "end_probation":
        with by_vote(partnership):
            partnership.membership.set_probation(customer, boa.env.timestamp + DAY)
    accept(partnership, customer)
    if function == "end_notice":
        with by_vote(partnership):
            partnership.membership.expel(customer)
    token = mock("StubbornToken")
    token.mint(partnership.partnership.address, 1_000)
    actions = [
        call(partnership, function, customer),
        (token.address, 0, token.transfer.prepare_calldata(outsider, 1_000)),
    ]
    boa.env.time_travel(seconds=31 * DAY)  # its notice is over, too
    pass_without(partnership, customer, actions)
    with refused(partnership, "governor: action failed"):
        partnership.execute(actions)
    getattr(partnership.membership, function)(customer)
    assert partnership.membership.partner(customer)[2] == (LEFT if function == "end_probation" else EXPELLED)


@pytest.mark.parametrize("function", ["lapse", "end_suspension"])
def test_t22_somebody_else_may_do_it_in_the_middle_too(partnership: Partnership, outsider: str, function: str) -> None:
    """A contract that an action calls: the function takes no lock, and says itself why it refuses."""
    program = mock("ScriptedWallet")
    join(partnership, program.address)
    program.plan(*call(partnership, function, program.address)[::2])
    partnership.decide([(program.address, 0, program.poke.prepare_calldata())])
    reason = {"lapse": b"roster: has standing", "end_suspension": b"roster: not suspended"}[function]
    assert (program.attempts(), program.succeeded()) == (1, False)
    assert reason in program.answer()
