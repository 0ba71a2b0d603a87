"""Actions on the income of a partnership, as they are written in the file of a proposal:

    - set_sponsor: {sponsor: 0x..., share: 10%}
    - set_reserve: {share: 5%}
    - set_recoupment: {mode: in order}                  # none, in order, pro rata
    - agree_contribution: {contributor: Eastport Ltd, amount: 50 ether}
    - record_contribution: {contributor: Southbank GmbH, amount: 5000 USDX, reference: the press, valued 2026-03-01}
    - set_vesting: {partner: Westgate AG, units: 100, from: 2026-01-01, cliff: 2027-01-01, until: 2030-01-01}
    - freeze: {account: Eastport Ltd, amount: 250 USDX, until: 60 days}
    - issue_invoice: {reference: INV-7, amount: 1000 USDX, due: 2026-12-31}

also `remove_sponsor: {sponsor}`, `end_vesting: {partner}`, `unfreeze: {account, token}`,
`withdraw_invoice: {reference}`, `recover_nft: {collection, token_id}`, `list_token` and `unlist_token: {token}`. A bare
date is a day in UTC; what is due on it may be paid until its last second.
"""

from __future__ import annotations

from polypact.chain.actions import Action
from polypact.decisions.draft_fields import Fields, Kind
from polypact.text.errors import PolypactError
from polypact.text.field_types import RECOUPMENTS, Recoupment, Reserve, SponsorShare

__all__ = ["INCOME_KINDS"]

_MAX_UNITS = 2**32 - 1


def _set_sponsor(fields: Fields) -> Action:
    return fields.own.income.set_sponsor(fields.account("sponsor"), fields.field("share", SponsorShare))


def _set_recoupment(fields: Fields) -> Action:
    return fields.own.income.set_recoupment(RECOUPMENTS.index(fields.field("mode", Recoupment)))


def _agree_contribution(fields: Fields) -> Action:
    token, amount = fields.amount("amount")
    return fields.own.income.agree_contribution(fields.account("contributor"), token.address, amount)


def _record_contribution(fields: Fields) -> Action:
    token, amount = fields.amount("amount")
    contributor, reference = fields.account("contributor"), fields.reference("reference")
    return fields.own.income.record_contribution(contributor, token.address, amount, reference)


def _set_vesting(fields: Fields) -> Action:
    units = fields.number("units")
    if not 0 < units <= _MAX_UNITS:
        raise PolypactError("units must be from 1 to 2**32 - 1; `end_vesting` ends a schedule")
    start, end = fields.day("from"), fields.day("until")
    cliff = fields.day("cliff") if "cliff" in fields.given else start
    if not start <= cliff <= end or start == end:
        raise PolypactError("the days are out of order: from, cliff, until")
    return fields.own.income.set_vesting(fields.account("partner"), units, start, cliff, end)


def _freeze(fields: Fields) -> Action:
    token, amount = fields.amount("amount")
    return fields.own.income.freeze(token.address, fields.account("account"), amount, fields.day("until"))


def _issue_invoice(fields: Fields) -> Action:
    token, amount = fields.amount("amount")
    return fields.own.income.issue_invoice(
        fields.reference("reference"), token.address, amount, fields.day("due", last=True)
    )


INCOME_KINDS: dict[str, Kind] = {
    "list_token": (lambda fields: fields.own.income.list_token(fields.token("token")), ("token",), ()),
    "unlist_token": (lambda fields: fields.own.income.unlist_token(fields.token("token")), ("token",), ()),
    "set_sponsor": (_set_sponsor, ("sponsor", "share"), ()),
    "remove_sponsor": (lambda fields: fields.own.income.set_sponsor(fields.account("sponsor"), 0), ("sponsor",), ()),
    "set_reserve": (lambda fields: fields.own.income.set_reserve(fields.field("share", Reserve)), ("share",), ()),
    "set_recoupment": (_set_recoupment, ("mode",), ()),
    "agree_contribution": (_agree_contribution, ("contributor", "amount"), ()),
    "record_contribution": (_record_contribution, ("contributor", "amount"), ("reference",)),
    "set_vesting": (_set_vesting, ("partner", "units", "from", "until"), ("cliff",)),
    "end_vesting": (lambda fields: fields.own.income.end_vesting(fields.account("partner")), ("partner",), ()),
    "freeze": (_freeze, ("account", "amount", "until"), ()),
    "unfreeze": (
        lambda fields: fields.own.income.unfreeze(fields.token("token"), fields.account("account")),
        ("account", "token"),
        (),
    ),
    "issue_invoice": (_issue_invoice, ("reference", "amount", "due"), ()),
    "withdraw_invoice": (
        lambda fields: fields.own.income.withdraw_invoice(fields.reference("reference")),
        ("reference",),
        (),
    ),
    "recover_nft": (
        lambda fields: fields.own.income.recover_nft(fields.account("collection"), fields.number("token_id")),
        ("collection", "token_id"),
        (),
    ),
}
