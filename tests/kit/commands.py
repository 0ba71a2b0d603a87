"""The commands on the embedded chain, in this process: a story that takes a minute on a real node takes a second here.

`BoaNode` answers what a `Session` is asked, and sends what it is given, as a node with one block per transaction would.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import boa
import pytest
from click.testing import CliRunner
from eth.exceptions import InsufficientFunds
from eth_utils import keccak, to_checksum_address

from polypact.capabilities.revert_reasons import explain
from polypact.chain.deployments import Deployments, EcosystemRecord
from polypact.chain.journal import Journal
from polypact.chain.node import Receipt
from polypact.chain.node_errors import RefusedError, decode_reason
from polypact.cli.common import Desk
from polypact.cli.main import cli
from polypact.text.errors import PolypactError
from tests.kit.boa_session import has_topics, watching
from tests.kit.clock import travel_to
from tests.kit.house import House
from tests.kit.people import key_of

_TELLER = "0x00000000000000000000000000000000BA1A9CE5"  # where a simulation asks for balances of ether


@dataclass
class BoaNode:
    """All that was logged since it was made."""

    raw: list[dict[str, Any]] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    """Of its blocks, in unix seconds."""
    tries: int = 0
    """How many trials are under way, of which nothing stays."""

    @contextlib.contextmanager
    def trial(self) -> Iterator[None]:
        """What is done within is taken back."""
        self.tries += 1
        try:
            with boa.env.anchor():
                yield
        finally:
            self.tries -= 1

    def execute(self, sender: str, to: str, data: bytes, value: int = 0, **more: Any) -> Any:
        return boa.env.execute_code(to_address=to, sender=sender, data=data, value=value, **more)

    def record(self, computation: Any) -> None:
        """Keeps the logs of one transaction, which is a block."""
        self.times.append(int(boa.env.timestamp))
        for _, address, topics, data in sorted(computation.get_raw_log_entries()):
            self.raw.append(self._log(address, topics, data) | {"logIndex": len(self.raw)})

    def _log(self, address: bytes, topics: Sequence[int], data: bytes) -> dict[str, Any]:
        return {
            "address": to_checksum_address(address),
            "topics": [topic.to_bytes(32, "big") for topic in topics],
            "data": data,
            "blockNumber": len(self.times),
            "transactionHash": len(self.times).to_bytes(32, "big"),
        }

    def simulated(self, calls: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """What `eth_simulateV1` answers: each call on what the ones before it left."""
        with self.trial():
            return [self._simulated(call) for call in calls]

    def _simulated(self, call: Mapping[str, Any]) -> dict[str, Any]:
        data = bytes.fromhex(call["input"][2:])
        if call["to"] == _TELLER:
            held = boa.env.get_balance(to_checksum_address(data[12:32]))
            return {"status": "0x1", "returnData": f"0x{held:064x}", "logs": []}
        done = self.execute(call.get("from", _TELLER), call["to"], data, int(call.get("value", "0x0"), 16))
        logs = [self._log(*entry[1:]) for entry in sorted(done.get_raw_log_entries())]
        shown = [
            {**log, "topics": [f"0x{topic.hex()}" for topic in log["topics"]], "data": f"0x{log['data'].hex()}"}
            for log in logs
        ]
        return {"status": "0x0" if done.is_error else "0x1", "returnData": f"0x{done.output.hex()}", "logs": shown}


class BoaSession:
    """What commands ask a node for and send, with the account of `sender`."""

    chain_id = 1337
    network = "titanoboa"
    batch_size = 0
    is_development = True

    def __init__(self, node: BoaNode, sender: str | None) -> None:
        self.node = node
        self.journal: Journal | None = None
        self.waiting: Callable[[str], Any] = lambda what: contextlib.nullcontext()
        self._sender = sender
        provider = SimpleNamespace(make_request=self._request)
        self.web3 = SimpleNamespace(provider=provider, eth=SimpleNamespace(gas_price=10**9, get_logs=self._get_logs))

    @property
    def has_account(self) -> bool:
        return self._sender is not None

    @property
    def sender(self) -> str:
        if self._sender is None:
            raise PolypactError("no account: say which one with --account")
        return self._sender

    @property
    def account(self) -> Any:
        return SimpleNamespace(address=self.sender)

    def check_chain(self) -> None:
        pass

    def check_instructions(self) -> None:
        pass

    # --- reading ---

    @property
    def block(self) -> int:
        return len(self.node.times)

    def now(self, block: int | None = None) -> int:
        return self.node.times[block - 1] if block else int(boa.env.timestamp)

    def balance(self, address: str, block: int | None = None) -> int:
        return int(boa.env.get_balance(address))

    def nonce(self, address: str, block: int | None = None, *, pending: bool = False) -> int:
        return self.block

    def code(self, address: str) -> bytes:
        return bytes(boa.env.get_code(address))

    def block_hash(self, block: int) -> str:
        return "0x" + bytes(32).hex()

    def call(self, to: str, data: bytes, sender: str | None = None, block: int | None = None, value: int = 0) -> bytes:
        with self.node.trial():
            done = self.node.execute(sender or _TELLER, to, data, value)
        return self._output(done)

    def call_many(self, calls: Sequence[tuple[str, bytes]], block: int | None = None) -> list[bytes]:
        return [self.call(to, data) for to, data in calls]

    def logs(self, addresses: Sequence[str], topics: Sequence[Any] = (), since: int = 0) -> list[Mapping[str, Any]]:
        wanted = {to_checksum_address(address) for address in addresses}
        return [
            log
            for log in self.node.raw
            if (not wanted or log["address"] in wanted)
            and log["blockNumber"] >= since
            and has_topics(log["topics"], topics)
        ]

    def _get_logs(self, query: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        found = self.logs([query["address"]], (), query["fromBlock"])
        return [log for log in found if log["blockNumber"] <= query["toBlock"]]

    def _request(self, method: str, parameters: Sequence[Any]) -> dict[str, Any]:
        assert method == "eth_simulateV1"
        try:
            return {"result": [{"calls": self.node.simulated(parameters[0]["blockStateCalls"][0]["calls"])}]}
        except InsufficientFunds as error:
            return {"error": {"message": f"insufficient funds: {error}"}}

    # --- sending ---

    def estimate(self, to: str, data: bytes, value: int = 0) -> int:
        with self.node.trial():
            done = self.node.execute(self.sender, to, data, value)
        self._output(done)
        return int(done.get_gas_used())

    def send(self, to: str, data: bytes, value: int = 0, on_signed: Any = None, nonce: int | None = None) -> Receipt:
        self.estimate(to, data, value)
        first = len(self.node.raw)
        done = self.node.execute(self.sender, to, data, value)
        boa.env.time_travel(seconds=1)
        transaction = "0x" + keccak(self.block.to_bytes(32, "big")).hex()
        return Receipt(transaction, self.block, int(done.get_gas_used()), None, self.node.raw[first:])

    def mined(self, transaction: str) -> None:
        return None

    def _output(self, done: Any) -> bytes:
        if done.is_error:
            reason = decode_reason(f"0x{done.output.hex()}")
            raise RefusedError(explain(reason) or "the contract refuses it and does not say why", reason)
        return bytes(done.output)


@dataclass
class Commands:
    """People who run commands on the embedded chain; each has a key by an alias."""

    node: BoaNode
    house: House
    addresses: dict[str, str] = field(default_factory=dict)

    def person(self, alias: str) -> str:
        """The address of somebody, who has 1,000 ether."""
        if alias not in self.addresses:
            self.addresses[alias] = str(key_of(alias).address)
        return self.addresses[alias]

    def try_to(self, *arguments: str, account: str | None = None) -> Any:
        """Runs a command that may fail."""
        chosen = ["--account", account] if account else []
        return CliRunner(mix_stderr=False, env={"COLUMNS": "140"}).invoke(cli, [*arguments, *chosen])

    def said(self, *arguments: str, account: str | None = None) -> str:
        """Runs a command that has to work; gives what it printed."""
        done = self.try_to(*arguments, account=account)
        assert done.exit_code == 0, f"{' '.join(arguments)}\n{done.stderr}{done.stdout}{done.exception!r}"
        return str(done.stdout)

    def json(self, *arguments: str, account: str | None = None) -> dict[str, Any]:
        """The same with --json; gives what that said."""
        told = json.loads(self.said(*arguments, "--json", account=account))
        assert isinstance(told, dict)
        return told

    def fail(self, *arguments: str, account: str | None = None, code: int = 1) -> str:
        """Runs a command that has to fail with one line, and to send nothing; gives the line."""
        before = len(self.node.times)
        done = self.try_to(*arguments, "--json", account=account)
        assert (done.exit_code, done.stdout) == (code, ""), f"{done.exit_code} {done.stderr}{done.stdout}"
        lines = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
        assert len(lines) == 1, done.stderr
        assert len(self.node.times) == before
        return lines[0].removeprefix("Error: ")

    def pass_(self, partnership: str, made: Mapping[str, Any], *voters: str) -> str:
        """Has a proposal pass by the votes of people, until it can be executed; gives its id."""
        id = str(made["id"])
        travel_to(max(int(made["snapshot"]) + 1, int(boa.env.timestamp)))
        for voter in voters:
            self.json("proposal", "vote", partnership, id, "for", account=voter)
        travel_to(int(self.json("proposal", "show", partnership, id)["executable_from"]))
        return id

    def decide(self, partnership: str, made: Mapping[str, Any], *voters: str) -> dict[str, Any]:
        """The same, and has the first of them execute it."""
        id = self.pass_(partnership, made, *voters)
        return self.json("proposal", "execute", partnership, id, account=voters[0])


@contextlib.contextmanager
def commands(house: House, monkeypatch: pytest.MonkeyPatch, folder: Any) -> Iterator[Commands]:
    """Commands that run in `folder`, where the ecosystem of the house is on record."""
    monkeypatch.chdir(folder)
    node = BoaNode()
    made = Commands(node, house)
    record = Deployments(BoaSession.chain_id)
    record.ecosystems["default"] = EcosystemRecord(
        house.ecosystem.address, house.ecosystem.PARTNERSHIP_IMPLEMENTATION(), house.escrow.address, {}, 0, "0x"
    )
    record.save()

    def note(done: Any) -> None:
        if not node.tries:
            node.record(done)

    @contextlib.contextmanager
    def connect(desk: Desk) -> Iterator[BoaSession]:
        desk.chain_id = BoaSession.chain_id
        yield BoaSession(node, made.person(desk.account) if desk.account else None)

    def find(choice: str, is_development: bool = False) -> Any:
        if choice not in made.addresses:
            raise PolypactError(f"unknown account {choice!r}")
        return SimpleNamespace(address=made.addresses[choice])

    monkeypatch.setattr(Desk, "session", connect)
    monkeypatch.setattr("polypact.chain.accounts.find_account", find)
    monkeypatch.setattr("polypact.cli.open_partnership.find_account", find)
    with watching(note):
        yield made
