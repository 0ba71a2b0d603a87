"""RevenueEscrow.offer_link and withdraw_offer: what a sponsor may agree to, and for how long."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.house import House, Partnership
from tests.kit.links import LinkTerms, agree, offer, soon
from tests.kit.logs import logged
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_vote, wind_up

FULL = {"share_bps": 1_250, "notice_days": 1_095, "price": 2**96 - 1, "number": 7}


def offered(project: Partnership, terms: LinkTerms) -> int:
    return int(project.escrow.offer_of(terms.abi()))


def test_can_be_agreed_to_for_30_days(partnership: Partnership, listed: Any, outsider: str) -> None:
    escrow = partnership.escrow
    terms = LinkTerms(outsider, ends=soon(400), price_token=listed.address, **FULL)
    terms_hash = offer(partnership, terms)
    until = boa.env.timestamp + 30 * DAY
    tag = int.from_bytes(terms_hash[:3], "big")
    fields = (until, 1_250, False, terms.ends, 1_095, 2**96 - 1, listed.address, 7)
    assert logged(escrow) == [("LinkOffered", outsider, terms_hash, tag, *fields)]
    assert offered(partnership, terms) == until
    assert tuple(escrow.link_hash(terms.abi())) == (terms_hash, tag)
    assert offered(partnership, replace(terms, number=8)) == 0
    assert escrow.links() == []
    travel_to(until)
    assert agree(partnership, terms) == tag
    assert offered(partnership, terms) == 0


def test_its_hash_is_that_of_its_terms(partnership: Partnership, outsider: str) -> None:
    terms = LinkTerms(outsider, share_bps=3, ends=soon(1), notice_days=4, number=5)
    words = [int(outsider, 16), 3, 0, terms.ends, 4, 0, 0, 5]
    assert offer(partnership, terms) == keccak(b"".join(word.to_bytes(32, "big") for word in words))


def test_is_over_a_second_later_and_can_be_offered_again(partnership: Partnership, outsider: str, refused: Any) -> None:
    terms = LinkTerms(outsider)
    offer(partnership, terms)
    travel_to(offered(partnership, terms) + 1)
    with boa.env.prank(outsider), refused("escrow: offer is over"):
        partnership.escrow.agree_link(terms.abi())
    offer(partnership, terms)
    assert offered(partnership, terms) == boa.env.timestamp + 30 * DAY
    agree(partnership, terms)


def test_while_forming_until_30_days_after_the_end_of_the_formation(
    forming: Partnership, founders: list[LocalAccount], outsider: str, refused: Any
) -> None:
    """Wherever in the formation it comes into force, the sponsor has 30 days from then."""
    terms, deadline = LinkTerms(outsider), forming.partnership.formation_deadline()
    offer(forming, terms)
    assert offered(forming, terms) == deadline + 30 * DAY
    travel_to(deadline)
    forming.accept_all()
    travel_to(deadline + 30 * DAY + 1)
    with boa.env.prank(outsider), refused("escrow: offer is over"):
        forming.escrow.agree_link(terms.abi())
    travel_to(deadline + 30 * DAY)
    agree(forming, terms)


def test_can_be_agreed_to_while_forming(forming: Partnership, outsider: str) -> None:
    escrow, terms = forming.escrow, LinkTerms(outsider, share_bps=4_000)
    offer(forming, terms)
    agree(forming, terms)
    boa.env.set_balance(escrow.address, 1_000)
    forming.accept_all()
    escrow.distribute(ETHER)
    assert escrow.claimable(ETHER, outsider) == 400


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sponsor": ETHER}, "escrow: not a sponsor"),
        ({"share_bps": 0}, "escrow: link without a share"),
        ({"share_bps": 10_001}, "escrow: sponsors above 100%"),
        ({"share_bps": 2**256 - 1}, "escrow: sponsors above 100%"),
        ({"ends": 2**40 - 1}, "escrow: end too far"),
        ({"ends": 2**256 - 1}, "escrow: end too far"),
        ({"notice_days": 1_096}, "escrow: more than 1095 days"),
        ({"notice_days": 2**256 - 1}, "escrow: more than 1095 days"),
        ({"price": 2**96}, "escrow: price too high"),
        ({"to_escrow": True}, "escrow: sponsor has no escrow"),
    ],
)
def test_refuses_what_would_be_no_link(
    partnership: Partnership, outsider: str, refused: Any, change: dict[str, Any], reason: str
) -> None:
    with by_vote(partnership), refused(reason):
        partnership.escrow.offer_link(replace(LinkTerms(outsider), **change).abi())


def test_t103_refuses_the_project_and_its_escrow_as_sponsors(partnership: Partnership, refused: Any) -> None:
    own = (partnership.partnership.address, partnership.escrow.address)
    for sponsor in own:
        for to_escrow in (False, True):
            with by_vote(partnership), refused("escrow: not a sponsor"):
                partnership.escrow.offer_link(LinkTerms(sponsor, to_escrow=to_escrow).abi())


def test_refuses_an_end_that_is_past(partnership: Partnership, outsider: str, refused: Any) -> None:
    now = boa.env.timestamp
    with by_vote(partnership):
        for ends in (1, now - 1, now):
            with refused("escrow: end is past"):
                partnership.escrow.offer_link(LinkTerms(outsider, ends=ends).abi())
        partnership.escrow.offer_link(LinkTerms(outsider, ends=now + 1).abi())


def test_refuses_a_price_in_a_token_that_cannot_be_credited(
    partnership: Partnership, mock: Any, outsider: str, refused: Any
) -> None:
    unknown = boa.env.generate_address("no token")
    with by_vote(partnership), refused("escrow: token not known"):
        partnership.escrow.offer_link(LinkTerms(outsider, price=1, price_token=unknown).abi())
    known = mock("PlainToken", 18).address
    with by_vote(partnership), refused("escrow: no price"):
        partnership.escrow.offer_link(LinkTerms(outsider, price_token=known).abi())
    offer(partnership, LinkTerms(outsider, price=1, price_token=known))


def test_refuses_when_winding_up(partnership: Partnership, outsider: str, refused: Any) -> None:
    wind_up(partnership)
    with by_vote(partnership), refused("escrow: winding up"):
        partnership.escrow.offer_link(LinkTerms(outsider).abi())


def test_t24_refuses_when_anybody_else_calls(
    partnership: Partnership, northwind: str, outsider: str, refused: Any
) -> None:
    escrow, terms = partnership.escrow, LinkTerms(outsider)
    terms_hash = offer(partnership, terms)
    for caller in (northwind, outsider, escrow.address):
        with boa.env.prank(caller):
            with refused("escrow: not the partnership"):
                escrow.offer_link(replace(terms, number=1).abi())
            with refused("escrow: not the partnership"):
                escrow.withdraw_offer(terms_hash)


def test_withdraws_an_offer(partnership: Partnership, outsider: str, refused: Any) -> None:
    escrow, terms = partnership.escrow, LinkTerms(outsider)
    terms_hash = offer(partnership, terms)
    with by_vote(partnership):
        escrow.withdraw_offer(terms_hash)
        assert logged(escrow) == [("LinkOfferWithdrawn", terms_hash)]
        with refused("escrow: link not offered"):
            escrow.withdraw_offer(terms_hash)
    assert offered(partnership, terms) == 0
    with boa.env.prank(outsider), refused("escrow: link not offered"):
        escrow.agree_link(terms.abi())


def test_withdraws_an_offer_when_winding_up(partnership: Partnership, outsider: str) -> None:
    terms_hash = offer(partnership, LinkTerms(outsider))
    wind_up(partnership)
    with by_vote(partnership):
        partnership.escrow.withdraw_offer(terms_hash)
    assert logged(partnership.escrow) == [("LinkOfferWithdrawn", terms_hash)]


def test_is_offered_to_a_partnership_for_its_escrow(
    partnership: Partnership, house: House, founders: list[LocalAccount]
) -> None:
    sponsor = house.spin_up(founders, [1, 1, 1], [1, 1, 2], salt=b"sponsor".ljust(32))
    terms = LinkTerms(sponsor.partnership.address, to_escrow=True)
    offer(partnership, terms)
    assert offered(partnership, terms) == boa.env.timestamp + 30 * DAY
