"""RevenueEscrow.list_token: tokens settled before every change of units."""

from typing import Any

import boa

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.numbers import ETHER
from tests.kit.verbs import by_vote


def test_adds_a_token_when_the_partnership_says_so(
    partnership: Partnership, unlisted: Any, listed_at_first: list[str]
) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        escrow.list_token(unlisted)
    assert logged(escrow) == [("TokenListed", unlisted.address)]
    assert escrow.listed_tokens() == [*listed_at_first, unlisted.address]
    assert (escrow.total_units(), escrow.era()) == (1_000, 0)


def test_t24_adds_a_token_when_a_proposal_passed(
    partnership: Partnership, unlisted: Any, listed_at_first: list[str]
) -> None:
    escrow = partnership.escrow
    partnership.decide([(escrow.address, 0, escrow.list_token.prepare_calldata(unlisted))])
    assert escrow.listed_tokens() == [*listed_at_first, unlisted.address]


def test_t24_refuses_when_anybody_else_calls(
    partnership: Partnership, unlisted: Any, northwind: str, outsider: str, refused: Any
) -> None:
    for caller in (northwind, outsider, partnership.escrow.address):
        with boa.env.prank(caller), refused("escrow: not the partnership"):
            partnership.escrow.list_token(unlisted)


def test_refuses_when_listed_already(partnership: Partnership, listed: Any, refused: Any) -> None:
    with by_vote(partnership), refused("escrow: token listed already"):
        partnership.escrow.list_token(listed)


def test_refuses_when_there_is_no_code(partnership: Partnership, outsider: str, refused: Any) -> None:
    for address in (outsider, ETHER):
        with by_vote(partnership), refused("escrow: no code at token"):
            partnership.escrow.list_token(address)


def test_refuses_when_eight_are_listed(
    partnership: Partnership, another: Any, listed_at_first: list[str], unlisted: Any, refused: Any
) -> None:
    with by_vote(partnership):
        for _ in range(8 - len(listed_at_first)):
            partnership.escrow.list_token(another())
        assert len(partnership.escrow.listed_tokens()) == 8
        with refused("escrow: too many tokens"):
            partnership.escrow.list_token(unlisted)
