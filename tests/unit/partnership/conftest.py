"""Fixtures of the partnership's tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.conftest import CONSTITUTIONAL, DAY, ORDINARY, STRICT, House, Partnership, Rule
from tests.unit.modules.helpers import pay_call

SUPPLIER = "0x" + "51" * 20


@pytest.fixture
def supplier() -> str:
    return SUPPLIER


@pytest.fixture
def proposal(partnership: Partnership) -> int:
    """An ordinary proposal to pay the supplier 7 wei, in its first second of voting."""
    made = partnership.propose([pay_call(SUPPLIER, 7)])
    partnership.open_voting(made)
    return made


class Govern(Protocol):
    """The type of the fixture `govern`."""

    def __call__(
        self,
        rule: Rule,
        *,
        weights: Sequence[int] = ...,
        roles: Sequence[int] | None = ...,
        others: Sequence[tuple[int, Rule]] = ...,
    ) -> Partnership: ...


@pytest.fixture
def govern(house: House, founders: list[LocalAccount]) -> Govern:
    """Makes a partnership, in force, whose ordinary class has a rule; `others` are the rules of other classes."""

    def make(
        rule: Rule,
        *,
        weights: Sequence[int] = (50, 30, 20),
        roles: Sequence[int] | None = None,
        others: Sequence[tuple[int, Rule]] = (),
    ) -> Partnership:
        rules = {CONSTITUTIONAL: STRICT, ORDINARY: rule} | dict(others)
        venture = house.spin_up(founders, weights, [1] * len(founders), rules=list(rules.items()), roles=roles)
        venture.accept_all()
        boa.env.time_travel(seconds=DAY)
        return venture

    return make
