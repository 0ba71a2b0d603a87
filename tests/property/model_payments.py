"""How money comes in, goes down the order of payment, and is paid; see model_escrow.py."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tests.kit.numbers import DAY, ETHER, NO_RECOUPMENT
from tests.property.model_freezes import Freezes
from tests.property.model_rules import RefusalError, refuse
from tests.property.model_tokens import Tokens
from tests.property.model_vesting import Schedule

BPS = 10_000


@dataclass
class Payments(Tokens):
    """An escrow in force. Everything is kept by key; accounts that are given stand for their seats."""

    recoupment: int = NO_RECOUPMENT
    reserve_bps: int = 0
    sponsors: dict[str, int] = field(default_factory=dict)
    schedules: dict[str, Schedule] = field(default_factory=dict)
    freezes: Freezes = field(default_factory=Freezes)

    @property
    def total(self) -> int:
        return sum(self.units.values())

    @property
    def today(self) -> int:
        return self.now // DAY

    def locked(self, account: str) -> int:
        """How many units do not count today."""
        key = self.key(account)
        if key not in self.schedules:
            return 0
        return min(self.units.get(key, 0), self.schedules[key].locked(self.today))

    # --- money in ---

    def arrive(self, token: str, amount: int) -> None:
        self.accounts[token].received += amount

    def distribute(self, token: str) -> int:
        """Splits what waits by the order and the units of now. Returns the amount."""
        amount = self._open(token)
        self._share(token, self._divide(token, amount))
        return amount

    def settle(self, tokens: Iterable[str] = ()) -> None:
        """What arrived in ether, a listed token or those named is split as it was until now; no token stops that."""
        for token in {ETHER, *self.listed, *tokens}:
            account = self.accounts[token]
            if account.balance != 0 and token not in self.known:
                with suppress(RefusalError):
                    self.make_known(token, self.probe(token, by_name=False))
            if token in self.known and account.distributable != 0:
                self.distribute(token)

    def settle_all(self, token: str) -> None:
        """Anybody has that done."""
        refuse(not self.may_be_split(token), "escrow: token not known")
        self.settle([token])

    def waiting(self, token: str) -> int:
        """What would be split now of a token, which becomes known by that."""
        account = self.accounts[token]
        if token in self.known:
            return account.distributable
        probe = self.probe(token, by_name=False)
        left = replace(account, paid=account.paid + probe)
        return replace(left, grain=self.grain_of(token, left)).distributable

    def _open(self, token: str) -> int:
        """Owes what waits to somebody."""
        amount = self.waiting(token)
        refuse(amount == 0, "escrow: nothing to distribute")
        if token not in self.known:
            self.make_known(token, self.probe(token, by_name=False))
        self.accounts[token].owed += amount
        self.accounts[token].distributions += 1
        return amount

    def _share(self, token: str, amount: int, *, all_vested: bool = False) -> None:
        """Every partner has its exact fraction of the amount, and of that as much as has vested."""
        positions = self.accounts[token].positions
        for key, units in self.units.items():
            if amount and units:
                locked = 0 if all_vested else self.locked(key)
                positions[key].earned += Fraction(amount * (units - locked), self.total)
                positions[key].unvested += Fraction(amount * locked, self.total)

    def _divide(self, token: str, amount: int) -> int:
        """Sponsors, contributors and the reserve, in this order. Returns what is left for the partners; where there are
        none that is the treasury's."""
        account = self.accounts[token]
        rest = amount
        for sponsor, bps in self.sponsors.items():
            part = account.floor(Fraction(amount * bps, BPS))
            account.positions[sponsor].credited += part
            rest -= part
        rest -= account.line.repay(rest)
        reserved = account.floor(Fraction(rest * self.reserve_bps, BPS)) if self.total else rest
        if reserved:
            self.mark(self.treasury)
        account.positions[self.treasury].credited += reserved
        return rest - reserved

    def liquidate(self, token: str, held: int) -> int:
        """Out of the treasury, which has `held`, once the partnership winds up: to contributors first, then to all
        units, vested or not. Returns how much was split."""
        account = self.accounts[token]
        amount = min(held, account.room) if self.may_be_split(token) else 0
        if amount == 0 or self.refuses(token, self.treasury):
            return 0
        account.received += amount
        self.sent[token, self.treasury] -= amount
        if token not in self.known:
            try:
                self.make_known(token, self.probe(token, by_name=False))
            except RefusalError:
                return 0
        split = account.floor(min(amount, account.distributable))
        if split != 0:
            account.owed += split
            account.distributions += 1
            self._share(token, split - account.line.repay(split), all_vested=True)
        return split

    # --- money out ---

    def pay_out(self, token: str, partners: list[str]) -> int:
        """Splits what waits and pays the partners at once; what is no whole number of grains for every unit is only
        credited. Returns the amount split. If nothing waits, all are paid what they can claim, and that is returned."""
        account = self.accounts[token]
        if self.waiting(token) == 0:
            return self.claim_for(token, partners)
        refuse(self.total == 0, "escrow: no units")
        accounts = [int(who, 16) for who in partners]
        # Until the first of them is out of order, in their place.
        for number, who in enumerate(partners):
            refuse(number > 0 and accounts[number] <= accounts[number - 1], "escrow: partners out of order")
            refuse(self.has_moved_away(who), "escrow: seat has moved")
        refuse(sum(self.units.get(self.key(who), 0) for who in partners) != self.total, "escrow: not every partner")
        amount = self._open(token)
        whole, rest = divmod(self._divide(token, amount), account.grain * self.total)
        whole *= account.grain
        self._share(token, rest)
        for who in partners:
            key = self.key(who)
            unvested = whole * self.locked(key)
            part = whole * self.units.get(key, 0) - unvested
            account.positions[self.treasury].credited += unvested
            if part == 0:
                continue
            if self.freezes.amount(token, key, self.now) != 0 or self.refuses(token, self.receiver(key)):
                account.positions[key].credited += part
                self.mark(key)
            else:
                self._pay(token, key, part)
        return amount

    def claimable(self, token: str, who: str) -> int:
        key, account = self.key(who), self.accounts[token]
        kept = -(-self.freezes.amount(token, key, self.now) // account.grain) * account.grain
        return max(0, account.wealth(key) - kept)

    def has_claim(self, token: str, who: str) -> bool:
        """Whether a claim would do anything: pay, or credit what is frozen or the treasury's."""
        return self.claimable(token, who) != 0 or any(self.accounts[token].unbooked(self.key(who)))

    def claim(self, token: str, who: str) -> int:
        refuse(not self.has_claim(token, who), "escrow: nothing to claim")
        amount = self.claimable(token, who)
        refuse(amount != 0 and self.refuses(token, self.receiver(who)), "")
        self._book(token, who)
        self.accounts[token].positions[self.key(who)].credited -= amount
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
                if self.claimable(token, who) and self.refuses(token, self.receiver(who)):
                    self._book(token, who)
                    self.mark(self.key(who))
                else:
                    paid += self.claim(token, who)
        return paid

    def _book(self, token: str, who: str) -> None:
        account, key = self.accounts[token], self.key(who)
        own, unvested = account.unbooked(key)
        position = account.positions[key]
        position.booked += own
        position.credited += own
        position.booked_unvested += unvested
        account.positions[self.treasury].credited += unvested

    def _pay(self, token: str, who: str, amount: int) -> None:
        account = self.accounts[token]
        account.owed -= amount
        account.paid += amount
        self.sent[token, self.receiver(who)] += amount
