"""A partnership of four that is split into two and two, on the embedded chain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boa

from polypact.chain.deployments import Deployments
from tests.kit.commands import Commands
from tests.kit.house import Partnership
from tests.kit.money import arrive
from tests.kit.numbers import ETHER
from tests.scenarios.levels import accept

ONE = 10**18
OLD = "Old Venture"
SPEC = """\
name: {name}
terms: {{file: terms.md, uri: "ipfs://terms"}}
formation_deadline: 14 days
founders:
{founders}
deal: {{notice: 10 days, redeemable: 50%, sponsors_ceiling: 10%, capital: {{ether: {{money: 100000000000000000000}}}}}}
recoupment: in order
rules:
  constitutional: {{voting_delay: 1 hour, voting_period: 3 days, execution_delay: 3 days, execution_window: 14 days,
                   quorum: 50%, approval: 66.67%, early_decision: yes}}
  ordinary: {{voting_delay: 1 hour, voting_period: 2 days, execution_delay: 1 hour, execution_window: 14 days,
             quorum: 40%, approval: 50%, early_decision: yes}}
"""
UNITS = {"north": 400, "east": 300, "south": 200, "west": 100}


class Old:
    """A partnership of four in force, with 10 ether in its treasury and 5 that arrived in its escrow."""

    def __init__(self, people: Commands, more: str = "", treasury: int = 10 * ONE, income: int = 5 * ONE) -> None:
        self.people = people
        Path("terms.md").write_text("We share what we earn.")
        self.found(OLD, UNITS, more)
        boa.env.set_balance(self.at(OLD).partnership.address, treasury)
        arrive(self.at(OLD).escrow, ETHER, income)

    def found(self, name: str, units: dict[str, int], more: str = "", weight: int = 0) -> None:
        founders = "\n".join(
            f'  - {{account: "{self.people.person(who)}", name: {who}, weight: {weight or n}, units: {n}}}'
            for who, n in units.items()
        )
        Path("spec.yaml").write_text(SPEC.format(name=name, founders=founders) + more)
        self.people.json("deploy", "spec.yaml", account=next(iter(units)))
        self.accept(name, *units)

    def accept(self, name: str, *who: str) -> None:
        """As `partner accept` does, which is tried elsewhere."""
        accept(self.at(name), *map(self.people.person, who))

    def at(self, name: str) -> Partnership:
        record = Deployments(1337).partnerships[name]
        return self.people.house.at(record.partnership, [])

    def run(self, *arguments: str, account: str | None = None) -> dict[str, Any]:
        return self.people.json("partnership", *arguments, account=account)

    def fail(self, *arguments: str, code: int = 1, account: str | None = None) -> str:
        return self.people.fail("partnership", *arguments, code=code, account=account)


PARTNERS = {"North Half": ("north", "east"), "South Half": ("south", "west")}
HALVES = ("--into", "North Half: north, east", "--into", "South Half: south, west")
TO = ("--to", "North Half", "--to", "South Half")


def found_halves(old: Old) -> None:
    """Writes, deploys and accepts both successors."""
    old.run("split", OLD, *HALVES)
    for half, names in PARTNERS.items():
        old.people.json("deploy", f"{half.lower().replace(' ', '-')}.yaml", account=names[0])
        old.accept(half, *names)


def then(told: dict[str, Any]) -> dict[str, int]:
    return {claim["name"]: int(claim["then"]) for claim in told["claims"]}
