"""Partnerships that commands have founded, and their money."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import boa

from tests.kit.commands import Commands
from tests.kit.house import Partnership
from tests.kit.money import arrive
from tests.kit.numbers import ETHER

__all__ = ["at", "claim", "claimable", "found", "income", "treasury"]

RULES = """\
rules:
  constitutional: {voting_delay: 1 hour, voting_period: 3 days, execution_delay: 1 day, execution_window: 30 days,
                   quorum: 50%, approval: 50%, early_decision: yes}
  ordinary: {voting_delay: 1 hour, voting_period: 2 days, execution_delay: 1 hour, execution_window: 14 days,
             quorum: 40%, approval: 50%, early_decision: yes}
"""


def found(people: Commands, name: str, founders: Sequence[tuple[str, int]], more: str = "") -> dict[str, Any]:
    """A partnership in force; `founders` are aliases, each with what is its weight and its units."""
    Path("shared-terms.md").write_text("We share what we earn by units.")
    lines = [
        f'  - {{account: "{people.person(alias)}", name: {alias} of {name}, weight: {part}, units: {part}}}'
        for alias, part in founders
    ]
    head = f"name: {name}\nterms: {{file: shared-terms.md}}\nformation_deadline: 14 days\nfounders:\n"
    Path("venture.yaml").write_text(head + "\n".join(lines) + f"\n{RULES}{more}")
    made = people.json("deploy", "venture.yaml", account=founders[0][0])
    for alias, _ in founders:
        people.json("partner", "accept", name, account=alias)
    return made


def at(people: Commands, name: str) -> Partnership:
    """The contracts of a partnership on record."""
    return people.house.at(people.json("status", name)["partnership"], [])


def income(venture: Partnership, amount: int) -> None:
    """Has ether arrive in the escrow and be split, in wei."""
    arrive(venture.escrow, ETHER, amount)
    venture.escrow.distribute(ETHER)


def claimable(venture: Partnership, account: str) -> int:
    """What an account could claim in ether now, in wei."""
    return int(venture.escrow.claimable(ETHER, account))


def claim(venture: Partnership, account: str) -> int:
    """Has an account be paid its ether, and says how much."""
    before = boa.env.get_balance(account)
    venture.escrow.claim(ETHER, account)
    return int(boa.env.get_balance(account) - before)


def treasury(venture: Partnership) -> int:
    """The ether of the treasury, in wei."""
    return int(boa.env.get_balance(venture.partnership.address))
