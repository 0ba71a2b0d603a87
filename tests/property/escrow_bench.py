"""One escrow to do sums with, driven straight from the partnership's address: any units, any amounts, any order.

Units vest by schedules that are set before them: later ones need a partner's yes, and nobody here is one.
"""

from __future__ import annotations

from typing import Any

import boa
from eth_account.signers.local import LocalAccount
from hypothesis import HealthCheck, settings

from polypact.text.deals import Capital
from tests.kit.contracts import mock
from tests.kit.house import House
from tests.kit.money import make_known
from tests.kit.numbers import DAY

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
NO_REFERENCE = bytes(32)


class Bench:
    """One escrow in force without any units, one token, and accounts made up as needed."""

    def __init__(self, house: House, founders: list[LocalAccount], **config: Any) -> None:
        self.token = mock("PlainToken", 18)
        capital = [Capital(self.token.address, 2**111, 2**111)]
        partnership = house.spin_up(founders, [50, 30, 20], [0, 0, 0], capital=capital, **config)
        partnership.accept_all()
        make_known(partnership, self.token)
        self.venture = partnership
        self.escrow = partnership.escrow
        self.treasury = partnership.partnership.address
        self.partners = [str(boa.env.generate_address(f"partner {number}")) for number in range(9)]

    # --- the roster ---

    def set_units(self, position: int, units: int) -> None:
        with boa.env.prank(self.treasury):
            self.escrow.set_units(self.partners[position], units)

    def move(self, position: int, to: int) -> None:
        with boa.env.prank(self.treasury):
            self.escrow.move_units(self.partners[position], self.partners[to])

    # --- votes ---

    def vest(self, position: int, units: int, *, start: int, cliff: int, end: int) -> None:
        """Sets a schedule, of a partner without units yet; days count from today."""
        today = boa.env.timestamp // DAY
        with boa.env.prank(self.treasury):
            self.escrow.set_vesting(self.partners[position], units, today + start, today + cliff, today + end)

    def record(self, position: int, amount: int) -> None:
        with boa.env.prank(self.treasury):
            self.escrow.record_contribution(self.partners[position], self.token, amount, NO_REFERENCE)

    def agree(self, position: int, amount: int) -> None:
        with boa.env.prank(self.treasury):
            self.escrow.agree_contribution(self.partners[position], self.token, amount)

    def freeze(self, position: int, amount: int, seconds: int) -> None:
        with boa.env.prank(self.treasury):
            self.escrow.freeze(self.token, self.partners[position], amount, boa.env.timestamp + seconds)

    # --- money ---

    def earn(self, amount: int) -> None:
        self.token.mint(self.escrow, amount)
        assert self.escrow.distribute(self.token) == amount

    def contribute(self, position: int, amount: int) -> None:
        contributor = self.partners[position]
        self.token.mint(contributor, amount)
        with boa.env.prank(contributor):
            self.token.approve(self.escrow, amount)
            self.escrow.contribute(self.token, amount)

    def claimable(self, position: int) -> int:
        return int(self.escrow.claimable(self.token, self.partners[position]))

    def claim(self, position: int) -> int:
        """Claims if there is something; returns what the partner has by then."""
        partner = self.partners[position]
        if self.claimable(position) != 0:
            self.escrow.claim(self.token, partner)
        return int(self.token.balanceOf(partner))
