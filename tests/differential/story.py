"""Tells a random history: what is tried next, given what has happened so far."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from itertools import count
from random import Random
from typing import Any

from tests.differential import moves_income, moves_roster, moves_voting
from tests.differential.settings import Flavour, config, spoiled
from tests.differential.sides import EVERYBODY, OUTSIDERS, START
from tests.differential.values import DAY, ECOSYSTEM, HOUR, Call, M, P, Proposal
from tests.differential.world import Ballotage, World

Move = Callable[["Story"], list[Call]]

MOVES: dict[str, dict[Move, float]] = {
    "roster": moves_roster.BY_VOTE,
    "partner": moves_roster.PARTNERS,
    "seat": moves_roster.SEATS,
    "leave": moves_roster.LEAVING,
    "redeem": moves_roster.REDEEMING,
    "terms": moves_roster.TERMS,
    "propose": moves_voting.PROPOSING,
    "many": moves_voting.MANY,
    "vote": moves_voting.VOTING,
    "special": moves_voting.SPECIAL,
    "represent": moves_voting.REPRESENTING,
    "rules": moves_voting.RULES,
    "income": moves_income.ANYONE,
    "escrow_vote": moves_income.BY_VOTE,
}
USUAL = {
    "roster": 3.0,
    "partner": 3.0,
    "seat": 1.5,
    "leave": 1.0,
    "redeem": 1.0,
    "terms": 0.7,
    "propose": 2.5,
    "many": 0.0,
    "vote": 3.0,
    "special": 1.0,
    "represent": 0.8,
    "rules": 1.1,
    "income": 2.0,
    "escrow_vote": 1.0,
}


class Story:
    """One random history in the making."""

    def __init__(self, rnd: Random, flavour: Flavour) -> None:
        self.rnd, self.flavour = rnd, flavour
        self.time = 0
        self.world: World = None  # type: ignore[assignment]
        self._afterwards = 0
        self.offers: list[tuple[str, str]] = []
        self.proposals: list[Proposal] = []
        self.stopped: list[Proposal] = []
        self.represented: dict[str, str] = {}
        self.objectors: set[str] = set()
        self._agenda: list[tuple[int, int, Move]] = []
        self._upon: dict[Call, list[tuple[int, Move]]] = {}
        self._numbers = count()
        self._kinds = {
            kind: weight * flavour.more.get(kind, 1) + (flavour.more.get(kind, 0) if not weight else 0)
            for kind, weight in USUAL.items()
        }

    # --- what moves use ---

    def call(self, sender: str, target: str, function: str, *args: Any, value: int = 0) -> Call:
        return Call(self.time, sender, target, function, args, value)

    def by_vote(self, target: str, function: str, *args: Any) -> list[Call]:
        """A call as the partnership itself makes it; seldom somebody else tries."""
        sender = P if self.rnd.random() < 0.95 else self.anybody()
        return [self.call(sender, target, function, *args)]

    def upon(self, calls: list[Call], time: int, *moves: Move) -> list[Call]:
        """Has moves made at `time` or soon after, if the last of the calls succeeds; returns the calls."""
        self._upon.setdefault(calls[-1], []).extend((time, move) for move in moves)
        return calls

    def number(self) -> int:
        return next(self._numbers)

    def one(self, likely: Sequence[str], others: Sequence[str] = EVERYBODY, *, wild: float = 0.06) -> str:
        """One of the likely, now and then any other."""
        if likely and self.rnd.random() >= wild:
            return self.rnd.choice(list(likely))
        return self.rnd.choice(list(others))

    def anybody(self) -> str:
        return self.rnd.choice(EVERYBODY + OUTSIDERS)

    def moment(self) -> int:
        """Unix seconds of something ahead."""
        return START + self.time + self.rnd.choice((1, 2, 60, HOUR, DAY, 3 * DAY, 30 * DAY))

    def later(self, time: int, move: Move) -> None:
        """Has a move made at `time` or soon after."""
        heapq.heappush(self._agenda, (time, self.number(), move))

    def live(self, *states: int) -> list[Ballotage]:
        """The newest proposals that are in one of the states."""
        found = []
        for proposal in reversed(self.proposals[-60:] if self.flavour.plain_rules else self.proposals[-14:]):
            stands = self.world.ballotage(proposal)
            if stands and stands.state in states:
                found.append(stands)
            if len(found) == 5:
                break
        if self.flavour.plain_rules and self.proposals:  # the first ones stay open while pages turn
            for proposal in self.proposals[:3]:
                stands = self.world.ballotage(proposal)
                if stands and stands.state in states:
                    found.append(stands)
        return found

    # --- the history ---

    def begin(self) -> list[Call]:
        """The spin-up, now and then after one that is refused."""
        good = config(self.rnd, self.time, self.flavour)
        tries = [spoiled(self.rnd, good, self.time) for _ in range(self.rnd.choice((0, 0, 1, 3)))]
        return [self.call("x0", ECOSYSTEM, "spin_up", wanted, bytes(32)) for wanted in (*tries, good)]

    @property
    def is_over(self) -> bool:
        """Whether the partnership came to its end some time ago."""
        return self._afterwards > 40

    def next(self, world: World) -> list[Call]:
        """What is tried next, at a time that is not before the world's."""
        self.world = world
        self._pass_time()
        if self._agenda and self._agenda[0][0] <= self.time and self.rnd.random() < 0.9:
            return heapq.heappop(self._agenda)[2](self)
        if world.phase == 1:
            return self._choose({moves_roster.form: 6, moves_income.while_forming: 2, self._too_early: 0.6})
        if world.phase != 2:
            self._afterwards += 1
            return self._choose(moves_income.AFTERWARDS | {self._too_early: 0.5})
        kind = self.rnd.choices(list(self._kinds), list(self._kinds.values()))[0]
        if kind == "propose" and self.is_busy:
            kind = "roster"
        return self._choose(MOVES[kind])

    def _choose(self, moves: dict[Move, float]) -> list[Call]:
        return self.rnd.choices(list(moves), list(moves.values()))[0](self)

    def _too_early(self, _: Story) -> list[Call]:
        """What is possible in force only."""
        kind = self.rnd.choice(list(MOVES))
        return self._choose(MOVES[kind])

    def _pass_time(self) -> None:
        self.time = max(self.time, self.world.time)
        chance = self.rnd.random()
        due = self._agenda[0][0] if self._agenda else None
        if self.world.phase == 1:
            if self.flavour.fails_to_form and chance < 0.08:
                self.time = self.world.formation_deadline + self.rnd.choice((0, 1))
            elif chance < 0.5:
                self.time += self.rnd.choice((1, 1, 2, 30))
        elif due is not None and due <= self.time and chance < 0.9:
            pass
        elif due is not None and due > self.time and chance < 0.5:
            self.time = due
        elif chance < 0.65:
            pass
        elif chance < 0.85:
            self.time += 1
        elif chance < 0.92:
            self.time += self.rnd.randint(2, 200)
        elif chance < 0.94:
            self.time += self.rnd.choice((HOUR, DAY, 4 * DAY))
        elif chance < 0.943:
            self.time += self.rnd.choice((31 * DAY, 91 * DAY, 200 * DAY, 3_200 * DAY))
        else:
            self._jump()

    @property
    def is_busy(self) -> bool:
        """Whether much is planned already."""
        return len(self._agenda) > 18

    def _jump(self) -> None:
        """To where something ends, or a second before or after."""
        moments = sorted(self.world.moments())
        if moments:
            wanted = moments[min(int(self.rnd.expovariate(1)), len(moments) - 1)] + self.rnd.choice((-1, 0, 1))
            self.time = max(self.time, wanted)

    def happened(self, call: Call, ok: bool) -> None:
        """Hears what became of a call."""
        planned = self._upon.pop(call, [])
        if not ok:
            return
        for time, move in planned:
            self.later(time, move)
        if call.function == "set_objector":
            self.objectors.add(call.args[0].name)
        elif call.function == "name_representative":
            self.represented[call.sender] = call.args[0].name
        elif call.function in ("offer_seat", "recover_seat"):
            who = (
                (call.sender, call.args[0].name) if call.function == "offer_seat" else tuple(a.name for a in call.args)
            )
            self.offers.append(who)
        elif call.function in ("propose", "propose_as"):
            moves_voting.follow(self, call)

    def accepts(self, name: str) -> Call:
        return self.call(name, M, "accept", self.world.terms_hash)
