"""The terms that partners accept, and amending them.

- amend_terms: {file: terms-2.md, uri: "ipfs://...", window: 30 days}
"""

from __future__ import annotations

from polypact.capabilities.actions import Action, check_uri
from polypact.capabilities.declaring import PARTNERSHIP, Capability, Flag, Kind, Maker, Option
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.documents import hash_document
from polypact.text.durations import format_duration

__all__ = ["TERMS", "TermsActions"]


class TermsActions(Maker):
    """Actions on the terms."""

    def amend_terms(self, terms_hash: bytes, uri: str, window_seconds: int) -> Action:
        """Puts a new version of the terms in force; partners have `window_seconds` to accept it."""
        check_uri(uri)
        return self.on(PARTNERSHIP, "amend_terms", terms_hash, uri, window_seconds)


def _amend_terms(make: TermsActions, fields: DraftFields) -> Action:
    document = hash_document(fields.base / fields.text("file"))
    return make.amend_terms(document, fields.text("uri"), fields.seconds("window", "30 days"))


_AMEND = Flag(
    Option("--amend-terms", "file", "New terms; with --uri, --window.", "FILE", is_file=True),
    (
        Option("--uri", "uri", "Of --amend-terms: where partners can read it."),
        Option("--window", "window", "Of --amend-terms: time to accept it.", default="30 days"),
    ),
)

TERMS = Capability[TermsActions](
    kinds={"amend_terms": Kind(_amend_terms, ("file",), ("uri", "window"), flag=_AMEND)},
    words={
        "amend_terms": lambda say, given: (
            f"Amend the terms: document 0x{given['terms_hash'].hex()}"
            f"{' at ' + given['uri'] if given['uri'] else ''}; partners have "
            f"{format_duration(given['window_seconds'])} to accept"
        ),
    },
    moments=("window_closes",),
    reasons={
        "terms: a window is open": (
            "Partners still have time to accept the last change of the terms. Amend them again when that time is over."
        ),
        "terms: already accepted": "The partner has accepted the terms in force already. Nothing is left to do.",
        "terms: hash is empty": "The hash of the terms document is missing. Hash the document and give the result.",
        "terms: less than 1 hour": "Partners and invited accounts need at least 1 hour to answer. Name a longer time.",
        "terms: more than 180 days": (
            "Partners and invited accounts can be given 180 days at most. Name a shorter time."
        ),
        "terms: too many versions": (
            "The terms have been changed as often as they can be numbered. Found a new partnership."
        ),
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
