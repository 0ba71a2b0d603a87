"""RevenueEscrow.reclaim: contributions go back when the formation failed."""

from typing import Any

import boa
import pytest

from tests.kit.clock import travel_to
from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import ether_of
from tests.kit.numbers import DAY, ETHER
from tests.kit.tokens import Promise


@pytest.fixture
def funded(forming: Partnership, northwind: str, eastport: str, listed: Any) -> Partnership:
    """A formation with contributions of two founders in ether, and of one in a token."""
    escrow = forming.escrow
    listed.mint(eastport, listed.costs(70))
    with boa.env.prank(northwind):
        escrow.contribute(ETHER, 900, value=900)
    with boa.env.prank(eastport):
        escrow.contribute(ETHER, 100, value=100)
        listed.approve(escrow, 70)
        escrow.contribute(listed, 70)
    return forming


def test_t09_pays_ether_back_when_the_formation_failed(
    funded: Partnership, northwind: str, eastport: str, outsider: str
) -> None:
    escrow = funded.escrow
    boa.env.time_travel(seconds=30 * DAY)
    before = ether_of(northwind)
    with boa.env.prank(outsider):
        assert escrow.reclaim(ETHER, northwind) == 900
    assert logged(escrow) == [("ContributionReturned", northwind, ETHER, 900)]
    assert ether_of(northwind) == before + 900
    assert escrow.contribution_of(ETHER, northwind) == 0
    assert escrow.contributions_held(ETHER) == escrow.owed(ETHER) == ether_of(escrow.address) == 100
    assert escrow.reclaim(ETHER, eastport) == 100


@pytest.mark.needs(Promise.COVERED)
def test_t09_pays_tokens_back_when_the_formation_failed(funded: Partnership, eastport: str, listed: Any) -> None:
    escrow = funded.escrow
    boa.env.time_travel(seconds=30 * DAY)
    contributed = listed.counts(70)
    assert escrow.reclaim(listed, eastport) == contributed
    assert logged(escrow) == [
        ("ContributionReturned", eastport, listed.address, contributed),
        *listed.moves(escrow, eastport, contributed),
    ]
    assert listed.balanceOf(eastport) == listed.lands(contributed)
    assert escrow.owed(listed) == 0


def test_t09_pays_from_the_second_after_the_deadline(funded: Partnership, northwind: str, refused: Any) -> None:
    deadline = funded.membership.formation_deadline()
    travel_to(deadline)
    with refused("escrow: formation has not failed"):
        funded.escrow.reclaim(ETHER, northwind)
    travel_to(deadline + 1)
    assert funded.escrow.reclaim(ETHER, northwind) == 900


def test_refuses_when_the_partnership_forms(funded: Partnership, northwind: str, refused: Any) -> None:
    with refused("escrow: formation has not failed"):
        funded.escrow.reclaim(ETHER, northwind)


def test_refuses_when_in_force(funded: Partnership, northwind: str, refused: Any) -> None:
    funded.accept_all()
    boa.env.time_travel(seconds=30 * DAY)
    with refused("escrow: formation has not failed"):
        funded.escrow.reclaim(ETHER, northwind)


def test_refuses_when_paid_back_before(funded: Partnership, northwind: str, refused: Any) -> None:
    boa.env.time_travel(seconds=30 * DAY)
    funded.escrow.reclaim(ETHER, northwind)
    with refused("escrow: nothing to return"):
        funded.escrow.reclaim(ETHER, northwind)


def test_refuses_when_nothing_was_contributed(funded: Partnership, outsider: str, refused: Any) -> None:
    boa.env.time_travel(seconds=30 * DAY)
    with boa.env.prank(outsider), refused("escrow: nothing to return"):
        funded.escrow.reclaim(ETHER, outsider)


def test_t28_others_are_paid_back_when_one_contributor_refuses_ether(
    funded: Partnership, mock: Any, northwind: str, customer: str
) -> None:
    escrow = funded.escrow
    stubborn = mock("RejectingReceiver")
    with boa.env.prank(customer):
        stubborn.act(escrow, escrow.contribute.prepare_calldata(ETHER, 11), value=11)
    boa.env.time_travel(seconds=30 * DAY)
    with boa.reverts("tokens: receiver refused ether"):
        escrow.reclaim(ETHER, stubborn)
    assert escrow.contribution_of(ETHER, stubborn) == 11
    assert escrow.reclaim(ETHER, northwind) == 900


def test_t33_a_contributor_is_paid_once_when_it_calls_back(funded: Partnership, mock: Any, customer: str) -> None:
    escrow = funded.escrow
    greedy = mock("ReenteringReceiver")
    with boa.env.prank(customer):
        greedy.act(escrow, escrow.contribute.prepare_calldata(ETHER, 11), value=11)
    boa.env.time_travel(seconds=30 * DAY)
    greedy.arm(escrow, escrow.reclaim.prepare_calldata(ETHER, greedy))
    assert escrow.reclaim(ETHER, greedy) == 11
    assert (greedy.calls(), greedy.successes()) == (1, 0)
    assert ether_of(greedy.address) == 11
    assert ether_of(escrow.address) == 1_000
