"""Partnerships that are partners of others, one above the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import boa

from tests.kit.clock import travel_to
from tests.kit.house import Action, House, Partnership
from tests.kit.numbers import DAY, FOR
from tests.kit.rules import Rule


@dataclass(frozen=True)
class Member:
    """An account that founds a partnership; it may be one itself."""

    address: str


def found(
    house: House, founders: Sequence[Any], weights: Sequence[int], units: Sequence[int], rules: Any, name: str
) -> Partnership:
    """A partnership of accounts, which have to accept yet."""
    deadline = int(boa.env.timestamp) + 90 * DAY
    return house.spin_up(
        founders, weights, units, rules=rules, salt=name.encode().ljust(32), name=name, deadline=deadline
    )


def accept(venture: Partnership, *accounts: str) -> None:
    """Each accepts; for a partnership that is what a vote of its own would do."""
    for account in accounts:
        offer = venture.membership.offer_of(account)
        with boa.env.prank(account):
            venture.membership.accept(offer)


def acceptance(outer: Partnership, inner: Partnership) -> Action:
    """The action by which a partnership accepts what another one offers it."""
    offer = outer.membership.offer_of(inner.partnership.address)
    return (outer.partnership.address, 0, outer.membership.accept.prepare_calldata(offer))


def ballot(outer: Partnership, proposal: int, support: int = FOR) -> Action:
    """The action by which a partnership votes in another one."""
    return (outer.partnership.address, 0, outer.partnership.castVote.prepare_calldata(proposal, support))


def decided_by(venture: Partnership, proposal: int, *voters: str) -> int:
    """Has voters vote for a proposal in the first second; returns the first one in which it can be executed."""
    travel_to(max(int(boa.env.timestamp), int(venture.partnership.proposalSnapshot(proposal)) + 1))
    venture.vote(proposal, by=voters)
    return int(venture.partnership.proposalEta(proposal))


def rule_of(venture: Partnership, decision_class: int) -> Rule:
    return Rule(*venture.partnership.rule(decision_class))
