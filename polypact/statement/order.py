"""The order of payment, worked out again for each distribution: waterfall.vy and sponsors.vy, by the log.

The log says what each tier took. The rules that held then say what it had to take; whatever differs is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from polypact.chain.events import Event

BPS = 10_000


@dataclass(frozen=True)
class Link:
    """One entry in the order of payment."""

    account: str
    """That is credited."""
    share_bps: int
    tag: int | None = None
    """Of one that both sides agreed to; a share that a vote gave has none."""
    ends: int = 0
    """Unix seconds; last moment it earns, 0 if it has no end."""

    def earns(self, time: int) -> bool:
        return self.ends == 0 or time <= self.ends


@dataclass
class Rules:
    """How income is split before the partners."""

    #: In the contract's order.
    links: list[Link] = field(default_factory=list)
    reserve_bps: int = 0
    recoupment: int = 0
    has_units: bool = True
    """Whether anybody has units; else what sponsors and contributors leave is the treasury's."""

    def set_sponsor(self, event: Event) -> str | None:
        """Takes a SponsorSet; says what is wrong with it."""
        sponsor, share = event["sponsor"], event["share_bps"]
        number = self._find(lambda link: link.tag is None and link.account == sponsor)
        if share == 0:
            if number is None:
                return f"the link of {sponsor} ended, and it had none"
            self._remove(number)
        elif number is None:
            self.links.append(Link(sponsor, share))
        else:
            self.links[number] = Link(sponsor, share)
        return None

    def agree(self, event: Event) -> str | None:
        """Takes a LinkAgreed; says what is wrong with it."""
        if self._find(lambda link: link.tag == event["tag"]) is not None:
            return f"the link {event['tag']:#08x} was agreed to, and ran already"
        self.links.append(Link(event["credited"], event["share_bps"], event["tag"], event["ends"]))
        return None

    def give_notice(self, event: Event) -> str | None:
        """Takes a LinkNoticeGiven; says what is wrong with it."""
        return self._change(event, ends=event["ends"])

    def redirect(self, event: Event) -> str | None:
        """Takes a LinkRedirected; says what is wrong with it."""
        return self._change(event, account=event["credited"])

    def end(self, event: Event) -> str | None:
        """Takes a LinkEnded; says what is wrong with it."""
        number = self._find(lambda link: link.tag == event["tag"])
        if number is None:
            return f"the link {event['tag']:#08x} ended, and there was none"
        self._remove(number)
        return None

    def _change(self, event: Event, **changes: Any) -> str | None:
        number = self._find(lambda link: link.tag == event["tag"])
        if number is None:
            return f"the link {event['tag']:#08x} changed, and there was none"
        self.links[number] = replace(self.links[number], **changes)
        return None

    def _find(self, is_it: Callable[[Link], bool]) -> int | None:
        return next((index for index, link in enumerate(self.links) if is_it(link)), None)

    def _remove(self, number: int) -> None:
        last = self.links.pop()
        if number < len(self.links):
            self.links[number] = last


@dataclass(frozen=True)
class Part:
    """One event of a distribution."""

    rank: int
    """0 a sponsor, 1 contributions, 2 the reserve, 3 the partners."""
    amount: int
    sponsor: str = ""
    """Of rank 0."""
    paid_among: int = 0
    """The total units, if it was paid out at once."""


