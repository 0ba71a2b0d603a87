"""The statement of one partner alone: its accounts, and totals that are its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from polypact.statement.book import Sums, Tiers
from polypact.statement.model import Movement, Period, Statement, TokenStatement


def only(statement: Statement, accounts: Sequence[str]) -> Statement:
    """What the accounts of one partner were credited and paid, with its totals. The proof remains that of everything.

    What the escrow received, holds and owes, and what waits to be split, is everybody's and stays so.
    """
    return replace(
        statement,
        tokens=[_token(token, accounts) for token in statement.tokens],
        payments=[payment for payment in statement.payments if payment.account in accounts],
        invoices=[],
        partner=list(accounts),
    )


def is_of(token: TokenStatement) -> bool:
    """Whether a partner has anything in a token of its statement."""
    return any(line.credited or line.paid or line.claimable or line.frozen for line in token.lines)


def _token(token: TokenStatement, accounts: Sequence[str]) -> TokenStatement:
    lines = [line for line in token.lines if line.account in accounts]
    return replace(
        token,
        lines=lines,
        months=[_period(month, accounts) for month in token.months],
        whole=_period(token.whole, accounts),
        tiers=_tiers(sum((line.sums for line in lines), Sums())),
    )


def _period(period: Period, accounts: Sequence[str]) -> Period:
    own: list[Movement] = [movement for movement in period.movements if movement.account in accounts]
    change = sum((movement.change for movement in own), Sums())
    return replace(
        period,
        movements=own,
        tiers=_tiers(change),
        opening=sum(movement.opening for movement in own),
        opening_remainder=0,
        remainder=0,
        paid=change.paid,
    )


def _tiers(sums: Sums) -> Tiers:
    # What each tier gave to this partner alone.
    return Tiers(
        sponsors=sums.sponsor,
        contributions=sums.contributions,
        reserve=sums.reserve,
        unvested=sums.unvested,
        partners=sums.units,
        treasury_part=sums.treasury_part,
    )
