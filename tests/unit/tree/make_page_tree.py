"""Writes the tree of the page anew: `python -m pytest tests/unit/tree/make_page_tree.py`."""

from __future__ import annotations

import boa

from polypact.tree import read
from tests.kit.boa_session import BoaSession
from tests.kit.contracts import mock
from tests.kit.links import soon
from tests.kit.money import arrive
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_vote, invite
from tests.unit.tree.conftest import Start
from tests.unit.tree.page_tree import Listening, write
from tests.unit.tree.test_reading import sponsor

STRANGER = """
event LinkAgreed:
    sponsor: indexed(address)
    tag: indexed(uint256)
    credited: address
    share_bps: uint256
    ends: uint256

partnership: public(address)

@external
def shout(sponsor: address, partnership: address):
    self.partnership = partnership
    log LinkAgreed(sponsor=sponsor, tag=1, credited=sponsor, share_bps=9_999, ends=0)
"""


def test_a_tree_of_everything(session: BoaSession, start: Start, outsider: str) -> None:
    top, second, middle, low, seat, one, two = map(start, ("Top", "Second", "Middle", "Low", "Seat", "One", "Two"))
    token = mock("PlainToken", 6)
    with by_vote(middle):
        middle.escrow.list_token(token.address)
        middle.escrow.set_sponsor(outsider, 100)
    sponsor(middle, top, 2_000, to_escrow=True, ends=soon(400), notice_days=30)
    sponsor(middle, second, 1_000)
    sponsor(low, middle, 500, to_escrow=True)
    past = sponsor(low, top, 250, ends=soon(2))
    account = seat.partnership.address
    invite(low, account, 1, 50)
    with boa.env.prank(account):
        low.membership.accept(low.membership.offer_of(account))
    sponsor(one, two, 5_000, to_escrow=True)
    sponsor(two, one, 5_000, to_escrow=True)
    sponsor(one, low, 300)
    for each in (middle, low, one):
        arrive(each.escrow, ETHER, 10_007)
        each.escrow.distribute(ETHER)
        arrive(each.escrow, ETHER, 31)
    token.mint(middle.escrow.address, 500)
    middle.escrow.distribute(token.address)
    boa.env.set_balance(top.partnership.address, 7)
    foreign = boa.loads(STRANGER)
    foreign.shout(top.partnership.address, top.partnership.address)
    boa.env.time_travel(seconds=3 * DAY)
    low.escrow.end_link(past)
    listening = Listening(session)
    asked = (top, low, two)
    write(listening, [read(listening, each.partnership.address) for each in asked], int(boa.env.timestamp))
