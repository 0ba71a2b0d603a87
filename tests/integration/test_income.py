"""Income, through the scripts, on a real node: invoices, the order of payment by vote, paying out, the statement."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import Any

import pytest

from tests.integration.conftest import ETHER, Company, Node, staffed_company

pytestmark = pytest.mark.slow  # three minutes, nearly all of it commands that start

NAME = "Lock Partnership"
ALIASES = ("north", "east", "south", "sponsor", "customer")
SPEC = """\
name: Lock Partnership
terms:
  file: terms.md
formation_deadline: 14 days
founders:
  - {{account: "{north}", name: Northwind, weight: 60, units: 500, role: [proposer, treasurer]}}
  - {{account: "{east}", name: Eastport, weight: 25, units: 300}}
  - {{account: "{south}", name: Southbank, weight: 15, units: 200}}
rules:
  constitutional: {{voting_delay: 1 minute, voting_period: 1 hour, execution_delay: 1 hour, execution_window: 14 days,
                   quorum: 50%, approval: 60%}}
  ordinary: {{voting_delay: 1 minute, voting_period: 1 hour, execution_delay: 1 hour, execution_window: 14 days,
             quorum: 40%, approval: 50%}}
recoupment: in order
reserve: 10%
deal:
  sponsors_ceiling: 20%
  capital:
    ether: {{money: 2000000000000000000, in_kind: 1000000000000000000}}
"""
ORDER = """\
description: A sponsor, a press in kind, and a dispute
actions:
  - set_sponsor: {{sponsor: "{sponsor}", share: 20%}}
  - record_contribution: {{contributor: Southbank, amount: 1 ether, reference: the press}}
  - freeze: {{account: Eastport, amount: 0.1 ether, until: 60 days}}
