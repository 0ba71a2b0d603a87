"""Contributions repaid out of income, in order and pro rata (recoupment.vy): who gets what, when, and never more.

The expected numbers come from `Queue`, a plain list of contributions in the order of their ranks, in fractions.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.text.deals import Capital
from tests.kit.house import House, Partnership
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import ETHER, IN_ORDER, NO_RECOUPMENT, PRO_RATA
from tests.kit.verbs import by_vote, move

REFERENCE = b"work".ljust(32, b"\0")
MAX_AMOUNT = 2**96 - 1


@dataclass
class Queue:
    """What should happen: ranks, each a list of (contributor, amount), repaid one after the other."""

    ranks: list[list[tuple[str, int]]] = field(default_factory=list)
    repaid: int = 0

    def add(self, who: str, amount: int) -> None:
        """Behind everybody."""
        self.ranks.append([(who, amount)])

    def join(self, who: str, amount: int) -> None:
        """With the last ones."""
        self.ranks[-1].append((who, amount))

    def repay(self, amount: int) -> int:
        """Returns what is left for others."""
        used = min(amount, sum(held for rank in self.ranks for _, held in rank) - self.repaid)
        self.repaid += used
        return amount - used

    def parts(self, who: str) -> list[Fraction]:
        """What came back of each contribution of `who`."""
        found, before = [], 0
        for rank in self.ranks:
            size = sum(held for _, held in rank)
            done = Fraction(min(max(self.repaid - before, 0), size), size)
            found += [held * done for contributor, held in rank if contributor == who]
            before += size
        return found


@pytest.fixture
def recouping(partnership: Partnership) -> Callable[[int], Any]:
    """The escrow, with contributions repaid that way."""

    def set_mode(mode: int) -> Any:
        with by_vote(partnership):
            partnership.escrow.set_recoupment(mode)
        return partnership.escrow

    return set_mode


@pytest.fixture
def record(partnership: Partnership) -> Callable[..., None]:
    """Records a contribution in kind by vote."""

    def go(who: str, amount: int, token: Any = ETHER) -> None:
        with by_vote(partnership):
            partnership.escrow.record_contribution(who, token, amount, REFERENCE)

    return go


def income(escrow: Any, amount: int, token: Any = ETHER) -> None:
    arrive(escrow, token, amount)
    escrow.distribute(token)


def test_repays_one_after_the_other_when_in_order(
    recouping: Any, record: Any, outsider: str, customer: str, northwind: str
) -> None:
    escrow = recouping(IN_ORDER)
    record(outsider, 100)
    record(customer, 50)
    record(outsider, 30)
    queue = Queue()
    for who, amount in ((outsider, 100), (customer, 50), (outsider, 30)):
        queue.add(who, amount)
    earned = Fraction(0)
    for amount in (1, 98, 2, 40, 20, 19, 10):
        left = queue.repay(amount)
        earned += Fraction(left * 500, 1_000)
        income(escrow, amount)
        for who in (outsider, customer):
            assert escrow.claimable(ETHER, who) == sum(queue.parts(who))
        assert escrow.claimable(ETHER, northwind) == earned // 1
        assert escrow.recoupment_of(ETHER) == (180, queue.repaid)
    assert (escrow.outstanding_of(ETHER, outsider), escrow.outstanding_of(ETHER, customer)) == (0, 0)


def test_t26_repays_by_amounts_when_pro_rata(recouping: Any, record: Any, outsider: str, customer: str) -> None:
    escrow = recouping(PRO_RATA)
    record(outsider, 100)
    record(customer, 53)
    queue = Queue([[(outsider, 100), (customer, 53)]])
    for amount in (1, 1, 1, 7, 40, 50, 53):
        queue.repay(amount)
        income(escrow, amount)
        for who in (outsider, customer):
            assert escrow.claimable(ETHER, who) == queue.parts(who)[0] // 1
        together = escrow.claimable(ETHER, outsider) + escrow.claimable(ETHER, customer)
        assert together <= queue.repaid
    assert (escrow.claimable(ETHER, outsider), escrow.claimable(ETHER, customer)) == (100, 53)


@pytest.mark.parametrize("mode", [IN_ORDER, PRO_RATA])
def test_pays_the_same_however_often_it_is_claimed(
    recouping: Any, record: Any, outsider: str, customer: str, mode: int
) -> None:
    escrow = recouping(mode)
    for who, amount in ((outsider, 101), (customer, 67), (outsider, 33), (customer, 3)):
        record(who, amount)
    received = {outsider: 0, customer: 0}
    for _ in range(204 // 6):
        income(escrow, 6)
        for who in (outsider, customer):
            if escrow.claimable(ETHER, who):
                received[who] += escrow.claim(ETHER, who)
    assert received == {outsider: 134, customer: 70}
    assert escrow.recoupment_of(ETHER) == (204, 204)
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 0


def test_ranks_later_ones_behind_when_something_was_repaid(
    recouping: Any, record: Any, outsider: str, customer: str, northwind: str
) -> None:
    escrow = recouping(PRO_RATA)
    record(outsider, 100)
    record(customer, 100)
    income(escrow, 1)  # floor(1/2) to each: nobody can claim any of it, and still the tranche is closed
    record(northwind, 100)
    queue = Queue([[(outsider, 100), (customer, 100)], [(northwind, 100)]])
    queue.repay(1)
    for amount in (198, 1, 50, 50):
        queue.repay(amount)
        income(escrow, amount)
        for who in (outsider, customer, northwind):
            part = escrow.claimable(ETHER, who)
            assert part == sum(queue.parts(who)) // 1


def test_t73_splits_what_arrived_before_a_contribution_was_recorded_without_it(
    recouping: Any, record: Any, northwind: str, outsider: str, listed: Any
) -> None:
    escrow = recouping(IN_ORDER)
    arrive(escrow, ETHER, 1_000)
    arrive(escrow, listed, 1_000)
    arrived = escrow.undistributed(listed)
    record(outsider, 400)
    record(outsider, 400, listed)
    assert escrow.claimable(ETHER, northwind) == 500
    assert escrow.claimable(listed, northwind) == arrived // 2
    assert (escrow.claimable(ETHER, outsider), escrow.claimable(listed, outsider)) == (0, 0)


def test_keeps_tokens_apart(recouping: Any, record: Any, listed: Any, outsider: str, northwind: str) -> None:
    escrow = recouping(IN_ORDER)
    record(outsider, 400, listed)
    income(escrow, 1_000)
    assert (escrow.claimable(ETHER, outsider), escrow.claimable(ETHER, northwind)) == (0, 500)
    assert escrow.recoupment_of(ETHER) == (0, 0)


# --- the mode changes in the middle ---


def test_t79_keeps_every_rank_when_the_mode_changes_and_changes_back(
    recouping: Any, record: Any, outsider: str, customer: str, northwind: str, southbank: str
) -> None:
    escrow = recouping(IN_ORDER)
    record(outsider, 100)
    record(customer, 100)
    income(escrow, 150)
    recouping(PRO_RATA)
    record(northwind, 60)
    record(southbank, 60)
    recouping(IN_ORDER)
    record(customer, 10)
    queue = Queue([[(outsider, 100)], [(customer, 100)], [(northwind, 60), (southbank, 60)], [(customer, 10)]])
    queue.repay(150)
    for amount in (49, 3, 60, 59, 9):
        queue.repay(amount)
        income(escrow, amount)
        for who in (outsider, customer):
            assert escrow.claimable(ETHER, who) == sum(queue.parts(who)) // 1
    assert escrow.outstanding_of(ETHER, customer) == 330 - queue.repaid
    assert (escrow.claimable(ETHER, northwind), escrow.claimable(ETHER, southbank)) == (60, 60)


def test_t95_repays_to_the_end_what_is_in_the_line_when_later_ones_are_not(
    recouping: Any, record: Any, partnership: Partnership, refused: Any, outsider: str, northwind: str
) -> None:
    escrow = recouping(IN_ORDER)
    record(outsider, 100)
    income(escrow, 40)
    recouping(NO_RECOUPMENT)
    income(escrow, 1_060)
    assert (escrow.claimable(ETHER, outsider), escrow.claimable(ETHER, northwind)) == (100, 500)
    assert escrow.outstanding_of(ETHER, outsider) == 0
    with by_vote(partnership), refused("escrow: nothing is recouped"):
        escrow.record_contribution(outsider, ETHER, 1, bytes(32))


def test_t79_a_contribution_in_order_keeps_its_place_when_the_mode_was_and_becomes_pro_rata(
    recouping: Any, record: Any, outsider: str, customer: str
) -> None:
    escrow = recouping(PRO_RATA)
    record(outsider, 100)
    recouping(IN_ORDER)
    record(outsider, 100)
    recouping(PRO_RATA)
    record(customer, 200)
    income(escrow, 200)
    # The second 100 were promised to come back before anything that is ranked later.
    assert escrow.claimable(ETHER, outsider) >= 100 + 100 // 3


# --- bounds ---


def test_t39_takes_amounts_up_to_the_bound(recouping: Any, record: Any, outsider: str, customer: str) -> None:
    escrow = recouping(PRO_RATA)
    record(outsider, MAX_AMOUNT)
    record(customer, MAX_AMOUNT)
    income(escrow, MAX_AMOUNT)
    arrive(escrow, ETHER, MAX_AMOUNT)
    while escrow.owed(ETHER) or escrow.undistributed(ETHER):  # the account has room for a part of it at a time
        for who in (outsider, customer):
            with suppress(boa.BoaError):
                escrow.claim(ETHER, who)
        with suppress(boa.BoaError):
            escrow.distribute(ETHER)
    assert escrow.recoupment_of(ETHER) == (2 * MAX_AMOUNT, 2 * MAX_AMOUNT)
    assert (escrow.outstanding_of(ETHER, outsider), escrow.outstanding_of(ETHER, customer)) == (0, 0)
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 0


def test_t39_refuses_what_goes_over_the_bounds(recouping: Any, record: Any, refused: Any, outsider: str) -> None:
    escrow = recouping(IN_ORDER)
    with refused("escrow: contribution too large"):
        record(outsider, MAX_AMOUNT + 1)
    for _ in range(16):
        record(outsider, MAX_AMOUNT)
    assert escrow.recoupment_of(ETHER) == (16 * MAX_AMOUNT, 0)
    assert escrow.outstanding_of(ETHER, outsider) == 16 * MAX_AMOUNT


def test_refuses_the_17th_open_contribution_and_takes_it_once_one_is_complete(
    recouping: Any, record: Any, outsider: str, customer: str, refused: Any
) -> None:
    escrow = recouping(IN_ORDER)
    for _ in range(16):
        record(outsider, 10)
        record(customer, 1)
    with refused("escrow: too many contributions"):
        record(outsider, 10)
    income(escrow, 11)
    with refused("escrow: too many contributions"):
        record(outsider, 10)  # complete, but not taken yet
    assert escrow.claim(ETHER, outsider) == 10
    record(outsider, 10)
    assert escrow.outstanding_of(ETHER, outsider) == 160
    income(escrow, 1_000)
    assert escrow.claim(ETHER, outsider) == 160
    assert escrow.claim(ETHER, customer) == 16


def test_one_who_adds_to_its_own_last_contribution_opens_no_new_one(
    recouping: Any, record: Any, outsider: str, customer: str
) -> None:
    escrow = recouping(IN_ORDER)
    record(customer, 5)
    for _ in range(40):
        record(outsider, 10)
    assert logged(escrow)[-1] == ("ContributionRanked", outsider, ETHER, 10, 1)
    income(escrow, 105)
    assert escrow.claim(ETHER, outsider) == 100
    record(outsider, 7)  # to one that was repaid in part
    income(escrow, 300)
    assert escrow.claim(ETHER, outsider) == 300
    income(escrow, 7)
    assert escrow.claim(ETHER, outsider) == 7
    record(outsider, 9)  # to one that is complete and was taken
    income(escrow, 9)
    assert escrow.claim(ETHER, outsider) == 9
    record(outsider, 8)
    income(escrow, 8)
    record(outsider, 3)  # to one that is complete and was not taken
    income(escrow, 3)
    assert escrow.claim(ETHER, outsider) == 11
    assert escrow.claim(ETHER, customer) == 5
    assert escrow.owed(ETHER) == ether_of(escrow.address)


def test_two_contributions_in_one_tranche_partly_claimed(
    recouping: Any, record: Any, outsider: str, customer: str
) -> None:
    escrow = recouping(PRO_RATA)
    record(outsider, 10)
    record(customer, 20)
    record(outsider, 33)
    assert logged(escrow)[-1] == ("ContributionRanked", outsider, ETHER, 33, 0)
    received = 0
    for repaid in range(7, 64, 7):
        income(escrow, 7)
        expected = 43 * repaid // 63
        received += escrow.claim(ETHER, outsider)
        assert received == expected
    assert (received, escrow.claim(ETHER, customer)) == (43, 20)


def test_nobody_loses_when_one_contributor_never_claims(
    recouping: Any, record: Any, outsider: str, customer: str
) -> None:
    escrow = recouping(PRO_RATA)
    for _ in range(15):
        record(outsider, 10)
        record(customer, 3)
        income(escrow, 13)
    record(customer, 5)
    income(escrow, 5)
    assert escrow.claim(ETHER, customer) == 50
    assert escrow.claim(ETHER, outsider) == 150
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 0


# --- contributions of the formation ---


@pytest.fixture
def recouped(house: House, founders: list[LocalAccount]) -> Callable[[int], Partnership]:
    """A formation that recoups contributions."""

    def make(mode: int) -> Partnership:
        capital = [Capital(ETHER, 10**6, 0)]
        return house.spin_up(founders, [50, 30, 20], [500, 300, 200], salt=b"r" * 32, recoupment=mode, capital=capital)

    return make


def contribute(venture: Partnership, who: str, amount: int) -> None:
    with boa.env.prank(who):
        venture.escrow.contribute(ETHER, amount, value=amount)


@pytest.mark.parametrize("mode", [IN_ORDER, PRO_RATA])
def test_t79_repays_what_founders_gave_and_not_what_others_gave(
    recouped: Any, northwind: str, eastport: str, outsider: str, mode: int
) -> None:
    venture = recouped(mode)
    contribute(venture, northwind, 100)
    contribute(venture, eastport, 50)
    contribute(venture, outsider, 1_000)
    venture.accept_all()
    escrow = venture.escrow
    assert escrow.recoupment_of(ETHER) == (150, 0)
    assert escrow.owed(ETHER) == 1_150
    income(escrow, 75)
    # Founders' contributions are one tranche, whatever the mode.
    assert (escrow.claimable(ETHER, northwind), escrow.claimable(ETHER, eastport)) == (50, 25)
    income(escrow, 175)
    assert escrow.claim(ETHER, northwind) == 100 + 50
    assert escrow.claim(ETHER, eastport) == 50 + 30
    assert escrow.claimable(ETHER, outsider) == 0
    assert escrow.release(ETHER) == 1_150
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 20


def test_ranks_nothing_of_the_formation_when_nothing_is_recouped(recouped: Any, northwind: str, eastport: str) -> None:
    venture = recouped(NO_RECOUPMENT)
    contribute(venture, northwind, 100)
    venture.accept_all()
    with by_vote(venture):
        venture.escrow.set_recoupment(IN_ORDER)
    income(venture.escrow, 100)
    assert venture.escrow.claimable(ETHER, northwind) == 50
    assert venture.escrow.claimable(ETHER, eastport) == 30


def test_t09_gives_contributions_back_when_the_formation_failed(recouped: Any, northwind: str, eastport: str) -> None:
    venture = recouped(PRO_RATA)
    contribute(venture, northwind, 100)
    contribute(venture, eastport, 50)
    arrive(venture.escrow, ETHER, 7)
    boa.env.time_travel(seconds=30 * 86_400)
    escrow = venture.escrow
    assert escrow.reclaim(ETHER, northwind) == 100
    with boa.reverts("escrow: nothing to return"):
        escrow.reclaim(ETHER, northwind)
    assert escrow.wind_down(ETHER) == 7
    for who in (northwind, eastport):
        with boa.reverts("escrow: nothing to claim"):
            escrow.claim(ETHER, who)
    assert escrow.reclaim(ETHER, eastport) == 50
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 0


# --- what a contributor is paid beside ---


def test_pays_contributor_sponsor_partner_at_once_and_to_the_new_account_when_the_seat_moves(
    recouping: Any, record: Any, partnership: Partnership, eastport: str, outsider: str
) -> None:
    escrow = recouping(PRO_RATA)
    record(eastport, 200)
    with by_vote(partnership):
        escrow.set_sponsor(eastport, 1_000)
    arrive(escrow, ETHER, 1_000)
    move(partnership, eastport, outsider)
    income(escrow, 1_000)
    assert ("SponsorCredited", outsider, ETHER, 200) in logged(escrow)
    assert escrow.sponsor_links() == [(outsider, 1_000)]
    # 10% of all, 200 of the contribution, 30% of the rest
    assert [escrow.claimable(ETHER, account) for account in (eastport, outsider)] == [200 + 200 + 480] * 2
    before = ether_of(outsider)
    assert escrow.claim(ETHER, eastport) == 880
    assert ether_of(outsider) == before + 880
    with by_vote(partnership):
        escrow.set_sponsor(eastport, 0)
    assert logged(escrow) == [("SponsorSet", outsider, 0)]
    assert escrow.sponsor_links() == []


def test_t06_t81_contributors_come_first_even_when_all_is_wound_up(
    recouping: Any, record: Any, partnership: Partnership, outsider: str, founders: list[LocalAccount]
) -> None:
    escrow = recouping(IN_ORDER)
    record(outsider, 500)
    income(escrow, 300)
    for founder in founders[1:]:
        with boa.env.prank(founder.address):
            partnership.membership.leave()
    with by_vote(partnership):
        partnership.partnership.wind_up([], 0)
    income(escrow, 240)
    assert escrow.claim(ETHER, outsider) == 500
    assert escrow.outstanding_of(ETHER, outsider) == 0
    assert escrow.claim(ETHER, founders[0].address) == 40
    assert escrow.owed(ETHER) == 0
