"""A project under a sponsor: the sponsor takes its part by one decision that is made in the page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from demo.project import SPEC
from polypact.clients.partnership import Partnership
from polypact.decisions.taking_part import part_to_take
from polypact.spec import load_spec
from polypact.spec.launch import spin_up
from polypact.text.enums import Phase, Support
from tests.web.conftest import Visit
from tests.web.pages import connect, settled
from tests.web.stage import Chain, NodeSession

ETHER = 10**18


@pytest.fixture
def chapter() -> str:
    return "earned"


def _project(chain: Chain) -> Partnership:
    """Elm Cranes spins it up for both and accepts; the venture is asked for 20 ether and offered 10% of the income."""
    people, story = chain.people, chain.story
    westgate, elm = (NodeSession(chain.node, people[name]) for name in ("westgate", "elm"))
    westgate.send(chain.partnership.address, b"", 25 * ETHER)
    accounts = {"harbour": chain.partnership.address, "elm": people["elm"].address}
    spec = load_spec(SPEC).with_accounts(accounts)
    about = (story.deployments, spec.name, story.ecosystem, spec, SPEC)
    made, _ = spin_up(elm, *about, str, is_partnership=lambda address: bool(address == chain.partnership.address))
    project = Partnership(made.partnership, elm)
    project.members.accept(spec.terms_document())
    return project


def _carry_out(chain: Chain, proposal: Any) -> None:
    chain.travel_to(proposal.snapshot + 1)
    for person in ("northwind", "eastport"):
        chain.acting(person).vote(proposal.id, Support.FOR)
    chain.travel_to(chain.partnership.proposal(proposal.id).executable_from)
    chain.acting("eastport").execute(chain.partnership.proposal(proposal.id))


def test_a_sponsor_takes_its_part_in_a_project_by_one_decision(visit: Visit, chain: Chain) -> None:
    project = _project(chain)
    wanted = part_to_take(project, chain.partnership.address)
    assert len(wanted.actions) == 3
    visit.with_wallet("eastport")
    page = settled(visit.open("proposals", "new", "join"))
    connect(page)
    page.get_by_label("Which project", exact=True).fill(project.address)
    aside = page.get_by_role("complementary")
    expect(aside).to_contain_text("20 ETH")
    expect(aside).to_contain_text("it would succeed")
    page.get_by_label("What for", exact=True).fill("Take part in the quay crane project")
    aside.get_by_role("button", name="Put it to the vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take part in the quay crane project")
    proposal = chain.partnership.proposals()[-1]
    assert list(proposal.actions) == list(wanted.actions)

    _carry_out(chain, proposal)
    assert project.members.phase == Phase.IN_FORCE
    page = settled(visit.open("projects"))
    expect(page.get_by_role("main")).to_contain_text("Quay Crane Project")
    expect(page.get_by_role("main")).to_contain_text("10%")
    visit.check()


def test_who_is_asked_nothing_has_nothing_to_do(visit: Visit, chain: Chain) -> None:
    page = settled(visit.open("proposals", "new", "join"))
    page.get_by_label("Which project", exact=True).fill(chain.partnership.address)
    page.get_by_label("What for", exact=True).focus()
    expect(page.get_by_role("main")).to_contain_text("There is nothing to do there")
    page.get_by_label("Which project", exact=True).fill(chain.people["elm"].address)
    page.get_by_label("What for", exact=True).focus()
    expect(page.get_by_role("main")).to_contain_text("There is nothing to do there")
