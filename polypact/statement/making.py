"""Makes a statement: reads the events, replays them, asks the contract, and puts both side by side."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from polypact.chain.events import Event
from polypact.statement import proof
from polypact.statement.book import Sums, Tiers
from polypact.statement.model import Line, Movement, Period, Statement, TokenStatement
from polypact.statement.periods import month_of, months
from polypact.statement.reading import Progress, read_events
from polypact.statement.replay import Replay, Snapshot
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.clients.escrow import RevenueEscrow

__all__ = ["build", "make"]


def build(
    escrow: RevenueEscrow,
    since: int = 0,
    *,
    start: int | None = None,
    end: int | None = None,
    progress: Progress | None = None,
) -> Statement:
    """The statement of an escrow as of the newest block.

    Args:
        since: Block the partnership was deployed in, or an earlier one.
        start: Unix seconds at which its first month begins; by default when the escrow was made, and not before the
            month of that.
        end: Unix seconds at which its last month ends, exclusive; by default, and at the latest, with the newest block.
        progress: Told how far it is.
    """
    block = escrow.session.block
    events = read_events(escrow.session, escrow.address, since, block, progress)
    return make(escrow, events, block, start=start, end=end)


def make(
    escrow: RevenueEscrow, events: list[Event], block: int, *, start: int | None = None, end: int | None = None
) -> Statement:
    """The same of events that were read already, up to `block`."""
    time = escrow.session.now(block)
    if not events:
        raise PolypactError(f"the escrow {escrow.address} has logged nothing up to block {block}")
    first = events[0].time if start is None else max(start, month_of(events[0].time))
    last = min(time + 1, time + 1 if end is None else end)
    if first >= last:
        raise PolypactError("the statement ends before it begins: --from has to be before --to and not in the future")
    spans = months(first, last)
    replay = Replay(escrow.partnership)
    snapshots = replay.run(events, [first, *(stop for _, stop in spans)])
    tokens = list(dict.fromkeys([ETHER, *escrow.read("listed_tokens", block=block), *replay.books]))
    answers = proof.ask(escrow, replay, tokens, block)
    rules = proof.compare_rules(replay, answers)
    problems = [*replay.problems, *(str(entry) for entry in rules if not entry.agrees)]
    return Statement(
        escrow=escrow.address,
        partnership=replay.treasury,
        chain_id=escrow.session.chain_id,
        block=block,
        time=time,
        events=len(events),
        start=first,
        end=last,
        tokens=[_token(replay, token, answers, snapshots) for token in tokens],
        receipts=[receipt for receipt in replay.receipts if first <= receipt.time < last],
        comparisons=rules,
        problems=problems,
    )


def _token(replay: Replay, token: str, answers: proof.Answers, snapshots: list[Snapshot]) -> TokenStatement:
    book = replay.book(token)
    comparisons = proof.compare_token(replay, token, answers)
    problems = [str(entry) for entry in comparisons if not entry.agrees]
    problems += proof.token_problems(book, answers.balances[token])
    accounts = book.accounts()
    lines = [
        Line(
            account=account,
            units=replay.holdings.units.get(account, 0),
            sums=book.sums(account),
            claimable=int(answers["claimable", token, account]),
            frozen=min(proof.frozen_of(book, account, answers.time), book.sums(account).balance),
        )
        for account in accounts
    ]
    spans = list(pairwise(snapshots))
    return TokenStatement(
        token=token,
        tiers=book.tiers(),
        lines=lines,
        months=[_period(token, accounts, before, after) for before, after in spans],
        whole=_period(token, accounts, snapshots[0], snapshots[-1]),
        owed=book.owed,
        balance=answers.balances[token],
        undistributed=max(answers.balances[token] - book.owed, 0),
        contributions_held=book.recouping.held,
        recorded=book.recouping.recorded,
        waiting=book.waiting,
        remainder=proof.remainder_of(book),
        comparisons=comparisons,
        problems=problems,
    )


def _period(token: str, accounts: list[str], before: Snapshot, after: Snapshot) -> Period:
    opened, old = before.tiers.get(token, Tiers()), [before.sums.get((token, who), Sums()) for who in accounts]
    tiers, new = after.tiers.get(token, Tiers()) - opened, [after.sums.get((token, who), Sums()) for who in accounts]
    movements = [
        Movement(who, after.units.get(who, 0), was.balance, now - was)
        for who, was, now in zip(accounts, old, new, strict=True)
    ]
    return Period(
        start=before.time,
        end=after.time,
        tiers=tiers,
        movements=movements,
        opening=opened.split - sum(sums.paid for sums in old),
        opening_remainder=opened.split - sum(sums.credited for sums in old),
        remainder=tiers.split - sum(movement.change.credited for movement in movements),
        paid=sum(movement.change.paid for movement in movements),
    )
