"""Units, and how they vest.

    - set_vesting: {partner: Westgate AG, units: 100, from: 2026-01-01, cliff: 2027-01-01, until: 2030-01-01}

also `end_vesting: {partner}`. A bare date is a day in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import ESCROW, Capability, Kind, Maker, Speaker
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.durations import DAY
from polypact.text.errors import PolypactError
from polypact.text.field_types import MAX_TOTAL_UNITS
from polypact.text.sentences import format_day

__all__ = ["VESTING", "VestingActions"]


class VestingActions(Maker):
    """Actions on vesting. Moments in unix seconds."""

    def set_vesting(self, partner: str, units: int, start: int, cliff: int, end: int) -> Action:
        """Has `units` of a partner vest from `start` to `end`, none before `cliff`; each counts as its day, UTC."""
        return self.on(ESCROW, "set_vesting", partner, units, start // DAY, cliff // DAY, end // DAY)

    def end_vesting(self, partner: str) -> Action:
        """Has all units of a partner count from now on."""
        return self.on(ESCROW, "set_vesting", partner, 0, 0, 0, 0)


def _set_vesting(make: VestingActions, fields: DraftFields) -> Action:
    units = fields.number("units")
    if not 0 < units <= MAX_TOTAL_UNITS:
        raise PolypactError("units must be from 1 to 2**32 - 1; `end_vesting` ends a schedule")
    start, end = fields.day("from"), fields.day("until")
    cliff = fields.day("cliff") if "cliff" in fields.given else start
    if not start <= cliff <= end or start == end:
        raise PolypactError("the days are out of order: from, cliff, until")
    return make.set_vesting(fields.account("partner"), units, start, cliff, end)


def _vesting_words(say: Speaker, given: Mapping[str, Any]) -> str:
    partner = say.name(given["partner"])
    if not given["vesting_units"]:
        return f"End the vesting of {partner}: all its units count from now on"
    start, cliff, end = (format_day(given[key]) for key in ("start_day", "cliff_day", "end_day"))
    before = f", none before {cliff}" if cliff != start else ""
    return (
        f"Have {given['vesting_units']:,} units of {partner} vest from {start} to {end}{before}; what they would have "
        "earned before goes to the treasury"
    )


VESTING = Capability[VestingActions](
    kinds={
        "set_vesting": Kind(_set_vesting, ("partner", "units", "from", "until"), ("cliff",)),
        "end_vesting": Kind(
            lambda make, fields: make.end_vesting(fields.account("partner")), ("partner",), calls="set_vesting"
        ),
    },
    words={"set_vesting": _vesting_words},
    reasons={
        "escrow: needs its yes": (
            "Vesting that is later or for more units binds a partner only if it agreed to this proposal (a consent). "
            "For an "
            "account that is to be admitted, put `set_vesting` before `admit`."
        ),
        "escrow: not a partner": "Only units of a partner can vest. Name a partner.",
        "escrow: too many schedules": "This partner had 16 vesting schedules. Change its units instead.",
        "escrow: too many units to vest": "Units must be below 2**32 (4,294,967,296). Name fewer.",
        "escrow: vesting days out of order": (
            "Vesting must start before it ends, with the cliff in between. Put the days in order."
        ),
        "escrow: vesting ends too late": "Vesting must end within ten years. Name an earlier day.",
        "escrow: vesting is over already": "The last day of the vesting is not in the future. Name a later one.",
        "escrow: vesting starts too early": "Vesting can take ten years at most. Name a later start.",
        "units: total too large": "All units together must stay below 2**32 (4,294,967,296). Give fewer.",
    },
)
