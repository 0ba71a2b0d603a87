"""Measures what Polypact's operations cost: gasUsed of receipts, on a node of its own.

Steady state unless the name says otherwise: accounts and balances exist and the voter has voted before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from web3 import Web3
from web3.contract import Contract
from web3.types import TxReceipt

from polypact import artifacts

ETHER = "0x" + "00" * 20
CONSTITUTIONAL, ORDINARY = 0, 8
FOR = 1
PROPOSER = 1
DAY = 24 * 3600
TERMS_HASH = Web3.keccak(text="terms")
#           delay period delay   window    quorum approval seats mode early  recusal
STRICT = (60, 3_600, 600, 14 * DAY, 5_000, 6_667, 0, 0, False, False)
LAX = (60, 3_600, 600, 14 * DAY, 3_000, 5_000, 0, 0, False, False)
DESCRIPTION = "Pay the supplier for the June delivery of pallets and crates, invoice 2026-0117, see attached scans"

Action = tuple[str, int, bytes]


class Bench:
    """A chain with the implementations and an ecosystem on it, and the gas of what was done so far."""

    def __init__(self, chain: Web3) -> None:
        self.chain = chain
        self.accounts = list(chain.eth.accounts)
        self.gas: dict[str, int] = {}
        annex = self.deploy("PartnershipAnnex")
        partnership = self.deploy("Partnership", annex.address)
        membership = self.deploy("Membership")
        escrow = self.deploy("RevenueEscrow")
        self.ecosystem = self.deploy("Ecosystem", partnership.address, membership.address, escrow.address)

    def deploy(self, name: str, *arguments: Any) -> Contract:
        artifact = artifacts.load(name)
        factory = self.chain.eth.contract(abi=artifact.abi, bytecode=artifact.bytecode)
        receipt = self.send(factory.constructor(*arguments), self.accounts[0])
        return self.at(name, receipt["contractAddress"])

    def at(self, name: str, address: Any) -> Contract:
        return self.chain.eth.contract(address, abi=artifacts.interface(name))

    def send(self, call: Any, sender: str, operation: str = "") -> TxReceipt:
        """Sends a call and, where an operation is named, books its gas; the last one of a name counts."""
        receipt = self.chain.eth.wait_for_transaction_receipt(call.transact({"from": sender}), poll_latency=0.01)
        if receipt["status"] != 1:
            raise RuntimeError(f"{operation or call}: the transaction failed")
        if operation:
            self.gas[operation] = receipt["gasUsed"]
        return receipt

    def transfer(self, to: Any, value: int, operation: str = "") -> None:
        transaction = {"from": self.accounts[0], "to": to, "value": value}
        receipt = self.chain.eth.wait_for_transaction_receipt(self.chain.eth.send_transaction(transaction))
        if operation:
            self.gas[operation] = receipt["gasUsed"]

    def wait(self, seconds: int) -> None:
        self.chain.provider.make_request("evm_increaseTime", [seconds])  # type: ignore[arg-type]
        self.chain.provider.make_request("evm_mine", [])  # type: ignore[arg-type]


class House:
    """One partnership of the bench and its founders."""

    def __init__(self, bench: Bench, founders: Sequence[str], operation: str = "", salt: int = 0) -> None:
        self.bench = bench
        self.founders = list(founders)
        now = bench.chain.eth.get_block("latest")["timestamp"]
        rows = [(account, 100 + i, 1_000 + i, PROPOSER) for i, account in enumerate(self.founders)]
        uri = "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi"
        rules = [(CONSTITUTIONAL, STRICT), (ORDINARY, LAX)]
        config = ("Harbour Joint Venture", TERMS_HASH, uri, now + 30 * DAY, rows, rules, [])
        number = bench.ecosystem.functions.partnership_count().call()
        bench.send(bench.ecosystem.functions.spin_up(config, salt.to_bytes(32)), bench.accounts[0], operation)
        self.partnership = bench.at("Partnership", bench.ecosystem.functions.partnership_at(number).call())
        self.membership = bench.at("Membership", self.partnership.functions.membership().call())
        self.escrow = bench.at("RevenueEscrow", self.partnership.functions.escrow().call())

    def accept(self, account: str, operation: str = "") -> None:
        self.bench.send(self.membership.functions.accept(TERMS_HASH), account, operation)

    def form(self) -> None:
        for founder in self.founders:
            self.accept(founder)
        self.bench.wait(5)

    def propose(self, actions: Sequence[Action], text: str, operation: str = "", by: str | None = None) -> int:
        call = self.partnership.functions.propose(*_columns(actions), text)
        self.bench.send(call, by or self.founders[0], operation)
        return int(self.partnership.functions.hashProposal(*_columns(actions), Web3.keccak(text=text)).call())

    def vote(self, proposal: int, account: str, operation: str = "") -> None:
        self.bench.send(self.partnership.functions.castVote(proposal, FOR), account, operation)

    def execute(self, actions: Sequence[Action], text: str, operation: str = "") -> None:
        self.bench.wait(3_600 + 601)
        call = self.partnership.functions.execute(*_columns(actions), Web3.keccak(text=text))
        self.bench.send(call, self.founders[0], operation)

    def decide(self, actions: Sequence[Action], text: str, execution: str = "") -> None:
        proposal = self.propose(actions, text)
        self.bench.wait(61)
        for founder in self.founders:
            self.vote(proposal, founder)
        self.execute(actions, text, execution)

    def admission(self, account: str) -> Action:
        data = self.membership.encode_abi("admit", [account, 50, 50, PROPOSER, 7 * DAY])
        return (self.membership.address, 0, Web3.to_bytes(hexstr=data))


def _columns(actions: Sequence[Action]) -> tuple[list[str], list[int], list[bytes]]:
    return [a[0] for a in actions], [a[1] for a in actions], [a[2] for a in actions]


def measure(chain: Web3) -> dict[str, int]:
    """The gas of every operation, by its name.

    Needs at least 16 accounts on the node.
    """
    bench = Bench(chain)
    people = bench.accounts
    customer, supplier = people[0], people[9]
    House(bench, people[1:6], "spin up, first of an ecosystem")
    house = House(bench, people[1:6], "spin up with 5 founders", salt=1)
    for i, founder in enumerate(house.founders):
        last = i == len(house.founders) - 1
        house.accept(founder, "accept: the last founder, who brings it into force" if last else "accept: a founder")
    bench.transfer(house.partnership.address, 10**18)
    bench.wait(5)

    for first in (True, False):
        text = DESCRIPTION + (" " if first else ".")
        actions = [(supplier, 10**15, b"")]
        proposal = house.propose(actions, text, "propose, first of a partner" if first else "propose")
        bench.wait(61)
        for i, founder in enumerate(house.founders):
            house.vote(proposal, founder, "ballot, first on the proposal" if i == 0 else "ballot, later one")
        house.execute(actions, text, "execute one ether transfer")

    for i, newcomer in enumerate(people[10:13]):
        house.decide([house.admission(newcomer)], f"Admit {newcomer}", "execute: admit a partner")
        new_page = i == 2
        house.accept(newcomer, "accept: an admitted partner" + (", with a new page of history" if new_page else ""))

    for _ in range(2):
        bench.transfer(house.escrow.address, 10**18, "escrow receives ether")
        bench.send(house.escrow.functions.distribute(ETHER), customer, "distribute ether")
        own, other = house.founders[1], house.founders[2]
        bench.send(house.escrow.functions.claim(ETHER, own), own, "claim ether, for oneself")
        bench.send(house.escrow.functions.claim(ETHER, other), own, "claim ether, for another")
    return bench.gas
