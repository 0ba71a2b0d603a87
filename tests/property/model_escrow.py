"""What the RevenueEscrow should do, written down once more and in another way: exact fractions, partner by partner.

The contract never goes through the partners and keeps one number for all of them; this model does go through them, at
every distribution, and keeps what each has earned as a fraction. If both agree after any history, the short way is
right.

Rounding. Sponsors' shares and the reserve are the floor of each distribution's share, and the partners' part is what is
left. Of that an account is entitled to the exact fraction, and can be paid the floor of the sum of all its fractions;
what its unvested units earned goes to the treasury in the same way, as a sum of its own. Of money that is paid out at
once, a whole number for every unit is paid, and the rest, less than one wei for every unit, is credited like income.

Contract and model may differ in one case that cannot come up in a test: the contract rounds what a unit earns up by
less than 2**-64 wei for each distribution, so a sum of fractions that misses a whole wei by less than that is paid as
one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tests.kit.numbers import NO_RECOUPMENT, PRO_RATA
from tests.property.model_account import MAX_OWED
from tests.property.model_payments import BPS, Payments
from tests.property.model_rules import refuse
from tests.property.model_vesting import Schedule

MAX_SPONSORS = 8
TOLERATED_PART = 1_000  # of a contribution to be repaid, in income that waits


@dataclass
class EscrowModel(Payments):
    """What partners and votes change, on top of the payments."""

    agreed: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    # --- contributions ---

    def contribute(self, token: str, who: str, amount: int) -> None:
        """Goes to the treasury, with all that waits here for it; repaid as far as a vote agreed, and not out of what
        arrived before: that must have been distributed, but for a small part."""
        account = self.accounts[token]
        refuse(amount > MAX_OWED - account.owed, "escrow: too much of this token")
        ranked = min(amount, self.agreed[token, who])
        waiting = min(account.distributable, MAX_OWED - account.owed - amount)
        refuse(ranked != 0 and waiting > ranked // TOLERATED_PART, "escrow: distribute first")
        self.agreed[token, who] -= ranked
        if ranked != 0:
            account.line.rank(who, ranked, shared=self.recoupment == PRO_RATA)
        account.received += amount
        account.owed += amount
        account.held += amount
        self.release(token)

    def release(self, token: str) -> int:
        account = self.accounts[token]
        amount = account.held
        refuse(amount == 0, "escrow: nothing to release")
        account.held = 0
        account.owed -= amount
        account.paid += amount
        self.sent[token, self.treasury] += amount
        return amount

    def agree_contribution(self, who: str, token: str, amount: int) -> None:
        refuse(self.recoupment == NO_RECOUPMENT, "escrow: nothing is recouped")
        self.agreed[token, who] = amount

    def record_contribution(self, who: str, token: str, amount: int) -> None:
        refuse(self.recoupment == NO_RECOUPMENT, "escrow: nothing is recouped")
        refuse(amount == 0, "escrow: nothing to contribute")
        self.settle([token])
        self.accounts[token].line.rank(who, amount, shared=self.recoupment == PRO_RATA)

    # --- who has units ---

    def set_units(self, who: str, units: int) -> None:
        """Income from before belongs to those who had units until now. Who has none left has no schedule either."""
        self.settle()
        self.units[who] = units
        if units == 0:
            self.schedules.pop(who, None)

    def move(self, who: str, to: str) -> None:
        """Units, schedule and payout address follow the seat; of a freeze, what is more than `who` is owed by now."""
        self.settle()
        for token in self.settled:
            frozen = self.freezes.amount(token, who, self.now)
            rest = frozen - min(frozen, self.accounts[token].wealth(who))
            if rest != 0:
                self.freezes.hand_on(token, who, to, rest, self.now)
        self.successors[who] = to
        if who in self.payouts:
            self.payouts.setdefault(to, self.payouts[who])
        self.units[to] = self.units[who]
        self.units[who] = 0
        if who in self.schedules:
            self.schedules[to] = self.schedules.pop(who)

    # --- votes ---

    def set_sponsor(self, sponsor: str, share_bps: int) -> None:
        others = sum(bps for who, bps in self.sponsors.items() if who != sponsor)
        refuse(others + share_bps > BPS, "escrow: sponsors above 100%")
        refuse(share_bps == 0 and sponsor not in self.sponsors, "escrow: not a sponsor")
        is_full = sponsor not in self.sponsors and len(self.sponsors) == MAX_SPONSORS
        refuse(share_bps != 0 and is_full, "escrow: too many sponsors")
        self.settle()
        self.sponsors[sponsor] = share_bps
        if share_bps == 0:
            del self.sponsors[sponsor]

    def set_reserve(self, reserve_bps: int) -> None:
        refuse(reserve_bps > BPS, "escrow: reserve above 100%")
        self.settle()
        self.reserve_bps = reserve_bps

    def set_recoupment(self, mode: int) -> None:
        refuse(mode > PRO_RATA, "escrow: no such recoupment")
        self.settle()
        self.recoupment = mode

    def set_vesting(self, who: str, schedule: Schedule) -> None:
        """Replaces the schedule of `who`; one without units ends it."""
        if schedule.units != 0:
            schedule.check(self.today)
        self.settle()
        self.schedules.pop(who, None)
        if schedule.units != 0:
            self.schedules[who] = schedule

    def freeze(self, token: str, who: str, amount: int, until: int) -> None:
        self.freezes.freeze(token, who, amount, until, self.now)

    def unfreeze(self, token: str, who: str) -> None:
        self.freezes.unfreeze(token, who, self.now)
