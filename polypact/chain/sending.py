"""Sending a transaction and waiting for it, so that who sends knows what became of it, or still may."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from eth_utils.crypto import keccak

from polypact.capabilities.revert_reasons import explain
from polypact.chain.accounts import find_account, known_accounts, unlock
from polypact.chain.journal import Journal
from polypact.chain.node import DEVELOPMENT_CHAINS, Node, Receipt, read_receipt
from polypact.chain.node_errors import NodeError, node_trouble, revert_reason
from polypact.chain.refusals import is_of_the_caller, patiently, retrying_on
from polypact.chain.under_way import FailedError, UnderWayError, is_about_nonce, not_taken, why_not_mined
from polypact.text.errors import PolypactError

__all__ = ["Sending"]

_WAIT_SECONDS = 300
_ATTEMPTS = 3
_GAS_OF_A_LATER_SECOND = 50_000
"""At the least on top of an estimate: in the next second weight begins a checkpoint anew, a partner's and the total."""


class Sending(Node):
    """A connection of Ape and one of Ape's accounts, which sends."""

    def __init__(self, provider: Any, account: Any = None, interactive: bool | None = None) -> None:
        super().__init__(provider)
        self.interactive = sys.stdin.isatty() if interactive is None else interactive
        #: Told what is waited for while that lasts; the command line shows it.
        self.waiting: Callable[[str], contextlib.AbstractContextManager[None]] = lambda what: contextlib.nullcontext()
        #: Told the hash of a transaction as soon as it is sent: what is shown then is not lost if waiting is cut short.
        self.on_sent: Callable[[str], None] = _tell_sent
        #: Where what must not be sent twice is noted, see `Tries`.
        self.journal: Journal | None = None
        self._account = account
        self._unlocked = False
        self._signed: dict[str, tuple[str, int]] = {}

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
        nonce: int | None = None,
    ) -> Receipt:
        """Sends a transaction, or with `to` None a contract's init code, and waits until it is mined.

        It is tried first: what a contract would refuse is raised as `RefusedError` and nothing is sent. `value` is in
        wei.

        Args:
            on_signed: Told the hash and the nonce when the transaction is signed and not yet sent; it notes them where
                another run finds them.
            nonce: The transaction's number among the account's; the next one by default.

        Raises:
            NotTakenError: The node did not take it; nothing was sent.
            UnderWayError: It was sent, or may have been, and nobody waits for it any more.
            FailedError: It was mined and failed.
        """
        balance = self.balance(self.sender)
        if balance < value or balance == 0:
            raise PolypactError(
                f"{self.sender} has {balance} wei, not enough for {value} wei and the gas; nothing was sent"
            )
        gas = self.estimate(to, data, value)
        self.check_chain()
        self.unlock()
        for attempt in range(1, _ATTEMPTS + 1):
            signed = self._sign(to, data, value, gas + max(gas // 5, _GAS_OF_A_LATER_SECOND), nonce)
            transaction = "0x" + keccak(signed).hex()
            if on_signed:
                on_signed(transaction, self._nonce)
            with self.under_way(transaction, finds_again=on_signed is not None):
                if refused := self._submit(signed, transaction):
                    # Another program that sends for the same account was faster: this is made anew with the next one.
                    if nonce is None and attempt < _ATTEMPTS and is_about_nonce(refused):
                        continue
                    raise not_taken(self.network, refused, self._nonce)
                self.on_sent(transaction)
                return self.wait(transaction)
        raise AssertionError

    def _submit(self, signed: bytes, transaction: str) -> Exception | None:
        """Gives a transaction to the node; what that said if it did not take it."""
        from requests.exceptions import HTTPError
        from web3.exceptions import Web3Exception

        try:
            with retrying_on(self.web3, ()):
                patiently(lambda: self.web3.eth.send_raw_transaction(signed))
        except (Web3Exception, OSError, ValueError) as error:
            if self._has(transaction):
                return None  # what it refuses is to take it again
            if isinstance(error, Web3Exception) or (isinstance(error, HTTPError) and is_of_the_caller(error)):
                return error
            raise
        return None

    def _has(self, transaction: str) -> bool:
        with contextlib.suppress(NodeError):
            return self.is_known(transaction)
        return False

    @contextlib.contextmanager
    def under_way(self, transaction: str, finds_again: bool) -> Iterator[None]:
        """Says of a transaction that it may still be mined, whatever happens to this program or to its node."""
        try:
            yield
        except (KeyboardInterrupt, SystemExit) as stop:  # Ape makes the latter of a signal
            code = stop.code if isinstance(stop, SystemExit) and isinstance(stop.code, int) else 130
            what = f"stopped while transaction {transaction} was under way: it may still be mined"
            raise UnderWayError(transaction, what, finds_again, code) from None
        except NodeError as error:
            said = str(error).removesuffix("; nothing more was sent")
            what = f"{said}; transaction {transaction} may have been sent, and may still be mined"
            raise UnderWayError(transaction, what, finds_again) from None
        except (OSError, ValueError):
            # Their own words have the address of the node in them, and with it the key of many a service.
            what = f"the node of {self.network} gave no answer to transaction {transaction}: it may have been sent"
            raise UnderWayError(transaction, what, finds_again) from None
        except UnderWayError as error:
            raise UnderWayError(transaction, error.what, finds_again, error.exit_code) from None

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
        """Waits until a transaction is mined and, on public networks, confirmed.

        Raises:
            FailedError: It failed.
            UnderWayError: It is not mined after a while; says why, as far as the node tells.
        """
        shown = f"transaction {transaction[:10]}..{transaction[-4:]} to be mined"
        with self.waiting(shown), node_trouble(self.network):
            raw = self._mined(transaction)
            if not self.is_development:
                raw = self._confirm(transaction, raw)
        if raw["status"] != 1:
            raise FailedError(f"transaction {transaction} failed on chain: {self._replay(raw)}")
        return read_receipt(raw)

    def _mined(self, transaction: str) -> Any:
        from web3.exceptions import TransactionNotFound

        began, pause = time.monotonic(), 0.05
        while True:
            with contextlib.suppress(TransactionNotFound):
                return self.web3.eth.get_transaction_receipt(transaction)
            if time.monotonic() - began > _WAIT_SECONDS:
                why = why_not_mined(self, transaction, *self._signed.get(transaction, ()))
                what = f"transaction {transaction} is not mined after {_WAIT_SECONDS} seconds: {why}"
                raise UnderWayError(transaction, what)
            time.sleep(pause)
            pause = min(1.2 * pause, 1.0)

    def _confirm(self, transaction: str, raw: Any) -> Any:
        # A reorganisation may move a transaction or drop it, so the receipt is read again in the end.
        needed = int(self.provider.network.required_confirmations)
        while int(self.web3.eth.block_number) < int(raw["blockNumber"]) + needed:
            time.sleep(1)
        return self._mined(transaction)

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

    def _sign(self, to: str | None, data: bytes, value: int, gas: int, nonce: int | None) -> bytes:
        with node_trouble(self.network):
            self._nonce = self.nonce(self.sender, pending=True) if nonce is None else nonce
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
        raw = bytes(signed.serialize_transaction())
        self._signed["0x" + keccak(raw).hex()] = (self.sender, self._nonce)
        return raw


def _tell_sent(transaction: str) -> None:
    print(f"sent {transaction}", file=sys.stderr, flush=True)
