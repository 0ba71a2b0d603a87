"""Sending once: whoever runs a command again that was cut short finishes what that sent, and sends nothing twice.

What is about to be sent is noted in the journal first, under what it does (who, to whom, how much, which call). A
second run finds the note and asks the chain:

- the transaction was mined: it was this one, and nothing is sent
- it waits: so does the second run
- nobody has it: it is made again with the same number among the account's, so that only one of the two can be mined
- another transaction was mined with that number: that is looked at, since wallets speed transactions up by sending the
  same once more; if it does the same, it was this one
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from eth_utils.crypto import keccak

from polypact.chain.journal import Journal
from polypact.chain.node import Receipt
from polypact.chain.node_errors import NodeError
from polypact.chain.under_way import FailedError, NotTakenError
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.session import Session

__all__ = ["Tries"]


class _BegunError(Exception):
    """Another program is sending the same at this moment."""


class Tries:
    """Sends what an account must not send twice."""

    def __init__(self, session: Session, journal: Journal) -> None:
        self._session = session
        self._journal = journal

    def finish(self, to: str, data: bytes, value: int = 0) -> Receipt | None:
        """The receipt of an earlier try, which is waited for if it has to be; `None` if there is nothing to wait for.

        Raises:
            PolypactError: It cannot be told whether an earlier try was mined.
        """
        step = self._step(to, data, value)
        noted = self._noted(step)
        if noted is None:
            return None
        transaction = str(noted["transaction"])
        try:
            with self._session.under_way(transaction, finds_again=True):
                receipt = self._outcome(step, noted, to, data, value)
        except FailedError:
            receipt = None
        else:
            if receipt is None and self._session.nonce(self._session.sender) <= int(noted["nonce"]):
                return None  # not mined, and the note has the number that the next try must have
        self._journal.forget(step, transaction=transaction)
        return None if receipt is None else replace(receipt, is_earlier=True)

    def send(self, to: str, data: bytes, value: int = 0) -> Receipt:
        """Sends a transaction, unless an earlier try of it was, or may still be, mined.

        Raises:
            PolypactError: As `Session.send`, or it cannot be told whether an earlier try was mined.
        """
        if (earlier := self.finish(to, data, value)) is not None:
            return earlier
        session, step = self._session, self._step(to, data, value)
        noted = self._noted(step)
        signed: list[str | None] = [str(noted["transaction"]) if noted else None]
        facts = {"sender": session.sender, "to": to, "value": value, "block": session.block, "genesis": self._genesis()}

        def on_signed(transaction: str, nonce: int) -> None:
            if not self._journal.begin(step, signed[-1], **facts, transaction=transaction, nonce=nonce):
                raise _BegunError
            signed.append(transaction)

        try:
            receipt = session.send(to, data, value, on_signed, self._number(noted))
        except _BegunError:
            if (earlier := self.finish(to, data, value)) is not None:
                return earlier
            raise PolypactError(
                "another program is sending the same at this moment; nothing was sent. Run the command again when that "
                "has ended"
            ) from None
        except NotTakenError:
            if noted is None:
                self._journal.forget(step, transaction=signed[-1])
                raise
            # What was noted before has its number, or another transaction that does the same.
            self._journal.begin(step, signed[-1], **noted)
            if (earlier := self.finish(to, data, value)) is not None:
                return earlier
            raise
        except FailedError:
            self._journal.forget(step, transaction=signed[-1])
            raise
        self._journal.forget(step, transaction=receipt.transaction)
        return replace(receipt, is_earlier=receipt.transaction == signed[0])

    def _step(self, to: str, data: bytes, value: int) -> str:
        what = keccak(text=f"{self._session.sender} {to} {value} 0x{data.hex()}")
        return f"transaction 0x{what.hex()[:16]} of {self._session.sender}"

    def _noted(self, step: str) -> dict[str, Any] | None:
        noted = self._journal.get(step)
        if noted is None:
            return None
        wanted = {"transaction": str, "nonce": int, "block": int, "genesis": str}
        if any(not isinstance(noted.get(name), kind) for name, kind in wanted.items()):
            raise PolypactError(
                f"{self._journal.path} is damaged at {step!r}; see on the chain what was sent, then take it out"
            )
        if "" != noted["genesis"] != (self._genesis() or noted["genesis"]):  # a local chain that was started anew
            self._journal.forget(step)
            return None
        return noted

    def _genesis(self) -> str:
        """The hash of the first block, which tells one chain with an id from the next one with the same."""
        try:
            return self._session.block_hash(0)
        except NodeError:
            return ""

    def _outcome(self, step: str, noted: dict[str, Any], to: str, data: bytes, value: int) -> Receipt | None:
        session, transaction, nonce = self._session, str(noted["transaction"]), int(noted["nonce"])
        if session.mined(transaction) is not None or session.is_known(transaction):
            return session.wait(transaction)
        if session.nonce(session.sender) <= nonce:
            return None
        found = session.transaction_of(session.sender, nonce, int(noted["block"]))
        if found is None:
            raise PolypactError(
                f"{transaction} was sent before to do the same, and a transaction with its number ({nonce}) was mined, "
                f"but {session.network} does not show which; nothing was sent. Look at number {nonce} of "
                f"{session.sender}: if that was not it, take {step!r} out of {self._journal.path} and try again"
            )
        does_the_same = (
            str(found.get("to") or "").lower() == to.lower()
            and int(found["value"]) == value
            and bytes(found["input"]) == data
        )
        return session.wait("0x" + bytes(found["hash"]).hex()) if does_the_same else None

    def _number(self, noted: dict[str, Any] | None) -> int | None:
        """The number that a new transaction must have so that it cannot be mined beside the one that was noted."""
        if noted is None:
            return None
        nonce, next_one = int(noted["nonce"]), self._session.nonce(self._session.sender, pending=True)
        if nonce <= next_one or self._session.is_development:
            return min(nonce, next_one)
        raise PolypactError(
            f"{noted['transaction']} was sent before to do the same, as number {nonce} of {self._session.sender}, and "
            f"{self._session.network} knows neither it nor number {next_one}, which comes first; nothing was sent. Try "
            "again later, or with another node"
        )
