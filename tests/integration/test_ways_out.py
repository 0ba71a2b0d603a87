"""What partners do where others decide otherwise, by the commands: break a tie, leave over a decision, end it all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.integration.conftest import ETHER, Company, Node, key_of, staffed_company

NAME = "Weir Partnership"
ETHER_ITSELF = "0x" + "00" * 20
PAYEE = "0x" + "77" * 20
SPEC = """\
name: Weir Partnership
terms: {{file: terms.md}}
formation_deadline: 14 days
deal: {{redeemable: 50%, notice: 60 days}}
founders:
  - {{account: "{north}", name: Northwind, weight: 50, units: 500, role: [proposer, treasurer]}}
  - {{account: "{east}", name: Eastport, weight: 50, units: 500}}
rules:
  constitutional: {{voting_delay: 0 seconds, voting_period: 1 day, execution_delay: 3 days, execution_window: 14 days,
                   quorum: 50%, approval: 50%}}
  ordinary: {{voting_delay: 0 seconds, voting_period: 1 day, execution_delay: 1 hour, execution_window: 14 days,
             quorum: 40%, approval: 50%, tie_breaker: "{house}"}}
"""


@dataclass
class Weir:
    """Two partners of the same weight, 10 ether in their treasury, and a test house that breaks their ties."""

    company: Company
    node: Node
    partnership: str
    escrow: str

    def json(self, *arguments: str, account: str | None = None) -> dict[str, Any]:
        return self.company.json(*arguments, account=account)

    def vote(self, *proposing: str, **choices: str) -> dict[str, Any]:
        """Proposes something, has partners vote, and goes to the end of it."""
        self.json(*proposing, account="north")
        self.node.travel_to(self.node.now() + 1)
        for account, choice in choices.items():
            self.json("proposal", "vote", NAME, "latest", choice, account=account)
        self.node.travel_to(self.json("proposal", "show", NAME, "latest")["deadline"] + 1)
        return self.json("proposal", "show", NAME, "latest")


@pytest.fixture
def weir(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Weir:
    folder = tmp_path_factory.mktemp("weir")
    company, addresses = staffed_company(node, folder, ("north", "east", "house"))
    (company.folder / "weir.yaml").write_text(SPEC.format(**addresses))
    made = company.json("deploy", "weir.yaml", account="north")
    for account in ("north", "east"):
        company.json("partner", "accept", NAME, account=account)
    node.rpc("anvil_setBalance", made["partnership"], hex(10 * ETHER))
    return Weir(company, node, made["partnership"], made["escrow"])


def test_account_outside_breaks_a_tie(weir: Weir) -> None:
    shown = weir.vote(
        *("proposal", "new", NAME, "--pay", PAYEE, "1 ether", "--description", "The yard"), north="for", east="against"
    )
    assert (shown["state"], shown["next"].split(". ")[0]) == ("active", "The vote is tied")
    assert "decides a tie" in weir.company.fail("proposal", "break-tie", NAME, "latest", "for", account="north")
    done = weir.json("proposal", "break-tie", NAME, "latest", "for", account="house")
    assert (done["passes"], done["state"]) == (True, "queued")
    assert "waits for nobody" in weir.company.fail("proposal", "break-tie", NAME, "latest", "for", account="house")
    weir.node.travel_to(weir.node.now() + 3_700)
    weir.json("proposal", "execute", NAME, "latest", account="east")
    assert weir.node.web3.eth.get_balance(PAYEE) >= ETHER  # type: ignore[arg-type]


def test_t88_who_did_not_vote_for_it_leaves_and_the_last_one_winds_up(weir: Weir) -> None:
    escrow = weir.escrow
    # Income in a token that nobody listed: a partner has it be known, and it is split when it is named.
    mint = weir.company.import_key("mint", key_of("mint"))
    weir.node.rpc("anvil_setBalance", mint.address, hex(ETHER))
    token = weir.node.deploy("PlainToken", mint, 6)
    weir.node.send(weir.node.contract("PlainToken", token).functions.mint(escrow, 10**9 + 1), mint)
    assert "books nothing in a token" in weir.company.fail("revenue", "distribute", NAME, token, account="east")
    assert weir.json("revenue", "know", NAME, token, account="east")["token"] == token
    assert "is known already" in weir.company.fail("revenue", "know", NAME, token, account="north")
    [split] = weir.json("revenue", "distribute", NAME, token, account="east")["distributed"]
    [claimed] = weir.json("revenue", "claim", NAME, account="east")["claimed"]
    assert (claimed["token"], int(claimed["amount"])) == (token, int(split["amount"]) // 2)

    shown = weir.vote("rules", "propose", NAME, "ordinary", "--quorum", "45%", north="for")
    assert shown["state"] == "queued"
    assert "`partner leave --dissenting`" in shown["next"]
    assert "asks for notice" in weir.company.fail("partner", "leave", NAME, account="east")
    assert "voted for this decision" in weir.company.fail(
        "partner", "leave", NAME, "--dissenting", "latest", account="north"
    )
    left = weir.json("partner", "leave", NAME, "--dissenting", "latest", account="east")
    # Half of the units, of which the deal gives a half.
    taken = {entry["token"]: int(entry["amount"]) for entry in left["taken"]}
    assert taken[ETHER_ITSELF] == 10 * ETHER // 4
    assert left["owed"] == []

    done = weir.json("partnership", "wind-up", NAME, "--alone", account="north")
    sent = {entry["token"]: int(entry["amount"]) for entry in done["liquidated"]}
    assert sent[ETHER_ITSELF] == 10 * ETHER - taken[ETHER_ITSELF]
    weir.node.rpc("anvil_setBalance", weir.partnership, hex(77))
    late = weir.json("partnership", "liquidate", NAME, "ether", account="east")
    assert [int(entry["amount"]) for entry in late["liquidated"]] == [77]


def test_who_is_taken_off_is_paid_and_told(weir: Weir) -> None:
    newcomer = weir.company.import_key("newcomer", key_of("newcomer")).address
    weir.node.rpc("anvil_setBalance", newcomer, hex(ETHER))
    (weir.company.folder / "trial.yaml").write_text(
        "description: On trial\nactions:\n"
        f'  - admit: {{account: "{newcomer}", name: Southbank, weight: 10, units: 250, respond_within: 7 days}}\n'
        f'  - set_probation: {{partner: "{newcomer}", until: 30 days}}\n'
    )
    shown = weir.vote("proposal", "new", NAME, "trial.yaml", north="for", east="for")
    weir.node.travel_to(shown["executable_from"])
    weir.json("proposal", "execute", NAME, "latest", account="east")
    weir.json("partner", "accept", NAME, account="newcomer")
    assert "not over yet" in weir.company.fail("partner", "probation", "end", NAME, newcomer, account="house")
    weir.node.travel_to(weir.node.now() + 31 * 86_400)
    done = weir.json("partner", "probation", "end", NAME, newcomer, account="house")
    assert [(entry["token"], int(entry["amount"])) for entry in done["taken"]] == [(ETHER_ITSELF, 10 * ETHER // 10)]
    assert done["owed"] == []
