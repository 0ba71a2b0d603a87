"""All modules of `web/src/generated/`: written, and compared with what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from polypact.build.compiling import ROOT
from polypact.build.page import (
    abis,
    bounds,
    code,
    decided_calls,
    enumerations,
    event_fields,
    messages,
    reasons,
    views,
    words,
)

__all__ = ["FOLDER", "stale", "write"]

FOLDER = Path("web") / "src" / "generated"

_MODULES: Mapping[str, Callable[[], str]] = {
    "abi": abis.render,
    "views": views.render,
    "enums": enumerations.render,
    "bounds": bounds.render,
    "reasons": reasons.render,
    "events": event_fields.render,
    "messages": messages.render,
    "calls": decided_calls.render,
    "code": code.render,
    "words": words.render,
}


def write(root: Path = ROOT) -> Iterator[str]:
    """Writes every module that is not there as it should be, and takes away what is none; gives the paths of both."""
    for path in list(_differing(root)):
        file = root / path
        text = _text(path)
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        yield path.as_posix()


def stale(root: Path = ROOT) -> list[str]:
    """The modules that are missing, not what the package asks for, or there without a source."""
    return [path.as_posix() for path in _differing(root)]


def _differing(root: Path) -> Iterator[Path]:
    wanted = [FOLDER / f"{name}.ts" for name in _MODULES]
    there = [path.relative_to(root) for path in sorted((root / FOLDER).glob("*"))]
    for path in dict.fromkeys([*wanted, *there]):
        file = root / path
        if not file.is_file() or file.read_text(encoding="utf-8") != _text(path):
            yield path


def _text(path: Path) -> str | None:
    render = _MODULES.get(path.stem) if path.suffix == ".ts" else None
    return render() if render else None
