"""What a partnership promised somebody by name, and what somebody may do without a vote: records, as the contracts
have them (`types.Matter`, `types.Mandate`, `types.Floor`), and in words.

What is written to make one is read by `promise_language`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Protocol, Self

from polypact.text.durations import HOUR, format_duration, format_timestamp
from polypact.text.enums import ETHER, Role

__all__ = [
    "ANY_CALL",
    "CALLS",
    "FIRST_ARGUMENT",
    "READY",
    "TRANSFER",
    "VALUE",
    "Floor",
    "Limit",
    "Mandate",
    "Matter",
    "Teller",
    "calls_words",
    "counted_words",
    "floor_words",
    "holder_words",
    "limit_words",
    "mandate_words",
    "matter_words",
]

#: Stands for all calls at a target.
ANY_CALL = b"\xff\xff\xff\xff"
TRANSFER = bytes.fromhex("a9059cbb")
NO_CALL = bytes(4)

# What a limit counts (limits.vy): calls, ether that goes along, or an argument from the first one on.
CALLS = 1
VALUE = 2
FIRST_ARGUMENT = 3

#: What an agreement usually reserves, by name => the partnership's own functions that do it.
READY: Mapping[str, tuple[str, ...]] = {
    "admission": ("admit",),
    "change of business": ("amend_terms",),
    "change of terms": ("amend_terms",),
    "change of rules": ("set_rule", "map_action"),
    "change of shares": ("set_shares",),
    "change of roles": ("set_role",),
    "change of the reserve": ("set_reserve",),
    "sponsors": ("set_sponsor",),
    "suspension": ("suspend",),
    "expulsion": ("expel",),
    "signing": ("approve_message",),
    "winding up": ("wind_up",),
}

#: The other way round; of two names of one function the first.
_NAMED = {functions[0]: name for name, functions in reversed([*READY.items()]) if len(functions) == 1}


class Teller(Protocol):
    """Who puts promises into words knows names, tokens, and the partnership's own functions."""

    def name(self, address: str) -> str: ...

    def amount(self, token: str, amount: int) -> str: ...

    def symbol(self, token: str) -> str: ...

    def own_function(self, target: str, selector: bytes) -> str:
        """The name of a function of the partnership or its escrow; empty if it is none."""
        ...

    def calls(self, target: str, chosen: bytes) -> str: ...


@dataclass(frozen=True)
class _Record:
    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """From what a contract answered, or what was decoded of calldata."""
        return cls(**{field.name: record[field.name] for field in fields(cls)})

    def abi(self) -> tuple[Any, ...]:
        """The tuple that a contract takes."""
        return tuple(asdict(self).values())


class _Promise(_Record):
    ends: int
    """0 if it has no end."""

    def is_over(self, now: int) -> bool:
        """Whether its own end is past; a link with which it ends is not looked at."""
        return self.ends != 0 and now > self.ends


@dataclass(frozen=True)
class Limit:
    """How much may be done in a time; `left` of it now. 0 counted: there is none."""

    counted: int
    maximum: int
    period_hours: int
    left: int = 0


@dataclass(frozen=True)
class Matter(_Promise):
    """A reserved matter, field for field as on chain."""

    target: str
    selector: bytes
    has_argument: bool
    argument: bytes
    holder: str
    """Zero for steering seats."""
    steering: int
    days: int
    ends: int = 0
    notice_days: int = 0
    link: int = 0
    limit: int = 0
    counted: int = 0
    maximum: int = 0
    period_hours: int = 0


@dataclass(frozen=True)
class Mandate(_Record):
    """A mandate, field for field as on chain."""

    target: str
    """Zero for plain payments of ether."""
    selector: bytes
    holder: str
    """Zero where it is a role's."""
    role: int
    any_argument: bool
    ends: int
    limit: int = 0
    counted: int = 0
    maximum: int = 0
    period_hours: int = 0


@dataclass(frozen=True)
class Floor(_Promise):
    """A floor of the treasury, field for field as on chain."""

    token: str
    amount: int
    holder: str
    ends: int = 0
    notice_days: int = 0


def holder_words(say: Teller, holder: str, steering: int = 0, role: int = 0) -> str:
    """Who holds it."""
    if steering:
        return "a steering seat" if steering == 1 else f"{steering} steering seats"
    if role:
        return f"every {' or '.join(Role(role).names)}"
    return say.name(holder)


def limit_words(say: Teller, target: str, selector: bytes, limit: tuple[int, int, int], *, own: str = "") -> str:
    """A limit like `5,000 USDX in 30 days`; of `limit` what it counts, its maximum and its period in hours.

    Args:
        own: The name of the partnership's own function that is called, if it is one.
    """
    counted, maximum, period_hours = limit
    much = counted_words(say, target, selector, counted, maximum, own=own)
    return f"{much} in {format_duration(period_hours * HOUR)}"


