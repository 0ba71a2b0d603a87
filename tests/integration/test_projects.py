"""Three stories of projects through the scripts, on a real node: under one sponsor, under two, and on its own feet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from web3 import Web3

from tests.integration.conftest import ETHER, Node, staffed_company
from tests.integration.people import People
from tests.kit.numbers import DAY
from tests.kit.ventures import RULES

pytestmark = pytest.mark.slow  # two minutes, nearly all of it commands that start

ALIASES = ("north", "green", "elm", "stranger")
ETHER_ITSELF = "0x" + "00" * 20
VENTURE = """\
name: {name}
terms: {{file: terms.md}}
formation_deadline: 14 days
founders:
  - {{account: "{founder}", name: Founder of {name}, weight: 1, units: 1}}
"""
PROJECT = """\
name: Crane Project
terms: {{file: terms.md}}
formation_deadline: 20 days
founders:
  - account: harbour
    name: Harbour
    weight: 1
    units: 1
    contributes: {{token: ether, amount: 2000000000000000000}}
  - {{account: "{elm}", name: Elm Cranes, weight: 2, units: 3}}
recoupment: pro rata
deal: {{capital: {{ether: {{money: 2000000000000000000}}}}}}
ends: {{date: 180 days}}
sponsors:
  - {{account: harbour, share: 10%, notice: 30 days}}
  - {{account: green-fund, share: 5%, notice: 10 days, buy_out: 1 ether, to: sponsor}}
