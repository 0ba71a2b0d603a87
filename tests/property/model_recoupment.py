"""Contributions that are paid back, as the people who made them would write them down: a list of tranches, each with
what everybody put in and what came back of it so far. A part is an exact fraction; what can be paid of it is its floor
in whole grains, for each tranche by itself, so that at most one tranche (the one being repaid) owes less than one grain
to each in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass
class Tranche:
    """Amounts in the token's smallest unit."""

    shared: bool
    shares: dict[str, int] = field(default_factory=dict)
    repaid: int = 0

    @property
    def size(self) -> int:
        return sum(self.shares.values())

    def part(self, contributor: str) -> Fraction:
        """What came back for `contributor`."""
        return Fraction(self.shares.get(contributor, 0) * self.repaid, self.size or 1)


@dataclass
class Line:
    """All that is to be repaid in one token, first things first. `in_kind` of it was no money."""

    tranches: list[Tranche] = field(default_factory=list)
    in_kind: int = 0

    @property
    def recorded(self) -> int:
        return sum(tranche.size for tranche in self.tranches)

    @property
    def repaid(self) -> int:
        return sum(tranche.repaid for tranche in self.tranches)

    def rank(self, contributor: str, amount: int, *, shared: bool) -> None:
        """Puts a contribution at the end: beside others where they are repaid pro rata and nothing of those was
        repaid yet, else behind everything."""
        newest = self.tranches[-1] if self.tranches else None
        if newest is None or not (shared and newest.shared and newest.repaid == 0):
            newest = Tranche(shared)
            self.tranches.append(newest)
        newest.shares[contributor] = newest.shares.get(contributor, 0) + amount

    def withdraw(self, contributor: str) -> None:
        """Takes what `contributor` has on the line off it again."""
        for tranche in self.tranches:
            tranche.shares.pop(contributor, None)

    def repay(self, available: int) -> int:
        """Fills the tranches in their order. Returns how much of what is available that takes."""
        left = available
        for tranche in self.tranches:
            amount = min(left, tranche.size - tranche.repaid)
            tranche.repaid += amount
            left -= amount
        return available - left

    def repaid_to(self, contributor: str, grain: int = 1) -> int:
        """What `contributor` could have back by now, in whole grains."""
        return sum(int(tranche.part(contributor) / grain) * grain for tranche in self.tranches)

    def outstanding_of(self, contributor: str, grain: int = 1) -> int:
        ranked = sum(tranche.shares.get(contributor, 0) for tranche in self.tranches)
        return ranked - self.repaid_to(contributor, grain)

    def count(self, contributor: str) -> int:
        """In how many tranches there is something of `contributor`."""
        return sum(contributor in tranche.shares for tranche in self.tranches)

    def fractions(self, grain: int = 1) -> Fraction:
        """What came back without being a whole grain of anyone."""
        return sum((tranche.part(who) % grain for tranche in self.tranches for who in tranche.shares), Fraction(0))
