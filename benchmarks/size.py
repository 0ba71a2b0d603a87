"""How large the contracts are, and how their storage is laid out."""

from __future__ import annotations

import json

from benchmarks.node import ROOT
from polypact.build.compiling import compiled
from polypact.chain import artifacts, recipe

FOLDER = ROOT / "benchmarks" / "layout"
#: Bytes of runtime code: what we allow ourselves, and what the chain allows (EIP-170).
OWN_LIMIT, CHAIN_LIMIT = 20_000, 24_576


def sizes() -> dict[str, int]:
    """Bytes of runtime code by deployable."""
    return {name: artifacts.load(name).runtime_size for name in sorted(recipe.NAMES)}


def layout_of(name: str) -> str:
    """The storage layout of a deployable as the text of its file; `RuntimeError` if it does not compile."""
    return json.dumps(compiled(recipe.source_of(name)).layout, indent=1) + "\n"


def write_layouts() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.json"):
        if old.stem not in recipe.NAMES:
            old.unlink()
    for name in recipe.NAMES:
        (FOLDER / f"{name}.json").write_text(layout_of(name), encoding="utf-8")


def stale_layouts() -> list[str]:
    """The deployables whose file is missing or is not their layout, and files of none."""
    gone = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem not in recipe.NAMES)
    return [name for name in sorted(recipe.NAMES) if _read(name) != layout_of(name)] + gone


def _read(name: str) -> str:
    path = FOLDER / f"{name}.json"
    return path.read_text(encoding="utf-8") if path.is_file() else ""
