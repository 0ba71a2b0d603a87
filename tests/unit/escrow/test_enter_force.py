"""RevenueEscrow.enter_force: called by the partnership when the last founder accepts."""

from typing import Any

import boa

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.numbers import ETHER
from tests.kit.refusals import UNITS_BY_ROSTER_ONLY
from tests.kit.verbs import by_roster


def test_opens_the_escrow_when_the_partnership_calls(forming: Partnership, northwind: str) -> None:
    escrow = forming.escrow
    with by_roster(forming):
        escrow.set_units(northwind, 500)
        escrow.enter_force()
    assert logged(escrow) == []
    boa.env.set_balance(escrow.address, 10)
    assert escrow.distribute(ETHER) == 10
    assert (escrow.era(), escrow.total_units()) == (0, 500)


def test_opens_the_escrow_when_the_last_founder_accepts(forming: Partnership) -> None:
    boa.env.set_balance(forming.escrow.address, 10)
    with boa.reverts("escrow: not in force"):
        forming.escrow.distribute(ETHER)
    forming.accept_all()
    assert forming.escrow.distribute(ETHER) == 10


def test_t08_refuses_when_anybody_else_calls(forming: Partnership, northwind: str, outsider: str, refused: Any) -> None:
    for caller in (northwind, outsider, forming.escrow.address):
        with boa.env.prank(caller), refused(UNITS_BY_ROSTER_ONLY):
            forming.escrow.enter_force()
    with boa.reverts("escrow: not in force"):
        forming.escrow.distribute(ETHER)
