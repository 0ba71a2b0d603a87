"""An ecosystem that has made nothing yet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import House, source


@pytest.fixture
def house(house: House) -> House:
    """The same implementations, with an ecosystem of its own."""
    implementations = (house.partnership, house.membership, house.escrow)
    return replace(house, ecosystem=source("contracts/Ecosystem.vy").deploy(*implementations))
