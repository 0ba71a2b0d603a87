"""A real Safe (safe-contracts 1.4.1) as a partner's wallet: two owners, both of whom must confirm.

`SafeWallet` is what a page gets from a Safe's own site or an app of it: it takes a transaction, has the first owner
confirm it, and answers with the hash that the Safe knows it by. The second owner confirms it later (`confirm`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eth_account.messages import encode_typed_data
from eth_utils import keccak, to_checksum_address
from playwright.sync_api import BrowserContext

from tests.integration.conftest import ROOT, Node
from tests.web.stage import Person
from tests.web.wallet import RpcError, Wallet

_ARTIFACTS = ROOT / "node_modules" / "@safe-global" / "safe-contracts" / "build" / "artifacts" / "contracts"
_NOBODY = "0x" + "00" * 20
_PARENT = (Path(__file__).parent / "safe_parent.html").read_text(encoding="utf-8")

_SAFE_TX = [
    {"name": "to", "type": "address"},
    {"name": "value", "type": "uint256"},
    {"name": "data", "type": "bytes"},
    {"name": "operation", "type": "uint8"},
    {"name": "safeTxGas", "type": "uint256"},
    {"name": "baseGas", "type": "uint256"},
    {"name": "gasPrice", "type": "uint256"},
    {"name": "gasToken", "type": "address"},
    {"name": "refundReceiver", "type": "address"},
    {"name": "nonce", "type": "uint256"},
]
_DOMAIN = [{"name": "chainId", "type": "uint256"}, {"name": "verifyingContract", "type": "address"}]


def _artifact(path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_ARTIFACTS / path).read_text(encoding="utf-8"))
    return found


@dataclass
class SafeHouse:
    """The contracts that all Safes of a chain share."""

    node: Node
    singleton: str
    factory: str
    handler: str
    multi_send: str

    @classmethod
    def deploy(cls, node: Node, by: Person) -> SafeHouse:
        def made(path: str) -> str:
            artifact = _artifact(path)
            contract = node.web3.eth.contract(abi=artifact["abi"], bytecode=artifact["bytecode"])
            return str(node.send(contract.constructor(), by.local)["contractAddress"])

        return cls(
            node,
            made("SafeL2.sol/SafeL2.json"),
            made("proxies/SafeProxyFactory.sol/SafeProxyFactory.json"),
            made("handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json"),
            made("libraries/MultiSendCallOnly.sol/MultiSendCallOnly.json"),
        )

    def found(self, owners: list[Person], by: Person, threshold: int | None = None, salt: int = 0) -> Any:
        """A new Safe of these owners, as a contract of web3."""
        web3 = self.node.web3
        abi = _artifact("SafeL2.sol/SafeL2.json")["abi"]
        addresses = [owner.address for owner in owners]
        needed = threshold or len(owners)
        setup = web3.eth.contract(self.singleton, abi=abi).encode_abi(
            "setup", [addresses, needed, _NOBODY, b"", self.handler, _NOBODY, 0, _NOBODY]
        )
        factory = web3.eth.contract(
            self.factory, abi=_artifact("proxies/SafeProxyFactory.sol/SafeProxyFactory.json")["abi"]
        )
        call = factory.functions.createProxyWithNonce(self.singleton, bytes.fromhex(setup[2:]), salt)
        address = call.call()
        self.node.send(call, by.local)
        return web3.eth.contract(address, abi=abi)


@dataclass
class SafeTransaction:
    """What waits for the owners."""

    hash: str
    message: dict[str, Any]
    confirmed: dict[str, bytes] = field(default_factory=dict)
    """Owner => its signature."""
    executed_in: str | None = None


@dataclass
class SafeMessage:
    """A message that the owners sign off chain."""

    hash: str
    data: dict[str, Any]
    confirmed: dict[str, bytes] = field(default_factory=dict)


@dataclass
class SafeWallet(Wallet):
    """The Safe as a wallet; the person that it acts for is an owner, the account that it shows is the Safe."""

    safe: Any = None
    house: SafeHouse | None = None
    name: str = "Safe"
    rdns: str = "global.safe.test"

    def __post_init__(self) -> None:
        super().__post_init__()
        self.connected = False
        self.transactions: dict[str, SafeTransaction] = {}
        self.messages: dict[str, SafeMessage] = {}

    @property
    def address(self) -> str:
        return str(self.safe.address)

    @property
    def owners(self) -> list[str]:
        return list(self.safe.functions.getOwners().call())

    @property
    def threshold(self) -> int:
        return int(self.safe.functions.getThreshold().call())

    # --- transactions ---

    def _do(self, method: str, parameters: list[Any]) -> Any:
        if method in ("eth_getTransactionReceipt", "eth_getTransactionByHash") and parameters[0] in self.transactions:
            done = self.transactions[parameters[0]].executed_in
            return self.pass_on(method, [done]) if done else None
        return super()._do(method, parameters)

    def _send(self, request: dict[str, Any], broadcast: bool = True) -> str:
        if to_checksum_address(request["from"]) != self.address:
            raise RpcError(4100, f"{request['from']} is not this Safe.")
        if self.chain != self.home:
            self.astray.append(request)
            raise RpcError(4901, f"This Safe is not on chain {self.chain}.")
        value = int(request.get("value") or "0x0", 16)
        return self.put(request["to"], value, bytes.fromhex((request.get("data") or "0x")[2:]))

    def put(self, to: str, value: int, data: bytes, operation: int = 0) -> str:
        """Makes a transaction of the Safe that the first owner has confirmed."""
        fields = {
            "to": to_checksum_address(to),
            "value": value,
            "data": "0x" + data.hex(),
            "operation": operation,
            "safeTxGas": 0,
            "baseGas": 0,
            "gasPrice": 0,
            "gasToken": _NOBODY,
            "refundReceiver": _NOBODY,
            "nonce": self._next_nonce(),
        }
        number = "0x" + bytes(self.safe.functions.getTransactionHash(*fields.values()).call()).hex()
        message = self._typed("SafeTx", _SAFE_TX, fields)
        self.transactions[number] = SafeTransaction(number, message)
        self.confirm(number, self.people[0], execute=False)
        if self.threshold == 1:
            self.execute(number)
        return number

    def put_many(self, calls: list[dict[str, Any]]) -> str:
        """Several calls as one transaction, all or nothing."""
        if len(calls) == 1:
            call = calls[0]
            return self.put(call["to"], _number(call.get("value")), bytes.fromhex((call.get("data") or "0x")[2:]))
        packed = b""
        for call in calls:
            data = bytes.fromhex((call.get("data") or "0x")[2:])
            packed += b"\x00" + bytes.fromhex(call["to"][2:])
            packed += _number(call.get("value")).to_bytes(32, "big") + len(data).to_bytes(32, "big") + data
        assert self.house is not None
        abi = _artifact("libraries/MultiSendCallOnly.sol/MultiSendCallOnly.json")["abi"]
        multi = self.node.web3.eth.contract(self.house.multi_send, abi=abi)
        return self.put(multi.address, 0, bytes.fromhex(multi.encode_abi("multiSend", [packed])[2:]), operation=1)

    def _next_nonce(self) -> int:
        waiting = sum(1 for each in self.transactions.values() if each.executed_in is None)
        return int(self.safe.functions.nonce().call()) + waiting

    def _typed(self, name: str, types: list[dict[str, str]], message: dict[str, Any]) -> dict[str, Any]:
        return {
            "types": {"EIP712Domain": _DOMAIN, name: types},
            "primaryType": name,
            "domain": {"chainId": self.home, "verifyingContract": self.address},
            "message": message,
        }

    def confirm(self, number: str, owner: Person, execute: bool = True) -> None:
        """An owner says yes; with the last that is needed, it is carried out."""
        transaction = self.transactions[number]
        transaction.confirmed[owner.address] = self.signed(owner, transaction.message)
        if execute and len(transaction.confirmed) >= self.threshold:
            self.execute(number)

    def execute(self, number: str) -> str:
        transaction = self.transactions[number]
        fields = transaction.message["message"]
        call = self.safe.functions.execTransaction(
            fields["to"],
            fields["value"],
            bytes.fromhex(fields["data"][2:]),
            fields["operation"],
            *(fields[key] for key in ("safeTxGas", "baseGas", "gasPrice", "gasToken", "refundReceiver")),
            joined(transaction.confirmed),
        )
        receipt = self.node.send(call, self.people[0].local)
        transaction.executed_in = "0x" + bytes(receipt["transactionHash"]).hex()
        return transaction.executed_in

    # --- messages ---

    def put_message(self, data: dict[str, Any]) -> str:
        """Makes a message of the Safe that the first owner has signed."""
        digest = _digest(data)
        wrapped = self._typed("SafeMessage", [{"name": "message", "type": "bytes"}], {"message": "0x" + digest.hex()})
        number = "0x" + _digest(wrapped).hex()
        self.messages[number] = SafeMessage(number, wrapped)
        self.confirm_message(number, self.people[0])
        return number

    def confirm_message(self, number: str, owner: Person) -> None:
        message = self.messages[number]
        message.confirmed[owner.address] = self.signed(owner, message.data)

    def signature_of(self, number: str) -> str:
        """What the Safe answers for by ERC-1271; nothing while owners are missing."""
        message = self.messages[number]
        return "0x" + joined(message.confirmed).hex() if len(message.confirmed) >= self.threshold else ""

    def _sign_typed(self, address: str, message: Any) -> str:
        if to_checksum_address(address) != self.address:
            raise RpcError(4100, f"{address} is not this Safe.")
        number = self.put_message(json.loads(message) if isinstance(message, str) else message)
        for owner in self.people[1:]:
            self.confirm_message(number, owner)
        return self.signature_of(number)

    # --- EIP-5792 ---

    def _batch_methods(self, parameters: list[Any]) -> dict[str, Any]:
        return {
            "wallet_getCapabilities": lambda: {hex(self.home): {"atomic": {"status": "supported"}}},
            "wallet_sendCalls": lambda: {"id": self.put_many(parameters[0]["calls"])},
            "wallet_getCallsStatus": lambda: self._calls_status(parameters[0]),
        }

    def _calls_status(self, number: str) -> dict[str, Any]:
        if number not in self.transactions:
            raise RpcError(5730, f"Unknown bundle {number}.")
        done = self.transactions[number].executed_in
        status = {"version": "2.0.0", "id": number, "chainId": hex(self.home), "atomic": True}
        if done is None:
            return {**status, "status": 100}
        receipt = self.pass_on("eth_getTransactionReceipt", [done])
        kept = ("logs", "status", "blockHash", "blockNumber", "gasUsed", "transactionHash")
        return {
            **status,
            "status": 200 if receipt["status"] == "0x1" else 500,
            "receipts": [{key: receipt[key] for key in kept}],
        }


class SafeApps:
    """A Safe's own site, as far as an app in its frame sees it: it embeds the page and answers its messages."""

    def __init__(self, wallet: SafeWallet, context: BrowserContext) -> None:
        self.wallet = wallet
        self.log: list[tuple[str, Any]] = []
        context.expose_binding("__polypactSafe", self._asked)

    @staticmethod
    def page(app: str) -> str:
        """The site's page with `app` in its frame."""
        return _PARENT.replace("APP", json.dumps(app), 1)

    def _asked(self, source: Any, method: str, parameters: str) -> str:
        given = json.loads(parameters)
        self.log.append((method, given))
        try:
            return json.dumps({"success": True, "data": self._answer(method, given)})
        except RpcError as error:
            return json.dumps({"success": False, "error": error.message})

    def _answer(self, method: str, given: Any) -> Any:
        wallet = self.wallet
        if method == "getSafeInfo":
            return {
                "safeAddress": wallet.address,
                "chainId": wallet.home,
                "threshold": wallet.threshold,
                "owners": wallet.owners,
                "isReadOnly": False,
            }
        if method == "getChainInfo":
            return {
                "chainName": "Devnet",
                "chainId": str(wallet.home),
                "shortName": "dev",
                "nativeCurrency": {"name": "Ether", "symbol": "ETH", "decimals": 18, "logoUri": ""},
                "blockExplorerUriTemplate": {"address": "", "txHash": "", "api": ""},
            }
        if method == "getEnvironmentInfo":
            return {"origin": "https://safe.test"}
        if method == "rpcCall":
            return wallet.pass_on(given["call"], given["params"])
        if method == "sendTransactions":
            self._ask_person()
            return {"safeTxHash": wallet.put_many(given["txs"])}
        if method == "signTypedMessage":
            self._ask_person()
            return {"messageHash": wallet.put_message(given["typedData"])}
        if method == "getOffChainSignature":
            return wallet.signature_of(given)
        if method == "getTxBySafeTxHash":
            return self._details(given["safeTxHash"])
        if method == "safe_setSettings":
            return {"offChainSigning": bool(given[0].get("offChainSigning"))}
        raise RpcError(4200, f"Unknown method {method}")

    def _ask_person(self) -> None:
        if self.wallet._script and self.wallet._script.popleft() == "reject":
            raise RpcError(4001, "Transaction was rejected")

    def _details(self, number: str) -> dict[str, Any]:
        if number not in self.wallet.transactions:
            raise RpcError(404, "Transaction not found")
        transaction = self.wallet.transactions[number]
        done = transaction.executed_in
        missing = self.wallet.threshold - len(transaction.confirmed)
        if done:
            receipt = self.wallet.pass_on("eth_getTransactionReceipt", [done])
            status = "SUCCESS" if receipt["status"] == "0x1" else "FAILED"
        else:
            status = "AWAITING_CONFIRMATIONS" if missing > 0 else "AWAITING_EXECUTION"
        return {
            "safeAddress": self.wallet.address,
            "txId": f"multisig_{self.wallet.address}_{number}",
            "txStatus": status,
            "txHash": done,
            "detailedExecutionInfo": {
                "type": "MULTISIG",
                "nonce": transaction.message["message"]["nonce"],
                "safeTxHash": number,
                "signers": [{"value": owner} for owner in self.wallet.owners],
                "confirmationsRequired": self.wallet.threshold,
                "confirmations": [
                    {"signer": {"value": owner}, "signature": "0x" + signature.hex()}
                    for owner, signature in transaction.confirmed.items()
                ],
            },
        }


def joined(signatures: dict[str, bytes]) -> bytes:
    """The owners' signatures as a Safe wants them: in the order of the owners' addresses."""
    return b"".join(signature for _, signature in sorted(signatures.items(), key=lambda each: int(each[0], 16)))


def _digest(data: dict[str, Any]) -> bytes:
    encoded = encode_typed_data(full_message=data)
    return bytes(keccak(b"\x19" + encoded.version + encoded.header + encoded.body))


def _number(given: Any) -> int:
    """A value as apps give it: hex, or decimal digits as a string."""
    if given in (None, ""):
        return 0
    return int(given, 0) if isinstance(given, str) else int(given)
