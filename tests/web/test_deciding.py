"""What is said to a proposal besides a ballot: yes, no, staying out, through somebody else, against what passed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from eth_utils import keccak
from playwright.sync_api import Page, expect

from polypact.capabilities.actions import Action
from polypact.text.enums import ProposalState, Role, Support
from tests.web import looks
from tests.web.conftest import Visit
from tests.web.pages import connect, settled
from tests.web.stage import Chain

ETHER = 10**18
_CREATED = (
    "0x"
    + bytes(
        keccak(text="ProposalCreated(uint256,address,address[],uint256[],string[],bytes[],uint256,uint256,string)")
    ).hex()
)


@pytest.fixture
def chapter() -> str:
    return "in force"


def put(chain: Chain, actions: list[Action], title: str, by: str = "eastport") -> Any:
    """Somebody proposes, and the vote is open."""
    chain.acting(by).propose(actions, title)
    proposal = chain.partnership.proposals()[-1]
    chain.travel_to(proposal.snapshot + 1)
    return proposal


def newest(chain: Chain) -> Any:
    return chain.partnership.proposals()[-1]


def at_newest(visit: Visit) -> Page:
    page = settled(visit.open("proposals", newest(visit.chain).number))
    connect(page)
    return page


def test_a_partner_says_yes_to_what_lowers_its_own_share(visit: Visit) -> None:
    chain = visit.chain
    northwind = chain.people["northwind"].address
    proposal = put(chain, [chain.partnership.actions.set_shares(northwind, 30, 30)], "Northwind gives ten units back")
    visit.with_wallet("northwind")
    page = at_newest(visit)
    needs = page.get_by_role("region", name="Whose yes it needs")
    expect(needs).to_contain_text("has not said yes")
    does = page.get_by_role("region", name="What it does")
    expect(does).to_contain_text("consent is given by Northwind Shipping GmbH")
    expect(does.get_by_role("row", name="Northwind Shipping GmbH you")).to_contain_text("40%33.33…%")
    page.get_by_role("button", name="Say yes to this").click()
    expect(needs.get_by_text("said yes", exact=True)).to_be_visible()
    assert chain.partnership.read("consent_of", proposal.id, northwind) == 1
    expect(page.get_by_role("button", name="Say yes to this")).to_be_hidden()
    visit.check()


def test_who_is_paid_stays_out_and_may_contest_that(visit: Visit) -> None:
    chain = visit.chain
    put(chain, [chain.partnership.actions.pay(chain.people["northwind"].address, ETHER)], "Pay Northwind for the pilot")
    visit.with_wallet("northwind")
    page = at_newest(visit)
    expect(page.get_by_text("You stay out of this vote")).to_be_visible()
    stands = page.get_by_role("region", name="How it stands")
    expect(stands).to_contain_text("0 of the 24 needed")  # 40% of the 60 of the others
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="Vote all the same").click()
    expect(stands).to_contain_text("0 of the 40 needed")
    expect(stands).to_contain_text("contests that")
    page.get_by_role("radio", name=re.compile("^For")).check()
    page.get_by_role("button", name="Vote for").click()
    expect(stands).to_contain_text("40 of the 40 needed")
    assert newest(chain).votes_for == 40


def test_a_partner_overrules_its_representative(meet: Callable[..., Visit]) -> None:
    agent, partner = meet(), meet()
    chain = agent.chain
    chain.acting("northwind").write("name_representative", chain.people["customer"].address)
    put(chain, [chain.partnership.actions.pay(chain.people["supplier"].address, ETHER)], "Pay the supplier")
    agent.with_wallet("customer")
    page = at_newest(agent)
    expect(page.get_by_role("heading", name="The vote of Northwind Shipping GmbH")).to_be_visible()
    page.get_by_role("radio", name=re.compile("^For")).check()
    page.get_by_role("button", name="Vote for").click()
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("40 of the 40 needed")
    partner.with_wallet("northwind")
    own = at_newest(partner)
    expect(own.get_by_text("Your own ballot takes the place of that one.")).to_be_visible()
    own.get_by_role("radio", name=re.compile("^Against")).check()
    own.get_by_role("button", name="Vote against").click()
    voted = own.get_by_role("region", name="Who voted")
    expect(voted).to_contain_text("Against, 40")
    expect(voted).to_contain_text("Its own ballot took the place of its representative")
    expect(page.get_by_role("region", name="Who voted")).to_contain_text("Against, 40")
    assert (newest(chain).votes_for, newest(chain).votes_against) == (0, 40)


def test_what_passed_is_stopped_by_an_objection_and_put_again(visit: Visit) -> None:
    chain = visit.chain
    proposal = put(chain, [chain.partnership.actions.pay(chain.people["supplier"].address, ETHER)], "Pay the supplier")
    for name in ("northwind", "eastport"):
        chain.acting(name).vote(proposal.id, Support.FOR)
    steering = next(
        name
        for name in ("northwind", "eastport")
        if Role.STEERING in chain.partnership.members.partner(chain.people[name].address).role
    )
    chain.travel_to(newest(chain).deadline + 1)
    visit.with_wallet(steering)
    page = at_newest(visit)
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("it passed")
    page.get_by_role("button", name="Object").click()
    page.get_by_role("textbox", name="Why you object").fill("The invoice is a copy.")
    page.get_by_role("button", name="Object").click()
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("it passed and was stopped")
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("The invoice is a copy.")
    assert looks.findings(page) == []
    page.get_by_role("button", name="Put it again").click()
    page.get_by_role("link", name="All proposals").click()
    expect(page.get_by_role("button", name="All (2)")).to_be_visible()
    again = newest(chain)
    assert again.number == proposal.number + 1
    assert again.put_again
    assert chain.partnership.proposal(proposal.id).state == ProposalState.CANCELED


def test_a_ballot_with_its_reason_travels_in_a_link(meet: Callable[..., Visit]) -> None:
    voter, relayer = meet(permissions=["clipboard-read", "clipboard-write"]), meet()
    chain = voter.chain
    put(chain, [chain.partnership.actions.pay(chain.people["supplier"].address, ETHER)], "Pay the supplier")
    voter.with_wallet("northwind")
    page = at_newest(voter)
    page.get_by_role("radio", name=re.compile("^For")).check()
    page.get_by_role("textbox", name="Your reason").fill("They came in time.")
    page.get_by_role("button", name="Sign only, without a fee").click()
    page.get_by_role("button", name="Sign: For").click()
    page.get_by_role("button", name="Copy a link for who sends it in").click()
    link: str = page.evaluate("navigator.clipboard.readText()")
    relayer.with_wallet("relayer")
    relayer.page.goto(link)
    other = settled(relayer.page)
    connect(other)
    expect(other.get_by_text("It would count.")).to_be_visible()
    other.get_by_role("button", name="Send 1 in").click()
    expect(other.get_by_text("It has been sent in, and counts.")).to_be_visible()
    expect(page.get_by_role("region", name="Who voted")).to_contain_text("They came in time.")
    assert newest(chain).votes_for == 40


def test_a_proposal_whose_id_does_not_follow_from_it_cannot_be_voted_on(visit: Visit) -> None:
    chain = visit.chain
    proposal = put(chain, [chain.partnership.actions.pay(chain.people["supplier"].address, ETHER)], "Pay the supplier")
    visit.with_wallet("northwind")
    payee, other = (chain.people[name].address[2:].lower() for name in ("supplier", "customer"))
    visit.node.lie_in_logs(_CREATED, lambda log: {**log, "data": log["data"].replace(payee, other)})
    page = settled(visit.open("proposals", proposal.number))
    connect(page)
    expect(page.get_by_text("does not follow from what it shows")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
