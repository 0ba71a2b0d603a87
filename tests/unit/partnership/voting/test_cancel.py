"""Partnership.cancel."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.house import Partnership, columns
from tests.kit.logs import events
from tests.kit.numbers import CANCELED, DAY
from tests.kit.refusals import refused
from tests.kit.verbs import by_vote, move, pay_call, represent

TEXT = "a proposal"


def cancel(venture: Partnership, supplier: str, by: str) -> int:
    with boa.env.prank(by):
        return int(venture.partnership.cancel(*columns([pay_call(supplier)]), keccak(text=TEXT)))


@pytest.mark.parametrize("moment", ["at once", "at the snapshot", "at the deadline"])
def test_withdraws_when_the_vote_has_not_ended(
    partnership: Partnership, founders: list[LocalAccount], supplier: str, moment: str
) -> None:
    governor = partnership.partnership
    proposal = partnership.propose([pay_call(supplier)], by=founders[1].address)
    if moment == "at the snapshot":
        travel_to(governor.proposalSnapshot(proposal))
    elif moment == "at the deadline":
        travel_to(governor.proposalDeadline(proposal))
    assert cancel(partnership, supplier, founders[1].address) == proposal
    assert events(governor) == [(governor.address, "ProposalCanceled", {"proposalId": proposal})]
    assert governor.state(proposal) == CANCELED
    boa.env.time_travel(seconds=100 * DAY)
    assert governor.state(proposal) == CANCELED  # I10


def test_withdraws_when_the_proposer_has_left(
    partnership: Partnership, founders: list[LocalAccount], supplier: str
) -> None:
    proposal = partnership.propose([pay_call(supplier)])
    with boa.env.prank(founders[0].address):
        partnership.membership.leave()
    cancel(partnership, supplier, founders[0].address)
    assert partnership.partnership.state(proposal) == CANCELED


def test_t14_withdraws_from_its_new_account_when_the_seat_has_moved(
    partnership: Partnership, founders: list[LocalAccount], supplier: str, outsider: str, customer: str
) -> None:
    represent(partnership, founders[0].address, customer)
    proposal = partnership.propose([pay_call(supplier)])
    move(partnership, founders[0].address, outsider)
    for former in (founders[0].address, customer):
        with refused(partnership, "governor: not the proposer"):
            cancel(partnership, supplier, former)
    assert partnership.partnership.proposalProposer(proposal) == outsider
    cancel(partnership, supplier, outsider)
    assert partnership.partnership.state(proposal) == CANCELED


def test_t14_reverts_when_not_the_proposer(
    partnership: Partnership, founders: list[LocalAccount], supplier: str, outsider: str
) -> None:
    partnership.propose([pay_call(supplier)], by=founders[0].address)
    for other in (founders[1].address, outsider, partnership.membership.address):
        with refused(partnership, "governor: not the proposer"):
            cancel(partnership, supplier, other)
    with by_vote(partnership), refused(partnership, "governor: not the proposer"):
        partnership.partnership.cancel(*columns([pay_call(supplier)]), keccak(text=TEXT))


def test_reverts_when_the_vote_has_ended(partnership: Partnership, supplier: str) -> None:
    proposal = partnership.propose([pay_call(supplier)])
    partnership.open_voting(proposal)
    partnership.vote(proposal)
    travel_to(partnership.partnership.proposalDeadline(proposal) + 1)
    with refused(partnership, "governor: vote has ended"):
        cancel(partnership, supplier, partnership.founders[0].address)


def test_reverts_when_canceled_already(partnership: Partnership, supplier: str) -> None:
    partnership.propose([pay_call(supplier)])
    cancel(partnership, supplier, partnership.founders[0].address)
    with refused(partnership, "governor: vote has ended"):
        cancel(partnership, supplier, partnership.founders[0].address)
    with refused(partnership, "governor: already proposed"):
        partnership.propose([pay_call(supplier)])


def test_reverts_when_the_proposal_is_unknown(partnership: Partnership, supplier: str) -> None:
    with refused(partnership, "governor: unknown proposal"):
        cancel(partnership, supplier, partnership.founders[0].address)
