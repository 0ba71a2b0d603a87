"""RevenueEscrow.set_units: pushed by the partnership."""

from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.numbers import ETHER
from tests.kit.refusals import UNITS_BY_ROSTER_ONLY
from tests.kit.tokens import Promise
from tests.kit.verbs import by_roster, by_vote

BALANCE_REVERTS, BALANCE_SHORT, BALANCE_BLOB, BALANCE_BURNS_GAS, BALANCE_IS_MAX = 8, 16, 32, 64, 128
MAX_TOTAL = 2**32 - 1


def test_begins_an_era_when_in_force(escrow: Any, set_units: Any, eastport: str) -> None:
    set_units(eastport, 400)
    assert logged(escrow) == [("UnitsChanged", eastport, 300, 400, 1)]
    assert (escrow.units_of(eastport), escrow.total_units(), escrow.era()) == (400, 1_100, 1)
    set_units(eastport, 0)
    assert logged(escrow) == [("UnitsChanged", eastport, 400, 0, 2)]
    assert (escrow.units_of(eastport), escrow.total_units(), escrow.era()) == (0, 700, 2)


def test_stays_in_one_era_when_the_partnership_forms(forming: Partnership, northwind: str) -> None:
    escrow = forming.escrow
    with by_roster(forming):
        escrow.set_units(northwind, 500)
    assert logged(escrow) == [("UnitsChanged", northwind, 0, 500, 0)]
    assert (escrow.units_of(northwind), escrow.total_units(), escrow.era()) == (500, 500, 0)


def test_splits_nothing_when_the_partnership_forms(forming: Partnership, northwind: str) -> None:
    boa.env.set_balance(forming.escrow.address, 1_000)
    forming.accept_all()
    assert forming.escrow.owed(ETHER) == 0
    assert forming.escrow.distribute(ETHER) == 1_000
    assert forming.escrow.claimable(ETHER, northwind) == 500


def test_settles_ether_and_listed_tokens_first_when_in_force(
    escrow: Any, set_units: Any, listed: Any, unlisted: Any, outsider: str
) -> None:
    boa.env.set_balance(escrow.address, 1_000)
    listed.mint(escrow, 2_000)
    unlisted.mint(escrow, 3_000)
    set_units(outsider, 1_000)
    assert logged(escrow) == [
        ("RevenueDistributed", ETHER, 1_000, 1_000, 0),
        ("RevenueDistributed", listed.address, 2_000, 1_000, 0),
        ("UnitsChanged", outsider, 0, 1_000, 1),
    ]
    assert [escrow.claimable(token, outsider) for token in (ETHER, listed, unlisted)] == [0, 0, 0]
    assert escrow.undistributed(unlisted) == 3_000


@pytest.mark.needs(Promise.STILL)
def test_settles_eight_listed_tokens(
    partnership: Partnership, set_units: Any, listed: Any, another: Any, listed_at_first: list[str], outsider: str
) -> None:
    escrow = partnership.escrow
    tokens = [listed, *(another() for _ in range(8 - len(listed_at_first)))]
    with by_vote(partnership):
        for token in tokens[1:]:
            escrow.list_token(token)
    assert len(escrow.listed_tokens()) == 8
    for number, token in enumerate(tokens):
        token.mint(escrow, 10 + number)  # what is the same amount might be the same money
    set_units(outsider, 1)
    assert [event[1] for event in logged(escrow)[:-1]] == [token.address for token in tokens]
    assert [escrow.owed(token) for token in tokens] == [10 + number for number in range(len(tokens))]


def test_gives_the_treasury_what_came_while_nobody_had_units(
    escrow: Any, set_units: Any, northwind: str, eastport: str, southbank: str
) -> None:
    for partner in (northwind, eastport, southbank):
        set_units(partner, 0)
    boa.env.set_balance(escrow.address, 1_000)
    set_units(northwind, 10)
    assert logged(escrow) == [("ReserveCredited", ETHER, 1_000), ("UnitsChanged", northwind, 0, 10, 4)]
    assert escrow.undistributed(ETHER) == escrow.claimable(ETHER, northwind) == 0


def test_takes_all_the_units_there_are(escrow: Any, set_units: Any, northwind: str, outsider: str) -> None:
    set_units(northwind, MAX_TOTAL - 500)
    assert escrow.total_units() == MAX_TOTAL
    with boa.reverts("units: total too large"):
        set_units(outsider, 1)
    set_units(northwind, MAX_TOTAL - 501)
    set_units(outsider, 1)
    assert escrow.total_units() == MAX_TOTAL


