"""The main job from beginning to end by the page alone: three companies with three wallets, and a customer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from polypact.clients.ecosystem import Ecosystem
from polypact.clients.partnership import Partnership
from polypact.text.enums import ETHER
from tests.web import looks
from tests.web.conftest import Visit
from tests.web.pages import connect, settled
from tests.web.stage import NodeSession

DOCUMENT = "# Quay Nine\n\nWe build a quay together and share what it earns by units.\n"
FOUNDERS = {"northwind": ("Northwind", "40"), "eastport": ("Eastport", "35"), "westgate": ("Westgate", "25")}


@pytest.fixture
def chapter() -> str:
    return "in force"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "quay-nine.md"
    path.write_text(DOCUMENT)
    return path


def fill_in(visit: Visit, document: Path) -> Page:
    """The form as three founders would have it, at its last step."""
    page = visit.page
    page.goto(f"{visit.site}#/found")
    connect(page)
    page.get_by_label("Name of the partnership").fill("Quay Nine")
    for number, (person, (name, _)) in enumerate(FOUNDERS.items(), 1):
        if number > 2:
            page.get_by_role("button", name="Add a founder").click()
        page.get_by_label(f"Name of founder {number}").fill(name)
        page.get_by_role("combobox", name="Account").nth(number - 1).fill(visit.chain.people[person].address)
    page.get_by_role("link", name="Next: Shares").click()
    for number, (_, votes) in enumerate(FOUNDERS.values()):
        page.get_by_label("Votes", exact=True).nth(number).fill(votes)
    page.get_by_role("button", name="Units like votes").click()
    expect(page.get_by_text("100 of at most 125 votes.")).to_be_visible()
    page.get_by_role("link", name="Next: How you decide").click()
    page.get_by_role("link", name="Next: Money").click()
    page.get_by_role("link", name="Next: Terms").click()
    page.get_by_label("The terms as a file").first.set_input_files(str(document))
    page.get_by_role("link", name="Next: Check").click()
    return page


def found(visit: Visit, document: Path) -> Partnership:
    ecosystem = Ecosystem(visit.chain.story.ecosystem, NodeSession(visit.chain.node))
    before = len(ecosystem.partnerships())
    page = fill_in(visit, document)
    expect(page.get_by_text("your transaction would succeed")).to_be_visible()
    assert looks.findings(page) == []
    looks.shoot(page, "found-check")
    page.get_by_role("button", name="Found Quay Nine").click()
    expect(page.get_by_role("button", name="Found Quay Nine")).to_be_hidden()
    expect(page.get_by_role("main").get_by_text("founded").first).to_be_visible()
    made = ecosystem.partnerships()
    assert len(made) == before + 1
    return Partnership(made[-1], NodeSession(visit.chain.node))


def test_from_a_form_to_money_in_three_wallets(meet: Callable[..., Visit], document: Path) -> None:
    visits = {person: meet() for person in (*FOUNDERS, "customer")}
    for person, visit in visits.items():
        visit.with_wallet(person)
    first = visits["northwind"]
    chain = first.chain

    quay = found(first, document)
    assert quay.members.name == "Quay Nine"

    for person, (_, votes) in FOUNDERS.items():
        visit = visits[person]
        page = settled(visit.open("accept", of=quay.address))
        if person != "northwind":  # whose browser has document and wallet from founding it
            connect(page)
            page.get_by_label("The document as a file").first.set_input_files(str(document))
        page.get_by_role("checkbox", name="We have read the terms").check()
        page.get_by_role("button", name=f"Accept for {votes} votes and {votes} units").click()
        expect(page.get_by_role("button", name="Accept for")).to_be_hidden()
    expect(page.get_by_text("Quay Nine is in force.", exact=True)).to_be_visible()
    assert quay.members.phase.name == "IN_FORCE"

    chain.node.rpc("anvil_setBalance", quay.address, hex(10 * 10**18))
    page = first.open("proposals", "new", "pay", of=quay.address)
    page.get_by_label("How much").fill("1.5")
    page.get_by_role("combobox", name="To whom").fill(chain.people["supplier"].address)
    page.get_by_label("What for").fill("Pay Crane Supplies for the piles")
    page.get_by_role("button", name="Put it to the vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pay Crane Supplies for the piles")
    proposal = quay.proposals()[-1]

    chain.travel_to(proposal.snapshot + 1)
    for person in ("northwind", "eastport"):
        page = visits[person].open("proposals", 1, of=quay.address)
        page.get_by_role("radio", name=re.compile("^For")).check()
        page.get_by_role("button", name="Vote for").click()
        expect(page.get_by_text("Counted: For")).to_be_visible()

    chain.travel_to(quay.proposals()[-1].executable_from)
    page = visits["westgate"].open("proposals", 1, of=quay.address)
    page.get_by_role("button", name="Carry it out").click()
    expect(page.get_by_text("Carried out", exact=True).first).to_be_visible()
    assert quay.proposals()[-1].state.name == "EXECUTED"

    customer = visits["customer"]
    page = settled(customer.open("money", "pay", of=quay.address))
    connect(page)
    page.get_by_label("How much").fill("10")
    page.get_by_role("button", name=re.compile("^Pay")).click()
    expect(page.get_by_text("In a block.").first).to_be_visible()
    page.wait_for_timeout(2_500)
    assert quay.revenue.balance(ETHER) == 10 * 10**18

    for person in FOUNDERS:
        account = chain.people[person].address
        before = chain.node.web3.eth.get_balance(account)
        page = visits[person].open("money", of=quay.address)
        if person == "northwind":
            page.get_by_role("button", name=re.compile("split", re.I)).first.click()
            expect(page.get_by_role("button", name=re.compile("^Claim"))).to_be_visible()
        page.get_by_role("button", name=re.compile("^Claim")).first.click()
        mine = page.get_by_role("region", name="So your part is")
        expect(mine).to_contain_text(re.compile("To claim now *0 ETH"))
        assert chain.node.web3.eth.get_balance(account) > before + 10**18
    expect(page.get_by_text("It adds up to the last digit, and the chain says the same.")).to_be_visible()
    for visit in visits.values():
        visit.check()


def test_the_form_says_what_is_missing_and_offers_the_file(visit: Visit, document: Path) -> None:
    visit.with_wallet("northwind")
    page = fill_in(visit, document)
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile("YAML|file", re.I)).first.click()
    text = saved.value.path().read_text()
    assert "Quay Nine" in text
    assert visit.chain.people["eastport"].address in text
    page.reload()
    expect(page.get_by_role("region", name="Quay Nine")).to_be_visible()  # kept in this browser
    visit.check()
