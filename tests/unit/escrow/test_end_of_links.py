"""RevenueEscrow.give_link_notice, waive_link and end_link: how a link ends, to the second and the wei."""

from __future__ import annotations

from typing import Any

import boa
import pytest

from tests.kit.clock import travel_to
from tests.kit.house import Partnership
from tests.kit.links import LinkTerms, earned, link, offer, soon
from tests.kit.logs import logged
from tests.kit.money import arrive
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_vote

PRICE = 5 * 10**17


def ends_of(project: Partnership, tag: int) -> int:
    return int(next(entry.ends for entry in project.escrow.links() if entry.tag == tag))


# --- notice ---


@pytest.mark.parametrize("side", ["sponsor", "project"])
def test_either_side_gives_notice_and_it_earns_until_that_is_over(
    partnership: Partnership, outsider: str, side: str
) -> None:
    escrow = partnership.escrow
    tag = link(partnership, LinkTerms(outsider, 1_000, notice_days=90))
    giver = outsider if side == "sponsor" else partnership.partnership.address
    with boa.env.prank(giver):
        escrow.give_link_notice(tag)
    ends = boa.env.timestamp + 90 * DAY
    assert logged(escrow) == [("LinkNoticeGiven", tag, giver, ends)]
    assert ends_of(partnership, tag) == ends
    travel_to(ends)
    assert earned(partnership, outsider) == 100
    boa.env.time_travel(seconds=1)
    assert earned(partnership, outsider) == 0


def test_notice_of_a_day_less_leaves_the_end_that_comes_before(
    partnership: Partnership, outsider: str, refused: Any
) -> None:
    escrow = partnership.escrow
    tag = link(partnership, LinkTerms(outsider, notice_days=10, ends=soon(20)))
    travel_to(ends_of(partnership, tag) - 10 * DAY)
    with boa.env.prank(outsider), refused("escrow: link ends before"):
        escrow.give_link_notice(tag)
    travel_to(ends_of(partnership, tag) - 10 * DAY - 1)
    with boa.env.prank(outsider):
        escrow.give_link_notice(tag)
    assert ends_of(partnership, tag) == boa.env.timestamp + 10 * DAY


def test_t105_nobody_takes_a_notice_back_or_puts_it_off(partnership: Partnership, outsider: str, refused: Any) -> None:
    escrow = partnership.escrow
    tag = link(partnership, LinkTerms(outsider, notice_days=10))
    with boa.env.prank(outsider):
        escrow.give_link_notice(tag)
    ends = ends_of(partnership, tag)
    for giver in (partnership.partnership.address, outsider):
        for seconds in (0, DAY):
            boa.env.time_travel(seconds=seconds)
            with boa.env.prank(giver), refused("escrow: link ends before"):
                escrow.give_link_notice(tag)
    assert ends_of(partnership, tag) == ends


def test_t106_without_notice_it_ends_now_and_what_has_arrived_is_split_with_it(
    partnership: Partnership, listed: Any, mock: Any, outsider: str
) -> None:
    escrow, other = partnership.escrow, mock("PlainToken", 18)
    other.mint(escrow.address, 10**18)
    with by_vote(partnership):
        escrow.list_token(other)
        escrow.unlist_token(other)
    tag = link(partnership, LinkTerms(outsider, 1_000, notice_days=0))
    for token in (ETHER, listed, other):
        arrive(escrow, token, 10**12)
    waiting = {token: escrow.undistributed(token) for token in (ETHER, listed, other)}
    with by_vote(partnership):
        escrow.give_link_notice(tag)
    assert ends_of(partnership, tag) == boa.env.timestamp
    for token, amount in waiting.items():
        assert escrow.undistributed(token) == 0
        assert escrow.claimable(token, outsider) == amount // 10
    boa.env.time_travel(seconds=1)
    assert earned(partnership, outsider) == 0


# --- its date ---


def test_anybody_clears_away_what_is_over(partnership: Partnership, outsider: str, customer: str, refused: Any) -> None:
    escrow, ends = partnership.escrow, soon(10)
    tag = link(partnership, LinkTerms(outsider, 9_000, ends=ends, price=PRICE))
    others = [link(partnership, LinkTerms(outsider, 100, number=number)) for number in range(3)]
    arrive(escrow, ETHER, 1_000)
    travel_to(ends)
    with boa.env.prank(customer), refused("escrow: link still runs"):
        escrow.end_link(tag)
    travel_to(ends + 1)
    for caller in (outsider, partnership.partnership.address):
        with boa.env.prank(caller):
            with refused("escrow: link has ended"):
                escrow.give_link_notice(tag)
            if caller == outsider:
                with refused("escrow: link has ended"):
                    escrow.waive_link(tag)
            else:
                with refused("escrow: link has ended"):
                    escrow.buy_out_link(tag, 0)
    with boa.env.prank(customer):
        escrow.end_link(tag)
    assert logged(escrow) == [("LinkEnded", tag, outsider, customer)]
    assert sorted(entry.tag for entry in escrow.links()) == sorted(others)
    assert escrow.undistributed(ETHER) == 1_000
    escrow.distribute(ETHER)
    assert escrow.claimable(ETHER, outsider) == 30
    with boa.env.prank(customer), refused("escrow: no such link"):
        escrow.end_link(tag)


