"""What a majority may do to the part of a partner that leaves, and a leaver to what the others have: nothing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from polypact.text.deals import Capital
from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.money import arrive, ether_of, gained
from tests.kit.numbers import DAY, ETHER, IN_ORDER, LEFT
from tests.kit.people import UNITS, WEIGHTS, in_order
from tests.kit.refusals import refused
from tests.kit.verbs import accept, amend, by_vote, close_window, deal_in_force, leave, outlast_base, set_exit_terms

TREASURY = 10_000
PART = 2_000  # of southbank: 200 of 1,000 units
MAX_TRANSACTION_GAS = 2**24  # EIP-7825
BALANCE_IS_MAX = 128  # StubbornToken

POOL = """
# pragma version 0.4.3
# Says what is staked with it, and is no token.
balanceOf: public(HashMap[address, uint256])

@external
def stake(amount: uint256):
    self.balanceOf[msg.sender] += amount

@external
def withdraw(amount: uint256):
    self.balanceOf[msg.sender] -= amount
"""

HEAVY = """
# pragma version 0.4.3
# Honest, and its transfers take some 150,000 gas, as those of tokens that bear interest do.
balanceOf: public(HashMap[address, uint256])
allowance: public(HashMap[address, HashMap[address, uint256]])
_steps: HashMap[uint256, uint256]
_count: uint256

@external
def mint(to: address, amount: uint256):
    self.balanceOf[to] += amount

@external
def transfer(to: address, amount: uint256) -> bool:
    self.balanceOf[msg.sender] -= amount
    self.balanceOf[to] += amount
    for i: uint256 in range(6):
        self._count += 1
        self._steps[self._count] = amount
    return True
"""

THIRSTY = """
# pragma version 0.4.3
# From `turn` on every answer takes nearly all of 100,000 gas. In the escrow it looks like ether and takes what comes.
_escrow: address
_given: uint256
_held: HashMap[address, uint256]

@external
def mint(to: address, amount: uint256):
    self._held[to] += amount

@external
def turn(escrow: address):
    self._escrow = escrow

@internal
@view
def _drink():
    if self._escrow != empty(address):
        for i: uint256 in range(100_000):
            if msg.gas < 4_500:
                break

@external
@view
def balanceOf(owner: address) -> uint256:
    held: uint256 = self._held[owner]
    if owner == self._escrow:
        held = owner.balance + self._given
    elif self._escrow != empty(address):
        held = 2**100
    self._drink()
    return held

@external
@view
def decimals() -> uint8:
    self._drink()
    return 18

@external
@view
def totalSupply() -> uint256:
    self._drink()
    return 10**18

@external
def transfer(to: address, amount: uint256) -> bool:
    if to == self._escrow:
        self._given += amount
    elif self._escrow == empty(address):
        self._held[msg.sender] -= amount
        self._held[to] += amount
    self._drink()
    return True
