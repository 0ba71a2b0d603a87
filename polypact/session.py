"""One connection to a chain and one account to send with.

Everything polypact does on a chain goes through a `Session`: it reads, and it sends only what was tried before, on the
chain it was opened on, and explains what a contract refuses.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eth_abi.abi import decode
from eth_abi.exceptions import DecodingError
from eth_utils.address import is_address, to_checksum_address
from eth_utils.crypto import keccak

from polypact.batch import SIZES, Batch
from polypact.errors import PolypactError, explain

#: Chain ids of development chains, the only ones that a network called "local" may be.
DEVELOPMENT_CHAINS = (1337, 31337)

#: The devnet of this repository, see ape-config.yaml.
DEFAULT_NETWORK = "ethereum:local:node"

_ERROR = bytes.fromhex("08c379a0")  # Error(string)
_PANIC = bytes.fromhex("4e487b71")  # Panic(uint256)
_WAIT_SECONDS = 300


@dataclass(frozen=True)
class Receipt:
    """A transaction that was mined and did not fail."""

    transaction: str
    block: int
    gas_used: int
    contract: str | None
    logs: Sequence[Mapping[str, Any]]


class NodeError(PolypactError):
    """The node does not answer, or answers nonsense: nothing is known about the chain."""


class RefusedError(PolypactError):
    """A contract refused a call; `reason` is what it said, or empty."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class Session:
    """A connection of Ape and, for sending, one of Ape's accounts."""

    def __init__(self, provider: Any, account: Any = None, interactive: bool | None = None) -> None:
        self.provider = provider
        self.web3 = provider.web3
        self.network = str(provider.network_choice)
        self.interactive = sys.stdin.isatty() if interactive is None else interactive
        with _node_trouble(self.network):
            #: Of the node at the time of connecting; compared again before anything is signed.
            self.chain_id = int(self.web3.eth.chain_id)
        #: How many reads fit into one request to this node, see `Batch`; 0 for a node that takes no batches.
        self.batch_size = SIZES[0]
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

    @property
    def is_development(self) -> bool:
        return self.chain_id in DEVELOPMENT_CHAINS

    # --- the account ---

    @property
    def account(self) -> Any:
        """The account that sends."""
        if self._account is None:
            raise PolypactError(f"no account: say which one with --account ({_known_accounts()})")
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

    # --- reading ---

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
        with _node_trouble(self.network):
            return bytes(self.web3.eth.get_code(to_checksum_address(address)))

    def balance(self, address: str, block: int | None = None) -> int:
        """In wei."""
        with _node_trouble(self.network):
            return int(self.web3.eth.get_balance(to_checksum_address(address), "latest" if block is None else block))

    def nonce(self, address: str) -> int:
        with _node_trouble(self.network):
            return int(self.web3.eth.get_transaction_count(to_checksum_address(address)))

    @property
    def block(self) -> int:
        with _node_trouble(self.network):
            return int(self.web3.eth.block_number)

    def now(self, block: int | None = None) -> int:
        """Unix seconds of the newest block, or of `block`."""
        with _node_trouble(self.network):
            return int(self.web3.eth.get_block("latest" if block is None else block)["timestamp"])

    def logs(self, addresses: Sequence[str], topics: Sequence[Any] = (), since: int = 0) -> list[Mapping[str, Any]]:
        """Raw logs from block `since` to the newest, in order; asks for less at a time where the node wants that."""
        with _node_trouble(self.network):
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

        with _node_trouble(self.network):
            try:
                return _receipt(self.web3.eth.get_transaction_receipt(transaction))
            except TransactionNotFound:
                return None

    def is_known(self, transaction: str) -> bool:
        """Whether the node has the transaction, mined or pending."""
        from web3.exceptions import TransactionNotFound

        with _node_trouble(self.network):
            try:
                self.web3.eth.get_transaction(transaction)
            except TransactionNotFound:
                return False
            return True

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
        with _node_trouble(self.network):
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

        with _node_trouble(self.network):
            try:
                raw = self.web3.eth.wait_for_transaction_receipt(transaction, timeout=_WAIT_SECONDS, poll_latency=0.05)
            except TimeExhausted:
                waited = f"is not mined after {_WAIT_SECONDS} seconds; look it up before sending again"
                raise PolypactError(f"transaction {transaction} {waited}") from None
            if not self.is_development:
                raw = self._confirm(transaction, raw)
        if raw["status"] != 1:
            raise PolypactError(f"transaction {transaction} failed on chain: {self._replay(raw)}")
        return _receipt(raw)

    def _confirm(self, transaction: str, raw: Any) -> Any:
        # A reorganisation may move a transaction or drop it, so the receipt is read again in the end.
        needed = int(self.provider.network.required_confirmations)
        while int(self.web3.eth.block_number) < int(raw["blockNumber"]) + needed:
            time.sleep(1)
        return self.web3.eth.wait_for_transaction_receipt(transaction, timeout=_WAIT_SECONDS)

    def _replay(self, raw: Any) -> str:
        sent = self.web3.eth.get_transaction(raw["transactionHash"])
        request = {"from": sent["from"], "to": sent.get("to"), "data": sent["input"], "value": sent["value"]}
        try:
            self.web3.eth.call(request, int(raw["blockNumber"]) - 1)
        except Exception as error:
            reason = revert_reason(error)
            if reason is not None:
                return explain(reason)
        return "out of gas, or something changed at the same moment"

    def _sign(self, to: str | None, data: bytes, value: int, gas: int) -> bytes:
        with _node_trouble(self.network):
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
    def _explained(self) -> Iterator[None]:
        with _node_trouble(self.network):
            try:
                yield
            except Exception as error:
                reason = revert_reason(error)
                if reason is None:
                    raise
                raise RefusedError(explain(reason), reason) from None


