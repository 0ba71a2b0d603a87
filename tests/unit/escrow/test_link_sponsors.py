"""Who may be the sponsor of a link: partnerships, wallets, partners; and how a link goes along when a seat moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import created_by
from tests.kit.house import House, Partnership
from tests.kit.links import LinkTerms, agree, earned, link, offer
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import ETHER
from tests.kit.verbs import by_roster, by_vote, invite, wind_up


@pytest.fixture
def spin_up(house: House, founders: list[LocalAccount]) -> Callable[[str], Partnership]:
    """Makes a partnership in force by its name, of the same three, with units 1, 1 and 2."""

    def go(name: str) -> Partnership:
        made = house.spin_up(founders, [1, 1, 1], [1, 1, 2], salt=name.encode().ljust(32))
        made.accept_all()
        return made

    return go


@pytest.fixture
def sponsor(spin_up: Callable[[str], Partnership]) -> Partnership:
    return spin_up("sponsor")


def up(lower: Partnership, upper: Partnership, share_bps: int) -> None:
    """Links two partnerships, so that what the lower one earns goes to the escrow of the upper one."""
    link(lower, LinkTerms(upper.partnership.address, share_bps, to_escrow=True))


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


# --- more than two ---


def test_income_goes_up_three_levels_to_the_wei(
    partnership: Partnership, spin_up: Callable[[str], Partnership], outsider: str
) -> None:
    middle, top = spin_up("middle"), spin_up("top")
    up(partnership, middle, 5_000)
    up(middle, top, 1_000)
    arrive(partnership.escrow, ETHER, 10_001)
    with boa.env.prank(outsider):
        partnership.escrow.distribute(ETHER)
        assert partnership.escrow.claim(ETHER, middle.escrow.address) == 5_000
        middle.escrow.distribute(ETHER)
        assert middle.escrow.claim(ETHER, top.escrow.address) == 500
        top.escrow.distribute(ETHER)
    left = [int(one.escrow.owed(ETHER)) for one in (partnership, middle, top)]
    assert left == [ether_of(one.escrow.address) for one in (partnership, middle, top)] == [5_001, 4_500, 500]


def test_one_project_under_two_sponsors_on_different_terms(
    partnership: Partnership, spin_up: Callable[[str], Partnership]
) -> None:
    """Each has its share of all of it, whatever the other one does."""
    one, other = spin_up("one"), spin_up("other")
    up(partnership, one, 3_000)
    tag = link(partnership, LinkTerms(other.partnership.address, 2_000, notice_days=0))
    assert earned(partnership, one.escrow.address) == 300
    with by_vote(other):
        partnership.escrow.waive_link(tag)
    assert earned(partnership, one.escrow.address) == 300
    assert partnership.escrow.claimable(ETHER, other.partnership.address) == 200


def test_t38_a_circle_of_links_pays_nothing_twice(
    spin_up: Callable[[str], Partnership], founders: list[LocalAccount], outsider: str
) -> None:
    ring = [spin_up(name) for name in ("first", "second", "third")]
    for lower, upper in zip(ring, [*ring[1:], ring[0]], strict=True):
        up(lower, upper, 5_000)
    total = 2**20
    arrive(ring[0].escrow, ETHER, total)
    for _ in range(30):
        for lower, upper in zip(ring, [*ring[1:], ring[0]], strict=True):
            if lower.escrow.undistributed(ETHER):
                lower.escrow.distribute(ETHER)
                if lower.escrow.claimable(ETHER, upper.escrow.address):
                    with boa.env.prank(outsider):
                        lower.escrow.claim(ETHER, upper.escrow.address)
            assert ether_of(lower.escrow.address) >= lower.escrow.owed(ETHER)
    assert sum(ether_of(one.escrow.address) for one in ring) == total
    before = sum(ether_of(founder.address) for founder in founders)
    for one in ring:
        for founder in founders:
            if one.escrow.claimable(ETHER, founder.address):
                one.escrow.claim(ETHER, founder.address)
    paid = sum(ether_of(founder.address) for founder in founders) - before
    assert paid + sum(ether_of(one.escrow.address) for one in ring) == total
    assert total - paid < 20  # what is no whole wei for a unit
