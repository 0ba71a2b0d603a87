"""`proposal new --vote-in`, `--in` and `--sign-message` on the embedded chain: a guild as a partner of a harbour."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import boa
import pytest

from tests.kit.clock import travel_to
from tests.kit.commands import Commands
from tests.kit.numbers import ACTIVE, ETHER, HOUR
from tests.scenarios.levels import accept
from tests.unit.cli.succession.stage import Old

GUILD = "Guild"
HARBOUR = "Harbour"
SUPPLIER = "0x2222222222222222222222222222222222222222"


@pytest.fixture
def both(people: Commands) -> Old:
    """A guild of north and east; and a harbour that has invited it with 600 of 1,000."""
    made = Old.__new__(Old)
    made.people = people
    Path("terms.md").write_text("We share what we earn.")
    made.found(GUILD, {"north": 60, "east": 40})
    people.addresses["guild"] = made.at(GUILD).partnership.address
    spec = {"guild": 600, "south": 400}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made, "accept", lambda *_: None, raising=False)
        made.found(HARBOUR, spec)
    accept(made.at(HARBOUR), people.person("south"))
    return made


def propose(both: Old, *arguments: str, account: str = "north") -> dict[str, Any]:
    return both.people.json("proposal", "new", GUILD, *arguments, "--description", "x", account=account)


def joined(both: Old) -> None:
    """The guild has accepted, and the harbour has a wei to pay."""
    boa.env.set_balance(both.at(HARBOUR).partnership.address, 1)
    accept(both.at(HARBOUR), both.at(GUILD).partnership.address)
    boa.env.time_travel(seconds=1)


def test_accepts_by_its_vote(both: Old) -> None:
    made = propose(both, "--in", HARBOUR, "accept")
    assert "Accept version 1 of its terms, document 0x" in made["actions"][0]["words"]
    assert "with weight 600 and 600 units" in made["actions"][0]["words"]
    both.people.decide(GUILD, made, "north")
    assert both.at(HARBOUR).membership.status_of(both.at(GUILD).partnership.address) == ACTIVE
    assert both.people.json("status", HARBOUR)["phase"] == "in_force"


def test_accepts_by_a_signature(both: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boa.env.evm.patch, "chain_id", 1337)
    write = ("--unsigned", "--for", "guild", "--out", "m.json")
    both.people.json("partner", "accept", HARBOUR, *write, account="north")
    relay = ("message", "relay", HARBOUR, "m.json")
    assert "does not take it: nobody signed for it" in both.people.fail(*relay, account="south")
    said = both.people.said(
        "proposal", "new", GUILD, "--sign-message", "m.json", "--description", "accept", account="north"
    )
    assert "'Harbour' by the file's account, partnership 0x" in said and "weight 600, votes" not in said
    made = both.people.json("proposal", "show", GUILD, "latest")
    both.people.decide(GUILD, made, "north")
    assert both.people.json(*relay, account="south")["relayed"][0]["kind"] == "acceptance"
    assert both.people.json("status", HARBOUR)["phase"] == "in_force"


def test_signs_no_message_of_another_account(both: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    write = ("--unsigned", "--for", "guild", "--out", "m.json")
    both.people.json("partner", "accept", HARBOUR, *write, account="north")
    told = json.loads(Path("m.json").read_text())
    told["message"]["partner"] = both.people.person("south")
    Path("m.json").write_text(json.dumps(told))
    sign = ("proposal", "new", GUILD, "--sign-message", "m.json", "--description", "x")
    assert "is to be signed by" in both.people.fail(*sign, account="north")
    told["message"]["partner"] = both.people.person("guild")
    Path("m.json").write_text(json.dumps(told))
    travel_to(int(told["message"]["deadline"]) + 1)
    assert "which is over; write it anew" in both.people.fail(*sign, account="north")
    assert "cannot read none.json" in both.people.fail(*sign[:3], "--sign-message", "none.json", account="north")


def test_votes_in_time_and_says_when(both: Old) -> None:
    joined(both)
    paid = both.people.json(
        "proposal", "new", HARBOUR, "--pay", SUPPLIER, "1 wei", "--description", "p", account="south"
    )
    done = both.people.try_to(
        *("proposal", "new", GUILD, "--vote-in", HARBOUR, "1", "for", "we", "agreed", "--description", "v", "--json"),
        account="north",
    )
    assert done.exit_code == 0
    assert "would fail as things are now, because the vote there has not begun" in done.stderr
    made = json.loads(done.stdout)
    (cast,) = made["votes_elsewhere"]
    assert (cast["proposal"], cast["vote_ends"]) == (paid["id"], paid["deadline"])
    # Two days to vote and an hour around it in both: in time only because it may be decided early.
    assert cast["in_time"] is False
    assert cast["executable_from"] > paid["deadline"] > cast["executable_at_the_soonest"]
    assert "in time only if this is decided early" in done.stderr
    shown = both.people.said("proposal", "show", HARBOUR, "1")
    assert "Partners that are partnerships:" in shown
    assert "Careful: guild votes in time by a vote of its own only if that is decided early" in shown
    both.people.decide(GUILD, made, "north")
    (ballot,) = both.people.json("proposal", "show", HARBOUR, "1")["ballots"]
    assert (ballot["name"], ballot["support"], ballot["reason"]) == ("guild", "for", "we agreed")
    assert "Partners that are partnerships:" not in both.people.said("proposal", "show", HARBOUR, "1")


def test_says_that_it_is_too_late(both: Old) -> None:
    joined(both)
    paid = both.people.json(
        "proposal", "new", HARBOUR, "--pay", SUPPLIER, "1 wei", "--description", "p", account="south"
    )
    travel_to(int(paid["deadline"]) - HOUR)
    vote = ("proposal", "new", GUILD, "--vote-in", HARBOUR, "latest", "for", "--description", "v")
    done = both.people.try_to(*vote, account="north")
    assert done.exit_code == 0 and "Warning: action 1: the vote in Harbour ends" in done.stderr
    assert "at the earliest: 1 hour" in done.stderr
    assert "Careful: action 1: the vote in Harbour ends" in both.people.said("proposal", "show", GUILD, "latest")
    assert "cannot vote in time by a vote of its own" in both.people.said("proposal", "show", HARBOUR, "latest")
    travel_to(int(paid["deadline"]) + 1)
    assert "No ballots and no contests are taken now" in both.people.fail(*vote, account="north")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--vote-in", GUILD, "1", "for"), "Guild is this partnership itself; name another one"),
        (("--in", "guild", "accept"), "guild is this partnership itself"),
        (("--in", SUPPLIER, "accept"), "there is no partnership at"),
        (("--in", "Nowhere", "accept"), "no partnership 'Nowhere'"),
        (("--vote-in", HARBOUR, "7", "for"), "no proposal 7"),
        (("--vote-in", HARBOUR, "latest", "for"), "there is none yet"),
        (("--vote-in", HARBOUR, "latest", "perhaps"), "must be for, against or abstain"),
        (("--in", HARBOUR, "dance"), "nothing is called 'dance' that is done elsewhere"),
        (("--in", HARBOUR, "notice"), "action 1 would fail as things are now"),
    ],
)
def test_refuses_what_cannot_be_done_elsewhere(both: Old, arguments: tuple[str, ...], reason: str) -> None:
    line = both.people.fail("proposal", "new", GUILD, *arguments, "--description", "x", account="north")
    assert reason in line


def test_two_names_of_one_partnership_are_one(both: Old) -> None:
    """Its escrow's address stands for it, too."""
    escrow = both.at(HARBOUR).escrow.address
    (action,) = propose(both, "--in", escrow, "accept")["actions"]
    assert action["words"].startswith("At Harbour (0x")
    own = both.at(GUILD).escrow.address
    assert "is this partnership itself" in both.people.fail(
        "proposal", "new", GUILD, "--in", own, "accept", "--description", "x", account="north"
    )


@pytest.mark.parametrize("deed", [("represent", "nobody"), ("payout", "treasury"), ("payout", "escrow")])
def test_nobody_and_the_own_accounts_are_no_newcomers(both: Old, deed: tuple[str, ...]) -> None:
    joined(both)
    if deed[0] == "represent":
        both.people.decide(GUILD, propose(both, "--in", HARBOUR, "represent", both.people.person("south")), "north")
    both.people.decide(GUILD, propose(both, "--in", HARBOUR, *deed), "north")


def test_what_it_earns_there_is_split_here(both: Old) -> None:
    joined(both)
    made = propose(both, "--in", HARBOUR, "payout", "escrow")
    assert made["actions"][0]["words"].endswith("Have what we earn paid to the revenue escrow")
    both.people.decide(GUILD, made, "north")
    boa.env.set_balance(both.at(HARBOUR).escrow.address, 1_000)
    both.people.json("revenue", "distribute", HARBOUR, account="south")
    both.people.json("revenue", "claim", HARBOUR, "--partner", GUILD, account="south")
    both.people.json("revenue", "distribute", GUILD, account="south")
    escrow = both.at(GUILD).escrow
    assert [escrow.claimable(ETHER, both.people.person(who)) for who in ("north", "east")] == [360, 240]
