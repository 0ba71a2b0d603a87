"""Fixtures of the partnership's tests."""

from __future__ import annotations

import pytest

from tests.kit.house import Partnership
from tests.kit.verbs import pay_call

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
