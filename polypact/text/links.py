"""Links of a project to its sponsors: the terms of one, as the contract has them (`types.LinkTerms`), and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any, Protocol, Self

from eth_utils.crypto import keccak

from polypact.text.durations import format_timestamp
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from polypact.text.shares import format_bps

__all__ = [
    "MAX_LINKS",
    "MAX_NOTICE_DAYS",
    "LinkTerms",
    "format_tag",
    "notice_words",
    "parse_tag",
    "terms_words",
]

#: The bounds of sponsors.vy and agreed_links.vy.
MAX_LINKS = 8
MAX_NOTICE_DAYS = 1_095

_TAG = re.compile(r"0x[0-9a-fA-F]{6}")


class Teller(Protocol):
    """Who puts links into words knows names and tokens."""

    def name(self, address: str) -> str: ...

    def amount(self, token: str, amount: int) -> str: ...


@dataclass(frozen=True)
class LinkTerms:
    """What is offered and agreed to, field for field as on chain."""

    sponsor: str
    share_bps: int
    """Of all later income, before anybody else."""
    to_escrow: bool = False
    """Whether the sponsor's escrow is credited, to be split there."""
    ends: int = 0
    """Unix seconds, last moment it earns; 0 if it has no end."""
    notice_days: int = 0
    """From the notice of either side to the end."""
    price: int = 0
    """That ends it when it is paid, in the token's smallest unit; 0 if it cannot be bought out."""
    price_token: str = ETHER
    number: int = 0
    """Tells links on the same terms apart."""

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """From what a contract answered or logged, or what was decoded of calldata."""
        return cls(**{field.name: record[field.name] for field in fields(cls)})

    def abi(self) -> tuple[Any, ...]:
        """The tuple that the contract takes."""
        return astuple(self)

    @property
    def hash(self) -> bytes:
        """keccak-256 of the encoded terms, by which they are offered."""
        words = [int(value, 16) if isinstance(value, str) else int(value) for value in self.abi()]
        return keccak(b"".join(word.to_bytes(32, "big") for word in words))

    @property
    def tag(self) -> int:
        """By which the link is named: the first three bytes of the hash."""
        return int.from_bytes(self.hash[:3], "big")


def parse_tag(text: str) -> int:
    """The tag of a link, written as 0x and six hexadecimal digits.

    Raises:
        PolypactError: It is not written like that.
    """
    if not _TAG.fullmatch(text.strip()):
        raise PolypactError(f"a link is named by 0x and 6 hexadecimal digits, as `link list` shows it, not {text!r}")
    return int(text.strip(), 16)


def format_tag(tag: int) -> str:
    """The other way round."""
    return f"0x{tag:06x}"


def terms_words(say: Teller, terms: LinkTerms) -> str:
    """The terms in one sentence, with the sponsor's name."""
    until = f", until {format_timestamp(terms.ends)}" if terms.ends else ""
    paid = "its escrow" if terms.to_escrow else "itself"
    bought = (
        f"to be bought out for {say.amount(terms.price_token, terms.price)}" if terms.price else "no buy-out agreed"
    )
    return (
        f"{say.name(terms.sponsor)} has {format_bps(terms.share_bps)} of all later income, before anybody else{until}, "
        f"paid to {paid}; either side ends it {notice_words(terms.notice_days)}; {bought}"
    )


def notice_words(days: int) -> str:
    """How either side ends it before its date."""
    if not days:
        return "at once"
    return f"with {days} day{'' if days == 1 else 's'} of notice"
