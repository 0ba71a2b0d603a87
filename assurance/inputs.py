"""What goes into a layer of the slow tier, as one short hash for each part: bytecode, sources, tools.

The hashes are the same on every machine: paths are relative to the repository, the order is by path, and neither the
Python nor the time counts. Of a contract's source only what the compiler makes code of counts; of an artifact, the ABI
and the init code without the hash of its sources that the compiler puts at its end.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import io
import json
import re
import tokenize
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from assurance.layers import Layer

ARTIFACTS = "polypact/artifacts"
IMPORTED = "what its tests import"
DECLARED = "its entry in assurance/layers.py"
SETTINGS = "[tool.pytest.ini_options] in pyproject.toml"
LOCKS = ("requirements.lock", "requirements-assurance.lock")
_LINE_ENDS = (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT)
SETTINGS_FILES = {"pyproject.toml", *LOCKS, "package-lock.json"}


class InputError(RuntimeError):
    """What is missing or wrong, where, and what to do; one line."""


def fingerprint(layer: Layer, root: Path) -> dict[str, str]:
    """The parts of what goes into the layer, each with its hash or version. Keys start with the kind of the part.

    Raises:
        InputError: something that the layer names is not there.
    """
    declared = {key: value for key, value in asdict(layer).items() if key not in ("name", "shows")}
    parts = {f"sources: {DECLARED}": _digest([("", json.dumps(declared, sort_keys=True).encode())])}
    if layer.bytecode:
        artifacts = _artifacts(layer, root)
        parts["bytecode"] = _digest((_relative(path, root), _code(path)) for path in artifacts)
    for pattern in layer.contracts:
        sources = _matching(pattern, layer, root)
        parts[f"sources: {pattern}"] = _digest((_relative(path, root), _vyper(path)) for path in sources)
    groups = {pattern: _matching(pattern, layer, root) for pattern in layer.files}
    groups[IMPORTED] = sorted(imported(roots(layer, root), root))
    for label, paths in groups.items():
        parts[f"sources: {label}"] = _digest((_relative(path, root), path.read_bytes()) for path in paths)
    parts[f"sources: {SETTINGS}"] = _digest([("", _pytest_settings(root))])
    return parts | {f"tools: {tool}": locked(tool, root) for tool in layer.tools}


def named_files(layer: Layer, root: Path) -> set[str]:
    """Every file that is in the fingerprint, relative to `root`."""
    paths = {path for pattern in (*layer.contracts, *layer.files) for path in _matching(pattern, layer, root)}
    paths |= imported(roots(layer, root), root)
    if layer.bytecode:
        paths.update(_artifacts(layer, root))
    return {_relative(path, root) for path in paths} | SETTINGS_FILES


def differences(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """In what two fingerprints differ, for people: one entry for each kind of parts."""
    found: dict[str, list[str]] = {}
    for part in sorted(before.keys() | now.keys()):
        old, new = before.get(part), now.get(part)
        if old != new:
            kind, _, what = part.partition(": ")
            versions = f" {old or 'not used'} => {new or 'not used'}" if kind == "tools" else ""
            found.setdefault(kind, []).append(f"{what}{versions}")
    return [f"{kind} ({', '.join(whats)})" if any(whats) else kind for kind, whats in found.items()]


# --- Python ---


def roots(layer: Layer, root: Path) -> set[Path]:
    """The files that pytest loads for the layer: its test files, and every conftest.py on the way down to them."""
    found: set[Path] = set()
    for selection in layer.tests:
        path = root / selection.partition("::")[0]
        if not path.exists():
            raise InputError(f"layer {layer.name!r}: there is no {selection.partition('::')[0]}; correct {DECLARED}")
        found.update([path] if path.is_file() else [*path.rglob("test_*.py"), *path.rglob("conftest.py")])
    top = root / layer.top
    for path in list(found):
        ways = [folder for folder in path.parents if folder == top or top in folder.parents]
        found.update(folder / "conftest.py" for folder in ways if (folder / "conftest.py").is_file())
    return found


def imported(start: Iterable[Path], root: Path) -> set[Path]:
    """`start` and every file below `root` that they import, directly or not.

    Imports inside of functions count, but not those of the product (`polypact`), which are there so that not everything
    is loaded; noting.py sees if a layer loads one of them.
    """
    found: set[Path] = set()
    left = list(start)
    while left:
        path = left.pop()
        if path not in found:
            found.add(path)
            left += _imports(path, root)
    return found


def _imports(path: Path, root: Path) -> Iterator[Path]:
    tree = ast.parse(path.read_bytes(), filename=str(path))
    deep = path.relative_to(root).parts[0] != "polypact"
    package = list(path.relative_to(root).parent.parts)
    for node in _nodes(tree, deep):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _modules(alias.name.split("."), root)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            base = base + (node.module.split(".") if node.module else [])
            for alias in node.names:
                yield from _modules([*base, alias.name], root)


def _nodes(tree: ast.AST, deep: bool) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        yield node
        if deep or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _nodes(node, deep)


def _modules(name: list[str], root: Path) -> Iterator[Path]:
    """The files that importing a dotted name loads: the packages on the way, and the module if the last is one."""
    for count in range(1, len(name) + 1):
        place = root.joinpath(*name[:count])
        yield from (path for path in (place / "__init__.py", place.with_name(f"{place.name}.py")) if path.is_file())


# --- contracts ---


def _code(path: Path) -> bytes:
    artifact = json.loads(path.read_text(encoding="utf-8"))
    code = artifact["bytecode"].replace(artifact["source_hash"].removeprefix("0x"), "")
    return json.dumps([code, artifact["abi"]], sort_keys=True).encode()


def _vyper(path: Path) -> bytes:
    """The source without what the compiler makes nothing of. Pragmas are comments that count."""
    kept: list[tuple[int, str]] = []
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.NL or (token.type == tokenize.COMMENT and "pragma" not in token.string):
            continue
        is_docstring = kept and kept[-1][0] == tokenize.STRING and (len(kept) < 2 or kept[-2][0] in _LINE_ENDS)
        if token.type == tokenize.NEWLINE and is_docstring:
            kept.pop()
            continue
        kept.append((token.type, token.string))
    names = {tokenize.INDENT: "<indent>", tokenize.DEDENT: "<dedent>", tokenize.NEWLINE: "<line>"}
    return "\n".join(names.get(kind, text) for kind, text in kept).encode()


# --- tools ---


def locked(tool: str, root: Path) -> str:
    """The version of a package of Python or npm that the locks pin.

    Raises:
        InputError: none of them does.
    """
    for lock in LOCKS:
        found = re.search(rf"^{re.escape(tool)}==([^\s;]+)", (root / lock).read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return found[1]
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    if f"node_modules/{tool}" not in packages:
        raise InputError(f"no lock names the tool {tool!r}; correct its layer in assurance/layers.py")
    return str(packages[f"node_modules/{tool}"]["version"])


def installed(tool: str, root: Path) -> str:
    """The version that would run now; "none" if there is none."""
    manifest = root / "node_modules" / tool / "package.json"
    if manifest.is_file():
        return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])
    if not re.search(rf"^{re.escape(tool)}==", (root / LOCKS[0]).read_text(encoding="utf-8"), re.MULTILINE):
        places = map(str, (root / ".cache/assurance/venv/lib").glob("python*/site-packages"))
        versions = [found.version for found in importlib.metadata.distributions(name=tool, path=list(places))]
        return versions[0] if versions else "none"
    try:
        return importlib.metadata.version(tool)
    except importlib.metadata.PackageNotFoundError:
        return "none"


# --- all of them ---


def _artifacts(layer: Layer, root: Path) -> list[Path]:
    return _paths([f"{ARTIFACTS}/**/{name}.json" for name in layer.bytecode], layer, root)


def _matching(pattern: str, layer: Layer, root: Path) -> list[Path]:
    return _paths([pattern], layer, root)


def _paths(patterns: list[str], layer: Layer, root: Path) -> list[Path]:
    found = set()
    for pattern in patterns:
        paths = {path for path in root.glob(pattern) if path.is_file() and "__pycache__" not in path.parts}
        if not paths:
            raise InputError(f"layer {layer.name!r}: there is no {pattern}; correct {DECLARED}")
        found |= paths
    return sorted(found, key=lambda path: _relative(path, root))


def _pytest_settings(root: Path) -> bytes:
    tables = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    return json.dumps({key: value for key, value in tables.items() if key != "testpaths"}, sort_keys=True).encode()


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _digest(entries: Iterable[tuple[str, bytes]]) -> str:
    """A hash over names and contents, in the order of the names."""
    whole = hashlib.sha256()
    for name, content in sorted(entries):
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()[:32]
