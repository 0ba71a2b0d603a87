"""What is promised by name, in plain terms: who has to be asked about an action, what has to stay, and what may be done
without a vote. It says whether something is held up, not how the contracts find that out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from tests.kit.numbers import DAY, ETHER, HOUR

STEERING = "steering seats"
YES, NO = True, False


@dataclass(frozen=True)
class Deed:
    """One call: a payment of ether, a transfer or an allowance of the token."""

    token: str
    payee: str
    amount: int
    is_allowance: bool = False


@dataclass
class Usage:
    """How much was done within one limit, and when."""

    maximum: int
    period: int
    begun: int
    uses: list[tuple[int, int]] = field(default_factory=list)

    def most(self, now: int) -> Fraction:
        """What is left at the most, however it is reckoned: it began full, and refills evenly."""
        left, at = Fraction(self.maximum), self.begun
        for used_at, amount in [*self.uses, (now, 0)]:
            left = min(Fraction(self.maximum), left + Fraction(self.maximum * (used_at - at), self.period)) - amount
            at = used_at
        return left

    def check(self) -> None:
        """Never more than the maximum at once, nor twice that in any period."""
        for number, (begun, _) in enumerate(self.uses):
            within = [amount for at, amount in self.uses[number:] if at < begun + self.period]
            assert sum(within) <= 2 * self.maximum
            assert sum(amount for at, amount in self.uses if at == begun) <= self.maximum


@dataclass
class Matter:
    """`payee`: only that one, if any. `all_calls`: of a token also allowances, else transfers alone."""

    token: str
    all_calls: bool
    payee: str
    holder: str
    days: int
    since: int
    ends: int
    notice_days: int
    limit: int = 0

    def covers(self, deed: Deed, now: int) -> bool:
        if self.ends and now > self.ends:
            return False
        return self.token == deed.token and (self.all_calls or not deed.is_allowance) and self.payee in ("", deed.payee)


@dataclass
class Floor:
    token: str
    amount: int
    holder: str
    ends: int
    notice_days: int

    def holds(self, now: int) -> bool:
        return not self.ends or now <= self.ends


@dataclass
class Mandate:
    token: str
    holder: str
    ends: int
    limit: int
    is_over: bool = False
    paused_until: int = 0


@dataclass
class Proposal:
    """What was said on it: who has a seat by the seat, with the account that said so."""

    deeds: list[Deed]
    text: str
    made: int
    answers: dict[str, tuple[bool, str]] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)
    """Whose no was said after it had passed."""


@dataclass
class Promises:
    """Holders are accounts, of the partner its first one; `accounts` says which has its seat now."""

    accounts: dict[str, str]
    now: int = 0
    matters: list[Matter] = field(default_factory=list)
    floors: list[Floor] = field(default_factory=list)
    mandates: dict[int, Mandate] = field(default_factory=dict)
    usages: dict[int, Usage] = field(default_factory=dict)

    def present(self, holder: str) -> str:
        return self.accounts.get(holder, holder)

    def answer(self, proposal: Proposal, holder: str) -> bool | None:
        """What its holder says. A yes of who has given the seat away is none."""
        who = self.accounts.get(STEERING, "") if holder == STEERING else holder
        if who not in proposal.answers:
            return None
        said, by = proposal.answers[who]
        return None if said is YES and by != self.present(who) else said

    # --- what holds something up ---

    def holds_up(self, deeds: list[Deed], proposal: Proposal | None, left: dict[int, int]) -> list[Matter]:
        """The matters that have not been met. `left`: of every limit; what is done within one is taken off."""
        found = []
        for deed in deeds:
            for matter in self.matters:
                if not matter.covers(deed, self.now):
                    continue
                counts = matter.limit and not (matter.all_calls and deed.is_allowance)
                if counts and deed.amount <= left[matter.limit]:
                    left[matter.limit] -= deed.amount
                elif not self.is_met(matter, proposal):
                    found.append(matter)
        return found

    def is_met(self, matter: Matter, proposal: Proposal | None) -> bool:
        """A yes, or silence for its days from the making of the proposal, or of the promise if that is later."""
        if proposal is None:
            return False
        said = self.answer(proposal, matter.holder)
        return said is YES or (said is None and self.now > max(proposal.made, matter.since) + matter.days * DAY)

    def below(self, deeds: list[Deed], proposal: Proposal | None, held: dict[str, int]) -> list[Floor]:
        """The floors whose holder has not agreed to what they leave, or to what would be taken later."""
        found = []
        for floor in self.floors:
            if not floor.holds(self.now) or (proposal and self.answer(proposal, floor.holder) is YES):
                continue
            leaves = held[floor.token] - sum(
                deed.amount for deed in deeds if deed.token == floor.token and not deed.is_allowance
            )
            is_taken_later = floor.token != ETHER and any(
                deed.is_allowance and deed.token == floor.token for deed in deeds
            )
            if is_taken_later or (leaves < floor.amount and leaves < held[floor.token]):
                found.append(floor)
        return found

    def new_limit(self, maximum: int, hours: int) -> int:
        number = len(self.usages) + 1
        self.usages[number] = Usage(maximum, hours * HOUR, self.now)
        return number
