"""Promises and mandates, through the scripts, on a real node: founded, asked, used, given up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from web3 import Web3

from tests.integration.conftest import ETHER, Node, staffed_company
from tests.integration.people import People
from tests.kit.numbers import DAY, HOUR

pytestmark = pytest.mark.slow  # three minutes, nearly all of it commands that start

NAME = "Lock Partnership"
ALIASES = ("north", "east", "south", "agent", "stranger")
SUPPLIER = "0x2222222222222222222222222222222222222222"

SPEC = """\
name: Lock Partnership
terms: {{file: terms.md}}
formation_deadline: 14 days
accounts: {{north: "{north}", east: "{east}", south: "{south}", agent: "{agent}"}}
founders:
  - {{account: north, name: Northwind, weight: 60, units: 600, role: [proposer, treasurer]}}
  - {{account: east, name: Eastport, weight: 25, units: 250, role: [proposer, steering]}}
  - {{account: south, name: Southbank, weight: 15, units: 150}}
rules:
  constitutional: {{voting_delay: 1 hour, voting_period: 3 days, execution_delay: 1 day, execution_window: 14 days,
                   quorum: 50%, approval: 50%, early_decision: yes}}
  ordinary: {{voting_delay: 1 hour, voting_period: 2 days, execution_delay: 1 hour, execution_window: 14 days,
             quorum: 40%, approval: 50%, early_decision: yes}}
reserved_matters:
  - {{what: payments above 5 ether a month, holder: agent, days: 3, notice: 30 days}}
floors:
  - {{keep: 10 ether, holder: south, notice: 0}}
mandates:
  - north may pay up to 1 ether a month until 300 days
