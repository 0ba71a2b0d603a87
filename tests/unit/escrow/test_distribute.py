"""RevenueEscrow.distribute: what arrived is split by units."""

from collections.abc import Callable
from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import ether_of, send_ether
from tests.kit.numbers import ETHER
from tests.kit.people import UNITS
from tests.kit.verbs import by_vote

MAX_OWED = 2**92 - 1

BALANCE_REVERTS = 8  # StubbornToken.Mood


def test_splits_ether_by_units_when_called_by_anybody(
    escrow: Any, outsider: str, customer: str, northwind: str, eastport: str, southbank: str
) -> None:
    send_ether(escrow.address, 1_000, customer)
    with boa.env.prank(outsider):
        assert escrow.distribute(ETHER) == 1_000
    assert logged(escrow) == [("RevenueDistributed", ETHER, 1_000, 1_000, 0)]
    assert [escrow.claimable(ETHER, partner) for partner in (northwind, eastport, southbank)] == UNITS
    assert escrow.claimable(ETHER, outsider) == 0
    assert (escrow.owed(ETHER), escrow.undistributed(ETHER)) == (1_000, 0)
    assert ether_of(escrow.address) == 1_000


@pytest.mark.parametrize("which", ["listed", "unlisted"])
def test_splits_a_token_when_it_arrived(escrow: Any, northwind: str, listed: Any, unlisted: Any, which: str) -> None:
    token = {"listed": listed, "unlisted": unlisted}[which]
    arrived = token.mint(escrow, 999)
    assert escrow.distribute(token) == arrived
    assert logged(escrow) == [("RevenueDistributed", token.address, arrived, 1_000, 0)]
    assert escrow.claimable(token, northwind) == arrived // 2
    assert escrow.owed(token) == arrived


def test_names_the_era_and_the_units_when_they_changed(escrow: Any, listed: Any, set_units: Any, eastport: str) -> None:
    set_units(eastport, 400)
    set_units(eastport, 500)
    listed.mint(escrow, 1_200)
    escrow.distribute(listed)
    assert logged(escrow) == [("RevenueDistributed", listed.address, 1_200, 1_200, 2)]
    assert escrow.claimable(listed, eastport) == 500


def test_splits_only_what_is_new_when_some_is_owed_already(escrow: Any, earn: Any, northwind: str) -> None:
    earn(ETHER, 1_000)
    escrow.claim(ETHER, northwind)
    earn(ETHER, 2_000)
    assert escrow.owed(ETHER) == 2_500
    assert escrow.claimable(ETHER, northwind) == 1_000


def test_refuses_when_the_partnership_forms(forming: Partnership, customer: str, refused: Any) -> None:
    send_ether(forming.escrow.address, 1_000, customer)
    with refused("escrow: not in force"):
        forming.escrow.distribute(ETHER)


def test_refuses_when_nothing_arrived(escrow: Any, refused: Any) -> None:
    with refused("escrow: nothing to distribute"):
        escrow.distribute(ETHER)


def test_refuses_when_everything_was_split_already(escrow: Any, listed: Any, refused: Any) -> None:
    listed.mint(escrow, 5)
    escrow.distribute(listed)
    with refused("escrow: nothing to distribute"):
        escrow.distribute(listed)


def test_t06_is_the_treasurys_but_for_sponsors_when_nobody_has_units(
    escrow: Any,
    partnership: Partnership,
    set_units: Any,
    customer: str,
    treasury: str,
    northwind: str,
    eastport: str,
    southbank: str,
) -> None:
    """Sponsors and contributors wait for nobody."""
    for partner in (northwind, eastport, southbank):
        set_units(partner, 0)
    with by_vote(partnership):
        escrow.set_sponsor(customer, 2_000)
    boa.env.set_balance(escrow.address, 1_000)
    assert escrow.distribute(ETHER) == 1_000
    assert logged(escrow) == [("SponsorCredited", customer, ETHER, 200), ("ReserveCredited", ETHER, 800)]
    set_units(eastport, 3)
    assert [escrow.claimable(ETHER, who) for who in (customer, treasury, eastport)] == [200, 800, 0]


def test_t31_reverts_when_there_is_no_code_at_the_token(escrow: Any, outsider: str, state: Any) -> None:
    before = state()
    with boa.reverts():
        escrow.distribute(outsider)
    assert state() == before


def test_t31_passes_the_reason_on_when_the_token_does_not_say_its_balance(escrow: Any, mock: Any) -> None:
    token = mock("StubbornToken")
    token.mint(escrow, 5)
    token.set_mood(BALANCE_REVERTS)
    with boa.reverts("token: out of order"):
        escrow.distribute(token)


