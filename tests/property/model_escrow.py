"""What the RevenueEscrow should do, written down once more and in another way: exact fractions, partner by partner.

The contract never goes through the partners and keeps one number for all of them; this model does go through them, at
every distribution, and keeps what each has earned as a fraction. If both agree after any history, the short way is
right. Everything is kept by the key of a seat, and nothing moves when the seat does.

Rounding, always to whole grains of the token. Sponsors' shares and the reserve are the floor of each distribution's
share, and the partners' part is what is left. Of that a key is entitled to the exact fraction, and can be paid the
floor of the sum of all its fractions; what its unvested units earned goes to the treasury in the same way, as a sum of
its own. Of money that is paid out at once, a whole number for every unit is paid, and the rest, less than one grain for
every unit, is credited like income.

Contract and model may differ in one case that cannot come up in a test: the contract rounds what a unit earns up by
less than 2**-64 grains for each distribution, so a sum of fractions that misses a whole grain by less than that is paid
as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from tests.kit.numbers import NO_RECOUPMENT, PRO_RATA
from tests.property.model_payments import BPS, Payments
from tests.property.model_rules import refuse
from tests.property.model_vesting import Schedule

MAX_SPONSORS = 8
MAX_SCHEDULES = 16  # by vote
MOST_PAST = 31  # older schedules, beyond which lowering units leaves the schedule alone
TOLERATED_PART = 1_000  # of a contribution to be repaid, in income that waits


@dataclass
class EscrowModel(Payments):
    """What partners and votes change, on top of the payments."""

    capital: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By token: how much the deal lets stand on the line, in money and in kind."""
    max_sponsors_bps: int = BPS
    max_reserve_bps: int = BPS
    present: set[str] = field(default_factory=set)
    """Keys of those on the roster, whom a worse vesting needs the yes of."""
    agreed: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    schedules_set: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    """By key: how many schedules there were."""

    # --- contributions ---

    def contribute(self, token: str, who: str, sent: int) -> int:
        """Goes to the treasury, with all that waits here for it; repaid as far as a vote agreed, and not out of what
        arrived before: that must have been distributed, but for a small part. Only whole grains count."""
        account, key = self.accounts[token], self.key(who)
        refuse(self.has_moved_away(who), "escrow: seat has moved")
        refuse(not self.may_be_split(token), "escrow: token not known")
        account.received += sent
        grain = self.grain_of(token, account)
        account.received -= sent
        amount = sent // grain * grain
        refuse(token not in self.known and 0 < sent < self.least_to_show(token), "escrow: too little to tell")
        refuse(amount == 0, "escrow: nothing to contribute")
        room = account.room // account.grain * grain
        refuse(amount > room, "escrow: too much of this token")
        ranked = min(amount, self.agreed[token, key])
        balance = (account.balance + sent) // grain * grain
        waiting = max(0, min(balance - account.owed - amount, room - amount))
        refuse(ranked != 0 and waiting > ranked // TOLERATED_PART, "escrow: distribute first")
        refuse(ranked > self._room(token, in_kind=False), "escrow: above the deal's capital")
        refuse(self.refuses(token, self.treasury), "")
        account.grain = grain
        self.known.add(token)
        self.touched.add(key)
        if ranked != 0:
            self.agreed[token, key] -= ranked
            self.mark(key)
            account.line.rank(key, ranked, shared=self.recoupment == PRO_RATA)
        account.received += sent
        account.owed += amount
        account.held += amount
        self.release(token)
        return amount

    def release(self, token: str) -> int:
        account = self.accounts[token]
        amount = account.held
        refuse(amount == 0, "escrow: nothing to release")
        refuse(self.refuses(token, self.treasury), "")
        account.held = 0
        account.owed -= amount
        account.paid += amount
        self.sent[token, self.treasury] += amount
        return amount

    def agree_contribution(self, who: str, token: str, amount: int) -> None:
        refuse(self.recoupment == NO_RECOUPMENT, "escrow: nothing is recouped")
        refuse(not self.may_be_split(token), "escrow: token not known")
        refuse(who == self.treasury, "escrow: not a contributor")
        refuse(amount > self._room(token, in_kind=False), "escrow: above the deal's capital")
        refuse(amount % self.accounts[token].grain != 0, "escrow: finer than a grain")
        self.agreed[token, self.key(who)] = amount
        self.mark(self.key(who))

    def record_contribution(self, who: str, token: str, amount: int) -> None:
        refuse(not self.may_be_split(token), "escrow: token not known")
        refuse(who == self.treasury, "escrow: not a contributor")
        refuse(self.recoupment == NO_RECOUPMENT, "escrow: nothing is recouped")
        refuse(amount == 0, "escrow: nothing to contribute")
        refuse(amount > self._room(token, in_kind=True), "escrow: above the deal's capital")
        refuse(amount % self.accounts[token].grain != 0, "escrow: finer than a grain")
        self.settle([token])
        line = self.accounts[token].line
        line.rank(self.key(who), amount, shared=self.recoupment == PRO_RATA)
        line.in_kind += amount
        self.mark(self.key(who))

    def _room(self, token: str, *, in_kind: bool) -> int:
        """How much more may stand on the line."""
        line = self.accounts[token].line
        ceiling = self.capital.get(token, (0, 0))[in_kind]
        return max(0, ceiling - (line.in_kind if in_kind else line.recorded - line.in_kind))

    # --- who has units ---

    def set_units(self, who: str, units: int) -> None:
        """Income from before belongs to those who had units until now. Of the units that go, those that have not vested
        go first; who has none left has no schedule either."""
        key = self.key(who)
        self.settle()
        before, locked = self.units.get(key, 0), self.locked(key)
        self.units[key] = units
        self.touched.add(key)
        if key not in self.schedules:
            return
        if units == 0:
            self._end_schedule(key)
        elif units < before and locked != 0 and self.schedules_set[key] <= MOST_PAST:
            self.schedules[key] = self.schedules[key].lowered(locked, before - units)
            self.schedules_set[key] += 1

    def _end_schedule(self, key: str) -> None:
        if self.schedules.get(key, Schedule()).units != 0:
            self.schedules[key] = Schedule()
            self.schedules_set[key] += 1

    # --- votes ---

    def set_sponsor(self, sponsor: str, share_bps: int) -> None:
        key = self.key(sponsor)
        total = sum(bps for who, bps in self.sponsors.items() if who != key) + share_bps
        refuse(total > BPS, "escrow: sponsors above 100%")
        is_raised = share_bps > self.sponsors.get(key, 0)
        refuse(is_raised and total > self.max_sponsors_bps, "escrow: above the deal's sponsors")
        refuse(share_bps == 0 and key not in self.sponsors, "escrow: not a sponsor")
        is_full = key not in self.sponsors and len(self.sponsors) == MAX_SPONSORS
        refuse(share_bps != 0 and is_full, "escrow: too many sponsors")
        self.settle()
        self.sponsors[key] = share_bps
        self.mark(key)
        if share_bps == 0:
            del self.sponsors[key]

    def set_reserve(self, reserve_bps: int) -> None:
        is_raised = reserve_bps > self.reserve_bps
        refuse(is_raised and reserve_bps > self.max_reserve_bps, "escrow: above the deal's reserve")
        self.settle()
        self.reserve_bps = reserve_bps

    def set_recoupment(self, mode: int) -> None:
        refuse(mode > PRO_RATA, "escrow: no such recoupment")
        self.settle()
        self.recoupment = mode

    def unlist_token(self, token: str) -> None:
        refuse(token not in self.listed, "escrow: token not listed")
        self.settle()
        self.listed.remove(token)

    def set_vesting(self, who: str, schedule: Schedule, yes: Collection[str] = ()) -> None:
        """Replaces the schedule of `who`; one without units ends it. `yes`: the keys of those who agree."""
        key = self.key(who)
        concerns = self.units.get(key, 0) != 0 or key in self.present
        needs_yes = concerns and schedule.is_worse_than(self.schedules.get(key, Schedule()))
        refuse(needs_yes and key not in yes, "escrow: needs its yes")
        if schedule.units != 0:
            schedule.check(self.today)
            refuse(self.schedules_set[key] > MAX_SCHEDULES, "escrow: too many schedules")
        self.settle()
        self.mark(key)
        if schedule.units == 0:
            self._end_schedule(key)
        else:
            self.schedules[key] = schedule
            self.schedules_set[key] += 1

    def freeze(self, token: str, who: str, amount: int, until: int) -> None:
        """What is the treasury's is partly of who leaves."""
        refuse(who == self.treasury, "escrow: treasury is not frozen")
        self.freezes.freeze(token, self.key(who), amount, until, self.now)
        self.mark(self.key(who))

    def unfreeze(self, token: str, who: str) -> None:
        self.freezes.unfreeze(token, self.key(who), self.now)
