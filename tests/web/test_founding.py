"""A partnership founded by the form: written, checked, saved as a file that the commands read, deployed, accepted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from polypact.spec.model import load_spec
from tests.integration.conftest import ROOT
from tests.web import looks
from tests.web.conftest import Visit
from tests.web.stage import Chain

TERMS = ROOT / "examples" / "joint-venture-terms.md"
FOUNDERS = (("Northwind Shipping GmbH", "northwind"), ("Société Générale des Quais", "eastport"), ("yes", "westgate"))


@pytest.fixture
def chapter() -> str:
    return "in force"


def go_on(page: Page) -> None:
    page.get_by_role("link", name="Next:").click()


def write(page: Page, chain: Chain) -> None:
    """All steps but the last."""
    page.get_by_label("Name of the partnership").fill("Quay 9: #1 & Söhne")
    page.get_by_role("button", name="Add a founder").click()
    for number, (name, person) in enumerate(FOUNDERS):
        page.get_by_label(f"Name of founder {number + 1}").fill(name)
        page.get_by_label("Account").nth(number).fill(chain.people[person].address)
    go_on(page)
    for number, (votes, units) in enumerate((("40", "50"), ("35", "30"), ("25", "20"))):
        page.get_by_label("Votes", exact=True).nth(number).fill(votes)
        page.get_by_label("Units of income").nth(number).fill(units)
    expect(page.locator("#main")).to_contain_text("100 of at most 125 votes.")
    go_on(page)
    page.get_by_role("radio", name="Nothing important without everybody").check()
    expect(page.get_by_role("table", name="So it decides")).to_contain_text("all votes are for it")
    page.get_by_role("radio", name="Big and small together").check()
    page.get_by_role("button", name="Promise something").click()
    page.get_by_label("Before what").select_option("Admission of partners")
    page.get_by_label("Who is asked").select_option(FOUNDERS[1][0])
    page.get_by_label("Days to answer").fill("90")
    expect(page.locator("#main")).to_contain_text("are too many for the class constitutional, which decides on it")
    page.get_by_label("Days to answer").fill("10")
    go_on(page)
    page.get_by_role("checkbox", name="Northwind Shipping GmbH has to pay something in").check()
    page.get_by_label("How much").fill("1.5")
    page.get_by_role("radio", name="Yes, to all in proportion").check()
    page.get_by_label("Reserve", exact=False).first.fill("5")
    page.get_by_label("Address of a token").fill(chain.usdx)
    page.get_by_role("button", name="Add it").click()
    go_on(page)
    page.locator("input[type=file]").first.set_input_files(TERMS)
    expect(page.locator("#main")).to_contain_text("joint-venture-terms.md is read")
    go_on(page)


def test_a_partnership_is_founded_by_the_form(meet: Callable[..., Visit], chain: Chain, tmp_path: Path) -> None:
    visit = meet()
    visit.with_wallet("northwind")
    page = visit.page
    page.goto(f"{visit.site}#/found")
    write(page, chain)
    expect(page.locator("#main")).to_contain_text("Nothing is wrong with it.")
    promised = "Admitting a partner: Société Générale des Quais can stop it and has 10 days to answer."
    expect(page.locator("#main")).to_contain_text(promised)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#main")).to_contain_text(chain.usdx)
    assert not looks.sideways(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    with page.expect_download() as download:
        page.get_by_role("button", name="Save quay-9-1-sohne.yaml").click()
    (tmp_path / TERMS.name).write_bytes(TERMS.read_bytes())
    download.value.save_as(tmp_path / "spec.yaml")
    spec = load_spec(tmp_path / "spec.yaml", chain.now())

    page.get_by_role("button", name="Connect a wallet").click()
    page.get_by_role("button", name="Test Wallet").click()
    expect(page.locator("#main")).to_contain_text("It will be at")
    page.reload()  # the draft and the moment its times are counted from are kept
    page.get_by_role("button", name="Found Quay 9: #1 & Söhne").click()
    expect(page.locator("#main")).to_contain_text("is there, and waits for its founders.")
    expect(page.locator("#main")).to_contain_text("Nothing binds anybody until all three have accepted.")
    assert not looks.findings(page) and not looks.sideways(page)
    links = page.locator(".link--whole a")
    assert links.count() == len(spec.founders) == 3

    first = str(links.first.get_attribute("href"))
    page.locator(".link--whole a").first.click()
    promises = page.get_by_role("region", name="What was promised")
    expect(promises).to_contain_text("admission: Société Générale des Quais")
    page.locator("nav").get_by_role("link", name="Overview").first.click()
    expect(page.locator("#main")).to_contain_text("It was promised to ask Société Générale des Quais about a matter")
    page.locator("nav").get_by_role("link", name="Terms").first.click()
    versions = page.get_by_role("region", name="Every version, and who accepted it")
    expect(versions).to_contain_text("Nobody has accepted it")
    expect(versions.get_by_role("table")).to_have_count(0)

    page.goto(first)
    expect(page.get_by_role("heading", name="Accept the terms for Northwind Shipping GmbH")).to_be_visible()
    expect(page.locator("#main")).to_contain_text("Your acceptance counts only once 1.5 ETH are paid in.")
    page.locator("input[type=file]").first.set_input_files(TERMS)  # it is kept for one visit only
    page.get_by_role("button", name="Pay it in").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Accept for 40 votes and 50 units").click()
    expect(page.locator("#main")).to_contain_text("Northwind Shipping GmbH has accepted.")
    page.locator("nav").get_by_role("link", name="Terms").first.click()
    promises = page.get_by_role("region", name="What was promised")
    expect(promises).to_contain_text("Société Générale des Quais")
    expect(promises).to_contain_text("can stop it, and has 10 days to answer; a vote ends it with 90 days' notice")
    visit.check()


def test_what_the_form_finds_wrong_is_said_beside_its_field_and_at_the_end(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.site}#/found")
    page.get_by_label("Name of founder 1").fill("\u041darbour")
    page.get_by_label("Account").first.fill("0x1234")
    page.keyboard.press("Tab")
    expect(page.locator("#main")).to_contain_text("mixes letters that look alike, Cyrillic and Latin; take one kind")
    expect(page.locator("#main")).to_contain_text("has 4 digits after 0x")
    page.locator(".steps").get_by_role("link", name="How you decide").click()
    page.get_by_role("button", name="Promise something").click()
    expect(page.locator("#main")).to_contain_text("Founders stand here once their accounts are written")
    page.locator(".steps").get_by_role("link", name="Check").click()
    expect(page.locator("#main")).to_contain_text("founders[0].account not an address: 0x1234 has 4 digits after 0x")
    expect(page.locator("#main")).to_contain_text("name the document: `file` (beside the spec), `uri`, or both")
    assert not looks.findings(page) and not looks.sideways(page)
