"""Roles and seats that end on a date: good in their last second, and no longer."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import Govern, Partnership
from tests.kit.numbers import DAY, EVERYDAY, FOR, HOUR, PROPOSER, STEERING
from tests.kit.refusals import refused
from tests.kit.rules import Rule
from tests.kit.signatures import ballot, sign
from tests.kit.verbs import (
    accept,
    by_vote,
    end_vote,
    invite,
    object_to,
    pay_call,
    propose_as,
    recuse,
    relay,
    represent,
    signed,
    vote_as,
)


def on_probation(venture: Partnership, account: str, ends: int, role: int = PROPOSER) -> None:
    """Makes `account` a partner of weight 40 whose seat ends."""
    invite(venture, account, weight=40, role=role)
    with by_vote(venture):
        venture.membership.set_probation(account, ends)
    accept(venture, account)


@pytest.mark.parametrize("through", ["propose", "propose_as"])
def test_proposes_until_the_role_ends(
    partnership: Partnership, founders: list[LocalAccount], outsider: str, through: str
) -> None:
    ends = boa.env.timestamp + DAY
    with by_vote(partnership):
        partnership.membership.set_role(founders[0].address, PROPOSER, ends)

    def propose(text: str, action: tuple[str, int, bytes]) -> int:
        if through == "propose":
            return partnership.propose([action], text)
        return propose_as(partnership, founders[0].address, [action], text)

    travel_to(ends)
    propose("in the last second", pay_call(outsider))
    travel_to(ends + 1)
    with refused(partnership, "governor: role may not propose"):
        propose("a second later", pay_call(outsider))
    assert partnership.partnership.proposal_class(propose("own", partnership.admit_call(outsider, 1, 1))) == EVERYDAY
    assert partnership.partnership.has_standing(founders[0].address)
    with by_vote(partnership):
        partnership.membership.set_role(founders[0].address, PROPOSER, 0)
    propose("for good", pay_call(outsider))


def test_votes_though_the_role_has_ended(partnership: Partnership, proposal: int, founders: list[LocalAccount]) -> None:
    with by_vote(partnership):
        partnership.membership.set_role(founders[0].address, PROPOSER, boa.env.timestamp + 1)
    boa.env.time_travel(seconds=60)
    partnership.vote(proposal)
    assert partnership.partnership.proposalVotes(proposal) == (0, 100, 0)
    with boa.env.prank(founders[0].address), refused(partnership, "governor: already voted"):
        partnership.partnership.castVote(proposal, FOR)


def test_t12_votes_until_the_seat_ends_over_every_route(
    partnership: Partnership, key: Callable[[str], LocalAccount], customer: str, supplier: str
) -> None:
    governor, newcomer = partnership.partnership, key("outsider")
    ends = boa.env.timestamp + DAY
    on_probation(partnership, newcomer.address, ends)
    represent(partnership, newcomer.address, customer)
    boa.env.time_travel(seconds=1)
    proposal = partnership.propose([pay_call(supplier)], "with a newcomer")

    def by_transaction() -> None:
        partnership.vote(proposal, by=[newcomer.address])

    def by_signature() -> None:
        message = ballot(governor.address, proposal, FOR, newcomer.address)
        governor.castVoteBySig(proposal, FOR, newcomer.address, sign(newcomer, message))

    def in_a_batch() -> None:
        relay(partnership, proposal, [signed(partnership, newcomer, proposal)])

    def by_representative() -> None:
        vote_as(partnership, newcomer.address, proposal, by=customer)

    routes = (by_transaction, by_signature, in_a_batch, by_representative)
    travel_to(ends)
    assert governor.has_standing(newcomer.address)
    for route in routes:
        with boa.env.anchor():
            route()
            assert governor.proposalVotes(proposal) == (0, 40, 0)
    travel_to(ends + 1)
    assert not governor.has_standing(newcomer.address)
    for route in routes:
        with refused(partnership, "governor: no standing"):
            route()
    for call in (
        lambda: partnership.propose([pay_call(supplier)], "late", by=newcomer.address),
        lambda: propose_as(partnership, newcomer.address, [pay_call(supplier)], "late"),
        lambda: propose_as(partnership, newcomer.address, [pay_call(supplier)], "late", by=customer),
        lambda: recuse(partnership, proposal, newcomer.address),
    ):
        with refused(partnership, "governor: no standing"):
            call()


def test_confirmed_seats_vote_on(partnership: Partnership, outsider: str, supplier: str) -> None:
    ends = boa.env.timestamp + DAY
    on_probation(partnership, outsider, ends)
    boa.env.time_travel(seconds=1)
    proposal = partnership.propose([pay_call(supplier)], "with a newcomer")
    with by_vote(partnership):
        partnership.membership.set_probation(outsider, 0)
    travel_to(ends + 1)
    partnership.vote(proposal, by=[outsider])
    assert partnership.partnership.proposalVotes(proposal) == (0, 40, 0)


def test_t18_objects_until_the_seat_ends(govern: Govern, outsider: str, supplier: str) -> None:
    venture = govern(Rule(objections=1, contested_bps=8_000))
    ends = boa.env.timestamp + 3 * DAY + 2 * HOUR
    on_probation(venture, outsider, ends, STEERING)
    proposal = venture.propose([pay_call(supplier)])
    venture.open_voting(proposal)
    venture.vote(proposal)
    end_vote(venture, proposal)
    travel_to(ends)
    with boa.env.anchor():
        object_to(venture, proposal, outsider)
    travel_to(ends + 1)
    with refused(venture, "governor: may not object"):
        object_to(venture, proposal, outsider)


def test_t19_is_recused_until_the_seat_ends(govern: Govern, outsider: str) -> None:
    venture = govern(Rule(recusal=True, contested_bps=8_000))
    ends = boa.env.timestamp + DAY
    on_probation(venture, outsider, ends)
    travel_to(ends)
    assert venture.partnership.recused(venture.propose([pay_call(outsider)], "in time")) == [3]


def test_a_partner_without_a_date_is_not_held_to_the_dates_of_a_former_seat(
    partnership: Partnership, outsider: str, supplier: str
) -> None:
    """Who comes back after a probation that ended has a seat without an end."""
    ends = boa.env.timestamp + DAY
    on_probation(partnership, outsider, ends)
    travel_to(ends + 1)
    partnership.membership.end_probation(outsider)
    invite(partnership, outsider, weight=40)
    accept(partnership, outsider)
    boa.env.time_travel(seconds=1)
    assert partnership.partnership.has_standing(outsider)
    proposal = partnership.propose([pay_call(supplier)], "again", by=outsider)
    partnership.open_voting(proposal)
    partnership.vote(proposal, by=[outsider])
    assert partnership.partnership.proposalVotes(proposal) == (0, 40, 0)
