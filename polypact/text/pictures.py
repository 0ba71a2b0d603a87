"""What all pictures share: how they are written to a file, and how text of strangers gets into them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from polypact.text.errors import PolypactError

__all__ = ["STYLE", "label_of", "plain", "save"]

#: matplotlib's settings: the same picture is always the same file, whatever the fonts of the machine.
STYLE = {"svg.hashsalt": "polypact", "font.size": 9, "svg.fonttype": "path"}

_FORMATS = (".svg", ".png")


def save(path: Path, make: Callable[[], Any]) -> None:
    """Writes the figure that `make` makes to a file ending in .svg or .png.

    Raises:
        PolypactError: It ends in something else, or cannot be written.
    """
    if path.suffix.lower() not in _FORMATS:
        raise PolypactError(f"{path}: a chart is written as .svg or .png")
    import matplotlib as mpl

    with mpl.rc_context(STYLE):
        figure = make()
        undated = {"Date": None} if path.suffix.lower() == ".svg" else {"Software": None}
        try:
            figure.savefig(path, metadata=undated, dpi=144)
        except OSError as error:
            raise PolypactError(f"cannot write {path}: {error.strerror}") from None


def label_of(name: str, account: str) -> str:
    """A name as a label; one that is long is cut, and one that the font lacks letters of is the shortened address."""
    shown = name if name.isprintable() and all(ord(letter) in _letters() for letter in name) else account
    return plain(shown if len(shown) <= 40 else f"{shown[:8]}..{shown[-4:]}" if shown == account else f"{shown[:39]}..")


@cache
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont("DejaVu Sans")).get_charmap())


def plain(text: str) -> str:
    """Text that is drawn as it is: a dollar begins no formula."""
    return text.replace("$", r"\$")
