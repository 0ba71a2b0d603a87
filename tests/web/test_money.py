"""What one earned and why, what is claimed, what customers pay, and a statement that adds up."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

from playwright.sync_api import Page, expect

from polypact.statement import build
from polypact.statement.report import csv_file
from polypact.text.enums import ETHER
from tests.web import looks
from tests.web.conftest import Visit
from tests.web.pages import connect, settled


def at_money(visit: Visit, person: str, *path: str) -> Page:
    visit.with_wallet(person)
    page = settled(visit.open("money", *path))
    connect(page)
    return page


def test_a_partner_claims_all_it_earned_at_once(visit: Visit) -> None:
    page = at_money(visit, "westgate")
    westgate, escrow = visit.chain.people["westgate"].address, visit.chain.partnership.revenue
    mine = page.get_by_role("region", name="Yours to claim now")
    ether, usdx = (escrow.claimable(token, westgate) for token in (ETHER, visit.chain.usdx))
    expect(mine).to_contain_text(f"{Decimal(ether).scaleb(-18).normalize():f} ETH")
    expect(mine).to_contain_text(f"{Decimal(usdx).scaleb(-6).normalize():,f} USDX")
    assert looks.findings(page) == []
    looks.shoot(page, "money")
    page.get_by_role("button", name="Claim both, in one transaction").click()
    expect(page.get_by_role("button", name="Claim both")).to_be_hidden()
    expect(page.get_by_role("region", name="So your part is")).to_contain_text(re.compile("To claim now *0 ETH"))
    assert [escrow.claimable(token, westgate) for token in (ETHER, visit.chain.usdx)] == [0, 0]
    assert len(visit.wallets[0].sent) == 1
    visit.check()


def test_the_statement_is_that_of_the_package_to_the_last_digit(visit: Visit, tmp_path: Path) -> None:
    page = settled(visit.open("money"))
    expect(page.get_by_text("It adds up to the last digit, and the chain says the same.")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Spreadsheet (CSV)").click()
    theirs = rows_of(saved.value.path())
    statement = build(visit.chain.partnership.revenue)
    csv_file.write_months(statement, tmp_path / "ours.csv", lambda account: account, visit.chain.story.tokens.at)
    ours = rows_of(tmp_path / "ours.csv")
    assert len(ours) > 10
    assert theirs == ours
    visit.check()


def rows_of(path: Path) -> list[dict[str, str]]:
    """What a table has; what accounts are called is the reader's own."""
    with path.open(newline="", encoding="utf-8-sig") as stream:
        return [{key: value for key, value in row.items() if key != "name"} for row in csv.DictReader(stream)]


def test_the_statement_is_saved_as_a_document(visit: Visit) -> None:
    page = settled(visit.open("money"))
    with page.expect_download() as saved:
        page.get_by_role("button", name="Document (PDF)").click()
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
    visit.check()


def test_a_lie_about_what_one_may_claim_is_told(visit: Visit) -> None:
    visit.node.lie("RevenueEscrow", "claimable", lambda amount: [amount + 10**18])
    page = at_money(visit, "westgate")
    expect(page.get_by_text("It adds up to the last digit, and the chain says the same.")).to_be_hidden()
    expect(page.get_by_role("main")).to_contain_text(re.compile("not|contradict", re.I))


def test_the_overview_of_everything_fits_a_phone(visit: Visit) -> None:
    page = settled(visit.open("money"))
    page.set_viewport_size({"width": 320, "height": 700})
    assert looks.sideways(page) == []
