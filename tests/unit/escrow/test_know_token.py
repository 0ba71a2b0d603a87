"""RevenueEscrow.know_token, and what the escrow does with a token before it is known."""

from __future__ import annotations

from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import mock as deployed
from tests.kit.house import House, Partnership
from tests.kit.links import LinkTerms, link, soon
from tests.kit.logs import logged
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_vote

USD = 10**6


def named_twice(decimals: int) -> tuple[Any, Any]:
    """A token with 6 decimals, and another address of the same."""
    first = deployed("SecondName", ETHER, 6, 6)
    return first, deployed("SecondName", first.address, decimals, 6)


@pytest.mark.parametrize("decimals", [6, 18])
def test_t82_splits_one_asset_once_when_both_addresses_are_listed(partnership: Partnership, decimals: int) -> None:
    escrow = partnership.escrow
    first, second = named_twice(decimals)
    with by_vote(partnership):
        escrow.list_token(first)
        escrow.list_token(second)
    first.mint(escrow, 1_000 * USD)
    escrow.distribute(first)
    with boa.reverts("escrow: another token's money"):
        escrow.distribute(second)
    escrow.settle(ETHER)
    assert (escrow.is_known(first), escrow.is_known(second)) == (True, False)
    assert (escrow.owed(first), escrow.owed(second)) == (1_000 * USD, 0)
    assert first.balanceOf(escrow) == 1_000 * USD


@pytest.mark.parametrize("decimals", [6, 18])
def test_t82_refuses_a_second_address_by_name(partnership: Partnership, eastport: str, decimals: int) -> None:
    escrow = partnership.escrow
    first, second = named_twice(decimals)
    first.mint(escrow, 1_000 * USD)
    with boa.env.prank(eastport):
        escrow.know_token(first)
    assert logged(escrow)[-1] == ("TokenKnown", first.address, eastport)
    with by_vote(partnership), boa.reverts("escrow: another token's money"):
        escrow.know_token(second)
    assert first.address in escrow.known_tokens()


def test_t82_books_nothing_in_a_token_that_is_not_known(partnership: Partnership, eastport: str, refused: Any) -> None:
    escrow, token = partnership.escrow, deployed("PlainToken", 6)
    token.mint(escrow, 1_000)
    for call in (escrow.distribute, escrow.settle):
        with refused("escrow: token not known"):
            call(token)
    with refused("escrow: token not known"):
        escrow.pay_out(token, [])
    token.mint(eastport, 10)
    with boa.env.prank(eastport):
        token.approve(escrow, 10)
        with refused("escrow: token not known"):
            escrow.contribute(token, 10)
    with by_vote(partnership):
        escrow.set_recoupment(1)
        for call in (
            lambda: escrow.agree_contribution(eastport, token, 1),
            lambda: escrow.record_contribution(eastport, token, 1, bytes(32)),
        ):
            with refused("escrow: token not known"):
                call()
    assert (escrow.owed(token), escrow.undistributed(token)) == (0, 0)


def test_tells_tokens_apart_that_come_in_the_same_amount(partnership: Partnership) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    tokens = [deployed("PlainToken", 6) for _ in range(2)]
    for token in tokens:
        with by_vote(partnership):
            escrow.list_token(token)
        token.mint(escrow, 1_000)
        escrow.distribute(token)
    assert [escrow.owed(token) for token in tokens] == [1_000, 999]
    assert [token.balanceOf(treasury) for token in tokens] == [0, 1]


def test_only_who_is_entitled_and_once_a_year(
    partnership: Partnership, eastport: str, outsider: str, refused: Any
) -> None:
    escrow = partnership.escrow
    first, second = (deployed("PlainToken", 6) for _ in range(2))
    for token in (first, second):
        token.mint(escrow, 10)
    with boa.env.prank(outsider), refused("escrow: not entitled"):
        escrow.know_token(first)
    with boa.env.prank(eastport):
        escrow.know_token(first)
        with refused("escrow: one token a year"):
            escrow.know_token(second)
        with refused("escrow: token known already"):
            escrow.know_token(first)
    boa.env.time_travel(seconds=365 * DAY)
    with boa.env.prank(eastport):
        escrow.know_token(second)
    assert escrow.distribute(second) == 9


def test_refuses_when_there_is_nothing_to_tell_it_by(partnership: Partnership, eastport: str, refused: Any) -> None:
    token = deployed("PlainToken", 6)
    with boa.env.prank(eastport), refused("escrow: too little to tell"):
        partnership.escrow.know_token(token)


def test_t94_what_arrived_before_is_no_joiners_however_much_there_is_of_the_token(
    partnership: Partnership, set_units: Any, outsider: str, customer: str, northwind: str
) -> None:
    escrow, token = partnership.escrow, deployed("PlainToken", 18)
    with by_vote(partnership):
        escrow.list_token(token)
    token.mint(customer, 2**101)
    token.mint(escrow, 2**100)
    set_units(outsider, 1_000)
    grain = escrow.grain(token)
    assert (2**100 + 2**101) // grain < 2**80 <= (2**100 + 2**101) // (grain // 10)
    assert 2**100 - grain < escrow.owed(token) <= 2**100
    assert escrow.claimable(token, outsider) == 0
    assert escrow.claimable(token, northwind) == 2**100 // grain // 2 * grain
    assert escrow.claim(token, northwind) == token.balanceOf(northwind) == 2**100 // grain // 2 * grain


