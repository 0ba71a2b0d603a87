"""Whether anybody may begin winding up now, and if not, how far away that is."""

from __future__ import annotations

from dataclasses import dataclass

from polypact.clients.partnership import Partnership
from polypact.clients.winding_up import EndConditions

__all__ = ["Ends", "ends_of"]


@dataclass(frozen=True)
class Ends:
    """What lets anybody begin winding up, as it stands. Times in unix seconds."""

    date: int
    """Of the deal; 0 if there is none."""
    conditions: EndConditions
    arrived: int
    """Income in the token of the condition that is not split yet, and so does not count yet."""
    now: int

    @property
    def date_is_past(self) -> bool:
        return self.date != 0 and self.now >= self.date

    @property
    def income_is_there(self) -> bool:
        return self.conditions.amount != 0 and self.conditions.come_in >= self.conditions.amount

    @property
    def income_waits(self) -> bool:
        """Whether the income would be there if what arrived were split."""
        missing = self.conditions.amount - self.conditions.come_in
        return self.conditions.amount != 0 and 0 < missing <= self.arrived

    @property
    def has_come(self) -> bool:
        return self.date_is_past or self.income_is_there or self.conditions.is_reached


def ends_of(partnership: Partnership, now: int) -> Ends:
    """What ends a partnership; `now` in unix seconds."""
    conditions = partnership.end.conditions()
    arrived = partnership.revenue.undistributed(conditions.token) if conditions.amount else 0
    return Ends(partnership.members.deal().ends, conditions, arrived, now)
