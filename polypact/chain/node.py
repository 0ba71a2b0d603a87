"""Reading a chain through one node of Ape."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eth_utils.address import to_checksum_address

from polypact.capabilities.revert_reasons import explain
from polypact.chain.batch import SIZES, Batch
from polypact.chain.node_errors import RefusedError, node_trouble, revert_reason

#: Chain ids of development chains, the only ones that a network called "local" may be.
DEVELOPMENT_CHAINS = (1337, 31337)


@dataclass(frozen=True)
class Receipt:
    """A transaction that was mined and did not fail."""

    transaction: str
    block: int
    gas_used: int
    contract: str | None
    logs: Sequence[Mapping[str, Any]]


class Node:
    """A connection of Ape, for reading."""

    def __init__(self, provider: Any) -> None:
        self.provider = provider
        self.web3 = provider.web3
        self.network = str(provider.network_choice)
        with node_trouble(self.network):
            #: Of the node at the time of connecting; compared again before anything is signed.
            self.chain_id = int(self.web3.eth.chain_id)
        #: How many reads fit into one request to this node, see `Batch`; 0 for a node that takes no batches.
        self.batch_size = SIZES[0]

    @property
    def is_development(self) -> bool:
        return self.chain_id in DEVELOPMENT_CHAINS

    def call(self, to: str, data: bytes, sender: str | None = None, block: int | None = None, value: int = 0) -> bytes:
        """The answer of a call that changes nothing; `RefusedError` if the contract reverts."""
        request: dict[str, Any] = {"to": to, "data": "0x" + data.hex()}
        if sender:
            request["from"] = sender
        if value:
            request["value"] = value
        with self._explained():
            return bytes(self.web3.eth.call(request, "latest" if block is None else block))

    def call_many(self, calls: Sequence[tuple[str, bytes]], block: int | None = None) -> list[bytes]:
        """The answers of several calls, in one request where the node takes batches."""
        batch = Batch(self)
        answers = [batch.call(to, data, block) for to, data in calls]
        batch.run()
        return [answer() for answer in answers]

    def code(self, address: str) -> bytes:
        with node_trouble(self.network):
            return bytes(self.web3.eth.get_code(to_checksum_address(address)))

    def balance(self, address: str, block: int | None = None) -> int:
        """In wei."""
        with node_trouble(self.network):
            return int(self.web3.eth.get_balance(to_checksum_address(address), "latest" if block is None else block))

    def nonce(self, address: str) -> int:
        with node_trouble(self.network):
            return int(self.web3.eth.get_transaction_count(to_checksum_address(address)))

    @property
    def block(self) -> int:
        with node_trouble(self.network):
            return int(self.web3.eth.block_number)

    def now(self, block: int | None = None) -> int:
        """Unix seconds of the newest block, or of `block`."""
        with node_trouble(self.network):
            return int(self.web3.eth.get_block("latest" if block is None else block)["timestamp"])

    def logs(self, addresses: Sequence[str], topics: Sequence[Any] = (), since: int = 0) -> list[Mapping[str, Any]]:
        """Raw logs from block `since` to the newest, in order; asks for less at a time where the node wants that."""
        with node_trouble(self.network):
            return self._logs(list(addresses), list(topics), since, self.block)

    def _logs(self, addresses: list[str], topics: list[Any], first: int, last: int) -> list[Mapping[str, Any]]:
        from web3.exceptions import Web3RPCError

        query = {"address": addresses, "topics": topics, "fromBlock": first, "toBlock": last}
        try:
            return list(self.web3.eth.get_logs(query))
        except Web3RPCError:
            if first >= last:
                raise
            middle = (first + last) // 2
            return self._logs(addresses, topics, first, middle) + self._logs(addresses, topics, middle + 1, last)

    def mined(self, transaction: str) -> Receipt | None:
        """The receipt of a transaction; `None` while it is unknown or pending."""
        from web3.exceptions import TransactionNotFound

        with node_trouble(self.network):
            try:
                return read_receipt(self.web3.eth.get_transaction_receipt(transaction))
            except TransactionNotFound:
                return None

    def is_known(self, transaction: str) -> bool:
        """Whether the node has the transaction, mined or pending."""
        from web3.exceptions import TransactionNotFound

        with node_trouble(self.network):
            try:
                self.web3.eth.get_transaction(transaction)
            except TransactionNotFound:
                return False
            return True

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        with node_trouble(self.network):
            try:
                yield
            except Exception as error:
                reason = revert_reason(error)
                if reason is None:
                    raise
                raise RefusedError(explain(reason), reason) from None


def read_receipt(raw: Any) -> Receipt:
    """A receipt as web3 gives it."""
    return Receipt(
        transaction="0x" + bytes(raw["transactionHash"]).hex(),
        block=int(raw["blockNumber"]),
        gas_used=int(raw["gasUsed"]),
        contract=str(raw["contractAddress"]) if raw.get("contractAddress") else None,
        logs=list(raw["logs"]),
    )
