"""Moves income up a tree: every project splits what arrived and pays the partnerships above it, leaves first.

Anybody may send this, since it pays nobody but who earned it. What a partnership gets is income there, so those above
are asked only when all below them have paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from polypact.chain.batch import Asked, Batch
from polypact.chain.node import Receipt
from polypact.clients.escrow import RevenueEscrow
from polypact.text.enums import ETHER, Phase
from polypact.text.errors import PolypactError
from polypact.tree.model import Node, Tree
from polypact.tree.reading import ask_undistributed, waiting

__all__ = ["Done", "Move", "Payment", "Split", "plan", "settle", "splits"]

#: Bounds of contracts/escrow/Payouts.vy.
_TOKENS, _ACCOUNTS = 16, 128


@dataclass(frozen=True)
class Payment:
    """What one account is paid in one token, in its smallest unit."""

    escrow: str
    token: str
    account: str
    amount: int


@dataclass(frozen=True)
class Move:
    """One transaction that pays: a `claim_many` if it is for one account, a `claim_for` if it is in one token."""

    escrow: str
    payments: Sequence[Payment]


@dataclass(frozen=True)
class Split:
    """One transaction that splits what arrived."""

    escrow: str
    token: str
    with_listed: bool = False
    """Whether ether and all listed tokens are split with it."""


@dataclass(frozen=True)
class Done:
    """What became of a transaction."""

    what: Split | Move
    receipt: Receipt | None = None
    paid: Sequence[Payment] = ()
    """By the log of the escrow: less than was expected, if somebody was faster or an account took nothing."""
    trouble: str = ""
    """Why nothing was sent."""


def plan(payments: Sequence[Payment]) -> list[Move]:
    """The fewest transactions that make these payments of one escrow.

    Each is a row or a column of the table of accounts and tokens, so what is wanted is the smallest set of rows and
    columns that covers every payment: by König's theorem as many as a largest matching has pairs, and those that an
    alternating walk from the accounts without a pair tells apart.
    """
    by_account: dict[str, list[str]] = {}
    for payment in payments:
        by_account.setdefault(payment.account, []).append(payment.token)
    pair_of_token: dict[str, str] = {}

    def find(account: str, seen: set[str]) -> bool:
        for token in by_account[account]:
            if token in seen:
                continue
            seen.add(token)
            if token not in pair_of_token or find(pair_of_token[token], seen):
                pair_of_token[token] = account
                return True
        return False

    for account in by_account:
        find(account, set())
    walked, tokens = set(by_account) - set(pair_of_token.values()), set[str]()
    todo = sorted(walked)
    while todo:
        for token in by_account[todo.pop()]:
            if token not in tokens:
                tokens.add(token)
                other = pair_of_token[token]
                if other not in walked:
                    walked.add(other)
                    todo.append(other)
    escrow = payments[0].escrow if payments else ""
    in_token = [[one for one in payments if one.token == token] for token in sorted(tokens)]
    rest = [one for one in payments if one.token not in tokens]
    to_account = [[one for one in rest if one.account == account] for account in sorted(by_account)]
    cut = [
        *(part for group in in_token for part in _parts(group, _ACCOUNTS)),
        *(part for group in to_account for part in _parts(group, _TOKENS)),
    ]
    return [Move(escrow, part) for part in cut]


def settle(session: Any, tree: Tree) -> Iterator[Done]:
    """Moves what waits in a tree up to the top, and tells each transaction as it is made.

    In a circle each partnership pays once.
    """
    for level in reversed(tree.levels()):
        above = {address: _earners(tree, address) for address in level}
        paying = [tree.nodes[address] for address in level if above[address] and _is_open(tree.nodes[address])]
        yield from (_split(session, each) for each in splits(session, paying))
        wanted = {
            (node.escrow, token, account): node.address
            for node in paying
            for token in node.tokens
            for account in above[node.address]
        }
        found = waiting(session, wanted)
        for node in paying:
            payments = [Payment(*key, amount) for key, amount in found.items() if wanted[key] == node.address]
            yield from (_pay(session, move) for move in plan(payments))


def splits(session: Asked, nodes: Sequence[Node]) -> list[Split]:
    """The fewest transactions that split what arrived at these partnerships."""
    batch = Batch(session)
    asked = [(node, {token: ask_undistributed(batch, node.escrow, token) for token in node.tokens}) for node in nodes]
    batch.run()
    found = []
    for node, answers in asked:
        arrived = [token for token, answer in answers.items() if answer()]
        if len(arrived) > 1:
            # One call splits ether, all listed tokens, and one more.
            others = [token for token in arrived if token != ETHER and token not in node.listed]
            together, arrived = (others or [ETHER])[0], others[1:]
            found.append(Split(node.escrow, together, with_listed=True))
        found += [Split(node.escrow, token) for token in arrived]
    return found


def _earners(tree: Tree, address: str) -> list[str]:
    """The accounts of other partnerships at the escrow of one."""
    ties = [tie for tie in tree.within() if tie.project == address != tie.earner]
    return list(dict.fromkeys(tie.credited for tie in ties))


def _is_open(node: Node) -> bool:
    """Whether its income is split: it is not before a partnership is in force, nor if it never comes to that."""
    return node.phase in (Phase.IN_FORCE, Phase.WINDING_UP)


def _split(session: Any, split: Split) -> Done:
    escrow = RevenueEscrow(split.escrow, session)
    try:
        receipt = escrow.settle(split.token) if split.with_listed else escrow.distribute(split.token)
    except PolypactError as error:
        return Done(split, trouble=str(error))
    return Done(split, receipt)


def _pay(session: Any, move: Move) -> Done:
    escrow = RevenueEscrow(move.escrow, session)
    accounts = list(dict.fromkeys(payment.account for payment in move.payments))
    tokens = list(dict.fromkeys(payment.token for payment in move.payments))
    try:
        one = len(accounts) == 1
        receipt = escrow.claim_many(tokens, accounts[0]) if one else escrow.claim_for(tokens[0], accounts)
    except PolypactError as error:
        return Done(move, trouble=str(error))
    amounts = {
        (event["token"], event["partner"]): int(event["amount"])
        for event in escrow.decode_logs(receipt)
        if event.name == "RevenueClaimed"
    }
    paid = [
        replace(payment, amount=amounts[payment.token, payment.account])
        for payment in move.payments
        if (payment.token, payment.account) in amounts
    ]
    return Done(move, receipt, paid)


def _parts(group: Sequence[Payment], size: int) -> list[Sequence[Payment]]:
    return [group[first : first + size] for first in range(0, len(group), size)]
