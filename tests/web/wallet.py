"""A wallet for tests: keys stay on this side, the page gets a provider (EIP-1193, EIP-6963, EIP-5792).

What it does with the next request that a person would confirm is scripted: `approve` (if nothing else is said),
`reject`, `hold`, `drop`. Every request that reached it is in `log`.
"""

from __future__ import annotations

import json
import uuid
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_utils import keccak, to_checksum_address
from playwright.sync_api import BrowserContext, Error, Page

from tests.integration.conftest import Node
from tests.web.stage import Person

Choice = Literal["approve", "reject", "hold", "drop"]

#: Shown to a person by every wallet, who may say no.
CONFIRMED = {
    "eth_requestAccounts",
    "wallet_requestPermissions",
    "eth_sendTransaction",
    "eth_signTypedData_v4",
    "wallet_switchEthereumChain",
    "wallet_addEthereumChain",
    "wallet_sendCalls",
}
_ICON = (
    "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5NiIgaGVpZ2h0PSI5NiI+PGNp"
    "cmNsZSBjeD0iNDgiIGN5PSI0OCIgcj0iNDAiIGZpbGw9IiMyNzM5YTgiLz48L3N2Zz4="
)
_SCRIPT = (Path(__file__).parent / "wallet.js").read_text(encoding="utf-8")


