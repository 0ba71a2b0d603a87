"""RevenueEscrow.agree_link: a sponsor takes what it was offered, and earns from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.contracts import created_by
from tests.kit.house import House, Partnership
from tests.kit.links import LinkTerms, agree, link, offer, soon
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import amend, by_roster, by_vote, deal_in_force, invite, wind_up

BPS = 10_000


@pytest.fixture
def sponsor(house: House, founders: list[LocalAccount]) -> Partnership:
    """A partnership in force, of the same three, with units 1, 1 and 2."""
    made = house.spin_up(founders, [1, 1, 1], [1, 1, 2], salt=b"sponsor".ljust(32))
    made.accept_all()
    return made


def earned(project: Partnership, account: str, amount: int = 1_000) -> int:
    """What `account` gets of an income in ether."""
    before = project.escrow.claimable(ETHER, account)
    arrive(project.escrow, ETHER, amount)
    project.escrow.distribute(ETHER)
    return int(project.escrow.claimable(ETHER, account) - before)


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


# --- a sponsor that is a partnership ---


def test_income_goes_up_and_is_split_there(
    partnership: Partnership, sponsor: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    escrow, above = partnership.escrow, sponsor.escrow
    terms = LinkTerms(sponsor.partnership.address, 4_000, to_escrow=True)
    offer(partnership, terms)
    agreeing = (escrow.address, 0, escrow.agree_link.prepare_calldata(terms.abi()))
    sponsor.decide([agreeing], "agree")
    tag = escrow.link_hash(terms.abi())[1]
    assert escrow.is_linked(tag, sponsor.partnership.address)
    assert not escrow.is_linked(tag, above.address)
    [entry] = escrow.links()
    assert (entry.sponsor, entry.credited, entry.to_escrow) == (sponsor.partnership.address, above.address, True)
    assert earned(partnership, above.address) == 400
    with boa.env.prank(outsider):
        assert escrow.claim(ETHER, above.address) == 400
        above.distribute(ETHER)
    assert [above.claimable(ETHER, founder.address) for founder in founders] == [100, 100, 200]


def test_a_partnership_is_paid_itself_where_nothing_else_is_agreed(
    partnership: Partnership, sponsor: Partnership
) -> None:
    terms = LinkTerms(sponsor.partnership.address, 4_000)
    link(partnership, terms)
    assert earned(partnership, sponsor.partnership.address) == 400
    assert partnership.escrow.claim(ETHER, sponsor.partnership.address) == 400
    assert ether_of(sponsor.partnership.address) == 400


def test_a_sponsor_that_winds_up_goes_on_earning(
    partnership: Partnership, sponsor: Partnership, founders: list[LocalAccount]
) -> None:
    escrow, above = partnership.escrow, sponsor.escrow
    tag = link(partnership, LinkTerms(sponsor.partnership.address, 4_000, to_escrow=True))
    wind_up(sponsor)
    assert earned(partnership, above.address) == 400
    escrow.claim(ETHER, above.address)
    above.distribute(ETHER)
    assert above.claimable(ETHER, founders[2].address) == 200
    with by_vote(sponsor):
        escrow.waive_link(tag)
    assert earned(partnership, above.address) == 0


def test_says_nobody_where_what_is_credited_is_no_escrow(partnership: Partnership, mock: Any, outsider: str) -> None:
    """A contract that says so of itself is not believed, and one that says nothing is shown all the same."""
    maker = mock("ActionTarget").address
    place = created_by(maker, 1)
    boa.env.set_code(place, bytes.fromhex("5f5ffd"))
    link(partnership, LinkTerms(maker, 500, to_escrow=True))
    says = bytes.fromhex("73" + outsider[2:].lower() + "5f5260205ff3")
    for code in ("5f5ffd", says.hex(), "fe"):
        boa.env.set_code(place, bytes.fromhex(code))
        [entry] = partnership.escrow.links()
        assert (entry.sponsor, entry.credited) == (ETHER, place)


# --- other sponsors ---


def test_t37_a_sponsor_that_takes_no_money_stops_nobody(
    partnership: Partnership, mock: Any, northwind: str, outsider: str
) -> None:
    escrow = partnership.escrow
    sponsor = mock("RejectingReceiver").address
    link(partnership, LinkTerms(sponsor, 5_000))
    assert earned(partnership, sponsor) == 500
    with boa.reverts("tokens: receiver refused ether"):
        escrow.claim(ETHER, sponsor)
    assert escrow.claim(ETHER, northwind) == 250
    with boa.env.prank(sponsor):
        escrow.set_payout(outsider)
    assert escrow.claim(ETHER, sponsor) == 500


def test_a_safe_can_be_a_sponsor(
    partnership: Partnership, mock: Any, founders: list[LocalAccount], outsider: str
) -> None:
    """It agrees by a transaction of its own, and anybody's claim pays it."""
    sponsor = mock("SafeWallet", [founder.address for founder in founders], 2, 4, ETHER).address
    tag = link(partnership, LinkTerms(sponsor, 5_000))
    assert earned(partnership, sponsor) == 500
    with boa.env.prank(outsider):
        assert partnership.escrow.claim(ETHER, sponsor) == 500
    assert ether_of(sponsor) == 500
    with boa.env.prank(founders[0].address), boa.reverts("escrow: not its sponsor"):
        partnership.escrow.waive_link(tag)  # an owner is not the Safe


