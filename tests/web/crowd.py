"""A partnership as large as one wants it: many partners, many proposals, on the node of a chain that is there.

Everything is sent by accounts that the node lends (`anvil_impersonateAccount`), hundreds of transactions a block:
signing them one by one would take most of the time.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eth_utils import keccak, to_checksum_address

from polypact.capabilities.actions import Action
from polypact.chain import recipe
from polypact.chain.abi import Interface, interface
from polypact.clients.actions import Actions
from polypact.clients.ecosystem import Ecosystem
from polypact.clients.partnership import Partnership
from polypact.text.deals import Deal
from polypact.text.validation import WRITTEN
from polypact.text.voting_rules import Rule
from tests.web.stage import Chain, NodeSession

_GAS = hex(3_000_000)
_BLOCK = 250
"""Transactions a block."""
_FOUNDERS = 64
_ADMISSIONS = 16
"""In one proposal."""
_FAST: dict[str, Any] = {
    "voting_delay": "0 seconds",
    "voting_period": "1 hour",
    "execution_delay": "0 seconds",
    "execution_window": "365 days",
    "quorum": "0%",
    "approval": "50%",
}
_LONG = {**_FAST, "voting_period": "90 days", "execution_delay": "1 day", "quorum": "60%"}


@dataclass
class Crowd:
    """A large partnership; the first account has more weight than all others."""

    partnership: Partnership
    accounts: list[str]


def gather(chain: Chain, partners: int, proposals: int, name: str = "The Crowd") -> Crowd:
    """Founds a partnership of `partners` and makes `proposals` in it, all of which are being voted on."""
    accounts = [chain.people["northwind"].address, *(_account(number) for number in range(1, partners))]
    node = Bulk(chain)
    node.borrow(*accounts)
    chain.node.rpc("evm_setBlockGasLimit", hex(10**10))
    address = _found(chain, name, accounts[:_FOUNDERS])
    partnership = Partnership(address, NodeSession(chain.node))
    calls = interface("Partnership")
    _accept(node, partnership, accounts[:_FOUNDERS])
    own = Actions(address, partnership.escrow)
    for first in range(_FOUNDERS, partners, _ADMISSIONS):
        admitted = accounts[first : first + _ADMISSIONS]
        _carry(node, partnership, accounts[0], [own.admit(each, 1, 10) for each in admitted], f"Admit from {first}")
        _accept(node, partnership, admitted)
    for number in range(proposals):
        action = own.pay(accounts[number % len(accounts)], number + 1)
        text = f"Pay bill {number + 1}\n\nAs agreed."
        data = calls.encode("propose", [action.target], [action.value], [action.data], text)
        node.send(accounts[number % min(len(accounts), _FOUNDERS)], address, data)
    node.mine()
    return Crowd(partnership, accounts)


def _account(number: int) -> str:
    return str(to_checksum_address(keccak(text=f"polypact crowd {number}")[:20]))


def _found(chain: Chain, name: str, founders: Sequence[str]) -> str:
    session = NodeSession(chain.node, chain.people["northwind"])
    weights = [10 * 10_000, *([1] * (len(founders) - 1))]
    config = recipe.Config(
        name=name,
        terms_hash=keccak(text="the terms of the crowd"),
        terms_uri="",
        formation_deadline=chain.now() + 10 * 86_400,
        founders=[(each, weight, 10, 1) for each, weight in zip(founders, weights, strict=True)],
        rules=[
            (0, b"fast".ljust(32, b"\0"), Rule.model_validate(_FAST, context=WRITTEN).to_abi()),
            (8, b"long".ljust(32, b"\0"), Rule.model_validate(_LONG, context=WRITTEN).to_abi()),
        ],
        deal=Deal(max_units=10**6, max_weight=10**6, max_sponsors_bps=1_000, max_reserve_bps=1_000),
    ).abi()
    client = Ecosystem(chain.story.ecosystem, session)
    address, _ = client.predict(session.sender, config, bytes(32))
    client.spin_up(config, bytes(32))
    return str(address)


def _accept(node: Bulk, partnership: Partnership, accounts: Sequence[str]) -> None:
    calls: Interface = interface("Partnership")
    for account in accounts:
        offer = partnership.members.offer(account)
        node.send(account, partnership.address, calls.encode("accept", offer.abi()))
    node.mine()


def _carry(node: Bulk, partnership: Partnership, first: str, actions: list[Action], text: str) -> None:
    calls = interface("Partnership")
    columns = [a.target for a in actions], [a.value for a in actions], [a.data for a in actions]
    node.send(first, partnership.address, calls.encode("propose", *columns, text))
    node.mine()
    number = partnership.proposal_id(actions, text)
    node.wait(2)
    node.send(first, partnership.address, calls.encode("castVote", number, 1))
    node.mine()
    node.wait(3_600)
    node.send(first, partnership.address, calls.encode("execute", *columns, keccak(text=text)), gas=hex(10**8))
    node.mine()


class Bulk:
    """Many requests in one, and transactions of accounts that the node lends."""

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._noted: list[dict[str, Any]] = []
        self._sent = 0
        self._nonces: dict[str, int] = {}

    def note(self, method: str, *parameters: Any) -> None:
        self._noted.append({"jsonrpc": "2.0", "id": len(self._noted), "method": method, "params": list(parameters)})

    def flush(self) -> list[Any]:
        if not self._noted:
            return []
        body = json.dumps(self._noted).encode()
        request = urllib.request.Request(self._chain.node.uri, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=120) as response:
            answers = json.load(response)
        self._noted = []
        for answer in answers:
            assert "error" not in answer, answer
        return [answer["result"] for answer in sorted(answers, key=lambda each: int(each["id"]))]

    def send(self, sender: str, to: str, data: bytes, gas: str = _GAS) -> None:
        if not self._sent:
            self._chain.node.rpc("evm_setAutomine", False)
        # The node answers what is in one request at the same time, and would give two of them the same number.
        if sender not in self._nonces:
            self._nonces[sender] = self._chain.node.web3.eth.get_transaction_count(to_checksum_address(sender))
        nonce = hex(self._nonces[sender])
        self._nonces[sender] += 1
        self.note(
            "eth_sendTransaction",
            {"from": sender, "to": to, "data": "0x" + data.hex(), "gas": gas, "nonce": nonce},
        )
        self._sent += 1
        if self._sent >= _BLOCK:
            self.mine()

    def mine(self) -> None:
        if not self._sent:
            return
        hashes = self.flush()
        self._sent = 0
        self._chain.node.rpc("evm_setAutomine", True)
        self._chain.node.rpc("evm_mine")
        for each in hashes:
            self.note("eth_getTransactionReceipt", each)
        for receipt in self.flush():
            assert receipt and receipt["status"] == "0x1", self._reason(receipt)

    def _reason(self, receipt: dict[str, Any]) -> Any:
        """Why a transaction failed, as far as trying it again tells."""
        web3 = self._chain.node.web3
        sent = web3.eth.get_transaction(receipt["transactionHash"])
        again = {"from": sent["from"], "to": sent["to"], "data": "0x" + bytes(sent["input"]).hex()}
        before = hex(int(receipt["blockNumber"], 16) - 1)
        return web3.provider.make_request("eth_call", [again, before]), receipt["gasUsed"]  # type: ignore[arg-type]

    def borrow(self, *accounts: str) -> None:
        """Has the node send for these accounts, with ether for it."""
        for account in accounts:
            self.note("anvil_impersonateAccount", account)
            self.note("anvil_setBalance", account, hex(10_000 * 10**18))
        self.flush()

    def wait(self, seconds: int) -> None:
        self._chain.travel_to(self._chain.now() + seconds)
