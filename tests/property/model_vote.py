"""What a vote should come to, written down once more and in another way: seat by seat, in whole numbers.

The contract keeps sums and decides by them; this model keeps every ballot and goes through the seats. Whether an
outcome can still change is not calculated here but tried: every way the open ballots may fall.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product

AGAINST, FOR, ABSTAIN = range(3)
MAJORITY, DUAL, LAZY, UNANIMOUS = range(4)
WHOLE = 10_000
NOTHING, NO_BALLOT = -2, -1  # a recused partner may contest and then not vote


@dataclass(frozen=True)
class Vote:
    """One proposal's vote. Weights are those at the snapshot, by seat."""

    mode: int
    quorum_bps: int
    approval_bps: int
    seat_approval_bps: int
    contested_bps: int
    weights: dict[int, int]
    ballots: dict[int, int] = field(default_factory=dict)  # seat => support
    lent: frozenset[int] = frozenset()  # seats whose ballot a representative cast
    recused: dict[int, bool] = field(default_factory=dict)  # seat => whether by the class, so that it may contest
    contested: bool = False

    def weight(self, support: int) -> int:
        return sum(self.weights[seat] for seat, cast in self.ballots.items() if cast == support)

    def seats(self, support: int) -> int:
        return sum(cast == support for cast in self.ballots.values())

    def base(self) -> int:
        return sum(weight for seat, weight in self.weights.items() if seat not in self.recused)

    def passes(self) -> bool:
        base, favour, against = self.base(), self.weight(FOR), self.weight(AGAINST)
        if self.mode == LAZY:
            return against * WHOLE < self.quorum_bps * base
        if self.mode == UNANIMOUS:
            return base > 0 and favour == base
        if (favour + self.weight(ABSTAIN)) * WHOLE < self.quorum_bps * base:
            return False
        approval = max(self.approval_bps, self.contested_bps) if self.contested else self.approval_bps
        if favour <= against or favour * WHOLE < approval * (favour + against):
            return False
        if self.mode == MAJORITY:
            return True
        seats_for, seats_against = self.seats(FOR), self.seats(AGAINST)
        return seats_for > seats_against and seats_for * WHOLE >= self.seat_approval_bps * (seats_for + seats_against)

    def endings(self) -> set[bool]:
        """Every outcome that is still possible: whoever may vote, overrule or contest does so in every way, or not."""
        free = [seat for seat, weight in self.weights.items() if weight and self.may_still_vote(seat)]
        found: set[bool] = set()
        for choice in product((NOTHING, NO_BALLOT, AGAINST, FOR, ABSTAIN), repeat=len(free)):
            done = {seat: what for seat, what in zip(free, choice, strict=True) if what != NOTHING}
            back = {seat for seat in done if seat in self.recused}
            ending = replace(
                self,
                ballots=self.ballots | {seat: what for seat, what in done.items() if what != NO_BALLOT},
                recused={seat: by_class for seat, by_class in self.recused.items() if seat not in back},
                contested=self.contested or bool(back),
            )
            found.add(ending.passes())
            if len(found) == 2:
                break
        return found

    def may_still_vote(self, seat: int) -> bool:
        if seat in self.recused:
            return self.recused[seat] and self.mode in (MAJORITY, DUAL)
        return seat not in self.ballots or seat in self.lent