@contextlib.contextmanager
def connect(
    network: str | None = None, account: str | None = None, interactive: bool | None = None
) -> Iterator[Session]:
    """A session on an Ape network (`ecosystem:network:provider`, the last may be an address of a node)."""
    from ape import networks
    from ape.exceptions import ApeException

    choice = network or DEFAULT_NETWORK
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
            raise PolypactError(f"cannot connect to {choice}: {_first_line(error)}") from None
        session = Session(provider, interactive=interactive)
        if account:
            session.use(account)
        yield session


def find_account(choice: str, is_development: bool = False) -> Any:
    """The account of Ape with that alias or address; TEST::<n> are Ape's test accounts, on development chains only."""
    from ape import accounts

    if choice.upper().startswith("TEST::"):
        number = choice[6:]
        if not number.isdigit() or int(number) >= len(accounts.test_accounts):
            last = len(accounts.test_accounts) - 1
            raise PolypactError(f"unknown account {choice!r}: the test accounts are TEST::0 to TEST::{last}")
        if not is_development:
            raise PolypactError(f"{choice} is a publicly known key; it is for development chains only")
        return accounts.test_accounts[int(number)]
    if is_address(choice):
        wanted = to_checksum_address(choice)
        candidates = list(_stored_accounts())
        if is_development:
            candidates += list(accounts.test_accounts)
        for candidate in candidates:
            if candidate.address == wanted:
                return candidate
        raise PolypactError(f"no key for account {wanted}: import it with `ape accounts import`")
    for candidate in _stored_accounts():
        if candidate.alias == choice:
            return candidate
    how = f"import its key with `ape accounts import {choice}`"
    raise PolypactError(f"unknown account {choice!r}: {how} ({_known_accounts()})")