class RpcError(Exception):
    """What a provider rejects a request with (EIP-1193, EIP-1474)."""

    def __init__(self, code: int, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.code, self.message, self.data = code, message, data


REJECTED = RpcError(4001, "User rejected the request.")


@dataclass
class Sent:
    """One transaction that the wallet gave to its node, or pretended to."""

    hash: str
    nonce: int
    request: dict[str, Any]
    sender: Person
    fee: int


@dataclass
class Wallet:
    """One wallet with some accounts; the first is the one that it shows."""

    node: Node
    people: list[Person]
    name: str = "Test Wallet"
    rdns: str = "org.polypact.test"
    is_legacy: bool = False
    """Whether it is `window.ethereum`, too."""
    takes_batches: bool = False
    """Whether it has EIP-5792; what comes of a batch are transactions one after another."""
    is_without_events: bool = False
    gas: int = 0
    """What it gives transactions that bring none along; estimated if 0, and not sent if that fails."""
    chain: int = 0
    """The chain it is on; the node's if nothing else is said."""
    chains: set[int] = field(default_factory=lambda: {1})
    """Those it knows, besides the node's: it switches to others only after they were added."""
    connected: bool = False
    log: list[tuple[str, Any]] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    astray: list[dict[str, Any]] = field(default_factory=list)
    """What it was asked to send while on another chain than the node's: signed for that chain, and lost."""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    def __post_init__(self) -> None:
        self.home = int(self.node.web3.eth.chain_id)
        self.chain = self.chain or self.home
        self.chains = {*self.chains, self.home}
        self._script: deque[Choice] = deque()
        self._default: Choice = "approve"
        self._pause = 0
        self._held: dict[int, tuple[str, list[Any]]] = {}
        self._tickets = 0
        self._batches: dict[str, list[str]] = {}
        self._pages: Callable[[], Sequence[Page]] = lambda: ()

    # --- what a test says ---

    def will(self, *choices: Choice) -> None:
        """What it does with the next requests that a person confirms."""
        self._script.extend(choices)

    def always(self, choice: Choice) -> None:
        self._default = choice

    def hesitates(self, milliseconds: int) -> None:
        """Every answer to what a person confirms takes so long."""
        self._pause = milliseconds

    @property
    def address(self) -> str:
        return self.people[0].address

    def asked(self, method: str) -> list[Any]:
        """The parameters of every request of a method that reached it."""
        return [parameters for called, parameters in self.log if called == method]

    @property
    def held(self) -> list[str]:
        """The methods that wait for the person's answer."""
        return [method for method, _ in self._held.values()]

    def confirm_held(self) -> None:
        """The person says yes to what is held longest."""
        self._answer_held(lambda method, parameters: self._answer(lambda: self._do(method, parameters)))

    def reject_held(self) -> None:
        self._answer_held(lambda method, parameters: self._answer(_refuse))

    def _answer_held(self, answer: Callable[[str, list[Any]], dict[str, Any]]) -> None:
        for _ in range(100):
            if self._held:
                break
            self._pages()[0].wait_for_timeout(50)
        ticket = next(iter(self._held))
        self._tell("settle", ticket, answer(*self._held.pop(ticket)))

    def switch_account(self, person: Person | None) -> None:
        """The person chooses another account in the wallet; None: locks it."""
        if person is None:
            self.connected = False
            self._tell("emit", "accountsChanged", [])
            return
        self.people = [person, *(each for each in self.people if each is not person)]
        self._tell("emit", "accountsChanged", [person.address] if self.connected else [])

    def switch_chain(self, chain: int) -> None:
        """The person chooses another chain in the wallet."""
        self.chain = chain
        self._tell("emit", "chainChanged", hex(chain))

    def disconnect(self) -> None:
        """It loses its node, and says so."""
        self._tell("emit", "disconnect", {"code": 4900, "message": "The wallet lost its node."})

    def speed_up(self, sent: Sent) -> str:
        """Sends what waits to be mined again, with a higher fee; gives the new hash."""
        return self._replace(sent, sent.request)

    def call_off(self, sent: Sent) -> str:
        """Replaces what waits to be mined by nothing, as wallets do for "cancel"."""
        return self._replace(sent, {"to": sent.sender.address, "value": "0x0", "data": "0x"})

    def _replace(self, sent: Sent, request: dict[str, Any]) -> str:
        made = self._sign(sent.sender, request, nonce=sent.nonce, fee=2 * sent.fee)
        self._broadcast(made)
        return made[0].hash

    # --- its place in the browser ---

    def join(self, context: BrowserContext, bindings: dict[str, Wallet]) -> None:
        """Announces itself in every document of a context from now on."""
        bindings[self.id] = self
        info = {"uuid": self.id, "name": self.name, "icon": _ICON, "rdns": self.rdns}
        settings = {
            "id": self.id,
            "info": info,
            "isLegacy": self.is_legacy,
            "isWithoutEvents": self.is_without_events,
        }
        context.add_init_script(_SCRIPT.replace("SETTINGS", json.dumps(settings), 1))
        self._pages = lambda: context.pages

    def _tell(self, function: str, *arguments: Any) -> None:
        for page in self._pages():
            for frame in page.frames:
                try:
                    frame.evaluate(
                        "([id, name, given]) => window.__polypactWallets?.[id]?.[name](...given)",
                        [self.id, function, list(arguments)],
                    )
                except Error as error:  # a frame that is just going away hears nothing
                    if "detached" not in str(error) and "navigation" not in str(error):
                        raise

    # --- answering ---

    def answer(self, method: str, parameters: list[Any]) -> dict[str, Any]:
        """What the page's side gets: a result, an error, or a ticket."""
        self.log.append((method, parameters))
        if method not in CONFIRMED or (method == "eth_requestAccounts" and self.connected):
            return self._answer(lambda: self._do(method, parameters))
        choice = self._script.popleft() if self._script else self._default
        if choice == "hold":
            self._tickets += 1
            self._held[self._tickets] = (method, parameters)
            return {"ticket": self._tickets}
        if choice == "reject":
            answer = self._answer(_refuse)
        elif choice == "drop":
            assert method == "eth_sendTransaction"
            answer = self._answer(lambda: self._send(parameters[0], broadcast=False))
        else:
            answer = self._answer(lambda: self._do(method, parameters))
        return {**answer, "pause": self._pause} if self._pause else answer

    def _answer(self, act: Callable[[], Any]) -> dict[str, Any]:
        self._events: list[tuple[str, Any]] = []
        try:
            return {"result": act(), "events": self._events}
        except RpcError as error:
            data = {} if error.data is None else {"data": error.data}
            return {"error": {"code": error.code, "message": error.message, **data}}

    def _do(self, method: str, parameters: list[Any]) -> Any:
        own = {
            "eth_accounts": lambda: self._accounts(),
            "eth_requestAccounts": lambda: self._connect(),
            "eth_chainId": lambda: hex(self.chain),
            "net_version": lambda: str(self.chain),
            "eth_sendTransaction": lambda: self._send(parameters[0]),
            "eth_signTypedData_v4": lambda: self._sign_typed(*parameters),
            "wallet_switchEthereumChain": lambda: self._switch(int(parameters[0]["chainId"], 16)),
            "wallet_addEthereumChain": lambda: self._add(parameters[0]),
            "wallet_requestPermissions": lambda: self._permit(),
            "wallet_getPermissions": lambda: [{"parentCapability": "eth_accounts"}] if self.connected else [],
            "wallet_revokePermissions": lambda: self._revoke(),
            **(self._batch_methods(parameters) if self.takes_batches else {}),
        }
        if method in own:
            return own[method]()
        if method.startswith(("wallet_", "personal_")) or method in ("eth_sign", "eth_signTransaction"):
            raise RpcError(4200, f"The wallet does not support {method}.")
        return self.pass_on(method, parameters)

    def pass_on(self, method: str, parameters: list[Any]) -> Any:
        """What it asks its node."""
        answer = self.node.web3.provider.make_request(method, parameters)  # type: ignore[arg-type]
        if "error" in answer:
            error: Any = answer["error"]
            raise RpcError(int(error["code"]), str(error["message"]), error.get("data"))
        return answer["result"]

    def _accounts(self) -> list[str]:
        return [self.address] if self.connected else []

    def _connect(self) -> list[str]:
        self.connected = True
        self._events.append(("accountsChanged", self._accounts()))
        return self._accounts()

    def _permit(self) -> list[dict[str, Any]]:
        self._connect()
        return [{"parentCapability": "eth_accounts"}]

    def _revoke(self) -> None:
        self.connected = False
        self._events.append(("accountsChanged", []))

    def _switch(self, chain: int) -> None:
        if chain not in self.chains:
            raise RpcError(4902, f"Unrecognized chain ID {hex(chain)}.")
        self.chain = chain
        self._events.append(("chainChanged", hex(chain)))

    def _add(self, description: dict[str, Any]) -> None:
        for key in ("chainId", "chainName", "rpcUrls", "nativeCurrency"):
            if not description.get(key):
                raise RpcError(-32602, f"wallet_addEthereumChain without {key}")
        self.chains.add(int(description["chainId"], 16))

    def _person(self, address: str) -> Person:
        wanted = to_checksum_address(address)
        if not self.connected or wanted != self.address:
            raise RpcError(4100, f"{wanted} is not the account that this wallet has open.")
        return self.people[0]

    def _send(self, request: dict[str, Any], broadcast: bool = True) -> str:
        person = self._person(request["from"])
        wanted = request.get("chainId")
        if wanted is not None and int(str(wanted), 0) != self.chain:
            raise RpcError(-32602, f"The request is for chain {wanted}, the wallet is on {hex(self.chain)}.")
        if self.chain != self.home:
            self.astray.append(request)
            return "0x" + keccak(json.dumps(request).encode()).hex()
        made = self._sign(person, request)
        if broadcast:
            self._broadcast(made)
        return made[0].hash

    def _sign(
        self, person: Person, request: dict[str, Any], nonce: int | None = None, fee: int = 10 * 10**9
    ) -> tuple[Sent, bytes]:
        web3 = self.node.web3
        nonce = web3.eth.get_transaction_count(person.address, "pending") if nonce is None else nonce
        call = {"from": person.address, "to": request.get("to"), "data": request.get("data") or request.get("input")}
        call = {**{key: value for key, value in call.items() if value}, "value": request.get("value") or "0x0"}
        given = request.get("gas") or (self.gas and hex(self.gas))
        gas = int(given, 16) if given else int(self.pass_on("eth_estimateGas", [call]), 16)
        fee = max(fee, int(web3.eth.get_block("latest").get("baseFeePerGas", 0)) * 2)
        fields: dict[str, Any] = {
            "type": 2,
            "chainId": self.home,
            "nonce": nonce,
            "gas": gas,
            "maxFeePerGas": fee,
            "maxPriorityFeePerGas": fee // 10,
            "value": int(call["value"], 16),
            "data": call.get("data", "0x"),
            **({"to": to_checksum_address(call["to"])} if call.get("to") else {}),
        }
        signed = person.local.sign_transaction(fields)
        return Sent("0x" + bytes(signed.hash).hex(), nonce, request, person, fee), bytes(signed.raw_transaction)

    def _broadcast(self, made: tuple[Sent, bytes]) -> None:
        sent, raw = made
        self.pass_on("eth_sendRawTransaction", ["0x" + raw.hex()])
        self.sent.append(sent)

    def _sign_typed(self, address: str, message: Any) -> str:
        person = self._person(address)
        data = json.loads(message) if isinstance(message, str) else message
        chain = data["domain"].get("chainId")
        if chain is not None and int(str(chain), 0) != self.chain:
            raise RpcError(-32603, f"The message is for chain {chain}, the wallet is on {self.chain}.")
        return "0x" + bytes(self.signed(person, data)).hex()

    def signed(self, person: Person, data: dict[str, Any]) -> bytes:
        signature = Account.sign_message(encode_typed_data(full_message=data), person.private_key).signature
        return bytes(signature)

    # --- EIP-5792 ---

    def _batch_methods(self, parameters: list[Any]) -> dict[str, Callable[[], Any]]:
        return {
            "wallet_getCapabilities": lambda: {hex(self.home): {"atomic": {"status": "unsupported"}}},
            "wallet_sendCalls": lambda: self._send_calls(parameters[0]),
            "wallet_getCallsStatus": lambda: self._calls_status(parameters[0]),
        }

    def _send_calls(self, batch: dict[str, Any]) -> dict[str, str]:
        if batch.get("atomicRequired"):
            raise RpcError(5760, "The wallet cannot send calls all or nothing.")
        if int(batch["chainId"], 16) != self.home:
            raise RpcError(5710, f"The wallet does not support chain {batch['chainId']}.")
        number = batch.get("id") or "0x" + keccak(text=str(len(self._batches))).hex()
        sender = batch.get("from") or self.address
        self._batches[number] = [self._send({**call, "from": sender}) for call in batch["calls"]]
        return {"id": number}

    def _calls_status(self, number: str) -> dict[str, Any]:
        if number not in self._batches:
            raise RpcError(5730, f"Unknown bundle {number}.")
        receipts = [self.pass_on("eth_getTransactionReceipt", [each]) for each in self._batches[number]]
        mined = [receipt for receipt in receipts if receipt]
        failed = [receipt for receipt in mined if receipt["status"] != "0x1"]
        status = 100 if len(mined) < len(receipts) else 200 if not failed else 500 if len(failed) == len(mined) else 600
        kept = ("logs", "status", "blockHash", "blockNumber", "gasUsed", "transactionHash")
        return {
            "version": "2.0.0",
            "id": number,
            "chainId": hex(self.home),
            "status": status,
            "atomic": False,
            "receipts": [{key: receipt[key] for key in kept} for receipt in mined],
        }


def _refuse() -> None:
    raise REJECTED


def install_binding(context: BrowserContext) -> dict[str, Wallet]:
    """Gives the pages of a context their way to the wallets that join it."""
    wallets: dict[str, Wallet] = {}

    def ask(source: Any, number: str, method: str, parameters: str) -> str:
        return json.dumps(wallets[number].answer(method, json.loads(parameters)))

    context.expose_binding("__polypactWallet", ask)
    return wallets
