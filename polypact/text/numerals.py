"""Numbers as people write them: `1.5`, `1,500`, `1'000'000`, `1_000`.

A dot stands before decimals, everywhere. A comma, an apostrophe or an underscore stands only between groups of three
digits, one kind of them in a number. Half of the world writes it the other way round, so what does not fit this is
never guessed at: it is refused, and both ways of reading it are named.
"""

from __future__ import annotations

import re
from fractions import Fraction

__all__ = ["LIKE_NUMBER", "quoted", "read_number", "read_whole"]

#: How text begins that is meant as a number, for the patterns of those who look for one among other words.
LIKE_NUMBER = r"[.,]?\d[\d.,'_\u2019]*"

#: No sum and no span of time needs more; what is longer would only cost time.
_LONGEST = 400
_NUMBER = re.compile(r"(?:\d+|[1-9]\d{0,2}(?:(?P<mark>[,'_])\d{3})(?:(?P=mark)\d{3})*)?(?P<decimals>\.\d+)?", re.ASCII)
_MARKS = re.compile(r"[.,'_\u2018\u2019\u02bc\u00b4`\s]")


def read_number(text: str) -> Fraction:
    """What a number without a sign comes to, exactly.

    Raises:
        ValueError: It is none, or can be read in two ways; the message says how to write it.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"{quoted(text)} is too long for a number")
    if not text or not _NUMBER.fullmatch(text):
        raise ValueError(_refusal(text))
    return Fraction(re.sub(r"[,'_]", "", text))


def read_whole(text: str) -> int:
    """The same for a whole number, which has no dot.

    Raises:
        ValueError: It is none, or can be read in two ways.
    """
    number = read_number(text)
    if "." in text:
        raise ValueError(f"{quoted(text)} is no whole number")
    return int(number)


def quoted(text: str) -> str:
    """What somebody wrote, in quotes, and shortened if it is long."""
    return repr(text if len(text) <= 60 else f"{text[:50]}...")


def _refusal(text: str) -> str:
    # "1.234,56" and "1,5" alike: the last mark may stand before decimals, or all of them between groups.
    groups = _MARKS.split(text)
    if len(groups) > 1 and groups[-1] and all(group == "" or _is_digits(group) for group in groups):
        whole, decimals = "".join(groups[:-1]).lstrip("0") or "0", groups[-1]
        otherwise = f"{whole}{decimals}".lstrip("0") or "0"
        if text.count(".") == 1 and len(groups) > 2:
            otherwise = ".".join(_MARKS.sub("", part) for part in text.split("."))
        readings = dict.fromkeys((f"{whole}.{decimals}", otherwise))
        return (
            f"{quoted(text)} can be read as {' or as '.join(readings)}: write one of these, with a dot before decimals "
            "and nothing else but digits"
        )
    return f"{quoted(text)} is no number: write it in digits, with a dot before decimals"


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
