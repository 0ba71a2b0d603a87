"""What strangers write is shown as text, by its bytes where it is none, and never obeyed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.web import hostile, looks
from tests.web.conftest import Visit
from tests.web.haunted import Haunted, haunt
from tests.web.pages import connect, settled
from tests.web.stage import Chain

BYTES = [*(text.encode() for text in hostile.TEXTS), *hostile.BROKEN_BYTES]


@pytest.fixture
def chapter() -> str:
    return "forming"


@pytest.fixture
def haunted(chain: Chain) -> Iterator[Haunted]:
    yield haunt(chain, BYTES)


VIEWS = ((), ("proposals",), ("money",), ("partners",), ("partners", 0), ("terms",), ("projects",), ("history",))


def opened(visit: Visit, haunted: Haunted, *path: str | int) -> Page:
    page = settled(visit.open(*path, of=haunted.partnership.address))
    page.wait_for_timeout(300)  # what loads late is there
    return page


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: "-".join(map(str, path)) or "overview")
def test_t60_no_view_obeys_what_strangers_wrote(visit: Visit, haunted: Haunted, path: tuple[str | int, ...]) -> None:
    visit.with_wallet("northwind")
    page = opened(visit, haunted, *path)
    hostile.check_unharmed(page)
    connect(page)
    page.wait_for_timeout(300)
    hostile.check_unharmed(page)
    expect(page.get_by_role("alert")).to_be_hidden()  # bytes that are no UTF-8 are no lie of the node
    page.set_viewport_size({"width": 390, "height": 844})
    assert looks.sideways(page) == []
    visit.check()


def test_t60_no_proposal_obeys_what_strangers_wrote(visit: Visit, haunted: Haunted) -> None:
    page = opened(visit, haunted)
    for number in range(1, len(BYTES) + 1):
        page.goto(visit.address("proposals", number, of=haunted.partnership.address))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        hostile.check_unharmed(page)
    visit.check()
