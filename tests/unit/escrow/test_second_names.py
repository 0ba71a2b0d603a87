"""One asset under two addresses, where little of it is here or units are coarse: nothing is booked under both. And a
token that only pretends to be another one keeps none out.
"""

from __future__ import annotations

from typing import Any

import boa
import pytest

from tests.kit.contracts import mock as deployed
from tests.kit.house import Partnership
from tests.kit.numbers import ETHER
from tests.kit.verbs import by_vote

WHOLE = 10**18
MILLIONTH = 10**12

SHADOW = """
# pragma version 0.4.3
# A token of its own, until it is told to show another one's balances; from some amount on, if that is told.
interface Token:
    def balanceOf(owner: address) -> uint256: view

decimals: public(uint8)
totalSupply: public(uint256)
held: public(HashMap[address, uint256])
_shown: Token
_least: uint256

@deploy
def __init__():
    self.decimals = 18

@external
def mint(to: address, amount: uint256):
    self.held[to] += amount
    self.totalSupply += amount

@external
def show(token: address, least: uint256):
    self._shown = Token(token)
    self._least = least

@external
@view
def balanceOf(owner: address) -> uint256:
    if self._shown.address == empty(address):
        return self.held[owner]
    balance: uint256 = staticcall self._shown.balanceOf(owner)
    return balance if balance >= self._least else 0

@external
def transfer(to: address, amount: uint256) -> bool:
    self.held[msg.sender] -= amount
    self.held[to] += amount
    return True
"""


def names(first: int, *others: int) -> list[Any]:
    """A token with so many decimals, and its other addresses, each with as many as is said."""
    token = deployed("SecondName", ETHER, first, first)
    return [token, *(deployed("SecondName", token.address, decimals, first) for decimals in others)]


def know(partnership: Partnership, token: Any) -> None:
    with by_vote(partnership):
        partnership.escrow.know_token(token)


def test_t82_i01_books_nothing_at_a_second_address_when_the_probe_is_all_of_it(partnership: Partnership) -> None:
    escrow = partnership.escrow
    first, second = names(18, 6)
    first.mint(escrow, WHOLE)
    know(partnership, first)
    escrow.distribute(first)
    escrow.claim_for(first, [founder.address for founder in partnership.founders])
    assert (owed := escrow.owed(first)) > 0
    # One unit of the second. When that is sent, less than another one is left, which the second does not show.
    first.mint(escrow, MILLIONTH + 17_280_002)
    assert second.balanceOf(escrow) == 1
    with by_vote(partnership):
        escrow.list_token(second)
        escrow.unlist_token(second)  # which settles it
    assert not escrow.is_known(second)
    assert first.balanceOf(escrow) == MILLIONTH + 17_280_002 + owed
    with by_vote(partnership), boa.reverts("escrow: too little to tell"):
        escrow.know_token(second)
    first.mint(escrow, MILLIONTH)
    with by_vote(partnership), boa.reverts("escrow: another token's money"):
        escrow.know_token(second)


@pytest.mark.parametrize("coarse", [0, 2, 5])
def test_t82_refuses_a_second_address_whatever_the_first_has_beyond_its_units(
    partnership: Partnership, coarse: int
) -> None:
    escrow = partnership.escrow
    first, second = names(18, coarse)
    first.mint(escrow, 7 * WHOLE // 2 + 10 ** (18 - coarse) // 2)
    know(partnership, first)
    with by_vote(partnership), boa.reverts("escrow: another token's money"):
        escrow.know_token(second)


def test_t82_refuses_a_second_address_of_an_asset_that_is_coarser_than_both(partnership: Partnership) -> None:
    escrow = partnership.escrow
    asset, first, second = names(6, 18, 18)
    other = deployed("PlainToken", 6)
    for token in (other, asset):
        token.mint(escrow, 1_000)
    know(partnership, other)
    know(partnership, first)  # with a probe of a millionth, because of the other one
    with by_vote(partnership), boa.reverts("escrow: another token's money"):
        escrow.know_token(second)


def test_t82_a_contribution_too_small_for_a_known_token_to_show_makes_none_known(
    partnership: Partnership, eastport: str, refused: Any
) -> None:
    escrow = partnership.escrow
    fine, known = names(18, 6)
    fine.mint(escrow, WHOLE)
    fine.mint(eastport, WHOLE)
    know(partnership, known)
    with by_vote(partnership):
        escrow.list_token(fine)
    with boa.env.prank(eastport):
        with refused("escrow: too little to tell"):
            escrow.contribute(fine, MILLIONTH // 10)
        with refused("escrow: another token's money"):
            escrow.contribute(fine, MILLIONTH)
    assert not escrow.is_known(fine)


@pytest.mark.parametrize("least", [0, WHOLE])
def test_t82_a_token_that_shows_another_ones_balance_keeps_it_out_no_longer_than_there_are_two_probes(
    partnership: Partnership, least: int
) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    liar, token = boa.loads(SHADOW), deployed("PlainToken", 18)
    liar.mint(escrow, WHOLE)
    know(partnership, liar)
    liar.show(token, 0)
    token.mint(escrow, 1)
    with by_vote(partnership):
        escrow.list_token(token)
    with boa.reverts("escrow: too little to tell"):
        escrow.distribute(token)
    token.mint(escrow, WHOLE - 1)
    liar.show(token, least)
    # The probe is one wei, and so is what is sent of the liar, unless it shows nothing that could be sent.
    assert escrow.distribute(token) == WHOLE - 1
    assert escrow.is_known(token)
    assert (token.balanceOf(treasury), liar.held(treasury)) == (1, 1 if least else 2)
