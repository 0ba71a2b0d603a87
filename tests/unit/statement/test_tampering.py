"""A log that was tampered with, or has a hole: the statement says what differs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak, to_canonical_address

from polypact.statement import Statement
from tests.kit.boa_session import BoaSession
from tests.kit.consents import by_vote_with_yes
from tests.kit.house import Partnership
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_vote
from tests.unit.statement.conftest import UNITS


@pytest.fixture
def earned(company: Partnership, founders: list[LocalAccount], outsider: str, customer: str) -> None:
    """Income that goes through every tier, and is claimed or paid out."""
    escrow = company.escrow
    today = boa.env.timestamp // DAY
    with by_vote(company):
        escrow.set_sponsor(outsider, 500)
        escrow.record_contribution(founders[1].address, ETHER, 700, b"work".ljust(32, b"\0"))
        escrow.freeze(ETHER, founders[0].address, 5, boa.env.timestamp + DAY)
    with by_vote_with_yes(company, founders[2].address):
        escrow.set_vesting(founders[2].address, 100, today, today + 10, today + 400)
    boa.env.set_balance(customer, 10**20)
    for amount in (10_001, 20_003):
        with boa.env.prank(customer):
            escrow.pay(ETHER, amount, b"INV".ljust(32, b"\0"), value=amount)
        escrow.distribute(ETHER)
        boa.env.time_travel(seconds=DAY)
    for account in (founders[1].address, founders[2].address, outsider):
        escrow.claim(ETHER, account)
    boa.env.set_balance(escrow.address, boa.env.get_balance(escrow.address) + 5_001)
    escrow.pay_out(ETHER, sorted((founder.address for founder in founders), key=lambda address: int(address, 16)))


AMOUNTS = (
    "SponsorCredited(address,address,uint256)",
    "ContributionsRepaid(address,uint256)",
    "ReserveCredited(address,uint256)",
    "RevenueDistributed(address,uint256,uint256,uint256)",
    "RevenuePaidOut(address,uint256,uint256,uint256)",
    "UnvestedCredited(address,address,uint256)",
    "RevenueClaimed(address,address,uint256)",
    "ContributionRanked(address,address,uint256,uint256)",
    "ContributionValued(address,address,bytes32,uint256)",
)
SETTINGS = (
    "UnitsChanged(address,uint256,uint256,uint256)",
    "SponsorSet(address,uint256)",
    "ReserveSet(uint256)",
    "RecoupmentSet(uint256)",
    "VestingSet(address,uint256,uint256,uint256,uint256,uint256)",
    "Frozen(address,address,uint256,uint256)",
    "TokenListed(address)",
)


def logs_of(session: BoaSession, escrow: str, signature: str) -> list[dict[str, Any]]:
    topic = keccak(text=signature)
    return [log for log in session.raw if log["topics"][0] == topic and log["address"] == to_canonical_address(escrow)]


@pytest.mark.usefixtures("earned")
def test_agrees_when_nothing_was_tampered_with(statement: Callable[..., Statement]) -> None:
    made = statement()
    assert made.all_problems == []
    tiers = made.of(ETHER).tiers
    assert min(tiers.sponsors, tiers.contributions, tiers.reserve, tiers.unvested, tiers.partners) > 0


@pytest.mark.usefixtures("earned")
@pytest.mark.parametrize("signature", [*AMOUNTS, *SETTINGS])
def test_differs_when_any_event_is_missing(
    signature: str, session: BoaSession, company: Partnership, statement: Callable[..., Statement]
) -> None:
    found = logs_of(session, company.escrow.address, signature)
    assert found
    whole = list(session.raw)
    for log in found:
        session.raw = [entry for entry in whole if entry is not log]
        made = statement()
        assert not made.adds_up
        assert made.all_problems


@pytest.mark.usefixtures("earned")
@pytest.mark.parametrize("signature", AMOUNTS)
@pytest.mark.parametrize("by", [1, -1])
def test_differs_by_a_single_wei(
    signature: str, by: int, session: BoaSession, company: Partnership, statement: Callable[..., Statement]
) -> None:
    # Of a pay-out everybody gets whole parts: less than a wei for every unit changes nobody's.
    tampered = by * (sum(UNITS) if signature.startswith("RevenuePaidOut(") else 1)
    for log in logs_of(session, company.escrow.address, signature):
        true = log["data"]
        amount = int.from_bytes(true[:32], "big") + tampered
        log["data"] = amount.to_bytes(32, "big") + true[32:]
        assert not statement().adds_up
        log["data"] = true


@pytest.mark.usefixtures("earned")
def test_says_who_differs_when_a_claim_is_missing(
    session: BoaSession, company: Partnership, founders: list[LocalAccount], statement: Callable[..., Statement]
) -> None:
    claimed = logs_of(session, company.escrow.address, "RevenueClaimed(address,address,uint256)")[0]
    session.raw.remove(claimed)
    amount = int.from_bytes(claimed["data"], "big")
    who = founders[1].address
    problems = statement().of(ETHER).problems
    left = company.escrow.claimable(ETHER, who)
    assert f"claimable of {who}: {left + amount} by the log, {left} by the chain" in problems
    assert any(problem.startswith("owed: ") for problem in problems)


@pytest.mark.usefixtures("earned")
def test_differs_when_an_event_is_there_twice(
    session: BoaSession, company: Partnership, statement: Callable[..., Statement]
) -> None:
    log = logs_of(session, company.escrow.address, "ReserveCredited(address,uint256)")[0]
    session.raw.append({**log, "logIndex": 10**6})
    assert any("treasury reserve" in problem for problem in statement().all_problems)
