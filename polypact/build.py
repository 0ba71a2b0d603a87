"""Compiles the contracts into the package: `python -m polypact.build`.

With `--check` nothing is written; the exit code is 1 if the files of the package are not what the sources compile to.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from polypact import artifacts, recipe
from polypact.compiling import ROOT, CompileError, compiled


def compile_contract(name: str, root: Path = ROOT) -> dict[str, Any]:
    """What `contracts/<name>.vy` under `root` compiles to, in the shape of `artifacts.Artifact`."""
    try:
        made = compiled(name, root)
    except CompileError as error:
        raise SystemExit(str(error)) from None
    return {
        "name": name,
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
    """The contracts whose files are missing or are not what the sources compile to."""
    return [name for name in recipe.NAMES if _read(name) != render(compile_contract(name, root))]


def _read(name: str) -> str:
    path = artifacts.FOLDER / f"{name}.json"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _size(layout: dict[str, Any]) -> int:
    # Immutables of a module stand in a group of their own.
    if "length" in layout:
        return int(layout["length"])
    return sum(_size(entry) for entry in layout.values() if isinstance(entry, dict))


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        names = stale()
        for name in names:
            print(f"polypact/artifacts/{name}.json is stale: run python -m polypact.build", file=sys.stderr)
        return 1 if names else 0
    if arguments:
        print("usage: python -m polypact.build [--check]", file=sys.stderr)
        return 2
    artifacts.FOLDER.mkdir(exist_ok=True)
    for name in recipe.NAMES:
        artifact = compile_contract(name)
        (artifacts.FOLDER / f"{name}.json").write_text(render(artifact), encoding="utf-8")
        print(f"{name}: {artifact['runtime_size']:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
