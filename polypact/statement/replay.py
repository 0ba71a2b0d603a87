"""The escrow's events, gone through one after the other.

Nothing here asks the chain: what every account was credited and paid follows from the log alone, by the rules of the
contract. What does not fit together on the way is named in `problems`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from polypact.chain.events import Event
from polypact.statement.book import Book, Sums, Tiers
from polypact.statement.entries import Invoices, Payment, payment_of
from polypact.statement.holdings import DAY, Holdings
from polypact.statement.order import Rules, Run, rank_of
from polypact.statement.pay_out import PayOut, pay_out_of
from polypact.statement.seats import Seats

#: Later than the end of any schedule.
_LAST_DAY = 2**64 - 1


@dataclass(frozen=True)
class Snapshot:
    """The books at one moment."""

    time: int
    """Unix seconds; every event before it counts."""
    sums: dict[tuple[str, str], Sums]
    """By token and account."""
    tiers: dict[str, Tiers]
    """By token."""
    units: dict[str, int]


class Replay:
    """What the log says. `treasury` is the partnership's address."""

    def __init__(self, treasury: str) -> None:
        self.treasury = treasury
        self.holdings = Holdings()
        self.rules = Rules()
        self.books: dict[str, Book] = {}
        self.listed: list[str] = []
        self.payments: list[Payment] = []
        self.invoices = Invoices()
        #: Token (empty for what belongs to none) => what does not fit together.
        self.problems: dict[str, list[str]] = {}
        self._run: Run | None = None
        self._pay_out: PayOut | None = None
        self.seats = Seats([])

    def run(self, events: Iterable[Event], moments: Sequence[int] = (), tokens: Collection[str] = ()) -> list[Snapshot]:
        """Goes through the events, in order; gives the books of `tokens` as they were at those moments (unix seconds,
        rising)."""
        snapshots: list[Snapshot] = []
        log = list(events)
        self.seats = Seats(log)
        # A payment is in the name of the account that had the seat then.
        self.payments = [payment for payment in map(payment_of, log) if payment]
        for event in map(self.seats.read, log):
            while len(snapshots) < len(moments) and event.time >= moments[len(snapshots)]:
                snapshots.append(self.snapshot(moments[len(snapshots)], tokens))
            self._take(event)
        self._close()
        snapshots += [self.snapshot(moment, tokens) for moment in moments[len(snapshots) :]]
        return snapshots

    def snapshot(self, moment: int, tokens: Collection[str]) -> Snapshot:
        self._close()
        books = {token: self.book(token) for token in tokens}
        return Snapshot(
            moment,
            {(token, account): book.sums(account) for token, book in books.items() for account in book.accounts()},
            {token: book.tiers() for token, book in books.items()},
            dict(self.holdings.units),
        )

    def book(self, token: str) -> Book:
        return self.books.get(token) or self.books.setdefault(token, Book(self.holdings, self.treasury))

    # --- events ---

    def _take(self, event: Event) -> None:
        rank = rank_of(event)
        self._end_pay_out(event)
        if self._run and event.name == "Liquidated" and self._run.takes(event):
            self._run.without_repaid(event["repaid"])
        if self._run and (rank is None or not self._run.takes(event)):
            self._end_run()
        if rank is not None:
            if self._run is None:
                book = self.book(event["token"])
                outstanding = book.recouping.outstanding
                self._run = Run(event["token"], event.block, event.transaction, outstanding, book.grain, event.time)
            self._run.take(event, rank)
        handler = _HANDLERS.get(event.name)
        if handler:
            handler(self, event)

    def _close(self) -> None:
        self._end_run()
        self._end_pay_out(None)

    def _end_run(self) -> None:
        if self._run:
            self.rules.has_units = self.holdings.total != 0
            self._found(self._run.token, self._run.problems(self.rules))
            self._run = None

    def _end_pay_out(self, event: Event | None) -> None:
        # What a pay-out has to log comes right after it.
        if self._pay_out:
            if event and self._pay_out.expects(event):
                return
            self._found(self._pay_out.token, self._pay_out.missing())
            self._pay_out = None

    def _wrong(self, event: Event, problem: str | None) -> None:
        if problem:
            self._found(event.arguments.get("token", ""), [f"block {event.block}: {problem}"])

    def _found(self, token: str, problems: Sequence[str]) -> None:
        if problems:
            self.problems.setdefault(token, []).extend(problems)

    def _units_changed(self, event: Event) -> None:
        for book in self.books.values():
            book.income.settle(event["partner"])
        self._wrong(event, self.holdings.change(event))

    def _vesting_set(self, event: Event) -> None:
        for book in self.books.values():
            book.income.settle(event["partner"])
        self.holdings.set_vesting(event)

    def _sponsor_credited(self, event: Event) -> None:
        book = self.book(event["token"])
        book.add(book.sponsored, event["sponsor"], event["amount"])
        book.owed += event["amount"]

    def _contributions_repaid(self, event: Event) -> None:
        book = self.book(event["token"])
        book.recouping.repaid += event["amount"]
        book.owed += event["amount"]
        if book.recouping.outstanding < 0:
            self._wrong(event, f"{-book.recouping.outstanding} more of the contributions repaid than were recorded")

    def _reserve_credited(self, event: Event) -> None:
        book = self.book(event["token"])
        book.reserve += event["amount"]
        book.owed += event["amount"]

    def _distributed(self, event: Event) -> None:
        if self._same_units(event):
            book = self.book(event["token"])
            day = event.time // DAY if self.holdings.vest else 0
            book.income.credit(event["amount"], event["total_units"], event["era"], day)
            book.partners += event["amount"]
            book.owed += event["amount"]

    def _paid_out(self, event: Event) -> None:
        if self._same_units(event):
            book = self.book(event["token"])
            self._pay_out = pay_out_of(event, self.holdings, self.seats.holder)
            for partner, amount in self._pay_out.credited.items():
                book.add(book.paid_out, partner, amount)
            book.unvested_paid_out += self._pay_out.unvested
            whole = sum(self._pay_out.credited.values()) + self._pay_out.unvested
            book.partners += whole
            book.owed += whole

    def _same_units(self, event: Event) -> bool:
        own, logged = (self.holdings.total, self.holdings.era), (event["total_units"], event["era"])
        if own == logged:
            return True
        self._wrong(event, f"split among {logged[0]} units in era {logged[1]}, and there were {own[0]} in era {own[1]}")
        return False

    def _claimed(self, event: Event) -> None:
        book, partner = self.book(event["token"]), event["partner"]
        book.add(book.paid, partner, event["amount"])
        book.owed -= event["amount"]
        if (balance := book.sums(partner).balance) < 0:
            self._wrong(event, f"{partner} was paid {-balance} more than it had been credited")

    def _unvested_credited(self, event: Event) -> None:
        if self._pay_out or not event["amount"]:
            return  # counted with the pay-out
        book, partner = self.book(event["token"]), event["partner"]
        book.add(book.booked, partner, event["amount"])
        booked, earned = book.booked[partner], book.income.unvested(partner)
        # A claim may go through a part of the income only.
        if booked != earned and booked not in (unvested for _, unvested in book.income.prefixes(partner)):
            what = f"{booked} that {partner} earned before its units vested are the treasury's by the log"
            self._wrong(event, f"{what}, {earned} by its schedule")

    def _contributed(self, event: Event) -> None:
        book = self.book(event["token"])
        book.recouping.contribute(event["contributor"], event["amount"], is_money=True)
        book.recouping.use_agreed(event["contributor"], event["amount"])
        book.contributed += event["amount"]
        book.owed += event["amount"]

    def _valued(self, event: Event) -> None:
        book = self.book(event["token"])
        book.recouping.contribute(event["contributor"], event["amount"], is_money=False)
        book.valued += event["amount"]

    def _agreed(self, event: Event) -> None:
        self.book(event["token"]).recouping.agreed[event["contributor"]] = event["amount"]

    def _ranked(self, event: Event) -> None:
        self._wrong(event, self.book(event["token"]).recouping.rank(event))

    def _unranked(self, event: Event) -> None:
        self._wrong(event, self.book(event["token"]).recouping.unrank(event))

    def _returned(self, event: Event) -> None:
        book = self.book(event["token"])
        book.recouping.give_back(event["contributor"], event["amount"])
        book.owed -= event["amount"]

    def _released(self, event: Event) -> None:
        book = self.book(event["token"])
        book.recouping.held -= event["amount"]
        book.owed -= event["amount"]

    def _frozen(self, event: Event) -> None:
        self.book(event["token"]).freezes[event["account"]] = event["amount"], event["until"]

    def _unfrozen(self, event: Event) -> None:
        self.book(event["token"]).freezes[event["account"]] = 0, event.time

    def _paid_in(self, event: Event) -> None:
        self.book(event["token"]).invoiced += event["amount"]
        self.invoices.count(event)

    def _issued(self, event: Event) -> None:
        self._wrong(event, self.invoices.issue(event))

    def _withdrawn(self, event: Event) -> None:
        self._wrong(event, self.invoices.withdraw(event))

    def _treasury_credited(self, event: Event) -> None:
        book = self.book(event["token"])
        book.add(book.left_with, event["account"], event["amount"])
        book.treasury_part += event["amount"]
        book.owed += event["amount"]

    def _liquidated(self, event: Event) -> None:
        # Contributions were repaid before it; all units share the rest, vested or not.
        book, rest = self.book(event["token"]), event["amount"] - event["repaid"]
        repayable = min(event["amount"], book.recouping.outstanding + event["repaid"])
        if event["repaid"] != repayable:
            what = f"{event['repaid']} of {event['amount']} out of the treasury repay contributions by the log"
            self._wrong(event, f"{what}, {repayable} by the rules")
        if event["total_units"] != self.holdings.total:
            self._wrong(event, f"split among {event['total_units']} units, and there were {self.holdings.total}")
        elif rest:
            day = _LAST_DAY if self.holdings.vest else 0
            book.income.credit(rest, event["total_units"], self.holdings.era, day, is_income=False)
            book.treasury_part += rest
            book.owed += rest

    def _grain_set(self, event: Event) -> None:
        self.book(event["token"]).set_grain(event["grain"])

    def _wound_down(self, event: Event) -> None:
        self.book(event["token"]).wound_down += event["amount"]

    def _sponsor_set(self, event: Event) -> None:
        self._wrong(event, self.rules.set_sponsor(event))

    def _link_agreed(self, event: Event) -> None:
        self._wrong(event, self.rules.agree(event))

    def _link_notice_given(self, event: Event) -> None:
        self._wrong(event, self.rules.give_notice(event))

    def _link_redirected(self, event: Event) -> None:
        self._wrong(event, self.rules.redirect(event))

    def _link_ended(self, event: Event) -> None:
        self._wrong(event, self.rules.end(event))

    def _link_bought_out(self, event: Event) -> None:
        # The price comes out of the treasury, and is no income.
        book = self.book(event["token"])
        book.add(book.left_with, event["credited"], event["amount"])
        book.treasury_part += event["amount"]
        book.owed += event["amount"]

    def _reserve_set(self, event: Event) -> None:
        self.rules.reserve_bps = event["reserve_bps"]

    def _recoupment_set(self, event: Event) -> None:
        self.rules.recoupment = event["mode"]

    def _token_listed(self, event: Event) -> None:
        self.listed.append(event["token"])

    def _token_unlisted(self, event: Event) -> None:
        if event["token"] in self.listed:
            self.listed.remove(event["token"])