def counted_words(say: Teller, target: str, selector: bytes, counted: int, amount: int, *, own: str = "") -> str:
    """An amount of what a limit counts."""
    if counted == VALUE:
        return say.amount(ETHER, amount)
    if counted == CALLS:
        return "once" if amount == 1 else f"{amount:,} times"
    if is_payment(target, selector) and counted == FIRST_ARGUMENT + 1:
        return say.amount(target, amount)
    if own == "admit" and counted == FIRST_ARGUMENT + 2:
        return f"{amount:,} unit{'' if amount == 1 else 's'}"
    return f"{amount:,} of argument {counted - FIRST_ARGUMENT + 1}"


def is_payment(target: str, selector: bytes) -> bool:
    """Whether calls are payments: of ether, or transfers of a token, or all calls at it."""
    return target == ETHER or selector in (TRANSFER, ANY_CALL)


def calls_words(say: Teller, matter: Matter) -> str:
    """What a matter is about, like `payments above 20,000 USDX in 30 days`."""
    limit = (matter.counted, matter.maximum, matter.period_hours)
    own = say.own_function(matter.target, matter.selector)
    above = f" above {limit_words(say, matter.target, matter.selector, limit, own=own)}" if matter.counted else ""
    towards = _argument_words(say, matter.argument) if matter.has_argument else ""
    if matter.target == ETHER:
        return f"payments in ether{towards and f' to {towards}'}{above}"
    if own:
        said = _NAMED.get(own, f"calls of {own}")
        return f"{said}{towards and f' of {towards}'}{above}"
    if matter.selector == TRANSFER:
        return f"payments in {say.name(matter.target)}{towards and f' to {towards}'}{above}"
    if matter.selector == ANY_CALL and matter.counted:
        return f"payments{towards and f' to {towards}'}{above}, and whatever else is done with that token"
    said = f"all calls of {say.name(matter.target)}"
    if matter.selector != ANY_CALL:
        said = say.calls(matter.target, matter.selector)
    return f"{said}{towards and f' about {towards}'}{above}"


def _argument_words(say: Teller, argument: bytes) -> str:
    if any(argument[:12]) or not any(argument):
        return f"0x{argument.hex()}"
    from eth_utils.address import to_checksum_address

    return say.name(to_checksum_address(argument[12:]))


def until_words(ends: int, notice_days: int | None = None) -> str:
    """` until ...`, and how a vote ends it before."""
    said = f" until {format_timestamp(ends)}" if ends else ""
    if notice_days is None:
        return said
    return f"{said}; a vote ends it {_notice_words(notice_days)}"


def _notice_words(days: int) -> str:
    if days == 0:
        return "at once"
    return f"with {days} days' notice" if days != 1 else "with 1 day's notice"


def matter_words(say: Teller, matter: Matter) -> str:
    """A reserved matter in one sentence."""
    holder = holder_words(say, matter.holder, matter.steering)
    days = f"{matter.days} day{'' if matter.days == 1 else 's'}"
    link = ", and so does the end of its link" if matter.link else ""
    within = f" beyond limit {matter.limit}" if matter.limit and not matter.counted else ""
    has = "have" if matter.steering > 1 else "has"
    return (
        f"{calls_words(say, matter)}{within}: {holder} can stop it, and {has} {days} "
        f"to answer{until_words(matter.ends, matter.notice_days)}{link}"
    )


def floor_words(say: Teller, floor: Floor) -> str:
    """A floor in one sentence."""
    return (
        f"{say.amount(floor.token, floor.amount)} stay in the treasury unless {say.name(floor.holder)} agrees"
        f"{until_words(floor.ends, floor.notice_days)}"
    )


def mandate_words(say: Teller, mandate: Mandate, arguments: Sequence[bytes] = ()) -> str:
    """A mandate in one sentence; `arguments` are those that it names."""
    own = say.own_function(mandate.target, mandate.selector)
    named = ", ".join(_argument_words(say, one) for one in arguments)
    is_payment = mandate.target == ETHER or mandate.selector == TRANSFER
    does = f"pay{f' {named}' if named else ''}"
    if not is_payment:
        does = f"make {say.calls(mandate.target, mandate.selector)}{f' about {named}' if named else ''}"
    limit = (mandate.counted, mandate.maximum, mandate.period_hours)
    if mandate.counted:
        up_to = f"up to {limit_words(say, mandate.target, mandate.selector, limit, own=own)}"
    else:
        currency = f"in {say.symbol(mandate.target)} " if is_payment else ""
        up_to = f"{currency}within limit {mandate.limit}"
    who = holder_words(say, mandate.holder, role=mandate.role)
    return f"{who} may {does} {up_to} until {format_timestamp(mandate.ends)}"
