"""What anyone may do about a partner may also be an action of a proposal: lapse, forfeit, end_probation."""

from __future__ import annotations

import boa
import pytest

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import Action, Partnership
from tests.kit.numbers import ACTIVE, DAY, ETHER, LEFT, PROPOSER, REDEMPTION_SECONDS
from tests.kit.refusals import refused
from tests.kit.verbs import (
    accept,
    amend,
    by_vote,
    close_window,
    invite,
    join,
    leave,
    outlast_base,
    pay_call,
    ready,
    set_exit_terms,
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


def test_forfeits_and_invites_again_in_one_proposal(partnership: Partnership, eastport: str) -> None:
    set_exit_terms(partnership, 0, 5_000)
    leave(partnership, eastport)
    travel_to(partnership.membership.partner(eastport).redeem_by)
    actions = [call(partnership, "forfeit", eastport), call(partnership, "admit", eastport, 9, 8, PROPOSER, DAY)]
    pass_without(partnership, eastport, actions)
    partnership.execute(actions)
    accept(partnership, eastport)
    assert partnership.membership.partner(eastport)[2:6] == (ACTIVE, 9, 8, PROPOSER)


def test_does_not_forfeit_within_an_execution_before_the_time_is_over(partnership: Partnership, eastport: str) -> None:
    set_exit_terms(partnership, 0, 5_000)
    leave(partnership, eastport)
    actions = [call(partnership, "forfeit", eastport)]
    pass_without(partnership, eastport, actions)
    assert partnership.membership.partner(eastport).redeem_by > boa.env.timestamp
    with refused(partnership, "membership: may still redeem"):
        partnership.execute(actions)


def test_ends_a_probation_within_an_execution(partnership: Partnership, customer: str) -> None:
    ends = boa.env.timestamp + DAY
    invite(partnership, customer, weight=7, units=9)
    with by_vote(partnership):
        partnership.membership.set_probation(customer, ends)
    accept(partnership, customer)
    actions = [call(partnership, "end_probation", customer), pay_call(customer)]
    with boa.env.anchor():
        early = [call(partnership, "set_probation", customer, ends + 30 * DAY), *actions]
        ready(partnership, early)
        with refused(partnership, "membership: probation is running"):
            partnership.execute(early)
    ready(partnership, actions)
    partnership.execute(actions)
    assert partnership.membership.partner(customer)[2] == LEFT
    assert (partnership.partnership.total(), partnership.escrow.total_units()) == (100, 1_000)
    assert boa.env.get_balance(customer) > 0


@pytest.mark.parametrize("function", ["lapse", "forfeit", "end_probation"])
def test_t22_somebody_else_may_do_it_in_the_middle_too(partnership: Partnership, outsider: str, function: str) -> None:
    """A contract that an action calls: the function takes no lock, and says itself why it refuses."""
    program = mock("ScriptedWallet")
    join(partnership, program.address)
    program.plan(*call(partnership, function, program.address)[::2])
    partnership.decide([(program.address, 0, program.poke.prepare_calldata())])
    reason = {
        "lapse": b"roster: has standing",
        "forfeit": b"membership: nothing to redeem",
        "end_probation": b"membership: not on probation",
    }[function]
    assert (program.attempts(), program.succeeded()) == (1, False)
    assert reason in program.answer()


def test_t62_ending_a_right_while_ether_is_paid_out_takes_nothing_from_the_treasury(
    partnership: Partnership, customer: str
) -> None:
    """While a leaver redeems, its receiver forfeits another's right that is over: what is left is shared as before."""
    set_exit_terms(partnership, 0, 5_000)
    program = mock("ScriptedWallet")
    join(partnership, customer, units=1_000)
    join(partnership, program.address, units=1_000)
    leave(partnership, customer)
    boa.env.time_travel(seconds=REDEMPTION_SECONDS + 1)
    boa.env.set_balance(partnership.partnership.address, 9_000)
    members = partnership.membership
    program.plan(*call(partnership, "forfeit", customer)[::2])
    before = boa.env.get_balance(program.address)
    program.call(members.address, 0, members.leave.prepare_calldata([ETHER]))
    assert (program.attempts(), program.succeeded()) == (1, True)
    assert boa.env.get_balance(program.address) - before == 9_000 // 2 * 1_000 // 3_000
    assert members.partner(customer).redeem_by == 0