"""


@pytest.fixture
def venture(partnership: Partnership) -> Partnership:
    """All of the treasury is redeemable, and 10,000 wei are in it."""
    set_exit_terms(partnership, 0, 10_000)
    boa.env.set_balance(partnership.partnership.address, TREASURY)
    return replace(partnership)


def accept_all(venture: Partnership) -> None:
    """Has all founders accept the terms in force, and their window closed."""
    everybody = [founder.address for founder in venture.founders]
    for one in everybody:
        accept(venture, one)
    close_window(venture, *everybody)
    outlast_base(venture)


# --- what is named ---


def test_t87_a_pool_that_is_named_is_not_owed_and_not_locked(venture: Partnership, southbank: str) -> None:
    """It answers `balanceOf` and has no `transfer`: owed, nobody could ever call it again."""
    pool = boa.loads(POOL)
    venture.decide([(pool.address, 0, pool.stake.prepare_calldata(1_000))], "stake")
    leave(venture, southbank, [pool.address])
    assert venture.partnership.owed_to(pool.address, southbank) == (0, 0)
    venture.founders = venture.founders[:2]
    venture.decide([(pool.address, 0, pool.withdraw.prepare_calldata(1_000))], "unstake")
    assert pool.balanceOf(venture.partnership.address) == 0


def test_t87_what_the_treasury_was_changed_into_goes_along(venture: Partnership, southbank: str) -> None:
    """Tokens that nobody listed or made known."""
    held = [mock("PlainToken", 18) for _ in range(3)]
    for token in held:
        token.mint(venture.partnership.address, TREASURY)
    leave(venture, southbank, in_order(*(token.address for token in held)))
    assert [token.balanceOf(southbank) for token in held] == [PART] * 3


# --- what is listed ---


def test_t87_listed_tokens_that_lie_keep_nobody_from_leaving(venture: Partnership, southbank: str) -> None:
    known, other = mock("StubbornToken"), mock("StubbornToken")
    with by_vote(venture):
        venture.escrow.list_token(known.address)
        venture.escrow.list_token(other.address)
    known.mint(venture.escrow.address, 10)
    venture.escrow.distribute(known.address)
    known.set_mood(BALANCE_IS_MAX)
    other.set_mood(BALANCE_IS_MAX)
    assert gained(southbank, lambda: leave(venture, southbank)) == PART


@pytest.mark.parametrize("known", [0, 8])
def test_t87_listed_and_known_tokens_that_burn_gas_keep_nobody_from_leaving(
    venture: Partnership, southbank: str, known: int
) -> None:
    deployer = boa.loads_partial(THIRSTY)
    boa.env.set_balance(venture.escrow.address, TREASURY)
    thirsty = []
    for number in range(known + 8):
        token = deployer.deploy()
        with by_vote(venture):
            if number < known:
                token.mint(venture.escrow.address, number + 1)
                venture.escrow.know_token(token.address)
            else:
                venture.escrow.list_token(token.address)
        thirsty.append(token)
    for token in thirsty:
        token.turn(venture.escrow.address)
    data = venture.membership.leave.prepare_calldata()
    left = boa.env.execute_code(
        to_address=venture.membership.address, sender=southbank, data=data, gas=2 * MAX_TRANSACTION_GAS
    )
    assert not left.is_error
    assert left.get_gas_used() < MAX_TRANSACTION_GAS


# --- what is owed ---


def test_t87_what_is_owed_is_not_taken_in_the_execution_in_which_it_would_arise(
    venture: Partnership, southbank: str, outsider: str
) -> None:
    members, token = venture.membership, boa.loads(HEAVY)
    token.mint(venture.partnership.address, TREASURY)
    with by_vote(venture):
        venture.escrow.list_token(token.address)
        members.expel(southbank)
    leaves_at = int(members.partner(southbank).leaves_at)
    actions = [
        (members.address, 0, members.end_notice.prepare_calldata(southbank)),
        (token.address, 0, token.transfer.prepare_calldata(outsider, TREASURY)),
    ]
    venture.founders = venture.founders[:2]
    travel_to(leaves_at - 2 * DAY)
    proposal = venture.pass_proposal(actions)
    travel_to(max(leaves_at, int(venture.partnership.proposalEta(proposal))))
    with suppress(boa.BoaError):
        venture.execute(actions)
    assert token.balanceOf(outsider) == 0
    members.end_notice(southbank)
    assert venture.partnership.owed_to(token.address, southbank) == (PART, PART)


# --- what stands in the line ---


def test_t95_the_treasury_contributes_nothing_to_itself(venture: Partnership, southbank: str) -> None:
    """Else nobody would have given anything, and each leaver's part were less by the whole ceiling of capital."""
    treasury, escrow = venture.partnership.address, venture.escrow
    amend(venture, b"capital", capital=[Capital(ETHER, TREASURY, TREASURY)])
    accept_all(venture)
    with by_vote(venture):
        escrow.set_recoupment(IN_ORDER)
    for nobody in (treasury, escrow.address, ETHER):
        with by_vote(venture), refused(venture, "escrow: not a contributor"):
            escrow.agree_contribution(nobody, ETHER, TREASURY)
        with by_vote(venture), refused(venture, "escrow: not a contributor"):
            escrow.record_contribution(nobody, ETHER, TREASURY, b"work".ljust(32, b"\0"))
    assert gained(southbank, lambda: leave(venture, southbank)) == PART


