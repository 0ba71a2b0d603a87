"""RevenueEscrow.set_payout: where a partner is paid."""

from typing import Any

import boa

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.numbers import ETHER


def test_names_another_address_when_a_partner_calls(escrow: Any, northwind: str, customer: str, eastport: str) -> None:
    with boa.env.prank(northwind):
        escrow.set_payout(customer)
    assert logged(escrow) == [("PayoutSet", northwind, customer)]
    assert escrow.payout_of(northwind) == customer
    assert escrow.payout_of(eastport) == eastport
    assert escrow.units_of(northwind) == 500


def test_returns_to_the_partner_when_set_to_zero(escrow: Any, northwind: str, customer: str) -> None:
    with boa.env.prank(northwind):
        escrow.set_payout(customer)
        escrow.set_payout(ETHER)
    assert logged(escrow) == [("PayoutSet", northwind, ETHER)]
    assert escrow.payout_of(northwind) == northwind


def test_stays_when_units_change(escrow: Any, set_units: Any, northwind: str, customer: str) -> None:
    with boa.env.prank(northwind):
        escrow.set_payout(customer)
    set_units(northwind, 0)
    set_units(northwind, 7)
    assert escrow.payout_of(northwind) == customer
    assert escrow.units_of(northwind) == 7


def test_leaves_claims_alone_when_set_in_between(
    escrow: Any, earn: Any, set_units: Any, northwind: str, customer: str
) -> None:
    earn(ETHER, 1_000)
    set_units(northwind, 1_500)
    earn(ETHER, 2_000)
    with boa.env.prank(northwind):
        escrow.set_payout(customer)
    assert escrow.claimable(ETHER, northwind) == 500 + 1_500


def test_changes_nothing_for_others_when_an_outsider_calls(
    escrow: Any, earn: Any, set_units: Any, outsider: str, northwind: str
) -> None:
    earn(ETHER, 1_000)
    with boa.env.prank(outsider):
        escrow.set_payout(northwind)
    assert escrow.claimable(ETHER, outsider) == 0
    set_units(outsider, 1_000)
    assert escrow.claimable(ETHER, outsider) == 0
    assert escrow.payout_of(outsider) == northwind


def test_t05_works_when_the_partner_has_left(partnership: Partnership, eastport: str, customer: str) -> None:
    boa.env.set_balance(partnership.escrow.address, 1_000)
    with boa.env.prank(eastport):
        partnership.membership.leave()
        partnership.escrow.set_payout(customer)
    assert partnership.escrow.payout_of(eastport) == customer
    assert partnership.escrow.claim(ETHER, eastport) == 300
