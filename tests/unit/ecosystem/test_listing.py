"""What an Ecosystem lists: partnership_count, partnership_at, is_partnership, partnerships."""

from __future__ import annotations

import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.house import House
from tests.kit.numbers import NOBODY


@pytest.fixture
def made(house: House, founders: list[LocalAccount]) -> list[str]:
    config = house.config(founders, [1, 1, 1], [1, 1, 1])
    return [house.ecosystem.spin_up(config, bytes([number]) * 32) for number in range(5)]


def test_lists_what_it_made_in_order(house: House, made: list[str]) -> None:
    ecosystem = house.ecosystem
    assert ecosystem.partnership_count() == 5
    assert [ecosystem.partnership_at(number) for number in range(6)] == [*made, NOBODY]
    assert ecosystem.partnerships(0, 100) == made
    assert ecosystem.partnerships(1, 2) == made[1:3]
    assert ecosystem.partnerships(4, 2**256 - 1) == made[4:]
    assert ecosystem.partnerships(5, 1) == []
    assert ecosystem.partnerships(2**256 - 1, 1) == []
    assert ecosystem.partnerships(0, 0) == []


def test_knows_its_own(house: House, made: list[str], outsider: str) -> None:
    ecosystem = house.ecosystem
    assert all(ecosystem.is_partnership(address) for address in made)
    first = house.at(made[0], [])
    for other in (outsider, first.escrow.address, house.partnership.address, house.escrow.address, NOBODY):
        assert not ecosystem.is_partnership(other)


def test_lists_nothing_when_nothing_was_made(house: House) -> None:
    assert house.ecosystem.partnership_count() == 0
    assert house.ecosystem.partnerships(0, 10) == []


def test_lists_a_hundred_at_most(house: House, founders: list[LocalAccount]) -> None:
    config = house.config(founders[:1], [1], [1])
    made = [house.ecosystem.spin_up(config, number.to_bytes(32, "big")) for number in range(102)]
    assert house.ecosystem.partnerships(0, 200) == made[:100]
    assert house.ecosystem.partnerships(100, 200) == made[100:]
