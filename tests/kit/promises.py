"""What is promised to somebody by name, and what somebody may do without a vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import boa
from eth_utils import function_signature_to_4byte_selector as selector_of

from tests.kit.house import Partnership
from tests.kit.numbers import DAY, ETHER, NOBODY
from tests.kit.verbs import by_vote

ANY_CALL = b"\xff" * 4
PLAIN = bytes(4)
TRANSFER = selector_of("transfer(address,uint256)")

# limits.vy
CALLS, VALUE, ARGUMENT = 1, 2, 3


@dataclass(frozen=True)
class Record:
    """Has its fields in the order of the struct."""

    def abi(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True)
class Matter(Record):
    """`types.Matter`."""

    target: str = ETHER
    selector: bytes = PLAIN
    has_argument: bool = False
    argument: bytes = bytes(32)
    holder: str = NOBODY
    steering: int = 0
    days: int = 10
    ends: int = 0
    notice_days: int = 0
    link: int = 0
    limit: int = 0
    counted: int = 0
    maximum: int = 0
    period_hours: int = 0


@dataclass(frozen=True)
class Mandate(Record):
    """`types.Mandate`."""

    target: str = ETHER
    selector: bytes = PLAIN
    holder: str = NOBODY
    role: int = 0
    any_argument: bool = True
    ends: int = 0
    limit: int = 0
    counted: int = VALUE
    maximum: int = 1_000
    period_hours: int = 24 * 30


@dataclass(frozen=True)
class Floor(Record):
    """`types.Floor`."""

    token: str = ETHER
    amount: int = 1_000
    holder: str = NOBODY
    ends: int = 0
    notice_days: int = 0


def word(account: str) -> bytes:
    """An account as a first argument."""
    return bytes(12) + bytes.fromhex(account[2:])


def reserve(venture: Partnership, matter: Matter) -> None:
    with by_vote(venture):
        venture.partnership.reserve_matter(matter.abi())


def give(venture: Partnership, mandate: Mandate, arguments: Sequence[bytes] = ()) -> int:
    """Gives a mandate, for 90 days if nothing else is said, and returns its number."""
    if not mandate.ends:
        mandate = replace(mandate, ends=boa.env.timestamp + 90 * DAY)
    with by_vote(venture):
        return int(venture.partnership.give_mandate(mandate.abi(), list(arguments)))


def set_floor(venture: Partnership, floor: Floor) -> None:
    with by_vote(venture):
        venture.partnership.set_floor(floor.abi())


def act(venture: Partnership, number: int, target: str, amount: int = 0, data: bytes = b"", *, by: str) -> None:
    with boa.env.prank(by):
        venture.partnership.act(number, target, amount, data)
