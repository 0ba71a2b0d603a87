"""The company's wallet: found, connected, changed under the page's feet."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from tests.web import extension_wallet, looks
from tests.web.conftest import Visit
from tests.web.pages import connect, settled
from tests.web.safes import SafeHouse, SafeWallet
from tests.web.site import PackageSite
from tests.web.stage import Chain
from tests.web.wallet import Wallet


def test_a_partner_connects_and_sees_what_waits(visit: Visit) -> None:
    visit.with_wallet("westgate")
    page = settled(visit.open())
    connect(page)
    expect(page.get_by_role("region", name="Waits for")).to_contain_text("Claim")
    visit.check()


def test_t59_who_says_no_is_asked_again_when_they_want(visit: Visit) -> None:
    wallet = visit.with_wallet("northwind")
    wallet.will("reject")
    page = settled(visit.open())
    page.get_by_role("button", name="Connect a wallet").click()
    page.get_by_role("button", name="Test Wallet").click()
    expect(page.get_by_text("You said no in the wallet. Nothing was sent.")).to_be_visible()
    page.get_by_role("button", name="Test Wallet").click()
    expect(page.get_by_role("button", name="Connected as Northwind Shipping GmbH")).to_be_visible()


def test_t59_a_wallet_that_does_not_answer_can_be_given_up(visit: Visit) -> None:
    wallet = visit.with_wallet("northwind")
    wallet.will("hold")
    page = settled(visit.open())
    page.get_by_role("button", name="Connect a wallet").click()
    page.get_by_role("button", name="Test Wallet").click()
    expect(page.get_by_text("Asked. Answer in the wallet")).to_be_visible()
    page.get_by_role("button", name="Stop waiting").click()
    expect(page.get_by_text("Asked. Answer")).to_be_hidden()
    page.get_by_role("button", name="Test Wallet").click()
    expect(page.get_by_role("button", name="Connected as Northwind Shipping GmbH")).to_be_visible()
    wallet.reject_held()  # the old question changes nothing any more
    page.wait_for_timeout(200)
    expect(page.get_by_role("button", name="Connected as Northwind Shipping GmbH")).to_be_visible()


def test_no_wallet_is_told_and_all_is_readable(visit: Visit) -> None:
    page = settled(visit.open())
    page.get_by_role("button", name="Connect a wallet").click()
    expect(page.get_by_role("dialog")).to_contain_text("This browser has no wallet that says so.")
    assert looks.findings(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Connect a wallet")).to_be_focused()


def test_of_several_wallets_one_is_chosen_and_none_is_asked_before(visit: Visit) -> None:
    first = visit.with_wallet("northwind", name="First", is_legacy=True)
    second = visit.with_wallet("eastport", name="Second")
    page = settled(visit.open())
    connect(page, "Second")
    expect(page.get_by_role("button", name="Connected as Eastport Terminals Ltd")).to_be_visible()
    assert not first.asked("eth_requestAccounts")
    assert len(second.asked("eth_requestAccounts")) == 1


def test_two_wallets_of_one_name_are_told_apart(visit: Visit) -> None:
    visit.with_wallet("northwind", name="MetaMask", rdns="io.metamask")
    visit.with_wallet("customer", name="MetaMask", rdns="example.evil")
    page = settled(visit.open())
    page.get_by_role("button", name="Connect a wallet").click()
    expect(page.get_by_role("dialog").get_by_text("another has the same name").first).to_be_visible()


def test_who_is_no_partner_is_told_so(visit: Visit) -> None:
    visit.with_wallet("customer")
    page = settled(visit.open())
    connect(page)
    expect(page.get_by_role("main")).to_contain_text("is no partner here")


def test_a_connection_is_kept_over_a_reload_without_asking(visit: Visit) -> None:
    wallet = visit.with_wallet("northwind")
    page = settled(visit.open())
    connect(page)
    page.reload()
    settled(page)
    expect(page.get_by_role("button", name="Connected as Northwind Shipping GmbH")).to_be_visible()
    assert len(wallet.asked("eth_requestAccounts")) == 1


def test_t58_the_account_changes_in_the_wallet(visit: Visit) -> None:
    wallet = visit.with_wallet("northwind", "eastport")
    page = settled(visit.open())
    connect(page)
    wallet.switch_account(visit.chain.people["eastport"])
    expect(page.get_by_role("button", name="Connected as Eastport Terminals Ltd")).to_be_visible()
    wallet.switch_account(None)
    expect(page.get_by_role("button", name="Connect a wallet")).to_be_visible()


def test_t58_who_disconnects_is_forgotten(visit: Visit) -> None:
    visit.with_wallet("northwind")
    page = settled(visit.open())
    connect(page)
    page.get_by_role("button", name="Connected as").click()
    page.get_by_role("button", name="Disconnect").click()
    expect(page.get_by_role("button", name="Connect a wallet")).to_be_visible()
    page.reload()
    settled(page)
    expect(page.get_by_role("button", name="Connect a wallet")).to_be_visible()


def test_t58_the_wrong_chain_is_told_and_one_press_away(visit: Visit) -> None:
    wallet = visit.with_wallet("northwind", chain=1)
    page = settled(visit.open())
    connect(page)
    page.get_by_role("button", name="Connected as").click()
    expect(page.get_by_text("your wallet on Ethereum")).to_be_visible()
    wallet.will("reject")
    page.get_by_role("button", name="Switch to").click()
    expect(page.get_by_text("You said no in the wallet.")).to_be_visible()
    page.get_by_role("button", name="Switch to").click()
    expect(page.get_by_text("your wallet on Ethereum")).to_be_hidden()
    assert wallet.chain == visit.chain.chain_id


def test_a_wallet_that_does_not_know_the_chain_is_offered_it(visit: Visit) -> None:
    wallet = visit.with_wallet("northwind", chain=1)
    wallet.chains = {1}
    page = settled(visit.open())
    connect(page)
    page.get_by_role("button", name="Connected as").click()
    page.get_by_role("button", name="Switch to").click()
    expect(page.get_by_text("your wallet on Ethereum")).to_be_hidden()
    (added,) = wallet.asked("wallet_addEthereumChain")
    assert added[0]["chainId"] == hex(visit.chain.chain_id)
    assert wallet.chain == visit.chain.chain_id


def test_a_safe_is_recognised(visit: Visit) -> None:
    chain = visit.chain
    visit.install(found_safe(chain))
    page = settled(visit.open())
    connect(page, "Safe")
    page.get_by_role("button", name="Connected as").click()
    expect(page.get_by_role("dialog")).to_contain_text("You sign with a Safe. 2 of its 2 owners must confirm.")


def found_safe(chain: Chain) -> SafeWallet:
    officers = [chain.people["officer-1"], chain.people["officer-2"]]
    house = SafeHouse.deploy(chain.node, chain.people["relayer"])
    return SafeWallet(chain.node, officers, safe=house.found(officers, chain.people["relayer"]), house=house)


def test_a_partner_connects_by_an_extension(
    playwright: Playwright, chain: Chain, site: PackageSite, tmp_path: Path
) -> None:
    wallet = Wallet(chain.node, [chain.people["northwind"]])
    with extension_wallet.browser_with_extension(playwright, tmp_path, wallet) as context:
        page: Page = context.new_page()
        page.goto(f"{site.url}#/{chain.chain_id}:{chain.partnership.address}")
        settled(page)
        page.get_by_role("button", name="Connect a wallet").click()
        with context.expect_page() as opened:
            page.get_by_role("button", name="Test extension").click()
        extension_wallet.decide(context, opened.value, yes=True)
        expect(page.get_by_role("button", name="Connected as Northwind Shipping GmbH")).to_be_visible()
