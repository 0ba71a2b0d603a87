"""RevenueEscrow.move_units, and who is paid what was earned before a seat moved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit import verbs
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
        verbs.move(partnership, partner, to)

    return go


def set_payout(escrow: Any, partner: str, to: str) -> None:
    with boa.env.prank(partner):
        escrow.set_payout(to)


def test_changes_the_holder_and_nothing_else(
    escrow: Any, partnership: Partnership, eastport: str, new: str, northwind: str
) -> None:
    boa.env.set_balance(escrow.address, 1_000)
    with by_roster(partnership):
        escrow.move_units(eastport, new)
    assert logged(escrow) == [("HolderChanged", eastport, eastport, new)]
    for account in (eastport, new):
        assert (escrow.key_of(account), escrow.holder_of(account)) == (eastport, new)
        assert (escrow.units_of(account), escrow.payout_of(account)) == (300, new)
    assert (escrow.key_of(northwind), escrow.holder_of(northwind)) == (northwind, northwind)
    assert (escrow.total_units(), escrow.era(), escrow.undistributed(ETHER)) == (1_000, 0, 1_000)


def test_t05_pays_the_new_account_what_the_old_one_earned(
    escrow: Any, earn: Earn, move: Move, eastport: str, new: str, northwind: str
) -> None:
    earn(ETHER, 1_000)
    move(eastport, new)
    earn(ETHER, 2_000)
    assert [escrow.claimable(ETHER, account) for account in (eastport, new, northwind)] == [900, 900, 1_500]
    before = (ether_of(eastport), ether_of(new))
    assert escrow.claim(ETHER, eastport) == 900
    assert logged(escrow) == [("RevenueClaimed", new, ETHER, 900)]
    assert (ether_of(eastport), ether_of(new)) == (before[0], before[1] + 900)
    earn(ETHER, 1_000)
    assert escrow.claim(ETHER, new) == 300
    assert ether_of(new) == before[1] + 1_200


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
    assert [escrow.holder_of(account) for account in (eastport, new, newer)] == [newer] * 3
    before = ether_of(newer)
    assert escrow.claim(ETHER, new) == 1_800
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


def test_a_payout_address_that_is_the_old_account_itself_does_not_stay(
    escrow: Any, move: Move, eastport: str, new: str, newer: str
) -> None:
    set_payout(escrow, eastport, eastport)
    move(eastport, new)
    assert escrow.payout_of(eastport) == new
    set_payout(escrow, new, new)
    move(new, newer)
    assert escrow.payout_of(eastport) == newer


def test_refuses_an_account_that_has_something_of_its_own(
    refused: Refused,
    escrow: Any,
    partnership: Partnership,
    move: Move,
    eastport: str,
    northwind: str,
    new: str,
    newer: str,
) -> None:
    """Else what stands under its own name could not be found any more."""
    move(eastport, new)
    with by_roster(partnership):
        escrow.freeze(ETHER, newer, 1, boa.env.timestamp + 1)
        for to in (eastport, new, newer, northwind, partnership.partnership.address):
            with refused("escrow: has its own account"):
                escrow.move_units(new, to)
            with refused("escrow: has its own account"):
                escrow.move_units(northwind, to)


def test_refuses_a_payee_or_a_contributor_of_its_own(
    refused: Refused, escrow: Any, partnership: Partnership, eastport: str, new: str, newer: str
) -> None:
    set_payout(escrow, new, newer)
    boa.env.set_balance(newer, 100)
    with boa.env.prank(newer):
        escrow.contribute(ETHER, 100, value=100)
    assert escrow.payout_of(newer) == newer
    with by_roster(partnership):
        for to in (new, newer):
            with refused("escrow: has its own account"):
                escrow.move_units(eastport, to)


def test_moves_only_from_who_holds_it(
    refused: Refused, escrow: Any, partnership: Partnership, move: Move, eastport: str, new: str, newer: str
) -> None:
    move(eastport, new)
    with by_roster(partnership), refused("escrow: seat has moved"):
        escrow.move_units(eastport, newer)
    move(new, newer)
    assert escrow.holder_of(eastport) == newer


def test_what_the_seat_does_from_then_on_is_the_seats(
    escrow: Any, partnership: Partnership, set_units: Any, move: Move, refused: Refused, eastport: str, new: str
) -> None:
    move(eastport, new)
    set_units(eastport, 400)
    assert logged(escrow) == [("UnitsChanged", new, 300, 400, 1)]
    set_units(new, 500)
    assert logged(escrow) == [("UnitsChanged", new, 400, 500, 2)]
    assert (escrow.units_of(eastport), escrow.units_before(new), escrow.total_units()) == (500, 400, 1_200)
    for account in (eastport, new):
        boa.env.set_balance(account, 100)
    with boa.env.prank(eastport), refused("escrow: seat has moved"):
        escrow.contribute(ETHER, 100, value=100)
    with boa.env.prank(new):
        escrow.contribute(ETHER, 100, value=100)
    assert logged(escrow)[0] == ("Contributed", new, ETHER, 100)
    assert escrow.contribution_of(ETHER, eastport) == escrow.contribution_of(ETHER, new) == 100


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
    assert escrow.claim(ETHER, eastport) == 900
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
    assert escrow.claim(ETHER, new) == 600
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
