"""The proof of a split, a merger, a move: all that came into the escrows that end has gone somewhere, to the wei.

For each of them there is a statement, made from its events alone and compared with the chain. Beside that, whatever was
taken along is looked for on the other side: the same transaction must have made it the same account's contribution
there, as much as left here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from polypact.chain.events import Event
from polypact.statement.making import build
from polypact.statement.model import Standing

if TYPE_CHECKING:
    from polypact.clients.escrow import RevenueEscrow
    from polypact.clients.partnership import Partnership
    from polypact.statement.model import Statement

__all__ = ["Flow", "Proof", "Side", "prove"]


@dataclass(frozen=True)
class Side:
    """One partnership, and the block its log is read from."""

    partnership: Partnership
    since: int = 0

    @property
    def escrow(self) -> RevenueEscrow:
        return self.partnership.revenue


@dataclass(frozen=True)
class Flow:
    """One token of a partnership that ends, in its smallest unit."""

    partnership: str
    token: str
    came: int
    """All that ever came into the escrow: income, and what was in the treasury at the end."""
    liquidated: int
    """Of it: what was in the treasury."""
    repaid: int
    """Of the latter: to who had capital in the line."""
    paid: int
    """Out, to whoever claimed it."""
    along: dict[str, int]
    """Successor => what was taken along to it."""
    arrived: dict[str, int]
    """Successor => what of that arrived there."""
    owed: int
    """Credited, and not claimed yet."""
    waits: int
    """Arrived, and not split yet."""
    treasury: int
    """What is in the treasury."""

    @property
    def elsewhere(self) -> int:
        """What came and is neither paid, nor taken along, nor here; 0 if it adds up."""
        return self.came - self.paid - sum(self.along.values()) - self.owed - self.waits


@dataclass(frozen=True)
class Proof:
    """The whole of it."""

    flows: Sequence[Flow]
    statements: Sequence[Statement]
    problems: Sequence[str] = field(default_factory=list)
    not_counted: Sequence[str] = ()
    """Tokens in which there was income, and which nobody listed or asked for: the verdict is not about them."""

    @property
    def adds_up(self) -> bool:
        return not self.problems


def prove(ending: Sequence[Side], successors: Sequence[Side], asked: Sequence[str] = ()) -> Proof:
    """Proves that money in is money out over all of them.

    Args:
        ending: Those that wind up.
        successors: To which something was taken along.
        asked: Tokens that count, besides ether, those that are or were listed where it ends, and what was taken along.
    """
    problems: list[str] = []
    carried = [log["token"] for side in ending for log in side.escrow.events("ContributedOn", since=side.since)]
    asked = list(dict.fromkeys([*asked, *carried]))
    statements = [build(side.escrow, side.since, asked=asked) for side in (*ending, *successors)]
    for side, made in zip((*ending, *successors), statements, strict=True):
        problems += [f"{side.partnership.name}: {problem}" for problem in made.all_problems]
    received = {
        side.partnership.address: side.escrow.events("ContributionPaid", since=side.since) for side in successors
    }
    flows: list[Flow] = []
    for side, made in zip(ending, statements, strict=False):
        along = side.escrow.events("ContributedOn", since=side.since)
        problems += _unmatched(side, along, received)
        ended = side.escrow.events("Liquidated", since=side.since)
        flows += [_flow(side, made, token, along, ended) for token in _tokens(made, along)]
    own = {side.partnership.escrow for side in ending}
    for address, logs in received.items():
        problems += _unexplained(address, logs, own, ending)
    problems += [f"{flow.token}: {flow.elsewhere} of the smallest unit are nowhere" for flow in flows if flow.elsewhere]
    problems += [
        f"{flow.token}: {sum(flow.along.values())} were taken along, and {sum(flow.arrived.values())} arrived"
        for flow in flows
        if flow.along != flow.arrived
    ]
    there = {flow.token for flow in flows}
    for side, made in zip((*ending, *successors), statements, strict=True):
        # What was taken off the list is in the table, so it has to add up, too.
        former = [entry for entry in made.tokens if entry.standing is Standing.FORMER and entry.token in there]
        problems += [f"{side.partnership.name}: {one.token}: {problem}" for one in former for problem in one.problems]
    return Proof(flows, statements, problems, _not_counted(statements[: len(ending)]))


def _not_counted(statements: Sequence[Statement]) -> list[str]:
    others = [entry for made in statements for entry in made.others]
    return list(dict.fromkeys(entry.token for entry in others if entry.payments or entry.owed or entry.problems))


def _tokens(made: Statement, along: Sequence[Event]) -> list[str]:
    told = [entry.token for entry in made.tokens if entry.is_of_interest]
    return list(dict.fromkeys([*told, *(str(log["token"]) for log in along)]))


def _flow(side: Side, made: Statement, token: str, along: Sequence[Event], ended: Sequence[Event]) -> Flow:
    taken: dict[str, int] = {}
    arrived: dict[str, int] = {}
    for log in along:
        if log["token"] == token:
            successor = str(log["successor"])
            taken[successor] = taken.get(successor, 0) + int(log["amount"])
            arrived[successor] = arrived.get(successor, 0) + int(log["received"])
    entry = next((entry for entry in made.tokens if entry.token == token), None)
    other = next((entry for entry in made.others if entry.token == token), None)
    came = entry.received if entry else (other.tiers.split if other else 0)
    paid = entry.paid if entry else (other.paid if other else 0)
    owed = entry.owed - entry.contributions_held if entry else (other.owed if other else 0)
    mine = [log for log in ended if log["token"] == token]
    return Flow(
        side.partnership.address,
        token,
        came,
        sum(int(log["amount"]) for log in mine),
        sum(int(log["repaid"]) for log in mine),
        paid - sum(taken.values()),
        taken,
        arrived,
        owed,
        entry.undistributed if entry else 0,
        side.partnership.balance(token),
    )


def _unmatched(side: Side, along: Sequence[Event], received: dict[str, list[Event]]) -> list[str]:
    """What was taken along, and is no contribution on the other side."""
    problems = []
    for log in along:
        successor = str(log["successor"])
        said = f"{log['holder']} took {log['amount']} of {log['token']} along to {successor}"
        if successor not in received:
            problems.append(f"{said}, which is not named with --to")
            continue
        there = [one for one in received[successor] if _same(one, log, side.partnership.escrow)]
        if len(there) != 1:
            problems.append(f"{said} in {log.transaction}, and {len(there)} contributions there say so")
    return problems


def _same(paid: Event, taken: Event, escrow: str) -> bool:
    return (
        paid.transaction == taken.transaction
        and paid["payer"] == escrow
        and paid["contributor"] == taken["holder"]
        and paid["token"] == taken["token"]
        and paid["amount"] == taken["received"]
    )


def _unexplained(successor: str, logs: Sequence[Event], own: set[str], ending: Sequence[Side]) -> list[str]:
    """Contributions that claim to be paid by an escrow that ends, and were not taken along from it."""
    taken = [log for side in ending for log in side.escrow.events("ContributedOn", since=side.since)]
    return [
        f"{successor} says that {log['payer']} contributed {log['amount']} of {log['token']} for {log['contributor']}, "
        "which has no record of it"
        for log in logs
        if log["payer"] in own and not any(_same(log, one, str(log["payer"])) for one in taken)
    ]
