"""What the package carries of each contract: the files in `polypact/artifacts/`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from polypact.build.compiling import ROOT, CompileError, compiled
from polypact.chain import artifacts, recipe


def compile_contract(name: str, root: Path = ROOT) -> dict[str, Any]:
    """What a contract under `root` compiles to, in the shape of `artifacts.Artifact`.

    Args:
        name: Of a contract of the recipe, or the path of its source below `contracts/`, without `.vy`.
    """
    try:
        made = compiled(recipe.source_of(name), root)
    except CompileError as error:
        raise SystemExit(str(error)) from None
    return {
        "name": name.rpartition("/")[2],
        "abi": made.abi,
        "bytecode": made.bytecode,
        "runtime_size": len(made.bytecode_runtime) // 2 - 1 + _size(made.layout.get("code_layout", {})),
        "compiler": made.compiler,
        "source_hash": f"0x{made.integrity}",
    }


def render(artifact: dict[str, Any]) -> str:
    """The text of an artifact's file."""
    return json.dumps(artifact, indent=1, sort_keys=True) + "\n"


def stale(root: Path = ROOT) -> list[str]:
    """The contracts whose files are missing, not what the sources compile to, or there without a contract."""
    found = [name for name in recipe.NAMES if _read(name) != render(compile_contract(name, root))]
    return found + sorted(path.stem for path in artifacts.FOLDER.glob("*.json") if path.stem not in recipe.NAMES)


def _read(name: str) -> str:
    path = artifacts.FOLDER / f"{name}.json"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _size(layout: dict[str, Any]) -> int:
    # Immutables of a module stand in a group of their own.
    if "length" in layout:
        return int(layout["length"])
    return sum(_size(entry) for entry in layout.values() if isinstance(entry, dict))


def write() -> Iterator[tuple[str, int]]:
    """Writes every file; gives the name and the runtime size (bytes) of each contract when it is written."""
    artifacts.FOLDER.mkdir(exist_ok=True)
    for old in artifacts.FOLDER.glob("*.json"):
        if old.stem not in recipe.NAMES:
            old.unlink()
    for name in recipe.NAMES:
        artifact = compile_contract(name)
        (artifacts.FOLDER / f"{name}.json").write_text(render(artifact), encoding="utf-8")
        yield name, artifact["runtime_size"]
