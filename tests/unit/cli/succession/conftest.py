"""The four, and what becomes of them, step by step."""

from __future__ import annotations

import boa
import pytest

from tests.kit.commands import Commands
from tests.kit.numbers import ETHER
from tests.kit.verbs import by_vote
from tests.unit.cli.succession.stage import OLD, ONE, PARTNERS, Old, found_halves


@pytest.fixture
def old(people: Commands) -> Old:
    return Old(people)


@pytest.fixture
def halves(old: Old) -> Old:
    """Both successors are in force."""
    found_halves(old)
    return old


@pytest.fixture
def agreed(halves: Old) -> Old:
    """Both have agreed to repay what their partners bring along, as their votes do."""
    for half, names in PARTNERS.items():
        with by_vote(halves.at(half)):
            for name in names:
                halves.at(half).escrow.agree_contribution(halves.people.person(name), ETHER, 7 * ONE)
    boa.env.time_travel(seconds=1)
    return halves


@pytest.fixture
def ended(agreed: Old) -> Old:
    """And the old one winds up, as its vote does."""
    with by_vote(agreed.at(OLD)):
        for half in PARTNERS:
            agreed.at(half).escrow.pay(ETHER, 1, bytes(32), value=1)
        agreed.at(OLD).partnership.wind_up([], 0)
    boa.env.time_travel(seconds=1)
    return agreed
