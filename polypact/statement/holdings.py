"""Who has how many units, since when, and how they vest, by the log: units.vy and vesting.vy of the escrow."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from polypact.chain.events import Event

DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Schedule:
    """Units that vest; days are whole days since 1970, UTC."""

    units: int
    since: int
    """The era from which it holds."""
    start_day: int
    cliff_day: int
    end_day: int

    def locked(self, day: int) -> int:
        """How many of its units have not vested on `day`."""
        if day >= self.end_day:
            return 0
        if day < self.cliff_day:
            return self.units
        return self.units - self.units * (day - self.start_day) // (self.end_day - self.start_day)


class Holdings:
    """The units of everybody."""

    def __init__(self) -> None:
        self.units: dict[str, int] = {}
        self.total = 0
        self.era = 0
        #: Account => (era, units from it on), oldest first.
        self.history: dict[str, list[tuple[int, int]]] = {}
        #: Account => its schedules, oldest first.
        self.schedules: dict[str, list[Schedule]] = {}

    @property
    def vest(self) -> bool:
        """Whether a schedule was ever set: from then on income is told apart by days."""
        return bool(self.schedules)

    def change(self, event: Event) -> str | None:
        """Takes a UnitsChanged; says what is wrong with it."""
        account, previous, current = event["partner"], event["previous"], event["current"]
        held, era = self.units.get(account, 0), self.era
        self.units[account] = current
        self.total += current - held
        self.era = event["era"]
        self.history.setdefault(account, []).append((self.era, current))
        if previous != held:
            return f"{account} had {previous} units before the change by the log, {held} by what was logged before"
        # During the formation all is one era.
        if self.era != era + 1 and (self.era, era) != (0, 0):
            return f"era {self.era} follows era {era}"
        return None

    def set_vesting(self, event: Event) -> None:
        """Takes a VestingSet."""
        days = event["start_day"], event["cliff_day"], event["end_day"]
        made = Schedule(event["units"], event["era"], *days)
        self.schedules.setdefault(event["partner"], []).append(made)

    def held_in(self, account: str, era: int) -> int:
        """The units of `account` in `era`."""
        history = self.history.get(account, [])
        number = bisect_right(history, era, key=lambda entry: entry[0])
        return history[number - 1][1] if number else 0

    def locked(self, account: str, held: int, era: int, day: int) -> int:
        """How many of the `held` units had not vested on `day`, which was in `era`."""
        for schedule in reversed(self.schedules.get(account, [])):
            if schedule.since <= era:
                return min(held, schedule.locked(day))
        return 0
