"""RevenueEscrow.contribute: money for the treasury, on record."""

from collections.abc import Callable
from typing import Any

import boa
import pytest

from tests.conftest import ETHER, Partnership
from tests.tokens import Promise, cost_of
from tests.unit.escrow.conftest import ether_of, events

MAX_OWED = 2**96 - 1


@pytest.fixture
def holder(northwind: str, formation: Partnership) -> Callable[..., str]:
    """A founder with some of a token who approved the escrow."""

    def prepare(token: Any, amount: int) -> str:
        token.mint(northwind, cost_of(token, amount))
        with boa.env.prank(northwind):
            token.approve(formation.escrow, amount)
        return northwind

    return prepare


def test_keeps_ether_when_the_partnership_forms(forming: Partnership, northwind: str) -> None:
    escrow = forming.escrow
    with boa.env.prank(northwind):
        assert escrow.contribute(ETHER, 900, value=900) == 900
    assert events(escrow) == [("Contributed", northwind, ETHER, 900)]
    assert escrow.contribution_of(ETHER, northwind) == escrow.contributions_held(ETHER) == 900
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 900
    assert escrow.undistributed(ETHER) == 0


def test_keeps_tokens_when_the_partnership_forms(forming: Partnership, listed: Any, holder: Any) -> None:
    escrow = forming.escrow
    founder = holder(listed, 1_000)
    with boa.env.prank(founder):
        assert escrow.contribute(listed, 400) == listed.counts(400)
        assert escrow.contribute(listed, 100) == listed.counts(100)
    assert events(escrow) == [
        *listed.moves(founder, escrow, 100),
        ("Contributed", founder, listed.address, listed.counts(100)),
    ]
    contributed = listed.counts(400) + listed.counts(100)
    assert escrow.contribution_of(listed, founder) == escrow.contributions_held(listed) == contributed
    assert escrow.owed(listed) == contributed
    assert listed.balanceOf(escrow) == listed.lands(400) + listed.lands(100)


def test_takes_money_from_anybody(forming: Partnership, outsider: str) -> None:
    with boa.env.prank(outsider):
        forming.escrow.contribute(ETHER, 5, value=5)
    assert forming.escrow.contribution_of(ETHER, outsider) == 5


def test_moves_ether_on_to_the_treasury_when_in_force(partnership: Partnership, northwind: str) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    with boa.env.prank(northwind):
        assert escrow.contribute(ETHER, 900, value=900) == 900
    assert events(escrow) == [("Contributed", northwind, ETHER, 900), ("ContributionsReleased", ETHER, 900)]
    assert ether_of(treasury) == 900
    assert escrow.contribution_of(ETHER, northwind) == 900
    assert escrow.contributions_held(ETHER) == escrow.owed(ETHER) == ether_of(escrow.address) == 0


@pytest.mark.needs(Promise.COVERED)
def test_moves_tokens_on_when_in_force(partnership: Partnership, listed: Any, holder: Any) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    founder = holder(listed, 70)
    with boa.env.prank(founder):
        escrow.contribute(listed, 70)
    arrived = listed.counts(70)
    assert events(escrow) == [
        *listed.moves(founder, escrow, 70),
        ("Contributed", founder, listed.address, arrived),
        ("ContributionsReleased", listed.address, arrived),
        *listed.moves(escrow, treasury, arrived),
    ]
    assert listed.balanceOf(treasury) == listed.lands(arrived)


def test_moves_those_of_the_formation_along_when_in_force(forming: Partnership, northwind: str, eastport: str) -> None:
    escrow = forming.escrow
    with boa.env.prank(northwind):
        escrow.contribute(ETHER, 900, value=900)
    forming.accept_all()
    with boa.env.prank(eastport):
        escrow.contribute(ETHER, 50, value=50)
    assert events(escrow)[-1] == ("ContributionsReleased", ETHER, 950)
    assert ether_of(forming.partnership.address) == 950


