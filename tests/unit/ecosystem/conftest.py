"""An ecosystem that has made nothing yet."""

from __future__ import annotations

import pytest

from tests.kit.house import House


@pytest.fixture
def house(house: House) -> House:
    """The same implementations, with an ecosystem of its own."""
    return house.with_new_ecosystem()
