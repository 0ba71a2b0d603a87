"""Units that are earned over time: what a schedule says, day by day. Days are whole days since 1970, UTC."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from tests.property.model_rules import refuse

MAX_DAYS = 3_653
MAX_UNITS = 2**32 - 1


@dataclass(frozen=True)
class Schedule:
    """`units` vest evenly from the start to the end, and none of them before the cliff. One of no units is over."""

    units: int = 0
    start: int = 0
    cliff: int = 0
    end: int = 0

    def check(self, today: int) -> None:
        refuse(self.units > MAX_UNITS, "escrow: too many units to vest")
        in_order = self.start < self.end and self.start <= self.cliff <= self.end
        refuse(not in_order, "escrow: vesting days out of order")
        refuse(self.end <= today, "escrow: vesting is over already")
        refuse(self.end > today + MAX_DAYS, "escrow: vesting ends too late")
        refuse(self.end - self.start > MAX_DAYS, "escrow: vesting starts too early")

    def is_worse_than(self, other: Schedule) -> bool:
        """Whether it needs the partner's yes."""
        if self.units == 0:
            return False
        later = self.start > other.start or self.cliff > other.cliff or self.end > other.end
        return later or self.units > other.units

    def locked(self, day: int) -> int:
        """How many of the units have not vested on that day; what has vested is rounded down."""
        if day < self.cliff:
            return self.units
        if day >= self.end:
            return 0
        return self.units - int(Fraction(self.units * (day - self.start), self.end - self.start))

    def lowered(self, locked: int, lost: int) -> Schedule:
        """What is left of it when `lost` units are gone, of which the `locked` ones went first."""
        return replace(self, units=int(Fraction(self.units * (locked - min(lost, locked)), locked)))
