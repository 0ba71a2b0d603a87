"""Solidity sources of npm packages, compiled by npm's compilers."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
RUNS = 200


@dataclass(frozen=True)
class Compiled:
    """One contract."""

    abi: list[dict[str, Any]]
    bytecode: str
    """Init code, 0x-prefixed."""


def install() -> None:
    """Installs the packages of the lock, where that was not done before.

    Raises:
        RuntimeError: if there is no npm or it fails; its own words are in the message.
    """
    stamp = FOLDER / "node_modules" / ".installed"
    lock = (FOLDER / "package-lock.json").read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == lock:
        return
    if shutil.which("npm") is None:
        raise RuntimeError("no npm; install Node 20, or measure ours only with --short")
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"npm ci in benchmarks/peers failed:\n{done.stderr.strip()}")
    stamp.write_text(lock, encoding="utf-8")


def version_of(package: str) -> str:
    """The version of an installed package."""
    manifest = FOLDER / "node_modules" / package / "package.json"
    return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])


def compile_sources(
    sources: Sequence[str], evm_version: str, compiler: str = "solc", remappings: Sequence[str] = ()
) -> dict[str, Compiled]:
    """Compiles files of `contracts/` or of installed packages, with the optimizer at 200 runs.

    Args:
        sources: file names, as an import would write them.
        compiler: the npm package to compile with.
        remappings: Solidity's, to choose between versions of one library.

    Returns:
        Every contract by its name, those of imported files too.

    Raises:
        RuntimeError: if the compiler finds an error.
    """
    request = {
        "language": "Solidity",
        "sources": {name: {"content": _read(name)} for name in sources},
        "settings": {
            "optimizer": {"enabled": True, "runs": RUNS},
            "evmVersion": evm_version,
            "remappings": list(remappings),
            "outputSelection": {"*": {"*": ["abi", "evm.bytecode.object"]}},
        },
    }
    command = ["node", "compile.js", compiler]
    done = subprocess.run(command, cwd=FOLDER, input=json.dumps(request), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{compiler} failed:\n{done.stderr.strip()}")
    output = json.loads(done.stdout)
    errors = [entry["formattedMessage"] for entry in output.get("errors", []) if entry["severity"] == "error"]
    if errors:
        raise RuntimeError(f"{compiler} found errors:\n" + "\n".join(errors))
    return {
        name: Compiled(contract["abi"], "0x" + contract["evm"]["bytecode"]["object"])
        for contracts in output["contracts"].values()
        for name, contract in contracts.items()
    }


def _read(name: str) -> str:
    own = FOLDER / "contracts" / name
    return (own if own.is_file() else FOLDER / "node_modules" / name).read_text(encoding="utf-8")
