"""What a capability is declared with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from polypact.capabilities.actions import Action
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.durations import format_timestamp

__all__ = [
    "BY_VOTE",
    "CONTRADICTION",
    "ESCROW",
    "NO_CODE",
    "ONLY_INSIDE",
    "PARTNERSHIP",
    "Capability",
    "Flag",
    "Kind",
    "Maker",
    "Option",
    "Sentence",
    "Speaker",
    "until",
]

# The contracts that a decision may be about.
PARTNERSHIP = "Partnership"
ESCROW = "RevenueEscrow"

# What several reasons mean.
ONLY_INSIDE = (
    "Only the partnership itself may make this call, as part of something else; use the function meant for partners."
)
BY_VOTE = "Only the partnership itself may do this: make a proposal and have it passed and executed."
# Of an assertion that no call should ever be able to reach.
CONTRADICTION = (
    "The contract found its own record of an account contradicting itself, which should never happen, and did nothing. "
    "Please report it as docs/security.md says."
)
NO_CODE = (
    "There is no contract at the address of the {}. Deploy the contracts of one release, in order, and give their "
    "addresses."
)


class Maker(ABC):
    """Makes actions. The capabilities say of what; `clients.actions` knows the addresses and the ABIs."""

    @abstractmethod
    def on(self, contract: str, function: str, *arguments: Any) -> Action:
        """A call of one of the partnership's own contracts, by the name of its function."""

    @abstractmethod
    def at(self, address: str, contract: str, function: str, *arguments: Any, value: int = 0) -> Action:
        """A call of a contract of another partnership, which is one of the same kind; `value` in wei."""

    @abstractmethod
    def transfer(self, token: str, to: str, amount: int) -> Action:
        """A transfer of an ERC-20, in its smallest unit."""

    @abstractmethod
    def selector(self, function: str) -> bytes:
        """The first four bytes of the hash of a function's signature."""

    @abstractmethod
    def own_call(self, function: str) -> tuple[str, bytes] | None:
        """Address and first four bytes of a function of the partnership or its escrow that a vote can call."""

    @abstractmethod
    def call(self, target: str, function: str, arguments: Sequence[str], value: int = 0) -> Action:
        """Any call, from a signature like `transfer(address,uint256)` and arguments as text; `value` in wei."""

    @abstractmethod
    def raw(self, target: str, data: str, value: int = 0) -> Action:
        """Any call, from calldata in hex; `value` in wei."""


class Speaker(Protocol):
    """Who says an action in words knows names, tokens and decision classes."""

    def name(self, address: str) -> str:
        """A name with the shortened address, or the full address of a stranger."""
        ...

    def amount(self, token: str, amount: int) -> str:
        """A sum of a token, given in its smallest unit."""
        ...

    def symbol(self, token: str) -> str:
        """What a token calls itself."""
        ...

    def class_name(self, decision_class: int) -> str:
        """The name of a decision class, or its number."""
        ...

    def calls(self, target: str, chosen: bytes) -> str:
        """Calls of a function of a contract, by its four bytes; zeros are plain payments."""
        ...

    def own_function(self, target: str, chosen: bytes) -> str:
        """The name of a function of the partnership or its escrow, by its four bytes; empty if it is none."""
        ...


#: Says a call of a function in one sentence, from its arguments by their names in the ABI.
Sentence = Callable[[Speaker, Mapping[str, Any]], str]

M = TypeVar("M", bound=Maker)


@dataclass(frozen=True)
class Option:
    """An option of `proposal new` that gives one field of a kind of action."""

    name: str
    field: str
    help: str
    metavar: str | None = None
    is_file: bool = False
    default: str | None = None
    """Shown in the help."""


@dataclass(frozen=True)
class Flag:
    """How a kind of action is written as options of `proposal new`: one that asks for it, and more with its fields."""

    main: Option
    more: tuple[Option, ...] = ()
    fields: tuple[str, ...] = ()
    """Of a repeatable option that takes several values: the field of each; the last one takes the rest."""
    rest: str | None = None
    """The field that has the values after those, as a list, where there is one."""
    counts: tuple[int, int] = (1, 1)
    """The least and the greatest number of its values."""


@dataclass(frozen=True)
class Kind(Generic[M]):
    """One kind of action as it is written in a proposal's file: `- kind: {field: value, ...}`."""

    make: Callable[[M, DraftFields], Action]
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    calls: str | None = None
    """The function it calls, if that has another name; empty if it is no function of the partnership's contracts."""
    flag: Flag | None = None


@dataclass(frozen=True)
class Capability(Generic[M]):
    """What belongs to one concern."""

    kinds: Mapping[str, Kind[M]] = field(default_factory=dict)
    words: Mapping[str, Sentence] = field(default_factory=dict)
    """Function => what a call of it does."""
    abroad: Mapping[str, Sentence] = field(default_factory=dict)
    """Function of another partnership, or of its escrow => what a call of it does there."""
    moments: tuple[str, ...] = ()
    """Fields of its events that are unix seconds."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """What a contract says when it refuses => what that means and what to do."""


def until(moment: int) -> str:
    """` until ...`, or nothing for 0, which is no end."""
    return f" until {format_timestamp(moment)}" if moment else ""
