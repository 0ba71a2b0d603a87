"""What is promised and given by name, by the page: a mandate is decided on and used, a partner says its yes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from polypact.text.enums import Support
from tests.web.conftest import Visit
from tests.web.pages import connect, settled
from tests.web.stage import Chain

SUPPLIER = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc"
DAY = 86_400


@pytest.fixture(scope="module")
def chapter() -> str:
    return "earned"


def _pass(chain: Chain) -> None:
    """The others vote for the newest proposal, and its delay goes by."""
    proposal = chain.partnership.proposals()[-1]
    chain.travel_to(proposal.snapshot + 1)
    for person in ("northwind", "eastport"):
        if not chain.partnership.has_voted(proposal.id, chain.people[person].address):
            chain.acting(person).vote(proposal.id, Support.FOR)
    chain.travel_to(chain.partnership.proposal(proposal.id).executable_from)


def test_a_mandate_is_given_by_vote_and_used_by_a_form(visit: Visit, meet: Callable[..., Visit], chain: Chain) -> None:
    visit.with_wallet("eastport")
    page = settled(visit.open("proposals", "new", "give_mandate"))
    connect(page)
    page.get_by_label("Which account", exact=True).fill(chain.people["northwind"].address)
    page.get_by_label("Up to", exact=True).fill("0.5")
    page.get_by_label("Until", exact=True).fill("2028-01-01T00:00")
    page.get_by_label("What for", exact=True).fill("Small payments without a vote")
    expect(page.get_by_role("complementary")).to_contain_text("up to 0.5 ETH")
    page.get_by_role("button", name="Put it to the vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Small payments without a vote")
    _pass(chain)
    chain.acting("eastport").execute(chain.partnership.proposals()[-1])

    holder = meet()
    holder.with_wallet("northwind")
    page = settled(holder.open("terms"))
    connect(page)
    page.get_by_role("link", name="Use it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mandate 1")
    before = chain.node.web3.eth.get_balance(SUPPLIER)
    page.get_by_label("How much", exact=True).fill("0.6")
    page.get_by_label("To whom", exact=True).fill(SUPPLIER)
    expect(page.get_by_role("complementary")).to_contain_text("more than the mandate's limit has left")
    page.get_by_label("How much", exact=True).fill("0.4")
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("complementary")).to_contain_text("0.1 ETH")
    assert chain.node.web3.eth.get_balance(SUPPLIER) - before == 4 * 10**17


def test_a_partner_says_yes_to_what_lowers_its_own_shares(visit: Visit, chain: Chain) -> None:
    own = chain.partnership.actions
    westgate = chain.people["westgate"].address
    chain.acting("eastport").propose([own.set_shares(westgate, 15, 20)], "Westgate brings less")
    number = len(chain.partnership.proposals())
    visit.with_wallet("westgate")
    page = settled(visit.open())
    connect(page)
    waits = page.get_by_role("region", name="Waits for")
    expect(waits).to_contain_text(f"Say yes or no to proposal {number}")
    waits.get_by_role("link", name="Read and answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Westgate brings less")
    page.get_by_role("button", name="Say yes").first.click()
    expect(page.get_by_role("main")).to_contain_text("said yes, ")
    _pass(chain)
    chain.acting("eastport").execute(chain.partnership.proposals()[-1])
    assert chain.partnership.members.partner(westgate).weight == 15
