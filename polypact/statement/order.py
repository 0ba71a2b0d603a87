"""The order of payment, worked out again for each distribution: modules/waterfall.vy and sponsors.vy, by the log.

The log says what each tier took. The rules that held then say what it had to take; whatever differs is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from polypact.chain.events import Event

BPS = 10_000


@dataclass
class Rules:
    """How income is split before the partners."""

    #: Sponsors and their shares (bps), in the contract's order.
    sponsors: list[tuple[str, int]] = field(default_factory=list)
    reserve_bps: int = 0
    recoupment: int = 0

    def set_sponsor(self, event: Event) -> str | None:
        """Takes a SponsorSet; says what is wrong with it."""
        sponsor, share = event["sponsor"], event["share_bps"]
        number = next((index for index, link in enumerate(self.sponsors) if link[0] == sponsor), None)
        if share == 0:
            if number is None:
                return f"the link of {sponsor} ended, and it had none"
            last = self.sponsors.pop()
            if number < len(self.sponsors):
                self.sponsors[number] = last
        elif number is None:
            self.sponsors.append((sponsor, share))
        else:
            self.sponsors[number] = (sponsor, share)
        return None


@dataclass
class Division:
    """What one distribution gave to each tier, by the log."""

    token: str
    block: int
    transaction: str
    outstanding: int
    """Contributions to repay, before it."""
    sponsors: list[tuple[str, int]] = field(default_factory=list)
    repaid: int = 0
    reserve: int = 0
    rest: int = 0
    _rank: int = -1

    def takes(self, event: Event, rank: int) -> bool:
        """Whether the event may be a later part of the same distribution."""
        is_same = (self.token, self.transaction) == (event["token"], event.transaction)
        again = rank == 0 and event["sponsor"] in (sponsor for sponsor, _ in self.sponsors)
        # A pay-out credits what does not come to a whole number for every unit, and pays the rest.
        pays_rest = event.name == "RevenuePaidOut" and rank == self._rank and self.rest < event["total_units"]
        return is_same and not again and (rank > self._rank or rank == self._rank == 0 or pays_rest)

    def take(self, event: Event, rank: int) -> None:
        """Takes an event of rank 0 (a sponsor), 1 (contributions), 2 (the reserve) or 3 (the partners)."""
        amount = event["amount"]
        self._rank = rank
        if rank == 0:
            self.sponsors.append((event["sponsor"], amount))
        elif rank == 1:
            self.repaid = amount
        elif rank == 2:
            self.reserve = amount
        else:
            self.rest += amount

    def problems(self, rules: Rules) -> list[str]:
        """Where it is not what the rules say."""
        amount = rest = sum(part for _, part in self.sponsors) + self.repaid + self.reserve + self.rest
        links = [(sponsor, amount * share // BPS) for sponsor, share in rules.sponsors]
        links = [link for link in links if link[1]]
        rest -= sum(part for _, part in links)
        repaid = min(rest, self.outstanding) if rules.recoupment else 0
        rest -= repaid
        reserve = rest * rules.reserve_bps // BPS
        where = f"distribution in block {self.block} of {amount}"
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


def rank_of(event: Event, era: int) -> int | None:
    """The rank of an event that is part of a distribution, else `None`.

    What is wound down after the last partner left is split, too, as far as it is not the partners'. After a formation
    that failed (in era 0) it is not.
    """
    return None if event.name == "WoundDown" and era == 0 else _RANKS.get(event.name)


_RANKS = {
    "SponsorCredited": 0,
    "ContributionsRepaid": 1,
    "ReserveCredited": 2,
    "RevenueDistributed": 3,
    "RevenuePaidOut": 3,
    "WoundDown": 3,
}


def _words(links: list[tuple[str, int]]) -> str:
    return ", ".join(f"{sponsor} {part}" for sponsor, part in links) or "nothing"
