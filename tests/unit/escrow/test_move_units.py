"""RevenueEscrow.move_units, and who is paid what was earned before a seat moved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import ether_of
from tests.kit.numbers import ETHER
from tests.kit.refusals import UNITS_BY_ROSTER_ONLY, Refused
from tests.kit.verbs import by_roster, by_vote

Earn = Callable[[Any, int], None]
Move = Callable[[str, str], None]


@pytest.fixture
def vault(key: Callable[[str], LocalAccount]) -> str:
    """Where a partner may want to be paid."""
    return str(key("eastport's vault").address)


@pytest.fixture
def move(partnership: Partnership) -> Move:
    """Moves a seat as partners do."""

    def go(partner: str, to: str) -> None:
        with boa.env.prank(partner):
            partnership.membership.offer_seat(to)
        with boa.env.prank(to):
            partnership.membership.take_seat(partner)

    return go


def set_payout(escrow: Any, partner: str, to: str) -> None:
    with boa.env.prank(partner):
        escrow.set_payout(to)


def test_moves_the_units_and_splits_what_came_before(
    escrow: Any, partnership: Partnership, eastport: str, new: str, listed: Any
) -> None:
    boa.env.set_balance(escrow.address, 1_000)
    listed.mint(escrow.address, 500)
    with by_roster(partnership):
        escrow.move_units(eastport, new)
    assert logged(escrow) == [
        ("RevenueDistributed", ETHER, 1_000, 1_000, 0),
        ("RevenueDistributed", listed.address, 500, 1_000, 0),
        ("UnitsChanged", eastport, 300, 0, 1),
        ("UnitsChanged", new, 0, 300, 2),
    ]
    assert (escrow.units_of(eastport), escrow.units_of(new), escrow.total_units()) == (0, 300, 1_000)
    assert (escrow.claimable(ETHER, eastport), escrow.claimable(ETHER, new)) == (300, 0)
    assert escrow.claimable(listed, eastport) == 150


def test_t05_pays_the_new_account_what_the_old_one_earned(
    escrow: Any, earn: Earn, move: Move, eastport: str, new: str, northwind: str
) -> None:
    earn(ETHER, 1_000)
    move(eastport, new)
    earn(ETHER, 2_000)
    assert (escrow.claimable(ETHER, eastport), escrow.claimable(ETHER, new)) == (300, 600)
    assert escrow.claimable(ETHER, northwind) == 1_500
    before = (ether_of(eastport), ether_of(new))
    assert escrow.claim(ETHER, eastport) == 300
    assert logged(escrow) == [("RevenueClaimed", eastport, ETHER, 300)]
    assert (ether_of(eastport), ether_of(new)) == (before[0], before[1] + 300)
    assert escrow.claim(ETHER, new) == 600
    assert ether_of(new) == before[1] + 900


def test_i11_changes_nobody_elses_claim(
    escrow: Any, earn: Earn, move: Move, eastport: str, new: str, northwind: str, southbank: str
) -> None:
    earn(ETHER, 1_001)
    before = [escrow.claimable(ETHER, other) for other in (northwind, southbank)]
    move(eastport, new)
    assert [escrow.claimable(ETHER, other) for other in (northwind, southbank)] == before
    earn(ETHER, 1_001)
    assert [escrow.claimable(ETHER, other) for other in (northwind, southbank)] == [1_001, 400]


def test_pays_the_newest_account_after_several_moves(
    escrow: Any, earn: Earn, move: Move, eastport: str, new: str, newer: str
) -> None:
    earn(ETHER, 1_000)
    move(eastport, new)
    earn(ETHER, 2_000)
    move(new, newer)
    earn(ETHER, 3_000)
    assert [escrow.payout_of(account) for account in (eastport, new, newer)] == [newer] * 3
    before = ether_of(newer)
    assert [escrow.claim(ETHER, account) for account in (eastport, new, newer)] == [300, 600, 900]
    assert ether_of(newer) == before + 1_800
    assert ether_of(escrow.address) == escrow.owed(ETHER)


def test_the_payout_address_follows_and_is_the_new_accounts_to_change(
    escrow: Any, earn: Earn, move: Move, eastport: str, new: str, vault: str, newer: str
) -> None:
    set_payout(escrow, eastport, vault)
    earn(ETHER, 1_000)
    move(eastport, new)
    assert escrow.payout_of(eastport) == escrow.payout_of(new) == vault
    set_payout(escrow, new, newer)
    assert escrow.payout_of(eastport) == escrow.payout_of(new) == newer
    before = ether_of(newer)
    escrow.claim(ETHER, eastport)
    assert ether_of(newer) == before + 300
    set_payout(escrow, new, ETHER)  # to itself again
    assert escrow.payout_of(eastport) == new


def test_a_payout_address_the_new_account_had_set_wins(
    escrow: Any, earn: Earn, move: Move, eastport: str, new: str, vault: str, newer: str
) -> None:
    set_payout(escrow, eastport, vault)
    set_payout(escrow, new, newer)
    move(eastport, new)
    assert escrow.payout_of(eastport) == escrow.payout_of(new) == newer


def test_t67_the_old_account_changes_no_payout_any_more(
    refused: Refused, escrow: Any, earn: Earn, move: Move, eastport: str, new: str, vault: str
) -> None:
    earn(ETHER, 1_000)
    move(eastport, new)
    with boa.env.prank(eastport), refused("escrow: seat has moved"):
        escrow.set_payout(vault)
    assert escrow.payout_of(eastport) == new


def test_t32_a_blocked_old_account_loses_nothing(
    escrow: Any, move: Move, mock: Callable[..., Any], eastport: str, new: str
) -> None:
    token = mock("BlocklistToken")
    token.mint(escrow.address, 1_000)
    escrow.distribute(token)
    token.set_blocked(eastport, True)
    move(eastport, new)
    escrow.claim(token, eastport)
    assert token.balanceOf(new) == 300


def test_a_seat_that_left_and_came_back_moves_with_all_it_earned(
    escrow: Any, partnership: Partnership, earn: Earn, move: Move, eastport: str, new: str
) -> None:
    earn(ETHER, 1_000)
    with boa.env.prank(eastport):
        partnership.membership.leave()
    earn(ETHER, 700)
    with by_vote(partnership):
        partnership.membership.admit(eastport, 1, 300, 1, 86_400)
    with boa.env.prank(eastport):
        partnership.membership.accept(
            partnership.membership.offer_of(boa.env.eoa)._replace(terms_hash=partnership.membership.current_terms()[1])
        )
    earn(ETHER, 1_000)
    move(eastport, new)
    earn(ETHER, 1_000)
    before = ether_of(new)
    assert escrow.claim(ETHER, eastport) == 600
    assert escrow.claim(ETHER, new) == 300
    assert ether_of(new) == before + 900


def test_pays_who_left_after_taking_the_seat(
    escrow: Any, partnership: Partnership, earn: Earn, move: Move, eastport: str, new: str
) -> None:
    earn(ETHER, 1_000)
    move(eastport, new)
    earn(ETHER, 1_000)
    with boa.env.prank(new):
        partnership.membership.leave()
    before = ether_of(new)
    assert escrow.claim(ETHER, eastport) + escrow.claim(ETHER, new) == 600
    assert ether_of(new) == before + 600


def test_without_units_only_the_name_moves(escrow: Any, set_units: Any, move: Move, eastport: str, new: str) -> None:
    set_units(eastport, 0)
    era = escrow.era()
    move(eastport, new)
    assert escrow.era() == era
    assert escrow.payout_of(eastport) == new


def test_reverts_when_not_by_the_partnership(
    refused: Refused, escrow: Any, partnership: Partnership, eastport: str, new: str, outsider: str
) -> None:
    for caller in (eastport, outsider, escrow.address):
        with boa.env.prank(caller), refused(UNITS_BY_ROSTER_ONLY):
            escrow.move_units(eastport, new)
