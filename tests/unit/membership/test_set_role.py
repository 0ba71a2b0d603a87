"""Membership.set_role."""

from __future__ import annotations

import boa
from eth_account.signers.local import LocalAccount

from tests.conftest import MEDIATOR, PROPOSER, STEERING, TREASURER, Partnership
from tests.unit.modules.helpers import accept, by_vote, events, invite, pay_call, refused


def test_changes_the_role_when_decided_by_vote(partnership: Partnership, founders: list[LocalAccount]) -> None:
    partner = founders[1].address
    every = PROPOSER | STEERING | MEDIATOR | TREASURER
    call = partnership.membership.set_role.prepare_calldata(partner, every, 0)
    partnership.decide([(partnership.membership.address, 0, call)])
    assert events(partnership.partnership.main)[1:] == [
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
        with boa.env.prank(caller), refused(partnership, "membership: not the partnership"):
            partnership.membership.set_role(founders[0].address, TREASURER, 0)


def test_reverts_when_the_partnership_is_forming(forming: Partnership, founders: list[LocalAccount]) -> None:
    with by_vote(forming), refused(forming, "membership: not in force"):
        forming.membership.set_role(founders[0].address, 0, 0)
