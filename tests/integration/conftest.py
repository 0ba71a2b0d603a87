"""A real node, key files, and the commands as a person at a company runs them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils import keccak
from web3 import HTTPProvider, Web3

from polypact.build.artifact_files import compile_contract

ROOT = Path(__file__).parent.parent.parent
ANVIL = ROOT / "node_modules" / ".bin" / "anvil"
APE = Path(sys.executable).parent / "ape"
PASSPHRASE = "correct horse battery staple"
ETHER = 10**18


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Node:
    """One anvil."""

    uri: str
    process: subprocess.Popen[bytes]
    web3: Web3

    @property
    def network(self) -> str:
        return f"ethereum:local:{self.uri}"

    def rpc(self, method: str, *parameters: Any) -> Any:
        answer = self.web3.provider.make_request(method, list(parameters))
        assert "error" not in answer, answer
        return answer["result"]

    def travel_to(self, timestamp: int) -> None:
        """Makes `timestamp` the time of the newest block."""
        self.rpc("evm_increaseTime", timestamp - self.now())
        self.rpc("evm_mine")
        assert self.now() >= timestamp

    def now(self) -> int:
        return int(self.web3.eth.get_block("latest")["timestamp"])

    def deploy(self, mock: str, by: LocalAccount, *arguments: Any) -> str:
        """Deploys contracts/mocks/<mock>.vy."""
        compiled = compile_contract(f"mocks/{mock}")
        contract = self.web3.eth.contract(abi=compiled["abi"], bytecode=compiled["bytecode"])
        receipt = self.send(contract.constructor(*arguments), by)
        return str(receipt["contractAddress"])

    def contract(self, mock: str, address: str) -> Any:
        return self.web3.eth.contract(address, abi=compile_contract(f"mocks/{mock}")["abi"])

    def send(self, call: Any, by: LocalAccount) -> Any:
        built = call.build_transaction({"from": by.address, "nonce": self.web3.eth.get_transaction_count(by.address)})
        sent = self.web3.eth.send_raw_transaction(by.sign_transaction(built).raw_transaction)
        receipt = self.web3.eth.wait_for_transaction_receipt(sent)
        assert receipt["status"] == 1
        return receipt


def need_node() -> None:
    """Skips the test where there is no local node to start; in CI it fails."""
    if ANVIL.is_file() and shutil.which("node"):
        return
    reason = "needs the local node anvil, which ./run setup installs where there is Node 20"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def start_node(chain_id: int = 1337, hardfork: str = "prague") -> Node:
    need_node()
    port = free_port()
    command = [str(ANVIL), "--hardfork", hardfork, "--chain-id", str(chain_id), "--port", str(port), "--silent"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    uri = f"http://127.0.0.1:{port}"
    web3 = Web3(HTTPProvider(uri))
    for _ in range(200):
        if web3.is_connected():
            return Node(uri, process, web3)
        assert process.poll() is None, "anvil ended at once"
        time.sleep(0.05)
    process.kill()
    raise AssertionError("anvil does not answer")


def stop_node(node: Node) -> None:
    node.process.terminate()
    node.process.wait(10)


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    started = start_node()
    yield started
    stop_node(started)


@dataclass
class Done:
    """What a command printed."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON object on stdout."""
        parsed = json.loads(self.out)
        assert isinstance(parsed, dict)
        return parsed


