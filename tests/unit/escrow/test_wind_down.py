"""RevenueEscrow.wind_down: what is nobody's, when the formation has failed."""

from typing import Any

import boa

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import ether_of
from tests.kit.numbers import DAY, ETHER


def test_t09_sends_unknown_money_to_the_convener_when_the_formation_failed(
    failed: Partnership, northwind: str, outsider: str
) -> None:
    escrow = failed.escrow
    boa.env.set_balance(escrow.address, 55)
    before = ether_of(northwind)
    with boa.env.prank(outsider):
        assert escrow.wind_down(ETHER) == 55
    assert logged(escrow) == [("WoundDown", ETHER, northwind, 55)]
    assert ether_of(northwind) == before + 55
    assert ether_of(escrow.address) == 0


def test_t09_keeps_contributions_when_the_formation_failed(
    forming: Partnership, northwind: str, eastport: str, refused: Any
) -> None:
    escrow = forming.escrow
    with boa.env.prank(eastport):
        escrow.contribute(ETHER, 900, value=900)
    boa.env.set_balance(escrow.address, 955)
    boa.env.time_travel(seconds=30 * DAY)
    assert escrow.wind_down(ETHER) == 55
    with refused("escrow: nothing left"):
        escrow.wind_down(ETHER)
    assert escrow.reclaim(ETHER, eastport) == 900


def test_t06_refuses_when_winding_up(ended: Partnership, refused: Any) -> None:
    """What comes late belongs to those who were partners then; see Partnership.liquidate."""
    boa.env.set_balance(ended.escrow.address, 55)
    with refused("escrow: still a partnership"):
        ended.escrow.wind_down(ETHER)


def test_refuses_when_the_partnership_forms(forming: Partnership, refused: Any) -> None:
    boa.env.set_balance(forming.escrow.address, 55)
    with refused("escrow: still a partnership"):
        forming.escrow.wind_down(ETHER)


def test_refuses_when_in_force(escrow: Any, refused: Any) -> None:
    boa.env.set_balance(escrow.address, 55)
    with refused("escrow: still a partnership"):
        escrow.wind_down(ETHER)


def test_refuses_when_nothing_is_left(failed: Partnership, refused: Any) -> None:
    with refused("escrow: nothing left"):
        failed.escrow.wind_down(ETHER)


def test_t31_passes_the_failure_on_when_the_token_does_not_pay(failed: Partnership, mock: Any) -> None:
    token = mock("StubbornToken")
    token.mint(failed.escrow, 5)
    token.set_mood(1)
    with boa.reverts("tokens: transfer failed"):
        failed.escrow.wind_down(token)
    token.set_mood(0)
    assert failed.escrow.wind_down(token) == 5
