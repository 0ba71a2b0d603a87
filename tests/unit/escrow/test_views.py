"""What the escrow tells."""

from typing import Any

import boa

from tests.kit.facets import Facets
from tests.kit.house import House, Partnership
from tests.kit.numbers import ETHER


def test_is_empty_when_new(forming: Partnership, listed: Any, northwind: str, outsider: str) -> None:
    escrow = forming.escrow
    for token in (ETHER, listed):
        assert escrow.owed(token) == escrow.undistributed(token) == escrow.contributions_held(token) == 0
        assert escrow.claimable(token, northwind) == escrow.contribution_of(token, northwind) == 0
    assert (escrow.total_units(), escrow.era(), escrow.units_of(northwind)) == (0, 0, 0)
    assert escrow.payout_of(outsider) == outsider


def test_names_its_partnership(forming: Partnership) -> None:
    assert forming.escrow.partnership() == forming.partnership.address
    assert forming.partnership.escrow() == forming.escrow.address


def test_knows_the_units_of_everybody_when_in_force(
    escrow: Any, northwind: str, eastport: str, southbank: str, outsider: str
) -> None:
    assert [escrow.units_of(who) for who in (northwind, eastport, southbank, outsider)] == [500, 300, 200, 0]
    assert escrow.total_units() == 1_000


def test_tells_claimable_from_undistributed(escrow: Any, listed: Any, northwind: str) -> None:
    listed.mint(escrow, 1_000)
    assert (escrow.claimable(listed, northwind), escrow.undistributed(listed), escrow.owed(listed)) == (0, 1_000, 0)
    escrow.distribute(listed)
    assert (escrow.claimable(listed, northwind), escrow.undistributed(listed), escrow.owed(listed)) == (500, 0, 1_000)
    escrow.claim(listed, northwind)
    assert (escrow.claimable(listed, northwind), escrow.undistributed(listed), escrow.owed(listed)) == (0, 0, 500)


def test_t30_has_nothing_to_distribute_when_a_balance_is_below_what_is_owed(escrow: Any, earn: Any, mock: Any) -> None:
    token = mock("PlainToken", 18)
    earn(token, 1_000)
    token.shrink(escrow, 1)
    assert escrow.undistributed(token) == 0
    token.mint(escrow, 1)
    assert escrow.undistributed(token) == 0


def test_t36_shows_what_waits_when_the_partnership_forms(forming: Partnership, northwind: str) -> None:
    boa.env.set_balance(forming.escrow.address, 33)
    with boa.env.prank(northwind):
        forming.escrow.contribute(ETHER, 7, value=7)
    assert forming.escrow.undistributed(ETHER) == 33
    assert forming.escrow.contributions_held(ETHER) == forming.escrow.contribution_of(ETHER, northwind) == 7


def test_t42_an_implementation_answers_for_nobody(house: House, northwind: str) -> None:
    implementation = Facets(house.escrow.address, "RevenueEscrow")
    assert implementation.partnership() == house.escrow.address
    assert implementation.listed_tokens() == []
    assert implementation.total_units() == 0
    with boa.env.prank(northwind), boa.reverts("escrow: not in force"):
        house.escrow.pay(ETHER, 1, bytes(32), value=1)
