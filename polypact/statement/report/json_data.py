"""The statement as data for JSON: sums are texts of numbers in the token's smallest unit, times ISO 8601 in UTC."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from polypact.statement.book import Sums, Tiers
from polypact.statement.model import Period, Statement, TokenStatement
from polypact.statement.periods import utc_text
from polypact.statement.proof import Comparison
from polypact.text.sentences import reference_words

if TYPE_CHECKING:
    from polypact.chain.tokens import Token

Name = Callable[[str], str]
TokenAt = Callable[[str], "Token"]


def summary(statement: Statement, name: Name, token: TokenAt) -> dict[str, Any]:
    """Who earned what since the beginning."""
    return {
        "escrow": statement.escrow,
        "block": statement.block,
        "adds_up": statement.adds_up,
        "problems": list(statement.problems),
        "tokens": [_token(entry, name, token(entry.token)) for entry in statement.tokens],
    }


def full(statement: Statement, name: Name, token: TokenAt) -> dict[str, Any]:
    """The same, month by month, with the proof."""
    data = summary(statement, name, token)
    for entry, made in zip(statement.tokens, data["tokens"], strict=True):
        made["months"] = [_period(month, name) for month in entry.months]
        made["whole"] = _period(entry.whole, name)
        made["proof"] = [_comparison(comparison) for comparison in entry.comparisons]
    return {
        "partnership": statement.partnership,
        "chain_id": statement.chain_id,
        "block_time": utc_text(statement.time),
        "from": utc_text(statement.start),
        "to": utc_text(statement.end - 1),
        "events": statement.events,
        "compared": statement.compared,
        **data,
        "proof": [_comparison(comparison) for comparison in statement.comparisons],
        "receipts": [
            {
                "time": utc_text(receipt.time),
                "block": receipt.block,
                "transaction": receipt.transaction,
                "payer": receipt.payer,
                "name": name(receipt.payer),
                "token": receipt.token,
                "reference": reference_words(receipt.reference) if any(receipt.reference) else "",
                "reference_hex": "0x" + receipt.reference.hex(),
                "amount": str(receipt.amount),
            }
            for receipt in statement.receipts
        ],
    }


def _token(entry: TokenStatement, name: Name, kind: Token) -> dict[str, Any]:
    names = ["received", "invoiced", "distributed", "undistributed", "wound_down", "paid", "claimable", "remainder"]
    names += ["contributions_held", "outstanding", "waiting", "owed", "balance"]
    return {
        "token": entry.token,
        "symbol": kind.symbol,
        "decimals": kind.decimals,
        **{field: str(getattr(entry, field)) for field in names},
        "tiers": _tiers(entry.tiers),
        "adds_up": entry.adds_up,
        "problems": list(entry.problems),
        "partners": [
            {
                "partner": line.account,
                "name": name(line.account),
                "units": line.units,
                **_sums(line.sums),
                "balance": str(line.balance),
                "claimable": str(line.claimable),
                "frozen": str(line.frozen),
            }
            for line in entry.lines
        ],
    }


def _period(period: Period, name: Name) -> dict[str, Any]:
    return {
        "from": utc_text(period.start),
        "to": utc_text(period.end - 1),
        "tiers": _tiers(period.tiers),
        "opening": str(period.opening),
        "paid": str(period.paid),
        "closing": str(period.closing),
        "rounding": str(period.remainder),
        "accounts": [
            {
                "account": entry.account,
                "name": name(entry.account),
                "units": entry.units,
                "opening": str(entry.opening),
                **_sums(entry.change),
                "closing": str(entry.closing),
            }
            for entry in period.movements
        ],
    }


def _tiers(tiers: Tiers) -> dict[str, str]:
    return {"split": str(tiers.split), **{field.name: str(getattr(tiers, field.name)) for field in fields(tiers)}}


def _sums(sums: Sums) -> dict[str, Any]:
    parts = {field.name: str(getattr(sums, field.name)) for field in fields(sums) if field.name != "paid"}
    return {"credited": str(sums.credited), "credited_by": parts, "paid": str(sums.paid)}


def _comparison(entry: Comparison) -> dict[str, Any]:
    values = {"by_log": str(entry.by_log), "by_chain": str(entry.by_chain)}
    return {"what": entry.what, "account": entry.account, **values, "agrees": entry.agrees}
