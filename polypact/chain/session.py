"""One connection to a chain and one account to send with.

Everything polypact does on a chain goes through a `Session`: it reads, and it sends only what was tried before, on the
chain it was opened on, and explains what a contract refuses.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from eth_utils.crypto import keccak

from polypact.capabilities.revert_reasons import explain
from polypact.chain.accounts import find_account, known_accounts, sign_typed, unlock
from polypact.chain.node import DEVELOPMENT_CHAINS, Node, Receipt, read_receipt
from polypact.chain.node_errors import first_line, node_trouble, revert_reason
from polypact.chain.plain_node import open_plain, plain_network
from polypact.text.errors import PolypactError

#: The devnet of this repository, see ape-config.yaml.
DEFAULT_NETWORK = "ethereum:local:node"

_WAIT_SECONDS = 300


class Session(Node):
    """A connection of Ape and, for sending, one of Ape's accounts."""

    def __init__(self, provider: Any, account: Any = None, interactive: bool | None = None) -> None:
        super().__init__(provider)
        self.interactive = sys.stdin.isatty() if interactive is None else interactive
        #: Told what is waited for while that lasts; the command line shows it.
        self.waiting: Callable[[str], contextlib.AbstractContextManager[None]] = lambda what: contextlib.nullcontext()
        self._account = account
        self._unlocked = False

    # --- opening ---

    @classmethod
    def active(cls, account: Any = None) -> Session:
        """A session on the provider that Ape is connected to, as in `ape console` or a test."""
        from ape import networks

        if networks.active_provider is None:
            raise PolypactError("not connected: start with `ape console --network ...`, or use connect()")
        return cls(networks.active_provider, account)

    # --- the account ---

    @property
    def account(self) -> Any:
        """The account that sends."""
        if self._account is None:
            raise PolypactError(f"no account: say which one with --account ({known_accounts()})")
        return self._account

    @property
    def sender(self) -> str:
        """The address of the account that sends."""
        return str(self.account.address)

    @property
    def has_account(self) -> bool:
        return self._account is not None

    def use(self, choice: str) -> None:
        """Sends with the account of that alias or address from now on."""
        self._account = find_account(choice, self.is_development)
        self._unlocked = False

    def unlock(self) -> None:
        """Makes the account ready to sign, see `unlock`."""
        if not self._unlocked:
            unlock(self.account, self.interactive)
            self._unlocked = True

    # --- sending ---

    def estimate(self, to: str | None, data: bytes, value: int = 0) -> int:
        """The gas a transaction would take; `RefusedError`, with the contract's reason explained, if it would fail."""
        request: dict[str, Any] = {"from": self.sender, "data": "0x" + data.hex(), "value": value}
        if to is not None:
            request["to"] = to
        with self._explained():
            return int(self.web3.eth.estimate_gas(request))

    def send(
        self,
        to: str | None,
        data: bytes,
        value: int = 0,
        on_signed: Callable[[str, int], None] | None = None,
    ) -> Receipt:
        """Sends a transaction, or with `to` None a contract's init code, and waits until it is mined.

        It is tried first: what a contract would refuse is raised as `RefusedError` and nothing is sent. `value` is in
        wei.
        `on_signed` is told the hash and the nonce when the transaction is signed and not yet sent.
        """
        balance = self.balance(self.sender)
        if balance < value or balance == 0:
            raise PolypactError(
                f"{self.sender} has {balance} wei, not enough for {value} wei and the gas; nothing was sent"
            )
        gas = self.estimate(to, data, value)
        self.check_chain()
        self.unlock()
        signed = self._sign(to, data, value, gas + gas // 5)
        transaction = "0x" + keccak(signed).hex()
        if on_signed:
            on_signed(transaction, self._nonce)
        with self._explained():
            self.web3.eth.send_raw_transaction(signed)
        return self.wait(transaction)

    def deploy(self, init_code: bytes, on_signed: Callable[[str, int], None] | None = None) -> Receipt:
        """Deploys a contract; its address is in the receipt."""
        return self.send(None, init_code, on_signed=on_signed)

    def check_chain(self) -> None:
        """Raises if the node is not, or no longer, on the chain this session is about; both are named."""
        with node_trouble(self.network):
            actual = int(self.web3.eth.chain_id)
        name = self.provider.network.name
        expected: Sequence[int] = (self.chain_id,)
        if name == "local":
            expected = DEVELOPMENT_CHAINS if self.is_development else DEVELOPMENT_CHAINS[:1]
        elif name != "custom":
            expected = (int(self.provider.network.chain_id),)
        if actual not in expected or actual != self.chain_id:
            wanted = self.chain_id if actual != self.chain_id else expected[0]
            named = f"{self.network} should be chain {wanted}, but the node is on chain {actual}"
            raise PolypactError(f"wrong chain: {named}; nothing was signed")

    def wait(self, transaction: str) -> Receipt:
        """Waits until a transaction is mined and, on public networks, confirmed."""
        from web3.exceptions import TimeExhausted

        with (
            self.waiting(f"transaction {transaction[:10]}..{transaction[-4:]} to be mined"),
            node_trouble(self.network),
        ):
            try:
                raw = self.web3.eth.wait_for_transaction_receipt(transaction, timeout=_WAIT_SECONDS, poll_latency=0.05)
            except TimeExhausted:
                waited = f"is not mined after {_WAIT_SECONDS} seconds; look it up before sending again"
                raise PolypactError(f"transaction {transaction} {waited}") from None
            if not self.is_development:
                raw = self._confirm(transaction, raw)
        if raw["status"] != 1:
            raise PolypactError(f"transaction {transaction} failed on chain: {self._replay(raw)}")
        return read_receipt(raw)

    def _confirm(self, transaction: str, raw: Any) -> Any:
        # A reorganisation may move a transaction or drop it, so the receipt is read again in the end.
        needed = int(self.provider.network.required_confirmations)
        while int(self.web3.eth.block_number) < int(raw["blockNumber"]) + needed:
            time.sleep(1)
        return self.web3.eth.wait_for_transaction_receipt(transaction, timeout=_WAIT_SECONDS)

    def _replay(self, raw: Any) -> str:
        sent = self.web3.eth.get_transaction(raw["transactionHash"])
        request = {"from": sent["from"], "to": sent.get("to"), "data": sent["input"], "value": sent["value"]}
        # Before its block, and after it: what it ran into may have come with that block.
        for block in (int(raw["blockNumber"]) - 1, int(raw["blockNumber"])):
            try:
                self.web3.eth.call(request, block)
            except Exception as error:
                reason = revert_reason(error)
                if reason is not None:
                    return explain(reason)
        return "out of gas, or something changed at the same moment"

    def _sign(self, to: str | None, data: bytes, value: int, gas: int) -> bytes:
        with node_trouble(self.network):
            self._nonce = int(self.web3.eth.get_transaction_count(self.sender, "pending"))
            fields: dict[str, Any] = {"sender": self.sender, "data": data, "value": value, "gas_limit": gas}
            if to is not None:
                fields["receiver"] = to
            ecosystem = self.provider.network.ecosystem
            transaction = ecosystem.create_transaction(nonce=self._nonce, required_confirmations=0, **fields)
            transaction = self.provider.prepare_transaction(transaction)
            transaction.chain_id = self.chain_id
            fee = transaction.max_fee if hasattr(transaction, "max_fee") else transaction.gas_price
            balance = self.balance(self.sender)
        if balance < value + gas * int(fee or 0):
            wanted = f"{value} wei and gas of at most {gas * int(fee or 0)} wei"
            raise PolypactError(f"{self.sender} has {balance} wei, not enough for {wanted}; nothing was sent")
        signed = self.account.sign_transaction(transaction)
        if signed is None:
            raise PolypactError(f"{self.sender} did not sign; nothing was sent")
        return bytes(signed.serialize_transaction())

    def sign_typed(self, message: Mapping[str, Any]) -> bytes:
        """The account's signature, 65 bytes, of an EIP-712 message in its JSON form."""
        chain_id = message["domain"].get("chainId", self.chain_id)
        if chain_id != self.chain_id:
            named = f"the message is for chain {chain_id}, {self.network} is chain {self.chain_id}"
            raise PolypactError(f"wrong chain: {named}; nothing was signed")
        self.unlock()
        return sign_typed(self.account, message)


@contextlib.contextmanager
def connect(
    network: str | None = None, account: str | None = None, interactive: bool | None = None
) -> Iterator[Session]:
    """A session on an Ape network (`ecosystem:network:provider`, the last may be an address of a node).

    Without an account a network that is only the URL of a node is read as it is; Ape's provider is loaded when somebody
    sends.
    """
    choice = network or DEFAULT_NETWORK
    with contextlib.ExitStack() as stack:

        def of_ape() -> Any:
            return stack.enter_context(_connected_by_ape(choice))

        plain = None if account else plain_network(choice)
        provider = (open_plain(plain, of_ape) if plain else None) or of_ape()
        session = Session(provider, interactive=interactive)
        if account:
            session.use(account)
        yield session


@contextlib.contextmanager
def _connected_by_ape(choice: str) -> Iterator[Any]:
    from ape import networks
    from ape.exceptions import ApeException

    with contextlib.ExitStack() as stack:
        try:
            context = networks.parse_network_choice(choice)
            provider = context._provider
            if hasattr(provider, "allow_start"):
                provider.allow_start = False  # a node that is down is an error, not a reason to start another
            if not provider.is_connected:
                provider.connect()
            # Known by now if connecting went well; asking whether it is connected would be one more round trip.
            if not _answers(provider):
                raise PolypactError(f"no node answers at {_place(provider)}; start it, or choose another --network")
            provider = stack.enter_context(context)
        except ApeException as error:
            raise PolypactError(_network_trouble(choice, error)) from None
        except (OSError, ValueError) as error:
            raise PolypactError(f"cannot connect to {choice}: {first_line(error)}") from None
        yield provider


def _network_trouble(choice: str, error: Exception) -> str:
    text = first_line(error)
    if type(error).__name__ in ("NetworkNotFoundError", "EcosystemNotFoundError", "ProviderNotFoundError"):
        return f"unknown network {choice!r}: {text} (see `ape networks list`)"
    return f"cannot connect to {choice}: {text}"


def _answers(provider: Any) -> bool:
    """Whether the node of a provider that was told to connect has said what it is."""
    from web3.exceptions import Web3Exception

    with contextlib.suppress(OSError, Web3Exception):
        return provider.client_version is not None
    return False


def _place(provider: Any) -> str:
    uri = str(getattr(provider, "uri", ""))
    return uri.split("?")[0].split("@")[-1] or "its address"
