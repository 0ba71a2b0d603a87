"""RevenueEscrow.settle: anyone has ether, the listed tokens and one more distributed, as far as anything arrived."""

from __future__ import annotations

from typing import Any

import boa

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import arrive
from tests.kit.numbers import ETHER
from tests.kit.verbs import by_vote


def test_splits_ether_and_listed_tokens_when_anybody_calls(
    escrow: Any, listed: Any, unlisted: Any, outsider: str
) -> None:
    for token in (ETHER, listed, unlisted):
        arrive(escrow, token, 1_000)
    waiting = escrow.undistributed(listed)
    with boa.env.prank(outsider):
        escrow.settle(ETHER)
    assert logged(escrow)[:2] == [
        ("RevenueDistributed", ETHER, 1_000, 1_000, 0),
        ("RevenueDistributed", listed.address, waiting, 1_000, 0),
    ]
    assert escrow.owed(unlisted) == 0


def test_splits_the_named_token_too(escrow: Any, unlisted: Any) -> None:
    arrive(escrow, unlisted, 1_000)
    waiting = escrow.undistributed(unlisted)
    escrow.settle(unlisted)
    assert logged(escrow) == [("RevenueDistributed", unlisted.address, waiting, 1_000, 0)]


def test_does_nothing_when_nothing_arrived_or_the_token_is_none(escrow: Any, state: Any, outsider: str) -> None:
    before = state()
    escrow.settle(ETHER)
    assert logged(escrow) == []
    for token in (outsider, escrow.address):
        with boa.reverts("escrow: token not known"):
            escrow.settle(token)
    assert state() == before


def test_t08_does_nothing_when_the_partnership_forms(forming: Partnership, state: Any) -> None:
    arrive(forming.escrow, ETHER, 1_000)
    before = state()
    forming.escrow.settle(ETHER)
    assert state() == before


def test_t06_gives_the_treasury_what_arrives_when_nobody_has_units(ended: Partnership, treasury: str) -> None:
    arrive(ended.escrow, ETHER, 1_000)
    ended.escrow.settle(ETHER)
    assert ended.escrow.claimable(ETHER, treasury) == ended.escrow.owed(ETHER) == 1_000


def test_t31_passes_over_a_token_that_fails(partnership: Partnership, mock: Any) -> None:
    escrow = partnership.escrow
    token = mock("StubbornToken")
    with by_vote(partnership):
        escrow.list_token(token)
    arrive(escrow, ETHER, 1_000)
    arrive(escrow, token, 1_000)
    token.set_mood(8)  # BALANCE_REVERTS
    escrow.settle(token)
    assert logged(escrow) == [("RevenueDistributed", ETHER, 1_000, 1_000, 0)]
