"""Draws a tree: partnerships in rows, those that earn of others above them, and what each gets beside its arrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polypact.text.pictures import label_of, plain, save

if TYPE_CHECKING:
    from polypact.tree.model import Tie, Tree

__all__ = ["draw", "places"]

# Told apart by people who cannot tell red from green, and in grey.
_BOX, _EDGE, _ASKED = "#eef4f1", "#1b6e5a", "#d98e04"
_WIDTH, _LINE, _ROOM = 2.6, 0.16, 1.15
"""Inches that a column is wide, that a line of text is high, and between two rows."""
_NEAR = 0.5
"""How far up an arrow its text stands, if it is steep."""
_SWEEPS = 4


def draw(
    tree: Tree,
    path: Path,
    name: Callable[[str], str],
    facts: Callable[[str], Sequence[str]],
    share: Callable[[Tie], Sequence[str]],
) -> None:
    """Writes a picture to a file ending in .svg or .png; the same tree always gives the same file.

    Args:
        name: Of a partnership, by its address.
        facts: Lines below the name.
        share: Lines that stand beside the arrow of a tie.
    """
    save(path, lambda: _figure(tree, name, facts, share))


def places(tree: Tree) -> Mapping[str, tuple[float, float]]:
    """Where each partnership stands, in columns from the left and rows from the top.

    Each row is ordered by the middle of those that its partnerships are tied to, a few times down and up (Sugiyama,
    Tagawa and Toda 1981), so that few arrows cross.
    """
    rows = tree.levels()
    near: dict[str, set[str]] = {address: set() for address in tree.nodes}
    for tie in tree.within():
        near[tie.project].add(tie.earner)
        near[tie.earner].add(tie.project)
    widest = max(len(row) for row in rows)
    found: dict[str, tuple[float, float]] = {}

    def stand(number: int) -> None:
        row = rows[number]
        start = (widest - len(row)) / 2
        found.update({address: (start + place, float(number)) for place, address in enumerate(row)})

    def middle(address: str) -> float:
        others = [found[each][0] for each in near[address] if each != address]
        return sum(others) / len(others) if others else found[address][0]

    for number in range(len(rows)):
        stand(number)
    for sweep in range(_SWEEPS):
        order = range(len(rows)) if sweep % 2 == 0 else reversed(range(len(rows)))
        for number in order:
            rows[number].sort(key=lambda address: (middle(address), address))
            stand(number)
    return found


def _figure(
    tree: Tree,
    name: Callable[[str], str],
    facts: Callable[[str], Sequence[str]],
    share: Callable[[Tie], Sequence[str]],
) -> Any:
    from matplotlib.figure import Figure

    at = places(tree)
    told = {address: [label_of(name(address), address), *map(plain, facts(address))] for address in at}
    most = max(map(len, told.values()))
    height = _ROOM + _LINE * most  # inches of a row
    columns = 1 + max(x for x, _ in at.values())
    rows = 1 + max(y for _, y in at.values())
    figure = Figure(figsize=(max(_WIDTH * columns, 4), height * rows - _ROOM + 0.6))
    panel = figure.add_axes((0, 0, 1, 1))
    margin = (0.3 + _LINE * most / 2) / height
    panel.set_xlim(-0.5, columns - 0.5)
    panel.set_ylim(rows - 1 + margin, -margin)
    panel.axis("off")
    half = {address: (_LINE * len(lines) / 2 + 0.08) / height for address, lines in told.items()}
    for (project, earner), ties in _pairs(tree).items():
        (x, y), (to_x, to_y) = at[project], at[earner]
        text = "\n".join(plain(line) for tie in ties for line in share(tie))
        _arrow(panel, (x, y - half[project]), (to_x, to_y + half[earner]), text)
    for address, (x, y) in at.items():
        is_asked = address == tree.asked
        box = {
            "boxstyle": "round,pad=0.5",
            "facecolor": _BOX,
            "edgecolor": _ASKED if is_asked else _EDGE,
            "linewidth": 2 if is_asked else 1,
        }
        panel.text(x, y, "\n".join(told[address]), ha="center", va="center", fontsize=8, bbox=box, zorder=5)
    return figure


def _pairs(tree: Tree) -> dict[tuple[str, str], list[Tie]]:
    found: dict[tuple[str, str], list[Tie]] = {}
    for tie in tree.within():
        if tie.project != tie.earner:
            found.setdefault((tie.project, tie.earner), []).append(tie)
    return found


def _arrow(panel: Any, start: tuple[float, float], end: tuple[float, float], text: str) -> None:
    (x, y), (to_x, to_y) = start, end
    line = {"arrowstyle": "-|>", "color": _EDGE, "linewidth": 1, "shrinkA": 0, "shrinkB": 0}
    panel.annotate("", xy=end, xytext=start, arrowprops=line)
    # Beside the project, where the arrows to its sponsors are apart and those of other projects not near.
    box = {"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    reach = min(_NEAR, _NEAR * 0.55 / abs(to_x - x)) if to_x != x else _NEAR
    panel.text(
        x + reach * (to_x - x), y + reach * (to_y - y), text, ha="center", va="center", fontsize=7, bbox=box, zorder=4
    )
