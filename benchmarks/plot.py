"""The picture of docs/gas.md: cost over the number of partners."""

from __future__ import annotations

from pathlib import Path

import matplotlib

from benchmarks.scale import TITLES

matplotlib.use("Agg")
from matplotlib import pyplot as plt

#: Dates and random ids would make every run a new file.
STABLE = {"svg.hashsalt": "polypact", "svg.fonttype": "none", "font.size": 10}


def draw(scale: dict[str, dict[int, int]], path: Path) -> None:
    """Writes an SVG of gas (thousands) over partners (logarithmic)."""
    with plt.rc_context(STABLE):
        figure, axes = plt.subplots(figsize=(7.5, 4.2))
        for name, gas in scale.items():
            sizes = sorted(gas)
            axes.plot(sizes, [gas[size] / 1_000 for size in sizes], marker="o", label=TITLES[name])
        axes.set_xscale("log")
        axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
        axes.minorticks_off()
        axes.set_ylim(bottom=0)
        axes.set_xlabel("partners")
        axes.set_ylabel("gas, thousands")
        axes.set_title("What an action costs does not depend on how many partners there are")
        axes.grid(axis="y", alpha=0.3)
        axes.legend(fontsize=8, loc="upper left", bbox_to_anchor=(1.0, 1.0))
        figure.savefig(path, format="svg", bbox_inches="tight", metadata={"Date": None})
        plt.close(figure)
