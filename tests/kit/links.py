"""Links of a project to its sponsors."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

import boa

from tests.kit.house import Partnership
from tests.kit.money import arrive
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_vote


@dataclass(frozen=True)
class LinkTerms:
    """What is offered; `types.LinkTerms`, field for field."""

    sponsor: str
    share_bps: int = 1_000
    to_escrow: bool = False
    ends: int = 0
    notice_days: int = 90
    price: int = 0
    price_token: str = ETHER
    number: int = 0

    def abi(self) -> tuple[Any, ...]:
        return astuple(self)


def offer(project: Partnership, terms: LinkTerms) -> bytes:
    """Offers a link as a vote would; returns the hash of its terms."""
    with by_vote(project):
        return bytes(project.escrow.offer_link(terms.abi()))


def agree(project: Partnership, terms: LinkTerms, by: str = "") -> int:
    """Has the sponsor agree; returns the link's tag."""
    with boa.env.prank(by or terms.sponsor):
        return int(project.escrow.agree_link(terms.abi()))


def link(project: Partnership, terms: LinkTerms) -> int:
    """Offers a link and has the sponsor agree; returns its tag."""
    offer(project, terms)
    return agree(project, terms)


def soon(days: int = 30) -> int:
    """Unix seconds, so many days ahead."""
    return int(boa.env.timestamp) + days * DAY


def earned(project: Partnership, account: str, amount: int = 1_000) -> int:
    """What `account` gets of an income in ether, in wei."""
    before = project.escrow.claimable(ETHER, account)
    arrive(project.escrow, ETHER, amount)
    project.escrow.distribute(ETHER)
    return int(project.escrow.claimable(ETHER, account) - before)
