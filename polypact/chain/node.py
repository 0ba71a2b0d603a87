"""Reading a chain through one node of Ape."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from json import JSONDecodeError
from typing import Any

from eth_utils.address import to_checksum_address

from polypact.capabilities.revert_reasons import explain
from polypact.chain.batch import SIZES, Batch
from polypact.chain.log_ranges import read_ranges
from polypact.chain.node_errors import NodeError, RefusedError, node_trouble, revert_reason
from polypact.text.errors import PolypactError

#: Chain ids of development chains, the only ones that a network called "local" may be.
DEVELOPMENT_CHAINS = (1337, 31337)


# PUSH0, MCOPY, TSTORE and TLOAD, and 1 as their answer; and the same answer without them.
_CANCUN = "0x5f5f5f5e60015f5d5f5c5f5260205ff3"
_ALWAYS = "0x600160005260206000f3"


@dataclass(frozen=True)
class Receipt:
    """A transaction that was mined and did not fail."""

    transaction: str
    block: int
    gas_used: int
    contract: str | None
    logs: Sequence[Mapping[str, Any]]
    is_earlier: bool = False
    """It was sent by an earlier run of the same command, and by this one nothing."""


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
            # A contract may ask whoever calls it to fetch something from an address of its choice (ERC-3668): no.
            return bytes(self.web3.eth.call(request, "latest" if block is None else block, ccip_read_enabled=False))

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

    def nonce(self, address: str, block: int | None = None, *, pending: bool = False) -> int:
        """How many transactions of an account were mined, up to `block` or by now; with the `pending` ones, too."""
        at = "pending" if pending else "latest" if block is None else block
        with node_trouble(self.network):
            return int(self.web3.eth.get_transaction_count(to_checksum_address(address), at))

    @property
    def block(self) -> int:
        with node_trouble(self.network):
            return int(self.web3.eth.block_number)

    def now(self, block: int | None = None) -> int:
        """Unix seconds of the newest block, or of `block`."""
        with node_trouble(self.network):
            return int(self.web3.eth.get_block("latest" if block is None else block)["timestamp"])

    def logs(self, addresses: Sequence[str], topics: Sequence[Any] = (), since: int = 0) -> list[Mapping[str, Any]]:
        """Raw logs from block `since` to the newest, in order; asks for less at a time where the node wants that.

        Without `addresses` those of all contracts.
        """
        from web3.exceptions import BadResponseFormat, Web3Exception

        query = {**({"address": list(addresses)} if addresses else {}), "topics": list(topics)}

        def ask(first: int, last: int) -> Sequence[Mapping[str, Any]]:
            try:
                return list(self.web3.eth.get_logs({**query, "fromBlock": first, "toBlock": last}))
            except (JSONDecodeError, Web3Exception):
                raise
            except (TypeError, KeyError, ValueError):
                raise BadResponseFormat("what it answers is no list of logs") from None

        with node_trouble(self.network):
            return [log for found, _ in read_ranges(self.web3, ask, since, self.block) for log in found]

    def check_instructions(self) -> None:
        """Raises if the chain lacks instructions that the contracts are made of, which would fail when they are used.

        A node that does not run such a trial says nothing either way.
        """
        if not self._answers_one(_CANCUN) and self._answers_one(_ALWAYS):
            raise PolypactError(
                f"the chain of {self.network} (chain {self.chain_id}) is older than Cancun: it lacks instructions that "
                "the contracts need (MCOPY, TSTORE); nothing was sent. Choose a chain that has them"
                + (", like anvil with --hardfork cancun" if self.is_development else "")
            )

    def _answers_one(self, code: str) -> bool:
        # Code that is run as the code of a contract to be made, by a call that makes none.
        with contextlib.suppress(Exception):  # whatever is wrong with the node is told by the next that asks
            return bytes(self.web3.eth.call({"data": code}, "latest")) == (1).to_bytes(32, "big")
        return False

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
        return self.sent(transaction) is not None

    def sent(self, transaction: str) -> Any:
        """A transaction as web3 gives it, mined or pending; `None` if the node does not have it."""
        from web3.exceptions import TransactionNotFound

        with node_trouble(self.network):
            try:
                return self.web3.eth.get_transaction(transaction)
            except TransactionNotFound:
                return None

    def newest_block(self) -> Any:
        """The newest block as web3 gives it."""
        with node_trouble(self.network):
            return self.web3.eth.get_block("latest")

    def block_hash(self, block: int) -> str:
        with node_trouble(self.network):
            return "0x" + bytes(self.web3.eth.get_block(block)["hash"]).hex()

    def transaction_of(self, sender: str, nonce: int, since: int) -> Any:
        """The mined transaction of an account with that number, as web3 gives it; `None` if the node cannot tell.

        Args:
            since: A block in which it was not mined yet.
        """
        # A node may have forgotten what accounts were like in older blocks.
        with contextlib.suppress(NodeError):
            last = self.block
            while since + 1 < last:
                middle = (since + last) // 2
                if self.nonce(sender, middle) > nonce:
                    last = middle
                else:
                    since = middle
            with node_trouble(self.network):
                block = self.web3.eth.get_block(last, full_transactions=True)
            own = (each for each in block["transactions"] if str(each["from"]).lower() == sender.lower())
            return next((each for each in own if int(each["nonce"]) == nonce), None)
        return None

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        with node_trouble(self.network):
            try:
                yield
            except Exception as error:
                reason = revert_reason(error)
                if reason is None:
                    raise
                raise RefusedError(explain(reason) or "the contract refuses it and does not say why", reason) from None


def read_receipt(raw: Any) -> Receipt:
    """A receipt as web3 gives it."""
    return Receipt(
        transaction="0x" + bytes(raw["transactionHash"]).hex(),
        block=int(raw["blockNumber"]),
        gas_used=int(raw["gasUsed"]),
        contract=str(raw["contractAddress"]) if raw.get("contractAddress") else None,
        logs=list(raw["logs"]),
    )
