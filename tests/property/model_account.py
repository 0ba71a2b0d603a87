"""The book of one token: what every account has earned of it, as exact fractions, and what it was paid."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from tests.property.model_recoupment import Line

MAX_OWED = 2**96 - 1


@dataclass
class Position:
    """What one account has of one token. Of the sums, `booked` and `booked_unvested` have been credited."""

    earned: Fraction = Fraction(0)  # by units that count
    unvested: Fraction = Fraction(0)  # by units that do not count yet
    booked: int = 0
    booked_unvested: int = 0
    credited: int = 0  # and not yet paid


@dataclass
class Account:
    """One token, in its smallest unit."""

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

    @property
    def distributable(self) -> int:
        return min(self.balance - self.owed, MAX_OWED - self.owed)

    def earned(self, who: str) -> int:
        """All that `who` ever got by units and of its contributions, in whole wei."""
        return int(self.positions[who].earned) + self.line.repaid_to(who)

    def unbooked(self, who: str) -> tuple[int, int]:
        """What a claim would credit to `who`, and to the treasury in its place."""
        position = self.positions[who]
        return self.earned(who) - position.booked, int(position.unvested) - position.booked_unvested

    def wealth(self, who: str) -> int:
        """All that `who` is owed by now, frozen or not."""
        return self.positions[who].credited + self.unbooked(who)[0]

    def rest(self) -> Fraction:
        """What is owed without being a whole wei of anybody: less than one for each account with units, another one if
        they vest, and another one for each contributor to the tranche that is being repaid."""
        parts = [part for position in self.positions.values() for part in (position.earned, position.unvested)]
        return sum((part % 1 for part in parts), self.line.fractions())

    def pending(self) -> int:
        """What the next claims of others will credit to the treasury."""
        return sum(self.unbooked(who)[1] for who in list(self.positions))
