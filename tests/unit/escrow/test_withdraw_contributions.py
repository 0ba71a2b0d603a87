"""RevenueEscrow.withdraw_contributions: a founder that withdraws takes its capital along."""

from __future__ import annotations

from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import ether_of
from tests.kit.numbers import ETHER
from tests.kit.tokens import Token
from tests.kit.verbs import by_vote


@pytest.fixture
def funded(forming: Partnership, listed: Token, northwind: str, eastport: str) -> Partnership:
    """A formation that repays founders, two of whom have contributed."""
    with by_vote(forming):
        forming.escrow.set_recoupment(1)
    for who, amount in ((northwind, 70), (eastport, 30)):
        boa.env.set_balance(who, amount)
        with boa.env.prank(who):
            forming.escrow.contribute(ETHER, amount, value=amount)
    return forming


def test_pays_all_back_and_takes_it_off_the_line(funded: Partnership, northwind: str, eastport: str) -> None:
    escrow = funded.escrow
    with by_vote(funded):
        escrow.withdraw_contributions(northwind, [ETHER])
    assert logged(escrow) == [
        ("ContributionUnranked", northwind, ETHER, 70),
        ("ContributionReturned", northwind, ETHER, 70),
    ]
    assert ether_of(northwind) == 70
    assert (escrow.contribution_of(ETHER, northwind), escrow.outstanding_of(ETHER, northwind)) == (0, 0)
    assert (escrow.recoupment_of(ETHER), escrow.outstanding_of(ETHER, eastport)) == ((30, 0), 30)
    assert escrow.owed(ETHER) == 30


def test_refuses_when_something_would_be_left(funded: Partnership, northwind: str, refused: Any) -> None:
    with by_vote(funded), refused("escrow: name all its tokens"):
        funded.escrow.withdraw_contributions(northwind, [])


def test_passes_over_what_was_not_contributed(
    funded: Partnership, northwind: str, southbank: str, listed: Token
) -> None:
    """So all tokens may be named, whatever a stranger contributes for somebody meanwhile."""
    escrow = funded.escrow
    with by_vote(funded):
        escrow.withdraw_contributions(southbank, [ETHER, listed])
        assert logged(escrow) == []
        escrow.withdraw_contributions(northwind, [listed, ETHER])
    assert (escrow.contribution_of(ETHER, northwind), escrow.owed(ETHER)) == (0, 30)


def test_refuses_when_anybody_else_calls(funded: Partnership, northwind: str, outsider: str, refused: Any) -> None:
    for caller in (northwind, outsider, funded.escrow.address):
        with boa.env.prank(caller), refused("escrow: not the partnership"):
            funded.escrow.withdraw_contributions(northwind, [ETHER])