def test_t87_the_treasurys_own_dues_are_not_frozen(venture: Partnership, southbank: str) -> None:
    treasury, escrow = venture.partnership.address, venture.escrow
    with by_vote(venture):
        escrow.set_reserve(10_000)
    with by_vote(venture), refused(venture, "escrow: treasury is not frozen"):
        escrow.freeze(ETHER, treasury, 10**30, boa.env.timestamp + 180 * DAY)
    arrive(escrow, ETHER, TREASURY)
    escrow.distribute(ETHER)
    escrow.claim(ETHER, treasury)
    assert gained(southbank, lambda: leave(venture, southbank)) == 2 * PART


def test_t95_capital_that_is_not_in_the_treasury_yet_does_not_lessen_a_part(
    house: House, founders: list[LocalAccount], northwind: str, southbank: str
) -> None:
    capital: list[Any] = [Capital(ETHER, TREASURY, 0)]
    made = house.spin_up(founders, WEIGHTS, UNITS, recoupment=IN_ORDER, capital=[one.abi() for one in capital])
    with boa.env.prank(northwind):
        made.escrow.contribute(ETHER, TREASURY, value=TREASURY)
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    amend(made, deal=replace(deal_in_force(made), redeemable_bps=10_000), capital=capital)
    accept_all(made)
    boa.env.set_balance(made.partnership.address, TREASURY)
    assert gained(southbank, lambda: leave(made, southbank)) == PART


# --- ceilings, while partners may still be on the deal before ---


def test_t88_a_reserve_above_the_deal_before_waits_for_the_end_of_the_window(venture: Partnership) -> None:
    members, escrow = venture.membership, venture.escrow
    amend(venture, b"narrow", deal=replace(deal_in_force(venture), max_reserve_bps=1_000, max_sponsors_bps=1_000))
    accept_all(venture)
    wide = replace(deal_in_force(venture), max_reserve_bps=10_000, max_sponsors_bps=10_000)
    terms = members.amend_terms.prepare_calldata(keccak(b"wide"), "", 7 * DAY, wide.abi(), [])
    actions = [
        (members.address, 0, terms),
        (escrow.address, 0, escrow.set_reserve.prepare_calldata(10_000)),
    ]
    venture.pass_proposal(actions)
    with refused(venture, "escrow: above the deal's reserve"):
        venture.execute(actions)
    amend(venture, b"wide", deal=wide)
    with by_vote(venture), refused(venture, "escrow: above the deal's sponsors"):
        escrow.set_sponsor(venture.founders[0].address, 1_001)
    accept_all(venture)
    with by_vote(venture):
        escrow.set_reserve(10_000)
    assert escrow.reserve_bps() == 10_000


def test_t88_capital_of_a_new_deal_does_not_lessen_the_part_of_who_is_on_the_old_one(
    venture: Partnership, northwind: str, southbank: str
) -> None:
    escrow = venture.escrow
    with by_vote(venture):
        escrow.set_recoupment(IN_ORDER)
    amend(venture, b"capital", capital=[Capital(ETHER, 10**30, 10**30)])
    with by_vote(venture), refused(venture, "escrow: above the deal's capital"):
        escrow.record_contribution(northwind, ETHER, 10**27, b"work".ljust(32, b"\0"))
    assert gained(southbank, lambda: leave(venture, southbank)) == PART
    assert venture.membership.status_of(southbank) == LEFT
    assert ether_of(venture.partnership.address) == TREASURY - PART
