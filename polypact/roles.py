"""The numbers that the contracts speak in (`contracts/interfaces/types.vyi`), with plain words for people."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, IntFlag

__all__ = [
    "CONSTITUTIONAL",
    "ORDINARY",
    "Phase",
    "ProposalState",
    "Role",
    "Status",
    "Support",
    "class_name",
    "class_number",
]

CONSTITUTIONAL = 0
ORDINARY = 8
CLASSES = 16

_CLASS_NAMES = {CONSTITUTIONAL: "constitutional", ORDINARY: "ordinary"}


class Role(IntFlag):
    """Named duties; a partner may hold several, or none: then it votes and nothing else."""

    PROPOSER = 1
    STEERING = 2
    MEDIATOR = 4
    TREASURER = 8

    @property
    def names(self) -> list[str]:
        """The single duties in lower case, like `["proposer", "treasurer"]`; empty for none."""
        return [str(role.name).lower() for role in Role if role in self]

    @property
    def words(self) -> str:
        """For people: `proposer, treasurer`, or `none`."""
        return ", ".join(self.names) or "none"

    @classmethod
    def from_names(cls, names: Iterable[str]) -> Role:
        """The role made of named duties, upper or lower case.

        Raises:
            ValueError: A name is no role; the message lists those there are.
        """
        role = cls(0)
        for name in names:
            if name.upper() not in cls.__members__:
                raise ValueError(f"no such role: {name}; the roles are {', '.join(cls(15).names)}")
            role |= cls[name.upper()]
        return role


class Status(IntEnum):
    """Where a partner stands on the roster."""

    NONE = 0
    INVITED = 1
    ACTIVE = 2
    SUSPENDED = 4
    LEFT = 8
    EXPELLED = 16

    @property
    def words(self) -> str:
        """For people."""
        return _STATUS_WORDS[self]


class Phase(IntEnum):
    """How far the partnership has come."""

    FORMING = 1
    IN_FORCE = 2
    VOID = 4
    ENDED = 8

    @property
    def words(self) -> str:
        """For people."""
        return _PHASE_WORDS[self]


class ProposalState(IntEnum):
    """OpenZeppelin's states of a proposal. There is no queue step: QUEUED only says that the delay is running."""

    PENDING = 0
    ACTIVE = 1
    CANCELED = 2
    DEFEATED = 3
    SUCCEEDED = 4
    QUEUED = 5
    EXPIRED = 6
    EXECUTED = 7

    @property
    def words(self) -> str:
        """For people."""
        return _STATE_WORDS[self]


class Support(IntEnum):
    """What a ballot says."""

    AGAINST = 0
    FOR = 1
    ABSTAIN = 2

    @property
    def words(self) -> str:
        """For people."""
        return str(self.name).lower()


_STATUS_WORDS = {
    Status.NONE: "not on the roster",
    Status.INVITED: "invited, has not accepted yet",
    Status.ACTIVE: "active",
    Status.SUSPENDED: "suspended",
    Status.LEFT: "has left",
    Status.EXPELLED: "expelled",
}

_PHASE_WORDS = {
    Phase.FORMING: "forming: founders are accepting the terms",
    Phase.IN_FORCE: "in force",
    Phase.VOID: "void: not every founder accepted in time",
    Phase.ENDED: "ended: the last partner has left",
}

_STATE_WORDS = {
    ProposalState.PENDING: "waiting for the vote to begin",
    ProposalState.ACTIVE: "vote running",
    ProposalState.CANCELED: "withdrawn by its proposer",
    ProposalState.DEFEATED: "rejected",
    ProposalState.SUCCEEDED: "passed, can be executed now",
    ProposalState.QUEUED: "passed, execution delay running",
    ProposalState.EXPIRED: "passed, but nobody executed it in time",
    ProposalState.EXECUTED: "executed",
}


def class_name(decision_class: int) -> str:
    """The word for a decision class: `constitutional`, `ordinary`, or its number."""
    return _CLASS_NAMES.get(decision_class, str(decision_class))


def class_number(name: str | int) -> int:
    """The number of a decision class, from 0 (strictest) to 15.

    Args:
        name: `constitutional`, `ordinary`, or the number.

    Raises:
        ValueError: There is no such class.
    """
    text = str(name)
    for number, word in _CLASS_NAMES.items():
        if text == word:
            return number
    if text.isascii() and text.isdigit() and int(text) < CLASSES and text == str(int(text)):
        return int(text)
    raise ValueError(f"no such decision class: {text}; write constitutional, ordinary or a number from 0 to 15")
