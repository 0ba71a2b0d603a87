"""How money comes in, goes down the order of payment, and is paid; see model_escrow.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from tests.kit.numbers import DAY, NO_RECOUPMENT
from tests.property.model_account import Account
from tests.property.model_freezes import Freezes
from tests.property.model_rules import refuse
from tests.property.model_vesting import Schedule

BPS = 10_000


@dataclass
class Payments:
    """An escrow in force. Time is `now`, in unix seconds."""

    units: dict[str, int]
    settled: set[str]
    treasury: str = "treasury"
    now: int = 0
    refuses: Callable[[str, str], bool] = lambda token, address: False  # whether `address` does not take the token
    recoupment: int = NO_RECOUPMENT
    reserve_bps: int = 0
    sponsors: dict[str, int] = field(default_factory=dict)
    schedules: dict[str, Schedule] = field(default_factory=dict)
    payouts: dict[str, str] = field(default_factory=dict)
    successors: dict[str, str] = field(default_factory=dict)
    freezes: Freezes = field(default_factory=Freezes)
    accounts: defaultdict[str, Account] = field(default_factory=lambda: defaultdict(Account))
    # (token, address) => what was paid to it
    sent: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        return sum(self.units.values())

    @property
    def today(self) -> int:
        return self.now // DAY

    def locked(self, who: str) -> int:
        """How many units of `who` do not count today."""
        if who not in self.schedules:
            return 0
        return min(self.units[who], self.schedules[who].locked(self.today))

    # --- money in ---

    def arrive(self, token: str, amount: int) -> None:
        self.accounts[token].received += amount

    def distribute(self, token: str) -> int:
        """Splits what waits by the order and the units of now. Returns the amount."""
        refuse(self.total == 0, "escrow: no units")
        amount = self.accounts[token].distributable
        refuse(amount == 0, "escrow: nothing to distribute")
        account = self.accounts[token]
        account.owed += amount
        account.distributions += 1
        self._share(token, self._divide(token, amount))
        return amount

    def _share(self, token: str, amount: int) -> None:
        """Every partner has its exact fraction of the amount, and of that as much as has vested."""
        positions = self.accounts[token].positions
        for who, units in self.units.items():
            locked = self.locked(who)
            positions[who].earned += Fraction(amount * (units - locked), self.total)
            positions[who].unvested += Fraction(amount * locked, self.total)

    def settle(self, tokens: Iterable[str] = ()) -> None:
        """What arrived in ether, a listed token or those named is split as it was until now."""
        for token in self.settled.union(tokens):
            if self.total != 0 and self.accounts[token].distributable != 0:
                self.distribute(token)

    def _divide(self, token: str, amount: int) -> int:
        """Sponsors, contributors and the reserve, in this order. Returns what is left for the partners."""
        account = self.accounts[token]
        rest = amount
        for sponsor, bps in self.sponsors.items():
            part = int(Fraction(amount * bps, BPS))
            account.positions[sponsor].credited += part
            rest -= part
        if self.recoupment != NO_RECOUPMENT:
            rest -= account.line.repay(rest)
        reserved = int(Fraction(rest * self.reserve_bps, BPS))
        account.positions[self.treasury].credited += reserved
        return rest - reserved

    # --- money out ---

    def pay_out(self, token: str, partners: list[str]) -> int:
        """Splits what waits and pays the partners at once; what is no whole number for every unit is only credited.
        Returns the amount split."""
        refuse(self.total == 0, "escrow: no units")
        account = self.accounts[token]
        amount = account.distributable
        refuse(amount == 0, "escrow: nothing to distribute")
        order = [int(who, 16) for who in partners]
        refuse(order != sorted(set(order)), "escrow: partners out of order")
        refuse(sum(self.units.get(who, 0) for who in partners) != self.total, "escrow: not every partner")
        account.owed += amount
        account.distributions += 1
        whole, rest = divmod(self._divide(token, amount), self.total)
        self._share(token, rest)
        for who in partners:
            unvested = whole * self.locked(who)
            part = whole * self.units.get(who, 0) - unvested
            account.positions[self.treasury].credited += unvested
            if self.freezes.amount(token, who, self.now) != 0 or self.refuses(token, self.receiver(who)):
                account.positions[who].credited += part
            else:
                self._pay(token, who, part)
        return amount

    def receiver(self, who: str) -> str:
        """Where `who` is paid: to the address it named, or that of whoever has its seat now."""
        while self.units.get(who, 0) == 0 and who in self.successors:
            who = self.successors[who]
        return self.payouts.get(who, who)

    def claimable(self, token: str, who: str) -> int:
        return max(0, self.accounts[token].wealth(who) - self.freezes.amount(token, who, self.now))

    def has_claim(self, token: str, who: str) -> bool:
        """Whether a claim would do anything: pay, or credit what is frozen or the treasury's."""
        return self.claimable(token, who) != 0 or any(self.accounts[token].unbooked(who))

    def claim(self, token: str, who: str) -> int:
        refuse(not self.has_claim(token, who), "escrow: nothing to claim")
        amount = self.claimable(token, who)
        refuse(amount != 0 and self.refuses(token, self.receiver(who)), "")
        self._book(token, who)
        self.accounts[token].positions[who].credited -= amount
        self._pay(token, who, amount)
        return amount

    def claim_many(self, tokens: list[str], who: str) -> list[int]:
        refuse(not any(self.has_claim(token, who) for token in tokens), "escrow: nothing to claim")
        for token in tokens:
            refuse(self.claimable(token, who) != 0 and self.refuses(token, self.receiver(who)), "")
        return [self.claim(token, who) if self.has_claim(token, who) else 0 for token in tokens]

    def claim_for(self, token: str, partners: list[str]) -> int:
        refuse(not any(self.has_claim(token, who) for who in partners), "escrow: nothing to claim")
        paid = 0
        for who in partners:
            if self.has_claim(token, who):
                if self.refuses(token, self.receiver(who)):
                    self._book(token, who)
                else:
                    paid += self.claim(token, who)
        return paid

    def _book(self, token: str, who: str) -> None:
        position = self.accounts[token].positions[who]
        own, unvested = self.accounts[token].unbooked(who)
        position.booked += own
        position.credited += own
        position.booked_unvested += unvested
        self.accounts[token].positions[self.treasury].credited += unvested

    def _pay(self, token: str, who: str, amount: int) -> None:
        account = self.accounts[token]
        account.owed -= amount
        account.paid += amount
        self.sent[token, self.receiver(who)] += amount