@pytest.mark.parametrize("amount", [1, 2, 3, 7, 999, 1_001, 10**18 + 1])
def test_t26_never_splits_more_than_arrived_when_it_does_not_divide(
    escrow: Any, earn: Any, northwind: str, eastport: str, southbank: str, amount: int
) -> None:
    earn(ETHER, amount)
    parts = [escrow.claimable(ETHER, partner) for partner in (northwind, eastport, southbank)]
    assert parts == [amount * units // 1_000 for units in UNITS]
    assert 0 <= amount - sum(parts) < 3
    for partner, part in zip((northwind, eastport, southbank), parts, strict=True):
        if part != 0:
            assert escrow.claim(ETHER, partner) == part
    assert escrow.owed(ETHER) == ether_of(escrow.address) == amount - sum(parts)


def test_t26_the_remainder_is_paid_when_fractions_add_up(
    escrow: Any, earn: Any, northwind: str, eastport: str, southbank: str
) -> None:
    for _ in range(10):
        earn(ETHER, 1)
    assert [escrow.claimable(ETHER, partner) for partner in (northwind, eastport, southbank)] == [5, 3, 2]
    assert escrow.owed(ETHER) == 10


def test_t27_small_holders_are_not_starved_when_every_wei_is_split_alone(
    escrow: Any, earn: Any, set_units: Any, outsider: str
) -> None:
    set_units(outsider, 1)  # of 1,001
    for _ in range(1_001):
        earn(ETHER, 1)
    assert escrow.claimable(ETHER, outsider) == 1
    assert escrow.claim(ETHER, outsider) == 1


def test_t34_direct_transfers_become_revenue(escrow: Any, unlisted: Any, customer: str, southbank: str) -> None:
    unlisted.mint(customer, unlisted.costs(1_000))
    with boa.env.prank(customer):
        unlisted.transfer(escrow, 1_000)
    arrived = unlisted.lands(1_000)
    assert escrow.undistributed(unlisted) == arrived
    assert escrow.distribute(unlisted) == arrived
    assert escrow.claimable(unlisted, southbank) == arrived // 5


def test_t34_growth_of_a_rebasing_token_becomes_revenue(escrow: Any, mock: Any, earn: Any, northwind: str) -> None:
    token = mock("RebasingToken")
    earn(token, 1_000)
    token.rebase(2 * 10**18)
    assert escrow.undistributed(token) == 1_000
    escrow.distribute(token)
    assert escrow.claim(token, northwind) == 1_000
    assert token.balanceOf(northwind) == 1_000


def test_t39_the_rest_waits_when_more_arrives_than_an_account_holds(
    escrow: Any, mock: Any, earn: Any, northwind: str, eastport: str, southbank: str
) -> None:
    token = mock("PlainToken", 0)
    everything = 5 * MAX_OWED + 17
    token.mint(escrow, everything)
    assert escrow.undistributed(token) == MAX_OWED
    assert escrow.distribute(token) == MAX_OWED
    with boa.reverts("escrow: nothing to distribute"):
        escrow.distribute(token)
    paid = 0
    for _ in range(12):
        for partner in (northwind, eastport, southbank):
            if escrow.claimable(token, partner) != 0:
                paid += escrow.claim(token, partner)
        assert escrow.owed(token) <= token.balanceOf(escrow) == everything - paid
        if escrow.undistributed(token) != 0:
            escrow.distribute(token)
    assert everything - paid < 3
    assert token.balanceOf(northwind) == everything // 2


def test_t39_takes_the_largest_balance_there_is(escrow: Any, mock: Any, northwind: str) -> None:
    token = mock("PlainToken", 77)
    token.mint(escrow, 2**256 - 1)
    assert escrow.distribute(token) == MAX_OWED
    assert escrow.claim(token, northwind) == MAX_OWED // 2
    assert escrow.undistributed(token) == MAX_OWED // 2


@pytest.mark.parametrize("amount", [1, 3, 10**18, MAX_OWED])
@pytest.mark.parametrize("units", [1, 2**31, 2**32 - 1])
def test_t39_one_unit_holder_gets_everything_when_alone(
    escrow: Any, mock: Any, set_units: Callable[..., None], partnership: Partnership, amount: int, units: int
) -> None:
    for founder in partnership.founders[1:]:
        set_units(founder.address, 0)
    alone = partnership.founders[0].address
    set_units(alone, units)
    token = mock("PlainToken", 18)
    token.mint(escrow, amount)
    escrow.distribute(token)
    assert escrow.claim(token, alone) == amount
    assert token.balanceOf(alone) == amount


def test_t36_old_units_share_when_ether_came_before_the_change(
    escrow: Any, customer: str, set_units: Any, outsider: str, northwind: str
) -> None:
    send_ether(escrow.address, 1_000, customer)
    set_units(outsider, 1_000)
    assert escrow.claimable(ETHER, outsider) == 0
    assert escrow.claimable(ETHER, northwind) == 500


def test_t36_units_at_the_distribution_share_when_the_token_is_not_listed(
    escrow: Any, unlisted: Any, set_units: Any, outsider: str, northwind: str
) -> None:
    unlisted.mint(escrow, 2_000)
    set_units(outsider, 1_000)
    escrow.distribute(unlisted)
    assert escrow.claimable(unlisted, outsider) == 1_000
    assert escrow.claimable(unlisted, northwind) == 500


def test_t36_anybody_settles_an_unlisted_token_before_a_change(
    escrow: Any, unlisted: Any, set_units: Any, outsider: str, northwind: str
) -> None:
    unlisted.mint(escrow, 2_000)
    escrow.distribute(unlisted)
    set_units(outsider, 1_000)
    assert escrow.claimable(unlisted, outsider) == 0
    assert escrow.claimable(unlisted, northwind) == 1_000