ends: {{milestone: the lock is open}}
"""


@dataclass
class Lock(People):
    """A partnership of three in force, with 20 ether in its treasury."""

    partnership: str

    def pass_(self, made: dict[str, Any]) -> str:
        """Has a proposal pass by the vote of north, until it can be executed."""
        self.node.travel_to(made["snapshot"] + 1)
        self.json("proposal", "vote", NAME, made["id"], "for", account="north")
        after = self.json("proposal", "show", NAME, made["id"])
        self.node.travel_to(after["executable_from"])
        return str(made["id"])

    def balance(self, account: str) -> int:
        return int(self.node.web3.eth.get_balance(Web3.to_checksum_address(account)))


@pytest.fixture(scope="module")
def lock(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Lock:
    folder = tmp_path_factory.mktemp("lock")
    company, addresses = staffed_company(node, folder, ALIASES)
    (folder / "lock.yaml").write_text(SPEC.format(**addresses))
    deployed = company.run("deploy", "lock.yaml", account="north").out
    told = [line.strip() for line in deployed[deployed.index("at its founding:") :].splitlines()[1:5]]
    assert told[0].startswith("Reserve payments in ether above 5 ETH in 30 days: agent (0x")
    assert "can stop it, and has 3 days to answer; a vote ends it with 30 days' notice" in told[0]
    assert told[1].startswith("Promise a floor: 10 ETH stay in the treasury unless Southbank (0x")
    assert told[2].startswith("Give a mandate: Northwind (0x") and " may pay up to 1 ETH in 30 days until " in told[2]
    assert told[3] == "Let anybody begin winding up once the milestone 'the lock is open' is reached"
    for alias in ("north", "east", "south"):
        company.run("partner", "accept", NAME, account=alias)
    partnership = company.json("status", NAME)["partnership"]
    node.rpc("anvil_setBalance", partnership, hex(20 * ETHER))
    return Lock(company, node, addresses, partnership)


def test_promises_and_mandates_through_the_commands(lock: Lock, tmp_path: Path) -> None:
    _who_holds_what(lock)
    _a_mandate_is_used(lock)
    _a_mandate_is_used_by_signature(lock)
    _a_no_stops_what_is_reserved(lock)
    _a_floor_needs_a_yes(lock)
    _what_was_promised_ends(lock)
    _more_is_promised(lock)


def _who_holds_what(lock: Lock) -> None:
    shown = lock.said("rules", "show", NAME)
    assert "reserved: payments in ether above 5 ETH in 30 days: 0x" in shown and "; 5 ETH left now" in shown
    assert "floor: 10 ETH stay in the treasury unless Southbank" in shown
    assert "mandate 1: Northwind" in shown and "; 1 ETH left now" in shown
    data = lock.json("rules", "show", NAME)
    assert [entry["holder"] for entry in data["matters"]] == [lock.addresses["agent"]]
    assert [entry["amount"] for entry in data["floors"]] == [str(10 * ETHER)]
    (given,) = lock.json("mandate", "list", NAME)["mandates"]
    assert (given["number"], given["name"], given["limit"]["left"]) == (1, "Northwind", str(ETHER))


def _a_mandate_is_used(lock: Lock) -> None:
    before = lock.balance(SUPPLIER)
    used = lock.json("mandate", "use", NAME, "1", "--pay", SUPPLIER, "0.4 ether", account="north")
    assert (used["left"], lock.balance(SUPPLIER) - before) == (str(6 * ETHER // 10), 4 * ETHER // 10)
    pay = ("mandate", "use", NAME, "1", "--pay")
    assert "more than the mandate's limit has left" in lock.fail(*pay, SUPPLIER, "0.7 ether", account="north")
    assert "does not hold the mandate" in lock.fail(*pay, SUPPLIER, "0.1 ether", account="east")
    assert "in favour of itself" in lock.fail(*pay, lock.addresses["north"], "0.1 ether", account="north")
    assert "there is no mandate 9" in lock.fail(
        "mandate", "use", NAME, "9", "--pay", SUPPLIER, "1 wei", account="north"
    )
    assert "for one action, and 0 are named" in lock.fail("mandate", "use", NAME, "1", account="north")


def _a_mandate_is_used_by_signature(lock: Lock) -> None:
    sign = ("mandate", "use", NAME, "1", "--pay", SUPPLIER, "0.1 ether", "--sign", "--out")
    assert lock.json(*sign, "act.json", account="north")["kind"] == "Act"
    assert "pays         100,000,000,000,000,000 wei" in lock.said("message", "show", "act.json")
    before = lock.balance(SUPPLIER)
    relay = ("message", "relay", NAME, "act.json")
    assert lock.json(*relay, account="stranger")["relayed"][0]["kind"] == "act"
    assert lock.balance(SUPPLIER) - before == ETHER // 10
    assert "used by a signature since" in lock.fail(*relay, account="stranger")


def _a_no_stops_what_is_reserved(lock: Lock) -> None:
    done = lock.company.run(
        "proposal", "new", NAME, "--pay", SUPPLIER, "6 ether", "--description", "x", account="north"
    )
    assert "action 1: a no of 0x" in done.out and "have 3 days" not in done.out
    assert "has 3 days from the proposal on, and silence is consent then" in done.out
    made = lock.json("proposal", "show", NAME, "latest")
    (asked,) = made["consents"]
    assert (asked["kind"], asked["state"], asked["answer"]) == ("matter", "waits", "nothing")
    assert asked["holder"] == lock.addresses["agent"]
    assert [one["state"] for one in lock.json("consent", "list", NAME)["consents"]] == ["waits"]
    id = lock.pass_(made)
    tried = lock.company.try_to("proposal", "simulate", NAME, id)
    assert tried.code == 1 and "Without the consent that is missing it cannot be executed now." in tried.out
    assert "still has time to" in lock.fail("proposal", "execute", NAME, id, account="east")
    lock.json("consent", "refuse", NAME, id, account="agent")
    assert [one["state"] for one in lock.json("consent", "list", NAME, id)["consents"]] == ["stopped"]
    assert "has said no" in lock.fail("proposal", "execute", NAME, id, account="east")
    assert "holds no promise" in lock.fail("consent", "give", NAME, id, account="stranger")
    lock.json("consent", "give", NAME, id, account="agent")
    assert lock.json("proposal", "simulate", NAME, id)["works"] is True
    lock.json("proposal", "execute", NAME, id, account="east")


def _a_floor_needs_a_yes(lock: Lock) -> None:
    assert lock.balance(lock.partnership) == 135 * ETHER // 10
    lock.json("proposal", "new", NAME, "--pay", SUPPLIER, "4 ether", "--description", "y", account="north")
    made = lock.json("proposal", "show", NAME, "latest")
    assert [(one["kind"], one["state"]) for one in made["consents"]] == [("matter", "free"), ("floor", "needed")]
    id = lock.pass_(made)
    assert "silence is no" in lock.fail("proposal", "execute", NAME, id, account="east")
    signed = lock.json("consent", "give", NAME, id, "--sign", "--out", "yes.json", account="south")
    assert signed["message"]["agrees"] is True
    lock.json("message", "relay", NAME, "yes.json", account="stranger")
    lock.json("proposal", "execute", NAME, id, account="east")


def _what_was_promised_ends(lock: Lock) -> None:
    assert "Only a partner with a steering seat" in lock.fail("mandate", "pause", NAME, "1", account="north")
    paused = lock.json("mandate", "pause", NAME, "1", account="east")
    assert paused["paused_until"] > lock.node.now() + 13 * DAY
    pay = ("mandate", "use", NAME, "1", "--pay", SUPPLIER, "1 wei")
    assert "paused the mandate" in lock.fail(*pay, account="north")
    assert "; paused until " in lock.said("mandate", "list", NAME)
    lock.json("mandate", "resign", NAME, "1", account="north")
    assert lock.json("mandate", "list", NAME)["mandates"] == []
    assert [one["is_over"] for one in lock.json("mandate", "list", NAME, "--all")["mandates"]] == [True]
    notice = lock.json("floor", "end", NAME, "ether", account="east")
    assert "Give notice of the floor of ETH" in notice["actions"][0]["words"]
    lock.json("floor", "end", NAME, "ether", account="south")
    assert lock.json("floor", "list", NAME)["floors"] == []
    assert "there is no such floor" in lock.fail("floor", "end", NAME, "ether", account="south")
    assert "there is no reserved matter 2" in lock.fail("matter", "end", NAME, "2", account="agent")
    lock.json("matter", "end", NAME, "1", account="agent")
    assert lock.json("matter", "list", NAME)["matters"] == []


def _more_is_promised(lock: Lock) -> None:
    assert "is nothing that can be reserved" in lock.fail("matter", "reserve", NAME, "peace", "agent", account="north")
    assert "is no mandate; write it like" in lock.fail("mandate", "give", NAME, "all to me", account="north")
    rules = lock.json("matter", "reserve", NAME, "change of rules", "2 steering seats", "--days", "5", account="north")
    lock.json("proposal", "cancel", NAME, rules["id"], account="north")
    assert [entry["words"].split(":")[0] for entry in rules["actions"]] == [
        "Reserve calls of set_rule",
        "Reserve calls of map_action",
    ]
    floor = lock.json("floor", "set", NAME, "1 ether", "east", "--notice", "0", account="north")
    lock.json("proposal", "execute", NAME, lock.pass_(floor), account="east")
    text = "treasurer may pay up to 2 ether a week to east until 30 days"
    given = lock.json("mandate", "give", NAME, text, account="north")
    lock.json("proposal", "execute", NAME, lock.pass_(given), account="east")
    (mandate,) = lock.json("mandate", "list", NAME)["mandates"]
    assert (mandate["number"], mandate["role"], len(mandate["arguments"])) == (2, ["treasurer"], 1)
    used = lock.json("mandate", "use", NAME, "2", "--pay", "east", "1 ether", account="north")
    assert used["left"] == str(ETHER)
    revoked = lock.json("mandate", "revoke", NAME, "2", account="north")
    assert revoked["snapshot"] >= lock.node.now() + HOUR - 60
    lock.json("proposal", "execute", NAME, lock.pass_(revoked), account="east")
    assert lock.json("mandate", "list", NAME)["mandates"] == []
    ended = lock.json("proposal", "new", NAME, str(_ended(lock)), account="north")
    lock.json("proposal", "execute", NAME, lock.pass_(ended), account="east")
    lock.json("partnership", "wind-up", NAME, "--at-end", account="stranger")
    assert lock.json("status", NAME)["phase"] == "winding_up"


def _ended(lock: Lock) -> Path:
    path = lock.company.folder / "open.yaml"
    path.write_text("description: it is open\nactions: [{reach_milestone: {milestone: the lock is open}}]\n")
    return path