@dataclass
class Division:
    """What one distribution gave to each tier, by the log."""

    outstanding: int
    """Contributions to repay, before it."""
    grain: int = 1
    """Everything is rounded down to a multiple of it."""
    sponsors: list[tuple[str, int]] = field(default_factory=list)
    repaid: int = 0
    reserve: int = 0
    rest: int = 0
    _rank: int = -1
    _is_whole: bool = False

    def takes(self, part: Part, rules: Rules) -> bool:
        """Whether it may be a later part of the same distribution."""
        had = sum(sponsor == part.sponsor for sponsor, _ in self.sponsors)
        has = sum(link.account == part.sponsor for link in rules.links)
        again = part.rank == 0 and had >= max(has, 1)
        # A pay-out credits what does not come to a whole number for every unit, and pays the rest.
        pays_rest = part.rank == self._rank and self.rest < part.paid_among * self.grain
        ascends = part.rank > self._rank or part.rank == self._rank == 0 or pays_rest
        return ascends and not again and not self._is_whole

    def take(self, part: Part, is_last: bool) -> None:
        """Takes the next part; none follows the last one."""
        self._rank, self._is_whole = part.rank, is_last
        if part.rank == 0:
            self.sponsors.append((part.sponsor, part.amount))
        elif part.rank == 1:
            self.repaid = part.amount
        elif part.rank == 2:
            self.reserve = part.amount
        else:
            self.rest += part.amount

    def problems(self, rules: Rules, time: int, where: str) -> list[str]:
        """Where it is not what the rules say at that time (unix seconds)."""
        amount = rest = sum(part for _, part in self.sponsors) + self.repaid + self.reserve + self.rest
        links = [(link.account, self._share(amount, link.share_bps)) for link in rules.links if link.earns(time)]
        links = [link for link in links if link[1]]
        rest -= sum(part for _, part in links)
        repaid = min(rest, self.outstanding)
        rest -= repaid
        reserve = self._share(rest, rules.reserve_bps) if rules.has_units else rest
        where = f"{where} of {amount}"
        found = []
        if links != self.sponsors:
            found.append(f"{where}: sponsors got {_words(self.sponsors)} by the log, {_words(links)} by their shares")
        for what, by_log, by_rules in (
            ("contributions repaid", self.repaid, repaid),
            ("treasury reserve", self.reserve, reserve),
            ("partners", self.rest, rest - reserve),
        ):
            if by_log != by_rules:
                found.append(f"{where}: {what} {by_log} by the log, {by_rules} by the rules")
        return found

    def _share(self, amount: int, share_bps: int) -> int:
        return amount // self.grain * share_bps // BPS * self.grain


@dataclass
class Run:
    """Distributions of one token that follow each other in one transaction.

    The log does not say where one ends and the next begins: 2 wei credited and then 3 wei paid out at once look like
    one pay-out of 5 wei. So it is right if it can be cut into distributions that are what the rules say.
    """

    token: str
    block: int
    transaction: str
    outstanding: int
    """Contributions to repay, before it."""
    grain: int = 1
    time: int = 0
    """Unix seconds."""
    parts: list[Part] = field(default_factory=list)

    def takes(self, event: Event) -> bool:
        """Whether the event may be the next one of it."""
        return (self.token, self.transaction) == (event["token"], event.transaction)

    def take(self, event: Event, rank: int) -> None:
        units = event["total_units"] if event.name == "RevenuePaidOut" else 0
        self.parts.append(Part(rank, event["amount"], event["sponsor"] if rank == 0 else "", units))

    def without_repaid(self, amount: int) -> None:
        """Leaves out a repayment of contributions that turned out not to be income."""
        if self.parts and (self.parts[-1].rank, self.parts[-1].amount) == (1, amount):
            self.parts.pop()

    def problems(self, rules: Rules) -> list[str]:
        """Where it is not what the rules say, however it is cut."""
        left: dict[int, int] = {
            0: self.outstanding
        }  # place where it may be cut => contributions to repay from there on
        for start in range(len(self.parts)):
            if start in left:
                for end, division in self._divisions(start, left[start], rules):
                    if not division.problems(rules, self.time, ""):
                        left[end] = left[start] - division.repaid
        return [] if len(self.parts) in left else self._greedy_problems(rules)

    def _divisions(self, start: int, outstanding: int, rules: Rules) -> Iterator[tuple[int, Division]]:
        # All distributions that may begin there, and where each ends.
        division = Division(outstanding, self.grain)
        for place in range(start, len(self.parts)):
            if not division.takes(self.parts[place], rules):
                return
            division.take(self.parts[place], bool(self.parts[place].paid_among))
            yield place + 1, division

    def _greedy_problems(self, rules: Rules) -> list[str]:
        # As few distributions as there can be.
        found, start, outstanding = [], 0, self.outstanding
        while start < len(self.parts):
            for end, division in self._divisions(start, outstanding, rules):
                last = end, division
            start, outstanding = last[0], outstanding - last[1].repaid
            found += last[1].problems(rules, self.time, f"distribution in block {self.block}")
        return found


def rank_of(event: Event) -> int | None:
    """The rank of an event that is part of a distribution, else `None`."""
    return _RANKS.get(event.name)


_RANKS = {
    "SponsorCredited": 0,
    "ContributionsRepaid": 1,
    "ReserveCredited": 2,
    "RevenueDistributed": 3,
    "RevenuePaidOut": 3,
}


def _words(links: list[tuple[str, int]]) -> str:
    return ", ".join(f"{sponsor} {part}" for sponsor, part in links) or "nothing"