def test_a_partner_can_be_a_sponsor_and_is_paid_both(partnership: Partnership, northwind: str) -> None:
    link(partnership, LinkTerms(northwind, 2_000))
    assert earned(partnership, northwind) == 200 + 400
    assert partnership.escrow.claim(ETHER, northwind) == 600


def test_a_link_moves_with_the_seat_of_its_sponsor(
    partnership: Partnership, eastport: str, new: str, refused: Any
) -> None:
    escrow = partnership.escrow
    terms = LinkTerms(eastport, 1_000, number=1)
    tag = link(partnership, LinkTerms(eastport, 1_000))
    offer(partnership, terms)
    assert earned(partnership, eastport) == 370
    with by_roster(partnership):
        escrow.move_units(eastport, new)
    with boa.env.prank(eastport):
        with refused("escrow: not its sponsor"):
            escrow.waive_link(tag)
        with refused("escrow: not its sponsor"):
            escrow.agree_link(terms.abi())
    assert agree(partnership, terms, by=new) != tag
    assert [entry.sponsor for entry in escrow.links()] == [new, new]
    assert (escrow.is_linked(tag, new), escrow.is_linked(tag, eastport)) == (True, False)
    arrive(escrow, ETHER, 1_000)
    escrow.distribute(ETHER)
    assert [event[:2] for event in logged(escrow)] == [
        ("SponsorCredited", new),
        ("SponsorCredited", new),
        ("RevenueDistributed", ETHER),
    ]
    assert escrow.claim(ETHER, new) == 370 + 200 + 240
    with boa.env.prank(new):
        escrow.waive_link(tag)


def test_a_link_that_is_paid_to_an_escrow_moves_to_that_of_the_new_holder(
    partnership: Partnership, sponsor: Partnership, house: House, founders: list[LocalAccount], outsider: str
) -> None:
    escrow, account = partnership.escrow, sponsor.partnership.address
    successor = house.spin_up(founders, [1, 1, 1], [2, 1, 1], salt=b"successor".ljust(32))
    successor.accept_all()
    invite(partnership, account)
    tag = link(partnership, LinkTerms(account, 1_000, to_escrow=True))
    assert earned(partnership, sponsor.escrow.address) == 100
    with by_roster(partnership):
        escrow.move_units(account, successor.partnership.address)
    assert logged(escrow)[-1] == ("LinkRedirected", sponsor.escrow.address, successor.escrow.address, tag)
    assert earned(partnership, sponsor.escrow.address) == 0
    assert earned(partnership, successor.escrow.address) == 100
    assert escrow.claimable(ETHER, sponsor.escrow.address) == 100  # what it earned before
    assert escrow.is_linked(tag, successor.partnership.address)
    assert not escrow.is_linked(tag, account)
    # An account without an escrow is credited itself.
    with by_roster(partnership):
        escrow.move_units(successor.partnership.address, outsider)
    assert logged(escrow)[-1] == ("LinkRedirected", successor.escrow.address, outsider, tag)
    [entry] = escrow.links()
    assert (entry.sponsor, entry.credited, entry.to_escrow) == (outsider, outsider, False)
    assert earned(partnership, outsider) == 100
    assert escrow.claim(ETHER, outsider) == 100
    with boa.env.prank(outsider):
        escrow.waive_link(tag)
    assert escrow.links() == []


def test_a_late_agreement_earns_from_then_on(partnership: Partnership, outsider: str, northwind: str) -> None:
    terms = LinkTerms(outsider, 1_000)
    offer(partnership, terms)
    assert earned(partnership, northwind) == 500
    boa.env.time_travel(seconds=29 * DAY)
    assert earned(partnership, outsider) == 0
    agree(partnership, terms)
    assert earned(partnership, outsider) == 100
