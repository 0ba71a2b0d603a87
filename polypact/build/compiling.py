"""Compiles each contract once: what came of it stays on disk until one of the sources it was made from changes.

Building the package, lint, tests and benchmarks all ask here. What is kept in `.cache/compiled` holds absolute paths,
so every checkout has its own. Several processes may ask for the same contract: one compiles it, the others wait.
"""

from __future__ import annotations

import fcntl
import gc
import hashlib
import json
import os
import pickle
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

EVM_VERSION = "cancun"
ROOT = Path(__file__).parent.parent.parent


class CompileError(RuntimeError):
    """A contract does not compile; says which, and what the compiler found."""


@dataclass(frozen=True)
class Compiled:
    """What one contract compiles to."""

    compiler: str
    inputs: dict[str, str]
    """Path of every source it was made from => SHA-256. Our own are relative to the checkout."""
    abi: list[dict[str, Any]]
    bytecode: str
    """Init code, 0x-prefixed."""
    bytecode_runtime: str
    layout: dict[str, Any]
    integrity: str
    """The compiler's hash over the source and everything it imports."""
    warnings: list[str]


def compiled(name: str, root: Path = ROOT) -> Compiled:
    """What `contracts/<name>.vy` below `root` compiles to.

    Raises:
        CompileError: It does not.
    """
    return _kept(name, root) or _compile_alone(name, root)


def compiler_data(name: str, root: Path = ROOT) -> Any:
    """The same as the compiler's own object (`vyper.compiler.CompilerData`), which titanoboa deploys from."""
    compiled(name, root)
    with _without_collector():
        return pickle.loads(_files(name, root)[1].read_bytes())


def compile_all(names: Sequence[str], root: Path = ROOT) -> None:
    """Compiles what has changed, beside others who do the same: none waits while there is something else to do."""
    taken = []
    for name in names:
        if _kept(name, root) is None:
            with _lock(name, root, wait=False) as is_ours:
                if not is_ours:
                    taken.append(name)
                elif _kept(name, root) is None:
                    _compile(name, root)
    for name in taken:
        compiled(name, root)


def _compile_alone(name: str, root: Path) -> Compiled:
    with _lock(name, root, wait=True):
        return _kept(name, root) or _compile(name, root)


def _compile(name: str, root: Path) -> Compiled:
    from vyper.compiler.input_bundle import FileInput, FilesystemInputBundle
    from vyper.compiler.output import build_abi_output, build_layout_output
    from vyper.compiler.phases import CompilerData
    from vyper.compiler.settings import Settings, anchor_settings
    from vyper.exceptions import VyperException
    from vyper.ir import compile_ir

    path = Path("contracts") / f"{name}.vy"
    source = (root / path).resolve()
    searched = [*(Path(entry) for entry in reversed(sys.path) if entry), root.resolve()]
    given = FileInput(-1, path, source, source.read_text())
    data = CompilerData(given, FilesystemInputBundle(searched), Settings(evm_version=EVM_VERSION))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            with anchor_settings(data.settings):
                bytecode, runtime = data.bytecode, data.bytecode_runtime
                data.source_map = compile_ir.assembly_to_evm(data.assembly_runtime)[1]
                abi, layout = build_abi_output(data), build_layout_output(data)
        except VyperException as error:
            raise CompileError(f"{path} does not compile:\n{error}") from None
    read = [given, *data.resolved_imports.compiler_inputs]
    made = Compiled(
        compiler=_compiler(),
        inputs={_shown(Path(entry.resolved_path), root): _hash(Path(entry.resolved_path)) for entry in read},
        abi=abi,
        bytecode="0x" + bytecode.hex(),
        bytecode_runtime="0x" + runtime.hex(),
        layout=layout,
        integrity=data.integrity_sum,
        warnings=[str(warning.message) for warning in caught],
    )
    facts, pickled = _files(name, root)
    _write(pickled, pickle.dumps(data))
    _write(facts, json.dumps(vars(made)).encode())
    return made


def _kept(name: str, root: Path) -> Compiled | None:
    """What is on disk of the contract, if nothing that it was made from has changed since."""
    facts, pickled = _files(name, root)
    try:
        found = Compiled(**json.loads(facts.read_text()))
    except (FileNotFoundError, TypeError, ValueError):
        return None
    is_fresh = found.compiler == _compiler() and all(
        (root / path).is_file() and _hash(root / path) == before for path, before in found.inputs.items()
    )
    return found if is_fresh and pickled.is_file() else None


def _compiler() -> str:
    return f"vyper {version('vyper')}, {EVM_VERSION}"


def _files(name: str, root: Path) -> tuple[Path, Path]:
    path = root / ".cache" / "compiled" / name
    return path.with_suffix(".json"), path.with_suffix(".pickle")


def _shown(path: Path, root: Path) -> str:
    """Our own sources relative to the checkout, so that a copy of it finds what was compiled; others as they are."""
    contracts = (root / "contracts").resolve()
    return str(path.relative_to(contracts.parent) if path.is_relative_to(contracts) else path)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, content: bytes) -> None:
    beside = path.with_suffix(f"{path.suffix}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


@contextmanager
def _lock(name: str, root: Path, *, wait: bool) -> Iterator[bool]:
    """Keeps other processes from compiling the same contract. Gives whether the lock was to be had."""
    path = _files(name, root)[0].with_suffix(".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def _without_collector() -> Iterator[None]:
    """Unpickling makes a million objects, of which none is garbage: the collector need not look through them, ever."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