def unlock(account: Any, interactive: bool | None = None) -> None:
    """Makes an account ready to sign: with APE_ACCOUNTS_<alias>_PASSPHRASE, or by asking a person at a terminal."""
    if not hasattr(account, "keyfile_path"):
        return
    alias = account.alias
    variable = f"APE_ACCOUNTS_{alias}_PASSPHRASE"
    passphrase = os.environ.get(variable)
    if not passphrase:
        if not (sys.stdin.isatty() if interactive is None else interactive):
            raise PolypactError(f"no passphrase for account {alias!r}: set {variable}, or run this at a terminal")
        import click

        passphrase = click.prompt(f"Passphrase of {alias}", hide_input=True, err=True)
    from ape.exceptions import AccountsError
    from ape.logging import logger

    level = logger.level
    logger.disable()  # it would warn, on stdout, that the account now signs without asking
    try:
        account.set_autosign(True, passphrase=passphrase)
    except AccountsError:
        raise PolypactError(f"wrong passphrase for account {alias!r}") from None
    except (ValueError, KeyError, TypeError):
        raise PolypactError(f"the key file of account {alias!r} is damaged: {account.keyfile_path}") from None
    finally:
        logger.set_level(level)


def sign_typed(account: Any, message: Mapping[str, Any]) -> bytes:
    """The signature, 65 bytes, of an unlocked account under an EIP-712 message in its JSON form. Needs no node."""
    from eth_account.messages import encode_typed_data

    signature = account.sign_message(encode_typed_data(full_message=dict(message)))
    if signature is None:
        raise PolypactError(f"{account.address} did not sign")
    return bytes(signature.encode_rsv())


def _stored_accounts() -> Iterator[Any]:
    from ape import accounts

    for alias in sorted(accounts.aliases):
        with contextlib.suppress(KeyError, ValueError, OSError):
            candidate = accounts.load(alias)
            if is_address(candidate.address):
                yield candidate


def _known_accounts() -> str:
    from ape import accounts

    aliases = sorted(accounts.aliases)
    return f"there are {', '.join(aliases)}" if aliases else "there are none yet"


def revert_reason(error: Exception) -> str | None:
    """What a contract said when it reverted, empty if it said nothing; `None` if the error is not a revert."""
    from web3.exceptions import ContractLogicError, Web3RPCError

    if isinstance(error, ContractLogicError):
        data = error.data if isinstance(error.data, str) else ""
        return _decode_reason(data, error.message or "")
    if isinstance(error, Web3RPCError):
        details = (error.rpc_response or {}).get("error", {})
        message = str(details.get("message", error.message)) if isinstance(details, Mapping) else str(error.message)
        if "revert" in message.lower():
            data = details.get("data", "") if isinstance(details, Mapping) else ""
            return _decode_reason(data if isinstance(data, str) else "", message)
        return None
    if type(error).__name__ == "TransactionFailed":  # of Ape's embedded chain
        return _decode_reason("", str(error))
    return None


def _decode_reason(data: str, message: str) -> str:
    raw = bytes.fromhex(data[2:]) if data.startswith("0x") else b""
    with contextlib.suppress(DecodingError, UnicodeDecodeError):
        if raw[:4] == _ERROR:
            return str(decode(["string"], raw[4:])[0])
        if raw[:4] == _PANIC:
            return f"panic {decode(['uint256'], raw[4:])[0]:#x}"
    if raw:
        return f"0x{raw.hex()}"
    text = message.removeprefix("execution reverted").removeprefix("VM Exception while processing transaction: revert")
    text = text.lstrip(":, ").strip()
    return "" if text.startswith(("b''", "0x", "no data")) else text


@contextlib.contextmanager
def _node_trouble(network: str) -> Iterator[None]:
    """What a node says or fails to say, as one line."""
    from requests.exceptions import RequestException
    from web3.exceptions import Web3Exception

    try:
        yield
    except RequestException:
        raise NodeError(f"the node of {network} does not answer; nothing more was sent") from None
    except Web3Exception as error:
        if revert_reason(error) is not None:
            raise
        raise NodeError(f"the node of {network} refused: {_first_line(error)}") from None


def _network_trouble(choice: str, error: Exception) -> str:
    text = _first_line(error)
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


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


def _receipt(raw: Any) -> Receipt:
    return Receipt(
        transaction="0x" + bytes(raw["transactionHash"]).hex(),
        block=int(raw["blockNumber"]),
        gas_used=int(raw["gasUsed"]),
        contract=str(raw["contractAddress"]) if raw.get("contractAddress") else None,
        logs=list(raw["logs"]),
    )
