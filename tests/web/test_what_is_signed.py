"""What is signed is what was read: where a link, a kept draft, a token or an imitation could make the two differ."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from polypact.clients.partnership import Partnership
from tests.web.conftest import Visit
from tests.web.pages import connect, settled
from tests.web.site import Site
from tests.web.stage import Chain, NodeSession
from tests.web.test_founding import write
from tests.web.test_projects import _project

STRANGER = "0x" + "77" * 20
ANSWERS_ANYTHING = "0x600160005260206000f3"


@pytest.fixture
def chapter() -> str:
    return "earned"


def step(page: Page, name: str) -> None:
    page.locator(".steps").get_by_role("link", name=name, exact=True).click()


def test_a_payment_is_of_the_token_that_was_chosen(visit: Visit) -> None:
    visit.with_wallet("eastport")
    page = visit.open("proposals", "new", "pay")
    connect(page)
    page.get_by_label("How much", exact=True).fill("12.5")
    page.get_by_label("Token", exact=True).select_option(label="USDX")
    expect(page.get_by_label("Token", exact=True).locator("option:checked")).to_have_text("USDX")
    payee = visit.chain.people["supplier"].address
    page.get_by_label("To whom", exact=True).fill(payee)
    page.get_by_label("What for", exact=True).fill("One crane")
    aside = page.get_by_role("complementary")
    expect(aside).to_contain_text("Pay 12.5 USDX to")
    aside.get_by_role("button", name="Put it to the vote").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One crane")
    made = visit.chain.partnership.proposals()[-1]
    assert list(made.actions) == [visit.chain.partnership.actions.pay(payee, 12_500_000, visit.chain.usdx)]


def founding(visit: Visit, chain: Chain) -> Page:
    """All of it written; at the step of money."""
    page = visit.page
    page.goto(f"{visit.site}#/found")
    write(page, chain)
    step(page, "Money")
    return page


def test_what_a_founder_pays_in_is_of_the_token_that_was_chosen(meet: Callable[..., Visit], chain: Chain) -> None:
    visit = meet()
    visit.with_wallet("northwind")
    page = founding(visit, chain)
    page.get_by_label("Address of a token").fill(chain.usdx)
    page.get_by_role("button", name="Add it").click()
    token = page.get_by_label("Token", exact=True)
    token.select_option(label="USDX")
    expect(token.locator("option:checked")).to_have_text("USDX")
    page.get_by_role("button", name="Just what founders have to pay in").click()
    page.reload()  # what was kept is shown as the sum that it is
    expect(token.locator("option:checked")).to_have_text("USDX")
    expect(page.get_by_label("How much")).to_have_value("1.5")
    step(page, "Check")
    row = page.get_by_role("table", name="Who founds it").get_by_role("row").filter(has_text="Northwind Shipping GmbH")
    expect(row).to_contain_text("1.5 USDX")
    connect(page)
    page.get_by_role("button", name="Found Quay 9: #1 & Söhne").click()
    expect(page.locator("#main")).to_contain_text("is there, and waits for its founders.")
    address = str(page.locator(".link--whole a").first.get_attribute("href")).split(":")[-1].split("/")[0]
    made = Partnership(address, NodeSession(chain.node))
    assert made.members.required_of(chain.people["northwind"].address) == (chain.usdx, 1_500_000)
    visit.check()


def test_a_sum_of_a_token_that_tells_nothing_is_not_shown_as_one_of_ether(
    meet: Callable[..., Visit], chain: Chain
) -> None:
    visit = meet()
    wallet = visit.with_wallet("northwind")
    page = founding(visit, chain)
    page.evaluate(
        """token => {
          const draft = JSON.parse(localStorage.getItem('polypact.draft'));
          draft.founders[0].contributes.token = token;
          localStorage.setItem('polypact.draft', JSON.stringify(draft));
        }""",
        STRANGER,
    )
    page.reload()
    field = page.get_by_label("How much")
    expect(field).to_have_value("1500000000000000000")
    expect(page.get_by_label("Token", exact=True).locator("option:checked")).to_contain_text("smallest unit")
    step(page, "Check")
    row = page.get_by_role("table", name="Who founds it").get_by_role("row").filter(has_text="Northwind Shipping GmbH")
    expect(row).to_contain_text("1,500,000,000,000,000,000")
    expect(row).not_to_contain_text("ETH")
    assert wallet.sent == []


def test_nothing_is_founded_on_what_is_no_ecosystem_of_this_release(meet: Callable[..., Visit], chain: Chain) -> None:
    visit = meet()
    wallet = visit.with_wallet("northwind")
    page = founding(visit, chain)
    step(page, "Check")
    connect(page)
    main, button = page.locator("#main"), page.get_by_role("button", name="Found Quay 9")
    expect(main).to_contain_text("It will be at")
    expect(button).not_to_have_attribute("aria-disabled", "true")
    chain.node.rpc("anvil_setCode", STRANGER, ANSWERS_ANYTHING)
    field = page.get_by_label("Ecosystem", exact=True)
    ours = field.input_value()
    field.fill(STRANGER)
    expect(main).to_contain_text("What is there is no ecosystem of this release.")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(main).not_to_contain_text("It will be at")
    field.fill(chain.people["customer"].address)
    expect(main).to_contain_text("There is no ecosystem at this address.")
    expect(button).to_have_attribute("aria-disabled", "true")
    # Ours by its code, and of implementations that are not.
    field.fill(ours)
    expect(main).to_contain_text("It will be at")
    code = chain.node.rpc("eth_getCode", ours, "latest")
    chain.node.rpc("anvil_setCode", ours, code.replace(code[-64:], STRANGER[2:].rjust(64, "0")))
    chain.mine()
    expect(main).to_contain_text("What is there is no ecosystem of this release.", timeout=40_000)
    expect(button).to_have_attribute("aria-disabled", "true")
    assert wallet.sent == []


def test_what_was_said_of_one_ecosystem_is_not_told_of_the_next(meet: Callable[..., Visit], chain: Chain) -> None:
    """While the node is silent about it, nothing that it said of another one stands there, and nothing is sent."""
    visit = meet()
    visit.with_wallet("northwind")
    page = founding(visit, chain)
    step(page, "Check")
    connect(page)
    main = page.locator("#main")
    expect(main).to_contain_text("It will be at")

    def refuse(request: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
        if request["method"] != "eth_getCode" or request["params"][0].lower() != STRANGER:
            return answer
        return {"jsonrpc": "2.0", "id": request["id"], "error": {"code": -32000, "message": "no code"}}

    visit.node.lies.append(refuse)
    page.get_by_label("Ecosystem", exact=True).fill(STRANGER)
    expect(main).not_to_contain_text("It will be at")
    expect(main).to_contain_text("The chain is being asked.")
    expect(page.get_by_role("button", name="Found Quay 9")).to_have_attribute("aria-disabled", "true")


def test_another_account_founds_at_another_address(meet: Callable[..., Visit], chain: Chain) -> None:
    visit = meet()
    wallet = visit.with_wallet("northwind", "eastport")
    page = founding(visit, chain)
    step(page, "Check")
    connect(page)
    place = page.get_by_text("It will be at")
    expect(place).to_be_visible()
    before = place.inner_text()
    wallet.switch_account(chain.people["eastport"])
    page.get_by_role("button", name="I have looked").click()
    expect(place).to_be_visible()
    after = place.inner_text()
    assert after != before
    page.get_by_role("button", name="Found Quay 9").click()
    expect(page.locator("#main")).to_contain_text("is there, and waits for its founders.")
    address = str(page.locator(".link--whole a").first.get_attribute("href")).split(":")[-1].split("/")[0]
    assert address in after
    assert len(wallet.sent) == 1


def test_a_draft_of_another_chain_is_taken_here_without_its_addresses(meet: Callable[..., Visit], chain: Chain) -> None:
    visit = meet()
    visit.with_wallet("northwind")
    page = founding(visit, chain)
    page.evaluate(
        """stranger => {
          const draft = JSON.parse(localStorage.getItem('polypact.draft'));
          const other = {...draft, chainId: 5, ecosystem: stranger, tokens: [stranger]};
          localStorage.setItem('polypact.draft', JSON.stringify(other));
        }""",
        STRANGER,
    )
    page.reload()
    step(page, "Check")
    connect(page)
    main = page.locator("#main")
    expect(main).to_contain_text("This draft was written for chain 5.")
    expect(page.get_by_role("button", name="Found Quay 9")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="without those addresses").click()
    expect(main).to_contain_text("It will be at")
    kept = json.loads(page.evaluate("localStorage.getItem('polypact.draft')"))
    assert kept["chainId"] == chain.chain_id and kept["tokens"] == [] and kept["ecosystem"].lower() != STRANGER


# --- joining ---


def imitated(visit: Visit, chain: Chain) -> str:
    """A project that asks for 20 ether and runs other code than ours."""
    project = _project(chain).address
    node = chain.node
    proxy = node.rpc("eth_getCode", project, "latest")
    main = "0x" + proxy.removeprefix("0x363d3d373d3d3d363d73")[:40]
    code = bytes.fromhex(node.rpc("eth_getCode", main, "latest")[2:])
    old, new = b"governor: not executable", b"governor: not today, dear"[:24]
    at = code.index(old)
    other = "0x" + "1e" * 20
    node.rpc("anvil_setCode", other, "0x" + (code[:at] + new + code[at + len(new) :]).hex())
    node.rpc("anvil_setCode", project, proxy.replace(main[2:], other[2:]))
    return str(project)


def test_nobody_is_led_to_pay_into_an_imitation_of_a_project(visit: Visit, chain: Chain) -> None:
    project = imitated(visit, chain)
    wallet = visit.with_wallet("eastport")
    page = settled(visit.open("proposals", "new", "join"))
    connect(page)
    page.get_by_label("Which project", exact=True).fill(project)
    page.get_by_label("What for", exact=True).fill("Take part")
    expect(page.get_by_role("main")).to_contain_text("is not Polypact as this page knows it")
    aside = page.get_by_role("complementary")
    expect(aside).not_to_contain_text("20 ETH")
    expect(aside.get_by_role("button", name="Put it to the vote")).to_have_attribute("aria-disabled", "true")
    assert wallet.sent == []


def test_a_link_says_nothing_that_the_form_does_not_show(visit: Visit, chain: Chain) -> None:
    thief = chain.people["customer"].address
    part = {"project": thief, "name": "x", "actions": [{"target": thief, "value": str(10**18), "data": "0x"}]}
    visit.with_wallet("eastport")
    page = visit.page
    page.goto(f"{visit.address('proposals', 'new', 'join')}?project={thief}&part={json.dumps(part)}")
    connect(settled(page))
    page.get_by_label("What for", exact=True).fill("Take part")
    expect(page.get_by_role("main")).to_contain_text("There is nothing to do there")
    expect(page.get_by_role("complementary")).not_to_contain_text("Pay 1 ETH")


# --- what the page was told by who serves it ---


@pytest.mark.parametrize("late", ["now", "far ahead"])
def test_a_block_too_late_to_read_from_is_no_lie_of_the_nodes(
    visit: Visit, chain: Chain, late: str, built_page: Any
) -> None:
    venture = chain.partnership.address
    block = int(chain.node.rpc("eth_blockNumber"), 16) + (0 if late == "now" else 1_000_000)
    config = {
        "chainId": chain.chain_id,
        "node": visit.node.url,
        "partnerships": [{"address": venture, "name": "Harbour", "since": block}],
    }
    ours = Site(built_page, config)
    visit.hosts.append(ours.url)
    page = visit.page
    page.goto(visit.address().replace(visit.site, ours.url))
    expect(page.get_by_text("8 of 8 checks against the chain agree")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()
    chain.mine()
    page.wait_for_timeout(5_000)  # two beats
    expect(page.get_by_role("alert")).to_be_hidden()
    ours.close()
