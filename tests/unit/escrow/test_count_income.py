"""RevenueEscrow.count_income: how much of a token has come in since a vote had it be counted."""

from __future__ import annotations

from typing import Any

import boa

from tests.kit.contracts import mock as deployed
from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import arrive
from tests.kit.numbers import ETHER
from tests.kit.people import in_order
from tests.kit.verbs import by_vote, wind_up


def test_counts_all_income_that_is_split_from_then_on(
    partnership: Partnership, earn: Any, listed: Any, outsider: str
) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        escrow.set_sponsor(outsider, 9_000)
    arrive(escrow, ETHER, 500)
    with by_vote(partnership):
        escrow.count_income(ETHER)
    assert logged(escrow)[-1] == ("IncomeCounted", ETHER)
    assert (escrow.income_of(ETHER), escrow.undistributed(ETHER)) == (0, 0)
    arrive(escrow, ETHER, 300)
    assert escrow.income_of(ETHER) == 0  # it waits
    escrow.distribute(ETHER)
    assert escrow.income_of(ETHER) == 300
    arrive(escrow, ETHER, 50)
    escrow.settle(ETHER)
    arrive(escrow, ETHER, 7_000)
    escrow.pay_out(ETHER, in_order(*(founder.address for founder in partnership.founders)))
    assert escrow.income_of(ETHER) == 7_350
    earn(listed, 10**6)
    assert escrow.income_of(listed) == 0


def test_counts_more_than_one_token(partnership: Partnership, earn: Any, listed: Any) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        escrow.count_income(ETHER)
        escrow.count_income(listed)
    split = earn(listed, 10**6)
    assert (escrow.income_of(ETHER), escrow.income_of(listed)) == (0, split)
    assert earn(ETHER, 11) == escrow.income_of(ETHER) == 11


def test_counts_in_whole_grains(partnership: Partnership) -> None:
    escrow, token = partnership.escrow, deployed("PlainToken", 18)
    token.mint(escrow, 10**25)
    with by_vote(partnership):
        escrow.list_token(token)
        escrow.count_income(token)
    grain = escrow.grain(token)
    assert grain > 1
    token.mint(escrow, 10**25 + 1)
    escrow.distribute(token)
    assert escrow.income_of(token) == 10**25
    assert escrow.income_of(token) % grain == 0


def test_counts_from_the_founding_on(forming: Partnership, listed: Any) -> None:
    escrow = forming.escrow
    with by_vote(forming):
        escrow.count_income(ETHER)
    boa.env.set_balance(escrow.address, 1_000)
    forming.accept_all()
    escrow.distribute(ETHER)
    assert escrow.income_of(ETHER) == 1_000


def test_what_is_contributed_or_liquidated_is_no_income(partnership: Partnership, northwind: str) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        escrow.count_income(ETHER)
    boa.env.set_balance(northwind, 400)
    with boa.env.prank(northwind):
        escrow.contribute(ETHER, 400, value=400)
    wind_up(partnership)  # which liquidates what the treasury has
    assert (escrow.owed(ETHER), escrow.income_of(ETHER)) == (400, 0)
    arrive(escrow, ETHER, 10)
    escrow.distribute(ETHER)
    assert escrow.income_of(ETHER) == 10


def test_goes_on_where_it_is_counted_already(partnership: Partnership) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        escrow.count_income(ETHER)
        arrive(escrow, ETHER, 10)
        escrow.count_income(ETHER)
    assert escrow.income_of(ETHER) == 10  # what arrived by then was split


def test_refuses_what_is_not_known(partnership: Partnership, refused: Any) -> None:
    escrow, unknown = partnership.escrow, deployed("PlainToken", 6)
    with by_vote(partnership), refused("escrow: token not known"):
        escrow.count_income(unknown)


def test_t24_refuses_when_anybody_else_calls(
    partnership: Partnership, northwind: str, outsider: str, refused: Any
) -> None:
    for caller in (northwind, outsider, partnership.escrow.address):
        with boa.env.prank(caller), refused("escrow: not the partnership"):
            partnership.escrow.count_income(ETHER)
