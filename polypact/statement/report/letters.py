"""Names as a page draws them: it sets letter after letter from left to right, and joins none.

Hebrew and Arabic are put in the order in which they stand on the page (Unicode's bidirectional algorithm without its
control characters, which nothing that is shown has), and Arabic letters take the forms that joining gives them. What
the font lacks becomes a box; `missing` says so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from functools import cache

#: Stands for a letter that no font here has.
BOX = "\N{WHITE SQUARE}"
_MIRRORED = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))
_OPENS, _CLOSES = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_LAM = "\N{ARABIC LETTER LAM}"


def missing(text: str, known: Collection[int]) -> list[str]:
    """The letters of a text that a font with these characters lacks, each once."""
    return list(dict.fromkeys(letter for letter in bare(text) if ord(letter) not in known))


def isolated(text: str) -> str:
    """A name within a sentence: its letters keep their order whatever stands around it."""
    return f"{_OPENS}{text}{_CLOSES}"


def drawable(text: str, known: Collection[int]) -> str:
    """The text with boxes for what the font lacks, in the order of the page. It is read from the left; an `isolated`
    part in the direction of its first letter."""
    before, _, rest = text.partition(_OPENS)
    within, closes, after = rest.partition(_CLOSES)
    parts = [_drawn(before, known, 0), _drawn(within, known, None)]
    return "".join(parts) + (drawable(after, known) if closes else "")


def spelled(text: str, known: Collection[int]) -> str:
    """The text with the numbers of the letters that the font lacks: `Harbour U+6E2F`."""
    drawn = "".join(letter if ord(letter) in known else f" U+{ord(letter):04X} " for letter in bare(text))
    return drawable(isolated(" ".join(drawn.split())), known)


def bare(text: str) -> str:
    """The text without the marks of `isolated`."""
    return text.replace(_OPENS, "").replace(_CLOSES, "")


def _drawn(text: str, known: Collection[int], base: int | None) -> str:
    shaped = _joined(text) if any(unicodedata.bidirectional(letter) == "AL" for letter in text) else text
    if any(ord(letter) not in known for letter in shaped):
        shaped = text  # a font may have the letters and not their forms
    return _in_order("".join(letter if ord(letter) in known else BOX for letter in shaped), base)


# --- the order ---


def _in_order(text: str, base: int | None) -> str:
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    if not {"R", "AL"} & set(kinds):
        return text
    # A mark stays with the letter that it stands on.
    clusters: list[str] = []
    for letter, kind in zip(text, kinds, strict=True):
        if kind == "NSM" and clusters:
            clusters[-1] += letter
        else:
            clusters.append(letter)
    levels = _levels([unicodedata.bidirectional(cluster[0]) for cluster in clusters], base)
    parts = [
        _MIRRORED.get(cluster, cluster) if level % 2 else cluster
        for cluster, level in zip(clusters, levels, strict=True)
    ]
    for level in range(max(levels), 0, -1):
        parts, levels = _reverse(parts, levels, level)
    return "".join(parts)


def _levels(kinds: Sequence[str], given: int | None) -> list[int]:
    # Even ones are read from left to right.
    strong = [kind for kind in kinds if kind in ("L", "R", "AL")]
    base = int(strong[0] != "L") if given is None else given
    right: list[bool | None] = []  # None: takes the direction of what is around it
    levels: list[int] = []
    last = bool(base)
    for kind in kinds:
        if kind in ("R", "AL"):
            last = True
            levels.append(1)
            right.append(True)
        elif kind == "L":
            last = False
            levels.append(2 * base)
            right.append(False)
        elif kind in ("EN", "AN"):
            levels.append(2 if last or base else 0)
            right.append(last)
        else:
            levels.append(base)
            right.append(None)
    for place, direction in enumerate(right):
        if direction is None:
            before = next((known for known in right[:place][::-1] if known is not None), bool(base))
            after = next((known for known in right[place:] if known is not None), bool(base))
            if before == after:
                levels[place] = 1 if before else 2 * base
    return levels


def _reverse(parts: list[str], levels: list[int], least: int) -> tuple[list[str], list[int]]:
    parts, levels, start = list(parts), list(levels), 0
    while start < len(levels):
        end = start
        while end < len(levels) and levels[end] >= least:
            end += 1
        parts[start:end], levels[start:end] = parts[start:end][::-1], levels[start:end][::-1]
        start = max(end, start + 1)
    return parts, levels


# --- the forms of Arabic letters ---


@cache
def _forms() -> dict[str, dict[str, str]]:
    # Letter (or lam with alef) => isolated, initial, medial, final => form.
    found: dict[str, dict[str, str]] = {}
    for place in (*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD)):
        kind, *points = unicodedata.decomposition(chr(place)).split() or [""]
        letters = "".join(chr(int(point, 16)) for point in points)
        if kind.strip("<>") in ("isolated", "initial", "medial", "final") and (
            len(letters) == 1 or (len(letters) == 2 and letters[0] == _LAM and place >= 0xFEF5)
        ):
            found.setdefault(letters, {}).setdefault(kind.strip("<>"), chr(place))
    return found


def _joined(text: str) -> str:
    forms, letters = _forms(), _with_ligatures(text)
    solid = [place for place, letter in enumerate(letters) if unicodedata.bidirectional(letter[0]) != "NSM"]
    around = [{}, *(forms.get(letters[place], {}) for place in solid), {}]
    for place, before, own, after in zip(solid, around, around[1:], around[2:], strict=False):
        joins_before, joins_after = "initial" in before and "final" in own, "initial" in own and "final" in after
        letters[place] = own.get(
            ("isolated", "initial", "final", "medial")[2 * joins_before + joins_after], letters[place]
        )
    return "".join(letters)


def _with_ligatures(text: str) -> list[str]:
    # Lam and alef are one form; all other letters are one each.
    found: list[str] = []
    for letter in text:
        if found and found[-1] == _LAM and _LAM + letter in _forms():
            found[-1] += letter
        else:
            found.append(letter)
    return found
