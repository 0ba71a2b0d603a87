"""Partnership.set_role."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import Partnership
from tests.kit.logs import events
from tests.kit.numbers import DAY, HOUR, MEDIATOR, PROPOSER, STEERING, TREASURER
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.verbs import accept, by_vote, invite, pay_call


def test_changes_the_role_when_decided_by_vote(partnership: Partnership, founders: list[LocalAccount]) -> None:
    partner = founders[1].address
    every = PROPOSER | STEERING | MEDIATOR | TREASURER
    call = partnership.membership.set_role.prepare_calldata(partner, every, 0)
    partnership.decide([(partnership.membership.address, 0, call)])
    assert events(partnership.partnership)[1:] == [
        (
            partnership.membership.address,
            "RoleChanged",
            {"partner": partner, "previous": PROPOSER, "current": every, "ends": 0},
        )
    ]
    assert partnership.membership.partner(partner)[5] == every
    assert partnership.partnership.total() == 100


def test_may_vote_but_not_propose_when_the_role_is_empty(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    with by_vote(partnership):
        partnership.membership.set_role(founders[1].address, 0, 0)
    with refused(partnership, "governor: role may not propose"):
        partnership.propose([pay_call(outsider)], by=founders[1].address)
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    partnership.vote(proposal, by=[founders[1].address])
    assert partnership.partnership.proposalVotes(proposal) == (0, 30, 0)


def test_counts_from_the_acceptance_when_invited(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider, role=0)
    with by_vote(partnership):
        partnership.membership.set_role(outsider, PROPOSER, 0)
    assert [name for _, name, _ in events(partnership.membership)] == ["RoleChanged"]
    accept(partnership, outsider)
    assert partnership.propose([pay_call(outsider)], by=outsider)


def test_reverts_when_not_on_the_roster(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    with by_vote(partnership), refused(partnership, "roster: not on the roster"):
        partnership.membership.set_role(outsider, PROPOSER, 0)
    with boa.env.prank(founders[0].address):
        partnership.membership.leave()
    with by_vote(partnership), refused(partnership, "roster: has left"):
        partnership.membership.set_role(founders[0].address, 0, 0)


def test_reverts_when_not_by_the_partnership(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    for caller in (outsider, founders[0].address):
        with boa.env.prank(caller), refused(partnership, ROSTER_BY_VOTE_ONLY):
            partnership.membership.set_role(founders[0].address, TREASURER, 0)


def test_reverts_when_the_partnership_is_forming(forming: Partnership, founders: list[LocalAccount]) -> None:
    with by_vote(forming), refused(forming, "membership: not in force"):
        forming.membership.set_role(founders[0].address, 0, 0)


@pytest.mark.parametrize("late", [0, 1])
def test_t69_a_role_with_an_end_is_there_to_the_last_second(
    partnership: Partnership, founders: list[LocalAccount], outsider: str, late: int
) -> None:
    partner, ends = founders[1].address, boa.env.timestamp + 10 * DAY
    with by_vote(partnership):
        partnership.membership.set_role(partner, PROPOSER, ends)
    assert events(partnership.membership) == [
        (
            partnership.membership.address,
            "RoleChanged",
            {"partner": partner, "previous": PROPOSER, "current": PROPOSER, "ends": ends},
        )
    ]
    assert partnership.membership.partner(partner)[9] == ends
    travel_to(ends + late)
    assert partnership.partnership.has_standing(partner)  # the role ends, not the seat
    if late:
        with refused(partnership, "governor: role may not propose"):
            partnership.propose([pay_call(outsider)], by=partner)
    else:
        assert partnership.propose([pay_call(outsider)], by=partner)


def test_t69_without_any_role_left_the_constitutional_class_can_still_be_asked(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    """Whatever becomes of the roles, somebody can always propose to change them."""
    members, ends = partnership.membership, boa.env.timestamp + DAY
    with by_vote(partnership):
        members.set_role(founders[0].address, 0, 0)
        members.set_role(founders[1].address, PROPOSER, ends)
        members.set_role(founders[2].address, STEERING, 0)
    travel_to(ends + 1)
    for founder in founders:
        with refused(partnership, "governor: role may not propose"):
            partnership.propose([pay_call(founder.address)], by=founder.address)
    call = members.set_role.prepare_calldata(founders[0].address, PROPOSER, 0)
    for founder in founders:
        text = f"by {founder.address}"
        assert partnership.propose([(members.address, 0, call)], text, by=founder.address)
    partnership.decide([(members.address, 0, call)])
    assert partnership.propose([pay_call(founders[0].address)], by=founders[0].address)


def test_votes_the_same_way_when_the_role_has_an_end(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    ends = boa.env.timestamp + HOUR
    with by_vote(partnership):
        partnership.membership.set_role(founders[1].address, PROPOSER, ends)
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    assert boa.env.timestamp > ends
    partnership.vote(proposal)
    with refused(partnership, "governor: already voted"):
        partnership.vote(proposal, by=[founders[1].address])
    assert partnership.partnership.proposalVotes(proposal) == (0, 100, 0)


def test_keeps_the_end_over_acceptances_suspensions_and_new_shares(partnership: Partnership, outsider: str) -> None:
    ends = boa.env.timestamp + 10 * DAY
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.set_role(outsider, PROPOSER, ends)
    accept(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.suspend(outsider)
        partnership.membership.reinstate(outsider)
        partnership.membership.set_shares(outsider, 11, 11)
    assert partnership.membership.partner(outsider)[9] == ends
    travel_to(ends)
    assert partnership.propose([pay_call(outsider)], "in time", by=outsider)
    travel_to(ends + 1)
    with refused(partnership, "governor: role may not propose"):
        partnership.propose([pay_call(outsider)], "too late", by=outsider)


@pytest.mark.parametrize("ends", [0, 1], ids=["never", "later"])
def test_comes_back_when_it_is_given_again(
    partnership: Partnership, founders: list[LocalAccount], outsider: str, ends: int
) -> None:
    first = boa.env.timestamp + HOUR
    with by_vote(partnership):
        partnership.membership.set_role(founders[1].address, PROPOSER, first)
    travel_to(first + 1)
    again = ends and boa.env.timestamp + DAY
    with by_vote(partnership):
        partnership.membership.set_role(founders[1].address, PROPOSER, again)
    assert partnership.membership.partner(founders[1].address)[9] == again
    assert partnership.propose([pay_call(outsider)], by=founders[1].address)


def test_reverts_when_the_end_is_not_ahead(partnership: Partnership, founders: list[LocalAccount]) -> None:
    for ends in (1, boa.env.timestamp, 2**40, 2**256 - 1):
        with by_vote(partnership), refused(partnership, "roster: date is not ahead"):
            partnership.membership.set_role(founders[1].address, PROPOSER, ends)
    with by_vote(partnership):
        partnership.membership.set_role(founders[1].address, PROPOSER, boa.env.timestamp + 1)
        partnership.membership.set_role(founders[1].address, PROPOSER, 2**40 - 1)
