"""What of Python has its own form in the page: functions of `web/src/words/`, held to ours by a test, and fields that
the client's records call otherwise than the contracts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from eth_utils.address import to_checksum_address

from polypact.build.page.kinds import ADDRESS, BYTES, LABEL, NUMBER, SOMEONE, STRING, WORDS, Kind, Plain
from polypact.text import durations, enums, sentences, shares
from polypact.text.deals import Deal, Offer
from polypact.text.links import LinkTerms
from polypact.text.promises import Floor, Mandate, Matter
from polypact.text.voting_rules import Rule

__all__ = ["FIELDS", "FUNCTIONS", "PARAMETERS", "PROPERTIES", "RECORDS", "WORDS_OF", "Own", "module_of"]


@dataclass(frozen=True)
class Own:
    """A function of the page that stands for one of ours."""

    name: str
    module: str
    """Of `web/src/words/`."""
    gives: Kind


_RUNTIME = "runtime"

#: Function of ours => that of the page.
FUNCTIONS: Mapping[Callable[..., Any], Own] = {
    durations.format_duration: Own("formatDuration", _RUNTIME, LABEL),
    durations.format_timestamp: Own("moment", "parts", WORDS),
    shares.format_bps: Own("formatBps", _RUNTIME, LABEL),
    shares.format_part: Own("formatPart", _RUNTIME, LABEL),
    sentences.format_day: Own("formatDay", _RUNTIME, LABEL),
    sentences.reference_words: Own("referenceWords", "chain_text", STRING),
    enums.name_of: Own("wordText", "chain_text", STRING),
    to_checksum_address: Own("addressOf", _RUNTIME, ADDRESS),
}

#: Record of ours => struct of the contracts with the same fields, or with those of `FIELDS`.
RECORDS: Mapping[type[Any], str] = {
    Matter: "Matter",
    Mandate: "Mandate",
    Floor: "Floor",
    LinkTerms: "LinkTerms",
    Deal: "Deal",
    Offer: "Offer",
    Rule: "Rule",
}

#: Record and its field => what the contracts call it, and its kind there.
FIELDS: Mapping[tuple[str, str], tuple[str, Plain]] = {
    ("Rule", "quorum"): ("quorum_bps", NUMBER),
    ("Rule", "approval"): ("approval_bps", NUMBER),
    ("Rule", "seat_approval"): ("seat_approval_bps", NUMBER),
    ("Rule", "contested_approval"): ("contested_bps", NUMBER),
    ("Rule", "tie_breaker"): ("tie_breaker", SOMEONE),
}

#: Record and its property => the function of the page that works it out.
PROPERTIES: Mapping[tuple[str, str], Own] = {
    ("LinkTerms", "tag"): Own("linkTag", _RUNTIME, NUMBER),
    ("LinkTerms", "hash"): Own("linkHash", _RUNTIME, BYTES),
}

#: What a number is called: `Role(x).words`. A field that has such a number is that already.
WORDS_OF: Mapping[tuple[type[Any], str], str] = {
    (enums.Role, "words"): "roleWords",
    (enums.Role, "names"): "roleNames",
    (enums.Support, "words"): "supportWords",
}

#: Texts among the parameters of ours that are no addresses.
PARAMETERS: Mapping[str, Kind] = {"own": LABEL, "recoupment": LABEL, "income": WORDS}


def module_of(name: str) -> str:
    """Where a function of the page is, by its name; empty if there is none."""
    known = {
        **{own.name: own.module for own in (*FUNCTIONS.values(), *PROPERTIES.values())},
        **dict.fromkeys(WORDS_OF.values(), _RUNTIME),
        **dict.fromkeys(("anyByte", "grouped", "hexDigits", "sentence", "sliceBytes"), _RUNTIME),
        **dict.fromkeys(("exactly", "isSaid", "joined", "said"), "parts"),
        "inQuotes": "chain_text",
    }
    return known.get(name, "")
