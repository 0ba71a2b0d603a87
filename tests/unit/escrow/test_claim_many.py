"""RevenueEscrow.claim_many: several tokens of one partner in one call."""

from typing import Any

import boa

from tests.kit.logs import logged
from tests.kit.money import ether_of
from tests.kit.numbers import ETHER


def test_pays_each_token_when_several_are_named(
    escrow: Any, earn: Any, listed: Any, unlisted: Any, eastport: str, outsider: str
) -> None:
    earn(ETHER, 1_000)
    earn(listed, 2_000)
    before = ether_of(eastport)
    with boa.env.prank(outsider):
        assert escrow.claim_many([listed, unlisted, ETHER], eastport) == [600, 0, 300]
    assert logged(escrow) == [
        ("RevenueClaimed", eastport, listed.address, 600),
        *listed.moves(escrow, eastport, 600),
        ("RevenueClaimed", eastport, ETHER, 300),
    ]
    assert (ether_of(eastport), listed.balanceOf(eastport)) == (before + 300, listed.lands(600))
    assert (escrow.owed(ETHER), escrow.owed(listed)) == (700, 1_400)


def test_pays_once_when_a_token_is_named_twice(escrow: Any, earn: Any, listed: Any, eastport: str) -> None:
    earn(listed, 1_000)
    assert escrow.claim_many([listed, listed], eastport) == [300, 0]
    assert listed.balanceOf(eastport) == listed.lands(300)


def test_pays_sixteen_tokens_when_there_are_as_many(escrow: Any, earn: Any, another: Any, eastport: str) -> None:
    tokens = [another() for _ in range(16)]
    for number, token in enumerate(tokens):
        earn(token, 10 * (number + 1))
    assert escrow.claim_many(tokens, eastport) == [3 * (number + 1) for number in range(16)]


def test_refuses_when_nothing_was_earned_in_any(
    escrow: Any, listed: Any, unlisted: Any, eastport: str, refused: Any
) -> None:
    with refused("escrow: nothing to claim"):
        escrow.claim_many([ETHER, listed, unlisted], eastport)


def test_refuses_when_no_token_is_named(escrow: Any, earn: Any, eastport: str, refused: Any) -> None:
    earn(ETHER, 1_000)
    with refused("escrow: nothing to claim"):
        escrow.claim_many([], eastport)


def test_pays_nothing_when_one_of_them_fails(escrow: Any, earn: Any, mock: Any, listed: Any, eastport: str) -> None:
    blocking = mock("BlocklistToken")
    earn(blocking, 1_000)
    earn(listed, 1_000)
    blocking.set_blocked(eastport, True)
    with boa.reverts("token: blocked"):
        escrow.claim_many([listed, blocking], eastport)
    assert listed.balanceOf(eastport) == 0
    assert escrow.claimable(listed, eastport) == 300
    assert escrow.claim_many([listed], eastport) == [300]
