"""Collecting files: those about one message, from wherever they lie, become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polypact.signing.message_files import WRITTEN_BY, MessageFile
from polypact.text.errors import PolypactError


@dataclass
class Collected:
    """The files of some paths: one for each message, with the paths it was put together from, and what is no good."""

    files: list[tuple[list[Path], MessageFile]]
    skipped: list[tuple[Path, str]]


def collect(paths: Sequence[Path]) -> Collected:
    """Every file, and every `*.json` in the folders among the paths; those about one message come together."""
    found = Collected([], [])
    by_facts: dict[tuple[Any, ...], tuple[list[Path], MessageFile]] = {}
    for path in _files(paths):
        try:
            read = MessageFile.read(path)
        except PolypactError as error:
            found.skipped.append((path, str(error).removeprefix(f"{path} ")))
            continue
        of, whole = by_facts.get(read.facts, ([], read))
        by_facts[read.facts] = ([*of, path], whole.merged(read))
    found.files = list(by_facts.values())
    return found


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.glob("*.json"))
            if not inside:
                raise PolypactError(f"there are no .json files in {path}; put those of {WRITTEN_BY} there")
            found += inside
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def check_writable(path: Path) -> None:
    """Makes the folder of a file; `PolypactError` if it cannot be, before anything is signed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        existed = path.exists()
        with path.open("a", encoding="utf-8"):
            pass
        if not existed:
            path.unlink()
    except OSError as error:
        raise PolypactError(f"cannot write {path}: {error.strerror}; nothing was signed") from None
