"""Who gets what in a split: a Safe, a partnership, a sponsor, units that vest, capital that was not repaid, what is
frozen, who has left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import boa
import pytest
from eth_account.messages import encode_typed_data

from polypact.signing.message_files import MessageFile
from tests.kit.commands import Commands
from tests.kit.contracts import mock
from tests.kit.money import arrive
from tests.kit.numbers import DAY, ETHER, ORDINARY
from tests.kit.people import key_of
from tests.kit.rules import LAX
from tests.kit.verbs import by_vote
from tests.unit.cli.succession.stage import OLD, ONE, TO, UNITS, Old

SPLIT = ("partnership", "split", OLD)


def claim_of(told: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (claim for claim in told["claims"] if claim["name"] == name)
    return dict(found)


def halves(old: Old, east: str = "east") -> None:
    old.found("North Half", {"north": 400, east: 300})
    old.found("South Half", {"south": 200, "west": 100})


@pytest.fixture
def owners() -> list[str]:
    return [str(key_of(f"owner {number}").address) for number in range(3)]


def test_a_safe_needs_signatures_and_takes_its_part_along(
    people: Commands, owners: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boa.env.evm.patch, "chain_id", 1337)
    people.addresses["east"] = str(mock("SafeWallet", owners, 2, 4, mock("SafeHandler").address).address)
    old = Old(people)
    halves(old)
    told = claim_of(old.run("split", OLD, *TO), "east")
    assert told["how"] == "needs the signatures of 2 of 3 owners (take-along --unsigned)"
    assert told["takes_along"]["arrives"] == told["then"] == str((15 * ONE - 2) * 3 // 10)
    people.json("revenue", "distribute", OLD, account="north")
    old.run("take-along", OLD, "North Half", "ether", "--unsigned", "--for", "east", "--out", "m.json", account="north")
    file = MessageFile.read(Path("m.json"))
    for number in (0, 2):
        key = key_of(f"owner {number}")
        raw = bytes(key.sign_message(encode_typed_data(full_message=dict(file.question().data))).signature)
        file = file.with_signatures([file.check(key.address, raw)])
    file.write(Path("m.json"))
    people.json("message", "relay", OLD, "m.json", account="west")
    there = old.at("North Half").escrow
    assert there.contribution_of(ETHER, people.person("east")) == 5 * ONE * 3 // 10


def test_a_partnership_decides_by_a_vote_of_its_own(people: Commands) -> None:
    inner = Old(people, treasury=0, income=0)  # of the same people, and called Old Venture
    people.addresses["east"] = inner.at(OLD).partnership.address
    inner.found("Outer Venture", UNITS)
    outer = inner.at("Outer Venture")
    boa.env.set_balance(outer.partnership.address, 10 * ONE)
    inner.found("North Half", {"north": 400, "east": 300})
    inner.found("South Half", {"south": 200, "west": 100})
    told = people.json("partnership", "split", "Outer Venture", *TO)
    name = next(claim for claim in told["claims"] if claim["account"] == people.person("east"))
    assert name["how"] == "a vote of its own (`--in ... take-along`)"
    arrive(outer.escrow, ETHER, 10 * ONE)
    outer.escrow.distribute(ETHER)
    along = ("--in", "Outer Venture", "take-along", "ether", "North Half", "--description", "along")
    people.addresses["east"] = str(key_of("east").address)
    made = people.json("proposal", "new", OLD, *along, account="north")
    words = made["actions"][0]["words"]
    assert words.startswith("At escrow of Outer Venture (0x") and "Contribute what we can claim in ETH" in words
    people.decide(OLD, made, "north", "east")
    there = inner.at("North Half").escrow
    assert there.contribution_of(ETHER, inner.at(OLD).partnership.address) == 3 * ONE


def test_a_sponsor_and_capital_and_units_that_vest(people: Commands) -> None:
    """The line comes first, a link has its part of the income only, and all units count in the end."""
    old = Old(people, income=0)
    angel, north = people.person("angel"), people.person("north")
    venture = old.at(OLD)
    with by_vote(venture):
        venture.escrow.set_sponsor(angel, 1_000)
        venture.escrow.agree_contribution(north, ETHER, 2 * ONE)
    boa.env.set_balance(north, 2 * ONE)
    with boa.env.prank(north):
        venture.escrow.contribute(ETHER, 2 * ONE, value=2 * ONE)
    _has_west_vest(old)
    arrive(venture.escrow, ETHER, 3 * ONE)
    halves(old)
    told = old.run("split", OLD, *TO)
    then = {claim["name"]: int(claim["then"]) for claim in told["claims"]}
    # 12 ether in the treasury, of which 2 wei go to the successors and 2 ether to north; of the income a tenth to the
    # sponsor. What west's units would have earned of it is nobody's yet.
    treasury, income = 10 * ONE - 2, 3 * ONE * 9 // 10
    assert then["west"] == treasury // 10
    assert then["north"] == 2 * ONE + (treasury + income) * 4 // 10
    assert then["east"] == (treasury + income) * 3 // 10
    (rest,) = told["unclaimed"]
    assert int(rest["amount"]) in range(income // 10, income // 10 + 6)
    assert claim_of(told, place_name(angel))["then"] == str(3 * ONE // 10)
    said = people.said(*SPLIT, *TO, "--out", "more")
    assert "0.27" in said and "are nobody's to claim yet: frozen, or earned by units that have not vested" in said


def place_name(address: str) -> str:
    return f"{address[:8]}..{address[-4:]}"


def _has_west_vest(old: Old) -> None:
    """By vote, with its yes."""
    venture, west = old.at(OLD), old.people.person("west")
    Path("vest.yaml").write_text(
        f"description: vest\nactions: [{{set_vesting: {{partner: '{west}', units: 100, from: 0 days, until: 900 days, "
        "cliff: 300 days}}]\n"
    )
    proposed = old.people.json("proposal", "new", OLD, "vest.yaml", account="north")
    id = old.people.pass_(OLD, proposed, "north", "east")
    old.people.json("proposal", "consent", OLD, id, "yes", account="west")
    old.people.json("proposal", "execute", OLD, id, account="north")
    assert venture.escrow.vested_units_of(west) == 0


def test_a_frozen_claim_stays(people: Commands) -> None:
    old = Old(people)
    venture = old.at(OLD)
    venture.escrow.distribute(ETHER)
    with by_vote(venture):
        venture.escrow.freeze(ETHER, people.person("west"), ONE // 4, boa.env.timestamp + 60 * DAY)
    halves(old)
    west = claim_of(old.run("split", OLD, *TO), "west")
    assert int(west["today"]) == ONE // 4
    assert int(west["then"]) == int(west["takes_along"]["arrives"]) == (15 * ONE - 2) // 10 - ONE // 4


def test_who_has_left_is_paid_out(people: Commands) -> None:
    old = Old(people)
    venture = old.at(OLD)
    venture.escrow.distribute(ETHER)
    west = people.person("west")
    with boa.env.prank(west):
        venture.membership.give_notice()
    boa.env.time_travel(seconds=10 * DAY)
    with boa.env.prank(west):
        venture.membership.leave()
    old.found("North Half", {"north": 400, "east": 300})
    old.found("South Half", {"south": 200})
    told = claim_of(old.run("split", OLD, *TO), "west")
    assert (told["how"], told["parts"], told["then"]) == ("is paid out", [], str(ONE // 2))
    planned = old.run("split", OLD, "--into", "A: north", "--into", "B: east, south", "--out", "plan")
    assert [len(heirs) for heirs in planned["successors"].values()] == [1, 2]


def test_says_that_classes_do_not_go_together(people: Commands) -> None:
    """The wei to a successor is an ordinary action, and here the ordinary rule is the stricter one."""
    old = Old(people)
    with by_vote(old.at(OLD)):
        old.at(OLD).partnership.set_rule(ORDINARY, replace(LAX, quorum_bps=9_000).abi())
    boa.env.time_travel(seconds=1)
    halves(old)
    done = people.try_to(*SPLIT, *TO)
    assert done.exit_code == 0
    assert "the winding up of Old Venture cannot be proposed as things are now: " in done.stderr
    made = ("proposal", "new", OLD, "wind-up-old-venture.yaml")
    assert "strict" in people.fail(*made, account="north")
