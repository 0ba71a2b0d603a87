"""A chain to measure on: sends calls, and says what they cost by their receipts."""

from __future__ import annotations

from typing import Any

from eth_typing import ChecksumAddress, HexStr
from web3 import Web3
from web3.contract import Contract
from web3.types import RPCEndpoint, TxParams, TxReceipt, Wei

#: Per transaction. It changes nothing of what is used, and saves asking the node for an estimate.
GAS_LIMIT = 29_000_000


class Chain:
    """A node whose blocks are exactly one second apart, each with one transaction; time moves on by `wait` only."""

    def __init__(self, web3: Web3) -> None:
        self.web3 = web3
        self.accounts: list[ChecksumAddress] = list(web3.eth.accounts)
        self.last_transaction = ""
        self.request("anvil_setBlockTimestampInterval", [1])

    def request(self, method: str, parameters: list[Any]) -> Any:
        """The result of a JSON-RPC request.

        Raises:
            RuntimeError: if the node answers with an error.
        """
        answer = self.web3.provider.make_request(RPCEndpoint(method), parameters)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    @property
    def now(self) -> int:
        """The newest block's unix seconds."""
        return int(self.web3.eth.get_block("latest")["timestamp"])

    def wait(self, seconds: int) -> None:
        """Mines a block that many seconds after the newest one."""
        self.request("evm_setNextBlockTimestamp", [self.now + seconds])
        self.request("evm_mine", [])

    def mine(self, blocks: int) -> None:
        self.request("anvil_mine", [hex(blocks)])

    def receipt(self, call: Any, sender: str, value: int = 0) -> TxReceipt:
        """Sends a bound function call or a constructor.

        Args:
            value: in wei.

        Raises:
            RuntimeError: if the transaction fails; the contract's reason is in the message.
        """
        terms: TxParams = {"from": Web3.to_checksum_address(sender), "value": Wei(value), "gas": GAS_LIMIT}
        return self._mined(call.build_transaction({**terms, "gasPrice": self.web3.to_wei(3, "gwei")}), str(call))

    def send(self, call: Any, sender: str, value: int = 0) -> int:
        """The same, and returns the gas used."""
        return int(self.receipt(call, sender, value)["gasUsed"])

    def transfer(self, sender: str, to: str, value: int) -> int:
        """Sends ether (wei) and returns the gas used."""
        terms: TxParams = {
            "from": Web3.to_checksum_address(sender),
            "to": Web3.to_checksum_address(to),
            "value": Wei(value),
            "gas": GAS_LIMIT,
        }
        return int(self._mined(terms, f"transfer to {to}")["gasUsed"])

    def deploy(self, abi: list[dict[str, Any]], bytecode: str, *arguments: Any, sender: str = "") -> Contract:
        factory = self.web3.eth.contract(abi=abi, bytecode=HexStr(bytecode))
        receipt = self.receipt(factory.constructor(*arguments), sender or self.accounts[0])
        return self.at(abi, receipt["contractAddress"])

    def at(self, abi: list[dict[str, Any]], address: Any) -> Contract:
        contract: Contract = self.web3.eth.contract(address, abi=abi)
        return contract

    def _mined(self, transaction: TxParams, name: str) -> TxReceipt:
        sent = self.web3.eth.send_transaction(transaction)
        receipt = self.web3.eth.wait_for_transaction_receipt(sent, poll_latency=0.002)
        if receipt["status"] != 1:
            raise RuntimeError(f"{name}: the transaction failed ({self._reason(transaction)})")
        self.last_transaction = sent.to_0x_hex()
        return receipt

    def _reason(self, transaction: TxParams) -> str:
        try:
            self.web3.eth.call(transaction)
        except Exception as error:  # whatever the node has to say about it
            return str(error)
        return "no reason given"
