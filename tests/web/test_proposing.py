"""Proposals are made by a form: what partners will read, by which rule they decide, what it would do, the wallet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from polypact.text.enums import ETHER
from tests.web.conftest import Visit
from tests.web.pages import connect
from tests.web.stage import Chain

ELBE = "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc"


@pytest.fixture(scope="module")
def chapter() -> str:
    return "earned"


def _fill(visit: Visit, label: str, text: str) -> None:
    visit.page.get_by_label(label, exact=True).fill(text)


def test_a_payment_is_put_to_the_vote_by_a_form(visit: Visit) -> None:
    visit.with_wallet("eastport")
    before = visit.chain.partnership.proposals()
    page = visit.open("proposals", "new", "pay")
    connect(page)
    aside = page.get_by_role("complementary")
    expect(aside.get_by_role("button", name="Put it to the vote")).to_have_attribute("aria-disabled", "true")
    _fill(visit, "How much", "0.4")
    _fill(visit, "To whom", ELBE)
    expect(aside).to_contain_text("Pay 0.4 ETH to")
    expect(aside).to_contain_text("it would succeed")
    expect(aside).to_contain_text("ordinary")
    _fill(visit, "What for", "Pay Elbe Survey Ltd for berth 4\nInvoice ES-118.")
    aside.get_by_role("button", name="Put it to the vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pay Elbe Survey Ltd for berth 4")
    made = visit.chain.partnership.proposals()[len(before) :]
    assert [(one.text, [(a.target, a.value, a.data) for a in one.actions]) for one in made] == [
        ("Pay Elbe Survey Ltd for berth 4\nInvoice ES-118.", [(ELBE, 4 * 10**17, b"")])
    ]
    visit.check()


def test_what_would_fail_is_told_before_anybody_votes(visit: Visit) -> None:
    visit.with_wallet("eastport")
    page = visit.open("proposals", "new", "pay")
    connect(page)
    _fill(visit, "How much", "4000")
    _fill(visit, "To whom", ELBE)
    aside = page.get_by_role("complementary")
    expect(aside).to_contain_text("it would fail")
    expect(aside).to_contain_text("The treasury has not so much ether.")


def test_what_cannot_be_read_is_told_beside_its_field(visit: Visit) -> None:
    page = visit.open("proposals", "new", "pay")
    for number, told in (("1.500,00", "write"), ("0.1234567890123456789", "too exact"), ("-1", "less than nothing")):
        _fill(visit, "How much", number)
        page.get_by_label("To whom", exact=True).focus()
        expect(page.get_by_role("main")).to_contain_text(told, ignore_case=True)
    _fill(visit, "To whom", ELBE.swapcase().replace("0X", "0x"))
    page.get_by_label("How much", exact=True).focus()
    expect(page.get_by_role("main")).to_contain_text("slip")


def test_who_may_not_propose_reads_why(meet: Callable[..., Visit], chain: Chain) -> None:
    visit = meet()
    chain.people["stranger"] = chain.person("stranger")
    wallet = visit.with_wallet("stranger")
    page = visit.open("proposals", "new", "set_reserve")
    connect(page)
    page.get_by_label("Share", exact=True).fill("4%")
    page.get_by_label("What for", exact=True).fill("Less")
    expect(page.get_by_role("complementary")).to_contain_text("no partner here")
    assert wallet.sent == []


def test_several_actions_are_one_proposal_and_name_who_gains(visit: Visit) -> None:
    visit.with_wallet("northwind")
    page = visit.open("proposals", "new", "set_reserve")
    connect(page)
    page.get_by_label("Share", exact=True).fill("4%")
    page.get_by_label("Something else in the same proposal").select_option(label="Change how contributions are repaid")
    page.get_by_role("button", name="Add it").click()
    page.get_by_label("How", exact=True).select_option(label="In their order")
    _fill(visit, "What for", "Less for the treasury, contributions in their order")
    page.get_by_role("checkbox", name="Southbank Haulage SARL").check()
    page.get_by_role("button", name="Put it to the vote").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Less for the treasury")
    made = visit.chain.partnership.proposals()[-1]
    own = visit.chain.partnership.actions
    assert list(made.actions) == [own.set_reserve(400), own.set_recoupment(1)]
    assert made.description.endswith(f"\n#proposer={visit.chain.people['northwind'].address}")
    assert made.text == "Less for the treasury, contributions in their order"
    assert ETHER not in [action.target for action in made.actions]