#: A PaymentDeferred changes no sum: what it is about was credited before. Payout addresses and NFTs are no sums.
_HANDLERS: dict[str, Callable[[Replay, Event], None]] = {
    "UnitsChanged": Replay._units_changed,
    "VestingSet": Replay._vesting_set,
    "SponsorCredited": Replay._sponsor_credited,
    "ContributionsRepaid": Replay._contributions_repaid,
    "ReserveCredited": Replay._reserve_credited,
    "RevenueDistributed": Replay._distributed,
    "RevenuePaidOut": Replay._paid_out,
    "RevenueClaimed": Replay._claimed,
    "UnvestedCredited": Replay._unvested_credited,
    "Contributed": Replay._contributed,
    "ContributionValued": Replay._valued,
    "ContributionAgreed": Replay._agreed,
    "ContributionRanked": Replay._ranked,
    "ContributionUnranked": Replay._unranked,
    "ContributionReturned": Replay._returned,
    "ContributionsReleased": Replay._released,
    "Frozen": Replay._frozen,
    "Unfrozen": Replay._unfrozen,
    "RevenuePaid": Replay._paid_in,
    "InvoiceIssued": Replay._issued,
    "InvoiceWithdrawn": Replay._withdrawn,
    "WoundDown": Replay._wound_down,
    "TreasuryCredited": Replay._treasury_credited,
    "Liquidated": Replay._liquidated,
    "GrainSet": Replay._grain_set,
    "SponsorSet": Replay._sponsor_set,
    "LinkAgreed": Replay._link_agreed,
    "LinkNoticeGiven": Replay._link_notice_given,
    "LinkRedirected": Replay._link_redirected,
    "LinkEnded": Replay._link_ended,
    "LinkBoughtOut": Replay._link_bought_out,
    "ReserveSet": Replay._reserve_set,
    "RecoupmentSet": Replay._recoupment_set,
    "TokenListed": Replay._token_listed,
    "TokenUnlisted": Replay._token_unlisted,
}
