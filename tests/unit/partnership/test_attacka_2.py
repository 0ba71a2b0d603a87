from __future__ import annotations

from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_utils import keccak

from polypact.text.deals import Capital
from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.kit.money import ether_of, make_known
from tests.kit.numbers import DAY, ETHER, EVERYDAY, CONSTITUTIONAL
from tests.kit.people import in_order
from tests.kit.verbs import accept, amend, by_vote, deal_in_force, leave, set_exit_terms

STAKING = """
# pragma version 0.4.3
balanceOf: public(HashMap[address, uint256])

@external
def stake(amount: uint256):
    self.balanceOf[msg.sender] += amount

@external
def withdraw(amount: uint256):
    self.balanceOf[msg.sender] -= amount
"""


@pytest.fixture
def venture(partnership: Partnership) -> Partnership:
    set_exit_terms(partnership, 0, 10_000)
    boa.env.set_balance(partnership.partnership.address, 10_000)
    return partnership


def test_a2_a_leaver_names_what_is_no_token_and_locks_it_for_all(venture: Partnership, southbank: str) -> None:
    pool = boa.loads(STAKING)
    treasury = venture.partnership.address
    venture.decide([(pool.address, 0, pool.stake.prepare_calldata(1_000))], "stake")
    leave(venture, southbank, [pool.address])
    venture.founders.pop()
    assert venture.partnership.owed_to(pool.address, southbank) == (0, 0)
    venture.decide([(pool.address, 0, pool.withdraw.prepare_calldata(800))], "unstake")
    assert pool.balanceOf(treasury) == 200


def test_a3_two_names_of_a_token(venture: Partnership, southbank: str) -> None:
    first = mock("SecondName", ETHER, 6, 6)
    second = mock("SecondName", first.address, 6, 6)
    first.mint(venture.partnership.address, 10_000)
    leave(venture, southbank, in_order(first.address, second.address))
    assert first.balanceOf(southbank) == 2_000


def test_a4_reserve_above_the_old_ceiling_in_the_same_vote(venture: Partnership) -> None:
    narrow = replace(deal_in_force(venture), max_reserve_bps=1_000, max_sponsors_bps=1_000)
    amend(venture, b"narrow", deal=narrow)
    for one in venture.founders:
        accept(venture, one.address)
    travel_to(venture.membership.current_terms().window_closes + 1)
    venture.membership.close_window(in_order(*[f.address for f in venture.founders]))
    boa.env.time_travel(seconds=8 * DAY)
    wide = replace(narrow, max_reserve_bps=10_000, max_sponsors_bps=10_000)
    me = venture.membership.address
    terms = (me, 0, venture.membership.amend_terms.prepare_calldata(keccak(b"x"), "", 7 * DAY, wide.abi(), []))
    reserve = (venture.escrow.address, 0, venture.escrow.set_reserve.prepare_calldata(10_000))
    venture.pass_proposal([terms, reserve])
    with boa.reverts("escrow: above the deal's reserve"):
        venture.execute([terms, reserve])


def test_a4_capital_that_the_leaver_never_accepted(venture: Partnership, southbank: str, northwind: str) -> None:
    with by_vote(venture):
        venture.escrow.set_recoupment(1)
    amend(venture, b"capital", capital=[Capital(ETHER, 10**30, 10**30)])
    # southbank has not accepted, and the window of 7 days has just begun
    with by_vote(venture), boa.reverts("escrow: above the deal's capital"):
        venture.escrow.record_contribution(northwind, ETHER, 10**27, b"x".ljust(32, b"\0"))
    before = ether_of(southbank)
    leave(venture, southbank)
    assert ether_of(southbank) - before == 2_000


def test_a5_a_listed_token_keeps_all_from_leaving(venture: Partnership, southbank: str) -> None:
    one, other = mock("StubbornToken"), mock("StubbornToken")
    with by_vote(venture):
        venture.escrow.list_token(one.address)
        venture.escrow.list_token(other.address)
    one.mint(venture.escrow.address, 10)
    venture.escrow.distribute(one.address)
    one.set_mood(128)
    other.set_mood(128)
    leave(venture, southbank)
