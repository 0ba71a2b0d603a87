"""Founders read the document, compare it with the chain, and accept it for their shares."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from demo.story import SPEC
from tests.web import looks
from tests.web.conftest import Visit
from tests.web.pages import connect, settled

DOCUMENT = SPEC.parent / "joint-venture-terms.md"


@pytest.fixture
def chapter() -> str:
    return "forming"


def ready(visit: Visit) -> Page:
    """At the view where one accepts, with the wallet connected."""
    page = settled(visit.open("accept"))
    connect(page)
    return page


def give(page: Page, document: Path) -> None:
    page.get_by_label("The document as a file").first.set_input_files(str(document))


def accept(page: Page, shares: str) -> None:
    page.get_by_role("checkbox", name="We have read the terms").check()
    page.get_by_role("button", name=f"Accept for {shares}").click()


def test_three_founders_accept_and_the_venture_is_in_force(meet: Callable[..., Visit]) -> None:
    northwind, eastport = meet(), meet()
    northwind.with_wallet("northwind")
    eastport.with_wallet("eastport")
    venture = northwind.chain.partnership
    page = ready(northwind)
    expect(page.get_by_text("2 other founders have not accepted yet.")).to_be_visible()
    give(page, DOCUMENT)
    expect(page.get_by_text("This is the document to be signed").first).to_be_visible()
    expect(page.get_by_role("heading", name="Harbour Joint Venture: standard terms")).to_be_visible()
    assert looks.findings(page) == []
    looks.shoot(page, "accept")
    accept(page, "40 votes and 40 units")
    expect(page.get_by_text("Northwind Shipping GmbH has accepted.").first).to_be_visible()
    assert venture.members.acceptances()[northwind.chain.people["northwind"].address][0] == 1

    northwind.chain.story._accept_by_wallet()  # Southbank, whose two officers sign elsewhere
    other = ready(eastport)
    expect(other.get_by_text("You are the last")).to_be_visible()
    give(other, DOCUMENT)
    accept(other, "35 votes and 35 units")
    expect(other.get_by_text("Harbour Joint Venture is in force.", exact=True)).to_be_visible()
    assert venture.members.phase.name == "IN_FORCE"
    expect(page.get_by_text("Harbour Joint Venture is in force.", exact=True)).to_be_visible()
    northwind.check()
    eastport.check()


def test_t61_another_document_cannot_be_accepted(visit: Visit, tmp_path: Path) -> None:
    visit.with_wallet("northwind")
    page = ready(visit)
    forged = tmp_path / "joint-venture-terms.md"
    forged.write_bytes(DOCUMENT.read_bytes().replace(b"60 days", b"90 days", 1) + b" ")
    give(page, forged)
    expect(page.get_by_text("This is not the document named on chain")).to_be_visible()
    expect(page.get_by_text("Harbour Joint Venture: standard terms")).to_be_hidden()
    expect(page.get_by_role("checkbox", name="We have read the terms")).to_be_disabled()
    button = page.get_by_role("button", name="Accept for 40 votes and 40 units")
    expect(button.or_(page.get_by_text("It cannot be accepted")).first).to_be_visible()
    if button.count():
        button.click(force=True)
    page.wait_for_timeout(300)
    assert not visit.wallets[0].asked("eth_sendTransaction")


def test_t61_a_lie_about_the_hash_makes_no_other_document_the_agreement(visit: Visit, tmp_path: Path) -> None:
    from eth_utils import keccak

    forged = tmp_path / "terms.md"
    forged.write_bytes(DOCUMENT.read_bytes() + b"All is Eastport's.")
    visit.with_wallet("northwind")
    visit.node.lie("Partnership", "current_terms", lambda terms: [(terms[0], keccak(forged.read_bytes()), *terms[2:])])
    page = visit.open("accept")
    expect(page.get_by_role("alert").first).to_contain_text("Sign nothing.")
    connect(page)
    give(page, forged)
    page.wait_for_timeout(500)
    expect(page.get_by_role("button", name="Accept for")).to_be_hidden()


def test_a_founder_takes_its_acceptance_back(visit: Visit) -> None:
    visit.with_wallet("northwind")
    page = ready(visit)
    give(page, DOCUMENT)
    accept(page, "40 votes and 40 units")
    page.get_by_role("button", name="Take the acceptance back").click()
    expect(page.get_by_text("2 other founders have not accepted yet. You have until").first).to_be_visible()
    assert visit.chain.partnership.members.partner(visit.wallets[0].address).accepted_version == 0


def test_t59_who_says_no_in_the_wallet_has_accepted_nothing(visit: Visit) -> None:
    wallet = visit.with_wallet("northwind")
    page = ready(visit)
    give(page, DOCUMENT)
    wallet.will("reject")
    accept(page, "40 votes and 40 units")
    expect(page.get_by_text("You said no in the wallet. Nothing was sent.").first).to_be_visible()
    page.get_by_role("button", name="Accept for 40 votes and 40 units").click()
    expect(page.get_by_text("Northwind Shipping GmbH has accepted.").first).to_be_visible()


def test_one_who_is_not_invited_is_told_so(visit: Visit) -> None:
    visit.with_wallet("customer")
    page = ready(visit)
    expect(page.get_by_role("main")).to_contain_text("Your account is not on the roster")
    expect(page.get_by_role("button", name="Accept for")).to_be_hidden()
