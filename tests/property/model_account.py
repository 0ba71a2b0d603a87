"""The book of one token: what everybody has earned of it, as exact fractions, and what was paid. It is kept by key,
that is by seat: whoever holds the seat has what stands there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from tests.property.model_recoupment import Line

MAX_OWED = 2**92 - 1  # grains


@dataclass
class Position:
    """What stands under one key of one token. Of the sums, `booked` and `booked_unvested` have been credited."""

    earned: Fraction = Fraction(0)  # by units that count
    unvested: Fraction = Fraction(0)  # by units that do not count yet
    booked: int = 0
    booked_unvested: int = 0
    credited: int = 0  # and not yet paid


@dataclass
class Account:
    """One token, in its smallest unit. Whatever is booked is a whole number of grains."""

    grain: int = 1
    received: int = 0
    paid: int = 0
    owed: int = 0
    held: int = 0  # contributions of the formation
    distributions: int = 0
    line: Line = field(default_factory=Line)
    positions: defaultdict[str, Position] = field(default_factory=lambda: defaultdict(Position))

    @property
    def balance(self) -> int:
        return self.received - self.paid

    def floor(self, amount: int | Fraction) -> int:
        """As much of an amount as comes to whole grains."""
        return int(Fraction(amount) / self.grain) * self.grain

    @property
    def room(self) -> int:
        """How much more can be owed."""
        return MAX_OWED * self.grain - self.owed

    def arrived(self, balance: int) -> int:
        """What of a balance can be split."""
        return max(0, min(self.floor(balance) - self.owed, self.room))

    @property
    def distributable(self) -> int:
        return self.arrived(self.balance)

    def earned(self, key: str) -> int:
        """All that `key` ever got by units and of its contributions."""
        return self.floor(self.positions[key].earned) + self.line.repaid_to(key, self.grain)

    def unbooked(self, key: str) -> tuple[int, int]:
        """What a claim would credit to `key`, and to the treasury in its place."""
        position = self.positions[key]
        return self.earned(key) - position.booked, self.floor(position.unvested) - position.booked_unvested

    def wealth(self, key: str) -> int:
        """All that `key` is owed by now, frozen or not."""
        return self.positions[key].credited + self.unbooked(key)[0]

    def rest(self) -> Fraction:
        """What is owed without being a whole grain of anybody: less than one for each key with units, another one if
        they vest, and another one for each contributor to the tranche that is being repaid."""
        parts = [part for position in self.positions.values() for part in (position.earned, position.unvested)]
        return sum((part % self.grain for part in parts), self.line.fractions(self.grain))

    def pending(self) -> int:
        """What the next claims of others will credit to the treasury."""
        return sum(self.unbooked(key)[1] for key in list(self.positions))
