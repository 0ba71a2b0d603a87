"""What people get wrong: one clear line each, an exit code, and nothing sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration.conftest import (
    ETHER,
    SPEC,
    TERMS,
    Node,
    found_company,
    free_port,
    key_of,
    start_node,
    stop_node,
)
from tests.integration.people import People

NAME = "Mole Partnership"
ALIASES = ("north", "east", "stranger", "pauper")


@dataclass
class Scene(People):
    """A partnership of two in force, with a vote running that `north` has voted on."""

    partnership: str
    proposal: str


@pytest.fixture(scope="module")
def scene(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    company = found_company(tmp_path_factory.mktemp("bad"), node.network)
    people = {alias: company.import_key(alias, key_of(alias)) for alias in ALIASES}
    for alias in ("north", "east", "stranger"):
        node.rpc("anvil_setBalance", people[alias].address, hex(100 * ETHER))
    write_spec(company.folder, people["north"].address, people["east"].address)
    made = company.json("deploy", "mole.yaml", account="north")
    company.json("partner", "accept", NAME, account="north")
    company.json("partner", "accept", NAME, account="east")
    proposed = company.json(
        "proposal",
        "new",
        NAME,
        "--pay",
        people["stranger"].address,
        "1 wei",
        "--description",
        "One wei",
        account="north",
    )
    node.travel_to(proposed["snapshot"] + 1)
    company.json("proposal", "vote", NAME, proposed["id"], "for", account="north")
    addresses = {alias: person.address for alias, person in people.items()}
    return Scene(company, node, addresses, made["partnership"], proposed["id"])


def write_spec(folder: Path, north: str, east: str, **changes: str) -> Path:
    text = SPEC.format(name=changes.get("name", NAME), northwind=north, eastport=east)
    lines = [line for line in text.splitlines() if "southbank" not in line and "USDX" not in line]
    text = "\n".join(lines) + "\n"
    for old, new in changes.items():
        text = text.replace(f"# {old}", new)
    path = folder / "mole.yaml"
    path.write_text(text)
    (folder / "terms.md").write_text(TERMS)
    return path


def test_unknown_network(scene: Scene) -> None:
    line = scene.fail("status", NAME, "--network", "ethereum:atlantis:node")
    assert line.startswith("unknown network 'ethereum:atlantis:node'")


def test_node_down(scene: Scene) -> None:
    port = free_port()
    line = scene.fail("status", NAME, "--network", f"ethereum:local:http://127.0.0.1:{port}")
    assert line == f"no node answers at http://127.0.0.1:{port}; start it, or choose another --network"


def test_no_account_and_unknown_account(scene: Scene) -> None:
    assert scene.fail("partner", "accept", NAME).startswith("no account: say which one with --account")
    line = scene.fail("partner", "leave", NAME, account="nobody")
    assert line.startswith("unknown account 'nobody': import its key with `ape accounts import nobody`")
    line = scene.fail("partner", "leave", NAME, account="0x" + "12" * 20)
    assert line.startswith("no key for account 0x1212")


def test_t53_wrong_or_missing_passphrase(scene: Scene) -> None:
    wrong = scene.fail("partner", "leave", NAME, account="east", APE_ACCOUNTS_east_PASSPHRASE="a guess")
    assert wrong == "wrong passphrase for account 'east'"
    missing = scene.fail("partner", "leave", NAME, account="east", APE_ACCOUNTS_east_PASSPHRASE="")
    assert missing == ("no passphrase for account 'east': set APE_ACCOUNTS_east_PASSPHRASE, or run this at a terminal")


def test_t53_damaged_key_file(scene: Scene) -> None:
    scene.company.import_key("broken", key_of("broken"))
    path = scene.company.folder / "ape" / "accounts" / "broken.json"
    path.write_text(path.read_text().replace('"ciphertext"', '"text"'))
    line = scene.fail("proposal", "vote", NAME, scene.proposal[:9], "for", account="broken")
    assert "\n" not in line
    path.unlink()


def test_spec_errors_all_at_once(scene: Scene) -> None:
    folder = scene.company.folder
    good = (folder / "mole.yaml").read_text()
    bad = (
        good.replace("weight: 50", "weight: -1")
        .replace("quorum: 60%", "quorum: 60")
        .replace("name: Mole", "nmae: Mole")
    )
    (folder / "bad.yaml").write_text(bad)
    before = scene.nonces()
    done = scene.company.try_to("deploy", "bad.yaml", "--json", account="north")
    assert done.code == 1
    assert done.out == ""
    for mistake in ("weight", "quorum", "nmae"):
        assert any(mistake in line and "bad.yaml" in line for line in done.err.splitlines()), done.err
    assert scene.nonces() == before


def test_document_changed_since_the_spec_was_hashed(scene: Scene) -> None:
    folder = scene.company.folder
    spec = (folder / "mole.yaml").read_text().replace("file: terms.md", f'file: changed.md\n  hash: "0x{"11" * 32}"')
    (folder / "hashed.yaml").write_text(spec)
    (folder / "changed.md").write_text("other words")
    line = scene.fail("deploy", "hashed.yaml", account="north")
    assert "document changed since the spec was hashed" in line


def test_copy_is_not_the_agreed_document(scene: Scene) -> None:
    copy = scene.company.folder / "copy.md"
    copy.write_text(TERMS + "\n")
    line = scene.fail("partner", "accept", NAME, "--document", "copy.md", account="east")
    assert line.startswith("copy.md is not the agreed document")


def test_vote_twice(scene: Scene) -> None:
    line = scene.fail("proposal", "vote", NAME, scene.proposal[:9], "against", account="north")
    assert "already voted" in line.lower() or "has voted" in line.lower()


def test_vote_of_a_stranger_and_unknown_proposal(scene: Scene) -> None:
    line = scene.fail("proposal", "vote", NAME, scene.proposal[:9], "for", account="stranger")
    assert "not an active partner" in line
    line = scene.fail("proposal", "show", NAME, "0x00000001")
    assert line.startswith("no proposal 0x00000001 in ")


def test_claim_of_nothing(scene: Scene) -> None:
    line = scene.fail("revenue", "claim", NAME, account="north")
    assert line == "Northwind Shipping has nothing to claim now; nothing has arrived since the last distribution"
    line = scene.fail("revenue", "claim", NAME, account="stranger")
    assert line.endswith("it has no units, no share as a sponsor and no contribution to be repaid")
    assert "nothing arrived" in scene.fail("revenue", "distribute", NAME, account="north")


def test_not_a_partnership(scene: Scene) -> None:
    stranger = scene.addresses["stranger"]
    assert scene.fail("status", stranger) == f"there is no partnership at {stranger} on chain 1337"
    line = scene.fail("status", "Rat Partnership")
    assert line.startswith("no partnership 'Rat Partnership' in deployments/1337.json (recorded: 'Mole Partnership')")
    assert "is no address" in scene.fail("status", "0x1234")


def test_usage(scene: Scene) -> None:
    assert "Missing argument 'PARTNERSHIP'" in scene.fail("status", code=2)
    assert "'perhaps' is not one of" in scene.fail("proposal", "vote", NAME, "1", "perhaps", code=2)
    assert "No such command 'guess'" in scene.fail("partner", "guess", code=2)


def test_t25_bounds_are_checked_before_sending(scene: Scene) -> None:
    target = scene.addresses["stranger"]
    many = [part for _ in range(17) for part in ("--pay", target, "1 wei")]
    line = scene.fail("proposal", "new", NAME, *many, "--description", "x", account="north")
    assert line.startswith("17 actions are too many: a proposal takes 16")
    line = scene.fail(
        "proposal", "new", NAME, "--call", target, "0x" + "00" * 1_025, "--description", "x", account="north"
    )
    assert line.startswith("action 1 has 1,025 bytes of calldata; at most 1,024 fit")
    line = scene.fail("proposal", "new", NAME, "--pay", target, "1 wei", "--description", "x" * 2_049, account="north")
    assert line.startswith("the description has 2,049 bytes; at most 2,048 fit")
    line = scene.fail("proposal", "new", NAME, "--pay", target, "1 wei", "--description", "x" * 2_048, account="north")
    assert line.startswith("the description has 2,048 bytes; at most 1,995 fit beside the line that marks its proposer")


def test_mistakes_in_a_proposal_file_all_at_once(scene: Scene) -> None:
    (scene.company.folder / "wrong.yaml").write_text(
        "description: x\nactions:\n  - pay: {to: Nobody Inc, amount: 1 ether}\n  - bribe: {to: me}\n"
    )
    before = scene.nonces()
    done = scene.company.try_to("proposal", "new", NAME, "wrong.yaml", account="north")
    assert done.code == 1
    assert "wrong.yaml:3: actions[0].pay: nobody here is called 'Nobody Inc'" in done.err
    assert "wrong.yaml:4: actions[1].bribe: no such action" in done.err
    assert scene.nonces() == before


def test_no_money_for_gas(scene: Scene) -> None:
    line = scene.fail("revenue", "pay", NAME, "1 ether", account="pauper")
    pauper = scene.addresses["pauper"]
    assert line == f"{pauper} has 0 wei, not enough for {ETHER} wei and the gas; nothing was sent"


def test_damaged_record(scene: Scene) -> None:
    record = scene.company.folder / "deployments" / "1337.json"
    text = record.read_text()
    record.write_text(text[: len(text) // 2])
    line = scene.fail("status", NAME)
    record.write_text(text)
    assert line.startswith("cannot read deployments/1337.json")


@pytest.fixture
def other_chain() -> Iterator[Node]:
    started = start_node(chain_id=4242)
    yield started
    stop_node(started)


def test_t52_wrong_chain_names_both_and_signs_nothing(scene: Scene, other_chain: Node) -> None:
    address = scene.addresses["north"]
    other_chain.rpc("anvil_setBalance", address, hex(100 * ETHER))
    line = scene.company.fail("deploy", "mole.yaml", "--network", other_chain.network, account="north")
    assert line == (
        f"wrong chain: {other_chain.network} should be chain 1337, but the node is on chain 4242; nothing was signed"
    )
    assert other_chain.web3.eth.get_transaction_count(address) == 0
    line = scene.company.fail("deploy", "mole.yaml", "--network", other_chain.network, account="TEST::0")
    assert line == "TEST::0 is a publicly known key; it is for development chains only"
