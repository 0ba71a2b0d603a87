"""A merger and a move to another release, from the specs to the proof."""

from __future__ import annotations

import boa
from eth_account.signers.local import LocalAccount

from polypact.chain.deployments import Deployments, EcosystemRecord
from tests.kit.commands import Commands
from tests.kit.house import build_house
from tests.kit.numbers import ETHER
from tests.unit.cli.succession.stage import OLD, ONE, UNITS, Old


def test_two_become_one(people: Commands) -> None:
    old = Old(people)
    old.found("Other Venture", {"east": 50, "ash": 50})
    other = old.at("Other Venture")
    boa.env.set_balance(other.partnership.address, 4 * ONE)
    both = ("merge", OLD, "Other Venture")
    plan = old.run(*both, "--into", "Whole Venture")
    heirs = {one["name"]: one["units"] for one in plan["successors"]["Whole Venture"]}
    assert heirs == {"north": 400, "east": 350, "south": 200, "west": 100, "ash": 50}
    old.people.json("deploy", "whole-venture.yaml", account="north")
    old.accept("Whole Venture", *heirs)
    told = old.run(*both, "--to", "Whole Venture")
    east = [int(claim["then"]) for claim in told["claims"] if claim["name"] == "east"]
    assert east == [45 * ONE // 10 - 1, 2 * ONE - 1]
    agree = old.people.json("proposal", "new", "Whole Venture", "agree-whole-venture.yaml", account="north")
    old.people.decide("Whole Venture", agree, "north", "east")
    for name, voters in ((OLD, ("north", "east")), ("Other Venture", ("east", "ash"))):
        path = f"wind-up-{name.lower().replace(' ', '-')}.yaml"
        old.people.decide(name, old.people.json("proposal", "new", name, path, account=voters[0]), *voters)
        for who in voters:
            old.run("take-along", name, "Whole Venture", account=who)
    whole, account = old.at("Whole Venture"), old.people.person("east")
    assert whole.escrow.outstanding_of(ETHER, account) == sum(east)
    told = old.run("prove", OLD, "Other Venture", "--to", "Whole Venture")
    assert told["adds_up"]
    there = whole.partnership.address
    along = sum(int(flow["taken_along"][there]) for flow in told["flows"])
    assert boa.env.get_balance(there) == along


def test_moves_to_another_release(people: Commands) -> None:
    """Of another ecosystem, whose implementations are others."""
    old = Old(people)
    newer = build_house()
    record = Deployments(1337)
    record.ecosystems["newer"] = EcosystemRecord(
        newer.ecosystem.address, newer.ecosystem.PARTNERSHIP_IMPLEMENTATION(), newer.escrow.address, {}, 0, "0x"
    )
    record.save()
    old.run("move", OLD, "--into", "New Venture", "--ecosystem", "newer")
    old.people.json("deploy", "new-venture.yaml", account="north")
    old.accept("New Venture", *UNITS)
    done = old.people.try_to("partnership", "move", OLD, "--to", "New Venture")
    assert done.exit_code == 0
    assert "Warning: New Venture is of another release than Old Venture" in done.stderr
    made = old.people.json("proposal", "new", OLD, "wind-up-old-venture.yaml", account="north")
    old.people.decide(OLD, made, "north", "east")
    for who in UNITS:
        old.run("take-along", OLD, "New Venture", account=who)
    told = old.run("prove", OLD, "--to", "New Venture")
    assert told["adds_up"] and told["flows"][0]["paid_out"] == "0"


def test_code_of_a_stranger_is_told(people: Commands, founders: list[LocalAccount]) -> None:
    """It answers as a partnership does, and may say anything."""
    old, strange = Old(people), build_house().spin_up(founders[:2], [1, 1], [1, 1], name="New Venture")
    address = strange.partnership.address
    told = f"Warning: New Venture ({address}) runs code of no ecosystem in deployments/"
    for arguments in (("partnership", "move", OLD, "--to", address), ("partnership", "prove", OLD, "--to", address)):
        assert told in people.try_to(*arguments).stderr
    assert told in people.try_to("project", "join", address, "--sponsor", OLD, account="north").stderr
    old.found("Next Venture", {"north": 1})
    assert "runs code of no ecosystem" not in people.try_to("partnership", "move", OLD, "--to", "Next Venture").stderr
