"""What the commands say to people before anything is sent, and what they call things."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from polypact.chain.recipe import NAMES
from polypact.spec.cost import ecosystem_gas
from tests.integration.conftest import ETHER, TERMS, Node, staffed_company, start_node, stop_node
from tests.integration.people import People
from tests.kit.numbers import DAY

NAME = "Sluice Partnership"
CRANE = "0x1111111111111111111111111111111111111111"
PUBLIC = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"

SPEC = """\
name: Sluice Partnership
terms:
  file: terms.md
formation_deadline: 14 days
founders:
  - {{account: "{north}", name: Northwind, weight: 60, units: 600, role: [proposer, treasurer]}}
  - {{account: "{east}", name: Eastport, weight: 40, units: 400, role: [proposer, steering]}}
rules:
  constitutional: {{voting_delay: 0 seconds, voting_period: 3 days, execution_delay: 3 days, execution_window: 14 days,
                   quorum: 50%, approval: 50%}}
  ordinary: {{voting_delay: 0 seconds, voting_period: 2 days, execution_delay: 12 hours, execution_window: 14 days,
             quorum: 40%, approval: 50%, objections: 1, contested_approval: 66.67%}}
"""


@dataclass
class Sluice(People):
    """A partnership of two in force, with 5 ether in its treasury."""

    def propose(self, *arguments: str, account: str = "north") -> dict[str, Any]:
        return self.json("proposal", "new", NAME, *arguments, account=account)


@pytest.fixture(scope="module")
def sluice(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Sluice:
    folder = tmp_path_factory.mktemp("sluice")
    company, addresses = staffed_company(node, folder, ("north", "east", "stranger"))
    (company.folder / "sluice.yaml").write_text(SPEC.format(**addresses))
    done = company.run("deploy", "sluice.yaml", account="north")
    check_what_deploying_says(done.out, done.err, addresses, node)
    company.json("revenue", "contribute", NAME, "5 ether", account="north")
    for account in ("north", "east"):
        company.json("partner", "accept", NAME, account=account)
    company.json("revenue", "release", NAME, account="north")
    return Sluice(company, node, addresses)


def check_what_deploying_says(out: str, err: str, addresses: dict[str, str], node: Node) -> None:
    about = ecosystem_gas(NAMES)
    assert f"with about {about:,} gas, " in out
    took = [
        int(line.split("(")[1].split(" gas")[0].replace(",", ""))
        for line in out.splitlines()
        if line[:9] == "deployed "
    ]
    assert len(took) == len(NAMES) + 1
    assert abs(sum(took[:-1]) - about) < about // 50
    for account in addresses["north"], addresses["east"]:
        assert f"  {account}  " in out
    # The partnership's address, and what it costs exactly, stand there before it is asked about.
    before, _, after = out.partition("deployed partnership and escrow")
    address = next(line.split()[1] for line in after.splitlines() if line.startswith("  partnership"))
    assert f"  partnership  {address}" in before
    assert f"  gas          {took[-1]:,} gas, " in before
    assert f"polypact partner accept '{NAME}'" in after.replace("ape run", "polypact")
    assert f"--network {node.network} --account ITS-ACCOUNT" in after
    assert "Warning: one partner alone can keep the class 'constitutional' from deciding: Northwind by staying" in err


def test_proposal_is_tried_before_it_is_proposed(sluice: Sluice) -> None:
    stranger = sluice.addresses["stranger"]
    line = sluice.fail("proposal", "new", NAME, "--expel", stranger, "--description", "x", account="north")
    assert line.startswith("action 1 would fail as things are now: ")
    assert line.endswith("Nothing was proposed; --anyway proposes it all the same.")
    arguments = ("proposal", "new", NAME, "--expel", stranger, "--description", "x", "--anyway")
    done = sluice.company.run(*arguments, account="north")
    assert "Warning: action 1 would fail as things are now" in done.err
    done = sluice.company.run(
        *("proposal", "new", NAME, "--pay", CRANE, "50 ether", "--description", "Later"), account="north"
    )
    assert "the treasury has not got the money yet" in done.err


def test_proposals_are_called_by_their_numbers(sluice: Sluice) -> None:
    made = sluice.propose("--pay", CRANE, "1 wei", "--description", "Pay the crane\n\nat last")
    assert made["description"] == f"Pay the crane\n\nat last\n#proposer={sluice.addresses['north']}"
    number = made["number"]
    sluice.node.travel_to(made["snapshot"] + 1)
    assert sluice.json("proposal", "vote", NAME, f"#{number}", "for", account="north")["proposal"] == made["id"]
    shown = sluice.company.run("proposal", "list", NAME).out
    assert f"#{number}  Pay the" in shown and "crane" in shown
    assert "#proposer" not in shown
    assert f"there are #1 to #{number}" in sluice.fail("proposal", "show", NAME, "9999")
    plain = sluice.propose("--pay", CRANE, "1 wei", "--description", "Pay the crane", "--unmarked")
    assert (plain["number"], plain["description"]) == (number + 1, "Pay the crane")


def test_reasons_of_objections_are_shown(sluice: Sluice) -> None:
    made = sluice.propose("--pay", CRANE, "3 wei", "--description", "Pay the third")
    sluice.node.travel_to(made["snapshot"] + 1)
    sluice.json("proposal", "vote", NAME, made["id"], "for", account="north")
    sluice.node.travel_to(made["deadline"] + 1)
    sluice.json("proposal", "object", NAME, made["id"], "--reason", "it rusts", account="east")
    assert "Eastport objected: it rusts" in sluice.company.run("proposal", "show", NAME, "latest").out
    again = sluice.json("proposal", "again", NAME, str(made["number"]), account="north")
    assert again["description"].count("#proposer=") == 1
    assert again["description"].startswith("Pay the third\n\nPut again")


def test_reference_is_compared_with_the_invoices(sluice: Sluice) -> None:
    done = sluice.company.run("revenue", "pay", NAME, "1 wei", "--reference", "free text", account="stranger")
    assert "Warning: no invoice has the reference 'free text'" in done.err
    sluice.json("revenue", "invoice", "issue", NAME, "INV-1", "1 ether", "30 days", account="north")
    line = sluice.fail("revenue", "pay", NAME, "1 ether", "--reference", "INV-l", account="stranger")
    assert line == "no invoice has the reference 'INV-l' (open: INV-1); nothing was sent, --anyway pays it all the same"
    sluice.json("revenue", "pay", NAME, "1 ether", "--reference", "INV-1", account="stranger")
    line = sluice.fail("revenue", "pay", NAME, "1 ether", "--reference", "INV-1", account="stranger")
    assert line.startswith("INV-1 is paid already: 1 ETH of 1 ETH; nothing was sent")


def test_outsiders_are_called_by_the_names_of_the_book(sluice: Sluice) -> None:
    sluice.json("names", "add", "Test House", CRANE)
    book = sluice.company.folder / "deployments" / "1337.names.json"
    assert json.loads(book.read_text())["names"] == {CRANE: "Test House"}
    said = sluice.company.run("revenue", "payout-address", NAME, "test house", account="east").out
    assert said.startswith("what Eastport earns is paid to Test House (0x1111..1111)")
    zero = "0x" + "00" * 20
    assert "the zero address is nobody's" in sluice.fail("revenue", "payout-address", NAME, zero, account="east")
    said = sluice.company.run("revenue", "payout-address", NAME, "own", account="east").out
    assert said.startswith("what Eastport earns is paid to itself")
    assert "a name stands for one address" in sluice.fail("names", "add", "northwind", "0x" + "22" * 20)
    sluice.json("names", "remove", "TEST house")
    assert sluice.json("names", "list", "--chain", "1337")["names"] == []


def test_new_terms_show_who_is_missing(sluice: Sluice) -> None:
    (sluice.company.folder / "second.md").write_text(TERMS + "\nMore.\n")
    draft = sluice.company.folder / "amend.yaml"
    draft.write_text("description: New terms\nactions:\n  - amend_terms: {file: second.md, window: 10 days}\n")
    made = sluice.json("proposal", "new", NAME, "amend.yaml", account="north")
    sluice.node.travel_to(made["snapshot"] + 1)
    for account in ("north", "east"):
        sluice.json("proposal", "vote", NAME, made["id"], "for", account=account)
    sluice.node.travel_to(made["executable_from"])
    sluice.json("proposal", "execute", NAME, made["id"], account="north")
    sluice.json("partner", "accept", NAME, account="north")
    assert "accepted     1 of 2 partners have not: Eastport" in sluice.company.run("status", NAME).out
    assert "has not accepted version 2, may until" in sluice.company.run("partner", "list", NAME).out
    sluice.node.travel_to(sluice.node.now() + 11 * DAY)
    sluice.json("partner", "close-window", NAME, account="stranger")
    sluice.node.travel_to(sluice.node.now() + 8 * DAY)
    sluice.json("partner", "lapse", NAME, "Eastport", account="stranger")
    assert (
        "lapsed: its weight does not count until it accepts the terms or answers"
        in sluice.company.run("partner", "list", NAME).out
    )
    sluice.json("partner", "accept", NAME, account="east")
    assert "have not" not in sluice.company.run("status", NAME).out


@pytest.fixture
def public_chain() -> Iterator[Node]:
    started = start_node(chain_id=4242)
    yield started
    stop_node(started)


def test_public_chain_wants_a_yes_and_no_public_key(sluice: Sluice, public_chain: Node) -> None:
    company, north = sluice.company, sluice.addresses["north"]
    public_chain.rpc("anvil_setBalance", north, hex(100 * ETHER))
    where = ("--network", public_chain.uri)
    line = company.fail("deploy", "sluice.yaml", *where, account="north")
    assert line == "this is chain 4242, a public one, and nobody is there to be asked: say --yes; nothing was sent"
    bad = (company.folder / "sluice.yaml").read_text().replace(sluice.addresses["east"], PUBLIC)
    (company.folder / "public.yaml").write_text(bad)
    line = company.fail("deploy", "public.yaml", *where, "--yes", account="north")
    assert line.startswith(f"public.yaml: founders[1].account: {PUBLIC} is an account of the public test mnemonic")
    key = bytes.fromhex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
    assert company.import_key("copied", key).address == PUBLIC
    line = company.fail("deploy", "sluice.yaml", *where, "--yes", account="copied")
    assert line.startswith(f"{PUBLIC} is an account of the public test mnemonic: everybody has its key")
    assert public_chain.web3.eth.get_transaction_count(north) == 0


def test_founder_cannot_have_a_name_that_means_something_else(sluice: Sluice, tmp_path: Path) -> None:
    folder = sluice.company.folder
    text = (folder / "sluice.yaml").read_text()
    (folder / "odd.yaml").write_text(text.replace("name: Northwind", "name: Treasury").replace("Eastport", "'12'"))
    done = sluice.company.try_to("deploy", "odd.yaml", account="north")
    assert done.code == 1
    assert "founders[0].name: 'Treasury' has a meaning of its own in the commands" in done.err
    assert "founders[1].name: '12' looks like a number" in done.err
    (folder / "odd.yaml").write_text(text.replace("name: Eastport", "name: NORTHWIND"))
    done = sluice.company.try_to("deploy", "odd.yaml", account="north")
    assert "founders[1].name: is the name of founders[0] too" in done.err