@dataclass
class Company:
    """A folder of its own with the scripts, a folder for Ape with key files, and a node. No contracts, no compiler."""

    folder: Path
    network: str
    secrets: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)

    def import_key(self, alias: str, key: bytes, passphrase: str = PASSPHRASE) -> LocalAccount:
        """Puts a key into an Ape key file; a light key derivation, because tests have no secrets."""
        accounts = self.folder / "ape" / "accounts"
        accounts.mkdir(parents=True, exist_ok=True)
        path = accounts / f"{alias}.json"
        path.write_text(json.dumps(Account.encrypt(key, passphrase, kdf="pbkdf2", iterations=1_000)))
        path.chmod(0o600)
        self.environment[f"APE_ACCOUNTS_{alias}_PASSPHRASE"] = passphrase
        self.secrets += [key.hex(), passphrase]
        return Account.from_key(key)

    def ape(self, *arguments: str, **environment: str) -> Done:
        """Runs `ape` as somebody without a terminal. An environment variable set to "" is taken away."""
        done = subprocess.run(
            [str(APE), *arguments],
            cwd=self.folder,
            env=self._variables(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        for secret in self.secrets:
            assert secret not in done.stdout + done.stderr  # T53
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    def _variables(self, environment: Mapping[str, str]) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("APE_")}
        inherited["APE_DATA_FOLDER"] = str(self.folder / "ape")
        variables = {**inherited, **self.environment, **environment}
        return {name: value for name, value in variables.items() if value}

    def start(self, *arguments: str, account: str) -> subprocess.Popen[str]:
        """Starts a script and does not wait for it."""
        return subprocess.Popen(
            [str(APE), "run", *arguments, "--network", self.network, "--account", account],
            cwd=self.folder,
            env=self._variables({}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, account: str | None = None, **environment: str) -> Done:
        """Runs a script that has to work."""
        done = self.try_to(*arguments, account=account, **environment)
        assert done.code == 0, f"{' '.join(arguments)}\n{done.err}{done.out}"
        return done

    def json(self, *arguments: str, account: str | None = None) -> dict[str, Any]:
        """Runs a script with --json and gives what it printed."""
        return self.run(*arguments, "--json", account=account).data

    def try_to(self, *arguments: str, account: str | None = None, **environment: str) -> Done:
        """Runs a script that may fail."""
        chosen = ["--account", account] if account else []
        where = [] if "--network" in arguments else ["--network", self.network]
        return self.ape("run", *arguments, *where, *chosen, **environment)

    def fail(self, *arguments: str, account: str | None = None, code: int = 1, **environment: str) -> str:
        """Runs a script that has to fail: one line on stderr, nothing on stdout with --json. Gives the line."""
        done = self.try_to(*arguments, "--json", account=account, **environment)
        assert done.code == code, f"{done.code}: {done.err}{done.out}"
        assert done.out == ""
        lines = [line for line in done.err.splitlines() if line.startswith("Error: ")]
        assert len(lines) == 1, done.err
        assert done.err.rstrip().endswith(lines[0])
        return lines[0].removeprefix("Error: ")


def found_company(folder: Path, network: str) -> Company:
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "ape-config.yaml", folder)
    return Company(folder, network)


def staffed_company(node: Node, folder: Path, aliases: Sequence[str]) -> tuple[Company, dict[str, str]]:
    """A company whose people have keys by these aliases, 100 ether each, and the terms; gives their addresses, too."""
    company = found_company(folder, node.network)
    people = {alias: company.import_key(alias, key_of(f"{folder.name} {alias}")) for alias in aliases}
    addresses = {alias: person.address for alias, person in people.items()}
    for address in addresses.values():
        node.rpc("anvil_setBalance", address, hex(100 * ETHER))
    (company.folder / "terms.md").write_text(TERMS)
    return company, addresses


def key_of(name: str) -> bytes:
    return keccak(text=f"polypact integration {name}")


SPEC = """\
name: {name}
terms:
  file: terms.md
  uri: ipfs://harbour-terms
formation_deadline: 14 days
accounts:
  northwind: "{northwind}"
  eastport: "{eastport}"
  southbank: "0x000000000000000000000000000000000000dEaD"
  USDX: "0x000000000000000000000000000000000000bEEF"
founders:
  - {{account: northwind, name: Northwind Shipping, weight: 50, units: 500, role: [proposer, treasurer]}}
  - {{account: eastport, name: Eastport Terminals, weight: 30, units: 300}}
  - {{account: southbank, name: Southbank Haulage, weight: 20, units: 200}}
rules:
  constitutional: {{voting_delay: 1 hour, voting_period: 3 days, execution_delay: 1 day, execution_window: 14 days,
                   quorum: 60%, approval: 66.67%}}
  ordinary: {{voting_delay: 1 hour, voting_period: 2 days, execution_delay: 12 hours, execution_window: 14 days,
             quorum: 40%, approval: 50%}}
tokens: [USDX]
"""

TERMS = "# Terms\n\nWe carry each other's freight and share what we earn by units.\n"
