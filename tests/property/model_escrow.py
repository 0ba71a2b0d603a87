"""What the RevenueEscrow should do, written down once more and in another way: exact fractions, partner by partner.

The contract never goes through the partners and keeps one number for all of them; this model does go through them and
keeps what each has earned as a fraction. If both agree after any history, the short way is right.

They may differ in one case that cannot come up in a test: the contract rounds what a unit earns up by less than
2**-64 wei for each distribution, so a sum of fractions that misses a whole wei by less than that is paid as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

MAX_OWED = 2**96 - 1


@dataclass
class Account:
    """One token, in its smallest unit."""

    received: int = 0
    waiting: int = 0
    credited: int = 0
    paid: int = 0
    earned: defaultdict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    claimed: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def owed(self) -> int:
        return self.credited - self.paid

    def claimable(self, partner: str) -> int:
        """What `partner` could have by now: everything it earned but the fraction, less what it was paid."""
        return int(self.earned[partner]) - self.claimed[partner]


@dataclass
class EscrowModel:
    """An escrow in force."""

    units: dict[str, int]
    settled: set[str]
    accounts: defaultdict[str, Account] = field(default_factory=lambda: defaultdict(Account))

    @property
    def total(self) -> int:
        return sum(self.units.values())

    def arrive(self, token: str, amount: int) -> None:
        account = self.accounts[token]
        account.received += amount
        account.waiting += amount

    def distributable(self, token: str) -> int:
        account = self.accounts[token]
        return min(account.waiting, MAX_OWED - account.owed)

    def distribute(self, token: str) -> int:
        """Splits what waits by the units of now. Returns the amount, 0 where there is none or nobody has units."""
        if self.total == 0:
            return 0
        account = self.accounts[token]
        amount = self.distributable(token)
        account.waiting -= amount
        account.credited += amount
        for partner, units in self.units.items():
            account.earned[partner] += Fraction(amount * units, self.total)
        return amount

    def set_units(self, partner: str, units: int) -> None:
        """What arrived in ether or a listed token belongs to those who had units until now."""
        for token in self.settled:
            self.distribute(token)
        self.units[partner] = units

    def claim(self, token: str, partner: str) -> int:
        account = self.accounts[token]
        amount = account.claimable(partner)
        account.claimed[partner] += amount
        account.paid += amount
        return amount

    def fractions(self, token: str, partners: Iterable[str]) -> Fraction:
        """What is owed to `partners` together without being a whole wei of anyone."""
        account = self.accounts[token]
        return sum((account.earned[partner] % 1 for partner in partners), Fraction(0))
