"""Signing apart, through the scripts: Safes that own Safes, strangers' files, other deadlines, hardware wallets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from eth_account.messages import encode_defunct
from eth_account.signers.local import LocalAccount

from tests.integration.conftest import ETHER, Company, Done, Node, found_company, key_of

pytestmark = pytest.mark.slow  # two minutes, nearly all of it commands that start

NAME = "Signal Partnership"
ALIASES = ("north", "officer", "director-a", "director-b", "director-c", "stranger", "relayer")
NOWHERE = ("--network", "nowhere:at:all")  # no node is needed
UNTIL = "2100-01-01T00:00:00Z"

SPEC = """\
name: Signal Partnership
terms:
  file: terms.md
formation_deadline: 14 days
founders:
  - {{account: "{north}", name: Northwind, weight: 60, units: 60}}
  - {{account: "{wallet}", name: Southbank, weight: 40, units: 40}}
rules:
  constitutional: {{voting_delay: 1 hour, voting_period: 3 days, execution_delay: 3 days, execution_window: 14 days,
                   quorum: 60%, approval: 66.67%}}
  ordinary: {{voting_delay: 1 hour, voting_period: 2 days, execution_delay: 12 hours, execution_window: 14 days,
             quorum: 40%, approval: 50%}}
"""


@dataclass
class Signal:
    """A partnership that is forming; Southbank is a Safe of its officer and of a Safe of three directors."""

    company: Company
    node: Node
    people: dict[str, LocalAccount]
    holding: str
    wallet: str

    def json(self, *arguments: str, account: str | None = None) -> dict[str, Any]:
        return self.company.json(*arguments, account=account)

    def apart(self, *arguments: str, account: str | None = None) -> Done:
        """On a machine without a node."""
        chosen = ("--account", account) if account else ()
        return self.company.ape("run", *arguments, *chosen, *NOWHERE, "--json")

    def refused_apart(self, *arguments: str, account: str | None = None) -> str:
        done = self.apart(*arguments, account=account)
        assert (done.code != 0, done.out) == (True, "")
        return done.err

    def sign(self, file: str, account: str, *options: str) -> dict[str, Any]:
        done = self.apart("message", "sign", file, *options, account=account)
        assert done.code == 0, done.err
        return done.data

    def refused(self, *arguments: str, account: str = "relayer") -> str:
        """One line, and nothing is sent."""
        before = self.node.web3.eth.get_transaction_count(self.people[account].address)
        line = self.company.fail(*arguments, account=account)
        assert self.node.web3.eth.get_transaction_count(self.people[account].address) == before
        return line

    def edited(self, file: str, to: str, **message: Any) -> None:
        """Writes a file with other words in its message."""
        told = json.loads((self.company.folder / file).read_text())
        told["message"] |= message
        (self.company.folder / to).write_text(json.dumps(told))


@pytest.fixture(scope="module")
def signal(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Signal:
    company = found_company(tmp_path_factory.mktemp("signal"), node.network)
    people = {alias: company.import_key(alias, key_of(f"signal {alias}")) for alias in ALIASES}
    for person in people.values():
        node.rpc("anvil_setBalance", person.address, hex(100 * ETHER))
    handler = node.deploy("SafeHandler", people["relayer"])
    directors = [people[f"director-{letter}"].address for letter in "abc"]
    holding = node.deploy("SafeWallet", people["relayer"], directors, 2, 4, handler)
    wallet = node.deploy("SafeWallet", people["relayer"], [people["officer"].address, holding], 2, 4, handler)
    (company.folder / "terms.md").write_text("# Terms\n")
    (company.folder / "signal.yaml").write_text(SPEC.format(north=people["north"].address, wallet=wallet))
    company.json("deploy", "signal.yaml", account="north")
    return Signal(company, node, people, holding, wallet)


def test_t102_safe_that_a_safe_owns_accepts_by_files(signal: Signal) -> None:
    folder = signal.company.folder
    out = signal.refused(
        "partner", "accept", NAME, "--sign", "--for", "Southbank", "--out", "x.json", account="officer"
    )
    assert "counts from each one's own clock" in out
    assert not (folder / "x.json").exists()
    made = signal.json(
        *("partner", "accept", NAME, "--unsigned", "--for", "Southbank", "--out", "acceptance/to-sign.json"),
        *("--document", "terms.md", "--deadline", UNTIL),
        account="relayer",
    )
    assert (made["account"], made["signatures"]) == (signal.wallet, [])
    to_sign = "acceptance/to-sign.json"

    # Who is no owner is told so before anything is signed; a copy that is another document, too.
    told = signal.refused_apart("message", "sign", to_sign, account="stranger")
    assert f"the owners of {signal.wallet} are" in told
    (folder / "other.md").write_text("# Other terms\n")
    told = signal.refused_apart("message", "sign", to_sign, "--document", "other.md", account="officer")
    assert "is not the agreed document" in told

    for alias in ("officer", "director-a", "director-b", "director-c"):
        signed = signal.sign(to_sign, alias, "--document", "terms.md", "--out", f"acceptance/{alias}.json")
        assert signed["signer"] == signal.people[alias].address
    text = signal.company.run("message", "show", "acceptance/director-a.json", *NOWHERE).out
    assert f"signed by    {signal.people['director-a'].address} for {signal.holding}" in text

    # One of the two owners is not enough, and who is missing is named, down to the directors.
    few = ("message", "relay", NAME, "acceptance/officer.json", "acceptance/director-b.json")
    line = signal.refused(*few)
    assert f"{signal.wallet} wants 2 of its owners and has 1" in line
    assert f"{signal.holding} wants 2 of its owners and has 1" in line

    # A stranger's signature, one of another message and a torn file spoil nothing.
    told = json.loads((folder / "acceptance" / "officer.json").read_text())
    forged = {**told["signatures"][0], "signer": signal.people["stranger"].address}
    stranger = {**told, "signatures": [forged]}
    (folder / "acceptance" / "aa-stranger.json").write_text(json.dumps(stranger))
    (folder / "acceptance" / "torn.json").write_text("{")
    signal.edited("acceptance/director-a.json", "acceptance/later.json", deadline=5_000_000_000)
    done = signal.json("message", "relay", NAME, "acceptance", account="relayer")
    assert [(one["kind"], one["partner"]) for one in done["relayed"]] == [("acceptance", signal.wallet)]
    assert sorted(Path(one["file"]).name for one in done["skipped"]) == ["later.json", "torn.json"]
    line = signal.refused("message", "relay", NAME, "acceptance/officer.json", "acceptance/director-b.json")
    assert "a signature is good once" in line or "accepted" in line


def test_t102_ballot_of_a_safe_is_joined_from_what_each_wallet_gives(signal: Signal) -> None:
    folder = signal.company.folder
    if signal.json("status", NAME)["phase"] == "forming":
        signal.json("partner", "accept", NAME, account="north")
    pay = ("--pay", signal.people["stranger"].address, "1 wei")
    made = signal.json("proposal", "new", NAME, *pay, "--description", "One wei", account="north")
    signal.node.travel_to(made["snapshot"] + 1)
    id = made["id"]
    written = ("proposal", "vote", NAME, id, "for", "--unsigned", "--for", "Southbank", "--out", "ballot.json")
    signal.json(*written, "--deadline", UNTIL, account="relayer")

    # The officer has a hardware wallet that knows eth_sign alone; one director approves on chain, one signs.
    officer = signal.people["officer"]
    shown = signal.apart("message", "show", "ballot.json", "--signer", officer.address).data
    [question] = shown["to_sign"]
    assert question["typed_data"]["primaryType"] == "SafeMessage"
    raw = bytes(officer.sign_message(encode_defunct(hexstr=question["hash"])).signature)
    added = ("message", "add", "ballot.json", "--signer", officer.address, "--signature")
    assert "is by" in signal.refused_apart(*added, "0x" + raw.hex())
    done = signal.apart(*added, "0x" + (raw[:64] + bytes([raw[64] + 4])).hex(), "--out", "officer.json")
    assert done.code == 0, done.err
    director = signal.people["director-a"]
    [question] = signal.apart("message", "show", "ballot.json", "--signer", director.address).data["to_sign"]
    assert question["for"] == [signal.holding]
    approving = (
        "message",
        "add",
        "ballot.json",
        "--signer",
        director.address,
        "--approved",
        "--out",
        "director-a.json",
    )
    assert signal.apart(*approving).code == 0
    signal.sign("ballot.json", "director-c", "--out", "director-c.json")

    files = ("officer.json", "director-a.json", "director-c.json")
    assert "has not approved the hash 0x" in signal.refused("message", "relay", NAME, *files)
    holding = signal.node.contract("SafeWallet", signal.holding)
    signal.node.send(holding.functions.approveHash(bytes.fromhex(question["hash"][2:])), director)
    joined = signal.apart("message", "join", *files, "--out", "joined.json")
    assert len(joined.data["signatures"]) == 3
    done = signal.json("message", "relay", NAME, "joined.json", account="relayer")
    assert [(one["voter"], one["support"], one["weight"]) for one in done["relayed"]] == [(signal.wallet, "for", 40)]
    assert (folder / "joined.json").exists()


def test_t102_owners_who_signed_other_moments_are_told(signal: Signal) -> None:
    id = str(2**255 + 1)
    for alias, until in (("officer", UNTIL), ("director-a", "2100-01-02T00:00:00Z")):
        done = signal.apart(
            *("proposal", "vote", NAME, id, "for", "--sign", "--safe", "--for", signal.wallet),
            *("--deadline", until, "--out", f"moments/{alias}.json"),
            account=alias,
        )
        assert done.code == 0, done.err
    told = signal.refused_apart("message", "join", "moments", "--out", "x.json")
    assert "can never be joined: have everybody sign one file" in told
    assert not (signal.company.folder / "x.json").exists()
    done = signal.company.try_to("message", "relay", NAME, "moments", "--json", account="relayer")
    assert done.code == 1
    assert "other files say the same until another moment" in done.err
    for deadline, reason in (("14 days", "own clock"), ("2020-01-01T00:00:00Z", "is over"), ("soon", "not a moment")):
        told = signal.refused_apart(
            *("proposal", "vote", NAME, id, "for", "--sign", "--safe", "--for", signal.wallet),
            *("--deadline", deadline, "--out", "x.json"),
            account="officer",
        )
        assert reason in told


def test_bad_files_and_options_are_one_line_and_nothing_is_signed(signal: Signal) -> None:
    folder = signal.company.folder
    (folder / "file").write_text("kept")
    for arguments, reason in (
        (("message", "sign", "none.json"), "cannot read none.json"),
        (("message", "sign", "terms.md"), "is not JSON"),
        (("message", "show", "signal.yaml"), "is not JSON"),
        (("message", "sign", "ballot.json", "--out", "file/x.json"), "nothing was signed"),
        (("message", "sign", "ballot.json", "--document", "terms.md"), "names no document"),
        (("message", "add", "ballot.json", "--signer", "0x12", "--approved"), "is no address"),
        (("message", "add", "ballot.json", "--signer", signal.wallet), "give --signature HEX or --approved"),
        (
            ("message", "add", "ballot.json", "--signer", signal.people["stranger"].address, "--approved"),
            "is in none of the wallets of the file",
        ),
        (("proposal", "vote", NAME, "1", "for", "--sign", "--unsigned", "--out", "x"), "exclude each other"),
        (("proposal", "vote", NAME, "1", "for", "--for", "x"), "are for --sign and --unsigned"),
    ):
        assert reason in signal.refused_apart(*arguments, account="officer"), arguments
    assert (folder / "file").read_text() == "kept"
