"""One asset under two addresses in the treasury: nobody takes through one what the other keeps from it."""

from __future__ import annotations

from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.text.deals import Capital
from tests.kit.house import House, Partnership
from tests.kit.money import make_known
from tests.kit.numbers import DAY, ETHER, IN_ORDER
from tests.kit.people import UNITS, WEIGHTS, in_order
from tests.kit.refusals import refused
from tests.kit.verbs import by_vote, leave, set_exit_terms, wind_up

TREASURY = 10_000
PART = 2_000  # of southbank: 200 of 1,000 units
WORK = b"work".ljust(32, b"\0")

NAMES = """
# pragma version 0.4.3
# A token, or a second address of one.
interface First:
    def balanceOf(owner: address) -> uint256: view
    def move(sender: address, to: address, amount: uint256): nonpayable

FIRST: immutable(address)
is_frozen: public(bool)
_held: HashMap[address, uint256]
allowance: public(HashMap[address, HashMap[address, uint256]])

@deploy
def __init__(first: address):
    FIRST = first

@external
def mint(to: address, amount: uint256):
    self._held[to] += amount

@external
def freeze(frozen: bool):
    self.is_frozen = frozen

@external
def move(sender: address, to: address, amount: uint256):
    self._move(sender, to, amount)

@internal
def _move(sender: address, to: address, amount: uint256):
    assert not self.is_frozen, "token: frozen"
    self._held[sender] -= amount
    self._held[to] += amount

@external
@view
def decimals() -> uint8:
    return 6

@external
@view
def totalSupply() -> uint256:
    return 10**12

@external
@view
def balanceOf(owner: address) -> uint256:
    if FIRST != empty(address):
        return staticcall First(FIRST).balanceOf(owner)
    return self._held[owner]

@external
def transfer(to: address, amount: uint256) -> bool:
    if FIRST != empty(address):
        extcall First(FIRST).move(msg.sender, to, amount)
    else:
        self._move(msg.sender, to, amount)
    return True
"""


@pytest.fixture
def twice() -> tuple[Any, Any]:
    first = boa.loads(NAMES, ETHER)
    return first, boa.loads(NAMES, first.address)


@pytest.fixture
def venture(house: House, founders: list[LocalAccount], twice: tuple[Any, Any]) -> Partnership:
    """The first address is listed, 10,000 are in the treasury; all is redeemable, and capital is repaid in order."""
    first = twice[0]
    made = house.spin_up(founders, WEIGHTS, UNITS, tokens=[first.address], recoupment=IN_ORDER)
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    set_exit_terms(made, 0, 10_000, [Capital(first.address, TREASURY, TREASURY)])
    first.mint(made.partnership.address, TREASURY)
    return made


def listed(venture: Partnership, token: Any) -> None:
    with by_vote(venture):
        venture.escrow.list_token(token.address)


# --- leaving ---


@pytest.mark.parametrize("is_listed", [False, True])
@pytest.mark.parametrize("is_known", [False, True])
def test_t82_a_leaver_is_paid_once(
    venture: Partnership, twice: tuple[Any, Any], southbank: str, is_known: bool, is_listed: bool
) -> None:
    first, second = twice
    if is_known:
        make_known(venture, first)
    if is_listed:
        listed(venture, second)
    leave(venture, southbank, in_order(first.address, second.address))
    assert first.balanceOf(southbank) == PART


def test_t82_a_leaver_is_paid_once_that_names_both(
    partnership: Partnership, twice: tuple[Any, Any], southbank: str
) -> None:
    first, second = twice
    set_exit_terms(partnership, 0, 10_000)
    first.mint(partnership.partnership.address, TREASURY)
    leave(partnership, southbank, in_order(first.address, second.address))
    assert first.balanceOf(southbank) == PART


@pytest.mark.parametrize("is_listed", [False, True])
@pytest.mark.parametrize("is_known", [False, True])
def test_t82_t95_units_take_nothing_of_others_capital(
    venture: Partnership, twice: tuple[Any, Any], northwind: str, southbank: str, is_known: bool, is_listed: bool
) -> None:
    """All there is stands in the line, under the first address only: nothing falls when that is paid."""
    first, second = twice
    if is_known:
        make_known(venture, first)
    with by_vote(venture):
        venture.escrow.record_contribution(northwind, first.address, TREASURY, WORK)
    if is_listed:
        listed(venture, second)
    leave(venture, southbank, [] if is_listed else [second.address])
    assert (first.balanceOf(southbank), first.balanceOf(venture.partnership.address)) == (0, TREASURY)


# --- winding up ---


def test_t82_t93_what_is_kept_for_debts_stays(venture: Partnership, twice: tuple[Any, Any]) -> None:
    first, second = twice
    make_known(venture, first)
    listed(venture, second)
    wind_up(venture, [(first.address, 4_000)])
    assert first.balanceOf(venture.partnership.address) == 4_000
    with refused(venture, "winding up: nothing to send"):
        venture.partnership.liquidate(second.address)


def test_t82_t93_what_is_owed_to_who_left_stays(venture: Partnership, twice: tuple[Any, Any], southbank: str) -> None:
    first, second = twice
    make_known(venture, first)
    first.freeze(True)
    leave(venture, southbank)
    first.freeze(False)
    listed(venture, second)
    wind_up(venture)
    assert first.balanceOf(venture.partnership.address) == PART
    assert venture.partnership.pay_owed(first.address, southbank) == PART
    assert first.balanceOf(southbank) == PART