@pytest.mark.needs(Promise.COVERED)
def test_leaves_income_alone_when_in_force(partnership: Partnership, earn: Any, listed: Any, holder: Any) -> None:
    escrow = partnership.escrow
    earn(listed, 1_000)
    listed.mint(escrow, 30)
    waiting = escrow.undistributed(listed)
    with boa.env.prank(holder(listed, 70)):
        escrow.contribute(listed, 70)
    assert escrow.owed(listed) == 1_000
    assert escrow.undistributed(listed) == waiting


def test_records_what_arrived_when_the_token_takes_a_fee(forming: Partnership, mock: Any, holder: Any) -> None:
    token = mock("FeeToken", 1_000)
    founder = holder(token, 1_000)
    with boa.env.prank(founder):
        assert forming.escrow.contribute(token, 1_000) == 900
    assert forming.escrow.contribution_of(token, founder) == forming.escrow.owed(token) == 900


def test_refuses_when_the_amount_is_zero(forming: Partnership, northwind: str, refused: Any) -> None:
    with boa.env.prank(northwind), refused("escrow: nothing to contribute"):
        forming.escrow.contribute(ETHER, 0)


def test_t09_refuses_when_the_formation_has_failed(failed: Partnership, northwind: str, refused: Any) -> None:
    with boa.env.prank(northwind), refused("escrow: no partnership"):
        failed.escrow.contribute(ETHER, 1, value=1)


def test_t06_refuses_when_the_partnership_has_ended(ended: Partnership, northwind: str, refused: Any) -> None:
    with boa.env.prank(northwind), refused("escrow: no partnership"):
        ended.escrow.contribute(ETHER, 1, value=1)


@pytest.mark.parametrize("sent", [0, 9, 11])
def test_refuses_when_the_ether_is_not_the_amount(
    forming: Partnership, northwind: str, refused: Any, sent: int
) -> None:
    with boa.env.prank(northwind), refused("tokens: ether sent is not amount"):
        forming.escrow.contribute(ETHER, 10, value=sent)


def test_refuses_when_ether_comes_with_a_token(forming: Partnership, listed: Any, holder: Any, refused: Any) -> None:
    with boa.env.prank(holder(listed, 10)), refused("tokens: ether sent with a token"):
        forming.escrow.contribute(listed, 10, value=1)


def test_t39_holds_as_much_as_an_account_can_and_no_more(
    forming: Partnership, mock: Any, holder: Any, refused: Any
) -> None:
    token = mock("PlainToken", 18)
    with boa.env.prank(holder(token, MAX_OWED + 1)):
        assert forming.escrow.contribute(token, MAX_OWED) == MAX_OWED
        assert forming.escrow.owed(token) == MAX_OWED
        with refused("escrow: too much of this token"):
            forming.escrow.contribute(token, 1)


@pytest.mark.parametrize("amount", [2**96, 2**255])
def test_t39_refuses_with_a_reason_when_one_contribution_is_too_large(
    forming: Partnership, mock: Any, holder: Any, refused: Any, amount: int
) -> None:
    token = mock("PlainToken", 18)
    with boa.env.prank(holder(token, amount)), refused("escrow: too much of this token"):
        forming.escrow.contribute(token, amount)


def test_i01_income_and_contributions_stay_apart_when_both_come(
    forming: Partnership, northwind: str, customer: str, eastport: str
) -> None:
    escrow = forming.escrow
    with boa.env.prank(northwind):
        escrow.contribute(ETHER, 900, value=900)
    boa.env.set_balance(escrow.address, 1_900)
    forming.accept_all()
    assert escrow.distribute(ETHER) == 1_000
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 1_900
    assert escrow.claim(ETHER, eastport) == 300
    assert escrow.release(ETHER) == 900
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 700


def test_t33_a_token_cannot_call_back_when_it_is_contributed(forming: Partnership, mock: Any, holder: Any) -> None:
    escrow = forming.escrow
    token = mock("HookToken")
    founder = holder(token, 100)
    token.arm(escrow, escrow.contribute.prepare_calldata(token, 1), False)
    with boa.env.prank(founder):
        assert escrow.contribute(token, 60) == 60
    assert (token.calls(), token.successes()) == (2, 0)
    assert escrow.contribution_of(token, founder) == 60
