"""The numbers that the contracts speak in (`contracts/interfaces/types.vyi`), with plain words for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum, IntFlag

from polypact.text.chain_text import word_text

__all__ = [
    "CONSTITUTIONAL",
    "ETHER",
    "EVERYDAY",
    "ORDINARY",
    "RECOVERY",
    "Mode",
    "Phase",
    "ProposalState",
    "Role",
    "Status",
    "Support",
    "class_name",
    "class_number",
    "name_of",
    "name_word",
]

#: Stands for ether wherever a token is asked for.
ETHER = "0x0000000000000000000000000000000000000000"

CONSTITUTIONAL = 0
EVERYDAY = 2
RECOVERY = 4
ORDINARY = 8
CLASSES = 16

CLASS_NAMES = {CONSTITUTIONAL: "constitutional", EVERYDAY: "everyday", RECOVERY: "recovery", ORDINARY: "ordinary"}


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
    MOVED = 32

    @property
    def words(self) -> str:
        """For people."""
        return _STATUS_WORDS[self]


class Phase(IntEnum):
    """How far the partnership has come."""

    FORMING = 1
    IN_FORCE = 2
    VOID = 4
    WINDING_UP = 8

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


class Mode(IntEnum):
    """How a class counts; see `contracts/modules/partnership/voting/outcome.vy`."""

    MAJORITY = 0
    DUAL = 1
    LAZY = 2
    UNANIMOUS = 3

    @property
    def words(self) -> str:
        """For people."""
        return _MODE_WORDS[self]

    @property
    def is_vote(self) -> bool:
        """Whether for is counted against against, so that there may be objections and contested votes."""
        return self in (Mode.MAJORITY, Mode.DUAL)

    @classmethod
    def from_name(cls, name: str) -> Mode:
        """The mode of that name, upper or lower case.

        Raises:
            ValueError: There is no such mode; the message lists those there are.
        """
        if name.upper() not in cls.__members__:
            known = ", ".join(str(mode.name).lower() for mode in cls)
            raise ValueError(f"no such mode: {name}; the modes are {known}")
        return cls[name.upper()]


_MODE_WORDS = {
    Mode.MAJORITY: "majority of weight",
    Mode.DUAL: "dual majority, of weight and of partners",
    Mode.LAZY: "lazy consensus: passes unless enough are against",
    Mode.UNANIMOUS: "unanimity",
}

_STATUS_WORDS = {
    Status.NONE: "not on the roster",
    Status.INVITED: "invited, has not accepted yet",
    Status.ACTIVE: "active",
    Status.SUSPENDED: "suspended",
    Status.LEFT: "has left",
    Status.EXPELLED: "expelled",
    Status.MOVED: "has moved its seat to another account",
}

_PHASE_WORDS = {
    Phase.FORMING: "forming: founders are accepting the terms",
    Phase.IN_FORCE: "in force",
    Phase.VOID: "void: not every founder accepted in time",
    Phase.WINDING_UP: "winding up: what there is goes to contributors and partners",
}

_STATE_WORDS = {
    ProposalState.PENDING: "waiting for the vote to begin",
    ProposalState.ACTIVE: "vote running",
    ProposalState.CANCELED: "withdrawn",
    ProposalState.DEFEATED: "rejected",
    ProposalState.SUCCEEDED: "passed, can be executed now",
    ProposalState.QUEUED: "passed, execution delay running",
    ProposalState.EXPIRED: "passed, but nobody executed it in time",
    ProposalState.EXECUTED: "executed",
}


def class_name(decision_class: int, names: Mapping[int, str] | None = None) -> str:
    """The word for a decision class: the name it was given (`names`: number => name), the usual one, or its number."""
    return (names or {}).get(decision_class) or CLASS_NAMES.get(decision_class, str(decision_class))


def class_number(name: str | int, names: Mapping[int, str] | None = None) -> int:
    """The number of a decision class, from 0 (strictest) to 15.

    Args:
        name: `constitutional`, `recovery`, `ordinary`, a name it was given, or the number.
        names: The names that classes were given.

    Raises:
        ValueError: There is no such class, or several have that name.
    """
    text = str(name)
    found = [number for number, word in CLASS_NAMES.items() if text == word]
    found = found or [number for number, word in (names or {}).items() if text.lower() == word.lower()]
    if len(found) > 1:
        raise ValueError(f"{len(found)} decision classes are named {text}; write the number")
    if found:
        return found[0]
    if text.isascii() and text.isdigit() and int(text) < CLASSES and text == str(int(text)):
        return int(text)
    known = ", ".join([*CLASS_NAMES.values(), *(names or {}).values()])
    raise ValueError(f"no such decision class: {text}; write {known} or a number from 0 to 15")


def name_of(word: bytes) -> str:
    """The name of a class as text; on chain it is 32 bytes, padded with zeros."""
    return word_text(word)


def name_word(name: str) -> bytes:
    """The other way round; a name has at most 32 bytes in UTF-8."""
    return name.encode().ljust(32, b"\0")
