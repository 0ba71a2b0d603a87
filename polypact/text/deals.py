"""The deal: what everybody accepts beside the document (`types.Deal` of the contracts), and what of it is one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from polypact.text.durations import DAY, format_duration, format_timestamp
from polypact.text.enums import Role
from polypact.text.sentences import exit_words
from polypact.text.shares import format_bps, format_part

__all__ = ["Capital", "Deal", "Offer"]


@dataclass(frozen=True)
class Deal:
    """One version's deal, field for field as on chain. Spans in seconds or days, shares in bps.

    A ceiling of 0 units or weight in a new partnership's deal is the founders' total and a quarter more.
    """

    notice_seconds: int = 0
    redeemable_bps: int = 0
    ends: int = 0
    """Unix seconds; 0 if it has no end."""
    max_units: int = 0
    max_weight: int = 0
    max_sponsors_bps: int = 0
    max_reserve_bps: int = 0
    move_seconds: int = 7 * DAY
    call_days: int = 60
    deadlock_days: int = 0
    """0: no deadlock lets anyone begin winding up."""
    repaid_at_end: bool = False
    withholds_suspended: bool = False

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Deal:
        """From what a contract answered."""
        return cls(**{field.name: record[field.name] for field in fields(cls)})

    def abi(self) -> tuple[Any, ...]:
        """The tuple that a contract takes."""
        return tuple(asdict(self).values())

    def lines(self) -> list[str]:
        """What it says, in plain words."""
        said = [
            f"leaving: {exit_words(self.notice_seconds, self.redeemable_bps)}",
            f"ceilings: {self.max_units:,} units and {self.max_weight:,} weight in all, "
            f"{format_bps(self.max_sponsors_bps)} of income to sponsors, "
            f"{format_bps(self.max_reserve_bps)} of the rest to the treasury",
            f"a seat moves {format_duration(self.move_seconds)} after it is offered"
            if self.move_seconds
            else "a seat moves as soon as it is offered",
            f"who is called has {self.call_days} days to answer",
            f"contributions come back {'at the end' if self.repaid_at_end else 'out of income'}",
            f"who is suspended {'is paid when that ends' if self.withholds_suspended else 'goes on earning'}",
        ]
        if self.ends:
            said.append(f"from {format_timestamp(self.ends)} on anyone may begin winding up")
        if self.deadlock_days:
            said.append(f"two failures of the same actions {self.deadlock_days} days apart let anyone begin winding up")
        return said


@dataclass(frozen=True)
class Capital:
    """How much capital may stand in the line to be repaid, in the token's smallest unit."""

    token: str
    """Address; zero for ether."""
    money: int
    in_kind: int

    def abi(self) -> tuple[str, int, int]:
        return self.token, self.money, self.in_kind


@dataclass(frozen=True)
class Offer:
    """What an account that accepts consents to. Of a partner who accepts newer terms, only the terms and the deal."""

    version: int
    terms_hash: bytes
    deal: int
    """Packed, as the contract compares it (deal.vy)."""
    weight: int
    units: int
    role: Role
    probation_ends: int
    """Unix seconds; 0 if the seat has no end."""
    decisions: int
    """Constitutional decisions that were executed under this version of the terms."""

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Offer:
        """From what `offer_of` answered."""
        return cls(**{**record, "role": Role(record["role"])})

    def abi(self) -> tuple[Any, ...]:
        """The tuple that `accept` takes."""
        return tuple(int(value) if isinstance(value, Role) else value for value in self.__dict__.values())

    def lines(self, deal: Deal) -> list[str]:
        """What the account itself gets, in plain words; `deal` is that of the version."""
        said = [
            f"weight {self.weight:,}, units {self.units:,}, role {self.role.words}",
            f"at least {format_part(self.units, deal.max_units)} of what partners earn, whoever joins"
            if self.units and deal.max_units
            else "no share of what partners earn",
        ]
        if self.probation_ends:
            said.append(f"on probation until {format_timestamp(self.probation_ends)}")
        return said