def test_the_rest_of_the_table_earns_as_before_wherever_a_link_ends(
    partnership: Partnership, outsider: str, customer: str
) -> None:
    escrow, shares = partnership.escrow, (100, 200, 400, 800, 1_600)
    with by_vote(partnership):
        escrow.set_sponsor(customer, 50)
    tags = [link(partnership, LinkTerms(outsider, share, number=share)) for share in shares]
    left = sum(shares)
    for index in (2, 4, 0, 3, 1):
        with boa.env.prank(outsider):
            escrow.waive_link(tags[index])
        left -= shares[index]
        assert earned(partnership, outsider, 10_000) == left
        assert sum(entry.share_bps for entry in escrow.links()) == left + 50
    assert earned(partnership, customer, 10_000) == 50


# --- waived ---


def test_t106_a_sponsor_waives_at_once_and_keeps_what_has_arrived(
    partnership: Partnership, listed: Any, outsider: str, northwind: str
) -> None:
    escrow = partnership.escrow
    tag = link(partnership, LinkTerms(outsider, 2_000, price=PRICE))
    for token in (ETHER, listed):
        arrive(escrow, token, 1_000)
    waiting = escrow.undistributed(listed)
    with boa.env.prank(outsider):
        escrow.waive_link(tag)
    assert logged(escrow)[-1] == ("LinkEnded", tag, outsider, outsider)
    assert escrow.links() == []
    assert (escrow.claimable(ETHER, outsider), escrow.claimable(listed, outsider)) == (200, waiting // 5)
    assert earned(partnership, northwind) == 500
    assert escrow.claim(ETHER, outsider) == 200


def test_only_its_sponsor_waives_it(
    partnership: Partnership, outsider: str, customer: str, northwind: str, refused: Any
) -> None:
    tag = link(partnership, LinkTerms(outsider))
    for caller in (customer, northwind, partnership.partnership.address, partnership.escrow.address):
        with boa.env.prank(caller), refused("escrow: not its sponsor"):
            partnership.escrow.waive_link(tag)
    for caller in (customer, northwind, partnership.escrow.address):
        with boa.env.prank(caller), refused("escrow: not a side of it"):
            partnership.escrow.give_link_notice(tag)


@pytest.mark.parametrize("way", ["give_link_notice", "waive_link", "end_link"])
def test_refuses_a_link_that_is_not_there(
    partnership: Partnership, outsider: str, customer: str, refused: Any, way: str
) -> None:
    """A share that a vote gave is none, whatever it is asked for by."""
    escrow = partnership.escrow
    tag = link(partnership, LinkTerms(outsider))
    with by_vote(partnership):
        escrow.set_sponsor(customer, 100)
    for other in (0, tag ^ 1, tag + 2**24, 2**256 - 1):
        for caller in (customer, outsider, partnership.partnership.address):
            with boa.env.prank(caller), refused("escrow: no such link"):
                getattr(escrow, way)(other)


def test_a_link_agreed_while_forming_ends_in_a_formation_that_fails(
    forming: Partnership, outsider: str, refused: Any
) -> None:
    """Nothing is ever split there; the sponsor is free at once."""
    terms = LinkTerms(outsider)
    tag = link(forming, terms)
    boa.env.time_travel(seconds=30 * DAY)
    boa.env.set_balance(forming.escrow.address, 1_000)
    with refused("escrow: not in force"):
        forming.escrow.distribute(ETHER)
    with boa.env.prank(outsider):
        forming.escrow.waive_link(tag)
    assert logged(forming.escrow) == [("LinkEnded", tag, outsider, outsider)]
    assert forming.escrow.links() == []


def test_offers_of_one_that_ended_are_no_links(partnership: Partnership, outsider: str) -> None:
    escrow, terms = partnership.escrow, LinkTerms(outsider)
    tag = link(partnership, terms)
    with boa.env.prank(outsider):
        escrow.waive_link(tag)
    offer(partnership, terms)
    assert not escrow.is_linked(tag, outsider)
    assert earned(partnership, outsider) == 0
