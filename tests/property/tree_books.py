"""What one partnership of a tree should have: plain books with exact fractions, that go through everybody.

Everything is kept by key, that is by seat: whoever holds the seat has what stands there (model_seats.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from tests.property.model_rules import refuse
from tests.property.model_seats import Seats

BPS = 10_000


@dataclass
class Book:
    """One token in one escrow, in its smallest unit. By key: what was ever credited, and what was ever paid."""

    received: int = 0
    split: int = 0
    """Of income, that was shared."""
    liquidated: int = 0
    credited: Counter[str] = field(default_factory=Counter)
    by_units: defaultdict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    paid: Counter[str] = field(default_factory=Counter)
    counted_from: int | None = None
    """What had been split when income began to be counted."""

    @property
    def balance(self) -> int:
        return self.received - self.paid.total()

    @property
    def owed(self) -> int:
        """What is not income that waits: also what buy-outs brought, which is nobody's income."""
        return self.split + self.liquidated + self.bought - self.paid.total()

    bought: int = 0
    """What the prices of links came to."""

    @property
    def waiting(self) -> int:
        return self.balance - self.owed

    def claimable(self, key: str) -> int:
        return self.credited[key] + int(self.by_units[key]) - self.paid[key]


@dataclass
class Link:
    """A share of income that two sides agreed to."""

    tag: int
    sponsor: str
    """Whose key it goes by, or whose escrow is credited."""
    credited: str
    """The key that earns."""
    share_bps: int
    ends: int | None
    notice_days: int
    price: int
    price_token: str
    to_escrow: bool

    def earns(self, now: int) -> bool:
        return self.ends is None or now <= self.ends


@dataclass
class Node(Seats):
    """One partnership. Its treasury is the account that it is."""

    escrow: str = ""
    tokens: tuple[str, ...] = ()
    units: dict[str, int] = field(default_factory=dict)
    reserve_bps: int = 0
    is_winding_up: bool = False
    links: dict[int, Link] = field(default_factory=dict)
    books: dict[str, Book] = field(default_factory=dict)
    now: int = 0

    def __post_init__(self) -> None:
        self.books = {token: Book() for token in self.tokens}

    @property
    def keys_seen(self) -> set[str]:
        """Whatever may have anything here."""
        books = self.books.values()
        earning = {key for book in books for key in (*book.credited, *book.by_units)}
        return {*self.units, *earning, self.treasury}

    # --- income ---

    def split(self, token: str) -> int:
        """Shares what waits by the order, the links and the units of now. Returns the amount."""
        book = self.books[token]
        amount = rest = book.waiting
        refuse(amount == 0, "escrow: nothing to distribute")
        for link in self.links.values():
            if link.earns(self.now):
                part = amount * link.share_bps // BPS
                book.credited[link.credited] += part
                rest -= part
        reserved = rest * self.reserve_bps // BPS
        book.credited[self.treasury] += reserved
        book.split += amount
        self._share(book, rest - reserved)
        return amount

    def settle(self) -> None:
        """What waits is shared as things stand until now."""
        for token, book in self.books.items():
            if book.waiting:
                self.split(token)

    def liquidate(self, token: str, amount: int) -> None:
        """Out of the treasury: to all units."""
        book = self.books[token]
        book.received += amount
        book.liquidated += amount
        self._share(book, amount)

    def pay(self, token: str, who: str) -> int:
        """What a claim pays."""
        key, book = self.key(who), self.books[token]
        amount = book.claimable(key)
        refuse(amount == 0, "escrow: nothing to claim")
        book.paid[key] += amount
        return amount

    def _share(self, book: Book, amount: int) -> None:
        total = sum(self.units.values())
        for key, units in self.units.items():
            book.by_units[key] += Fraction(amount * units, total)

    # --- votes ---

    def set_units(self, who: str, units: int) -> None:
        refuse(self.is_winding_up, "membership: not in force")
        self.settle()
        self.units[self.key(who)] = units

    def set_reserve(self, reserve_bps: int) -> None:
        refuse(self.is_winding_up, "escrow: winding up")
        self.settle()
        self.reserve_bps = reserve_bps

    def count_income(self, token: str) -> None:
        self.settle()
        if self.books[token].counted_from is None:
            self.books[token].counted_from = self.books[token].split

    def income(self, token: str) -> int:
        book = self.books[token]
        return 0 if book.counted_from is None else book.split - book.counted_from
