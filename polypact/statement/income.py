"""What units earned in one token: contracts/modules/escrow/income.vy and vested_income.vy, by the log.

The arithmetic is that of the contract, in whole numbers: what one unit earned is counted times 2**64 and rounded up
with each distribution, and only what an account can be paid is rounded down to the token's grain. A float, or a
fraction rounded at another place, would differ from the chain by a wei now and then, and then a right statement could
not be told from a wrong one. (The contract counts modulo 2**160 and forgets what nobody can read any more; nothing is
forgotten here.)
"""

from __future__ import annotations

from collections.abc import Iterator

from polypact.statement.holdings import Holdings

SCALE = 64


class Income:
    """One token, in its smallest unit. `grain` is what all that is booked in it is a multiple of."""

    def __init__(self, holdings: Holdings) -> None:
        self.grain = 1
        self._holdings = holdings
        self._per_unit = 0
        #: Of it, what came out of the treasury; account => up to where, and what that made.
        self._from_treasury = 0
        self._treasury_readings: dict[str, int] = {}
        self._treasury_parts: dict[str, int] = {}
        #: Stretches of income, each of one era and one day: (era, day) and what a unit had earned at its end.
        self._marks: list[tuple[int, int]] = []
        self._ends: list[int] = []
        #: Account => the stretch up to which it is settled, and what a unit had earned by then.
        self._readings: dict[str, tuple[int, int]] = {}
        self._vested: dict[str, int] = {}
        self._unvested: dict[str, int] = {}

    @property
    def stretches(self) -> int:
        return len(self._ends)

    def credit(self, amount: int, total: int, era: int, day: int, is_income: bool = True) -> None:
        """Splits `amount` among the `total` units of this era and day; the day is 0 before any units vest."""
        growth = -(-(amount // self.grain << SCALE) // total)
        self._per_unit += growth
        self._from_treasury += 0 if is_income else growth
        if not self._marks or self._marks[-1] != (era, day):
            self._marks.append((era, day))
            self._ends.append(self._per_unit)
        self._ends[-1] = self._per_unit

    def settle(self, account: str) -> None:
        """Has to be called before the units of `account` change, and before it is asked for."""
        number, reading = self._readings.get(account, (0, 0))
        if reading == self._per_unit:
            return
        held = self._holdings.units.get(account, 0)
        if growth := held * (self._from_treasury - self._treasury_readings.get(account, 0)):
            self._treasury_parts[account] = self._treasury_parts.get(account, 0) + growth
        self._treasury_readings[account] = self._from_treasury
        if account in self._holdings.schedules:
            for index in range(number, len(self._ends)):
                growth = self._ends[index] - reading
                reading = self._ends[index]
                locked = self._holdings.locked(account, held, *self._marks[index])
                self._add(account, (held - locked) * growth, locked * growth)
        else:
            self._add(account, held * (self._per_unit - reading), 0)
        self._readings[account] = max(0, len(self._ends) - 1), self._per_unit

    def vested(self, account: str) -> int:
        """What `account` earned for itself, and had out of the treasury when all ended, rounded down."""
        self.settle(account)
        return (self._vested.get(account, 0) >> SCALE) * self.grain

    def from_treasury(self, account: str) -> int:
        """What of that it had out of the treasury."""
        self.settle(account)
        return (self._treasury_parts.get(account, 0) >> SCALE) * self.grain

    def unvested(self, account: str) -> int:
        """What its units earned before they vested, rounded down; that is the treasury's."""
        self.settle(account)
        return (self._unvested.get(account, 0) >> SCALE) * self.grain

    def all_unvested(self) -> int:
        """The same of all accounts together, each rounded down."""
        return sum(self.unvested(account) for account in self._holdings.schedules)

    def prefixes(self, account: str) -> Iterator[tuple[int, int]]:
        """`vested` and `unvested` at the end of each stretch, recomputed from the beginning."""
        vested = unvested = reading = 0
        for (era, day), end in zip(self._marks, self._ends, strict=True):
            held = self._holdings.held_in(account, era)
            locked = self._holdings.locked(account, held, era, day)
            vested += (held - locked) * (end - reading)
            unvested += locked * (end - reading)
            reading = end
            yield (vested >> SCALE) * self.grain, (unvested >> SCALE) * self.grain

    def _add(self, account: str, vested: int, unvested: int) -> None:
        self._vested[account] = self._vested.get(account, 0) + vested
        if unvested:
            self._unvested[account] = self._unvested.get(account, 0) + unvested
