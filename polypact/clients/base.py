"""What all clients share: an address, a session, and calls by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Self

from eth_utils.address import is_address, to_checksum_address
from eth_utils.crypto import keccak

from polypact.chain.abi import Interface, UnreadableError, interface
from polypact.chain.batch import Batch
from polypact.chain.events import Event, decoder
from polypact.chain.node import Receipt
from polypact.chain.session import Session
from polypact.chain.tries import Tries
from polypact.text.errors import PolypactError


class Client:
    """One contract of ours at an address.

    `session` may be left out where Ape is connected (`ape console`, an Ape test). What sends a transaction takes
    `sender`, an Ape account; without it the session's account sends. Sums are in the token's smallest unit (wei).
    """

    contract: ClassVar[str]

    def __init__(self, address: str, session: Session | None = None) -> None:
        if not is_address(address):
            raise PolypactError(f"{address!r} is no address")
        self.address: str = to_checksum_address(address)
        self.session = session or Session.active()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.address!r})"

    @property
    def interface(self) -> Interface:
        return interface(self.contract)

    def using(self, session: Session) -> Self:
        """The same contract through another session."""
        return type(self)(self.address, session)

    def encode(self, function: str, *arguments: Any) -> bytes:
        """Calldata of one of the contract's functions, for proposals."""
        return self.interface.encode(function, *arguments)

    def read(self, function: str, *arguments: Any, block: int | None = None) -> Any:
        """What a view answers, by its ABI name."""
        answer = self.session.call(self.address, self.encode(function, *arguments), block=block)
        return self._decode(function, answer)

    def read_many(self, calls: Sequence[tuple[Any, ...]], block: int | None = None) -> list[Any]:
        """The answers of several views, each given as (name, arguments...), in one request where the node can."""
        answers = self.session.call_many([(self.address, self.encode(*call)) for call in calls], block)
        return [self._decode(call[0], answer) for call, answer in zip(calls, answers, strict=True)]

    def ask(self, batch: Batch, function: str, *arguments: Any) -> Callable[[], Any]:
        """Adds a view to a batch; the function given back has its answer once the batch has run."""
        answer = batch.call(self.address, self.encode(function, *arguments))
        return lambda: self._decode(function, answer())

    def ask_events(self, batch: Batch, *names: str, since: int = 0) -> Callable[[], list[Event]]:
        """The same for `events`."""
        raw = batch.logs([self.address], [[self.interface.topic(name) for name in names]], since)
        return lambda: self.decode(raw())

    def write(self, function: str, *arguments: Any, value: int = 0, sender: Any = None, once: bool = False) -> Receipt:
        """Sends a transaction, by the ABI name of the function, and waits for it.

        Args:
            once: What was sent by an earlier run and nobody waited for is not sent again, if the session has a journal.
        """
        session = self.session if sender is None else Session(self.session.provider, sender)
        data = self.encode(function, *arguments)
        if once and session.journal is not None:
            return Tries(session, session.journal).send(self.address, data, value)
        return session.send(self.address, data, value)

    def earlier(self, function: str, *arguments: Any, value: int = 0) -> Receipt | None:
        """What became of the same transaction sent by an earlier run that nobody waited for; waits if it has to."""
        if self.session.journal is None or not self.session.has_account:
            return None
        return Tries(self.session, self.session.journal).finish(self.address, self.encode(function, *arguments), value)

    def events(self, *names: str, since: int = 0, topics: Sequence[str | None] = ()) -> list[Event]:
        """The contract's events of these names, oldest first.

        Args:
            since: Block to start from.
            topics: Values of the indexed arguments, 32 bytes each in hex, `None` for any.
        """
        wanted = [self.interface.topic(name) for name in names]
        raw = self.session.logs([self.address], [wanted, *topics], since)
        return self.decode(raw)

    def decode(self, raw: Iterable[Mapping[str, Any]]) -> list[Event]:
        """The contract's own events among raw logs."""
        own = [log for log in raw if to_checksum_address(log["address"]) == self.address]
        return [event for event in map(decoder(self.contract).decode, own) if event is not None]

    def decode_logs(self, receipt: Receipt) -> list[Event]:
        """The contract's own events in a receipt."""
        return self.decode(receipt.logs)

    def _decode(self, function: str, answer: bytes) -> Any:
        if not answer and self.interface.functions[function][0]["outputs"]:
            raise PolypactError(f"{self.address} is not a {self.contract}: it does not answer {function}()")
        try:
            return self.interface.decode_output(function, answer)
        except UnreadableError as error:
            raise PolypactError(f"{self.address} is not a {self.contract}: {function}() answers {error}") from None


def created_by(creator: str, nonce: int) -> str:
    """The address of the contract that `creator` makes with a `nonce` below 128 (EIP-161, RLP)."""
    return to_checksum_address(keccak(b"\xd6\x94" + bytes.fromhex(creator[2:]) + bytes([nonce]))[12:])


def word(address: str) -> str:
    """An address as a log topic."""
    return "0x" + address[2:].lower().rjust(64, "0")
