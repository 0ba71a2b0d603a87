"""Whose consent actions need, whose no stops them, and what is there: worked out as the contracts do.

As `matters.vy`, `floors.vy` and `limits.vy` in contracts/modules/partnership/promises.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from polypact.capabilities.actions import Action
from polypact.chain.abi import ERC20, selector
from polypact.clients.promises import MatterKey, Promised, key_of
from polypact.text.durations import DAY
from polypact.text.enums import ETHER
from polypact.text.promises import ANY_CALL, CALLS, FIRST_ARGUMENT, NO_CALL, TRANSFER, VALUE, Floor, Matter

__all__ = ["Answer", "Heard", "Need", "binding", "floors_touched", "matters_asked", "used_by"]

_APPROVE_MESSAGE = selector("approve_message(bytes32,uint256)")


class Answer(IntEnum):
    """What somebody said to a proposal, as `consent_of` tells it."""

    NOTHING = 0
    AGREES = 1
    REFUSES = 2
    STOPS = 3

    @property
    def is_no(self) -> bool:
        return self >= Answer.REFUSES


@dataclass(frozen=True)
class Heard:
    """What was said to a proposal, and since when it is there. Times in unix seconds."""

    made: int = 0
    """0 for what is not proposed yet."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    steering: tuple[int, int] = (0, 0)
    """How many steering seats said yes, and how many no."""
    since: Mapping[MatterKey, int] = field(default_factory=dict)
    """When matters were reserved that are younger than the proposal."""

    def of(self, holder: str, steering: int = 0) -> Answer:
        """What an account, or so many steering seats, said."""
        if not steering:
            return self.answers.get(holder, Answer.NOTHING)
        agreeing, refusing = self.steering
        if refusing >= steering:
            return Answer.REFUSES
        return Answer.AGREES if agreeing >= steering else Answer.NOTHING

    def silent_until(self, matter: Matter) -> int:
        """The last moment of the time in which silence is no consent; 0 for what is not proposed yet."""
        if not self.made:
            return 0
        return max(self.made, self.since.get(key_of(matter), 0)) + matter.days * DAY


@dataclass(frozen=True)
class Need:
    """One answer that actions depend on: about a reserved matter, a floor, or somebody's own deal."""

    action: int
    """Its index; -1 for all of them together."""
    holder: str
    """Zero for steering seats."""
    steering: int
    answer: Answer
    matter: Matter | None = None
    floor: Floor | None = None
    is_within: bool = False
    """Of a matter: within its limit, so that nobody is asked."""
    left: int | None = None
    """Of its limit, before this action; `None` if it has none."""
    silent_until: int = 0
    """Of a matter: unix seconds; silence is consent from the next one on."""
    lets_take: bool = False
    """Of a floor: somebody could take its token later, whatever is left now."""

    @property
    def wants_yes(self) -> bool:
        """Whether silence is no."""
        return self.matter is None

    def state(self, now: int) -> str:
        """`free` (nobody is asked), `met`, `stopped`, `waits` (for an answer or the end of its time) or `needed`."""
        if self.is_within:
            return "free"
        if self.answer == Answer.AGREES:
            return "met"
        if self.answer.is_no:
            return "stopped"
        if self.wants_yes or not self.silent_until:
            return "needed"
        return "met" if now > self.silent_until else "waits"


def binding(matter: Matter, action: Action) -> bool:
    """Whether a matter is about an action; its end is not looked at."""
    if matter.target == ETHER:
        if not action.value:
            return False
        argument = bytes(12) + bytes.fromhex(action.target[2:])
    else:
        if not action.data or matter.target != action.target:
            return False
        chosen = action.data[:4] if len(action.data) >= 4 else NO_CALL
        if matter.selector not in (chosen, ANY_CALL):
            return False
        argument = action.data[4:36].ljust(32, b"\0") if len(action.data) >= 4 else bytes(32)
    if not matter.has_argument:
        return True
    # What is called may look at the lower bits of an address alone.
    return argument == matter.argument or argument[12:].rjust(32, b"\0") == matter.argument


def used_by(counted: int, action: Action) -> int | None:
    """What an action takes of a limit; `None` for more than any limit has."""
    if counted == CALLS:
        return 1
    if counted == VALUE:
        return action.value
    start = 4 + 32 * (counted - FIRST_ARGUMENT)
    word = action.data[start : start + 32]
    return int.from_bytes(word, "big") if len(word) == 32 else None


def matters_asked(actions: Sequence[Action], promised: Promised, heard: Heard, now: int) -> list[Need]:
    """The reserved matters that actions fall under, one after the other as each uses up its limit."""
    left = {number: limit.left for number, limit in promised.limits.items()}
    found: list[Need] = []
    for index, action in enumerate(actions):
        for matter in _in_order(action, promised, now):
            before = left.get(matter.limit) if matter.limit else None
            is_within = False
            counts = matter.selector != ANY_CALL or action.data[:4] == TRANSFER
            if before is not None and counts:
                used = used_by(promised.limits[matter.limit].counted, action)
                is_within = used is not None and used <= before
                if used is not None and is_within:
                    left[matter.limit] = before - used
            found.append(
                Need(
                    action=index,
                    holder=matter.holder,
                    steering=matter.steering,
                    answer=heard.of(matter.holder, matter.steering),
                    matter=matter,
                    is_within=is_within,
                    left=before,
                    silent_until=heard.silent_until(matter),
                )
            )
    return found


def _in_order(action: Action, promised: Promised, now: int) -> Iterator[Matter]:
    """The matters on an action in the order in which the contract looks: its call, all calls, ether along."""
    bound = [matter for matter in promised.matters if not promised.is_idle(matter, now) and binding(matter, action)]
    for wanted in (False, True):
        yield from (m for m in bound if m.target != ETHER and (m.selector == ANY_CALL) == wanted)
    yield from (m for m in bound if m.target == ETHER)


def floors_touched(
    actions: Sequence[Action],
    promised: Promised,
    heard: Heard,
    now: int,
    partnership: str,
    held: Mapping[str, int],
    changes: Mapping[str, int] | None = None,
) -> list[Need]:
    """The floors that actions need a yes for.

    Args:
        held: Token => what the treasury has; without a token that does not tell.
        changes: Token => how much more the treasury would have, where that was tried; else what is paid is counted.
    """
    found: list[Need] = []
    for floor in promised.floors:
        if floor.is_over(now):
            continue
        answer = heard.of(floor.holder)
        for index, action in enumerate(actions):
            if floor.token != ETHER and _lets_take(action, floor.token, partnership):
                found.append(Need(index, floor.holder, 0, answer, floor=floor, lets_take=True))
        before = held.get(floor.token)
        if before is None:
            continue
        moved = changes.get(floor.token, 0) if changes is not None else -_paid(actions, floor.token, partnership)
        if before + moved < floor.amount and moved < 0:
            found.append(Need(-1, floor.holder, 0, answer, floor=floor))
    return found


def _lets_take(action: Action, token: str, partnership: str) -> bool:
    if action.target == partnership and action.data[:4] == _APPROVE_MESSAGE:
        return len(action.data) < 68 or any(action.data[36:68])
    return action.target == token and bool(action.data) and action.data[:4] != TRANSFER


def _paid(actions: Sequence[Action], token: str, partnership: str) -> int:
    paid = 0
    for action in actions:
        if token == ETHER:
            paid += action.value if action.target != partnership else 0
        elif action.target == token and (call := ERC20.decode_call(action.data)) and call[0] == "transfer":
            paid += int(call[1]["amount"]) if call[1]["to"] != partnership else 0
    return paid
