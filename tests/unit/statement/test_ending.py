"""What comes out of the treasury, for who leaves and when all ends: told apart from income, to the wei."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from polypact.statement import Statement
from polypact.statement.partners import only
from tests.kit.boa_session import BoaSession
from tests.kit.consents import by_vote_with_yes
from tests.kit.house import Partnership
from tests.kit.numbers import DAY, ETHER
from tests.kit.people import UNITS
from tests.kit.verbs import by_vote, leave, wind_up


@pytest.fixture
def ended(company: Partnership, founders: list[LocalAccount], outsider: str) -> int:
    """Income and a treasury; contributions not repaid, units that have not vested, a sponsor; then it is wound up."""
    escrow, today = company.escrow, boa.env.timestamp // DAY
    with by_vote(company):
        escrow.set_sponsor(outsider, 1_000)
    with by_vote_with_yes(company, founders[2].address):
        escrow.set_vesting(founders[2].address, 200, today, today + 100, today + 400)
    boa.env.set_balance(escrow.address, 1_001)
    escrow.distribute(ETHER)
    with by_vote(company):
        escrow.record_contribution(founders[1].address, ETHER, 7_000, b"work".ljust(32, b"\0"))
    boa.env.set_balance(company.partnership.address, 20_011)
    wind_up(company)
    boa.env.time_travel(seconds=40 * DAY)
    boa.env.set_balance(company.partnership.address, 5_003)
    company.partnership.liquidate(ETHER)
    return 20_011 + 5_003


def test_winding_up_is_no_income_and_adds_up(
    ended: int, company: Partnership, founders: list[LocalAccount], statement: Callable[..., Statement]
) -> None:
    made = statement()
    assert made.all_problems == []
    entry = made.of(ETHER)
    assert entry.tiers.contributions == 7_000
    assert entry.tiers.treasury_part == ended - 7_000
    assert entry.tiers.sponsors == 100  # of the income alone
    assert entry.tiers.split == 1_001 + ended
    for founder, units in zip(founders, UNITS, strict=True):
        own = only(made, [founder.address]).of(ETHER)
        assert abs(own.tiers.treasury_part - (ended - 7_000) * units // sum(UNITS)) <= 2  # vested or not
        assert own.whole.closing == company.escrow.claimable(ETHER, founder.address)


def test_income_after_the_end_goes_by_the_order_as_it_stood(
    ended: int, company: Partnership, statement: Callable[..., Statement]
) -> None:
    boa.env.set_balance(company.escrow.address, boa.env.get_balance(company.escrow.address) + 10_000)
    company.escrow.distribute(ETHER)
    made = statement()
    assert made.all_problems == []
    assert made.of(ETHER).tiers.sponsors == 100 + 1_000
    assert made.of(ETHER).tiers.treasury_part == ended - 7_000


@pytest.mark.parametrize("name", ["Liquidated", "ContributionsRepaid"])
@pytest.mark.parametrize("by", [0, 1, -1])
@pytest.mark.usefixtures("ended")
def test_differs_by_a_single_wei(name: str, by: int, session: BoaSession, statement: Callable[..., Statement]) -> None:
    signature = {
        "Liquidated": "Liquidated(address,uint256,uint256,uint256)",
        "ContributionsRepaid": "ContributionsRepaid(address,uint256)",
    }[name]
    log = next(log for log in session.raw if log["topics"][0] == keccak(text=signature))
    if by:
        amount = int.from_bytes(log["data"][:32], "big")
        log["data"] = (amount + by).to_bytes(32, "big") + log["data"][32:]
    else:
        session.raw.remove(log)
    assert not statement().adds_up


def test_part_of_who_left_is_in_its_line(
    company: Partnership, founders: list[LocalAccount], session: BoaSession, statement: Callable[..., Statement]
) -> None:
    boa.env.set_balance(company.partnership.address, 10_000)
    with boa.env.prank(company.partnership.address):
        company.escrow.credit(ETHER, founders[1].address, 777, value=777)
    boa.env.set_balance(company.escrow.address, boa.env.get_balance(company.escrow.address) + 1_000)
    company.escrow.distribute(ETHER)
    leave(company, founders[1].address)
    made = statement()
    assert made.all_problems == []
    own = only(made, [founders[1].address]).of(ETHER)
    assert own.tiers.treasury_part == 777
    assert own.tiers.split == 777 + 300 * 900 // 1_000
    assert [line.units for line in own.lines] == [0]
