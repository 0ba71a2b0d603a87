"""A browser, a chain, a node, the page and wallets for each test; README.md says how to use them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from polypact.page.site_config import SiteConfig
from tests.integration.conftest import need_node
from tests.web.chromium import launch_options, need_chromium
from tests.web.node_proxy import NodeProxy
from tests.web.site import PackageSite, build_page
from tests.web.stage import CHAIN, Chain, Theatre
from tests.web.traffic import Traffic
from tests.web.wallet import Wallet, install_binding

PATIENCE = 20_000
"""Milliseconds in which something has to be there: other tests run beside this one. Nothing is slept away."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    need_chromium()
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(**launch_options())
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    need_node()
    made = Theatre(tmp_path_factory.mktemp("theatre"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def built_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is tested is what stands in `web/`; POLYPACT_SITE names a page that was built already."""
    if built := os.environ.get("POLYPACT_SITE"):
        return Path(built)
    return build_page(tmp_path_factory.mktemp("page") / "site")


@pytest.fixture
def chapter() -> str:
    """Of the story; a test file that wants another one overrides this."""
    return "earned"


@pytest.fixture
def chain(theatre: Theatre, chapter: str) -> Iterator[Chain]:
    with theatre.chain(chapter) as told:
        yield told


@pytest.fixture(scope="session")
def _proxy() -> Iterator[NodeProxy]:
    made = NodeProxy("")
    yield made
    made.close()


@pytest.fixture
def node_proxy(_proxy: NodeProxy, chain: Chain) -> NodeProxy:
    """The node that the page is pointed at."""
    _proxy.reset(chain.node.uri)
    return _proxy


def site_config(chain: Chain, node: str, *parents: str) -> SiteConfig:
    """What `polypact page` says of the chain that it was started for."""
    return SiteConfig(
        CHAIN,
        node,
        node,
        chain.node.network,
        chain.partnership.address,
        parents,
        chain.story.deployments.path.parent,
    )


@dataclass
class Visit:
    """Somebody at a desk: a browser of their own (nothing kept from before), at one page of ours."""

    context: BrowserContext
    page: Page
    site: str
    chain: Chain
    node: NodeProxy
    traffic: Traffic
    bindings: dict[str, Wallet]
    wallets: list[Wallet] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    """Who may be asked besides the node and the page's server, like a page that has ours in a frame."""

    def with_wallet(self, *people: str, **options: Any) -> Wallet:
        """Installs a wallet with the keys of these people, before the page is opened."""
        wallet = Wallet(self.chain.node, [self.chain.people[name] for name in people], **options)
        return self.install(wallet)

    def install(self, wallet: Any) -> Any:
        wallet.join(self.context, self.bindings)
        self.wallets.append(wallet)
        return wallet

    def address(self, *path: str | int, of: str | None = None) -> str:
        """Where a view of the venture is, or of the partnership at `of`."""
        place = f"{self.chain.chain_id}:{of or self.chain.partnership.address}"
        return f"{self.site}#/{'/'.join(map(str, (place, *path)))}"

    def open(self, *path: str | int, of: str | None = None) -> Page:
        self.page.goto(self.address(*path, of=of))
        return self.page

    def check(self) -> None:
        """Nothing was asked of anybody but the node and the page's server, and nothing went wrong unseen."""
        self.traffic.check(self.site, self.node.url, *self.hosts)
        assert not self.traffic.dialogs
        assert not self.traffic.complaints, self.traffic.complaints


@pytest.fixture
def site(built_page: Path, chain: Chain, node_proxy: NodeProxy) -> Iterator[PackageSite]:
    served = PackageSite(built_page, site_config(chain, node_proxy.url))
    yield served
    served.close()


@pytest.fixture
def meet(browser: Browser, chain: Chain, node_proxy: NodeProxy, site: PackageSite) -> Iterator[Callable[..., Visit]]:
    """Makes a `Visit`; each is somebody else. What their pages asked of others fails the test at its end."""
    visits: list[Visit] = []

    def make(phone: bool = False, checked: bool = True, **options: Any) -> Visit:
        width, height = (390, 844) if phone else (1280, 900)
        settings = {"viewport": {"width": width, "height": height}, "locale": "en-GB", "timezone_id": "Europe/Berlin"}
        context = browser.new_context(**{**settings, **options})
        context.set_default_timeout(PATIENCE)
        traffic = Traffic()
        traffic.watch(context)
        bindings = install_binding(context)
        page = context.new_page()
        visit = Visit(context, page, site.url, chain, node_proxy, traffic, bindings)
        if checked:
            visits.append(visit)
        return visit

    yield make
    for visit in visits:
        if not any(context is visit.context for context in browser.contexts):
            continue
        visit.traffic.check(visit.site, visit.node.url, *visit.hosts)
        assert not visit.traffic.dialogs, visit.traffic.dialogs
        visit.context.close()


@pytest.fixture
def visit(meet: Callable[..., Visit]) -> Visit:
    return meet()


@pytest.fixture(autouse=True)
def _closed(browser: Browser) -> Iterator[None]:
    """No context outlives its test, also of one that failed."""
    yield
    for context in browser.contexts:
        context.close()
