"""RevenueEscrow.agree_link: a sponsor takes what it was offered, and earns from then on."""

from __future__ import annotations

from typing import Any

import boa

from tests.kit.house import Partnership
from tests.kit.links import LinkTerms, agree, link, offer
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import ETHER


def test_earns_from_later_income_before_anybody_else(
    partnership: Partnership, listed: Any, outsider: str, northwind: str
) -> None:
    escrow, terms = partnership.escrow, LinkTerms(outsider, 2_000)
    offer(partnership, terms)
    for token in (ETHER, listed):
        arrive(escrow, token, 1_000)
    waiting = escrow.undistributed(listed)
    tag = agree(partnership, terms)
    assert logged(escrow)[-1] == ("LinkAgreed", outsider, tag, outsider, 2_000)
    for token in (ETHER, listed):
        assert escrow.claimable(token, outsider) == 0
        assert escrow.claimable(token, northwind) == (1_000 if token == ETHER else waiting) // 2
    arrive(escrow, ETHER, 1_000)
    escrow.distribute(ETHER)
    assert logged(escrow) == [
        ("SponsorCredited", outsider, ETHER, 200),
        ("RevenueDistributed", ETHER, 800, 1_000, 0),
    ]
    before = ether_of(outsider)
    assert escrow.claim(ETHER, outsider) == 200
    assert ether_of(outsider) == before + 200
