"""RevenueEscrow.buy_out_link: a project pays what was agreed, and its link ends in that call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit import contracts
from tests.kit.house import House, Partnership
from tests.kit.links import LinkTerms, earned, link
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_roster, by_vote, wind_up

PRICE = 5 * 10**17


@pytest.fixture
def pay_price(partnership: Partnership) -> Callable[..., None]:
    """Buys a link out as a vote would, with money of the treasury."""

    def pay(tag: int, amount: int = PRICE, token: Any = ETHER) -> None:
        treasury, escrow = partnership.partnership.address, partnership.escrow
        with by_vote(partnership):
            if token == ETHER:
                boa.env.set_balance(treasury, ether_of(treasury) + amount)
                escrow.buy_out_link(tag, amount, value=amount)
            else:
                token.mint(treasury, amount)
                token.approve(escrow.address, amount)
                escrow.buy_out_link(tag, amount)

    return pay


def test_the_price_ends_it_and_what_waits_is_split_with_it(
    partnership: Partnership, listed: Any, outsider: str, northwind: str, pay_price: Any
) -> None:
    """The price itself is nobody's income."""
    escrow = partnership.escrow
    tag = link(partnership, LinkTerms(outsider, 2_000, price=PRICE))
    arrive(escrow, ETHER, 1_000)
    pay_price(tag)
    assert logged(escrow) == [
        ("LinkBoughtOut", tag, outsider, ETHER, PRICE),
        ("SponsorCredited", outsider, ETHER, 200),
        ("RevenueDistributed", ETHER, 800, 1_000, 0),
        ("LinkEnded", tag, outsider, partnership.partnership.address),
    ]
    assert escrow.links() == []
    assert escrow.claimable(ETHER, outsider) == PRICE + 200
    assert escrow.claimable(ETHER, northwind) == 400
    assert escrow.owed(ETHER) == ether_of(escrow.address) == PRICE + 1_000
    assert escrow.claim(ETHER, outsider) == PRICE + 200
    assert earned(partnership, northwind) == 500


def test_the_price_is_paid_in_a_token(partnership: Partnership, mock: Any, outsider: str, pay_price: Any) -> None:
    escrow, token = partnership.escrow, mock("PlainToken", 18)
    tag = link(partnership, LinkTerms(outsider, 2_000, price=PRICE, price_token=token.address))
    token.mint(escrow.address, 1_000)
    with by_vote(partnership):
        escrow.settle(token)
    pay_price(tag, token=token)
    assert logged(escrow)[-1] == ("LinkEnded", tag, outsider, partnership.partnership.address)
    assert escrow.claim(token, outsider) == PRICE + 200
    assert token.balanceOf(outsider) == PRICE + 200
    assert escrow.owed(token) == token.balanceOf(escrow.address)


def test_the_price_is_the_first_that_comes_in_a_listed_token(
    partnership: Partnership, outsider: str, pay_price: Any
) -> None:
    """Nothing else may move with it: then it becomes known."""
    escrow, token = partnership.escrow, contracts.mock("PlainToken", 18)
    with by_vote(partnership):
        escrow.list_token(token)
    tag = link(partnership, LinkTerms(outsider, 2_000, price=PRICE, price_token=token.address))
    assert not escrow.is_known(token)
    pay_price(tag, token=token)
    assert escrow.is_known(token)
    assert escrow.claim(token, outsider) == PRICE


def test_more_than_the_price_is_the_sponsors(partnership: Partnership, outsider: str, pay_price: Any) -> None:
    tag = link(partnership, LinkTerms(outsider, price=PRICE))
    pay_price(tag, PRICE + 7)
    assert partnership.escrow.claim(ETHER, outsider) == PRICE + 7


def test_t107_refuses_less_than_the_price(partnership: Partnership, mock: Any, outsider: str, refused: Any) -> None:
    escrow, token, treasury = partnership.escrow, mock("FeeToken", 100), partnership.partnership.address
    tag = link(partnership, LinkTerms(outsider, price=PRICE))
    other = link(partnership, LinkTerms(outsider, price=PRICE, price_token=token.address))
    boa.env.set_balance(treasury, PRICE)
    token.mint(treasury, 2 * PRICE)
    with by_vote(partnership):
        token.approve(escrow.address, 2 * PRICE)
        with refused("escrow: less than the price"):
            escrow.buy_out_link(tag, PRICE - 1, value=PRICE - 1)
        with refused("tokens: ether sent is not amount"):
            escrow.buy_out_link(tag, PRICE)
        with refused("escrow: less than the price"):
            escrow.buy_out_link(other, PRICE)
        with refused("tokens: ether sent with a token"):
            escrow.buy_out_link(other, PRICE, value=1)
        before = token.balanceOf(escrow.address)
        escrow.buy_out_link(other, 2 * PRICE)
    arrived = token.balanceOf(escrow.address) - before
    assert PRICE <= arrived < 2 * PRICE
    assert escrow.claimable(token, outsider) == arrived


