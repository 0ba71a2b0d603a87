"""What the tokens do that the escrow takes: each harms itself, at the worst, and no other money."""

from __future__ import annotations

from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.numbers import DAY, ETHER
from tests.kit.people import UNITS, in_order
from tests.kit.token_effects import WAD
from tests.unit.escrow.tokens.conftest import TRANSACTION_GAS, Make

EVERYTHING = 2**256 - 1
INVOICE = b"invoice 2026-11".ljust(32, b"\0")


# --- T29: fees ---


def test_t29_only_the_last_is_short_when_a_fee_comes_on_top(
    escrow: Any, take_in: Make, others_untouched: Any, northwind: str, eastport: str, southbank: str
) -> None:
    token = take_in("FeeOnTopToken", 1_000)
    assert [escrow.claim(token, partner) for partner in (northwind, eastport)] == [500, 300]
    assert token.balanceOf(escrow) == 1_000 - 550 - 330
    with boa.reverts("token: balance too small"):
        escrow.claim(token, southbank)
    assert escrow.claimable(token, southbank) == escrow.owed(token) == 200
    others_untouched()
    token.mint(escrow, 100)  # fills the hole before it is income
    assert escrow.undistributed(token) == 20
    assert escrow.claim(token, southbank) == 200


def test_t29_a_contribution_is_refused_when_the_escrow_cannot_pay_the_fee_on_top(
    escrow: Any, mock: Make, give: Any, refused: Any
) -> None:
    token = mock("FeeOnTopToken", 1_000)
    with boa.env.prank(give(token, 77)), refused("token: balance too small"):
        escrow.contribute(token, 70)


# --- T30: balances that change by themselves ---


def test_t30_who_reclaims_first_is_paid_when_contributions_shrank(
    forming: Partnership, mock: Make, northwind: str, eastport: str
) -> None:
    token, escrow = mock("RebasingToken"), forming.escrow
    for founder in (northwind, eastport):
        token.mint(founder, 100)
        with boa.env.prank(founder):
            token.approve(escrow, 100)
            escrow.contribute(token, 100)
            escrow.contribute(ETHER, 100, value=100)
    token.rebase(WAD * 3 // 4)
    boa.env.time_travel(seconds=30 * DAY)
    assert escrow.reclaim(token, northwind) == 100
    with boa.reverts("token: balance too small"):
        escrow.reclaim(token, eastport)
    assert escrow.contribution_of(token, eastport) == 100
    assert [escrow.reclaim(ETHER, founder) for founder in (northwind, eastport)] == [100, 100]


def test_t30_t34_growth_of_contributions_is_revenue(forming: Partnership, mock: Make, northwind: str) -> None:
    token, escrow = mock("RebasingToken"), forming.escrow
    token.mint(northwind, 100)
    with boa.env.prank(northwind):
        token.approve(escrow, 100)
        escrow.contribute(token, 100)
    token.rebase(2 * WAD)
    forming.accept_all()
    assert escrow.release(token) == 100
    assert escrow.distribute(token) == 100
    assert escrow.claimable(token, northwind) == 50


# --- T31: answers and refusals ---


def test_t31_counts_no_more_than_was_sent_when_balances_change_within_a_payment(
    escrow: Any, mock: Make, give: Any, others_untouched: Any, northwind: str
) -> None:
    token = mock("FickleToken", 7)
    with boa.env.prank(give(token, 1_500)):
        assert escrow.pay(token, 1_000, INVOICE) == 1_000
        assert escrow.contribute(token, 500) == 500
    assert escrow.distribute(token) == token.balanceOf(escrow) == 1_000
    assert escrow.claim(token, northwind) == 500
    others_untouched()


@pytest.mark.parametrize("function", ["claim", "claim_for", "leave"])
def test_t31_only_the_token_fails_when_it_reverts_with_a_bomb(
    partnership: Partnership, take_in: Make, others_untouched: Any, partners: list[str], function: str
) -> None:
    escrow, token = partnership.escrow, take_in("BombToken")
    token.set_reverts(True)
    if function == "claim":
        with boa.reverts():
            escrow.claim(token, partners[0])
    elif function == "claim_for":
        assert escrow.claim_for(token, partners, gas=TRANSACTION_GAS) == 0
    others_untouched()  # one of them leaves
    assert escrow.owed(token) == 1_000
    token.set_reverts(False)
    assert [escrow.claim(token, partner) for partner in partners] == UNITS
    assert [token.held_by(partner) for partner in partners] == UNITS


def test_t31_claims_wait_when_the_token_is_paused(
    escrow: Any, take_in: Make, others_untouched: Any, partners: list[str]
) -> None:
    token = take_in("PausableToken")
    token.set_paused(True)
    for partner in partners:
        with boa.reverts("token: paused"):
            escrow.claim(token, partner)
    others_untouched()
    token.set_paused(False)
    assert [escrow.claim(token, partner) for partner in partners] == UNITS


def test_t31_pays_in_all_there_is_when_the_token_takes_the_largest_number_for_that(
    escrow: Any, mock: Make, customer: str
) -> None:
    token = mock("MaxIsAllToken")
    token.mint(customer, 1_000)
    with boa.env.prank(customer):
        token.approve(escrow, EVERYTHING)
        assert escrow.pay(token, EVERYTHING, INVOICE) == 1_000
    assert logged(escrow)[-1] == ("RevenuePaid", customer, token.address, INVOICE, 1_000)
    assert escrow.undistributed(token) == 1_000


def test_t31_pays_when_the_token_refuses_to_move_nothing(escrow: Any, mock: Make, partners: list[str]) -> None:
    token = mock("ZeroRefusingToken")
    token.mint(escrow, 2)
    escrow.distribute(token)  # one for the first partner, fractions for the others
    assert escrow.claim_for(token, partners) == 1
    token.mint(escrow, 4)
    escrow.pay_out(token, in_order(*partners))  # less than one for each unit: all of it is credited
    assert [token.balanceOf(partner) for partner in partners] == [1, 0, 0]
    assert escrow.claim_for(token, partners) == 2 + 1 + 1


@pytest.mark.parametrize("amount", [2**92 - 1, 2**96])
def test_t31_t39_takes_what_the_token_can_move_when_it_knows_no_large_numbers(
    escrow: Any, mock: Make, customer: str, northwind: str, amount: int
) -> None:
    token = mock("CappedApprovalToken")
    token.mint(customer, amount)
    with boa.env.prank(customer):
        token.approve(escrow, 2**96 - 1)
        if amount >= 2**96:
            with boa.reverts("token: allowance too small"):
                escrow.pay(token, amount, INVOICE)
            return
        assert escrow.pay(token, amount, INVOICE) == amount
    assert escrow.distribute(token) == amount
    assert escrow.claim(token, northwind) == amount // 2
