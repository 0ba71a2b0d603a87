"""RevenueEscrow.unlist_token: a token that is no longer settled by itself."""

from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.numbers import LEFT
from tests.kit.tokens import Promise
from tests.kit.verbs import by_vote, leave

TURNS = """
# pragma version 0.4.3
# Has as much as there is ether in the escrow, and all there can be once anything of it was sent.
ESCROW: immutable(address)
_sent: bool

@deploy
def __init__(escrow: address):
    ESCROW = escrow

@external
@view
def balanceOf(owner: address) -> uint256:
    return max_value(uint256) if self._sent else ESCROW.balance

@external
@view
def decimals() -> uint8:
    return 18

@external
@view
def totalSupply() -> uint256:
    return 10**18

@external
def transfer(to: address, amount: uint256) -> bool:
    self._sent = True
    return True
"""


@pytest.fixture
def three(partnership: Partnership, listed: Any, unlisted: Any, another: Any) -> list[str]:
    """Three listed tokens, in order."""
    third = another()
    with by_vote(partnership):
        partnership.escrow.list_token(unlisted)
        partnership.escrow.list_token(third)
    return [listed.address, unlisted.address, third.address]


@pytest.mark.parametrize("position", [0, 1, 2])
def test_takes_a_token_off_when_listed(partnership: Partnership, three: list[str], position: int) -> None:
    escrow = partnership.escrow
    before = escrow.listed_tokens()
    with by_vote(partnership):
        escrow.unlist_token(three[position])
    assert logged(escrow) == [("TokenUnlisted", three[position])]
    rest = [token for token in before if token != three[position]]
    assert sorted(escrow.listed_tokens()) == sorted(rest)
    assert (escrow.total_units(), escrow.era()) == (1_000, 0)


def test_takes_all_off_and_lists_again(partnership: Partnership, three: list[str], listed_at_first: list[str]) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        for token in three:
            escrow.unlist_token(token)
        rest = escrow.listed_tokens()
        assert sorted(rest) == sorted(listed_at_first[1:])
        escrow.list_token(three[1])
    assert escrow.listed_tokens() == [*rest, three[1]]


def test_stops_settling_when_units_change(partnership: Partnership, listed: Any, set_units: Any, outsider: str) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        escrow.unlist_token(listed)
    listed.mint(escrow, 2_000)
    set_units(outsider, 1_000)
    assert escrow.undistributed(listed) == 2_000


@pytest.mark.needs(Promise.STILL)
def test_leaves_what_was_earned_when_unlisted(partnership: Partnership, earn: Any, listed: Any, northwind: str) -> None:
    earn(listed, 1_000)
    with by_vote(partnership):
        partnership.escrow.unlist_token(listed)
    assert partnership.escrow.claim(listed, northwind) == 500


@pytest.mark.parametrize("act", ["leave", "unlist"])
def test_t87_a_token_that_turns_while_it_is_told_apart_holds_up_nothing(
    partnership: Partnership, eastport: str, act: str
) -> None:
    """It looks like ether until a little of it is sent, and then has more than there is room for."""
    escrow = partnership.escrow
    token = boa.loads(TURNS, escrow.address)
    boa.env.set_balance(escrow.address, 1_000)
    with by_vote(partnership):
        escrow.list_token(token.address)
    if act == "leave":
        leave(partnership, eastport)
        assert partnership.membership.status_of(eastport) == LEFT
        return
    with by_vote(partnership):
        escrow.unlist_token(token.address)
    assert token.address not in escrow.listed_tokens()


def test_t24_refuses_when_anybody_else_calls(
    partnership: Partnership, listed: Any, northwind: str, outsider: str, refused: Any
) -> None:
    for caller in (northwind, outsider, partnership.escrow.address):
        with boa.env.prank(caller), refused("escrow: not the partnership"):
            partnership.escrow.unlist_token(listed)


def test_refuses_when_not_listed(partnership: Partnership, unlisted: Any, refused: Any) -> None:
    with by_vote(partnership), refused("escrow: token not listed"):
        partnership.escrow.unlist_token(unlisted)


def test_refuses_when_nothing_is_listed(partnership: Partnership, listed: Any, refused: Any) -> None:
    with by_vote(partnership):
        partnership.escrow.unlist_token(listed)
        with refused("escrow: token not listed"):
            partnership.escrow.unlist_token(listed)
