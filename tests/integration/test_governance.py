"""Deciding, through the scripts, on a real node: representatives, files of ballots, recusal, objections, leaving."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.integration.conftest import ETHER, Node, staffed_company
from tests.integration.people import People
from tests.kit.numbers import DAY

pytestmark = pytest.mark.slow  # three minutes, nearly all of it commands that start

NAME = "Weir Partnership"
ALIASES = ("north", "east", "south", "south-new", "agent", "stranger")
SUPPLIER = "0x2222222222222222222222222222222222222222"
NOWHERE = ("--network", "nowhere:at:all")  # no node is needed

SPEC = """\
name: Weir Partnership
terms:
  file: terms.md
formation_deadline: 14 days
founders:
  - {{account: "{north}", name: Northwind, weight: 40, units: 400}}
  - {{account: "{east}", name: Eastport, weight: 35, units: 350, role: [proposer, steering]}}
  - {{account: "{south}", name: Southbank, weight: 25, units: 250}}
rules:
  constitutional: {{name: constitution, mode: dual, voting_delay: 1 hour, voting_period: 3 days,
                   execution_delay: 3 days, execution_window: 14 days, quorum: 60%, approval: 66.67%}}
  recovery: {{voting_delay: 1 hour, voting_period: 3 days, execution_delay: 1 day, execution_window: 14 days,
             quorum: 50%, approval: 66.67%}}
  ordinary: {{voting_delay: 1 hour, voting_period: 2 days, execution_delay: 12 hours, execution_window: 14 days,
             quorum: 40%, approval: 50%, early_decision: yes, recusal: yes, objections: 1, contested_approval: 66.67%}}
