"""(f) Two equal partners cannot agree any more. Neither outvotes the other, neither is held: after the second tie
either winds up. Capital that was not repaid comes first, then units, to the wei; late income goes as it always did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from polypact.text.deals import Capital, Deal
from tests.kit.clock import travel_to
from tests.kit.house import Action, House, Partnership, columns
from tests.kit.links import LinkTerms, link
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import (
    AGAINST,
    CONSTITUTIONAL,
    DAY,
    DEADLOCK,
    DEFEATED,
    ETHER,
    FOR,
    HOUR,
    IN_FORCE,
    ORDINARY,
    PRO_RATA,
    WINDING_UP,
)
from tests.kit.rules import LAX, STRICT
from tests.kit.verbs import by_vote

WEI = 10**18
CAPITAL, TREASURY, INCOME, LATE = 3 * WEI, 8 * WEI + 5, 10**10 + 9, 2 * WEI + 1


@dataclass
class Pair:
    """North with 600 units, east with 400 and 3 ether that it gave at the founding; half of the weight each."""

    venture: Partnership
    north: str
    east: str
    angel: str
    """A sponsor with a link for 10% of all income."""
    wish: list[Action]
    """What north wants and east does not: a new crane."""

    def tie(self, text: str) -> int:
        """Puts the wish to the vote, and each votes as ever; returns the second in which it ended."""
        proposal = self.venture.propose(self.wish, text, by=self.north)
        self.venture.open_voting(proposal)
        self.venture.vote(proposal, FOR, by=[self.north])
        self.venture.vote(proposal, AGAINST, by=[self.east])
        ended = int(self.venture.partnership.proposalDeadline(proposal))
        travel_to(ended + 1)
        assert self.venture.partnership.state(proposal) == DEFEATED
        return ended

    def wind_up(self, by: str, earlier: str = "a crane", later: str = "a crane, again") -> None:
        hashes = keccak(text=earlier), keccak(text=later)
        with boa.env.prank(by):
            self.venture.partnership.wind_up_deadlock(*columns(self.wish), *hashes)

    def claims(self) -> tuple[int, int, int]:
        escrow = self.venture.escrow
        north, east, angel = (int(escrow.claimable(ETHER, one)) for one in (self.north, self.east, self.angel))
        return north, east, angel

    def everywhere(self) -> int:
        return ether_of(self.venture.partnership.address) + ether_of(self.venture.escrow.address)


@pytest.fixture
def pair(house: House, key: Callable[[str], LocalAccount]) -> Pair:
    north, east = key("northwind"), key("eastport")
    angel, maker = key("angel").address, key("maker of cranes").address
    venture = house.spin_up(
        [north, east],
        [50, 50],
        [600, 400],
        rules=((CONSTITUTIONAL, STRICT), (ORDINARY, LAX)),
        deal=Deal(notice_seconds=60 * DAY, max_sponsors_bps=1_000, deadlock_days=30),
        capital=[Capital(ETHER, CAPITAL, 0)],
        recoupment=PRO_RATA,
    )
    boa.env.set_balance(east.address, CAPITAL)
    with boa.env.prank(east.address):
        venture.escrow.contribute(ETHER, CAPITAL, value=CAPITAL)
    venture.accept_all()
    venture.escrow.release(ETHER)
    link(venture, LinkTerms(angel, 1_000))
    boa.env.set_balance(venture.partnership.address, TREASURY)
    boa.env.time_travel(seconds=DAY)
    return Pair(venture, north.address, east.address, angel, [(maker, WEI, b"")])


def test_neither_side_gets_anything_done(pair: Pair) -> None:
    """Not the crane, not the end by vote, not the other's expulsion; and one tie is no deadlock."""
    pair.tie("a crane")
    end = [(pair.venture.partnership.address, 0, pair.venture.partnership.wind_up.prepare_calldata([], 0))]
    out = [(pair.venture.membership.address, 0, pair.venture.membership.expel.prepare_calldata(pair.east))]
    governor = pair.venture.partnership
    proposal = pair.venture.propose(end, "the end", by=pair.north)
    pair.venture.open_voting(proposal)
    pair.venture.vote(proposal, FOR, by=[pair.north])
    pair.venture.vote(proposal, AGAINST, by=[pair.east])
    travel_to(int(governor.proposalDeadline(proposal)) + 1)
    assert governor.state(proposal) == DEFEATED
    # Whom it expels is out of the vote; but it takes two who were there before it.
    proposal = pair.venture.propose(out, "out", by=pair.north)
    pair.venture.open_voting(proposal)
    pair.venture.vote(proposal, FOR, by=[pair.north])
    travel_to(int(governor.proposalEta(proposal)))
    with boa.reverts("roster: not two elders for it"):
        pair.venture.execute(out, "out")
    with boa.reverts("governor: unknown proposal"):
        pair.wind_up(pair.north, later="never put to the vote")
    assert pair.venture.partnership.phase() == IN_FORCE


