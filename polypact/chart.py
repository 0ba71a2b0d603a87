"""A chart of who earned what: one panel per token, one bar per partner, paid and still claimable."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from polypact.errors import PolypactError

if TYPE_CHECKING:
    from polypact.money import Token
    from polypact.statement import Statement

_PAID = "#1b6e5a"
_CLAIMABLE = "#8fcbb5"
_FORMATS = (".svg", ".png")


def draw(
    statement: Statement, path: Path, name: Callable[[str], str], token: Callable[[str], Token], title: str
) -> None:
    """Writes the chart to a file ending in .svg or .png; the same statement always gives the same file."""
    if path.suffix.lower() not in _FORMATS:
        raise PolypactError(f"{path}: a chart is written as .svg or .png")
    import matplotlib as mpl
    from matplotlib.figure import Figure

    entries = [entry for entry in statement.tokens if entry.distributed]
    if not entries:
        raise PolypactError("nothing was distributed yet, so there is nothing to draw")
    rows = [len(entry.lines) for entry in entries]
    with mpl.rc_context({"svg.hashsalt": "polypact", "font.size": 9, "svg.fonttype": "path"}):
        figure = Figure(figsize=(8, 1 + sum(0.45 * count + 0.9 for count in rows)), layout="constrained")
        figure.suptitle(title, x=0.01, ha="left", fontsize=12)
        panels = figure.subplots(len(entries), 1, squeeze=False, height_ratios=[count + 2 for count in rows])
        for panel, entry in zip(panels[:, 0], entries, strict=True):
            kind = token(entry.token)
            # A picture needs no more than the precision of a float; the statement has the exact sums.
            scale = 10**kind.decimals
            lines = list(reversed(entry.lines))
            labels = [name(line.partner).replace("$", r"\$") for line in lines]
            paid = [line.paid / scale for line in lines]
            claimable = [line.claimable / scale for line in lines]
            places = range(len(lines))
            panel.barh(places, paid, color=_PAID, label="paid out")
            panel.barh(places, claimable, left=paid, color=_CLAIMABLE, label="claimable")
            panel.set_yticks(places, labels)
            panel.set_xlabel(kind.symbol.replace("$", r"\$"))
            panel.margins(x=0.15)
            for place, line in zip(places, lines, strict=True):
                earned = line.paid + line.claimable
                panel.annotate(
                    f"{earned / scale:,.6g}",
                    (earned / scale, place),
                    xytext=(4, 0),
                    textcoords="offset points",
                    va="center",
                )
            for side in ("top", "right"):
                panel.spines[side].set_visible(False)
            panel.ticklabel_format(axis="x", style="plain", useOffset=False)
        panels[0, 0].legend(frameon=False, ncols=2, loc="lower right", bbox_to_anchor=(1, 1))
        try:
            undated = {"Date": None} if path.suffix.lower() == ".svg" else {"Software": None}
            figure.savefig(path, metadata=undated, dpi=144)
        except OSError as error:
            raise PolypactError(f"cannot write {path}: {error.strerror}") from None
