"""The whole story, through the scripts, on a real node: from a spec to money in a partner's wallet."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.conftest import ETHER, SPEC, TERMS, Company, Node, found_company, key_of

NAME = "Harbour Joint Venture"
USD = 10**6


@pytest.fixture(scope="module")
def company(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Company:
    return found_company(tmp_path_factory.mktemp("company"), node.network)


def test_story_from_spec_to_money(company: Company, node: Node) -> None:
    people = {
        name: company.import_key(name, key_of(name))
        for name in ("northwind", "eastport", "owner-a", "owner-b", "westgate", "customer", "relayer")
    }
    for person in people.values():
        node.rpc("anvil_setBalance", person.address, hex(100 * ETHER))
    supplier = "0x1111111111111111111111111111111111111111"
    owners = sorted((people["owner-a"], people["owner-b"]), key=lambda owner: int(owner.address, 16))
    wallet = node.deploy("OwnersWallet", people["relayer"], [owner.address for owner in owners])
    usdx = node.deploy("PlainToken", people["relayer"], 6)
    token = node.contract("PlainToken", usdx)
    node.send(token.functions.mint(people["customer"].address, 10_000 * USD), people["customer"])

    # One command deploys what the spec says, the ecosystem included.
    spec = company.folder / "harbour.yaml"
    spec.write_text(SPEC.format(name=NAME, northwind=people["northwind"].address, eastport=people["eastport"].address))
    (company.folder / "terms.md").write_text(TERMS)
    deploy = ("deploy", "harbour.yaml", "--set", f"southbank={wallet}", "--set", f"USDX={usdx}")
    made = company.json(*deploy, account="northwind")
    assert {"partnership", "escrow", "ecosystem", "chain_id", "terms_hash"} <= made.keys()
    assert made["chain_id"] == 1337
    again = company.json(*deploy, account="northwind")
    assert again["is_new"] is False
    assert {key: again[key] for key in ("partnership", "escrow")} == {
        key: made[key] for key in ("partnership", "escrow")
    }

    # Two founders accept by transaction; the third is a contract wallet whose owners sign apart from each other.
    company.json("partner", "accept", NAME, "--document", "terms.md", account="northwind")
    company.json("revenue", "contribute", NAME, "5 ether", account="eastport")
    forming = company.json("status", NAME)
    assert forming["phase"] == "forming"
    assert (forming["balances"][0]["treasury"], forming["balances"][0]["escrow"]) == ("0", str(5 * ETHER))
    company.json("partner", "accept", "harbour-joint-venture", account="eastport")
    to_sign = ("partner", "accept", NAME, "--for", "Southbank Haulage", "--out", "to-sign.json")
    company.json(*to_sign, "--unsigned", account="relayer")
    nonces = {name: node.web3.eth.get_transaction_count(person.address) for name, person in people.items()}
    for owner in ("owner-a", "owner-b"):
        signed = company.ape(
            *("run", "message", "sign", "to-sign.json", "--document", "terms.md", "--out", f"{owner}.json"),
            *("--account", owner, "--network", "nowhere:at:all"),  # no node is needed
        )
        assert signed.code == 0, signed.err
        assert node.web3.eth.get_transaction_count(people[owner].address) == nonces[owner]
    relayed = company.json("message", "relay", NAME, "owner-b.json", "owner-a.json", account="relayer")
    assert [one["partner"] for one in relayed["relayed"]] == [wallet]
    assert relayed["phase"] == "in_force"
    repeated = company.fail("message", "relay", NAME, "owner-b.json", "owner-a.json", account="relayer")
    assert "a signature is good once" in repeated

    # The capital goes to the treasury; a partner proposes to pay a supplier, another to admit a fourth company.
    assert company.json("revenue", "release", NAME, account="relayer")["amount"] == str(5 * ETHER)
    paying = company.json(
        *("proposal", "new", NAME, "--pay", supplier, "1.5 ether", "--description", "Pay the crane\n\nInvoice 17"),
        account="northwind",
    )
    westgate = people["westgate"].address
    draft = company.folder / "admit.yaml"
    draft.write_text(
        "description: Admit Westgate\nactions:\n"
        f'  - admit: {{account: "{westgate}", name: Westgate AG, weight: 10, units: 100, respond_within: 7 days}}\n'
    )
    admitting = company.json("proposal", "new", NAME, "admit.yaml", account="eastport")
    assert paying["decision_class"] == 8
    assert admitting["decision_class"] == 2  # everyday
    assert admitting["actions"][0]["words"].startswith("Invite Westgate AG (")

    node.travel_to(max(paying["snapshot"], admitting["snapshot"]) + 1)
    short_id = paying["id"][:8]
    company.json("proposal", "vote", NAME, short_id, "for", "--reason", "well done", account="northwind")
    company.json("proposal", "vote", NAME, short_id, "against", account="eastport")
    company.json("proposal", "vote", NAME, admitting["id"], "for", account="northwind")
    tally = company.json("proposal", "vote", NAME, admitting["id"], "for", account="eastport")
    assert (tally["votes_for"], tally["votes_against"], tally["votes_abstain"]) == (80, 0, 0)
    shown = company.run("proposal", "show", NAME, short_id, TZ="Europe/Berlin").out
    assert "Pay 1.5 ETH to " + supplier in shown
    assert "Northwind Shipping: for (50): well done" in shown
    assert "50 of 40 (reached)" in shown
    assert " CET (" in shown or " CEST (" in shown
    assert "anybody may execute it from" in shown

    early = company.fail("proposal", "execute", NAME, short_id, account="relayer")
    assert "not" in early.lower()
    node.travel_to(max(paying["executable_from"], admitting["executable_from"]))
    company.json("proposal", "execute", NAME, short_id, account="relayer")
    assert node.web3.eth.get_balance(supplier) == 3 * ETHER // 2
    company.json("proposal", "execute", NAME, admitting["id"], account="relayer")
    company.json("partner", "accept", NAME, account="westgate")
    roster = company.json("partner", "list", NAME)["partners"]
    assert [(p["name"], p["status"]) for p in roster] == [
        ("Northwind Shipping", "active"),
        ("Eastport Terminals", "active"),
        ("Southbank Haulage", "active"),
        ("Westgate AG", "active"),
    ]
    states = {p["id"]: p["state"] for p in company.json("proposal", "list", NAME)["proposals"]}
    assert states == {paying["id"]: "executed", admitting["id"]: "executed"}

    # A customer pays one invoice in ether and one in an ERC-20; the sums do not divide evenly on purpose.
    company.json("revenue", "pay", NAME, "3.000000000000000007 ether", "--reference", "INV-1", account="customer")
    paid = company.json("revenue", "pay", NAME, "1000.000003 USDX", "--reference", "INV-2", account="customer")
    assert paid["amount"] == str(1_000_000_003)
    distributed = company.json("revenue", "distribute", NAME, account="relayer")["distributed"]
    assert {entry["symbol"]: int(entry["amount"]) for entry in distributed} == {
        "ETH": 3 * ETHER + 7,
        "USDX": 1_000_000_003,
    }
    eastport_before = token.functions.balanceOf(people["eastport"].address).call()
    claimed = company.json("revenue", "claim", NAME, "--partner", "Eastport Terminals", account="relayer")["claimed"]
    shares = {entry["symbol"]: int(entry["amount"]) for entry in claimed}
    assert shares == {"ETH": (3 * ETHER + 7) * 300 // 1_100, "USDX": 1_000_000_003 * 300 // 1_100}
    assert token.functions.balanceOf(people["eastport"].address).call() - eastport_before == shares["USDX"]
    company.json("revenue", "claim", NAME, "ether", account="northwind")
    wallet_before = node.web3.eth.get_balance(wallet)
    company.json("revenue", "claim", NAME, "ether", "--partner", wallet, account="relayer")
    assert node.web3.eth.get_balance(wallet) - wallet_before == (3 * ETHER + 7) * 200 // 1_100
    assert "nothing to claim" in company.fail("revenue", "claim", NAME, "ether", account="eastport")

    # The statement adds up to the wei.
    statement = company.json("revenue", "show", NAME, "--csv", "statement.csv", "--chart", "earned.svg")
    check_statement(statement, made["escrow"], node, usdx)
    check_csv(company.folder / "statement.csv", statement)
    assert (company.folder / "earned.svg").read_text().startswith("<?xml")
    text = company.run("revenue", "show", NAME, "--chart", "earned.png").out
    assert "ETH adds up to the wei: 3.000000000000000007 received = " in text
    assert "USDX adds up to the wei: 1,000.000003 received = " in text
    assert (company.folder / "earned.png").read_bytes().startswith(b"\x89PNG")

    status = company.json("status", NAME)
    assert status["phase"] == "in_force"
    assert [balance["treasury"] for balance in status["balances"]] == [str(5 * ETHER - 3 * ETHER // 2), "0"]
    record = json.loads((company.folder / "deployments" / "1337.json").read_text())
    assert record["partnerships"][NAME]["names"][westgate] == "Westgate AG"
    assert not (company.folder / "deployments" / "1337.journal.json").exists()


def check_statement(statement: dict[str, Any], escrow: str, node: Node, usdx: str) -> None:
    assert statement["adds_up"] is True
    balances = {
        "ETH": node.web3.eth.get_balance(escrow),
        "USDX": node.contract("PlainToken", usdx).functions.balanceOf(escrow).call(),
    }
    received = {"ETH": 3 * ETHER + 7, "USDX": 1_000_000_003}
    for entry in statement["tokens"]:
        symbol = entry["symbol"]
        assert int(entry["balance"]) == balances[symbol]
        assert int(entry["received"]) == received[symbol]
        credited = sum(int(line["credited"]) for line in entry["partners"])
        paid = sum(int(line["paid"]) for line in entry["partners"])
        claimable = sum(int(line["claimable"]) for line in entry["partners"])
        assert credited == paid + claimable
        assert received[symbol] == credited + int(entry["remainder"])
        assert balances[symbol] == claimable + int(entry["remainder"])
        assert 0 <= int(entry["remainder"]) < 4


def check_csv(path: Path, statement: dict[str, Any]) -> None:
    with path.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    by_hand = {
        (entry["token"], line["partner"]): line["credited"]
        for entry in statement["tokens"]
        for line in entry["partners"]
    }
    found = {(r["token"], r["partner"]): r["credited_smallest_unit"] for r in rows if r["partner"] != "total"}
    assert found == by_hand
