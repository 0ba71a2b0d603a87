"""Compiles the contracts into the package: `python -m polypact.build`.

Before that it writes the modules that say which facet has which function (see build_diamonds.py), with which the main
contract of an account is compiled. With `--check` nothing is written; the exit code is 1 if a module or a file of the
package is not what the sources ask for.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from polypact import build_diamonds
from polypact.chain import artifacts

EVM_VERSION = "cancun"
ROOT = Path(__file__).parent.parent
_OUTPUTS = ("abi", "bytecode", "bytecode_runtime", "layout", "integrity")


def compile_contract(name: str, root: Path = ROOT, source: str = "") -> dict[str, Any]:
    """What a contract under `root` compiles to, in the shape of `artifacts.Artifact`.

    Its `source` is `contracts/<name>.vy` unless it is given.
    """
    source = source or f"contracts/{name}.vy"
    command = [sys.executable, "-m", "vyper.cli.vyper_compile", "--evm-version", EVM_VERSION]
    command += ["-f", ",".join(_OUTPUTS), source]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{source} does not compile:\n{done.stderr.strip()}")
    output = dict(zip(_OUTPUTS, done.stdout.strip().splitlines(), strict=True))
    immutables = json.loads(output["layout"]).get("code_layout", {})
    return {
        "name": name,
        "abi": json.loads(output["abi"]),
        "bytecode": output["bytecode"],
        "runtime_size": len(output["bytecode_runtime"]) // 2 - 1 + _size(immutables),
        "compiler": f"vyper {_compiler_version()}, {EVM_VERSION}",
        "source_hash": f"0x{output['integrity']}",
    }


def render(artifact: dict[str, Any]) -> str:
    """The text of an artifact's file."""
    return json.dumps(artifact, indent=1, sort_keys=True) + "\n"


def stale(root: Path = ROOT) -> list[str]:
    """The contracts whose files are missing or are not what the sources compile to."""
    return [name for name in artifacts.NAMES if _read(name) != render(compile_contract(name, root))]


def _read(name: str) -> str:
    path = artifacts.FOLDER / f"{name}.json"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _size(layout: dict[str, Any]) -> int:
    # Immutables of a module stand in a group of their own.
    if "length" in layout:
        return int(layout["length"])
    return sum(_size(entry) for entry in layout.values() if isinstance(entry, dict))


def _compiler_version() -> str:
    from importlib.metadata import version

    return version("vyper")


def main(arguments: list[str]) -> int:
    try:
        return _run(arguments)
    except build_diamonds.BuildError as error:
        print(f"build: {error}", file=sys.stderr)
        return 1


def _run(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        files = build_diamonds.stale() + [f"polypact/artifacts/{name}.json" for name in stale()]
        for file in files:
            print(f"{file} is stale: run ./run build", file=sys.stderr)
        return 1 if files else 0
    if arguments:
        print("usage: python -m polypact.build [--check]", file=sys.stderr)
        return 2
    build_diamonds.write()
    artifacts.FOLDER.mkdir(exist_ok=True)
    for name in artifacts.NAMES:
        artifact = compile_contract(name)
        (artifacts.FOLDER / f"{name}.json").write_text(render(artifact), encoding="utf-8")
        print(f"{name}: {artifact['runtime_size']:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