def test_refuses_when_the_total_gets_too_large(partnership: Partnership, outsider: str, refused: Any) -> None:
    with by_roster(partnership), refused("units: total too large"):
        partnership.escrow.set_units(outsider, MAX_TOTAL - 999)


def test_refuses_when_anybody_else_calls(partnership: Partnership, northwind: str, outsider: str, refused: Any) -> None:
    for caller in (northwind, outsider, partnership.escrow.address):
        with boa.env.prank(caller), refused(UNITS_BY_ROSTER_ONLY):
            partnership.escrow.set_units(caller, 10)


def test_t35_no_vote_pushes_units(
    partnership: Partnership, newly_formed: Partnership, northwind: str, outsider: str, refused: Any
) -> None:
    escrow = partnership.escrow
    pushes = (
        escrow.set_units.prepare_calldata(outsider, 10),
        escrow.move_units.prepare_calldata(northwind, outsider),
        escrow.enter_force.prepare_calldata(),
    )
    for data in pushes:
        with refused("governor: not by vote"):
            partnership.propose([(escrow.address, 0, data)])
    theirs = [(newly_formed.escrow.address, 0, data) for data in pushes]
    for number, action in enumerate(theirs):  # not what they push in their own escrow, which refuses it
        text = f"push {number}"
        partnership.pass_proposal([action], text)
        with refused(UNITS_BY_ROSTER_ONLY):
            partnership.execute([action], text)


def stubborn(partnership: Partnership, mock: Any, mood: int) -> Any:
    """A listed token that holds 2,000 for the escrow and then misbehaves."""
    token = mock("StubbornToken")
    with by_vote(partnership):
        partnership.escrow.list_token(token)
    token.mint(partnership.escrow, 2_000)
    token.set_mood(mood)
    return token


@pytest.mark.parametrize("mood", [BALANCE_REVERTS, BALANCE_SHORT, BALANCE_BURNS_GAS])
def test_t31_a_listed_token_keeps_nobody_from_leaving_when_it_fails(
    partnership: Partnership, mock: Any, northwind: str, eastport: str, mood: int
) -> None:
    escrow = partnership.escrow
    token = stubborn(partnership, mock, mood)
    with boa.env.prank(eastport):
        partnership.membership.leave(gas=16_000_000)  # a transaction's limit since Osaka
    assert escrow.units_of(eastport) == 0
    assert escrow.owed(token) == 0
    token.set_mood(0)
    # Documented: what such a token holds is split by the units of the day it works again.
    assert escrow.distribute(token) == 2_000
    assert escrow.claimable(token, eastport) == 0
    assert escrow.claimable(token, northwind) == 2_000 * 500 // 700


def test_t31_two_listed_tokens_keep_nobody_from_leaving_when_they_burn_all_gas(
    partnership: Partnership, mock: Any, eastport: str
) -> None:
    for _ in range(2):
        stubborn(partnership, mock, BALANCE_BURNS_GAS)
    with boa.env.prank(eastport):
        partnership.membership.leave(gas=16_000_000)  # a transaction's limit since Osaka
    assert partnership.escrow.units_of(eastport) == 0


def test_t31_a_listed_token_is_settled_when_its_answer_is_a_blob(
    partnership: Partnership, mock: Any, eastport: str
) -> None:
    token = stubborn(partnership, mock, BALANCE_BLOB)
    with boa.env.prank(eastport):
        partnership.membership.leave()
    assert partnership.escrow.claimable(token, eastport) == 600


@pytest.mark.needs(Promise.STILL)
def test_t31_only_the_lying_token_is_broken_when_it_claims_to_be_rich(
    partnership: Partnership, mock: Any, eastport: str, earn: Any, listed: Any
) -> None:
    escrow = partnership.escrow
    earn(listed, 1_000)
    token = stubborn(partnership, mock, BALANCE_IS_MAX)
    with boa.env.prank(eastport):
        partnership.membership.leave()
    assert escrow.owed(token) == 2**92 - 1
    with boa.reverts("token: balance too small"):
        escrow.claim(token, eastport)
    assert escrow.claim(listed, eastport) == 300


def test_t31_keeps_nobody_from_leaving_when_a_listed_token_has_lost_its_code(
    partnership: Partnership, listed: Any, eastport: str
) -> None:
    boa.env.set_code(listed.address, b"")
    with boa.env.prank(eastport):
        partnership.membership.leave()
    assert partnership.escrow.units_of(eastport) == 0
