"""A treasurer pays within a mandate, tries more, tries itself, and is paused."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.money import ether_of, gained
from tests.kit.numbers import DAY, ETHER, PROPOSER, STEERING, TREASURER
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.promises import PLAIN, Mandate, act
from tests.kit.refusals import refused

COIN = 10**18
SUPPLIER = "0x" + "51" * 20


@pytest.fixture
def harbour(house: House, founders: list[LocalAccount], customer: str) -> Partnership:
    """Eastport is its treasurer, southbank has a steering seat. Of 40 ether that it earned a quarter is in the
    treasury."""
    roles = [PROPOSER, PROPOSER | TREASURER, PROPOSER | STEERING]
    made = house.spin_up(founders, WEIGHTS, UNITS, roles=roles, reserve_bps=2_500)
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    with boa.env.prank(customer):
        made.escrow.pay(ETHER, 40 * COIN, bytes(32), value=40 * COIN)
        made.escrow.distribute(ETHER)
        made.escrow.claim(ETHER, made.partnership.address)
    assert ether_of(made.partnership.address) == 10 * COIN
    return made


@pytest.fixture
def mandate(harbour: Partnership) -> int:
    """By vote: whoever is treasurer may pay 5 ether in 30 days, for a year."""
    given = Mandate(role=TREASURER, ends=boa.env.timestamp + 365 * DAY, maximum=5 * COIN, period_hours=24 * 30)
    own = harbour.partnership
    harbour.decide([(own.address, 0, own.give_mandate.prepare_calldata(given.abi(), []))], "a treasurer")
    return int(own.mandate_count())


def test_pays_within_it_and_not_a_wei_more(
    harbour: Partnership, mandate: int, northwind: str, eastport: str, southbank: str
) -> None:
    own = harbour.partnership
    begun = boa.env.timestamp
    assert gained(SUPPLIER, lambda: act(harbour, mandate, SUPPLIER, 3 * COIN, by=eastport)) == 3 * COIN
    assert own.mandate_of(mandate).left == 2 * COIN
    with refused(harbour, "mandates: above its limit"):
        act(harbour, mandate, SUPPLIER, 2 * COIN + 1, by=eastport)
    for other in (northwind, southbank, SUPPLIER):
        with refused(harbour, "mandates: not its holder"):
            act(harbour, mandate, SUPPLIER, 1, by=other)
    assert gained(SUPPLIER, lambda: act(harbour, mandate, SUPPLIER, 2 * COIN, by=eastport)) == 2 * COIN
    with refused(harbour, "mandates: above its limit"):
        act(harbour, mandate, SUPPLIER, 1, by=eastport)
    travel_to(begun + 6 * DAY)  # a fifth of 30 days: a fifth of 5 ether
    assert own.mandate_of(mandate).left == COIN
    assert gained(SUPPLIER, lambda: act(harbour, mandate, SUPPLIER, COIN, by=eastport)) == COIN
    assert ether_of(own.address) == 4 * COIN


def test_pays_neither_itself_nor_where_it_has_been(harbour: Partnership, mandate: int, eastport: str, new: str) -> None:
    with refused(harbour, "mandates: not to its holder"):
        act(harbour, mandate, eastport, 1, by=eastport)
    with boa.env.prank(eastport):
        harbour.membership.offer_seat(new)
    agreed = tuple(harbour.membership.seat_conditions(eastport))
    with boa.env.prank(new):
        harbour.membership.take_seat(eastport, agreed)
    with refused(harbour, "mandates: not its holder"):
        act(harbour, mandate, SUPPLIER, 1, by=eastport)
    for itself in (new, eastport):
        with refused(harbour, "mandates: not to its holder"):
            act(harbour, mandate, itself, 1, by=new)
    assert gained(SUPPLIER, lambda: act(harbour, mandate, SUPPLIER, 1, by=new)) == 1


def test_calls_nothing_that_is_no_plain_payment(harbour: Partnership, mandate: int, eastport: str) -> None:
    target = mock("ActionTarget")
    tries: list[tuple[str, int, bytes]] = [
        (target.address, COIN, target.bump.prepare_calldata(1)),
        (harbour.partnership.address, 0, harbour.membership.set_role.prepare_calldata(eastport, 15, 0)),
        (harbour.escrow.address, 0, harbour.escrow.set_reserve.prepare_calldata(0)),
    ]
    for at, amount, data in tries:
        with refused(harbour, "mandates: plain payments only"):
            act(harbour, mandate, at, amount, data, by=eastport)


def test_is_paused_for_14_days_once_and_ends_with_the_role(
    harbour: Partnership, mandate: int, eastport: str, southbank: str
) -> None:
    own = harbour.partnership
    with boa.env.prank(eastport), boa.reverts("mandates: only a steering seat"):
        own.pause_mandate(mandate)
    with boa.env.prank(southbank):
        own.pause_mandate(mandate)
    until = boa.env.timestamp + 14 * DAY
    travel_to(until)
    with refused(harbour, "mandates: paused"):
        act(harbour, mandate, SUPPLIER, 1, by=eastport)
    travel_to(until + 1)
    assert gained(SUPPLIER, lambda: act(harbour, mandate, SUPPLIER, COIN, by=eastport)) == COIN
    with boa.env.prank(southbank), refused(harbour, "mandates: was paused before"):
        own.pause_mandate(mandate)
    # The partners need no second pause: by vote it is over at once, or with the role.
    duty = (own.address, 0, harbour.membership.set_role.prepare_calldata(eastport, PROPOSER, 0))
    harbour.decide([duty], "no treasurer")
    with refused(harbour, "mandates: not its holder"):
        act(harbour, mandate, SUPPLIER, 1, by=eastport)
    harbour.decide([(own.address, 0, own.revoke_mandate.prepare_calldata(ETHER, PLAIN, mandate))], "no mandate")
    with refused(harbour, "mandates: none, or over"):
        act(harbour, mandate, SUPPLIER, 1, by=eastport)
    assert ether_of(own.address) == 9 * COIN
