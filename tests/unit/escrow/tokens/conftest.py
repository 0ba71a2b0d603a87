"""A bad token is taken in, and other money must not notice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.numbers import ETHER
from tests.kit.people import UNITS
from tests.kit.verbs import by_vote

TRANSACTION_GAS = 16_000_000  # a transaction's limit since Osaka

Make = Callable[..., Any]


@pytest.fixture
def partners(northwind: str, eastport: str, southbank: str) -> list[str]:
    return [northwind, eastport, southbank]


@pytest.fixture
def take_in(partnership: Partnership, mock: Make) -> Make:
    """Lists a new token of a kind, with 1,000 split already."""

    def make(name: str, *arguments: Any) -> Any:
        token = mock(name, *arguments)
        with by_vote(partnership):
            partnership.escrow.list_token(token)
        token.mint(partnership.escrow, 1_000)
        partnership.escrow.distribute(token)
        return token

    return make


@pytest.fixture
def give(escrow: Any, customer: str) -> Callable[[Any, int], str]:
    """A customer with `amount` of a token and as much approved."""

    def prepare(token: Any, amount: int) -> str:
        token.mint(customer, amount)
        with boa.env.prank(customer):
            token.approve(escrow, amount)
        return customer

    return prepare


@pytest.fixture
def others_untouched(partnership: Partnership, mock: Make, earn: Any, partners: list[str]) -> Callable[[], None]:
    """Earns ether and a plain token at once; when called, a partner leaves and everybody is paid all of it."""
    escrow, plain = partnership.escrow, mock("PlainToken", 18)
    earn(ETHER, 1_000)
    earn(plain, 1_000)

    def check() -> None:
        with boa.env.prank(partners[1]):
            partnership.membership.leave(gas=TRANSACTION_GAS)
        for money in (ETHER, plain):
            assert escrow.owed(money) == 1_000
            assert [escrow.claim(money, partner) for partner in partners] == UNITS

    return check
