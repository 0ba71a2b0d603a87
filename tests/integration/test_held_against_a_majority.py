"""What a majority cannot take from a small partner, and what a lost key delays and does not block, by the commands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from web3 import Web3

from tests.integration.conftest import ETHER, Node, staffed_company
from tests.integration.people import People
from tests.kit.numbers import DAY

pytestmark = pytest.mark.slow  # two minutes, nearly all of it commands that start

NAME = "Mill Partnership"
ALIASES = ("north", "east", "south", "crony")
SUPPLIER = "0x3333333333333333333333333333333333333333"

SPEC = """\
name: Mill Partnership
terms: {{file: terms.md}}
formation_deadline: 14 days
deal: {{notice: 60 days, redeemable: 50%}}
founders:
  - {{account: "{north}", name: Northwind, weight: 60, units: 600}}
  - {{account: "{east}", name: Eastport, weight: 30, units: 300}}
  - {{account: "{south}", name: Southbank, weight: 10, units: 100}}
rules:
  constitutional: {{voting_delay: 0 seconds, voting_period: 1 day, execution_delay: 3 days, execution_window: 14 days,
                   quorum: 50%, approval: 50%, early_decision: yes}}
  ordinary: {{voting_delay: 0 seconds, voting_period: 1 day, execution_delay: 1 hour, execution_window: 30 days,
             quorum: 40%, approval: 50%, early_decision: yes}}
reserved_matters:
  - {{what: payments, holder: "{east}", days: 10, notice: 90 days}}
"""


@dataclass
class Mill(People):
    """A partnership of three in force, with 10 ether in its treasury. Eastport holds payments, and has lost its key."""

    partnership: str

    def pass_(self, *proposing: str) -> dict[str, Any]:
        """Proposes something, and has it pass by the vote of north, until it can be executed."""
        made = self.json("proposal", "new", NAME, *proposing, account="north")
        self.node.travel_to(made["snapshot"] + 1)
        self.json("proposal", "vote", NAME, made["id"], "for", account="north")
        after = self.json("proposal", "show", NAME, made["id"])
        self.node.travel_to(after["executable_from"])
        return {**after, "made": made["snapshot"]}

    def file(self, text: str) -> str:
        path = self.company.folder / "actions.yaml"
        path.write_text(text)
        return str(path)

    def balance(self, account: str) -> int:
        return int(self.node.web3.eth.get_balance(Web3.to_checksum_address(account)))


@pytest.fixture(scope="module")
def mill(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Mill:
    folder = tmp_path_factory.mktemp("mill")
    company, addresses = staffed_company(node, folder, ALIASES)
    (folder / "mill.yaml").write_text(SPEC.format(**addresses))
    made = company.json("deploy", "mill.yaml", account="north")
    for alias in ("north", "east", "south"):
        company.json("partner", "accept", NAME, account=alias)
    node.rpc("anvil_setBalance", made["partnership"], hex(10 * ETHER))
    return Mill(company, node, addresses, made["partnership"])


def test_lost_key_delays_and_small_partner_keeps_what_it_has(mill: Mill, tmp_path: Path) -> None:
    _a_lost_key_delays_a_payment_by_ten_days(mill)
    _units_are_not_lowered_without_a_yes(mill)
    _a_share_does_not_fall_below_the_ceiling(mill)
    _who_is_expelled_takes_its_part_along(mill)


def _a_lost_key_delays_a_payment_by_ten_days(mill: Mill) -> None:
    before = mill.balance(SUPPLIER)
    passed = mill.pass_("--pay", SUPPLIER, "2 ether", "--description", "flour")
    (asked,) = passed["consents"]
    assert (asked["state"], asked["answer"]) == ("waits", "nothing")
    assert "still has time to" in mill.fail("proposal", "execute", NAME, passed["id"], account="south")
    mill.node.travel_to(passed["made"] + 10 * DAY + 1)
    mill.json("proposal", "execute", NAME, passed["id"], account="south")
    assert mill.balance(SUPPLIER) - before == 2 * ETHER


def _units_are_not_lowered_without_a_yes(mill: Mill) -> None:
    cut = mill.file("description: fewer\nactions: [{set_shares: {partner: Southbank, weight: 10, units: 50}}]\n")
    passed = mill.pass_(cut)
    assert [(one["kind"], one["state"]) for one in passed["consents"]] == [("own deal", "needed")]
    assert "needs the partner's yes" in mill.fail("proposal", "execute", NAME, passed["id"], account="east")


def _a_share_does_not_fall_below_the_ceiling(mill: Mill) -> None:
    """1,000 units and a quarter more: 251 are too many, and a tenth becomes no less than 8 hundredths."""
    many = mill.file(
        f'description: many\nactions: [{{admit: {{account: "{mill.addresses["crony"]}", name: Crony, weight: 10, '
        "units: 251, respond_within: 7 days}}]\n"
    )
    assert "above the ceiling of the deal" in mill.fail("proposal", "new", NAME, many, account="north")


def _who_is_expelled_takes_its_part_along(mill: Mill) -> None:
    """From the passing on, without notice: half of a tenth of 8 ether."""
    mill.json("proposal", "new", NAME, "--expel", "Southbank", "--description", "out", account="north")
    mill.node.travel_to(mill.node.now() + 1)
    for account in ("east", "north"):  # the vote is over when north has voted
        mill.json("proposal", "vote", NAME, "latest", "for", account=account)
    mill.node.travel_to(mill.json("proposal", "show", NAME, "latest")["deadline"] + 1)
    left = mill.json("partner", "leave", NAME, "--dissenting", "latest", account="south")
    (taken,) = left["taken"]
    assert int(taken["amount"]) == 8 * ETHER // 20
    assert mill.balance(mill.partnership) == 8 * ETHER - 8 * ETHER // 20
