"""What stories do on every view, by the words that a reader sees."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def settled(page: Page) -> Page:
    """Waits until a partnership is read."""
    expect(page.get_by_text("checks against the chain agree")).to_be_visible()
    return page


def connect(page: Page, wallet: str = "Test Wallet") -> None:
    """Connects a wallet by the button in the head of the page."""
    page.get_by_role("button", name="Connect a wallet").click()
    page.get_by_role("dialog").get_by_role("button", name=wallet).click()
    expect(page.get_by_role("button", name="Connected as")).to_be_visible()