@pytest.mark.parametrize("who", ["north", "east"])
def test_after_the_second_tie_either_of_them_winds_up(pair: Pair, who: str, outsider: str) -> None:
    first = pair.tie("a crane")
    travel_to(first + 27 * DAY - HOUR)
    assert pair.tie("a crane, again") == first + 30 * DAY
    with boa.reverts("roster: not on the roster"):
        pair.wind_up(by=outsider)
    pair.wind_up(by=getattr(pair, who))
    assert logged(pair.venture.partnership)[0] == ("WindingUpBegun", DEADLOCK, [], 0)
    assert pair.venture.partnership.phase() == WINDING_UP


def test_a_second_tie_that_comes_too_soon_is_none(pair: Pair) -> None:
    pair.tie("a crane")
    boa.env.time_travel(seconds=20 * DAY)
    pair.tie("a crane, again")
    with boa.reverts("winding up: too soon after"):
        pair.wind_up(pair.north)


def _deadlocked(pair: Pair) -> None:
    pair.tie("a crane")
    boa.env.time_travel(seconds=30 * DAY)
    pair.tie("a crane, again")


def test_what_there_is_goes_to_capital_and_then_by_units_to_the_wei(pair: Pair) -> None:
    arrive(pair.venture.escrow, ETHER, INCOME)
    _deadlocked(pair)
    whole = pair.everywhere()
    pair.wind_up(pair.east)
    pair.venture.escrow.distribute(ETHER)
    # Of the treasury east's capital, and of the rest 600 and 400. Of the income the angel's tenth, and the rest as
    # ever: by then no capital is left to be repaid.
    tenth = INCOME // 10
    shared = TREASURY - CAPITAL + INCOME - tenth
    assert pair.claims() == (shared * 600 // 1_000, CAPITAL + shared * 400 // 1_000, tenth)
    assert pair.everywhere() == whole
    before = [ether_of(one) for one in (pair.north, pair.east, pair.angel)]
    paid = [int(pair.venture.escrow.claim(ETHER, one)) for one in (pair.north, pair.east, pair.angel)]
    assert [ether_of(one) - had for one, had in zip((pair.north, pair.east, pair.angel), before, strict=True)] == paid
    assert pair.everywhere() == whole - sum(paid) <= 1  # less than a wei for each of them is nobody's


def test_late_income_still_goes_the_right_ways(pair: Pair) -> None:
    """The link runs on, and units stand as they stood; what comes to the treasury is divided, too."""
    _deadlocked(pair)
    pair.wind_up(pair.north)
    for account in (pair.north, pair.east):
        pair.venture.escrow.claim(ETHER, account)
    boa.env.time_travel(seconds=300 * DAY)
    arrive(pair.venture.escrow, ETHER, LATE)
    pair.venture.escrow.distribute(ETHER)
    tenth = LATE // 10
    rest = LATE - tenth
    north, east, angel = pair.claims()
    assert angel == tenth
    assert 0 <= rest - north - east <= 2 and abs(north - rest * 600 // 1_000) <= 1
    boa.env.set_balance(pair.venture.partnership.address, 1_000)
    pair.venture.partnership.liquidate(ETHER)
    assert (pair.claims()[0] - north, pair.claims()[1] - east) == (600, 400)


def test_nobody_is_held_meanwhile(pair: Pair) -> None:
    """Who does not want to wait gives notice and goes; the one who is left winds up alone."""
    with boa.env.prank(pair.east):
        pair.venture.membership.give_notice()
    boa.env.time_travel(seconds=60 * DAY)
    with boa.env.prank(pair.east):
        pair.venture.membership.leave()
    with boa.env.prank(pair.north):
        pair.venture.partnership.wind_up_alone()
    # Its capital keeps its place in the line; its units earned nothing of the treasury, as the deal redeems none.
    assert pair.claims()[:2] == (TREASURY - CAPITAL, CAPITAL)
    with by_vote(pair.venture), boa.reverts():
        pair.venture.partnership.wind_up([], 0)
