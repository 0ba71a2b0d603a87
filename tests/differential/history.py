"""Runs histories on both sides: new ones, told by a `Story`, and given ones, to find what matters in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from eth_utils import keccak

from tests.differential import views
from tests.differential.chain import Answer
from tests.differential.compare import Comparison, DifferenceError, Query
from tests.differential.moves_voting import CLASSES
from tests.differential.settings import Flavour
from tests.differential.sides import START
from tests.differential.story import Story
from tests.differential.values import ECOSYSTEM, Call, P, Proposal
from tests.differential.world import World

_WEIGHT_CHANGED = int.from_bytes(keccak(text="DelegateVotesChanged(address,uint256,uint256)"))

SWEEP_EVERY = 25  # calls between two looks at everything


@dataclass
class Tally:
    """How often each function was called, and what came of it."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def calls(self) -> int:
        return self.done.total() + self.refused.total()

    @property
    def refused_share(self) -> float:
        return self.refused.total() / max(self.calls, 1)

    def add(self, call: Call, answer: Answer) -> None:
        name = f"{call.target}.{call.function or 'transfer'}"
        name += f"/{len(call.args)}" if call.function == "leave" else ""
        if answer.ok:
            self.done[name] += 1
        else:
            self.refused[name, answer.reason] += 1

    def summary(self) -> str:
        """How often each function was done, and what was refused most."""
        lines = [f"{self.calls} calls, {self.refused_share:.0%} of them refused", ""]
        lines += [f"{count:7} {name}" for name, count in sorted(self.done.items())]
        lines += ["", *(f"{count:7} {name}: {reason}" for (name, reason), count in self.refused.most_common(20))]
        return "\n".join(lines)

    def __iadd__(self, other: Tally) -> Tally:
        self.done += other.done
        self.refused += other.refused
        return self


class HistoryError(AssertionError):
    """A history at whose end the sides differ."""

    def __init__(self, calls: list[Call], difference: DifferenceError) -> None:
        super().__init__(str(difference))
        self.calls, self.difference = calls, difference


def play(comparison: Comparison, call: Call) -> Answer:
    """Makes one call on both sides, at its time."""
    for side in comparison.sides:
        side.chain.now = START + call.time
    return comparison.send(call)


def tell(
    comparison: Comparison, seed: str, flavour: Flavour, size: int, tally: Tally, *, sparing: bool = False
) -> list[Call]:
    """Tells a random history of `size` calls and returns them.

    Args:
        sparing: Whether to ask less after each call, and for everything at the end only: for a slow chain.

    Raises:
        HistoryError: if the sides differ, with all calls up to there.
    """
    rnd, look = Random(f"{seed}"), Random(f"{seed} views")
    story = Story(rnd, flavour)
    calls: list[Call] = []
    moments: list[int] = []
    changes: dict[str, list[int]] = {}
    pending = story.begin()
    comparison.restart()
    try:
        while len(calls) < size:
            for call in pending:
                calls.append(call)
                answer = play(comparison, call)
                tally.add(call, answer)
                if call.function == "spin_up":
                    if answer.ok and P in comparison.former.addresses and not sparing:
                        views.sweep(comparison, (), (), CLASSES)
                    continue
                story.happened(call, answer.ok)
                _note_changes(comparison, call, answer, changes)
                asked = views.after(call, answer.ok, look, story.proposals[-4:], changes)
                if sparing:
                    asked = look.sample(asked, min(12, len(asked)))
                views.compare(comparison, asked)
                if answer.ok and (not moments or moments[-1] != START + call.time):
                    moments.append(START + call.time)
                if len(calls) % SWEEP_EVERY == 0 and not sparing:
                    _sweep(comparison, story.proposals, moments, look)
            pending = []
            while not pending and not story.is_over:
                pending = story.next(World(comparison.former))
            if story.is_over:
                break
        _sweep(comparison, story.proposals, moments, look, sparing=sparing)
    except DifferenceError as difference:
        raise HistoryError(calls, difference) from difference
    return calls


def _note_changes(comparison: Comparison, call: Call, answer: Answer, changes: dict[str, list[int]]) -> None:
    """Notes when the weight of whom changed: names to unix seconds."""
    for _, topics, _ in answer.logs:
        if topics and topics[0] == _WEIGHT_CHANGED:
            changes.setdefault(comparison.former.name_of(topics[1].to_bytes(32)[12:]), []).append(START + call.time)


def _sweep(
    comparison: Comparison,
    proposals: Sequence[Proposal],
    moments: Sequence[int],
    look: Random,
    *,
    sparing: bool = False,
) -> None:
    now = comparison.former.chain.now
    seconds = {moment + shift for moment in look.sample(list(moments), min(3, len(moments))) for shift in (0, 1)}
    seen = [*look.sample(list(proposals[:-5]), min(2, len(proposals[:-5]))), *proposals[-5:]]
    past = sorted(second for second in seconds | {now} if second <= now)
    views.sweep(comparison, seen, past, CLASSES, look if sparing else None)


def replay(
    comparison: Comparison, calls: Sequence[Call], query: Query | None, *, thorough: bool = False
) -> DifferenceError | None:
    """Makes the calls again; the first difference of any call, or in the answer to `query`, or with `thorough` in
    whatever there is to see."""
    proposals: list[Proposal] = []
    comparison.restart()
    try:
        for call in calls:
            if P not in comparison.former.addresses and call.target != ECOSYSTEM:
                continue  # nobody is there yet
            play(comparison, call)
            if P not in comparison.former.addresses:
                continue
            proposals += [p for p in views.mentioned(call)[1] if p not in proposals]
            if query is not None and query[0]:
                comparison.ask(query)
            elif query is not None and query[1] == "standing":
                comparison.standing(query[2][0])
            elif query is not None:
                comparison.balances([query[2][0]])
            if thorough:
                views.sweep(comparison, proposals[-8:], (START + call.time - 1,), CLASSES)
    except DifferenceError as difference:
        return difference
    return None