"""


@dataclass
class Quay(People):
    """Two ventures of one founder each, in force, with 10 ether in each treasury."""

    made: dict[str, dict[str, Any]]

    def decide(self, name: str, made: dict[str, Any], voters: Sequence[str]) -> None:
        """Has a proposal pass, and executed by the first of who votes for it."""
        self.node.travel_to(max(made["snapshot"] + 1, self.node.now()))
        for voter in voters:
            voted = self.json("proposal", "vote", name, str(made["id"]), "for", account=voter)
        self.node.travel_to(self.json("proposal", "show", name, str(made["id"]))["executable_from"])
        assert voted
        self.json("proposal", "execute", name, str(made["id"]), account=voters[0])

    def income(self, amount: int) -> None:
        """Has ether arrive in the escrow of the project and be split."""
        escrow = self.made["Crane Project"]["escrow"]
        self.node.rpc("anvil_setBalance", escrow, hex(self.balance(escrow) + amount))
        self.json("revenue", "distribute", "Crane Project", account="stranger")

    def balance(self, account: str) -> int:
        return int(self.node.web3.eth.get_balance(Web3.to_checksum_address(account)))

    def paid(self, account: str, of: str = "Crane Project") -> int:
        """Has an account of a project be paid, and says how much."""
        before = self.balance(account)
        self.json("revenue", "claim", of, "--partner", account, account="stranger")
        return self.balance(account) - before


@pytest.fixture(scope="module")
def quay(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Quay:
    folder = tmp_path_factory.mktemp("quay")
    company, addresses = staffed_company(node, folder, ALIASES)
    made = {}
    for name, founder in (("Harbour", "north"), ("Green Fund", "green")):
        text = VENTURE.format(name=name, founder=addresses[founder]) + RULES
        (folder / "venture.yaml").write_text(text)
        made[name] = company.json("deploy", "venture.yaml", account=founder)
        company.json("partner", "accept", name, account=founder)
        node.rpc("anvil_setBalance", made[name]["partnership"], hex(10 * ETHER))
    return Quay(company, node, addresses, made)


def test_projects_through_the_commands(quay: Quay) -> None:
    _a_project_begins_under_two_sponsors(quay)
    _it_earns_and_pays_upstream(quay)
    _one_sponsor_is_bought_out_and_one_gives_notice(quay)
    _it_ends_on_its_date(quay)


def _a_project_begins_under_two_sponsors(quay: Quay) -> None:
    spec = quay.company.folder / "crane.yaml"
    spec.write_text(PROJECT.format(elm=quay.addresses["elm"]) + RULES)
    start = ("project", "start", "crane.yaml", "--sponsor")
    assert "may propose nothing in harbour" in quay.fail(*start, "harbour", account="green")
    first = quay.json(*start, "harbour", account="north")
    second = quay.json(*start, "green-fund", account="green")
    assert (second["is_new"], second["partnership"]) == (False, first["partnership"])
    quay.made["Crane Project"] = first
    assert [len(made["proposals"][0]["actions"]) for made in (first, second)] == [3, 1]
    words = [action["words"] for action in first["proposals"][0]["actions"]]
    assert words[0].endswith("Contribute 2 ETH to its capital, sending 2 ETH")
    quay.json("partner", "accept", "Crane Project", account="elm")
    quay.decide("Harbour", first["proposals"][0], ["north"])
    quay.decide("Green Fund", second["proposals"][0], ["green"])
    shown = quay.said("project", "show", "Crane Project")
    assert "Crane Project: in force" in shown and shown.count(" runs since ") == 2
    assert "end: from " in shown


def _it_earns_and_pays_upstream(quay: Quay) -> None:
    """Of 10 ether: 1 and 0.5 to the sponsors, 2 repay the contribution, 6.5 go one to three."""
    quay.income(10 * ETHER)
    harbour, fund = quay.made["Harbour"], quay.made["Green Fund"]
    assert quay.paid(harbour["escrow"]) == ETHER
    assert quay.paid(harbour["partnership"]) == 2 * ETHER + 65 * ETHER // 40
    assert quay.paid(fund["partnership"]) == ETHER // 2
    assert quay.paid(quay.addresses["elm"]) == 3 * 65 * ETHER // 40
    (project,) = quay.json("project", "list", "harbour")["projects"]
    assert (project["name"], project["status"], project["links"][0]["state"]) == ("Crane Project", "active", "runs")


def _one_sponsor_is_bought_out_and_one_gives_notice(quay: Quay) -> None:
    tags = {link["name"]: link["link"] for link in quay.json("link", "list", "Crane Project")["links"]}
    quay.node.rpc("anvil_setBalance", quay.made["Crane Project"]["partnership"], hex(ETHER))
    bought = quay.json("link", "buy-out", "Crane Project", tags["Green Fund"], account="elm")
    quay.decide("Crane Project", bought, ["elm"])
    assert quay.paid(quay.made["Green Fund"]["partnership"]) == ETHER
    asked = quay.json("link", "notice", "Crane Project", tags["Harbour"], "--sponsor", "harbour", account="north")
    quay.decide("Harbour", asked, ["north"])
    ends = quay.json("link", "show", "Crane Project", tags["Harbour"])["ends"]
    assert quay.node.now() + 29 * DAY < ends <= quay.node.now() + 30 * DAY
    quay.income(ETHER)
    quay.node.travel_to(ends + 1)
    quay.income(ETHER)
    assert quay.paid(quay.made["Harbour"]["escrow"]) == ETHER // 10
    quay.json("link", "end", "Crane Project", tags["Harbour"], account="stranger")
    assert quay.json("link", "list", "Crane Project")["links"] == []


def _it_ends_on_its_date(quay: Quay) -> None:
    assert "nothing has come that ends" in quay.fail("project", "end", "Crane Project", account="stranger")
    quay.node.travel_to(quay.json("project", "show", "Crane Project")["ends"]["date"])
    quay.node.rpc("anvil_setBalance", quay.made["Crane Project"]["partnership"], hex(4 * ETHER))
    ended = quay.json("project", "end", "Crane Project", account="stranger")
    assert [(one["token"], one["amount"]) for one in ended["liquidated"]] == [(ETHER_ITSELF, str(4 * ETHER))]
    quay.income(ETHER)
    # Of 1.9 ether while a sponsor shared, 1 that came late and 4 of the treasury, one part in four.
    assert quay.paid(quay.made["Harbour"]["partnership"]) == (9 * ETHER // 10 + ETHER + 4 * ETHER + ETHER) // 4
    assert "is winding up already" in quay.fail("project", "end", "Crane Project", account="stranger")


def test_template_is_taken_by_the_command(quay: Quay) -> None:
    """The example starts under a venture that is on record."""
    examples = Path(__file__).parents[2] / "examples"
    where = [f"--set=harbour={quay.made['Harbour']['partnership']}", f"--set=elm={quay.addresses['elm']}"]
    quay.node.rpc("anvil_setBalance", quay.made["Harbour"]["partnership"], hex(30 * ETHER))
    spec = str(examples / "crane-project.yaml")
    made = quay.json("project", "start", spec, *where, "--sponsor", "harbour", account="north")
    assert len(made["proposals"][0]["actions"]) == 3
    (then,) = made["next"]
    assert "partner accept 'Quay Crane Project'" in then
