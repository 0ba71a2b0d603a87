"""RevenueEscrow.agree_link: a sponsor takes what it was offered, and earns from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import boa

from tests.kit.clock import travel_to
from tests.kit.house import Partnership
from tests.kit.links import LinkTerms, agree, earned, link, offer, soon
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import amend, by_vote, deal_in_force, wind_up

BPS = 10_000


def test_t36_earns_from_later_income_before_anybody_else(
    partnership: Partnership, listed: Any, outsider: str, northwind: str
) -> None:
    escrow, terms = partnership.escrow, LinkTerms(outsider, 2_000)
    offer(partnership, terms)
    for token in (ETHER, listed):
        arrive(escrow, token, 1_000)
    waiting = escrow.undistributed(listed)
    tag = agree(partnership, terms)
    assert logged(escrow)[-1] == ("LinkAgreed", outsider, tag, outsider, 2_000, 0)
    for token in (ETHER, listed):
        assert escrow.claimable(token, outsider) == 0
        assert escrow.claimable(token, northwind) == (1_000 if token == ETHER else waiting) // 2
    arrive(escrow, ETHER, 1_000)
    escrow.distribute(ETHER)
    assert logged(escrow) == [
        ("SponsorCredited", outsider, ETHER, 200),
        ("RevenueDistributed", ETHER, 800, 1_000, 0),
    ]
    before = ether_of(outsider)
    assert escrow.claim(ETHER, outsider) == 200
    assert ether_of(outsider) == before + 200


def test_t36_splits_every_known_token_before(
    partnership: Partnership, mock: Any, outsider: str, northwind: str
) -> None:
    """Also one that nobody listed; nobody has to name it."""
    escrow, token = partnership.escrow, mock("PlainToken", 18)
    terms = LinkTerms(outsider, BPS)
    offer(partnership, terms)
    known = mock("PlainToken", 6)
    token.mint(escrow.address, 10**18)
    with by_vote(partnership):
        escrow.list_token(token)
        escrow.unlist_token(token)  # keeps it in the register
    token.mint(escrow.address, 10**18)
    known.mint(escrow.address, 10**18)  # as if known, and not in the register: it waits, as documented
    agree(partnership, terms)
    assert (escrow.undistributed(token), escrow.claimable(token, outsider)) == (0, 0)
    assert escrow.claimable(token, northwind) == 10**18
    assert escrow.undistributed(known) == 10**18


def test_says_everything_about_it(partnership: Partnership, listed: Any, outsider: str, customer: str) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        escrow.set_sponsor(customer, 700)
    terms = LinkTerms(outsider, 1_250, False, soon(400), 1_095, 2**96 - 1, listed.address, 7)
    tag = link(partnership, terms)
    endless = link(partnership, LinkTerms(outsider, 1, notice_days=0, number=8))
    assert [tuple(entry) for entry in escrow.links()] == [
        (customer, customer, 700, False, 0, False, 0, 0, 0, ETHER),
        (outsider, outsider, 1_250, True, tag, False, terms.ends, 1_095, 2**96 - 1, listed.address),
        (outsider, outsider, 1, True, endless, False, 0, 0, 0, ETHER),
    ]
    assert [(entry.sponsor, entry.share_bps) for entry in escrow.sponsor_links()] == [
        (customer, 700),
        (outsider, 1_250),
        (outsider, 1),
    ]


def test_is_linked_until_its_last_second(partnership: Partnership, outsider: str, customer: str) -> None:
    escrow, ends = partnership.escrow, soon(3)
    tag = link(partnership, LinkTerms(outsider, ends=ends))
    travel_to(ends)
    assert escrow.is_linked(tag, outsider)
    assert not escrow.is_linked(tag, customer)
    assert not escrow.is_linked(tag ^ 1, outsider)
    assert not escrow.is_linked(tag + 2**24, outsider)
    travel_to(ends + 1)
    assert not escrow.is_linked(tag, outsider)


def test_t38_earns_to_the_second(partnership: Partnership, outsider: str, northwind: str) -> None:
    """What is split in its last second is shared with it, what is split a second later is not, whenever it came."""
    escrow, ends = partnership.escrow, soon(15)
    link(partnership, LinkTerms(outsider, 2_500, ends=ends))
    travel_to(ends)
    assert earned(partnership, outsider) == 250
    arrive(escrow, ETHER, 1_000)  # waits: nobody has it split in time
    travel_to(ends + 1)
    before = escrow.claimable(ETHER, northwind)
    escrow.distribute(ETHER)
    assert logged(escrow) == [("RevenueDistributed", ETHER, 1_000, 1_000, 0)]
    assert escrow.claimable(ETHER, northwind) - before == 500
    assert escrow.claim(ETHER, outsider) == 250


def test_two_links_of_one_sponsor_and_a_share_by_vote_beside_each_other(
    partnership: Partnership, outsider: str
) -> None:
    escrow, ends = partnership.escrow, soon(15)
    link(partnership, LinkTerms(outsider, 1_000, ends=ends))
    link(partnership, LinkTerms(outsider, 2_000))
    with by_vote(partnership):
        escrow.set_sponsor(outsider, 300)
    assert earned(partnership, outsider) == 330
    with by_vote(partnership):
        escrow.set_sponsor(outsider, 400)
    assert earned(partnership, outsider) == 340
    travel_to(ends + 1)
    assert earned(partnership, outsider) == 240
    with by_vote(partnership):
        escrow.set_sponsor(outsider, 0)
    assert earned(partnership, outsider) == 200


def test_t104_no_vote_changes_it(partnership: Partnership, outsider: str, refused: Any) -> None:
    """`set_sponsor` neither finds it nor lowers it."""
    escrow = partnership.escrow
    tag = link(partnership, LinkTerms(outsider, 2_000))
    with by_vote(partnership):
        with refused("escrow: not a sponsor"):
            escrow.set_sponsor(outsider, 0)
        escrow.set_sponsor(outsider, 1)
        escrow.set_sponsor(outsider, 0)
    assert earned(partnership, outsider) == 200
    assert escrow.is_linked(tag, outsider)


def test_t38_all_together_within_100_percent_and_the_ceiling(
    partnership: Partnership, outsider: str, customer: str, refused: Any
) -> None:
    escrow = partnership.escrow
    amend(partnership, deal=replace(deal_in_force(partnership), max_sponsors_bps=3_000))
    with by_vote(partnership):
        escrow.set_sponsor(customer, 1_000)
    one, other = LinkTerms(outsider, 2_001), LinkTerms(outsider, 2_000)
    for terms in (one, other, LinkTerms(outsider, BPS)):
        offer(partnership, terms)
    with boa.env.prank(outsider):
        with refused("escrow: above the deal's sponsors"):
            escrow.agree_link(one.abi())
        with refused("escrow: sponsors above 100%"):
            escrow.agree_link(LinkTerms(outsider, BPS).abi())
    agree(partnership, other)
    with by_vote(partnership), refused("escrow: above the deal's sponsors"):
        escrow.set_sponsor(customer, 1_001)


def test_a_lower_ceiling_leaves_what_was_agreed(partnership: Partnership, outsider: str, customer: str) -> None:
    escrow = partnership.escrow
    link(partnership, LinkTerms(outsider, 2_000))
    with by_vote(partnership):
        escrow.set_sponsor(customer, 1_000)
    amend(partnership, deal=replace(deal_in_force(partnership), max_sponsors_bps=500))
    with by_vote(partnership):
        escrow.set_sponsor(customer, 900)
    assert earned(partnership, outsider) == 200


def test_t38_fills_the_table(partnership: Partnership, outsider: str, customer: str, refused: Any) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        escrow.set_sponsor(customer, 1)
    for number in range(7):
        link(partnership, LinkTerms(outsider, 1_000, number=number))
    one_more = LinkTerms(outsider, 1, number=8)
    offer(partnership, one_more)
    with boa.env.prank(outsider), refused("escrow: too many sponsors"):
        escrow.agree_link(one_more.abi())
    with by_vote(partnership):
        with refused("escrow: too many sponsors"):
            escrow.set_sponsor(boa.env.generate_address("ninth"), 1)
        escrow.set_sponsor(customer, 0)
    agree(partnership, one_more)
    assert earned(partnership, outsider, BPS) == 7_001


def test_refuses_who_is_not_its_sponsor(
    partnership: Partnership, northwind: str, outsider: str, customer: str, refused: Any
) -> None:
    escrow, terms = partnership.escrow, LinkTerms(outsider)
    offer(partnership, terms)
    for caller in (northwind, customer, escrow.address, partnership.partnership.address):
        with boa.env.prank(caller), refused("escrow: not its sponsor"):
            escrow.agree_link(terms.abi())


def test_refuses_other_terms_than_those_offered(partnership: Partnership, outsider: str, refused: Any) -> None:
    terms = LinkTerms(outsider, 1_000, ends=soon(30), price=5)
    offer(partnership, terms)
    changes: list[dict[str, Any]] = [
        {"share_bps": 1_001}, {"ends": 0}, {"notice_days": 91}, {"price": 6}, {"number": 1}, {"to_escrow": True},
    ]  # fmt: skip
    for change in changes:
        with boa.env.prank(outsider), refused("escrow: link not offered"):
            partnership.escrow.agree_link(replace(terms, **change).abi())


def test_refuses_a_second_time_while_it_runs(partnership: Partnership, outsider: str, refused: Any) -> None:
    escrow, terms = partnership.escrow, LinkTerms(outsider)
    tag = link(partnership, terms)
    with boa.env.prank(outsider), refused("escrow: link not offered"):
        escrow.agree_link(terms.abi())
    offer(partnership, terms)
    with boa.env.prank(outsider):
        with refused("escrow: link runs already"):
            escrow.agree_link(terms.abi())
        escrow.waive_link(tag)
        assert escrow.agree_link(terms.abi()) == tag


def test_refuses_when_its_end_has_come_before(partnership: Partnership, outsider: str, refused: Any) -> None:
    terms = LinkTerms(outsider, ends=soon(10))
    offer(partnership, terms)
    travel_to(terms.ends)
    with boa.env.prank(outsider), refused("escrow: end is past"):
        partnership.escrow.agree_link(terms.abi())
    travel_to(terms.ends - 1)
    agree(partnership, terms)
    assert earned(partnership, outsider) == 100


def test_refuses_when_winding_up(partnership: Partnership, outsider: str, refused: Any) -> None:
    terms = LinkTerms(outsider)
    offer(partnership, terms)
    wind_up(partnership)
    with boa.env.prank(outsider), refused("escrow: winding up"):
        partnership.escrow.agree_link(terms.abi())


def test_goes_on_when_the_project_winds_up(partnership: Partnership, outsider: str) -> None:
    link(partnership, LinkTerms(outsider, 2_000))
    wind_up(partnership)
    assert earned(partnership, outsider) == 200


def test_a_late_agreement_earns_from_then_on(partnership: Partnership, outsider: str, northwind: str) -> None:
    terms = LinkTerms(outsider, 1_000)
    offer(partnership, terms)
    assert earned(partnership, northwind) == 500
    boa.env.time_travel(seconds=29 * DAY)
    assert earned(partnership, outsider) == 0
    agree(partnership, terms)
    assert earned(partnership, outsider) == 100
