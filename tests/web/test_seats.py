"""Seats through the page: signed without a fee and sent on, moved to another account, left; newer terms accepted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from eth_abi.abi import encode
from eth_utils.crypto import keccak
from playwright.sync_api import Page, expect

from tests.integration.conftest import ROOT
from tests.web import looks
from tests.web.conftest import Visit
from tests.web.stage import Chain

TERMS = ROOT / "examples" / "joint-venture-terms.md"
DAY = 86_400
DEAL = "(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256)"


@pytest.fixture
def chapter(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", "earned"))


def come(meet: Callable[..., Visit], person: str, *path: str | int) -> tuple[Visit, Page]:
    """Somebody with a wallet, at a view."""
    visit = meet()
    visit.with_wallet(person)
    page = visit.open(*path)
    page.get_by_role("button", name="Connect a wallet").click()
    page.get_by_role("button", name="Test Wallet").click()
    return visit, page


def hand_over(page: Page, document: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(document)
    expect(page.locator("#main").get_by_text("This is the document to be signed")).to_be_visible()


@pytest.mark.parametrize("chapter", ["forming"], indirect=True)
def test_an_acceptance_is_signed_without_a_fee_and_sent_by_somebody_else(meet: Callable[..., Visit]) -> None:
    _, page = come(meet, "northwind", "accept")
    hand_over(page, TERMS)
    page.get_by_role("checkbox").check()
    page.get_by_text("Sign only, without a fee").click()
    page.get_by_role("button", name="Sign the acceptance").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    signed = Path(download.value.path()).read_text()

    _, other = come(meet, "supplier", "accept")
    other.get_by_role("link", name="Northwind Shipping GmbH").click()
    expect(other.get_by_role("heading", name="Accept the terms for Northwind Shipping GmbH")).to_be_visible()
    other.get_by_text("Send on what somebody has signed").click()
    other.get_by_label("or paste what is in it").fill(signed.replace('"weight": 40', '"weight": 41'))
    expect(other.locator("#main")).to_contain_text("Nothing was signed. Load the page anew")
    other.get_by_label("or paste what is in it").fill(signed)
    other.get_by_role("button", name="Send the acceptance of").click()
    expect(other.locator("#main")).to_contain_text("Northwind Shipping GmbH has accepted.")


def test_a_seat_moves_to_an_account_that_accepts_all_that_it_has(meet: Callable[..., Visit], chain: Chain) -> None:
    _, page = come(meet, "northwind", "partners", 0)
    page.get_by_label("To which account").fill(chain.people["eastport"].address)
    expect(page.locator("#main")).to_contain_text("is or was on the roster")
    page.get_by_label("To which account").fill(chain.people["supplier"].address)
    page.get_by_role("button", name="Offer the seat").click()
    expect(page.locator("#main")).to_contain_text("who may take it from")

    visit, taker = come(meet, "supplier", "partners", 0)
    expect(taker.locator("#main")).to_contain_text("The other partners may still refuse it.")
    chain.travel_to(chain.now() + 7 * DAY)
    hand_over(taker, TERMS)
    taker.get_by_role("checkbox", name="take over this seat").check()
    taker.get_by_role("button", name="Take the seat").click()
    expect(taker.locator("#main")).to_contain_text("Move the seat")
    assert chain.partnership.members.partner(chain.people["supplier"].address).seat == 0
    assert not looks.findings(taker) and not looks.sideways(taker)
    visit.check()


def test_a_partner_leaves_after_notice_and_reads_what_it_takes_along(meet: Callable[..., Visit], chain: Chain) -> None:
    _, page = come(meet, "eastport", "partners", 1)
    expect(page.locator("#main")).to_contain_text("You leave after notice. Give it first.")
    page.get_by_role("button", name="Give notice").click()
    expect(page.locator("#main")).to_contain_text("The notice is running.")
    chain.travel_to(chain.now() + 61 * DAY)
    page.get_by_role("checkbox", name="We want to leave").check()
    page.get_by_role("button", name="Leave now").click()
    expect(page.locator("#main")).to_contain_text("Has left")
    assert chain.partnership.members.partner(chain.people["eastport"].address).status.name == "LEFT"


def test_newer_terms_are_accepted_with_their_changes(meet: Callable[..., Visit], chain: Chain, tmp_path: Path) -> None:
    newer = tmp_path / "terms-2.md"
    newer.write_bytes(TERMS.read_bytes() + b"\n## Annex 2\n")
    amend(chain, keccak(newer.read_bytes()))
    _, page = come(meet, "eastport", "accept")
    expect(page.locator("#main")).to_contain_text("Version 2 is in force; you have accepted version 1.")
    changes = page.get_by_role("table", name="What changes for you")
    for words, turn in (("60 days of notice", "better"), ("its part of 25%", "worse"), ("125 units", "worse")):
        expect(changes.get_by_role("row").filter(has_text=words)).to_contain_text(turn)
    hand_over(page, newer)
    page.get_by_role("checkbox", name="what changes").check()
    page.get_by_role("button", name="Accept version 2").click()
    expect(page.locator("#main")).to_contain_text("Eastport Terminals Ltd has accepted version 2.")


def amend(chain: Chain, terms_hash: bytes) -> None:
    """What a vote would do, done by the partnership's own account."""
    kinds = ["bytes32", "string", "uint256", DEAL, "(address,uint256,uint256)[]"]
    deal = (30 * DAY, 2_000, 0, 200, 125, 1_000, 1_000, DAY, 30, 45)
    data = keccak(text=f"amend_terms({','.join(kinds)})")[:4] + encode(kinds, [terms_hash, "", 20 * DAY, deal, []])
    address = chain.partnership.address
    chain.node.rpc("anvil_impersonateAccount", address)
    call = {"from": address, "to": address, "data": "0x" + data.hex(), "gas": hex(2_000_000), "gasPrice": hex(10**9)}
    sent = chain.node.rpc("eth_sendTransaction", call)
    assert chain.node.rpc("eth_getTransactionReceipt", sent)["status"] == "0x1"
