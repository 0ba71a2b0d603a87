"""The statement as data for JSON: sums are texts of numbers in the token's smallest unit, times ISO 8601 in UTC."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from polypact.statement.book import Sums, Tiers
from polypact.statement.entries import Invoice, Payment
from polypact.statement.model import OtherToken, Period, Statement, TokenStatement
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
        "partner": list(statement.partner),
        "tokens": [_token(entry, name, token(entry.token), statement.partner) for entry in statement.tokens],
        "other_tokens": [_other(entry) for entry in statement.others],
    }


def full(statement: Statement, name: Name, token: TokenAt, itemised: bool = False) -> dict[str, Any]:
    """The same, month by month, with the proof; `itemised` with a line per payment and invoice."""
    data = summary(statement, name, token)
    if itemised:
        data["payments"] = [_payment(payment, name) for payment in statement.payments]
        data["invoices"] = [_invoice(invoice, statement.end) for invoice in statement.invoices]
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
    }


def _payment(payment: Payment, name: Name) -> dict[str, Any]:
    return {
        "time": utc_text(payment.time),
        "block": payment.block,
        "log": payment.index,
        "transaction": payment.transaction,
        "what": payment.what,
        "account": payment.account,
        "name": name(payment.account) if payment.account else "",
        "token": payment.token,
        "amount": str(payment.amount),
        **_reference(payment.reference),
    }


def _invoice(invoice: Invoice, end: int) -> dict[str, Any]:
    return {
        **_reference(invoice.reference),
        "token": invoice.token,
        "expected": str(invoice.asked),
        "paid": str(invoice.paid_before(end)),
        "issued": utc_text(invoice.issued),
        "due": utc_text(invoice.due),
        "status": invoice.status(end),
    }


def _reference(reference: bytes) -> dict[str, str]:
    words = reference_words(reference) if any(reference) else ""
    return {"reference": words, "reference_hex": "0x" + reference.hex()}


def _other(entry: OtherToken) -> dict[str, Any]:
    return {
        "token": entry.token,
        "tiers": _tiers(entry.tiers),
        "paid": str(entry.paid),
        "owed": str(entry.owed),
        "payments": entry.payments,
        "problems": list(entry.problems),
    }


def _token(entry: TokenStatement, name: Name, kind: Token, partner: Sequence[str]) -> dict[str, Any]:
    names = ["received", "invoiced", "distributed", "undistributed", "wound_down", "paid", "claimable", "remainder"]
    names += ["contributions_held", "outstanding", "waiting", "owed", "balance"]
    # Of one partner there is no more than what is its own.
    names = ["paid", "claimable"] if partner else names
    facts = {name: getattr(entry, name) for name in names}
    return {
        "token": entry.token,
        "symbol": kind.symbol,
        "decimals": kind.decimals,
        "standing": str(entry.standing),
        "counts": entry.standing.counts,
        **{name: None if value is None else str(value) for name, value in facts.items()},
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
    answer = None if entry.by_chain is None else str(entry.by_chain)
    values = {"by_log": str(entry.by_log), "by_chain": answer}
    return {"what": entry.what, "account": entry.account, **values, "agrees": entry.agrees}
