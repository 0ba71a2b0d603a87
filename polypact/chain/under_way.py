"""Transactions under way: what is said when one is not taken, when nobody waits for it any more, and when it hangs."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from polypact.capabilities.revert_reasons import explain
from polypact.chain.node_errors import NodeError, revert_reason
from polypact.chain.refusals import first_line
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.node import Node

__all__ = ["FailedError", "NotTakenError", "UnderWayError", "is_about_nonce", "not_taken", "why_not_mined"]


class UnderWayError(PolypactError):
    """A transaction was signed and perhaps sent, and it is not known what becomes of it."""

    def __init__(self, transaction: str, what: str, finds_again: bool = False, exit_code: int = 1) -> None:
        advice = "look it up by its hash before you send anything again"
        if finds_again:
            advice = "run the same command again: it finds this transaction and sends nothing twice"
        super().__init__(f"{what}; {advice}")
        self.transaction = transaction
        self.what = what
        self.exit_code = exit_code


class FailedError(PolypactError):
    """A transaction was mined and changed nothing."""


class NotTakenError(PolypactError):
    """The node did not take a transaction: nothing was sent."""


def is_about_nonce(error: Exception) -> bool:
    """Whether a node did not take a transaction because another one of the account has its number."""
    said = _said(error)
    return _is_used(said) or _is_replacement(said)


def not_taken(network: str, error: Exception, nonce: int) -> NotTakenError:
    """What to say when a node did not take a signed transaction."""
    said = _said(error)
    end = "; nothing was sent"
    reason = revert_reason(error)
    if reason:
        return NotTakenError(f"{explain(reason)}{end}")
    if _is_used(said):
        why = f"another transaction of this account with the same number ({nonce}) was faster; run the command again"
    elif _is_replacement(said):
        why = (
            f"another transaction of this account with the same number ({nonce}) is waiting, and this one does not pay "
            "enough more to take its place; wait until that is mined, or speed it up in the wallet that sent it"
        )
    elif "underpriced" in said or "too low" in said or "base fee" in said or "feetoolow" in said:
        why = f"it takes no transaction that pays so little ({first_line(error)}); try again when blocks cost less"
    elif "insufficient funds" in said:
        why = "the account has too little for the value and the gas"
    elif "pool is full" in said or "txpool" in said:
        why = "it has too many transactions waiting; try again later, or another node"
    else:
        why = first_line(error)
    return NotTakenError(f"the node of {network} did not take the transaction: {why}{end}")


def why_not_mined(node: Node, transaction: str, sender: str = "", nonce: int | None = None) -> str:
    """Why a transaction that was sent is in no block, as far as the node tells; one clause for people.

    Args:
        sender: Of the transaction, if that is known without the node.
        nonce: Its number among the sender's.
    """
    with contextlib.suppress(NodeError):
        sent = node.sent(transaction)
        if sent is not None:
            sender, nonce = str(sent["from"]), int(sent["nonce"])
        reached = node.nonce(sender) if sender else 0
        if nonce is not None and reached > nonce:
            return (
                f"another transaction of {sender} with the same number ({nonce}) was mined in its place, so it never "
                "will be"
            )
        if sent is None:
            return "the node does not have it any more: it was dropped, or never arrived"
        if nonce is not None and reached < nonce:
            return f"it is number {nonce} of {sender}, and number {reached}, which has to come first, is not mined yet"
        offered, asked = _fees(sent, node.newest_block())
        if offered < asked:
            return (
                f"it pays at most {_gwei(offered)} for gas and a block takes {_gwei(asked)} now: it waits until that "
                "falls, unless you speed it up in the wallet that sent it"
            )
        return f"it is waiting; it pays at most {_gwei(offered)} for gas, a block takes {_gwei(asked)} now"
    return "the node does not say why"


def _fees(sent: Any, block: Any) -> tuple[int, int]:
    """What a transaction pays at most, and what a block takes, in wei for each gas."""
    offered = sent.get("maxFeePerGas") or sent.get("gasPrice") or 0
    return int(offered), int(block.get("baseFeePerGas") or 0)


def _gwei(wei: int) -> str:
    places = 2 if wei >= 10**9 else 9
    return f"{wei / 10**9:,.{places}f}".rstrip("0").rstrip(".") + " gwei"


def _said(error: Exception) -> str:
    return str(error).lower()


def _is_used(said: str) -> bool:
    words = ("nonce too low", "nonce is too low", "old nonce", "oldnonce", "nonce has already been used")
    return any(word in said for word in words)


def _is_replacement(said: str) -> bool:
    return "replacement" in said or ("underpriced" in said and "nonce" in said) or "replacenotallowed" in said
