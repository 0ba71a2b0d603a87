"""The commands on a real node beside a stranger's bytes, another program, and a chain that is too old."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from eth_abi.abi import encode
from eth_account.signers.local import LocalAccount
from eth_utils.crypto import keccak

from polypact.chain.abi import selector
from tests.integration.conftest import ETHER, Company, Node, key_of, staffed_company, start_node, stop_node

NAME = "Lock Partnership"
SPEC = """\
name: {name}
terms: {{file: terms.md}}
formation_deadline: 14 days
founders:
  - {{account: "{north}", name: Northwind, weight: 60, units: 500, role: [proposer, treasurer]}}
  - {{account: "{east}", name: Eastport, weight: 40, units: 300}}
rules:
  constitutional: {{voting_delay: 1 minute, voting_period: 1 hour, execution_delay: 1 hour, execution_window: 14 days,
                   quorum: 50%, approval: 60%}}
  ordinary: {{voting_delay: 1 minute, voting_period: 1 hour, execution_delay: 1 hour, execution_window: 14 days,
             quorum: 40%, approval: 50%}}
"""


@dataclass
class Scene:
    """A company with the keys of two founders and of nobody else."""

    company: Company
    north: LocalAccount

    def write(self, name: str, addresses: dict[str, str]) -> str:
        file = f"{name.split()[0].lower()}.yaml"
        (self.company.folder / file).write_text(SPEC.format(name=name, **addresses))
        return file


@pytest.fixture
def scene(node: Node, tmp_path: Path) -> tuple[Scene, dict[str, str]]:
    folder = tmp_path
    company, addresses = staffed_company(node, folder, ("north", "east"))
    north = company.import_key("north", key_of(f"{folder.name} north"))
    return Scene(company, north), addresses


def test_t97_text_that_is_no_utf8_ends_no_command(node: Node, scene: tuple[Scene, dict[str, str]]) -> None:
    """One proposal with the bytes ff 61 62 as its description; it is shown, voted on, and executed like any other."""
    made, addresses = scene
    company = made.company
    partnership = company.json("deploy", made.write(NAME, addresses), account="north")["partnership"]
    for founder in ("north", "east"):
        company.json("partner", "accept", NAME, account=founder)
    node.rpc("anvil_setBalance", partnership, hex(ETHER))
    payee, text = "0x" + "77" * 20, b"\xffab"
    kinds = ["address[]", "uint256[]", "bytes[]", "bytes"]
    call = selector("propose(address[],uint256[],bytes[],string)") + encode(kinds, [[payee], [5], [b""], text])
    sender = made.north.address
    transaction = {
        "from": sender,
        "to": partnership,
        "data": "0x" + call.hex(),
        "nonce": node.web3.eth.get_transaction_count(sender),
        "gas": 2_000_000,
        "gasPrice": node.web3.eth.gas_price,
        "chainId": 1337,
    }
    sent = node.web3.eth.send_raw_transaction(made.north.sign_transaction(transaction).raw_transaction)
    assert node.web3.eth.wait_for_transaction_receipt(sent)["status"] == 1

    [seen] = company.json("status", NAME)["open_proposals"]
    assert seen["description"] == "\\xffab"
    kinds = ["address[]", "uint256[]", "bytes[]", "bytes32"]
    assert int(seen["id"]) == int.from_bytes(keccak(encode(kinds, [[payee], [5], [b""], keccak(text)])), "big")
    assert "\\xffab" in company.run("proposal", "show", NAME, "latest").out
    shown = company.json("proposal", "show", NAME, "latest")
    node.travel_to(shown["snapshot"] + 1)
    company.json("proposal", "vote", NAME, "latest", "for", account="north")
    node.travel_to(shown["deadline"] + 3_601)
    company.json("proposal", "execute", NAME, "latest", account="east")
    assert node.web3.eth.get_balance(payee) == 5  # type: ignore[arg-type]


def test_t101_two_deployments_at_once_are_both_recorded(node: Node, scene: tuple[Scene, dict[str, str]]) -> None:
    """Both find no ecosystem and deploy one under the same name; both partnerships are there, and found again."""
    made, addresses = scene
    company = made.company
    files = {"north": made.write("Lock Partnership", addresses), "east": made.write("Mole Partnership", addresses)}
    programs = {account: company.start("deploy", file, "--json", account=account) for account, file in files.items()}
    told = {account: json.loads(program.communicate(timeout=90)[0]) for account, program in programs.items()}
    record = json.loads((company.folder / "deployments" / "1337.json").read_text())
    assert {name: entry["partnership"] for name, entry in record["partnerships"].items()} == {
        "Lock Partnership": told["north"]["partnership"],
        "Mole Partnership": told["east"]["partnership"],
    }
    for account, file in files.items():
        again = company.json("deploy", file, account=account)
        assert (again["is_new"], again["partnership"]) == (False, told[account]["partnership"])


def test_t98_chain_before_cancun_is_told_before_anything_is_sent(scene: tuple[Scene, dict[str, str]]) -> None:
    made, addresses = scene
    old = start_node(hardfork="shanghai")
    try:
        old.rpc("anvil_setBalance", made.north.address, hex(ETHER))
        line = made.company.fail("deploy", made.write(NAME, addresses), "--network", old.network, account="north")
        assert "(chain 1337) is older than Cancun: it lacks instructions that the contracts need" in line
        assert old.web3.eth.get_transaction_count(made.north.address) == 0
    finally:
        stop_node(old)
