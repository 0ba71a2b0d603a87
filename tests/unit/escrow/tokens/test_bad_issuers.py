"""What the issuers of tokens may do later: put other logic in their place, or block who takes part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest

from tests.kit.contracts import mock_at
from tests.kit.house import Partnership
from tests.kit.people import UNITS, in_order
from tests.kit.tokens import LIES, MINTS, REVERTS, STEALS
from tests.kit.verbs import by_vote
from tests.unit.escrow.tokens.conftest import Make

INVOICE = b"invoice 2026-11".ljust(32, b"\0")


# --- T31: upgrades into malice ---


@pytest.fixture
def seize(partnership: Partnership, mock: Make, outsider: str) -> Callable[[int], tuple[Any, Any]]:
    """A listed token that earned 1,000 in good faith and then turned bad; the second is its proxy, to turn it back."""
    escrow = partnership.escrow

    def upgrade(malice: int) -> tuple[Any, Any]:
        proxy = mock("UpgradeableToken", mock("PlainToken", 18))
        token = mock_at("MaliciousLogic", proxy.address)
        with by_vote(partnership):
            escrow.list_token(token)
        token.mint(escrow, 1_000)
        escrow.distribute(token)
        proxy.upgrade(mock("MaliciousLogic", malice, outsider))
        return token, proxy

    return upgrade


def test_t31_t35_a_token_steals_only_itself_when_upgraded(
    escrow: Any, seize: Any, others_untouched: Any, partners: list[str], outsider: str
) -> None:
    token, _ = seize(STEALS)
    assert escrow.claim(token, partners[0]) == 500
    assert (token.held_by(partners[0]), token.held_by(outsider)) == (0, 1_000)
    others_untouched()


def test_t31_t35_a_token_lies_only_about_itself_when_upgraded(
    escrow: Any, seize: Any, others_untouched: Any, partners: list[str]
) -> None:
    token, _ = seize(LIES)
    assert escrow.distribute(token) == 2**92 - 1 - 1_000
    assert escrow.claim(token, partners[0]) >= 2**91 - 1
    assert token.held_by(partners[0]) == 0
    others_untouched()


def test_t31_t34_what_a_token_mints_is_revenue_when_upgraded(
    escrow: Any, seize: Any, give: Any, others_untouched: Any, partners: list[str]
) -> None:
    token, _ = seize(MINTS)
    assert escrow.claim(token, partners[0]) == 500
    assert token.held_by(partners[0]) == 1_000
    token.mint(partners[0], 100)
    with boa.env.prank(partners[0]):
        assert escrow.pay(token, 100, INVOICE) == 100
    # It doubled what the escrow has, which is nobody's payment.
    assert escrow.undistributed(token) == token.held_by(escrow) - escrow.owed(token) == 700
    others_untouched()


def test_t31_claims_wait_when_a_token_reverts_upgraded(
    escrow: Any, seize: Any, mock: Make, others_untouched: Any, partners: list[str]
) -> None:
    token, proxy = seize(REVERTS)
    for partner in partners:
        with boa.reverts("token: out of order"):
            escrow.claim(token, partner)
    others_untouched()
    proxy.upgrade(mock("PlainToken", 18))
    assert [escrow.claim(token, partner) for partner in partners] == UNITS


# --- T32: blocked accounts ---


def test_t32_claims_wait_when_the_escrow_itself_is_blocked(
    escrow: Any, take_in: Make, others_untouched: Any, partners: list[str]
) -> None:
    token = take_in("BlocklistToken")
    token.set_blocked(escrow, True)
    for partner in partners:
        with boa.reverts("token: blocked"):
            escrow.claim(token, partner)
    others_untouched()
    token.set_blocked(escrow, False)
    assert [escrow.claim(token, partner) for partner in partners] == UNITS


def test_t32_others_are_paid_at_once_when_one_partner_is_blocked(
    escrow: Any, take_in: Make, partners: list[str]
) -> None:
    token = take_in("BlocklistToken")
    token.set_blocked(partners[1], True)
    assert escrow.claim_for(token, partners) == 700
    token.mint(escrow, 1_000)
    escrow.pay_out(token, in_order(*partners))
    assert [token.balanceOf(partner) for partner in partners] == [1_000, 0, 400]
    assert escrow.claimable(token, partners[1]) == escrow.owed(token) == token.balanceOf(escrow) == 600


def test_t32_contributions_wait_when_the_treasury_is_blocked(forming: Partnership, mock: Make, northwind: str) -> None:
    token, escrow, treasury = mock("BlocklistToken"), forming.escrow, forming.partnership.address
    token.mint(northwind, 100)
    with boa.env.prank(northwind):
        token.approve(escrow, 100)
        escrow.contribute(token, 100)
    token.set_blocked(treasury, True)
    forming.accept_all()
    with boa.reverts("token: blocked"):
        escrow.release(token)
    token.mint(escrow, 1_000)
    assert escrow.distribute(token) == 1_000
    assert escrow.claim(token, northwind) == 500
    token.set_blocked(treasury, False)
    assert escrow.release(token) == 100