"""


@dataclass
class Lock:
    """A partnership of three in force; Northwind contributed 2 ether while it formed, and is its treasurer."""

    company: Company
    node: Node
    addresses: dict[str, str]
    made: dict[str, Any]

    def json(self, *arguments: str, account: str = "customer") -> dict[str, Any]:
        return self.company.json(*arguments, account=account)

    def revenue(self, command: str, *arguments: str, account: str = "customer") -> dict[str, Any]:
        return self.json("revenue", command, NAME, *arguments, account=account)

    def decide(self, file: str) -> None:
        """Northwind alone has the weight."""
        made = self.json("proposal", "new", NAME, file, account="north")
        self.node.travel_to(made["snapshot"] + 1)
        self.json("proposal", "vote", NAME, "latest", "for", account="north")
        self.node.travel_to(made["deadline"] + 3_601)
        self.json("proposal", "execute", NAME, "latest")


@pytest.fixture(scope="module")
def lock(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Lock:
    company, addresses = staffed_company(node, tmp_path_factory.mktemp("lock"), ALIASES)
    (company.folder / "lock.yaml").write_text(SPEC.format(**addresses))
    (company.folder / "order.yaml").write_text(ORDER.format(**addresses))
    made = company.json("deploy", "lock.yaml", account="north")
    company.json("revenue", "contribute", NAME, "2 ether", account="north")
    for founder in ("north", "east", "south"):
        company.json("partner", "accept", NAME, account=founder)
    return Lock(company, node, addresses, made)


def test_income_from_the_invoice_to_the_statement(lock: Lock) -> None:
    expect_and_pay(lock)
    split_by_the_spec(lock)
    split_by_a_vote(lock)
    pay_everybody(lock)
    prove_the_statement(lock)


def expect_and_pay(lock: Lock) -> None:
    refused = lock.company.fail("revenue", "invoice", "issue", NAME, "INV-1", "10 ether", "30 days", account="east")
    assert "role of a treasurer" in refused
    lock.json("revenue", "invoice", "issue", NAME, "INV-1", "10 ether", "30 days", account="north")
    lock.json("revenue", "invoice", "issue", NAME, "INV-2", "1 ether", "2 days", account="north")
    lock.revenue("pay", "4 ether", "--reference", "INV-1")
    assert statuses(lock) == {"INV-1": "part-paid", "INV-2": "open"}
    lock.revenue("pay", "6 ether", "--reference", "INV-1")
    lock.node.travel_to(lock.node.now() + 3 * 86_400)
    assert statuses(lock) == {"INV-1": "paid", "INV-2": "open, overdue"}
    assert statuses(lock, "--overdue") == {"INV-2": "open, overdue"}
    assert "INV-2" in lock.company.run("revenue", "invoice", "list", NAME).out
    withdrawn = lock.json("revenue", "invoice", "withdraw", NAME, "INV-2", account="north")
    assert withdrawn["written_off"] == str(ETHER)
    assert "invoice" in lock.company.fail("revenue", "invoice", "withdraw", NAME, "INV-1", account="north")


def statuses(lock: Lock, *options: str) -> dict[str, str]:
    shown = lock.company.json("revenue", "invoice", "list", NAME, *options)["invoices"]
    return {entry["reference"]: entry["status"] for entry in shown}


def split_by_the_spec(lock: Lock) -> None:
    order = lock.company.json("revenue", "order", NAME)
    assert (order["sponsors"], order["recoupment"], order["reserve_bps"]) == ([], "in order", 1_000)
    assert order["contributions"] == [{"token": "0x" + "00" * 20, "recorded": str(2 * ETHER), "repaid": "0"}]
    assert "contributions repaid in order, then 10% of the rest to the treasury" in (
        lock.company.run("revenue", "order", NAME).out
    )
    [done] = lock.revenue("distribute")["distributed"]
    assert done["amount"] == str(10 * ETHER)
    # 2 of 10 repay Northwind, 0.8 are the reserve, half of the other 7.2 are Northwind's.
    claimed = lock.revenue("claim", "--partner", "Northwind")["claimed"]
    assert [int(entry["amount"]) for entry in claimed] == [2 * ETHER + 36 * ETHER // 10]
    claimed = lock.revenue("claim", "--partner", "treasury")["claimed"]
    assert [int(entry["amount"]) for entry in claimed] == [8 * ETHER // 10]


def split_by_a_vote(lock: Lock) -> None:
    lock.decide("order.yaml")
    text = lock.company.run("proposal", "show", NAME, "latest").out
    assert "20% of all later income, before anybody else" in text
    assert "contributed in kind, valued at 1 ETH" in text
    assert "Keep back 0.1 ETH of what" in text
    lock.revenue("pay", "10 ether")
    lock.revenue("distribute")
    # 2 of 10 are the sponsor's, 1 repays Southbank, 0.7 are the reserve, 6.3 go by units; 0.1 of Eastport's are frozen.
    earned = {"east": 3 * (72 + 63) * ETHER // 100 - ETHER // 10, "sponsor": 2 * ETHER}
    for alias, amount in earned.items():
        [claimed] = lock.revenue("claim", "--partner", lock.addresses[alias])["claimed"]
        assert int(claimed["amount"]) == amount
    assert "nothing to claim" in lock.company.fail(
        "revenue", "claim", NAME, "--partner", "Eastport", account="customer"
    )


def pay_everybody(lock: Lock) -> None:
    paid = lock.revenue("claim-for-all")["paid"]
    expected = {
        "north": 315 * ETHER // 100,
        "south": 2 * (72 + 63) * ETHER // 100 + ETHER,
    }
    assert {alias: int(paid[lock.addresses[alias]]) for alias in expected} == expected
    assert int(paid[lock.made["partnership"]]) == 7 * ETHER // 10
    assert "nobody has ETH to claim" in lock.company.fail("revenue", "claim-for-all", NAME, account="customer")
    assert "no ETH arrived" in lock.company.fail("revenue", "pay-out", NAME, account="customer")
    lock.revenue("payout-address", "Southbank", account="north")
    before = lock.node.web3.eth.get_balance(lock.addresses["south"])
    lock.revenue("pay", "1 ether")
    done = lock.revenue("pay-out")
    # 0.2 are the sponsor's, 0.08 the reserve; Eastport, of whose income a part is frozen, is credited.
    assert {who: int(amount) for who, amount in done["paid"].items()} == {
        lock.addresses["north"]: 36 * ETHER // 100,
        lock.addresses["south"]: 144 * ETHER // 1_000,
    }
    assert {who: int(amount) for who, amount in done["deferred"].items()} == {
        lock.addresses["east"]: 216 * ETHER // 1_000
    }
    assert lock.node.web3.eth.get_balance(lock.addresses["south"]) == before + 504 * ETHER // 1_000


def prove_the_statement(lock: Lock) -> None:
    made = lock.revenue("statement", "--csv", "statement.csv", "--pdf", "statement.pdf", "--chart", "earned.svg")
    assert made["adds_up"] is True
    assert (lock.company.folder / "statement.pdf").read_bytes().startswith(b"%PDF")
    assert (lock.company.folder / "earned.svg").read_text().startswith("<?xml")
    with (lock.company.folder / "statement.csv").open(newline="") as stream:
        rows = list(csv.reader(stream))
    assert len(rows) > 6
    text = lock.company.run("revenue", "statement", NAME, "--partner", "Eastport").out
    assert "income of Eastport" in text and "to the wei" in text
    files = ("--payments-csv", "payments.csv", "--invoices-csv", "invoices.csv")
    listed = lock.revenue("statement", "--payments", *files)
    assert {entry["reference"]: entry["status"] for entry in listed["invoices"]} == {
        "INV-1": "paid",
        "INV-2": "withdrawn",
    }
    received = [int(entry["amount"]) for entry in listed["payments"] if entry["reference"] == "INV-1"]
    assert received == [4 * ETHER, 6 * ETHER]
    with (lock.company.folder / "payments.csv").open(newline="") as stream:
        assert len(list(csv.DictReader(stream))) == len(listed["payments"])
    own = lock.revenue("statement", "--partner", "Eastport")
    token = own["tokens"][0]
    assert [entry["account"] for entry in token["whole"]["accounts"]] == [lock.addresses["east"]]
    assert token["whole"]["tiers"]["split"] == token["whole"]["accounts"][0]["credited"]
