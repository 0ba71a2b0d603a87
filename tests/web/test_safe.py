"""A partner whose wallet is a real Safe of two owners: through a provider, and with the page in the Safe's own site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.web.conftest import Visit, site_config
from tests.web.pages import connect, settled
from tests.web.safes import SafeApps, SafeHouse, SafeWallet
from tests.web.site import PackageSite, Site
from tests.web.stage import Chain
from tests.web.test_voting import choose


@pytest.fixture
def chapter() -> str:
    return "in force"


@pytest.fixture
def safe(chain: Chain) -> SafeWallet:
    """Eastport's seat has moved to a Safe, which votes with 35."""
    officers = [chain.people["officer-1"], chain.people["officer-2"]]
    house = SafeHouse.deploy(chain.node, chain.people["relayer"])
    made = SafeWallet(chain.node, officers, safe=house.found(officers, chain.people["relayer"]), house=house)
    chain.acting("eastport").members.offer_seat(made.address)
    chain.travel_to(chain.now() + 8 * 86_400)
    members = chain.partnership.members
    offer = members.seat_conditions(chain.people["eastport"].address)
    number = made.put(members.address, 0, members.encode("take_seat", chain.people["eastport"].address, offer.abi()))
    made.confirm(number, officers[1])
    assert members.partner(made.address).weight == 35
    return made


def put_by_northwind(chain: Chain) -> int:
    own = chain.partnership.actions
    chain.acting("northwind").propose([own.pay(chain.people["supplier"].address, 10**18)], "Pay Crane Supplies")
    proposal = chain.partnership.proposals()[-1]
    chain.travel_to(proposal.snapshot + 1)
    return int(proposal.id)


def test_a_safe_votes_when_its_second_owner_has_confirmed(visit: Visit, safe: SafeWallet) -> None:
    put_by_northwind(visit.chain)
    visit.install(safe)
    page = settled(visit.open("proposals", 1))
    connect(page, "Safe")
    choose(page)
    expect(page.get_by_text("2 of its 2 owners must confirm").first).to_be_visible()
    page.get_by_role("button", name="Vote for").click()
    expect(page.get_by_text("Waits in the Safe for 2 confirmations.").first).to_be_visible()
    expect(page.get_by_text("Worked out here from what you read, and it agrees.")).to_be_visible()
    assert visit.chain.partnership.proposals()[-1].votes_for == 0
    (number,) = [each for each in safe.transactions if safe.transactions[each].executed_in is None]
    page.reload()
    settled(page)
    expect(page.get_by_text("Waits in the Safe for 2 confirmations.").first).to_be_visible()
    safe.confirm(number, visit.chain.people["officer-2"])
    expect(page.get_by_role("region", name="Who voted: 1 of 3")).to_be_visible()
    assert visit.chain.partnership.proposals()[-1].votes_for == 35
    visit.check()


@pytest.fixture
def framed(visit: Visit, safe: SafeWallet, tmp_path: Path, site: PackageSite) -> Iterator[tuple[Page, FrameLocator]]:
    """The page in the frame of the Safe's site, at the venture's first proposal."""
    put_by_northwind(visit.chain)
    apps = SafeApps(safe, visit.context)
    parent = Site(tmp_path)
    (tmp_path / "index.html").write_text(apps.page(visit.address("proposals", 1)))
    visit.hosts.append(parent.url)
    site.tell(site_config(visit.chain, visit.node.url, parent.url.rstrip("/")))
    visit.page.goto(parent.url)
    yield visit.page, visit.page.frame_locator("iframe")
    parent.close()


def test_the_page_votes_as_an_app_of_the_safe(
    visit: Visit, safe: SafeWallet, framed: tuple[Page, FrameLocator]
) -> None:
    _, app = framed
    expect(app.get_by_text("checks against the chain agree")).to_be_visible()
    expect(app.get_by_role("button", name="Connected as")).to_be_visible()
    app.get_by_role("radio").first.check()
    app.get_by_role("button", name="Vote for").click()
    expect(app.get_by_text("1 of 2 confirmed").first).to_be_visible()
    (number,) = [each for each in safe.transactions if safe.transactions[each].executed_in is None]
    safe.confirm(number, visit.chain.people["officer-2"])
    expect(app.get_by_role("region", name="Who voted: 1 of 3")).to_be_visible()
    assert visit.chain.partnership.proposals()[-1].votes_for == 35


def test_a_site_that_was_not_named_cannot_show_the_page(visit: Visit, tmp_path: Path) -> None:
    parent = Site(tmp_path)
    visit.hosts.append(parent.url)
    try:
        (tmp_path / "index.html").write_text(f'<iframe src="{visit.address()}" width="900" height="700"></iframe>')
        visit.page.goto(parent.url)
        visit.page.wait_for_timeout(1_000)
        assert "Harbour" not in visit.page.frames[-1].content()
    finally:
        parent.close()