def test_t94_a_token_of_fifty_decimals_is_split_and_paid(partnership: Partnership, eastport: str) -> None:
    escrow, token = partnership.escrow, deployed("PlainToken", 50)
    token.mint(escrow, 5 * 10**53)
    with boa.env.prank(eastport):
        escrow.know_token(token)
    assert escrow.grain(token) == 10**30
    split = escrow.distribute(token)
    assert 5 * 10**53 - 10**44 - 10**30 <= split < 5 * 10**53
    assert escrow.claim(token, eastport) == split // 10**30 * 300 // 1_000 * 10**30


def test_t94_what_is_known_of_a_token_stays_claimable_when_it_is_unlisted_and_does_not_answer(
    partnership: Partnership, northwind: str
) -> None:
    escrow, token = partnership.escrow, deployed("StubbornToken")
    with by_vote(partnership):
        escrow.list_token(token)
    token.mint(escrow, 1_000)
    escrow.distribute(token)
    token.set_mood(8)  # its balance reverts
    with by_vote(partnership):
        escrow.unlist_token(token)
    token.set_mood(0)
    assert escrow.is_known(token) and token.address in escrow.known_tokens()
    assert escrow.claim(token, northwind) == 500


# --- sponsors of links ---


def waiting(escrow: Any, number: int) -> list[Any]:
    """Tokens of which something has arrived that nobody made known."""
    tokens = [deployed("PlainToken", 6) for _ in range(number)]
    for token in tokens:
        token.mint(escrow, 1_000)
    return tokens


def test_t108_a_project_cannot_keep_tokens_unknown_to_the_sponsor_of_a_link(
    partnership: Partnership, outsider: str, refused: Any
) -> None:
    """It may have eight be known without waiting for a year, and what waits is split with it."""
    escrow = partnership.escrow
    tokens = waiting(escrow, 10)
    tag = link(partnership, LinkTerms(outsider, 5_000))
    with boa.env.prank(outsider):
        for token in tokens[:9]:  # the ninth by the right that everybody has once a year
            escrow.know_token(token)
        with refused("escrow: one token a year"):
            escrow.know_token(tokens[9])
        escrow.waive_link(tag)
    assert [escrow.claimable(token, outsider) for token in tokens] == [499] * 9 + [0]
    boa.env.time_travel(seconds=365 * DAY)
    with boa.env.prank(outsider):
        escrow.know_token(tokens[9])
    assert {token.address for token in tokens} <= set(escrow.known_tokens())


def test_t108_partners_have_room_whatever_sponsors_do(
    partnership: Partnership, outsider: str, customer: str, northwind: str, refused: Any
) -> None:
    escrow = partnership.escrow
    tokens = waiting(escrow, 11)
    for sponsor in (outsider, customer):
        link(partnership, LinkTerms(sponsor, 100))
    for token, sponsor in zip(tokens, [outsider, customer] * 4, strict=False):
        with boa.env.prank(sponsor):
            escrow.know_token(token)
    for sponsor, token in ((outsider, tokens[8]), (customer, tokens[9])):
        with boa.env.prank(sponsor):
            escrow.know_token(token)
            with refused("escrow: one token a year"):
                escrow.know_token(tokens[10])
    with boa.env.prank(northwind):
        escrow.know_token(tokens[10])
    assert escrow.is_known(tokens[10])


def test_the_sponsor_of_a_link_that_is_paid_to_its_escrow_is_entitled(
    partnership: Partnership, house: House, founders: list[LocalAccount], refused: Any
) -> None:
    escrow = partnership.escrow
    sponsor = house.spin_up(founders, [1, 1, 1], [1, 1, 2], salt=b"sponsor".ljust(32))
    first, second, third = waiting(escrow, 3)
    with by_vote(sponsor), refused("escrow: not entitled"):
        escrow.know_token(first)
    tag = link(partnership, LinkTerms(sponsor.partnership.address, to_escrow=True))
    with by_vote(sponsor):
        escrow.know_token(first)
        escrow.know_token(second)
        escrow.waive_link(tag)
        with refused("escrow: not entitled"):
            escrow.know_token(third)


def test_the_sponsor_of_a_link_that_ended_has_the_right_of_the_others(
    partnership: Partnership, outsider: str, refused: Any
) -> None:
    escrow = partnership.escrow
    first, second = waiting(escrow, 2)
    link(partnership, LinkTerms(outsider, ends=soon(1)))
    boa.env.time_travel(seconds=DAY + 1)
    with boa.env.prank(outsider):
        escrow.know_token(first)
        with refused("escrow: one token a year"):
            escrow.know_token(second)