deal: {{notice: 2 days, redeemable: 50%}}
dao_uri: ipfs://weir
"""


@dataclass
class Weir(People):
    """A partnership of three in force, with 20 ether in its treasury."""

    partnership: str

    def propose(self, *arguments: str, account: str = "north") -> dict[str, Any]:
        """Proposes, and moves to the first second of the vote."""
        made = self.json("proposal", "new", NAME, *arguments, account=account)
        self.node.travel_to(made["snapshot"] + 1)
        return made

    def vote(self, id: str, choice: str, *accounts: str) -> dict[str, Any]:
        for account in accounts:
            tally = self.json("proposal", "vote", NAME, id, choice, account=account)
        return tally

    def sign(self, id: str, choice: str, account: str, out: str, *options: str) -> dict[str, Any]:
        """Signs a ballot on a machine without a node."""
        done = self.company.ape(
            *("run", "proposal", "vote", NAME, id, choice, "--sign", "--out", out, "--deadline", "60 days", *options),
            *("--account", account, "--json", *NOWHERE),
        )
        assert done.code == 0, done.err
        return done.data

    def show(self, id: str) -> dict[str, Any]:
        return self.json("proposal", "show", NAME, id)


@pytest.fixture(scope="module")
def weir(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Weir:
    company, addresses = staffed_company(node, tmp_path_factory.mktemp("weir"), ALIASES)
    (company.folder / "weir.yaml").write_text(SPEC.format(**addresses))
    made = company.json("deploy", "weir.yaml", account="north")
    for founder in ("north", "east", "south"):
        company.json("partner", "accept", NAME, account=founder)
    node.rpc("anvil_setBalance", made["partnership"], hex(20 * ETHER))
    return Weir(company, node, addresses, made["partnership"])


def test_representative_votes_and_is_overruled_then_ballots_come_in_one_batch(weir: Weir) -> None:
    weir.json("partner", "represent", NAME, weir.addresses["agent"], account="north")
    assert weir.json("partner", "list", NAME)["partners"][0]["representative"] == weir.addresses["agent"]
    refused = weir.fail(
        *("proposal", "new", NAME, "--as", "Eastport", "--pay", SUPPLIER, "1 ether", "--description", "x"),
        account="agent",
    )
    assert "not the representative" in refused
    made = weir.propose("--as", "Northwind", "--pay", SUPPLIER, "2 ether", "--description", "Two", account="agent")
    id = made["id"]
    assert made["proposer"] == weir.addresses["north"]
    weir.json("proposal", "vote", NAME, id, "against", "--as", "Northwind", account="agent")
    assert weir.show(id)["votes_against"] == 40
    own = weir.vote(id, "for", "north")
    assert (own["votes_for"], own["votes_against"]) == (40, 0)
    assert "has voted" in weir.fail("proposal", "vote", NAME, id, "for", "--as", "Northwind", account="agent")
    assert len(weir.show(id)["ballots"]) == 1

    # Everybody else signs apart from any node; one file is damaged, one is a stranger's, one is for another chain.
    folder = weir.company.folder / "ballots"
    folder.mkdir()
    before = weir.nonces()
    for alias in ("east", "south", "stranger"):
        assert weir.sign(id, "for", alias, f"ballots/{alias}.json")["account"] == weir.addresses[alias]
    weir.sign(id, "for", "south", "ballots/elsewhere.json", "--chain", "1337")
    elsewhere = json.loads((folder / "elsewhere.json").read_text())
    on_chain_1 = {**elsewhere["partnership"], "chain_id": 1}
    (folder / "elsewhere.json").write_text(json.dumps({**elsewhere, "partnership": on_chain_1}))
    against = {**elsewhere["message"], "support": 0}
    (folder / "forged.json").write_text(json.dumps({**elsewhere, "message": against}))
    (folder / "torn.json").write_text("{")
    assert weir.nonces() == before
    done = weir.json("message", "relay", NAME, "ballots", account="agent")
    assert len(done["transactions"]) == 1
    assert sorted((b["voter"], b["support"], b["weight"]) for b in done["relayed"]) == sorted(
        [(weir.addresses["east"], "for", 35), (weir.addresses["south"], "for", 25)]
    )
    reasons = {Path(entry["file"]).name: entry["reason"] for entry in done["skipped"]}
    assert set(reasons) == {"stranger.json", "elsewhere.json", "forged.json", "torn.json"}
    assert "not an active partner" in reasons["stranger.json"]
    assert "signed for chain 1" in reasons["elsewhere.json"]
    assert "is by" in reasons["forged.json"]
    assert "is not JSON" in reasons["torn.json"]
    assert "none of the messages counts" in weir.fail("message", "relay", NAME, "ballots", account="agent")

    # All have voted, so nothing can change any more: that was the last second of the vote.
    weir.node.travel_to(weir.node.now() + 1)
    closed = weir.show(id)
    assert closed["state"] == "queued"
    assert closed["deadline"] < made["deadline"]
    assert closed["votes_for"] == 100
    text = weir.said("proposal", "show", NAME, id)
    assert "1 of the steering partners and sponsors can stop it by objecting" in text

    stop_and_put_again(weir, id)


def stop_and_put_again(weir: Weir, id: str) -> None:
    assert "steering seat" in weir.fail("proposal", "object", NAME, id, "--reason", "no", account="south")
    assert weir.json("proposal", "object", NAME, id, "--reason", "too dear", account="east")["stopped"] is True
    text = weir.said("proposal", "show", NAME, id)
    assert "State: stopped by objections. It may be put again" in text
    assert "it then needs at least 66.67%, and nobody can stop it" in text
    again = weir.json("proposal", "again", NAME, id, account="north")
    assert (again["put_again"], again["approval_bps"]) == (True, 6_667)
    weir.node.travel_to(again["snapshot"] + 1)
    # 65 of 100 is the most that could be for now, and 66.67% is needed: the vote closes.
    weir.vote(again["id"], "against", "east")
    assert "because it was stopped once and put again" in weir.said("proposal", "show", NAME, again["id"])
    weir.node.travel_to(weir.node.now() + 1)
    shown = weir.show(again["id"])
    assert (shown["state"], shown["votes_for"], shown["votes_against"]) == ("defeated", 0, 35)
    assert "was not stopped" in weir.fail("proposal", "again", NAME, again["id"], account="north")


def test_simulation_shows_effects_and_reasons_and_sends_nothing(weir: Weir) -> None:
    before = weir.nonces()
    (weir.company.folder / "good.yaml").write_text(
        f"description: x\nactions:\n  - pay: {{to: '{SUPPLIER}', amount: 3 ether}}\n"
        "  - set_role: {partner: Southbank, role: [proposer, mediator], until: 30 days}\n"
    )
    found = weir.json("proposal", "simulate", NAME, "good.yaml")
    assert (found["works"], found["cumulative"]) == (True, True)
    assert {(c["account"], c["amount"]) for c in found["changes"]} == {
        (weir.partnership, str(-3 * ETHER)),
        (SUPPLIER, str(3 * ETHER)),
    }
    assert any("Role changed: partner Southbank" in event for event in found["steps"][1]["events"])

    # The second action fails because of what the first one does; the third is without a contract.
    (weir.company.folder / "bad.yaml").write_text(
        "description: x\nactions:\n  - suspend: {partner: Southbank}\n  - suspend: {partner: Southbank}\n"
        f"  - call: {{target: '{SUPPLIER}', function: 'f()'}}\n  - pay: {{to: '{SUPPLIER}', amount: 1000 ether}}\n"
    )
    done = weir.company.try_to("proposal", "simulate", NAME, "bad.yaml", "--json")
    assert done.code == 1
    assert [step["works"] for step in done.data["steps"]] == [True, False, False, False]
    reasons = [step["reason"] for step in done.data["steps"]]
    assert "The partner is not active" in reasons[1]
    assert "no contract" in reasons[2]
    assert "not so much ether" in reasons[3]
    assert "would fail: The partner is not active" in weir.company.try_to("proposal", "simulate", NAME, "bad.yaml").out
    assert weir.json("partner", "list", NAME)["partners"][2]["status"] == "active"
    assert weir.nonces() == before


def test_who_is_paid_does_not_vote_unless_it_contests(weir: Weir) -> None:
    made = weir.propose("--pay", "Southbank", "1 ether", "--beneficiary", "Eastport", "--description", "A bonus")
    id = made["id"]
    shown = weir.show(id)
    assert {entry["name"] for entry in shown["recused"]} == {"Southbank", "Eastport"}
    assert shown["base"] == 40
    assert "out of the vote" in weir.fail("proposal", "vote", NAME, id, "for", account="south")
    assert "out of the vote: " in weir.said("proposal", "show", NAME, id)
    weir.json("proposal", "contest", NAME, id, account="south")
    shown = weir.show(id)
    assert (shown["base"], shown["contested"], shown["approval_bps"]) == (65, True, 6_667)
    weir.vote(id, "for", "south")
    weir.json("partner", "represent", NAME, weir.addresses["agent"], account="east")
    assert "not the representative" in weir.fail("proposal", "contest", NAME, id, "--as", "Eastport", account="south")
    weir.json("proposal", "contest", NAME, id, "--as", "Eastport", account="agent")
    assert weir.show(id)["base"] == 100

    plain = weir.propose("--pay", SUPPLIER, "1 wei", "--description", "One wei")
    weir.json("proposal", "recuse", NAME, plain["id"], "--reason", "my brother's firm", account="east")
    assert weir.show(plain["id"])["base"] == 65
    assert "recused itself" in weir.fail("proposal", "contest", NAME, plain["id"], account="east")


def test_rules_are_shown_and_changed_by_their_names(weir: Weir) -> None:
    text = weir.said("rules", "show", NAME)
    assert "0 constitutional (constitution): vote begins 1 hour" in text
    assert "more than half of the partners for and against" in text
    assert "4 recovery: " in text
    wrong = weir.fail("rules", "propose", NAME, "constitution", "--mode", "lazy", account="north")
    assert "the constitutional class cannot decide by silence" in wrong
    assert "nothing would change" in weir.fail("rules", "propose", NAME, "9", account="north")
    (weir.company.folder / "rule.yaml").write_text("quorum: 20%\nmode: lazy\nobjections: 2\n")
    line = weir.fail("rules", "propose", NAME, "ordinary", "rule.yaml", account="north")
    assert line.startswith("rule.yaml:3: objections: are not possible in the mode lazy")
    made = weir.json(
        *("rules", "propose", NAME, "9", "--name", "errands", "--mode", "lazy", "--quorum", "25%"),
        *("--voting-delay", "1 hour", "--voting-period", "1 day", "--execution-delay", "1 hour"),
        *("--execution-window", "7 days", "--map", SUPPLIER),
        account="north",
    )
    assert [action["words"].split()[0] for action in made["actions"]] == ["Change", "Name", "Let"]
    weir.node.travel_to(made["snapshot"] + 1)
    weir.vote(made["id"], "for", "north", "east")
    shown = weir.said("proposal", "show", NAME, made["id"])
    assert "mode dual majority" in shown and "partners: for 2   against 0   abstain 0" in shown
    weir.node.travel_to(made["executable_from"])
    weir.json("proposal", "execute", NAME, made["id"], account="agent")
    rules = weir.json("rules", "show", NAME)["rules"]
    assert (rules["9"]["name"], rules["9"]["mode"]) == ("errands", 2)
    assert rules["9"]["decides_on"] == [f"plain payments to {SUPPLIER}"]

    # What is mapped to it passes unless enough are against; nobody has to vote.
    errand = weir.propose("--pay", SUPPLIER, "1 ether", "--description", "An errand")
    assert (errand["decision_class"], errand["mode"]) == (9, "lazy")
    assert "0 of 25 against" in weir.said("proposal", "show", NAME, errand["id"])
    weir.node.travel_to(errand["executable_from"])
    paid = weir.node.web3.eth.get_balance(SUPPLIER)
    weir.json("proposal", "execute", NAME, errand["id"], account="agent")
    assert weir.node.web3.eth.get_balance(SUPPLIER) - paid == ETHER


def test_seat_moves_and_a_partner_leaves_with_its_part(weir: Weir) -> None:
    new = weir.addresses["south-new"]
    assert "is not offered" in weir.fail("partner", "move", "take", NAME, "Southbank", account="south-new")
    weir.json("partner", "move", "offer", NAME, new, account="south")
    weir.json("partner", "move", "keep", NAME, account="south")
    assert "is not offered" in weir.fail("partner", "move", "take", NAME, "Southbank", account="south-new")
    weir.json("revenue", "pay", NAME, "1 ether", account="agent")
    weir.json("revenue", "distribute", NAME, account="agent")
    offered = weir.json("partner", "move", "offer", NAME, new, account="south")
    assert offered["ready_at"] - weir.node.now() >= 7 * DAY
    early = weir.fail("partner", "move", "take", NAME, "Southbank", account="south-new")
    assert "Take it when the time is over" in early
    weir.node.travel_to(offered["ready_at"])
    weir.json("partner", "move", "take", NAME, "Southbank", account="south-new")
    partner = weir.json("partner", "list", NAME)["partners"][2]
    assert (partner["account"], partner["name"], partner["status"], partner["weight"]) == (
        new,
        "Southbank",
        "active",
        25,
    )

    # What the old account earned is paid to the new one.
    earned = weir.json("revenue", "claim", NAME, "--partner", "Southbank", account="agent")["claimed"]
    assert [entry["amount"] for entry in earned] == [str(ETHER // 4)]

    assert "Give notice" in weir.fail("partner", "leave", NAME, account="south-new")
    given = weir.json("partner", "notice", NAME, account="south-new")
    assert given["leaves_at"] > weir.node.now()
    assert "gave notice, may leave from" in weir.said("partner", "list", NAME)
    assert "not over yet" in weir.fail("partner", "leave", NAME, account="south-new")
    assert "not on probation" in weir.fail("partner", "probation", "end", NAME, "Northwind", account="north")
    weir.node.travel_to(given["leaves_at"])
    treasury = weir.node.web3.eth.get_balance(weir.partnership)
    left = weir.json("partner", "leave", NAME, account="south-new")
    part = treasury * 5_000 * 250 // (10_000 * 1_000)
    assert [entry["amount"] for entry in left["taken"]] == [str(part)]
    assert weir.node.web3.eth.get_balance(weir.partnership) == treasury - part
    assert "nothing of ETH is owed" in weir.fail("partner", "pay-owed", NAME, "Southbank", "ether", account="agent")

    given = weir.json("partner", "notice", NAME, account="east")
    weir.node.travel_to(given["leaves_at"])
    treasury -= part
    taken = weir.json("partner", "leave", NAME, account="east")
    assert [entry["amount"] for entry in taken["taken"]] == [str(treasury * 5_000 * 350 // (10_000 * 750))]

    # One is left: it does not leave, it winds up, and has what is there.
    assert "winds up" in weir.fail("partner", "leave", NAME, account="north")
    treasury -= int(taken["taken"][0]["amount"])
    assert "give --at-end" in weir.company.try_to("partnership", "wind-up", NAME, account="north").err
    ended = weir.json("partnership", "wind-up", NAME, "--alone", account="north")
    assert [entry["amount"] for entry in ended["liquidated"]] == [str(treasury)]
    assert weir.json("status", NAME)["phase"] == "winding_up"
    assert "nothing" in weir.fail("partnership", "liquidate", NAME, "ether", account="agent").lower()


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (("proposal", "vote", NAME, "latest", "for", "--sign", "--out", "x.json"), "is no whole id", 1),
        (("proposal", "vote", NAME, "9" * 77, "for", "--sign"), "--sign wants --out", 2),
        (("proposal", "vote", NAME, "9" * 77, "for", "--sign", "--out", "x.json", "--reason", "r"), "no --reason", 2),
        (("proposal", "vote", "Rat", "9" * 77, "for", "--sign", "--out", "x.json"), "no partnership 'Rat'", 1),
        (("message", "relay", NAME, "nowhere"), "cannot read nowhere", 1),
        (("partner", "represent", NAME), "give ACCOUNT or --nobody", 2),
        (("rules", "propose", NAME, "9", "--quorum", "140%"), "quorum is 140%", 1),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_sent(
    weir: Weir, arguments: tuple[str, ...], message: str, code: int
) -> None:
    assert message in weir.fail(*arguments, account="north", code=code)
    assert not (weir.company.folder / "x.json").exists()
