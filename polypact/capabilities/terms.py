"""The terms that partners accept, and amending them.

- amend_terms: {file: terms-2.md, uri: "ipfs://...", window: 30 days, deal: {notice: 60 days}}

What the deal does not name stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from polypact.capabilities.actions import Action, check_uri
from polypact.capabilities.declaring import PARTNERSHIP, Capability, Flag, Kind, Maker, Option, Speaker
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.deal_fields import AmendedDeal
from polypact.text.deals import Capital, Deal
from polypact.text.documents import hash_document
from polypact.text.durations import format_duration

__all__ = ["TERMS", "TermsActions"]


class TermsActions(Maker):
    """Actions on the terms."""

    def amend_terms(
        self, terms_hash: bytes, uri: str, window_seconds: int, deal: Deal, capital: Sequence[Capital] = ()
    ) -> Action:
        """Puts a new version of the terms in force, with its deal; partners have `window_seconds` to accept it."""
        check_uri(uri)
        repayable = [entry.abi() for entry in capital]
        return self.on(PARTNERSHIP, "amend_terms", terms_hash, uri, window_seconds, deal.abi(), repayable)


def _amend_terms(make: TermsActions, fields: DraftFields) -> Action:
    document = hash_document(fields.base / fields.text("file"))
    deal, capital = fields.around.deal()
    if "deal" in fields.given:
        changed = fields.field("deal", AmendedDeal)
        deal = changed.changes(deal, fields.given["deal"])
        if "capital" in fields.given["deal"]:
            capital = changed.capital_of(lambda token: fields.around.tokens.named(token).address)
    return make.amend_terms(document, fields.text("uri"), fields.seconds("window", "30 days"), deal, capital)


def _deal_words(say: Speaker, given: Mapping[str, Any]) -> str:
    told = "; ".join(Deal.of(given["new_deal"]).lines())
    for entry in given["capital"]:
        token = entry["token"]
        told += (
            f"; up to {say.amount(token, entry['money'])} paid in and {say.amount(token, entry['in_kind'])} in kind "
            "may be repaid"
        )
    return told


_AMEND = Flag(
    Option("--amend-terms", "file", "New terms; with --uri, --window.", "FILE", is_file=True),
    (
        Option("--uri", "uri", "Of --amend-terms: where partners can read it."),
        Option("--window", "window", "Of --amend-terms: time to accept it.", default="30 days"),
    ),
)

TERMS = Capability[TermsActions](
    kinds={"amend_terms": Kind(_amend_terms, ("file",), ("uri", "window", "deal"), flag=_AMEND)},
    words={
        "amend_terms": lambda say, given: (
            f"Amend the terms: document 0x{given['terms_hash'].hex()}"
            f"{' at ' + given['uri'] if given['uri'] else ''}; partners have "
            f"{format_duration(given['window_seconds'])} to accept. The deal: {_deal_words(say, given)}"
        ),
    },
    abroad={
        "accept": lambda say, given: (
            f"Accept version {given['offer']['version']} of its terms, document 0x{given['offer']['terms_hash'].hex()} "
            f"and deal, with weight {given['offer']['weight']:,} and {given['offer']['units']:,} units"
        ),
    },
    moments=("window_closes",),
    reasons={
        "deal: a call has 30 to 180 days": "Who is called has 30 to 180 days to answer. Name a span within these.",
        "deal: below the founders' units": (
            "The ceiling of units is below the units of the founders. Name a higher one, or none: then it is theirs "
            "and a quarter more."
        ),
        "deal: below the founders' weight": (
            "The ceiling of weight is below the weight of the founders. Name a higher one, or none: then it is theirs "
            "and a quarter more."
        ),
        "deal: below the units there are": (
            "The new ceiling of units is below the units that partners have. Name a higher one."
        ),
        "deal: below the weight there is": (
            "The new ceiling of weight is below the weight that partners have. Name a higher one."
        ),
        "deal: capital too large": "The capital that may be repaid is above 2**112 - 1. Name less.",
        "deal: deadlock in 30-180 days": "The failures of a deadlock lie 30 to 180 days apart. Name such a span.",
        "deal: end is not ahead": "The end date of the deal is not ahead. Name a later one, or none.",
        "deal: move delay too long": "A seat can wait 180 days at most before it moves. Name a shorter span.",
        "deal: no capital": "A token is named without any capital that may be repaid. Leave it out or name an amount.",
        "deal: notice too long": "The notice can be 180 days at most. Name a shorter one.",
        "deal: redeemable above 100%": (
            "The share of the treasury that leavers take their part of is above 100%. Name one from 0% to 100%."
        ),
        "deal: reserve above 100%": "The ceiling of the reserve is above 100%. Name one from 0% to 100%.",
        "deal: sponsors above 100%": "The ceiling of the sponsors' shares is above 100%. Name one from 0% to 100%.",
        "deal: token given twice": "The capital of one token is named twice. Name each token once.",
        "deal: units too large": "The ceiling of units does not fit; it must stay below 2**32. Name a lower one.",
        "deal: weight out of bounds": "The ceiling of weight must be above 0 and below 2**40. Name one within these.",
        "terms: a window is open": (
            "Partners may still accept the last change of the terms. Amend them again when the window is closed: "
            "its time "
            "is over and partners with more than half of the weight have accepted (`partner close-window`)."
        ),
        "terms: less than 7 days": "Partners need at least 7 days to accept new terms. Name a longer time.",
        "terms: no window is open": "No window to accept terms is open. Nothing is left to close.",
        "terms: not by a majority": (
            "Partners with more than half of the weight have to have accepted before the window closes, and have to be "
            "named."
        ),
        "terms: partners out of order": "The partners must be named by increasing address, each once.",
        "terms: time to accept is left": "The time to accept is not over yet. Close the window when it is.",
        "terms: window closed lately": (
            "The window to accept the last change has closed less than 7 days ago. Amend the terms again after that."
        ),
        "terms: already accepted": "The partner has accepted the terms in force already. Nothing is left to do.",
        "terms: decided since": (
            "A constitutional decision was executed after this offer was read. Read what was decided, and accept again."
        ),
        "terms: hash is empty": "The hash of the terms document is missing. Hash the document and give the result.",
        "terms: less than 1 hour": "Invited accounts need at least 1 hour to answer. Name a longer time.",
        "terms: more than 180 days": (
            "Partners and invited accounts can be given 180 days at most. Name a shorter time."
        ),
        "terms: too many versions": (
            "The terms have been changed as often as they can be numbered. Found a new partnership."
        ),
        "terms: not these shares": (
            "The weight or the units that are offered have changed. Read the offer again, and accept that one."
        ),
        "terms: not this deal": "The deal is not that of the terms in force. Read that one, and accept it.",
        "terms: not this probation": (
            "The date on which the seat ends has changed. Read the offer again, and accept that one."
        ),
        "terms: not this role": "The role that is offered has changed. Read the offer again, and accept that one.",
        "terms: not in force": (
            "The hash is not that of the terms in force. Get the document in force, read it and accept that one."
        ),
        "terms: signature expired": "The signed acceptance is past its deadline. Sign it again with a later one.",
        "terms: signature not by partner": (
            "The signature is not the partner's for these terms. Sign again with the partner's account, for the "
            "version in force and the present nonce."
        ),
    },
)
