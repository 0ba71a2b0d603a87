"""What a reader takes along from a proposal: on paper, in a calendar, in the clipboard, and read aloud."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import Visit
from tests.web.pages import connect, settled
from tests.web.stage import Chain
from tests.web.test_voting import TITLE, put

LACKING = 10**24


@pytest.fixture
def chapter() -> str:
    return "in force"


def at_proposal(visit: Visit) -> Page:
    page = settled(visit.open("proposals", 1))
    expect(page.get_by_role("region", name="What it does")).to_contain_text("it would succeed")
    return page


def test_who_has_the_link_reads_whether_it_would_succeed(visit: Visit) -> None:
    """Without a seat and without a wallet: what it does, if the votes that are missing come."""
    put(visit.chain)
    does = at_proposal(visit).get_by_role("region", name="What it does: 1 thing")
    expect(does).to_contain_text("Assuming the vote passes.")
    expect(does).to_contain_text("What it would move")
    assert visit.wallets == []
    visit.check()


def test_on_paper_all_of_it_stands_and_no_button(visit: Visit) -> None:
    proposal = put(visit.chain)
    page = at_proposal(visit)
    calldata = "0x" + bytes(proposal.actions[0].data).hex() if proposal.actions[0].data else proposal.actions[0].target
    page.emulate_media(media="print")
    assert page.get_by_role("main").get_by_role("button").count() == 0
    assert page.get_by_role("navigation").count() == 0
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("Raw call, as the wallet and the chain see it").first).to_be_hidden()
    expect(page.get_by_text(calldata).locator("visible=true").first).to_be_visible()  # one click away on a screen
    expect(page.get_by_role("contentinfo")).to_contain_text("As of")
    page.goto(visit.address("money", "statement"))
    expect(page.get_by_role("main").get_by_role("table").first).to_be_visible()
    assert page.get_by_role("main").get_by_role("button").count() == 0


def test_its_dates_go_into_a_calendar(visit: Visit) -> None:
    proposal = put(visit.chain)
    page = at_proposal(visit)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Calendar file").click()
    text = saved.value.path().read_bytes().decode().replace("\r\n ", "")
    assert f"DTSTART:{datetime.fromtimestamp(proposal.deadline, UTC):%Y%m%dT%H%M%SZ}" in text
    assert "Voting on proposal 1 closes\r\n" in text
    assert visit.address("proposals", 1) in text


def test_an_address_is_copied_whole_and_heard_by_four_digits(visit: Visit) -> None:
    put(visit.chain)
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = at_proposal(visit)
    supplier = visit.chain.people["supplier"].address
    does = page.get_by_role("region", name="What it does")
    does.get_by_role("button", name=re.compile("^Copy the address")).first.click()
    assert page.evaluate("navigator.clipboard.readText()") == supplier
    for view in ((), ("proposals", 1), ("partners",), ("partners", 1), ("money",), ("terms",), ("projects",)):
        page.goto(visit.address(*view))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_timeout(400)
        heard = re.sub(r"- /url: .*", "", page.get_by_role("main").aria_snapshot())
        assert not re.findall(r"0x[0-9a-fA-F]{40}\b", heard), (view, heard)


def test_by_the_keyboard_alone_a_ballot_is_cast(visit: Visit) -> None:
    put(visit.chain)
    visit.with_wallet("northwind")
    page = at_proposal(visit)
    connect(page)
    page.get_by_role("link", name="All proposals").focus()
    reach(page, page.get_by_role("radio", name=re.compile("^For")).first)
    page.keyboard.press("Space")
    button = page.get_by_role("button", name="Vote for")
    reach(page, button)
    expect(button).not_to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("40 of the 40 needed")


def reach(page: Page, wanted: Locator) -> None:
    """Goes on by the tab key until it has the focus."""
    for _ in range(80):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the tab key does not lead to {wanted}")


def test_what_would_fail_takes_a_deliberate_second_step_to_be_voted_for(visit: Visit) -> None:
    pay_more_than_there_is(visit.chain)
    visit.with_wallet("northwind")
    page = settled(visit.open("proposals", 1))
    connect(page)
    expect(page.get_by_role("region", name="What it does")).to_contain_text("it would fail")
    page.get_by_role("radio", name=re.compile("^For")).check()
    button = page.get_by_role("button", name="Vote for")
    expect(button).to_have_attribute("aria-disabled", "true")
    page.get_by_role("radio", name=re.compile("^Against")).check()
    expect(page.get_by_role("button", name="Vote against")).not_to_have_attribute("aria-disabled", "true")
    page.get_by_role("radio", name=re.compile("^For")).check()
    page.get_by_role("checkbox", name=re.compile("I have read why it would fail")).check()
    expect(button).not_to_have_attribute("aria-disabled", "true")


def pay_more_than_there_is(chain: Chain) -> None:
    own = chain.partnership.actions
    chain.acting("eastport").propose([own.pay(chain.people["supplier"].address, LACKING)], "More than there is")
    chain.travel_to(chain.partnership.proposals()[-1].snapshot + 1)


def test_the_foot_says_how_old_the_newest_block_is(visit: Visit) -> None:
    page = settled(visit.open())
    expect(page.get_by_role("contentinfo")).not_to_contain_text("hours")
    page.clock.set_system_time(visit.chain.now() + 2 * 3_600 + 60)
    page.reload()
    settled(page)
    expect(page.get_by_role("contentinfo")).to_contain_text(re.compile("2 hours.* old"))


def test_a_wallet_is_asked_nothing_but_what_is_its(visit: Visit) -> None:
    """Who is there, on which chain, what it can do, and to sign: all that is shown comes from the node."""
    put(visit.chain)
    wallet = visit.with_wallet("northwind")
    page = at_proposal(visit)
    connect(page)
    page.get_by_role("radio", name=re.compile("^For")).check()
    page.get_by_role("button", name="Vote for").click()
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("40 of the 40 needed")
    own = {
        "eth_requestAccounts",
        "eth_accounts",
        "eth_chainId",
        "wallet_getCapabilities",
        "eth_sendTransaction",
        "wallet_revokePermissions",
    }
    assert {method for method, _ in wallet.log} <= own
