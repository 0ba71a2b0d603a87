"""A partner reads a proposal, votes on it, or signs a ballot that somebody else sends, and has it carried out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from polypact.text.enums import Support
from tests.web import looks
from tests.web.conftest import Visit
from tests.web.pages import connect, settled
from tests.web.stage import Chain

ETHER = 10**18
TITLE = "Pay Crane Supplies for the first two cranes, invoice CS-0417"


@pytest.fixture
def chapter() -> str:
    return "in force"


def put(chain: Chain, opened: bool = True) -> Any:
    """Eastport proposes to pay a supplier; the vote is open."""
    own = chain.partnership.actions
    chain.acting("eastport").propose([own.pay(chain.people["supplier"].address, ETHER)], f"{TITLE}\n\nThey are here.")
    proposal = chain.partnership.proposals()[-1]
    if opened:
        chain.travel_to(proposal.snapshot + 1)
    return proposal


def at_proposal(visit: Visit, wallet: str = "Test Wallet") -> Page:
    page = settled(visit.open("proposals", 1))
    connect(page, wallet)
    return page


def tally(chain: Chain) -> tuple[int, int, int]:
    proposal = chain.partnership.proposals()[-1]
    return proposal.votes_for, proposal.votes_against, proposal.votes_abstain


def reached(page: Page, step: str) -> None:
    """Waits until what was sent is at this step."""
    expect(page.get_by_role("list", name="Your transaction").get_by_text(f"{step} (now)")).to_be_visible()


def choose(page: Page, side: str = "For") -> None:
    page.get_by_role("radio", name=re.compile(f"^{side}")).check()


def vote_for(page: Page) -> None:
    choose(page)
    page.get_by_role("button", name="Vote for").click()


def test_a_partner_votes_and_sees_it_counted(visit: Visit) -> None:
    put(visit.chain)
    visit.with_wallet("northwind")
    page = at_proposal(visit)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("region", name="What it does")).to_contain_text("Pay 1 ETH to")
    expect(page.get_by_role("region", name="What it does")).to_contain_text("it would succeed")
    assert not page.get_by_role("radio", checked=True).count()  # nothing is preselected
    choose(page)
    page.get_by_role("textbox", name="Your reason").fill("We need them by May.")
    assert looks.findings(page) == []
    looks.shoot(page, "vote")
    page.get_by_role("button", name="Vote for").click()
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("40 of the 40 needed")
    expect(page.get_by_role("region", name="Who voted")).to_contain_text("We need them by May.")
    assert tally(visit.chain) == (40, 0, 0)
    visit.check()


def test_a_vote_that_was_cast_elsewhere_is_counted_meanwhile(visit: Visit) -> None:
    proposal = put(visit.chain)
    visit.with_wallet("northwind")
    page = at_proposal(visit)
    visit.chain.acting("eastport").vote(proposal.id, Support.AGAINST, "too dear")
    expect(page.get_by_role("region", name="Who voted")).to_contain_text("too dear")
    vote_for(page)
    expect(page.get_by_role("region", name="How it stands")).to_contain_text(re.compile("40 for *35 against"))
    assert tally(visit.chain) == (40, 35, 0)


# --- what can go wrong on the way ---


def test_a_vote_that_waits_in_the_wallet_and_is_refused(visit: Visit) -> None:
    put(visit.chain)
    wallet = visit.with_wallet("northwind")
    page = at_proposal(visit)
    wallet.will("hold")
    vote_for(page)
    reached(page, "Confirm in your wallet.")
    wallet.reject_held()
    expect(page.get_by_text("You said no in the wallet. Nothing was sent.").first).to_be_visible()
    assert tally(visit.chain) == (0, 0, 0)


def test_a_vote_that_is_under_way_is_kept_over_a_reload_and_never_sent_twice(visit: Visit) -> None:
    put(visit.chain)
    wallet = visit.with_wallet("northwind")
    page = at_proposal(visit)
    with visit.chain.without_blocks():
        vote_for(page)
        reached(page, "Sent. You may close this page.")
        page.reload()
        reached(page, "Sent. You may close this page.")
        expect(page.get_by_text("Vote for: proposal 1")).to_be_visible()  # among others it says what it is about
        expect(page.get_by_role("button", name="Vote for")).to_be_hidden()
        visit.chain.mine()
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("40 of the 40 needed")
    assert len(wallet.asked("eth_sendTransaction")) == 1


def test_a_vote_that_is_sped_up_in_the_wallet_counts(visit: Visit) -> None:
    put(visit.chain)
    wallet = visit.with_wallet("northwind")
    page = at_proposal(visit)
    with visit.chain.without_blocks():
        vote_for(page)
        reached(page, "Sent. You may close this page.")
        expect(page.get_by_text("The node has not seen it yet")).to_be_hidden()
        wallet.speed_up(wallet.sent[-1])
        visit.chain.mine()
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("40 of the 40 needed")
    assert tally(visit.chain) == (40, 0, 0)


def test_a_vote_that_is_called_off_in_the_wallet_is_told(visit: Visit) -> None:
    put(visit.chain)
    wallet = visit.with_wallet("northwind")
    page = at_proposal(visit)
    with visit.chain.without_blocks():
        vote_for(page)
        reached(page, "Sent. You may close this page.")
        expect(page.get_by_text("The node has not seen it yet")).to_be_hidden()
        wallet.call_off(wallet.sent[-1])
        visit.chain.mine()
    expect(page.get_by_text("It was called off in the wallet. Nothing was done.").first).to_be_visible()
    assert tally(visit.chain) == (0, 0, 0)


def test_a_vote_that_the_chain_refuses_is_told_with_the_reason(visit: Visit) -> None:
    proposal = put(visit.chain)
    wallet = visit.with_wallet("northwind")
    page = at_proposal(visit)
    wallet.will("hold")
    vote_for(page)
    reached(page, "Confirm in your wallet.")
    visit.chain.acting("northwind").vote(proposal.id, Support.AGAINST)  # by another of its devices
    wallet.gas = 300_000
    wallet.confirm_held()
    expect(page.get_by_text("The chain refused it:").first).to_be_visible()
    assert tally(visit.chain) == (0, 40, 0)


def test_the_account_changes_while_one_decides(visit: Visit) -> None:
    put(visit.chain)
    wallet = visit.with_wallet("northwind", "eastport")
    page = at_proposal(visit)
    choose(page)
    wallet.switch_account(visit.chain.people["eastport"])
    expect(page.get_by_text("The wallet is now Eastport Terminals Ltd. Look again before you sign.")).to_be_visible()
    assert not page.get_by_role("radio", checked=True).count()
    choose(page)
    expect(page.get_by_role("button", name="Vote for")).to_be_hidden()
    page.get_by_role("button", name="I have looked").click()
    page.get_by_role("button", name="Vote for").click()
    expect(page.get_by_role("region", name="Who voted: 1 of 3")).to_be_visible()
    assert tally(visit.chain) == (35, 0, 0)


def test_the_wallet_is_on_another_chain(visit: Visit) -> None:
    put(visit.chain)
    wallet = visit.with_wallet("northwind", chain=1)
    page = at_proposal(visit)
    expect(page.get_by_text("your wallet on Ethereum").first).to_be_visible()
    page.get_by_role("button", name="Switch to").first.click()
    expect(page.get_by_text("your wallet on Ethereum").first).to_be_hidden()
    vote_for(page)
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("40 of the 40 needed")
    assert not wallet.astray


def test_the_wallet_changes_its_chain_while_it_asks(visit: Visit) -> None:
    put(visit.chain)
    wallet = visit.with_wallet("northwind")
    page = at_proposal(visit)
    choose(page)
    wallet.is_without_events = True
    wallet.chain = 1  # without a word
    page.get_by_role("button", name="Vote for").click()
    expect(page.get_by_text("The wallet is on Ethereum, and this is on").first).to_be_visible()
    assert not wallet.astray
    assert not wallet.asked("eth_sendTransaction")


def test_a_node_that_lies_about_the_tally_gets_nobody_to_sign(visit: Visit) -> None:
    put(visit.chain)
    visit.with_wallet("northwind")
    visit.node.lie("Partnership", "proposal_tally", lambda tally: [(tally[0] + 5, *tally[1:])])
    page = at_proposal(visit)
    expect(page.get_by_role("alert").first).to_contain_text("Sign nothing.")
    expect(page.get_by_role("button", name="Vote for")).to_be_hidden()


# --- by signature ---


def test_a_ballot_is_signed_without_a_fee_and_sent_by_somebody_else(meet: Callable[..., Visit], tmp_path: Path) -> None:
    voter, relayer = meet(), meet()
    put(voter.chain)
    wallet = voter.with_wallet("northwind")
    page = at_proposal(voter)
    choose(page)
    page.get_by_role("button", name="Sign only, without a fee").click()
    page.get_by_role("button", name="Sign: For").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile("^Save")).first.click()
    assert len(wallet.asked("eth_signTypedData_v4")) == 1
    assert not wallet.asked("eth_sendTransaction")
    assert tally(voter.chain) == (0, 0, 0)
    ballot = tmp_path / saved.value.suggested_filename
    saved.value.save_as(ballot)

    relayer.with_wallet("relayer")
    other = settled(relayer.open("proposals", "signed"))
    connect(other)
    other.get_by_label("Open files").first.set_input_files(ballot)
    other.get_by_role("button", name=re.compile("^Send")).last.click()
    expect(page.get_by_role("region", name="How it stands")).to_contain_text("40 of the 40 needed")
    assert tally(voter.chain) == (40, 0, 0)
    assert len(relayer.wallets[0].sent) == 1


# --- what becomes of it ---


def test_what_passed_is_carried_out_by_anybody(visit: Visit) -> None:
    proposal = put(visit.chain)
    for name in ("northwind", "eastport"):
        visit.chain.acting(name).vote(proposal.id, Support.FOR)
    proposal = visit.chain.partnership.proposals()[-1]
    visit.chain.travel_to(proposal.executable_from)
    visit.with_wallet("customer")
    page = at_proposal(visit)
    page.get_by_role("button", name="Carry it out").click()
    expect(page.get_by_text("Carried out", exact=True).first).to_be_visible()
    assert visit.chain.partnership.proposals()[-1].state.name == "EXECUTED"
    visit.check()
