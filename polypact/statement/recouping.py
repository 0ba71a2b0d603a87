"""Contributions and their repayment in one token: contributions.vy and recoupment.vy, by the log."""

from __future__ import annotations

from dataclasses import dataclass

from polypact.chain.events import Event


@dataclass
class Tranche:
    """A part of the line on which all contributions lie."""

    start: int
    size: int


class Recouping:
    """One token, in its smallest unit.

    Repaying moves `repaid` along the line. What came back of a tranche is the part of it to the left of that, and a
    contributor's part is amount * that // size of the tranche.
    """

    def __init__(self) -> None:
        self.grain = 1
        self.recorded = 0
        self.repaid = 0
        self._tranches: list[Tranche] = []
        #: Contributor => number of the tranche => amount.
        self._entries: dict[str, dict[int, int]] = {}
        #: Contributor => all it put in, less what was returned.
        self.made: dict[str, int] = {}
        #: What of it still waits in the escrow.
        self.held = 0
        #: Contributor => what it may still pay in to be repaid.
        self.agreed: dict[str, int] = {}

    @property
    def outstanding(self) -> int:
        return self.recorded - self.repaid

    @property
    def ranked(self) -> list[str]:
        """Who is, or was, to be repaid."""
        return list(self._entries)

    def contribute(self, contributor: str, amount: int, is_money: bool) -> None:
        self.made[contributor] = self.made.get(contributor, 0) + amount
        self.held += amount if is_money else 0

    def give_back(self, contributor: str, amount: int) -> None:
        self.made[contributor] = self.made.get(contributor, 0) - amount
        self.held -= amount

    def rank(self, event: Event) -> str | None:
        """Takes a ContributionRanked; says what is wrong with it."""
        number, amount = event["tranche"], event["amount"]
        if number not in (len(self._tranches), len(self._tranches) - 1):
            return f"a contribution joins tranche {number}, and there are {len(self._tranches)}"
        if number == len(self._tranches):
            self._tranches.append(Tranche(self.recorded, 0))
        self._tranches[number].size += amount
        self.recorded += amount
        entries = self._entries.setdefault(event["contributor"], {})
        entries[number] = entries.get(number, 0) + amount
        return None

    def unrank(self, event: Event) -> str | None:
        """Takes a ContributionUnranked, of a founder that withdraws; says what is wrong with it."""
        contributor, amount = event["contributor"], event["amount"]
        entries = self._entries.pop(contributor, {})
        for number, part in entries.items():
            self._tranches[number].size -= part
        self.recorded -= sum(entries.values())
        if sum(entries.values()) != amount:
            return (
                f"{amount} of {contributor} leave the line of contributions, and it had {sum(entries.values())} there"
            )
        return None

    def use_agreed(self, contributor: str, amount: int) -> None:
        """Takes what was just paid in off what was agreed."""
        if contributor in self.agreed:
            self.agreed[contributor] = max(0, self.agreed[contributor] - amount)

    def repaid_to(self, contributor: str) -> int:
        """What came back to `contributor` so far, whether it took it or not."""
        return sum(self._part(*entry) for entry in self._entries.get(contributor, {}).items())

    def outstanding_of(self, contributor: str) -> int:
        """What is still to come back to it."""
        return sum(self._entries.get(contributor, {}).values()) - self.repaid_to(contributor)

    def _part(self, number: int, amount: int) -> int:
        tranche, grain = self._tranches[number], self.grain
        along = min(max(self.repaid - tranche.start, 0), tranche.size)
        return amount // grain * (along // grain) // (tranche.size // grain) * grain
