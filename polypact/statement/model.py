"""What a statement says. Sums are whole numbers of the token's smallest unit (wei for ether), times unix seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from polypact.statement.book import Sums, Tiers
from polypact.statement.entries import Invoice, Payment
from polypact.statement.proof import Comparison
from polypact.statement.seats import Seats
from polypact.text.errors import PolypactError


class Standing(StrEnum):
    """Why a token is in a statement."""

    ETHER = "ether"
    LISTED = "listed"
    ASKED = "asked for"
    FORMER = "formerly listed"
    OTHER = "never listed"

    @property
    def counts(self) -> bool:
        """Whether the verdict depends on it. Anybody can make a token that answers what it likes."""
        return self in (Standing.ETHER, Standing.LISTED, Standing.ASKED)


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

    @property
    def received(self) -> int:
        """What was split, and what went to the convener when the formation had failed."""
        return self.tiers.split + self.tiers.wound_down


@dataclass(frozen=True)
class TokenStatement:
    """One token."""

    token: str
    standing: Standing
    tiers: Tiers
    """Since the beginning."""
    lines: Sequence[Line]
    months: Sequence[Period]
    whole: Period
    """All months together."""
    owed: int
    balance: int | None
    """What the escrow holds; `None` if the token does not answer."""
    undistributed: int
    """What waits for the next distribution; 0 if the token does not answer."""
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
        return bool(self.received or self.balance or self.recorded or self.tiers.contributed or self.problems)


@dataclass(frozen=True)
class OtherToken:
    """A token that nobody listed or asked for. It changes no verdict, and itself it is not asked for anything."""

    token: str
    tiers: Tiers
    paid: int
    owed: int
    payments: int
    """How many payments in it there were, both ways."""
    problems: Sequence[str]


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
    others: Sequence[OtherToken]
    """What there is beside them."""
    payments: Sequence[Payment]
    """From `start` to `end`, in `tokens`."""
    invoices: Sequence[Invoice]
    """Those that were open at some moment from `start` to `end`, in `tokens`."""
    comparisons: Sequence[Comparison]
    problems: Sequence[str]
    """What does not fit together and belongs to no token."""
    seats: Seats
    """Who had whose seat. All but a single payment stands in the name of the present holder."""
    partner: Sequence[str] = ()
    """Whose statement it is, all accounts of one partner; empty if it is everybody's."""

    @property
    def adds_up(self) -> bool:
        """The verdict; it depends on what `Standing.counts`."""
        return not self.problems and all(token.adds_up for token in self.tokens if token.standing.counts)

    @property
    def all_problems(self) -> list[str]:
        """What the verdict depends on, one line each."""
        return [*self.problems, *self._problems_of([token for token in self.tokens if token.standing.counts])]

    @property
    def side_problems(self) -> list[str]:
        """The same of tokens that change no verdict."""
        return self._problems_of([*(token for token in self.tokens if not token.standing.counts), *self.others])

    @property
    def compared(self) -> int:
        """How many numbers were compared with the chain."""
        return len(self.comparisons) + sum(len(token.comparisons) for token in self.tokens)

    @property
    def reaches_block(self) -> bool:
        """Whether it goes up to the newest block: only then is known what waited to be split at its end."""
        return self.end > self.time

    @staticmethod
    def _problems_of(entries: Sequence[TokenStatement | OtherToken]) -> list[str]:
        return [f"{entry.token}: {text}" for entry in entries for text in entry.problems]

    def of(self, token: str) -> TokenStatement:
        """The statement of one token."""
        for entry in self.tokens:
            if entry.token == token:
                return entry
        raise PolypactError(f"no revenue in {token} ever arrived")
