"""Writes the histories of the page anew: `python -m pytest tests/unit/statement/make_page_records.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.clients.escrow import RevenueEscrow
from polypact.statement import Statement, build, proof
from tests.kit.boa_session import BoaSession
from tests.kit.consents import by_vote_with_yes
from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.links import LinkTerms, agree, offer
from tests.kit.numbers import DAY, ETHER, IN_ORDER
from tests.kit.people import in_order
from tests.kit.verbs import by_roster, by_vote, wind_up
from tests.unit.statement.conftest import capital_in
from tests.unit.statement.history import History
from tests.unit.statement.page_record import logs_of, record

Keep = Callable[[str, Partnership], Statement]


@pytest.fixture
def keep(session: BoaSession, monkeypatch: pytest.MonkeyPatch) -> Keep:
    """Records the statement as of now."""

    def write(name: str, venture: Partnership) -> Statement:
        asked: list[proof.Answers] = []
        ask = proof.ask

        def listening(*arguments: Any) -> proof.Answers:
            asked.append(ask(*arguments))
            return asked[-1]

        with monkeypatch.context() as patch:
            patch.setattr(proof, "ask", listening)
            made = build(RevenueEscrow(venture.escrow.address, session))  # type: ignore[arg-type]
        assert made.adds_up
        record(name, made, asked[-1], logs_of(session, venture.escrow.address))
        return made

    return write


@pytest.mark.parametrize(("seed", "steps"), [(1, 90), (4, 80), (7, 100)])
def test_anything(
    seed: int,
    steps: int,
    company: Partnership,
    session: BoaSession,
    token: Any,
    keep: Keep,
    founders: list[LocalAccount],
    outsider: str,
    key: Callable[[str], LocalAccount],
) -> None:
    people = [str(one.address) for one in (*founders, *map(key, ("westgate", "sponsor")))]
    people.append(mock("RejectingReceiver").address)
    plentiful = mock("PlainToken", 18)
    plentiful.mint(outsider, 2**110)  # its books are kept in grains
    history = History(seed, company, [token, mock("PlainToken", 0), plentiful], people, session)
    history.go_on(steps)
    keep(f"anything-{seed}", company)


def test_the_joint_venture(house: House, session: BoaSession, key: Callable[[str], LocalAccount], keep: Keep) -> None:
    founders = [key(name) for name in ("northwind", "eastport", "southbank")]
    customer, usdx = key("customer").address, mock("PlainToken", 6)
    venture = house.spin_up(
        founders,
        [40, 35, 25],
        [40, 35, 25],
        tokens=[usdx.address],
        reserve_bps=500,
        recoupment=IN_ORDER,
        capital=capital_in(ETHER),
        required=[(founders[0].address, ETHER, 3 * 10**18)],
    )
    with boa.env.prank(founders[0].address):
        venture.escrow.contribute(ETHER, 3 * 10**18, value=3 * 10**18)
    venture.accept_all()
    venture.escrow.release(ETHER)
    boa.env.time_travel(seconds=18 * DAY)
    westgate = key("westgate").address
    with by_roster(venture):
        venture.escrow.set_units(westgate, 20)
    for reference, asset, amount in ((b"2026-0117", ETHER, 10 * 10**18), (b"2026-0118", usdx.address, 12_500 * 10**6)):
        with by_vote(venture):
            venture.escrow.issue_invoice(reference.ljust(32, b"\0"), asset, amount, boa.env.timestamp + 30 * DAY)
        if asset == ETHER:
            boa.env.set_balance(customer, amount)
        else:
            usdx.mint(customer, amount)
        with boa.env.prank(customer):
            usdx.approve(venture.escrow.address, 2**200)
            venture.escrow.pay(asset, amount, reference.ljust(32, b"\0"), value=amount if asset == ETHER else 0)
    usdx.mint(venture.escrow.address, 99_000_001)
    venture.escrow.settle(ETHER)
    for partner in founders[1:]:
        venture.escrow.claim_many([ETHER, usdx.address], partner.address)
    with by_vote(venture):
        venture.escrow.freeze(ETHER, westgate, 5 * 10**17, boa.env.timestamp + 80 * DAY)
    with by_vote(venture):
        venture.escrow.issue_invoice(b"2026-0119".ljust(32, b"\0"), ETHER, 7, boa.env.timestamp + DAY)
    with by_vote(venture):
        venture.escrow.issue_invoice(b"2026-0120".ljust(32, b"\0"), ETHER, 900, boa.env.timestamp + 9 * DAY)
        venture.escrow.withdraw_invoice(b"2026-0120".ljust(32, b"\0"))
        venture.escrow.agree_contribution(founders[1].address, ETHER, 5 * 10**17)
    boa.env.time_travel(seconds=2 * DAY)
    boa.env.set_balance(venture.escrow.address, boa.env.get_balance(venture.escrow.address) + 777)
    keep("joint-venture", venture)


def test_the_end(company: Partnership, founders: list[LocalAccount], outsider: str, keep: Keep) -> None:
    escrow, today = company.escrow, boa.env.timestamp // DAY
    with by_vote(company):
        escrow.set_sponsor(outsider, 1_000)
    with by_vote_with_yes(company, founders[2].address):
        escrow.set_vesting(founders[2].address, 200, today, today + 100, today + 400)
    boa.env.set_balance(escrow.address, 1_001)
    escrow.distribute(ETHER)
    boa.env.time_travel(seconds=200 * DAY)
    boa.env.set_balance(escrow.address, boa.env.get_balance(escrow.address) + 100_003)
    escrow.pay_out(ETHER, in_order(*(founder.address for founder in founders)))
    with by_vote(company):
        escrow.record_contribution(founders[1].address, ETHER, 7_000, b"work".ljust(32, b"\0"))
    boa.env.set_balance(company.partnership.address, 20_011)
    wind_up(company)
    boa.env.time_travel(seconds=40 * DAY)
    boa.env.set_balance(company.partnership.address, 5_003)
    company.partnership.liquidate(ETHER)
    escrow.claim(ETHER, founders[2].address)
    keep("the-end", company)


def test_a_formation_that_failed(house: House, session: BoaSession, founders: list[LocalAccount], keep: Keep) -> None:
    venture = house.spin_up(founders, [1, 1, 1], [1, 1, 1], recoupment=IN_ORDER, capital=capital_in(ETHER))
    for founder, amount in zip(founders, (5_000, 70, 3), strict=True):
        with boa.env.prank(founder.address):
            venture.escrow.contribute(ETHER, amount, value=amount)
    with boa.env.prank(founders[0].address):
        venture.membership.withdraw([ETHER])
    boa.env.set_balance(venture.escrow.address, boa.env.get_balance(venture.escrow.address) + 321)
    boa.env.time_travel(seconds=8 * DAY)
    venture.escrow.reclaim(ETHER, founders[1].address)
    venture.escrow.wind_down(ETHER)
    keep("never-in-force", venture)


def test_more_than_one_claim_goes_through(company: Partnership, founders: list[LocalAccount], keep: Keep) -> None:
    escrow = company.escrow
    with by_vote_with_yes(company, founders[1].address):
        today = boa.env.timestamp // DAY
        escrow.set_vesting(founders[1].address, 100, today, today + 20, today + 60)
    for day in range(45):
        boa.env.time_travel(seconds=DAY)
        boa.env.set_balance(escrow.address, boa.env.get_balance(escrow.address) + 1_000_003 + day)
        escrow.distribute(ETHER)
    made = keep("many-days", company)
    line = next(line for line in made.of(ETHER).lines if line.account == founders[1].address)
    assert 0 < line.claimable < line.balance


def test_links_that_ran_and_ended(
    company: Partnership, founders: list[LocalAccount], outsider: str, key: Callable[[str], LocalAccount], keep: Keep
) -> None:
    escrow, sponsor = company.escrow, key("sponsor").address
    boa.env.set_balance(escrow.address, 1_000)
    ran = [
        LinkTerms(sponsor, 1_000, False, 0, 30, 10**9, ETHER, 1),
        LinkTerms(outsider, 250, False, boa.env.timestamp + 90 * DAY, 10, 0, ETHER, 2),
        LinkTerms(founders[1].address, 333, False, 0, 5, 0, ETHER, 3),
    ]
    for terms in ran:
        offer(company, terms)
        agree(company, terms)
    boa.env.set_balance(escrow.address, boa.env.get_balance(escrow.address) + 100_000)
    tags = [int(entry.tag) for entry in escrow.links()]
    boa.env.set_balance(company.partnership.address, 10**9)
    with by_vote(company):
        escrow.buy_out_link(tags[0], 10**9, value=10**9)
    with by_vote(company):
        escrow.give_link_notice(next(int(one.tag) for one in escrow.links() if one.sponsor == outsider))
    with boa.env.prank(founders[1].address):
        escrow.waive_link(next(int(one.tag) for one in escrow.links() if one.sponsor == founders[1].address))
    boa.env.time_travel(seconds=11 * DAY)
    boa.env.set_balance(escrow.address, boa.env.get_balance(escrow.address) + 5_000)
    escrow.distribute(ETHER)
    escrow.claim(ETHER, sponsor)
    keep("links", company)
