"""What a statement says. Sums are whole numbers of the token's smallest unit (wei for ether), times unix seconds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from polypact.statement.book import Sums, Tiers
from polypact.statement.proof import Comparison
from polypact.statement.replay import Receipt
from polypact.text.errors import PolypactError


@dataclass(frozen=True)
class Line:
    """One account of one token, as of the statement's block."""

    account: str
    units: int
    sums: Sums
    """By the log, since the beginning."""
    claimable: int
    """By the contract: what `claim` would pay now."""
    frozen: int
    """What is kept back of it in a dispute."""

    @property
    def credited(self) -> int:
        return self.sums.credited

    @property
    def paid(self) -> int:
        return self.sums.paid

    @property
    def balance(self) -> int:
        return self.sums.balance


@dataclass(frozen=True)
class Movement:
    """One account within a period, like a line of a bank statement."""

    account: str
    units: int
    """At its end."""
    opening: int
    change: Sums

    @property
    def closing(self) -> int:
        return self.opening + self.change.balance


@dataclass(frozen=True)
class Period:
    """One token from `start` to just before `end`."""

    start: int
    end: int
    tiers: Tiers
    movements: Sequence[Movement]
    opening: int
    """Of all accounts, and what was not yet a whole smallest unit of anybody."""
    opening_remainder: int
    """The latter."""
    remainder: int
    """What the period adds to it; it may be negative."""
    paid: int

    @property
    def closing(self) -> int:
        return self.opening + self.tiers.split - self.paid


@dataclass(frozen=True)
class TokenStatement:
    """One token."""

    token: str
    tiers: Tiers
    """Since the beginning."""
    lines: Sequence[Line]
    months: Sequence[Period]
    whole: Period
    """All months together."""
    owed: int
    balance: int
    undistributed: int
    """What waits for the next distribution."""
    contributions_held: int
    """Capital paid in that still waits in the escrow; no revenue."""
    recorded: int
    """Contributions to be repaid out of income, repaid ones included."""
    waiting: int
    """The treasury's part of income that its account gets when those claim whose units had not vested."""
    remainder: int
    """Split, but not yet a whole smallest unit of anybody."""
    comparisons: Sequence[Comparison]
    problems: Sequence[str]
    """Where the log and the chain differ; none means it adds up to the wei."""

    @property
    def received(self) -> int:
        """All revenue that ever arrived."""
        return self.tiers.split + self.tiers.wound_down + self.undistributed

    @property
    def invoiced(self) -> int:
        return self.tiers.invoiced

    @property
    def distributed(self) -> int:
        return self.tiers.split

    @property
    def wound_down(self) -> int:
        return self.tiers.wound_down

    @property
    def paid(self) -> int:
        return sum(line.paid for line in self.lines)

    @property
    def claimable(self) -> int:
        return sum(line.claimable for line in self.lines)

    @property
    def outstanding(self) -> int:
        """Contributions that are still to be repaid."""
        return self.recorded - self.tiers.contributions

    @property
    def adds_up(self) -> bool:
        return not self.problems

    @property
    def is_of_interest(self) -> bool:
        return bool(self.received or self.balance or self.recorded or self.tiers.contributed)


@dataclass(frozen=True)
class Statement:
    """A partnership's revenue as of one block."""

    escrow: str
    partnership: str
    chain_id: int
    block: int
    time: int
    """Of the block."""
    events: int
    start: int
    """Of the first month."""
    end: int
    """Of the last one, exclusive."""
    tokens: Sequence[TokenStatement]
    receipts: Sequence[Receipt]
    """Payments with a reference from `start` to `end`."""
    comparisons: Sequence[Comparison]
    problems: Sequence[str]
    """What does not fit together and belongs to no token."""

    @property
    def adds_up(self) -> bool:
        return not self.problems and all(token.adds_up for token in self.tokens)

    @property
    def all_problems(self) -> list[str]:
        """One line each."""
        return [*self.problems, *(f"{entry.token}: {text}" for entry in self.tokens for text in entry.problems)]

    @property
    def compared(self) -> int:
        """How many numbers were compared with the chain."""
        return len(self.comparisons) + sum(len(token.comparisons) for token in self.tokens)

    def only(self, accounts: Collection[str]) -> Statement:
        """The same with the lines of these accounts alone; totals and the proof remain those of all."""

        def period(whole: Period) -> Period:
            return replace(whole, movements=[entry for entry in whole.movements if entry.account in accounts])

        return replace(
            self,
            tokens=[
                replace(
                    token,
                    lines=[line for line in token.lines if line.account in accounts],
                    months=[period(month) for month in token.months],
                    whole=period(token.whole),
                )
                for token in self.tokens
            ],
        )

    def of(self, token: str) -> TokenStatement:
        """The statement of one token."""
        for entry in self.tokens:
            if entry.token == token:
                return entry
        raise PolypactError(f"no revenue in {token} ever arrived")
