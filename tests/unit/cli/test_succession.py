"""`ape run partnership split|merge|move` on the embedded chain: what is written, who gets what, and what is proved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boa
import pytest

from tests.kit.commands import Commands
from tests.kit.house import Partnership
from tests.kit.money import arrive
from tests.kit.numbers import ETHER

ONE = 10**18
OLD = "Old Venture"
SPEC = """\
name: {name}
terms: {{file: terms.md, uri: "ipfs://terms"}}
formation_deadline: 14 days
founders:
{founders}
deal: {{notice: 10 days, redeemable: 50%, capital: {{ether: {{money: 100000000000000000000}}}}}}
recoupment: {recoupment}
rules:
  constitutional: {{voting_delay: 1 hour, voting_period: 3 days, execution_delay: 3 days, execution_window: 14 days,
                   quorum: 50%, approval: 66.67%, early_decision: yes}}
  ordinary: {{voting_delay: 1 hour, voting_period: 2 days, execution_delay: 1 hour, execution_window: 14 days,
             quorum: 40%, approval: 50%, early_decision: yes}}
"""
UNITS = {"north": 400, "east": 300, "south": 200, "west": 100}


class Old:
    """A partnership of four in force, with 10 ether in its treasury and 5 that arrived in its escrow."""

    def __init__(self, people: Commands) -> None:
        self.people = people
        Path("terms.md").write_text("We share what we earn.")
        self.found(OLD, UNITS)
        boa.env.set_balance(self.at(OLD).partnership.address, 10 * ONE)
        arrive(self.at(OLD).escrow, ETHER, 5 * ONE)

    def found(self, name: str, units: dict[str, int], recoupment: str = "in order") -> None:
        founders = "\n".join(
            f'  - {{account: "{self.people.person(who)}", name: {who}, weight: {n}, units: {n}}}'
            for who, n in units.items()
        )
        Path("spec.yaml").write_text(SPEC.format(name=name, founders=founders, recoupment=recoupment))
        self.people.json("deploy", "spec.yaml", account=next(iter(units)))
        for who in units:
            self.people.json("partner", "accept", name, account=who)

    def at(self, name: str) -> Partnership:
        return self.people.house.at(self.people.json("status", name)["partnership"], [])

    def run(self, *arguments: str, account: str | None = None) -> dict[str, Any]:
        return self.people.json("partnership", *arguments, account=account)

    def fail(self, *arguments: str, code: int = 1, account: str | None = None) -> str:
        return self.people.fail("partnership", *arguments, code=code, account=account)


@pytest.fixture
def old(people: Commands) -> Old:
    return Old(people)


HALVES = ("--into", "North Half: north, east", "--into", "South Half: south, west")
TO = ("--to", "North Half", "--to", "South Half")


def test_writes_specs_that_can_be_deployed(old: Old) -> None:
    done = old.people.said("partnership", "split", OLD, *HALVES)
    print(done)
    print(Path("north-half.yaml").read_text())
    for half, who in (("north-half", "north"), ("south-half", "south")):
        old.people.json("deploy", f"{half}.yaml", account=who)
    for half, names in (("North Half", ("north", "east")), ("South Half", ("south", "west"))):
        for name in names:
            old.people.json("partner", "accept", half, account=name)
    print(old.people.said("partnership", "split", OLD, *TO))
    for path in Path().glob("*.yaml"):
        print(path, path.read_text())
    assert 0