def test_refuses_where_no_price_was_agreed(partnership: Partnership, outsider: str, refused: Any) -> None:
    tag = link(partnership, LinkTerms(outsider))
    with by_vote(partnership):
        with refused("escrow: no buy-out agreed"):
            partnership.escrow.buy_out_link(tag, 0)
        with refused("escrow: no such link"):
            partnership.escrow.buy_out_link(tag ^ 1, 0)


def test_a_price_that_is_over_is_not_that_of_the_next_link(
    partnership: Partnership, outsider: str, pay_price: Any
) -> None:
    """The same terms again have the same name, and their price is written anew."""
    terms = LinkTerms(outsider, price=PRICE)
    tag = link(partnership, terms)
    pay_price(tag)
    assert link(partnership, terms) == tag
    [entry] = partnership.escrow.links()
    assert entry.price == PRICE
    pay_price(tag)
    assert partnership.escrow.claim(ETHER, outsider) == 2 * PRICE


def test_t24_refuses_to_be_bought_out_by_anybody_else(
    partnership: Partnership, outsider: str, northwind: str, refused: Any
) -> None:
    tag = link(partnership, LinkTerms(outsider, price=PRICE))
    for caller in (outsider, northwind, partnership.escrow.address):
        boa.env.set_balance(caller, PRICE)
        with boa.env.prank(caller), refused("escrow: not the partnership"):
            partnership.escrow.buy_out_link(tag, PRICE, value=PRICE)


def test_t107_the_price_goes_to_who_holds_the_seat_now(
    partnership: Partnership, eastport: str, new: str, pay_price: Any
) -> None:
    escrow = partnership.escrow
    tag = link(partnership, LinkTerms(eastport, price=PRICE))
    with by_roster(partnership):
        escrow.move_units(eastport, new)
    pay_price(tag)
    assert logged(escrow) == [
        ("LinkBoughtOut", tag, new, ETHER, PRICE),
        ("LinkEnded", tag, new, partnership.partnership.address),
    ]
    before = ether_of(new)
    assert escrow.claim(ETHER, new) == PRICE
    assert ether_of(new) - before == PRICE


def test_t37_a_sponsor_that_takes_no_money_does_not_keep_a_project_from_buying_it_out(
    partnership: Partnership, mock: Any, outsider: str, pay_price: Any
) -> None:
    escrow, sponsor = partnership.escrow, mock("RejectingReceiver").address
    tag = link(partnership, LinkTerms(sponsor, price=PRICE))
    pay_price(tag)
    assert escrow.claimable(ETHER, sponsor) == PRICE
    with boa.env.prank(sponsor):
        escrow.set_payout(outsider)
    assert escrow.claim(ETHER, sponsor) == PRICE


def test_the_price_goes_up_to_the_escrow_that_earned(
    partnership: Partnership, house: House, founders: list[LocalAccount], pay_price: Any
) -> None:
    sponsor = house.spin_up(founders, [1, 1, 1], [1, 1, 2], salt=b"sponsor".ljust(32))
    sponsor.accept_all()
    tag = link(partnership, LinkTerms(sponsor.partnership.address, to_escrow=True, price=PRICE))
    pay_price(tag)
    assert partnership.escrow.claim(ETHER, sponsor.escrow.address) == PRICE
    sponsor.escrow.distribute(ETHER)
    assert sponsor.escrow.claimable(ETHER, founders[2].address) == PRICE // 2


def test_is_bought_out_waived_and_given_notice_when_winding_up(
    partnership: Partnership, outsider: str, pay_price: Any
) -> None:
    escrow = partnership.escrow
    tags = [link(partnership, LinkTerms(outsider, 1_000, price=PRICE, number=number)) for number in range(3)]
    wind_up(partnership)
    arrive(escrow, ETHER, 1_000)
    pay_price(tags[0])
    with boa.env.prank(outsider):
        escrow.waive_link(tags[1])
    with by_vote(partnership):
        escrow.give_link_notice(tags[2])
    boa.env.time_travel(seconds=90 * DAY + 1)
    escrow.end_link(tags[2])
    assert escrow.links() == []
    assert escrow.claimable(ETHER, outsider) == PRICE + 300
