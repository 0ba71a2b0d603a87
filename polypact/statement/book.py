"""The book of one token: what came in, what each tier took, and what each account was credited and paid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, field

from polypact.statement.holdings import Holdings
from polypact.statement.income import Income
from polypact.statement.recouping import Recouping


@dataclass(frozen=True)
class Sums:
    """Of one account, up to a moment or within a period, in the token's smallest unit."""

    units: int = 0
    """Earned by units that had vested."""
    sponsor: int = 0
    contributions: int = 0
    """Repaid."""
    reserve: int = 0
    unvested: int = 0
    """Earned by units that had not vested; the treasury's."""
    treasury_part: int = 0
    """Out of the treasury: on leaving, when a link was bought out or the partnership wound up; no income."""
    paid: int = 0

    @property
    def credited(self) -> int:
        earned = self.units + self.sponsor + self.contributions + self.reserve + self.unvested
        return earned + self.treasury_part

    @property
    def balance(self) -> int:
        return self.credited - self.paid

    def __sub__(self, other: Sums) -> Sums:
        return Sums(*(a - b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def __add__(self, other: Sums) -> Sums:
        return Sums(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True)
class Tiers:
    """What came in and where it went, up to a moment or within a period, in the token's smallest unit."""

    sponsors: int = 0
    contributions: int = 0
    reserve: int = 0
    unvested: int = 0
    partners: int = 0
    """What units that had vested earned, fractions of the smallest unit included."""
    treasury_part: int = 0
    """What came out of the treasury for who left, for a link, or for all units in the end; no income."""
    wound_down: int = 0
    invoiced: int = 0
    """Revenue that came with a reference, whether it is split already or not."""
    contributed: int = 0
    """Capital that was paid in; no revenue."""
    valued: int = 0
    """Contributions in kind, at their agreed value."""

    @property
    def split(self) -> int:
        earned = self.sponsors + self.contributions + self.reserve + self.unvested + self.partners
        return earned + self.treasury_part

    def __sub__(self, other: Tiers) -> Tiers:
        return Tiers(*(a - b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass
class Book:
    """One token, in its smallest unit. `income` and `recouping` have what is worked out, the rest is added up."""

    holdings: Holdings
    treasury: str
    income: Income = field(init=False)
    recouping: Recouping = field(default_factory=Recouping)
    #: Account => credited as a sponsor; credited by `pay_out`; paid.
    sponsored: dict[str, int] = field(default_factory=dict)
    paid_out: dict[str, int] = field(default_factory=dict)
    paid: dict[str, int] = field(default_factory=dict)
    #: Partner => what its units earned before they vested and a claim has given to the treasury.
    booked: dict[str, int] = field(default_factory=dict)
    #: The same by `pay_out`, which gives it at once.
    unvested_paid_out: int = 0
    reserve: int = 0
    partners: int = 0
    """The partners' part of all distributions, unvested units included."""
    #: Account => credited out of the treasury when it left or its link was bought out; and all that came out of it.
    left_with: dict[str, int] = field(default_factory=dict)
    treasury_part: int = 0
    owed: int = 0
    """As the contract counts it: credited and not yet paid, contributions it holds included."""
    wound_down: int = 0
    invoiced: int = 0
    contributed: int = 0
    valued: int = 0
    #: Account => {amount, until (unix seconds)} of its newest freeze.
    freezes: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.income = Income(self.holdings)

    @property
    def grain(self) -> int:
        """What all that is booked is a multiple of."""
        return self.income.grain

    def set_grain(self, grain: int) -> None:
        self.income.grain = self.recouping.grain = grain

    def add(self, sums: dict[str, int], account: str, amount: int) -> None:
        sums[account] = sums.get(account, 0) + amount

    @property
    def waiting(self) -> int:
        """The treasury's, but its account gets it only when those claim whose units earned it."""
        return self.income.all_unvested() - sum(self.booked.values())

    def accounts(self) -> list[str]:
        """Everybody with units, and whoever was ever credited or paid, or has a contribution to be repaid."""
        own = [self.treasury] if self.reserve or self.unvested_paid_out or self.income.all_unvested() else []
        groups: Iterable[Iterable[str]] = (
            self.holdings.units,
            self.sponsored,
            self.left_with,
            self.recouping.ranked,
            own,
            self.paid,
            self.freezes,
        )
        return list(dict.fromkeys(account for group in groups for account in group))

    def sums(self, account: str) -> Sums:
        is_treasury, by_units = account == self.treasury, self.income.from_treasury(account)
        return Sums(
            units=self.income.vested(account) - by_units + self.paid_out.get(account, 0),
            sponsor=self.sponsored.get(account, 0),
            contributions=self.recouping.repaid_to(account),
            reserve=self.reserve if is_treasury else 0,
            unvested=self.income.all_unvested() + self.unvested_paid_out if is_treasury else 0,
            treasury_part=by_units + self.left_with.get(account, 0),
            paid=self.paid.get(account, 0),
        )

    def tiers(self) -> Tiers:
        unvested = self.income.all_unvested() + self.unvested_paid_out
        return Tiers(
            sponsors=sum(self.sponsored.values()),
            contributions=self.recouping.repaid,
            reserve=self.reserve,
            unvested=unvested,
            partners=self.partners - unvested,
            treasury_part=self.treasury_part,
            wound_down=self.wound_down,
            invoiced=self.invoiced,
            contributed=self.contributed,
            valued=self.valued,
        )
