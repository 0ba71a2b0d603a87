"""Makes a statement: reads the events, replays them, asks the contract, and puts both side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from polypact.chain.events import Event
from polypact.chain.node_errors import NodeError
from polypact.statement import proof
from polypact.statement.book import Sums, Tiers
from polypact.statement.model import Line, Movement, OtherToken, Period, Standing, Statement, TokenStatement
from polypact.statement.periods import month_of, months
from polypact.statement.reading import Progress, read_events
from polypact.statement.replay import Replay, Snapshot
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.clients.escrow import RevenueEscrow

__all__ = ["build", "make"]

#: How often the chain is asked again, at a newer block, when the node does not answer.
_TRIES = 3
#: Of how many tokens that nobody listed the chain is asked what is owed: anybody can make thousands.
_OTHERS = 200


def build(
    escrow: RevenueEscrow,
    since: int = 0,
    *,
    start: int | None = None,
    end: int | None = None,
    asked: Sequence[str] = (),
    progress: Progress | None = None,
) -> Statement:
    """The statement of an escrow as of the newest block.

    Args:
        since: Block the partnership was deployed in, or an earlier one.
        start: Unix seconds at which its first month begins; by default when the escrow was made, and not before the
            month of that.
        end: Unix seconds at which its last month ends, exclusive; by default, and at the latest, with the newest block.
        asked: Tokens that count, besides ether and those that are listed.
        progress: Told how far it is.
    """
    node = escrow.session
    block = node.block
    events = read_events(node, escrow.address, since, block, progress)
    for last in range(_TRIES, 0, -1):
        # Reading takes its time, and many nodes forget soon what was at a block: what came since is read as well.
        if (newest := node.block) > block:
            events += read_events(node, escrow.address, block + 1, newest)
            block = newest
        try:
            return make(escrow, events, block, start=start, end=end, asked=asked)
        except NodeError:
            if last == 1 or node.block == block:
                raise
    raise AssertionError("not reached")


def make(
    escrow: RevenueEscrow,
    events: list[Event],
    block: int,
    *,
    start: int | None = None,
    end: int | None = None,
    asked: Sequence[str] = (),
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
    listed = escrow.read("listed_tokens", block=block)
    tokens = _standings(listed, asked, events)
    replay = Replay(escrow.partnership)
    snapshots = replay.run(events, [first, *(stop for _, stop in spans)], list(tokens))
    others = [token for token in replay.books if token not in tokens]
    answers = proof.ask(escrow, replay, list(tokens), others[:_OTHERS], block)
    rules = proof.compare_rules(replay, answers)
    problems = [*replay.problems.get("", ()), *(str(entry) for entry in rules if not entry.agrees)]
    return Statement(
        escrow=escrow.address,
        partnership=replay.treasury,
        chain_id=escrow.session.chain_id,
        block=block,
        time=time,
        events=len(events),
        start=first,
        end=last,
        tokens=[_token(replay, token, standing, answers, snapshots) for token, standing in tokens.items()],
        others=_others(replay, others, answers),
        payments=[paid for paid in replay.payments if first <= paid.time < last and paid.token in tokens],
        invoices=replay.invoices.within(first, last, tokens),
        comparisons=rules,
        problems=problems,
        seats=replay.seats,
    )


def _standings(listed: Sequence[str], asked: Sequence[str], events: Sequence[Event]) -> dict[str, Standing]:
    # The tokens with a part of their own, and why they have one.
    former = [event["token"] for event in events if event.name == "TokenListed"]
    reasons = ((Standing.LISTED, listed), (Standing.ASKED, asked), (Standing.FORMER, former))
    tokens = {ETHER: Standing.ETHER}
    for reason, some in reasons:
        for token in some:
            tokens.setdefault(token, reason)
    return tokens


def _others(replay: Replay, tokens: Sequence[str], answers: proof.Answers) -> list[OtherToken]:
    payments = Counter(payment.token for payment in replay.payments)
    found = []
    for token in tokens:
        book, problems = replay.book(token), [*replay.problems.get(token, ())]
        if ("owed", token) in answers.views:
            owed = proof.Comparison("owed", token, "", book.owed, answers["owed", token])
            problems += [] if owed.agrees else [str(owed)]
        found.append(OtherToken(token, book.tiers(), sum(book.paid.values()), book.owed, payments[token], problems))
    return found


def _token(
    replay: Replay, token: str, standing: Standing, answers: proof.Answers, snapshots: list[Snapshot]
) -> TokenStatement:
    book, balance = replay.book(token), answers.balances[token]
    comparisons = proof.compare_token(replay, token, answers)
    problems = [*replay.problems.get(token, ()), *(str(entry) for entry in comparisons if not entry.agrees)]
    problems += proof.token_problems(book, balance)
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
        standing=standing,
        tiers=book.tiers(),
        lines=lines,
        months=[_period(token, accounts, before, after) for before, after in spans],
        whole=_period(token, accounts, snapshots[0], snapshots[-1]),
        owed=book.owed,
        balance=balance,
        undistributed=0 if balance is None else max(balance - book.owed, 0),
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
