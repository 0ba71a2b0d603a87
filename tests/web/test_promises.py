"""What needs a partner's own yes, what somebody may do without a vote, and what projects pay to who is above them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from polypact.text.enums import ETHER, Support
from polypact.text.promises import VALUE, Mandate
from tests.web import looks
from tests.web.conftest import Visit
from tests.web.pages import connect, settled
from tests.web.stage import Chain


@pytest.fixture
def chapter(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", "in force"))


def carry(chain: Chain, *actions: object, text: str) -> None:
    """Has the venture decide on something, without the page."""
    chain.acting("northwind").propose(list(actions), text)
    proposal = chain.partnership.proposals()[-1]
    chain.travel_to(proposal.snapshot + 1)
    for name in ("northwind", "eastport"):
        chain.acting(name).vote(proposal.id, Support.FOR)
    proposal = chain.partnership.proposals()[-1]
    chain.travel_to(proposal.executable_from)
    chain.acting("relayer").execute(proposal)


def test_a_partner_gives_its_consent_to_what_lowers_its_units(visit: Visit) -> None:
    chain = visit.chain
    eastport = chain.people["eastport"].address
    chain.acting("northwind").propose([chain.partnership.actions.set_shares(eastport, 35, 30)], "Five units less")
    proposal = chain.partnership.proposals()[-1]
    chain.travel_to(proposal.snapshot + 1)
    visit.with_wallet("eastport")
    page = settled(visit.open())
    connect(page)
    page.get_by_role("region", name="Waits for").get_by_role("link", name="Read and answer").click()
    needs = page.get_by_role("region", name="Whose yes it needs")
    expect(needs).to_contain_text("It makes Eastport Terminals Ltd’s own deal worse, so it needs its yes.")  # noqa: RUF001
    assert looks.findings(page) == []
    looks.shoot(page, "consent")
    page.get_by_role("button", name="Say yes to this").click()
    expect(needs).to_contain_text("Eastport Terminals Ltd said yes")
    visit.check()


def test_a_treasurer_pays_by_its_mandate_and_not_beyond(visit: Visit) -> None:
    chain = visit.chain
    northwind = chain.people["northwind"].address
    mandate = Mandate(
        target=ETHER,
        selector=bytes(4),
        holder=northwind,
        role=0,
        any_argument=True,
        ends=chain.now() + 300 * 86_400,
        counted=VALUE,
        maximum=2 * 10**18,
        period_hours=720,
    )
    carry(chain, chain.partnership.actions.give_mandate(mandate), text="Small bills are paid by Northwind")
    visit.with_wallet("northwind")
    page = settled(visit.open("mandates", 1))
    connect(page)
    assert looks.findings(page) == []
    looks.shoot(page, "mandate")
    supplier = chain.people["supplier"].address
    before = chain.node.web3.eth.get_balance(supplier)
    page.get_by_label("How much").fill("3")
    page.get_by_role("combobox", name="To whom").fill(supplier)
    expect(page.get_by_role("main")).to_contain_text("This is more than the mandate's limit has left now.")
    page.get_by_label("How much").fill("1.5")
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("main")).to_contain_text("0.5 ETH")
    assert chain.node.web3.eth.get_balance(supplier) == before + 15 * 10**17
    visit.check()


@pytest.mark.parametrize("chapter", ["project"], indirect=True)
def test_income_of_a_project_is_moved_up_to_its_sponsor(visit: Visit) -> None:
    chain = visit.chain
    assert chain.project is not None
    chain.project._customer_pays(10 * 10**18)
    escrow = chain.partnership.revenue
    before = escrow.balance(ETHER)
    visit.with_wallet("relayer")
    page = settled(visit.open("projects"))
    connect(page)
    expect(page.get_by_role("table", name="What projects pay us")).to_contain_text("Quay Crane Project")
    looks.shoot(page, "projects-waiting")
    up = page.get_by_role("region", name="Move income up")
    up.get_by_role("button", name=re.compile("^Move it up")).click()
    up.get_by_role("button", name=re.compile("^Go on with 2 of 2")).click()
    expect(page.get_by_text("Nothing waits in any project for who is above it.")).to_be_visible()
    assert escrow.balance(ETHER) == before + 10**18
    visit.check()
