"""Several distributions of one token in one transaction: the log does not say where one ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.statement import Statement
from tests.kit.boa_session import BoaSession
from tests.kit.house import Partnership
from tests.kit.numbers import ETHER
from tests.kit.people import in_order
from tests.kit.verbs import by_roster, by_vote


@pytest.fixture
def earn(company: Partnership) -> Callable[[int], None]:
    def give(amount: int) -> None:
        address = company.escrow.address
        boa.env.set_balance(address, boa.env.get_balance(address) + amount)

    return give


@pytest.fixture
def of_three_units(company: Partnership, founders: list[LocalAccount]) -> list[str]:
    """One unit each, and a reserve of 20%; the partners by their addresses."""
    with by_roster(company):
        for founder in founders:
            company.escrow.set_units(founder.address, 1)
    with by_vote(company):
        company.escrow.set_reserve(2_000)
    return in_order(*(founder.address for founder in founders))


def test_t96_two_wei_and_then_three_paid_out_add_up(
    session: BoaSession,
    company: Partnership,
    of_three_units: list[str],
    earn: Callable[[int], None],
    statement: Callable[..., Statement],
) -> None:
    # A reserve of 20% is nothing of 2 and nothing of 3, and would be one of 5.
    earn(2)
    company.escrow.distribute(ETHER)
    session.bundled = True
    earn(3)
    company.escrow.pay_out(ETHER, of_three_units)
    assert len({log["transactionHash"] for log in session.raw[-4:]}) == 1
    made = statement()
    assert made.all_problems == []
    tiers = made.of(ETHER).tiers
    assert (tiers.split, tiers.reserve, tiers.partners) == (5, 0, 5)


def test_sponsor_whose_share_of_the_second_is_nothing(
    session: BoaSession,
    company: Partnership,
    founders: list[LocalAccount],
    outsider: str,
    earn: Callable[[int], None],
    statement: Callable[..., Statement],
) -> None:
    # All of the first goes to sponsor and contributors, so that no event says where it ends.
    with by_vote(company):
        company.escrow.set_sponsor(outsider, 1_000)
        company.escrow.record_contribution(founders[1].address, ETHER, 14, b"work".ljust(32, b"\0"))
    earn(15)
    company.escrow.distribute(ETHER)
    session.bundled = True
    earn(5)
    company.escrow.distribute(ETHER)
    made = statement()
    assert made.all_problems == []
    tiers = made.of(ETHER).tiers
    assert (tiers.sponsors, tiers.contributions, tiers.partners) == (1, 14, 5)


@pytest.mark.parametrize("by", [1, -1])
def test_differs_by_a_single_wei_among_many(
    session: BoaSession,
    company: Partnership,
    earn: Callable[[int], None],
    statement: Callable[..., Statement],
    by: int,
) -> None:
    for _ in range(6):
        earn(1_005)
        company.escrow.distribute(ETHER)
        session.bundled = True
    assert statement().adds_up
    log: dict[str, Any] = session.raw[-2]  # the reserve
    amount = int.from_bytes(log["data"][:32], "big")
    log["data"] = (amount + by).to_bytes(32, "big") + log["data"][32:]
    problems = statement().all_problems
    assert any("by the rules" in problem for problem in problems)
