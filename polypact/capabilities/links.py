"""Links to sponsors: a share of the income that both sides agreed to, and the income that is counted.

    - offer_link: {sponsor: Harbour JV, share: 10%, until: 2028-12-31, notice: 90 days, buy_out: 50 ether, to: escrow}
    - buy_out_link: {link: 0x1a2b3c, amount: 50 ether}

also `withdraw_offer: {hash}`, `give_link_notice: {link}` and `count_income: {token}`. Of an offer only sponsor and
share are needed; `to` is `sponsor` or `escrow`, and `number` tells links on the same terms apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import ESCROW, Capability, Kind, Maker, Speaker
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from polypact.text.field_types import SponsorShare
from polypact.text.links import MAX_NOTICE_DAYS, LinkTerms, format_tag, parse_tag, terms_words

__all__ = ["LINKS", "LinkActions"]

_RECEIVERS = ("sponsor", "escrow")


class LinkActions(Maker):
    """Actions on links to sponsors."""

    def offer_link(self, terms: LinkTerms) -> Action:
        """Offers a link that its sponsor may agree to for 30 days."""
        return self.on(ESCROW, "offer_link", terms.abi())

    def withdraw_offer(self, terms_hash: bytes) -> Action:
        return self.on(ESCROW, "withdraw_offer", terms_hash)

    def give_link_notice(self, tag: int) -> Action:
        """Has a link end when its notice is over."""
        return self.on(ESCROW, "give_link_notice", tag)

    def buy_out_link(self, tag: int, amount: int, value: int = 0) -> Action:
        """Ends a link by paying what was agreed; ether goes along as `value`, a token the escrow must be allowed."""
        return replace(self.on(ESCROW, "buy_out_link", tag, amount), value=value)

    def count_income(self, token: str) -> Action:
        """Has it be counted how much income comes in, in that token."""
        return self.on(ESCROW, "count_income", token)


def _offer(make: LinkActions, fields: DraftFields) -> Action:
    price_token, price = ETHER, 0
    if "buy_out" in fields.given:
        token, price = fields.amount("buy_out")
        price_token = token.address
    receiver = fields.text("to", "sponsor")
    if receiver not in _RECEIVERS:
        raise PolypactError(f"to must be one of {', '.join(_RECEIVERS)}, not {receiver!r}")
    notice = fields.days("notice", 0, MAX_NOTICE_DAYS, "0 days")
    ends = fields.day("until", last=True) if "until" in fields.given else 0
    number = fields.number("number") if "number" in fields.given else 0
    if number >= 2**256:
        raise PolypactError("number must be below 2**256")
    share: int = fields.field("share", SponsorShare)
    to_escrow, sponsor = receiver == "escrow", fields.account("sponsor")
    return make.offer_link(LinkTerms(sponsor, share, to_escrow, ends, notice, price, price_token, number))


def _buy_out(make: LinkActions, fields: DraftFields) -> Action:
    token, amount = fields.amount("amount")
    value = amount if token.address == ETHER else 0
    return make.buy_out_link(parse_tag(fields.text("link")), amount, value)


def _offer_in_words(say: Speaker, given: Mapping[str, Any]) -> str:
    terms = LinkTerms.of(given["terms"])
    return f"Offer the link {format_tag(terms.tag)}: {terms_words(say, terms)}"


def _agree_in_words(say: Speaker, given: Mapping[str, Any]) -> str:
    terms = LinkTerms.of(given["terms"])
    return f"Agree to the link {format_tag(terms.tag)}: {terms_words(say, terms)}"


LINKS = Capability[LinkActions](
    kinds={
        "offer_link": Kind(_offer, ("sponsor", "share"), ("until", "notice", "buy_out", "to", "number")),
        "withdraw_offer": Kind(lambda make, fields: make.withdraw_offer(fields.word("hash")), ("hash",)),
        "give_link_notice": Kind(lambda make, fields: make.give_link_notice(parse_tag(fields.text("link"))), ("link",)),
        "buy_out_link": Kind(_buy_out, ("link", "amount")),
        "count_income": Kind(lambda make, fields: make.count_income(fields.token("token")), ("token",)),
    },
    words={
        "offer_link": _offer_in_words,
        "withdraw_offer": lambda say, given: f"Take back the offer of the link 0x{given['terms_hash'].hex()}",
        "give_link_notice": lambda say, given: f"Give notice of the link {format_tag(given['tag'])} to its sponsor",
        "buy_out_link": lambda say, given: (
            f"Buy out the link {format_tag(given['tag'])} for {given['amount']:,} (smallest unit of its price)"
        ),
        "count_income": lambda say, given: f"Have it be counted how much {say.symbol(given['token'])} comes in",
    },
    abroad={
        "agree_link": _agree_in_words,
        "waive_link": lambda say, given: f"Give the link {format_tag(given['tag'])} up, at once",
        "give_link_notice": lambda say, given: f"Give notice of the link {format_tag(given['tag'])}",
    },
    reasons={
        "escrow: end is past": "The link would end before it began. Offer it with a later end, or without one.",
        "escrow: end too far": "The end of the link is beyond all dates. Name an earlier one, or 0 for none.",
        "escrow: less than the price": (
            "Less has arrived than the price that was agreed for ending the link. Send at least that, and more of a "
            "token that takes a fee."
        ),
        "escrow: link ends before": "The link ends anyway before a notice given now would be over. Just wait.",
        "escrow: link has ended": "The time of this link is over, and it earns nothing. Anybody may clear it away.",
        "escrow: link not offered": (
            "Nothing is offered on exactly these terms: they differ, or the offer was taken back or taken. Read what "
            "is offered, and agree to that."
        ),
        "escrow: link runs already": (
            "A link on these terms, or one of the same name, runs already. Offer it with another number."
        ),
        "escrow: link still runs": "This link has not ended. Give notice, or wait for its end.",
        "escrow: link without a share": "The link would earn nothing. Name a share.",
        "escrow: more than 1095 days": "The notice of a link is three years (1095 days) at the most. Name less.",
        "escrow: no buy-out agreed": "No price was agreed for this link. Give notice, or ask its sponsor to waive it.",
        "escrow: no price": "A token for the price is named, and no price. Name a price, or ether (zero) as the token.",
        "escrow: no such link": "There is no link of that name here. Look at the links first; it may have ended.",
        "escrow: not a side of it": "Only the sponsor of a link gives notice of it, or the partnership by vote.",
        "escrow: not its sponsor": (
            "Only the sponsor of a link may do this, or who holds its seat now. Check the account and the terms."
        ),
        "escrow: offer is over": "The offer could be agreed to for 30 days, which are over. Ask for it again.",
        "escrow: price too high": "The price is more than can be kept (2**96 of the smallest unit). Name a lower one.",
        "escrow: sponsor has no escrow": (
            "What the link earns would go to the sponsor's escrow, and there is none: it is no partnership. Offer it "
            "to be paid to the sponsor itself."
        ),
    },
)
