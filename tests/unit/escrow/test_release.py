"""RevenueEscrow.release: contributions of the formation go to the treasury."""

from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import ether_of
from tests.kit.numbers import ETHER
from tests.kit.tokens import Promise
from tests.kit.verbs import by_vote


@pytest.fixture
def funded(forming: Partnership, northwind: str, eastport: str, listed: Any) -> Partnership:
    """A formation with 900 wei and 70 of the listed token contributed, and 40 wei of early revenue."""
    escrow = forming.escrow
    listed.mint(eastport, listed.costs(70))
    with boa.env.prank(northwind):
        escrow.contribute(ETHER, 900, value=900)
    with boa.env.prank(eastport):
        listed.approve(escrow, 70)
        escrow.contribute(listed, 70)
    boa.env.set_balance(escrow.address, 940)
    return forming


def test_moves_ether_to_the_treasury_when_in_force(funded: Partnership, outsider: str, northwind: str) -> None:
    escrow = funded.escrow
    funded.accept_all()
    with boa.env.prank(outsider):
        assert escrow.release(ETHER) == 900
    assert logged(escrow) == [("ContributionsReleased", ETHER, 900)]
    assert ether_of(funded.partnership.address) == 900
    assert ether_of(escrow.address) == escrow.undistributed(ETHER) == 40
    assert escrow.owed(ETHER) == escrow.contributions_held(ETHER) == 0
    assert escrow.contribution_of(ETHER, northwind) == 900


@pytest.mark.needs(Promise.COVERED)
def test_moves_tokens_to_the_treasury_when_in_force(funded: Partnership, listed: Any) -> None:
    escrow, treasury = funded.escrow, funded.partnership.address
    funded.accept_all()
    contributed = listed.counts(70)
    assert escrow.release(listed) == contributed
    assert logged(escrow) == [
        ("ContributionsReleased", listed.address, contributed),
        *listed.moves(escrow, treasury, contributed),
    ]
    assert listed.balanceOf(treasury) == listed.lands(contributed)
    assert escrow.contributions_held(ETHER) == 900


def test_refuses_when_the_partnership_forms(funded: Partnership, refused: Any) -> None:
    with refused("escrow: not in force"):
        funded.escrow.release(ETHER)


def test_refuses_when_the_formation_has_failed(funded: Partnership, refused: Any) -> None:
    boa.env.time_travel(seconds=365 * 86_400)
    with refused("escrow: not in force"):
        funded.escrow.release(ETHER)


def test_refuses_when_released_before(funded: Partnership, refused: Any) -> None:
    funded.accept_all()
    funded.escrow.release(ETHER)
    with refused("escrow: nothing to release"):
        funded.escrow.release(ETHER)


def test_refuses_when_nothing_was_contributed(funded: Partnership, unlisted: Any, refused: Any) -> None:
    funded.accept_all()
    with refused("escrow: nothing to release"):
        funded.escrow.release(unlisted)


def test_still_moves_it_when_the_partnership_winds_up(funded: Partnership) -> None:
    funded.accept_all()
    with by_vote(funded):
        funded.partnership.wind_up([], 0)
    assert funded.escrow.release(ETHER) == 900
